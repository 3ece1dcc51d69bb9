using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Fairload.House.Rules;

/// <summary>
/// The ledger of OWASP's ASVS 5.0.0 (docs/assurance/asvs-5.0.csv): one row for each requirement of levels 1 and 2 and for
/// ten of level 3, joined to the tests by their names. A row that names a test which is gone, or a count that is no longer so, is found.
/// </summary>
public sealed partial class AssuranceTests
{
    private const string Ledger = "docs/assurance/asvs-5.0.csv", Index = "docs/assurance/README.md", Prefix = "v5.0.0-";

    /// <summary>The requirements by section, as the standard numbers them: those of levels 1 and 2.</summary>
    private const string Levels1And2 = """
        1.1.1-2 1.2.1-9 1.3.1-11 1.4.1-3 1.5.1-2 2.1.1-3 2.2.1-3 2.3.1-4 2.4.1-1 3.2.1-2 3.3.1-4 3.4.1-6 3.5.1-5 3.7.1-2 4.1.1-3 4.2.1-1 4.3.1-2 4.4.1-4
        5.1.1-1 5.2.1-3 5.3.1-2 5.4.1-3 6.1.1-3 6.2.1-12 6.3.1-4 6.4.1-4 6.5.1-5 6.6.1-3 6.8.1-4 7.1.1-3 7.2.1-4 7.3.1-2 7.4.1-5 7.5.1-2 7.6.1-2
        8.1.1-2 8.2.1-3 8.3.1-1 8.4.1-1 9.1.1-3 9.2.1-4 10.1.1-2 10.2.1-2 10.3.1-4 10.4.1-11 10.5.1-5 10.6.1-2 10.7.1-3 11.1.1-2 11.2.1-3 11.3.1-3
        11.4.1-4 11.5.1-1 11.6.1-1 12.1.1-3 12.2.1-2 12.3.1-4 13.1.1-1 13.2.1-5 13.3.1-2 13.4.1-5 14.1.1-2 14.2.1-4 14.3.1-3 15.1.1-3 15.2.1-3 15.3.1-7
        16.1.1-1 16.2.1-5 16.3.1-4 16.4.1-3 16.5.1-3 17.1.1-1 17.2.1-4 17.3.1-2
        """;

    /// <summary>Ten of level 3 that matter here; of 16.3.2 the half that only level 3 asks.</summary>
    private static readonly string[] OfLevel3 = ["1.2.10", "3.4.7", "3.4.8", "5.2.4", "6.3.8", "8.3.2", "14.2.6", "14.2.7", "15.4.2", "16.3.2-L3"];

    private static readonly string[] Statuses = ["met", "council", "not applicable", "open"];

    private sealed record Row(string Id, string Level, string Asks, string Status, string How, IReadOnlyList<string> Tests, string Evidence);

    private static readonly Lazy<IReadOnlyList<Row>> Rows = new(() => Read(Repository.Lines(Ledger)));

    private static readonly Lazy<HashSet<string>> Tests = new(() =>
        Repository.Files("tests", ".cs").SelectMany(path => TestsOf(Repository.Text(path))).Select(test => test.Name).ToHashSet(StringComparer.Ordinal));

    [Fact]
    public void Every_requirement_has_its_row_once()
    {
        var expected = Levels1And2.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SelectMany(range =>
        {
            var (section, from, to) = (range[..range.LastIndexOf('.')], 1, int.Parse(range[(range.IndexOf('-', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture));
            return Enumerable.Range(from, to).Select(number => $"{section}.{number}");
        }).ToList();

        // As the standard counts itself: 70 requirements of level 1 and 183 of level 2.
        Assert.Equal(253, expected.Count);
        Assert.Equal(expected.Concat(OfLevel3).Order(StringComparer.Ordinal), Rows.Value.Select(row => row.Id).Order(StringComparer.Ordinal));
        Assert.Equal((70, 183, 10), (Rows.Value.Count(row => row.Level == "1"), Rows.Value.Count(row => row.Level == "2"), Rows.Value.Count(row => row.Level == "3")));
        Assert.Equal(OfLevel3.Order(StringComparer.Ordinal), Rows.Value.Where(row => row.Level == "3").Select(row => row.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_row_is_whole() => Refusal.None($"{Ledger} is incomplete:", Rows.Value.SelectMany(Lacking));

    [Fact]
    public void Every_test_that_a_row_names_is_there() =>
        Refusal.None("The ledger names a test that is not there:", Rows.Value.SelectMany(row => row.Tests.Where(test => !Tests.Value.Contains(test)).Select(test => $"{row.Id}: {test}")));

    [Fact]
    public void Every_test_that_cites_a_requirement_stands_in_its_row() =>
        Refusal.None("A test cites a requirement whose row does not name it:", Repository.Files("tests", ".cs")
            .SelectMany(path => TestsOf(Repository.Text(path)))
            .SelectMany(test => test.Cited.Where(id => !Rows.Value.Any(row => row.Id == id && row.Tests.Contains(test.Name))).Select(id => $"{test.Name}: {id}")));

    [Fact]
    public void Seven_rows_of_ten_are_backed_by_a_test()
    {
        var applicable = Rows.Value.Where(row => row.Status != "not applicable").ToList();
        var share = 100 * applicable.Count(row => row.Tests.Count > 0) / applicable.Count;
        Assert.True(share >= 70, $"{share}%");
        Assert.Equal(share, Said("backed by a test, percent"));
    }

    [Fact]
    public void The_index_has_the_counts_of_the_ledger()
    {
        Assert.Equal(Rows.Value.Count, Said("all"));
        foreach (var status in Statuses)
        {
            Assert.Equal((status, Rows.Value.Count(row => row.Status == status)), (status, Said(status)));
        }
    }

    [Fact]
    public void The_rules_ring()
    {
        Assert.NotEmpty(Lacking(new Row("1.1.1", "2", "", "met", "", [], "README.md")));
        Assert.NotEmpty(Lacking(new Row("1.1.1", "2", "x", "done", "y", ["A.B"], "README.md")));
        Assert.NotEmpty(Lacking(new Row("1.1.1", "2", "x", "met", "y", ["A.B"], "docs/nowhere.md")));
        Assert.Empty(Lacking(new Row("1.1.1", "2", "x", "met", "y", ["A.B"], "README.md")));
        var (name, cited) = Assert.Single(TestsOf("sealed class PlantedTests\n{\n    [Trait(\"ASVS\", \"9.9.9\")]\n    [Fact]\n    public void Something_holds()\n    {\n    }\n\n    public void NotATest()\n    {\n    }\n}\n"));
        Assert.Equal(("PlantedTests.Something_holds", "9.9.9"), (name, Assert.Single(cited)));
        Assert.Equal(["a,b", "c \"d\""], Read(["id,level,asks,status,how,tests,evidence", "v5.0.0-1,2,\"a,b\",met,\"c \"\"d\"\"\",,x"]).SelectMany(row => new[] { row.Asks, row.How }));
    }

    private static IEnumerable<string> Lacking(Row row)
    {
        if (row.Asks.Length == 0 || row.How.Length == 0)
        {
            yield return $"{row.Id}: say what it asks and how it is met, or why not";
        }

        if (!Statuses.Contains(row.Status))
        {
            yield return $"{row.Id}: \"{row.Status}\" is no status";
        }

        if (!Path.Exists(Path.Combine(Repository.Root, row.Evidence)) || row.Evidence.Length == 0)
        {
            yield return $"{row.Id}: no file \"{row.Evidence}\"";
        }
    }

    /// <summary>A count that stands in the index, in the row of a table that begins with these words.</summary>
    private static int Said(string what) => int.Parse(
        Assert.Single(Regex.Matches(Repository.Text(Index), $@"^\| {Regex.Escape(what)} \| (\d+) \|", RegexOptions.Multiline)).Groups[1].Value, CultureInfo.InvariantCulture);

    private static List<Row> Read(string[] lines)
    {
        Assert.Equal("id,level,asks,status,how,tests,evidence", lines[0]);
        return
        [
            .. lines.Skip(1).Select(line => Cell().Matches(line).Select(cell => cell.Groups["quoted"].Success ? cell.Groups["quoted"].Value.Replace("\"\"", "\"", StringComparison.Ordinal) : cell.Groups["plain"].Value).ToArray())
                .Select(cells =>
                {
                    Assert.Equal((7, true), (cells.Length, cells[0].StartsWith(Prefix, StringComparison.Ordinal)));
                    return new Row(cells[0][Prefix.Length..], cells[1], cells[2], cells[3], cells[4], cells[5].Split("; ", StringSplitOptions.RemoveEmptyEntries), cells[6]);
                }),
        ];
    }

    /// <summary>The tests of a source file, with the requirements that they cite: public methods below an attribute.</summary>
    private static IEnumerable<(string Name, IReadOnlyList<string> Cited)> TestsOf(string source)
    {
        var (type, attributes, cited) = ("", 0, new List<string>());
        foreach (var line in source.Split('\n').Select(line => line.Trim()))
        {
            if (ClassLine().Match(line) is { Success: true } found)
            {
                type = found.Groups["name"].Value;
            }
            else if (TestLine().Match(line) is { Success: true } test && attributes > 0)
            {
                yield return ($"{type}.{test.Groups["name"].Value}", cited);
            }

            (attributes, cited) = line.StartsWith('[') ? (attributes + 1, cited) : line.StartsWith("//", StringComparison.Ordinal) ? (attributes, cited) : (0, []);
            cited.AddRange(Trait().Matches(line).Select(trait => trait.Groups["id"].Value));
        }
    }

    [GeneratedRegex("""(?:^|,)(?:"(?<quoted>(?:[^"]|"")*)"|(?<plain>[^,"]*))""")]
    private static partial Regex Cell();

    [GeneratedRegex(@"^(?!//).*\bclass (?<name>\w+)")]
    private static partial Regex ClassLine();

    [GeneratedRegex(@"^public (?:static )?(?:async )?(?:Task|void) (?<name>\w+)\(")]
    private static partial Regex TestLine();

    [GeneratedRegex("""Trait\("ASVS", "(?<id>[^"]+)"\)""")]
    private static partial Regex Trait();
}
