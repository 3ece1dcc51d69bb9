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
    public void An_assessment_is_long_after_forty_five_working_days()
    {
        // Without holidays forty-five working days are nine weeks.
        var council = Sound().Child(2, Born).Child(3, Born)
            .Spell(RecordKind.Assessment, 2, MarchCouncil.Day.AddDays(-63)).Spell(RecordKind.Assessment, 3, MarchCouncil.Day.AddDays(-64));
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
        Assert.Equal(1, Assert.Single(finding.Rows).Count);
        Assert.Equal([new(QualityMeasure.WorkloadPercent, 80m, 40m), new(QualityMeasure.CasesPerFte, 2m, 1m)], finding.Effects);
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
        Assert.Equal([new(QualityMeasure.PointsPerCase, 2m, 4m)], finding.Effects);
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

    [Fact]
    public void Only_what_stands_under_nothing_and_over_nothing_lacks_a_parent()
    {
        // S1 is over T1; T2 stands alone.
        var row = Assert.Single(Find(Sound().Team("S1").Team("T1", "S1").Team("T2").Worker(2, "T2").Child(2, Born).Involved(2, 2), QualityIssue.TeamsWithoutParent).Rows);
        Assert.Equal(("T2", 1), (row.Key, row.Count));
    }

    [Fact]
    public void Holders_known_by_name_alone_are_named_and_those_with_an_id_are_not()
    {
        var finding = Find(Sound().Worker(2, fteMillionths: null).ByName(2).Child(2, Born).Involved(2, 2), QualityIssue.UnlinkedNames);
        Assert.Equal((1, 1), (Assert.Single(finding.Rows).Worker, finding.Touched));
    }

    [Fact]
    public void A_leading_source_is_stale_after_five_working_days_behind_the_day_and_teams_never_are()
    {
        // 31 March 2026 is a Tuesday: the Tuesday before is five working days behind it, the Monday before six.
        var fresh = Sound().Supplied(new Supply(RecordKind.Involvement, Source.Ssd, new(2026, 3, 24))).Supplied(new Supply(RecordKind.Team, Source.Teams, new(2020, 1, 1)));
        Assert.Empty(Find(fresh, QualityIssue.StaleExtract).Rows);
        var stale = Sound().Supplied(new Supply(RecordKind.CpPlan, Source.AnnexA, new(2026, 3, 20))).Supplied(new Supply(RecordKind.Involvement, Source.AnnexA, new(2026, 3, 23)));
        var row = Assert.Single(Find(stale, QualityIssue.StaleExtract).Rows);
        Assert.Equal(("annex-a", new DateOnly(2026, 3, 20)), (row.Name, row.Until));
    }

    [Fact]
    public void Holders_without_fte_taken_as_full_time_move_the_percentage_and_the_cases_of_a_full_time_worker()
    {
        // Known: 1 case, 4 of 10 points, 1 full-time equivalent. Mended: 2 more cases without points, 2 full-time equivalents: 3 cases and 4 of 20 points.
        var finding = Find(Sound().Worker(2, fteMillionths: null).Child(2, Born).Child(3, Born).Involved(2, 2).Involved(3, 2), QualityIssue.WorkersWithoutFte);
        Assert.Equal([new(QualityMeasure.WorkloadPercent, 40m, 20m), new(QualityMeasure.CasesPerFte, 1m, 1.5m)], finding.Effects);
    }

    [Fact]
    public void Holders_who_are_gone_are_left_out_to_show_what_they_move()
    {
        // 2 cases of one who stays, 1 case of one who is gone: 3 cases on 2 full-time equivalents, else 2 on 1.
        var council = Sound().Worker(2, withdrawn: MarchCouncil.Day).Child(2, Born).Child(3, Born).Involved(2, 1).Involved(3, 2);
        Assert.Equal(
            [new(QualityMeasure.WorkloadPercent, 20m, 40m), new(QualityMeasure.CasesPerFte, 1.5m, 2m)], Find(council, QualityIssue.HoldersGone).Effects);
    }

    [Fact]
    public void Long_assessments_taken_as_authorised_move_the_points_and_not_the_cases()
    {
        var scheme = SchemeText.Of(
            """{ "code": "a", "title": "Assessment", "points": 5, "when": { "status": "assessment" } }""", """, "capacity": { "fullTime": 10 }""");
        var council = new MarchCouncil().Team("T1").Worker(1).Child(1, Born).Involved(1, 1).Spell(RecordKind.Assessment, 1, MarchCouncil.Day.AddDays(-64));
        Assert.Equal([new(QualityMeasure.WorkloadPercent, 50m, 0m)], Find(council, QualityIssue.LongAssessments, scheme).Effects);
    }

    [Fact]
    public void Cases_that_wait_in_silence_taken_as_closed_leave_the_cases_of_a_full_time_worker()
    {
        var council = new MarchCouncil().Worker(1).Child(1, Born).Child(2, Born).Involved(1, 1, from: new(2025, 1, 1)).Involved(2, 1, from: new(2025, 1, 1))
            .Spell(RecordKind.CinPlan, 1, new(2025, 1, 1), MarchCouncil.Day.AddDays(-84))
            .Spell(RecordKind.CinPlan, 2, MarchCouncil.Day.AddDays(-83));
        Assert.Equal([new(QualityMeasure.CasesPerFte, 2m, 1m)], Find(council, QualityIssue.StuckCases).Effects);
    }

    [Fact]
    public void An_end_before_the_start_taken_as_open_brings_the_case_back()
    {
        var council = Sound().Child(2, Born).Involved(2, 1, from: new(2026, 2, 2), until: new(2025, 2, 2)).Involved(2, 1, "Co-worker");
        Assert.Equal([new(QualityMeasure.CasesPerFte, 1m, 2m)], Find(council, QualityIssue.EndsBeforeStart).Effects);
    }

    [Fact]
    public void What_is_counted_for_nobody_moves_no_figure() =>
        Assert.Empty(Find(Sound().Involved(1, 1, "IRO"), QualityIssue.RolesNotMapped).Effects);

    [Fact]
    public void A_part_of_the_organisation_has_its_own_rows_and_its_own_effect()
    {
        // T1: 1 case on 1 full-time equivalent; with worker 3 there as full time, 2 on 2. T2: 1 case of somebody without time known.
        var council = Sound().Team("S1").Team("T2", "S1").Worker(2, "T2", null).Worker(3, "T1", null).Child(2, Born).Child(3, Born).Child(4, Born)
            .Involved(2, 2).Involved(3, 3).Involved(4, 3);
        var day = council.On();
        var quality = DataQuality.Of(day);
        QualityFinding In(string team) => quality.In(day.Cases.Caseload.FindTeam(team)!.Value)[QualityIssue.WorkersWithoutFte];
        Assert.Equal([1, 2], quality.In(-1)[QualityIssue.WorkersWithoutFte].Rows.Select(row => row.Worker));
        Assert.Equal([2], In("T1").Rows.Select(row => row.Worker));
        Assert.Equal([1], In("S1").Rows.Select(row => row.Worker));
        Assert.Equal([new(QualityMeasure.WorkloadPercent, 40m, 20m), new(QualityMeasure.CasesPerFte, 1m, 1.5m)], In("T1").Effects);
        Assert.Empty(In("T2").Effects);
    }

    [Fact]
    public void Rows_say_in_which_file_and_row_they_are_to_be_mended()
    {
        var row = Assert.Single(Find(Sound().Child(2, Born).At(7, 12).Involved(2, 1, "IRO"), QualityIssue.RolesNotMapped).Rows);
        Assert.Equal((7, 12), row.Place);
    }
}
