using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairload.App.Caseloads;
using Fairload.App.Imports;
using Fairload.App.Store;
using Fairload.App.Workloads;
using Fairload.Core.Cases;
using Fairload.Core.Time;
using Fairload.Core.Weighting;
using Fairload.Core.Workload;
using Fairload.Oracle;

namespace Fairload.App.Tests.Workloads;

/// <summary>
/// The product beside an independent reckoning of the same files: through the importer, the store, the caseload, the
/// weigher and the JSON, against plain code written from the contract alone.
/// </summary>
public sealed class OracleTests
{
    private static readonly DateOnly AsAt = new(2026, 3, 31);

    private static readonly HashSet<DateOnly> BankHolidays =
        [new(2025, 12, 25), new(2025, 12, 26), new(2026, 1, 1), new(2026, 4, 3), new(2026, 4, 6), new(2026, 5, 4), new(2026, 5, 25)];

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));

    public static TheoryData<string> Golden =>
        [.. Directory.GetDirectories(Path.Combine(Root(), "tests/Oracle/golden")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Golden))]
    public async Task The_product_gives_what_was_worked_by_hand(string name)
    {
        var folder = Path.Combine(Root(), "tests/Oracle/golden", name);
        var expected = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "expected.json")));
        Assert.Empty(StatementComparison.Differences(expected, await Product(folder, await File.ReadAllTextAsync(Path.Combine(folder, "scheme.json")))));
    }

    [Fact]
    public async Task The_sum_of_the_documentation_is_what_the_product_gives()
    {
        var folder = Path.Combine(Root(), "docs/the-sum");
        var scheme = await File.ReadAllTextAsync(Path.Combine(Root(), "schemes/hundred-point.json"));
        var expected = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "expected.json")))!;
        var asAt = DateOnly.ParseExact(expected["asAt"]!.GetValue<string>(), "yyyy-MM-dd");
        Assert.Empty(StatementComparison.Differences(expected, await Product(folder, scheme, asAt)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_random_council_weighed_by_a_random_scheme_gives_what_the_oracle_gives(int seed)
    {
        using var folder = new TempFolder();
        RandomCouncil.Write(folder.Path, seed);
        var scheme = RandomCouncil.Scheme(seed);
        JsonNode product;
        try
        {
            product = await Product(folder.Path, scheme);
        }
        catch (ImportRefused refused)
        {
            // One folder in fourteen lacks the involvements: without them there is no caseload, and the importer says so.
            Assert.False(File.Exists(Path.Combine(folder.Path, "ssd_involvements.csv")), refused.Message);
            return;
        }

        var expected = NaiveStatement.Compute(folder.Path, scheme, AsAt, BankHolidays);
        foreach (var worker in expected["workers"]!.AsArray())
        {
            // The oracle takes names from the professionals alone; the product from the staff file too.
            worker!.AsObject().Remove("name");
        }

        var differences = StatementComparison.Differences(expected, product);
        Assert.True(differences.Count == 0, string.Join('\n', differences.Take(40)));
    }

    [Fact]
    public async Task A_reason_that_asks_for_proceedings_of_a_child_who_is_in_none_has_no_record_of_them()
    {
        var scheme = """
            { "scheme": "t", "version": 1, "title": "T", "source": "test", "effectiveFrom": "2026-01-01",
              "rules": [ { "code": "quiet", "points": 1, "when": { "careProceedings": false } } ] }
            """;
        var statement = await Product(Path.Combine(Root(), "docs/the-sum"), scheme);
        Assert.Contains(
            statement["workers"]!.AsArray().SelectMany(worker => worker!["lines"]!.AsArray()).SelectMany(line => line!["reasons"]!.AsArray()),
            reason => reason!["evidence"]!.GetValue<string>() == "not careProceedings");
    }

    public static TheoryData<int> Seeds =>
        [.. Enumerable.Range(1, Environment.GetEnvironmentVariable("FAIRLOAD_LONG") is { Length: > 0 } ? 1500 : 60)];

    private static async Task<JsonNode> Product(string folder, string scheme, DateOnly? asAt = null)
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        await store.Import(folder, (asAt ?? AsAt).ToString("yyyy-MM-dd"));
        int council;
        await using (var db = store.Data.Db())
        {
            council = db.Councils.Single().Id;
        }

        var (caseload, _) = await new CaseloadLoader(store.Data).Load(council, RoleMap.Default, new WorkingCalendar(BankHolidays), default);
        var day = WorkloadDay.On(caseload, asAt ?? AsAt, SchemeReader.Read(scheme));
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            StatementJson.Write(writer, day, day.Statements, _ => false, withLines: true);
        }

        return JsonNode.Parse(stream.ToArray())!;
    }

    private sealed class TempFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("fairload-oracle-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
