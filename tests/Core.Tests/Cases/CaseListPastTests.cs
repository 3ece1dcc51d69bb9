using Fairload.Core.Cases;

namespace Fairload.Core.Tests.Cases;

public sealed class CaseListPastTests
{
    private static readonly DateOnly Today = new(2026, 3, 31);

    [Fact]
    public void Last_seen_is_the_latest_visit_on_which_the_child_was_seen()
    {
        var cases = On(new SmallCouncil()
            .Add(RecordKind.CpVisit, 1, Today.AddDays(-9), flag: true)
            .Add(RecordKind.CinVisit, 1, Today.AddDays(-9), code: "alone", flag: true)
            .Add(RecordKind.CpVisit, 1, Today.AddDays(-2), flag: false)
            .Add(RecordKind.CpVisit, 1, Today.AddDays(2), flag: true));
        Assert.Equal((Today.AddDays(-9), true, RecordKind.CinVisit), cases.LastSeenOf(0) is { } seen ? (seen.Day, seen.Alone, seen.Kind) : default);
    }

    [Fact]
    public void The_last_record_is_the_latest_start_or_end_that_has_come()
    {
        var cases = On(new SmallCouncil()
            .Add(RecordKind.CinPlan, 1, Today.AddDays(-90), Today.AddDays(-4))
            .Add(RecordKind.Contact, 1, Today.AddDays(-20))
            .Add(RecordKind.CpReview, 1, due: Today.AddDays(-1)));
        Assert.Equal((Today.AddDays(-4), RecordKind.CinPlan), cases.LastRecordOf(0) is { } last ? (last.Day, last.Kind) : default);
    }

    [Fact]
    public void Holdings_follow_one_another_and_one_workers_adjoining_ones_are_one()
    {
        var cases = On(new SmallCouncil()
            .Add(RecordKind.Involvement, 1, Today.AddDays(-100), Today.AddDays(-80), "Social Worker", worker: 101)
            .Add(RecordKind.Involvement, 1, Today.AddDays(-80), Today.AddDays(-50), "ALLOC", worker: 101, detail: "LEFT")
            .Add(RecordKind.Involvement, 1, Today.AddDays(-60), null, "Social Worker", worker: 102)
            .Add(RecordKind.Involvement, 1, Today.AddDays(-70), null, "Co-worker", worker: 103)
            .Add(RecordKind.Involvement, 1, Today.AddDays(-70), null, "Personal Adviser", worker: 103));
        Assert.Equal(
            [new Holding(0, Today.AddDays(-100), Today.AddDays(-60), "LEFT"), new Holding(1, Today.AddDays(-60), null, null)],
            cases.HoldingsOf(0, Function.SocialWork));
        Assert.Single(cases.HoldingsOf(0, Function.PersonalAdviser));
    }

    [Fact]
    public void The_last_worker_is_the_one_whose_holding_ended_last()
    {
        var cases = On(new SmallCouncil()
            .Add(RecordKind.Involvement, 1, Today.AddDays(-100), Today.AddDays(-10), "Social Worker", worker: 101)
            .Add(RecordKind.Involvement, 1, Today.AddDays(-90), Today.AddDays(-20), "Social Worker", worker: 102));
        Assert.Equal(0, cases.LastWorkerOf(0));
        Assert.Equal(-1, On(new SmallCouncil().Add(RecordKind.Child, 1)).LastWorkerOf(0));
    }

    private static CaseList On(SmallCouncil council) => CaseList.On(council.Build(), Today);
}
