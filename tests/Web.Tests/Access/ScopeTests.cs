using Fairload.App.Store;
using Fairload.Oracle;
using Xunit.Abstractions;

namespace Fairload.Web.Tests.Access;

/// <summary>
/// Who may see whom, by the product and by the independent oracle (tests/Oracle/ScopeOracle.cs), over random
/// organisations. <c>FAIRLOAD_SCOPE_SEED</c> is the first seed; each line of a failure names its own.
/// </summary>
public sealed class ScopeTests(ITestOutputHelper output)
{
    private static readonly bool Long = Environment.GetEnvironmentVariable("FAIRLOAD_LONG") == "1";
    private static readonly int First = int.TryParse(Environment.GetEnvironmentVariable("FAIRLOAD_SCOPE_SEED"), out var seed) ? seed : 1;

    [Trait("ASVS", "8.2.2")]
    [Fact]
    public void Product_and_oracle_agree_on_every_question_over_random_organisations()
    {
        var (trees, probes, mismatches) = (Long ? 2000 : 120, 0, new List<string>());
        for (var seed = First; seed < First + trees; seed++)
        {
            var council = new ScopeCouncil(seed);
            var world = new ScopeWorld(council);
            world.Probe(world.InMemory());
            probes += world.Probes;
            mismatches.AddRange(world.Mismatches);
        }

        output.WriteLine($"{trees} organisations from seed {First}, {probes} probes, {mismatches.Count} mismatches.");
        Assert.True(mismatches.Count == 0, $"{mismatches.Count} mismatches:\n{string.Join('\n', mismatches.Take(30))}");
        Assert.True(probes > (Long ? 100_000 : 10_000), $"Only {probes} probes.");
    }

    [Theory]
    [ScopeEngine(StoreEngine.Sqlite)]
    [ScopeEngine(StoreEngine.Postgres)]
    public async Task Product_and_oracle_agree_on_what_went_through_the_import(StoreEngine engine)
    {
        var (trees, probes, mismatches) = (Long ? 25 : 3, 0, new List<string>());
        for (var seed = First; seed < First + trees; seed++)
        {
            await using var site = await ScopeSite.Open(new ScopeCouncil(seed), engine);
            var world = new ScopeWorld(site.Council);
            world.Probe(site.Day);
            probes += world.Probes;
            mismatches.AddRange(world.Mismatches);
        }

        output.WriteLine($"{engine}: {trees} organisations from seed {First}, {probes} probes, {mismatches.Count} mismatches.");
        Assert.True(mismatches.Count == 0, $"{mismatches.Count} mismatches:\n{string.Join('\n', mismatches.Take(30))}");
    }
}
