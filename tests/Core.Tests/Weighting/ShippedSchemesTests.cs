using System.Runtime.CompilerServices;
using Fairload.Core.Weighting;

namespace Fairload.Core.Tests.Weighting;

public sealed class ShippedSchemesTests
{
    private static readonly string[] Tiers =
        ["A3", "A2", "A1", "A0", "B3", "B2", "B1", "B0", "C3", "C2", "C1", "C0", "D3", "D2", "D1", "D0"];

    // The probation service's seed weights: ministryofjustice/hmpps-workload, V1_1__SEED_REF_DATA.sql.
    private static readonly Dictionary<string, int[]> Published = new()
    {
        ["community"] = [206, 158, 146, 110, 146, 115, 102, 72, 79, 63, 50, 35, 51, 41, 29, 29],
        ["licence"] = [219, 175, 163, 0, 161, 132, 119, 0, 77, 65, 52, 0, 51, 43, 31, 0],
        ["custody"] = [75, 60, 59, 0, 59, 48, 47, 0, 30, 24, 23, 0, 17, 14, 13, 0],
    };

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Path.Combine(Root(), "schemes"), "*.json").Append(Path.Combine(Root(), "tests/samples/schemes/probation.json")).Select(file => Path.GetRelativePath(Root(), file))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_scheme_is_in_the_language_and_names_its_source(string file)
    {
        var scheme = SchemeReader.Read(File.ReadAllText(Path.Combine(Root(), file)));
        Assert.False(string.IsNullOrWhiteSpace(scheme.Source));
        Assert.NotEmpty(scheme.Notes);
        Assert.NotEmpty(scheme.Rules);
    }

    [Theory]
    [InlineData("community")]
    [InlineData("licence")]
    [InlineData("custody")]
    public void The_probation_tables_weigh_every_tier_as_published(string type)
    {
        var scheme = SchemeReader.Read(File.ReadAllText(Path.Combine(Root(), "tests/samples/schemes/probation.json")));
        var rows = Tiers.Select(tier => new Dictionary<string, object>
        {
            // A judgement's column holds the place of the option; the test table holds hundredths.
            ["judged.tier"] = scheme.FindJudgement("tier")!.OptionOf(tier)!.Value / 100.0,
            ["judged.type"] = scheme.FindJudgement("type")!.OptionOf(type)!.Value / 100.0,
        }).ToArray();
        Assert.Equal(Published[type].Select(points => points * 100), new Weigher(scheme, new FlatFacts(rows)).Weigh().Points);
    }

    [Fact]
    public void Levels_without_capacity_and_the_exceptions_of_28_and_20_ship_in_one_scheme_only()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Root(), "schemes"), "*.json"))
        {
            var scheme = SchemeReader.Read(File.ReadAllText(file));
            var isFourLevel = scheme.Code == "four-level";
            Assert.Equal(isFourLevel, scheme.Capacity is null);
            Assert.Equal(isFourLevel ? (2800, 2000) : (null, null), (scheme.Exceptions.CasesPerFteHigh, scheme.Exceptions.CasesPerFteLow));
        }
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));
}
