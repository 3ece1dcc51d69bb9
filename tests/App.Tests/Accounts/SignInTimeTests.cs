using System.Diagnostics;
using Fairload.App.Accounts;
using Fairload.App.Store;
using Fairload.App.Tests.Imports;

namespace Fairload.App.Tests.Accounts;

/// <summary>Alone, because the time that a refusal takes is measured: beside other tests it is theirs too.</summary>
[Collection(nameof(Alone))]
public sealed class SignInTimeTests
{
    private static readonly int Tries = Environment.GetEnvironmentVariable("FAIRLOAD_LONG") is { Length: > 0 } ? 500 : 40;

    [Trait("ASVS", "6.3.8")]
    [Fact]
    public async Task A_name_that_nobody_has_takes_as_long_as_one_that_somebody_has()
    {
        await using var at = await SignInTests.Desk.Open(StoreEngine.Sqlite, new SignInRules { TriesAMinute = 100_000, TriesBeforeLock = 100_000 });
        await at.Ready("amina", "kettle plum archive");
        async Task<double> Took(string name)
        {
            var began = Stopwatch.GetTimestamp();
            await at.SignIn.WithPassword(at.Council, name, "wrong", new SignInFrom(null, "Browser 1.0"), default);
            return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        // In turns, so that a machine that grows busy meanwhile is as busy for both.
        var apart = new List<double>();
        for (var i = 0; i < Tries; i++)
        {
            apart.Add(await Took("amina") - await Took("nobody"));
        }

        Assert.InRange(Math.Abs(apart.Order().ElementAt(Tries / 2)), 0, 30);
    }
}
