using Fairload.Core.Cases;
using Fairload.Core.Weighting;

namespace Fairload.Core.Tests.Weighting;

public sealed class WeigherTests
{
    [Fact]
    public void Rules_of_one_group_exclude_each_other_and_others_add() =>
        Assert.Equal([700, 400, 100], Weigh(
            """
            { "code": "cp", "group": "s", "points": 6, "when": { "status": "cp" } },
            { "code": "any", "group": "s", "points": 3, "when": { "status": [ "cp", "cin" ] } },
            { "code": "all", "points": 1 }
            """,
            new() { ["status"] = "cp" }, new() { ["status"] = "cin" }, new() { ["status"] = "none" }));

    [Fact]
    public void Per_counts_less_beyond_up_to_max_and_never_below_nothing() =>
        Assert.Equal([0, 0, 200, 600, 600, 0], Weigh(
            """{ "code": "homes", "points": 2, "per": "homesInFamily", "beyond": 1, "max": 3 }""",
            new() { ["homesInFamily"] = 0 }, new() { ["homesInFamily"] = 1 }, new() { ["homesInFamily"] = 2 },
            new() { ["homesInFamily"] = 4 }, new() { ["homesInFamily"] = 9 }, []));

    [Fact]
    public void A_share_multiplies_only_the_rules_before_it() =>
        Assert.Equal([300], Weigh(
            """{ "code": "a", "points": 4 }, { "code": "half", "share": 0.5 }, { "code": "b", "points": 1 }""", new Dictionary<string, object>()));

    [Fact]
    public void Products_round_half_away_from_zero() =>
        Assert.Equal([1, -1 + 1], Weigh(
            """{ "code": "a", "points": 0.01, "when": { "unborn": true } }, { "code": "b", "points": -0.01, "when": { "unborn": false } }, { "code": "half", "share": 0.5 }""",
            new() { ["unborn"] = true }, new() { ["unborn"] = false }));

    [Fact]
    public void A_case_is_never_below_zero_and_says_what_lifted_it()
    {
        var weigher = Weigher("""{ "code": "a", "points": 2 }, { "code": "b", "points": -5 }""", new Dictionary<string, object>());
        Assert.Equal([0], weigher.Weigh().Points);
        Assert.Equal([200, -500, 300], weigher.Explain(0).Select(reason => reason.Points.Hundredths));
        Assert.Null(weigher.Explain(0)[2].Rule);
    }

    [Theory]
    [InlineData("""{ "ageYears": { "over": 3 } }""", false, true, false)]
    [InlineData("""{ "ageYears": { "atLeast": 3, "under": 4 } }""", true, false, false)]
    [InlineData("""{ "ageYears": [ 3, 4 ] }""", true, true, false)]
    [InlineData("""{ "ageYears": 3 }""", true, false, false)]
    [InlineData("""{ "not": { "ageYears": 3 } }""", false, true, true)]
    [InlineData("""{ "not": { "ageYears": { "atLeast": 0 } } }""", false, false, true)]
    [InlineData("""{ "any": [ { "ageYears": 3 }, { "not": { "ageYears": { "atMost": 99 } } } ] }""", true, false, true)]
    [InlineData("""{ "ageYears": { "atMost": 99 }, "not": { "any": [ { "ageYears": 4 } ] } }""", true, false, false)]
    public void Conditions_hold_as_written_and_an_absent_fact_matches_only_not(string when, bool three, bool four, bool absent) =>
        Assert.Equal(
            [three ? 100 : 0, four ? 100 : 0, absent ? 100 : 0],
            Weigh($$"""{ "code": "a", "points": 1, "when": {{when}} }""", new() { ["ageYears"] = 3 }, new() { ["ageYears"] = 4 }, []));

    [Fact]
    public void A_list_fact_matches_when_it_holds_any_of_the_codes() =>
        Assert.Equal([100, 0, 0], Weigh(
            """{ "code": "a", "points": 1, "when": { "factors": [ "3A", "3B" ] } }""",
            new() { ["factors"] = new[] { "1A", "3B" } }, new() { ["factors"] = new[] { "1A" } }, []));

    [Fact]
    public void A_table_gives_its_cell_and_a_missing_cell_gives_nothing_and_is_noted()
    {
        var weigher = Weigher(
            """{ "code": "t", "table": { "by": [ "status", "unborn" ], "points": { "cp": { "true": 5, "false": 3 }, "cin": { "false": 1 } } } }""",
            new() { ["status"] = "cp", ["unborn"] = true }, new() { ["status"] = "cp", ["unborn"] = false },
            new() { ["status"] = "cin", ["unborn"] = true }, new() { ["status"] = "cin" });
        Assert.Equal([500, 300, 0, 0], weigher.Weigh().Points);
        Assert.Equal([true, true, false, false], weigher.Weigh().Weighted.Select(one => one != 0));
        Assert.Equal(2, weigher.MissingCells().Single().Value);
    }

    [Fact]
    public void Judgements_that_nobody_made_take_their_default() =>
        Assert.Equal([250, 700], new Weigher(
            SchemeReader.Read(SchemeText.Of(
                """
                { "code": "far", "points": 2, "when": { "judged.travel": "over" } },
                { "code": "score", "points": 1, "per": "judged.score" }
                """,
                """
                , "judgements": [ { "code": "travel", "title": "T", "options": [ { "value": "under", "title": "u" }, { "value": "over", "title": "o" } ], "default": "under" },
                                  { "code": "score", "title": "S", "number": { "min": 0, "max": 10 }, "default": 2.5 } ]
                """)),
            new FlatFacts(new Dictionary<string, object>(), new() { ["judged.travel"] = 0.01, ["judged.score"] = 5 })).Weigh().Points);

    [Fact]
    public void Reasons_add_up_to_the_points_and_blocks_do_not_matter()
    {
        var random = new Random(7);
        var rows = Enumerable.Range(0, 5000).Select(_ => new Dictionary<string, object>
        {
            ["status"] = CaseWords.Of(Fact.Status)![random.Next(8)],
            ["siblingsOpen"] = random.Next(6),
            ["ageYears"] = random.Next(18),
            ["preProceedings"] = random.Next(2) == 0,
        }).ToArray();
        var weigher = Weigher(
            """
            { "code": "cp", "group": "g", "points": 6.25, "when": { "status": "cp" } }, { "code": "cin", "group": "g", "points": 3, "when": { "status": [ "cin", "cla" ] } },
            { "code": "sib", "points": 1.13, "per": "siblingsOpen", "beyond": 1, "max": 3 }, { "code": "share", "share": 0.35, "when": { "ageYears": { "atLeast": 9 } } },
            { "code": "court", "points": 3, "when": { "any": [ { "preProceedings": true }, { "ageYears": 0 } ] } }, { "code": "less", "points": -1.5, "when": { "not": { "status": "cp" } } }
            """,
            rows);
        var points = weigher.Weigh().Points;
        for (var row = 0; row < rows.Length; row++)
        {
            Assert.Equal(points[row], weigher.Explain(row).Sum(reason => reason.Points.Hundredths));
            Assert.True(points[row] >= 0);
        }
    }

    private static int[] Weigh(string rules, params Dictionary<string, object>[] rows) => Weigher(rules, rows).Weigh().Points;

    private static Weigher Weigher(string rules, params Dictionary<string, object>[] rows) =>
        new(SchemeReader.Read(SchemeText.Of(rules)), new FlatFacts(rows));
}
