using Xunit;

namespace Fairload.House.Rules;

internal static class Refusal
{
    /// <summary>Fails with one line for each offence, so that all are mended in one go.</summary>
    public static void None(string rule, IEnumerable<string> offences)
    {
        string[] found = [.. offences];
        Assert.True(found.Length == 0, $"{rule}\n  {string.Join("\n  ", found)}");
    }
}
