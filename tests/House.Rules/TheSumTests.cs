using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Fairload.House.Rules;

/// <summary>
/// docs/the-sum.md was worked by hand. These tests hold the hand-worked figures to themselves and to the scheme; that the
/// product gives the same figures from the same files is a test beside the product.
/// </summary>
public sealed class TheSumTests
{
    private const string Folder = "docs/the-sum";

    private static readonly JsonElement Expected = Read($"{Folder}/expected.json"), Scheme = Read("schemes/hundred-point.json");

    public static TheoryData<string> Workers => [.. Expected.GetProperty("workers").EnumerateArray().Select(worker => worker.GetProperty("id").GetString()!)];

    [Theory]
    [MemberData(nameof(Workers))]
    public void Reasons_add_up_to_lines_and_lines_to_the_worker(string id)
    {
        var worker = Worker(id);
        foreach (var line in Lines(worker))
        {
            Assert.Equal(Points(line), line.GetProperty("reasons").EnumerateArray().Sum(Points));
        }

        Assert.Equal(Points(worker), Lines(worker).Sum(Points));
        Assert.Equal(
            Number(worker, "workload"),
            Points(worker) + Number(worker, "stablePoints") + Number(worker, "dutyPoints") + Number(worker, "credits"));
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void Points_are_those_of_the_scheme(string id)
    {
        var rules = Scheme.GetProperty("rules").EnumerateArray().ToDictionary(rule => rule.GetProperty("code").GetString()!);
        foreach (var line in Lines(Worker(id)))
        {
            var before = 0m;
            foreach (var reason in line.GetProperty("reasons").EnumerateArray())
            {
                var rule = rules[reason.GetProperty("rule").GetString()!];
                var points = rule.TryGetProperty("share", out var share) ? (before * share.GetDecimal()) - before : rule.GetProperty("points").GetDecimal();
                Assert.Equal(points, Points(reason));
                before += points;
            }

            if (line.TryGetProperty("level", out var level))
            {
                Assert.Equal(Level(before), level.GetInt32());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void Capacity_band_and_percentage_follow(string id)
    {
        var worker = Worker(id);
        var fte = Number(worker, "fte");
        var band = Scheme.GetProperty("capacity").GetProperty("bands").GetProperty(worker.GetProperty("band").GetString()!);
        Assert.Equal(Scheme.GetProperty("capacity").GetProperty("fullTime").GetDecimal() * fte, Number(worker, "capacity"));
        Assert.Equal(band.GetProperty("low").GetDecimal() * fte, Number(worker, "bandLow"));
        Assert.Equal(band.GetProperty("high").GetDecimal() * fte, Number(worker, "bandHigh"));
        Assert.Equal(15 * fte, Number(worker, "stablePoints"));
        Assert.Equal(Percent(Number(worker, "workload"), Number(worker, "capacity")), Number(worker, "workloadPercent"));
        Assert.Equal(Math.Round(Number(worker, "cases") / Number(worker, "availableFte"), 2, MidpointRounding.AwayFromZero), Number(worker, "casesPerFte"));
    }

    [Fact]
    public void Totals_are_the_sums_of_the_workers()
    {
        var totals = Expected.GetProperty("totals");
        var workers = Expected.GetProperty("workers").EnumerateArray().ToArray();
        foreach (var name in new[] { "cases", "activeCases", "points" })
        {
            Assert.Equal(workers.Sum(worker => Number(worker, name)), Number(totals, name));
        }

        Assert.Equal(
            Percent(workers.Sum(worker => Number(worker, "workload")), workers.Sum(worker => Number(worker, "capacity"))),
            Number(totals, "workloadPercent"));
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void Counts_follow_from_the_lines(string id)
    {
        var worker = Worker(id);
        var held = Lines(worker).Where(line => line.GetProperty("roleOnCase").GetString() == "lead").ToArray();
        Assert.Equal(held.Length, Number(worker, "cases"));
        Assert.Equal(held.Count(line => line.GetProperty("closureState").GetString() == "check"), Number(worker, "awaitingClosure"));
        Assert.Equal(Number(worker, "cases") - Number(worker, "awaitingClosure"), Number(worker, "activeCases"));
        Assert.Equal(Lines(worker).Count() - held.Length, Number(worker, "coWorked"));
        Assert.Equal(
            held.GroupBy(line => line.GetProperty("level").GetInt32()).ToDictionary(group => $"{group.Key}", group => group.Count()),
            worker.GetProperty("levels").EnumerateObject().ToDictionary(level => level.Name, level => level.Value.GetInt32()));
    }

    /// <summary>The tables are named and laid out as the Standard Safeguarding Dataset defines them.</summary>
    [Fact]
    public void Files_have_the_columns_of_the_dataset()
    {
        foreach (var path in Repository.Files(Folder, ".csv").Where(path => Path.GetFileName(path) != "staff.csv"))
        {
            var table = Path.GetFileNameWithoutExtension(path);
            var columns = Regex.Matches(Repository.Text($"tests/samples/ssd-schema/{table}.yml"), @"^  - name: (\w+)\s*$", RegexOptions.Multiline)
                .Select(match => match.Groups[1].Value);
            Refusal.None($"{path} has columns that {table} does not:", Repository.Lines(path)[0].Split(',').Except(columns));
        }
    }

    [Fact]
    public void The_document_shows_every_figure_of_the_first_worker()
    {
        var text = Repository.Text("docs/the-sum.md");
        var worker = Worker("W1");
        string[] figures = ["39.6", "51.6", "64.5%", .. Lines(worker).Select(line => $"| {line.GetProperty("child").GetString()} |")];
        Refusal.None("docs/the-sum.md does not show:", figures.Where(figure => !text.Contains(figure, StringComparison.Ordinal)));
    }

    private static JsonElement Read(string path) => JsonDocument.Parse(Repository.Text(path)).RootElement;

    private static JsonElement Worker(string id) => Expected.GetProperty("workers").EnumerateArray().Single(worker => worker.GetProperty("id").GetString() == id);

    private static JsonElement.ArrayEnumerator Lines(JsonElement worker) => worker.GetProperty("lines").EnumerateArray();

    private static decimal Number(JsonElement element, string name) => element.GetProperty(name).GetDecimal();

    private static decimal Points(JsonElement element) => Number(element, "points");

    private static decimal Percent(decimal part, decimal whole) => Math.Round(100 * part / whole, 1, MidpointRounding.AwayFromZero);

    private static int Level(decimal points) => Scheme.GetProperty("levels").EnumerateArray()
        .Last(level => level.TryGetProperty("from", out var from) ? points >= from.GetDecimal() : points > level.GetProperty("over").GetDecimal())
        .GetProperty("level").GetInt32();
}
