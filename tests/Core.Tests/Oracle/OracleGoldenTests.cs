using System.Text.Json.Nodes;
using Fairload.Oracle;

namespace Fairload.Core.Tests.Oracle;

/// <summary>The oracle against cases worked by hand: each folder of golden/ has the source files, the scheme, what the contract
/// says the statement is, and the arithmetic in words.</summary>
public sealed class OracleGoldenTests
{
    private static readonly DateOnly AsAt = new(2026, 3, 31);

    // England and Wales, spring 2026 (gov.uk/bank-holidays): Good Friday, Easter Monday, and the two of May.
    private static readonly HashSet<DateOnly> BankHolidays =
        [new(2026, 4, 3), new(2026, 4, 6), new(2026, 5, 4), new(2026, 5, 25)];

    public static TheoryData<string> Cases => [.. Directory.GetDirectories(Path.Combine(AppContext.BaseDirectory, "golden"))
        .Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_oracle_gives_what_was_worked_by_hand(string name)
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "golden", name);
        JsonNode expected = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")))!;

        JsonNode actual = NaiveStatement.Compute(
            folder, File.ReadAllText(Path.Combine(folder, "scheme.json")), AsAt, BankHolidays);

        Assert.Empty(StatementComparison.Differences(expected, actual));
    }

    [Fact]
    public void A_difference_is_seen()
    {
        JsonNode expected = JsonNode.Parse("""{ "workers": [ { "id": "W1", "points": 2 } ], "unallocated": 0 }""")!;
        JsonNode actual = JsonNode.Parse("""{ "workers": [ { "id": "W1", "points": 2.01 }, { "id": "W2" } ] }""")!;

        Assert.Equal(
            [".workers: 2 entries, not 1", ".workers[0].points: 2.01, not 2", ".unallocated: missing, not 0"],
            StatementComparison.Differences(expected, actual));
    }

    [Fact]
    public void The_random_council_is_the_same_for_the_same_seed()
    {
        string one = Directory.CreateTempSubdirectory("council").FullName;
        string other = Directory.CreateTempSubdirectory("council").FullName;
        try
        {
            RandomCouncil.Write(one, seed: 7);
            RandomCouncil.Write(other, seed: 7);

            Assert.Equal(Files(one), Files(other));
            Assert.Equal(RandomCouncil.Scheme(7), RandomCouncil.Scheme(7));
        }
        finally
        {
            Directory.Delete(one, recursive: true);
            Directory.Delete(other, recursive: true);
        }
    }

    [Fact]
    public void Every_random_council_has_a_statement_whose_lines_add_up()
    {
        foreach (JsonNode worker in RandomStatements().SelectMany(statement => statement["workers"]!.AsArray()).OfType<JsonNode>())
        {
            Assert.Equal(
                worker["points"]!.GetValue<decimal>(),
                worker["lines"]!.AsArray().Sum(line => line!["reasons"]!.AsArray()
                    .Sum(reason => reason!["points"]!.GetValue<decimal>())));
        }
    }

    [Fact]
    public void Random_councils_reach_every_corner()
    {
        // A generator that never makes a clash's co-worker or a broken limit would compare nothing there.
        HashSet<string> seen = [.. RandomStatements().SelectMany(Corners)];

        string[] corners =
        [
            "status cla", "status cp", "status cin", "status assessment", "status care-leaver", "status referral",
            "status early-help", "status none", "state check", "state quiet", "state open",
            "function social-work", "function family-help", "function child-protection", "function personal-adviser",
            "function early-help", "role lead", "role co-worker", "rule floor", "level 4", "exception high", "exception low",
            "limit court-sets", "limit families", "limit leads", "limit asye-cp", "fte unknown", "fte 0", "band asye", "not weighted",
            "over capacity", "workload exception", "unallocated",
        ];
        Assert.Empty(corners.Except(seen));
    }

    private static IEnumerable<string> Corners(JsonNode statement)
    {
        foreach (JsonNode worker in statement["workers"]!.AsArray().OfType<JsonNode>())
        {
            yield return $"fte {worker["fte"]?.ToJsonString() ?? "unknown"}";
            yield return $"band {worker["band"]}";
            yield return $"exception {worker["exception"]}";
            yield return worker["notWeighted"]!.GetValue<int>() > 0 ? "not weighted" : "";
            yield return worker["overCapacity"]!.GetValue<bool>() ? "over capacity" : "";
            yield return worker["workloadException"]!.GetValue<bool>() ? "workload exception" : "";
            foreach (JsonNode limit in worker["limits"]!.AsArray().OfType<JsonNode>())
            {
                yield return $"limit {limit["code"]}";
            }

            foreach (JsonNode line in worker["lines"]!.AsArray().OfType<JsonNode>())
            {
                yield return $"status {line["status"]}";
                yield return $"state {line["closureState"]}";
                yield return $"function {line["function"]}";
                yield return $"role {line["roleOnCase"]}";
                yield return $"level {line["level"]}";
                yield return line["reasons"]!.AsArray().Any(reason => reason!["rule"]!.GetValue<string>() == "floor") ? "rule floor" : "";
            }
        }

        yield return statement["unallocated"]!.GetValue<int>() > 0 ? "unallocated" : "";
    }

    private static IEnumerable<JsonNode> RandomStatements()
    {
        for (int seed = 1; seed <= 40; seed++)
        {
            string folder = Directory.CreateTempSubdirectory("council").FullName;
            try
            {
                RandomCouncil.Write(folder, seed);
                yield return NaiveStatement.Compute(folder, RandomCouncil.Scheme(seed), AsAt, BankHolidays);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static IEnumerable<string> Files(string folder) => Directory.GetFiles(folder).Order(StringComparer.Ordinal)
        .Select(path => $"{Path.GetFileName(path)}\n{File.ReadAllText(path)}");
}
