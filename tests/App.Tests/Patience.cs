using System.Diagnostics;

namespace Fairload.App.Tests;

/// <summary>How tests wait for what must come, on a machine that does other work besides.</summary>
internal static class Patience
{
    /// <summary>The longest wait: far longer than anything takes, so that only what never comes fails a test.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromMinutes(3);

    /// <summary>Waits until nothing is wanting, and fails with what is when that never comes.</summary>
    /// <param name="wanting">What is still wanting, in words; nothing when all has come.</param>
    public static async Task Until(Func<Task<string?>> wanting)
    {
        for (var waited = Stopwatch.StartNew(); await wanting() is { } still;)
        {
            Assert.True(waited.Elapsed < Most, $"After {waited.Elapsed}: {still}");
            await Task.Delay(20);
        }
    }
}
