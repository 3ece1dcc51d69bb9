using Fairload.Core.Cases;
using Fairload.Core.Tests.Weighting;

namespace Fairload.Core.Tests.Cases;

public sealed class DataQualityTests
{
    private static readonly DateOnly Born = new(2015, 1, 1);

    private static MarchCouncil Sound() => new MarchCouncil().Team("T1").Worker(1).Child(1, Born).Involved(1, 1)
        .Spell(RecordKind.CinPlan, 1, MarchCouncil.Day.AddDays(-100)).Spell(RecordKind.CinVisit, 1, MarchCouncil.Day.AddDays(-10), flag: true);

    private static QualityFinding Find(MarchCouncil council, QualityIssue issue, string? scheme = null) => DataQuality.Of(council.On(scheme))[issue];

    [Fact]
    public void Sound_records_need_no_look() =>
        Assert.Empty(DataQuality.Of(Sound().On()).Findings.Where(finding => finding.Rows.Count > 0).Select(finding => finding.Issue));

    [Fact]
    public void Every_issue_has_its_finding_at_its_own_place()
    {
        var quality = DataQuality.Of(Sound().On());
        Assert.Equal(Enum.GetValues<QualityIssue>(), quality.Findings.Select(finding => finding.Issue));
        Assert.All(Enum.GetValues<QualityIssue>(), issue => Assert.Equal(issue, quality[issue].Issue));
    }

    [Fact]
    public void A_plan_of_eight_weeks_without_a_visit_is_named_with_the_latest_visit()
    {
        var council = new MarchCouncil().Team("T1").Worker(1).Child(1, Born).Child(2, Born).Child(3, Born).Involved(1, 1).Involved(2, 1).Involved(3, 1)
            .Spell(RecordKind.CinPlan, 1, MarchCouncil.Day.AddDays(-90)).Spell(RecordKind.CinVisit, 1, MarchCouncil.Day.AddDays(-56))
            .Spell(RecordKind.CinPlan, 2, MarchCouncil.Day.AddDays(-90)).Spell(RecordKind.CinVisit, 2, MarchCouncil.Day.AddDays(-55))
            .Spell(RecordKind.CinPlan, 3, MarchCouncil.Day.AddDays(-55));
        var row = Assert.Single(Find(council, QualityIssue.PlansWithoutVisit).Rows);
        Assert.Equal((0, 0, MarchCouncil.Day.AddDays(-56)), (row.Child, row.Worker, row.Until));
    }

    [Fact]
    public void Without_a_table_of_visits_no_visit_is_missing() => Assert.Empty(Find(
        new MarchCouncil().Worker(1).Child(1, Born).Involved(1, 1).Spell(RecordKind.CinPlan, 1, MarchCouncil.Day.AddDays(-90)),
        QualityIssue.PlansWithoutVisit).Rows);

    [Fact]
    public void An_assessment_is_long_after_sixty_working_days()
    {
        // Without holidays sixty working days are twelve weeks.
        var council = Sound().Child(2, Born).Child(3, Born)
            .Spell(RecordKind.Assessment, 2, MarchCouncil.Day.AddDays(-84)).Spell(RecordKind.Assessment, 3, MarchCouncil.Day.AddDays(-85));
        Assert.Equal(2, Assert.Single(Find(council, QualityIssue.LongAssessments).Rows).Child);
    }

    [Fact]
    public void A_case_that_waits_for_closure_is_stuck_after_twelve_weeks_of_silence()
    {
        var council = new MarchCouncil().Worker(1).Child(1, Born).Child(2, Born).Involved(1, 1, from: new(2025, 1, 1)).Involved(2, 1, from: new(2025, 1, 1))
            .Spell(RecordKind.CinPlan, 1, new(2025, 1, 1), MarchCouncil.Day.AddDays(-84))
            .Spell(RecordKind.CinPlan, 2, new(2025, 1, 1), MarchCouncil.Day.AddDays(-83));
        var row = Assert.Single(Find(council, QualityIssue.StuckCases).Rows);
        Assert.Equal((0, MarchCouncil.Day.AddDays(-84)), (row.Child, row.Until));
    }

    [Fact]
    public void Holders_whose_row_or_last_post_is_gone_are_named()
    {
        var council = Sound().Worker(2, withdrawn: MarchCouncil.Day).Worker(3).Post(3, new(2020, 1, 1), MarchCouncil.Day).Worker(4).Post(4, new(2020, 1, 1))
            .Child(2, Born).Child(3, Born).Child(4, Born).Involved(2, 2).Involved(3, 3).Involved(4, 4);
        Assert.Equal([1, 2], Find(council, QualityIssue.HoldersGone).Rows.Select(row => row.Worker));
    }

    [Fact]
    public void Roles_that_are_not_mapped_are_named_and_counted()
    {
        var council = Sound().Involved(1, 1, "IRO").Involved(1, 1, "iro").Involved(1, 1, "Chair").Involved(1, 1, role: null).Involved(1, 1, "Chair", until: MarchCouncil.Day);
        var finding = Find(council, QualityIssue.RolesNotMapped);
        Assert.Equal([("IRO", 2), (null, 1), ("Chair", 1)], finding.Names);
        Assert.Equal(4, finding.Touched);
    }

    [Fact]
    public void A_clash_names_who_holds_and_who_is_passed_over()
    {
        var council = Sound().Worker(2).Involved(1, 2, from: MarchCouncil.Day.AddDays(-1));
        var row = Assert.Single(Find(council, QualityIssue.Clashes).Rows);
        Assert.Equal((0, 1), (row.Worker, row.OtherWorker));
    }

    [Fact]
    public void Holders_without_time_change_the_percentage_and_both_figures_are_given()
    {
        // Worker 1: 4 of 10 points. Worker 2 has no time: no capacity, and 4 points that are still work.
        var council = Sound().Worker(2, fteMillionths: 0).Child(2, Born).Involved(2, 2)
            .Spell(RecordKind.CinPlan, 2, MarchCouncil.Day.AddDays(-1));
        var quality = DataQuality.Of(council.On());
        var finding = quality[QualityIssue.NoTimeHoldingCases];
        Assert.Equal((1, new QualityEffect(QualityMeasure.WorkloadPercent, 80m, 40m)), (Assert.Single(finding.Rows).Count, finding.Effect));
        Assert.Empty(quality[QualityIssue.WorkersWithoutFte].Rows);
    }

    [Fact]
    public void Holders_without_fte_without_team_or_without_a_row_are_three_things()
    {
        var council = Sound().Worker(2, team: null).Worker(3, fteMillionths: null).NamedOnly(4).Child(2, Born).Child(3, Born).Child(4, Born)
            .Involved(2, 2).Involved(3, 3).Involved(4, 4);
        var quality = DataQuality.Of(council.On());
        Assert.Equal([2, 3], quality[QualityIssue.WorkersWithoutFte].Rows.Select(row => row.Worker));
        Assert.Equal([1, 3], quality[QualityIssue.WorkersWithoutTeam].Rows.Select(row => row.Worker));
        Assert.Equal([3], quality[QualityIssue.HoldersWithoutRow].Rows.Select(row => row.Worker));
    }

    [Fact]
    public void A_co_worker_without_case_and_staff_row_shows_nowhere_and_one_on_the_staff_list_does()
    {
        var council = Sound().Worker(2).Worker(3).Post(3, new(2020, 1, 1)).Child(2, Born)
            .Involved(1, 2, "Co-worker").Involved(2, 2, "Co-worker").Involved(1, 3, "Co-worker");
        var row = Assert.Single(Find(council, QualityIssue.CoWorkersNowhere).Rows);
        Assert.Equal((1, 2), (row.Worker, row.Count));
    }

    [Fact]
    public void Cases_not_weighted_lower_the_average_and_both_averages_are_given()
    {
        var finding = Find(Sound().Child(2, Born).Involved(2, 1), QualityIssue.NotWeighted);
        Assert.Equal((1, "none"), (Assert.Single(finding.Rows).Child, finding.Rows[0].Name));
        Assert.Equal(new QualityEffect(QualityMeasure.PointsPerCase, 2m, 4m), finding.Effect);
    }

    [Fact]
    public void Cells_that_a_table_lacks_and_facts_that_no_table_gives_are_named()
    {
        var scheme = SchemeText.Of("""
            { "code": "by", "title": "By status", "table": { "by": [ "status" ], "points": { "cla": 5 } } },
            { "code": "far", "title": "Far", "points": 1, "when": { "placementMiles": { "over": 20 } } }
            """);
        var cell = Assert.Single(Find(Sound(), QualityIssue.MissingCells, scheme).Rows);
        Assert.Equal(("By status", 1), (cell.Name, cell.Count));
        Assert.Equal("placementMiles", Assert.Single(Find(Sound(), QualityIssue.FactsNotGiven, scheme).Rows).Name);
    }

    [Fact]
    public void Teams_that_are_only_named_have_no_row_of_their_own() =>
        Assert.Equal(["S1", "T9"], Find(Sound().Team("T2", "S1").Worker(2, "T9"), QualityIssue.TeamsWithoutRow).Rows.Select(row => row.Key));

    [Fact]
    public void Only_held_children_need_a_date_of_birth() =>
        Assert.Equal(1, Assert.Single(Find(Sound().Child(2).Involved(2, 1).Child(3), QualityIssue.ChildrenWithoutBirthDate).Rows).Child);

    [Fact]
    public void A_span_that_ends_before_it_starts_is_named_and_one_of_no_day_is_not()
    {
        var council = Sound().Spell(RecordKind.CpPlan, 1, new(2026, 2, 2), new(2026, 2, 1)).Spell(RecordKind.CpPlan, 1, new(2026, 2, 2), new(2026, 2, 2));
        var row = Assert.Single(Find(council, QualityIssue.EndsBeforeStart).Rows);
        Assert.Equal((RecordKind.CpPlan, new DateOnly(2026, 2, 1)), (row.Kind, row.Until));
    }
}
