using Fairload.Core.Cases;

namespace Fairload.Core.Tests.Cases;

public sealed class CaseListClosingTests
{
    private static readonly DateOnly Today = new(2026, 3, 31);

    [Theory]
    [InlineData(RecordKind.LegalStatus, "C1", ClosureCheck.CareProceedings)]
    [InlineData(RecordKind.PreProceedings, null, ClosureCheck.PreProceedings)]
    [InlineData(RecordKind.LegalStatus, "SO", ClosureCheck.SupervisionOrder)]
    [InlineData(RecordKind.CinPlan, null, ClosureCheck.PlanInForce)]
    [InlineData(RecordKind.CpPlan, null, ClosureCheck.PlanInForce)]
    [InlineData(RecordKind.ClaEpisode, null, ClosureCheck.PlanInForce)]
    [InlineData(RecordKind.Section47, null, ClosureCheck.Section47)]
    [InlineData(RecordKind.Missing, null, ClosureCheck.Missing)]
    public void An_open_record_stops_closure(RecordKind kind, string? code, ClosureCheck check)
    {
        var council = Ended().Add(kind, 1, Today.AddDays(-200), code: code);
        Assert.Equal([check], Stops(council));
        Assert.Equal(kind, Of(council, check).Kind);
    }

    [Theory]
    [InlineData(RecordKind.Section47, ClosureCheck.Section47, -89, true)]
    [InlineData(RecordKind.Section47, ClosureCheck.Section47, -90, false)]
    [InlineData(RecordKind.Missing, ClosureCheck.Missing, -89, true)]
    [InlineData(RecordKind.Missing, ClosureCheck.Missing, -90, false)]
    public void What_began_in_the_last_ninety_days_stops_closure_though_it_ended(RecordKind kind, ClosureCheck check, int days, bool stops)
    {
        var council = Ended().Add(kind, 1, Today.AddDays(days), Today.AddDays(days + 2));
        Assert.Equal(stops ? [check] : [], Stops(council));
        Assert.Equal(Today.AddDays(days), Of(council, check).Day);
    }

    [Theory]
    [InlineData(RecordKind.Contact)]
    [InlineData(RecordKind.CinEpisode)]
    public void A_contact_or_referral_since_the_end_stops_closure(RecordKind kind) =>
        Assert.Equal([ClosureCheck.NewContact], Stops(Ended().Add(kind, 1, Today.AddDays(-3))));

    [Fact]
    public void A_child_not_seen_lately_is_not_one_to_close()
    {
        var council = new SmallCouncil().Supplied(Enum.GetValues<RecordKind>())
            .Add(RecordKind.CinPlan, 1, Today.AddDays(-200), Today.AddDays(-60))
            .Add(RecordKind.CinVisit, 1, Today.AddDays(-28), flag: true);
        Assert.Equal([ClosureCheck.ChildSeen], Stops(council));
    }

    [Fact]
    public void A_sibling_on_a_plan_stops_closure_and_is_named()
    {
        var council = Ended().Add(RecordKind.Family, 1, reference: "F").Add(RecordKind.Family, 2, reference: "F").Add(RecordKind.CpPlan, 2, Today.AddDays(-5));
        Assert.Equal([ClosureCheck.SiblingOnPlan], Stops(council));
        Assert.Equal([1], Of(council, ClosureCheck.SiblingOnPlan).Children);
    }

    [Fact]
    public void What_no_source_says_is_not_known_rather_than_clear()
    {
        var cases = CaseList.On(new SmallCouncil().Add(RecordKind.Involvement, 1, Today.AddDays(-9), null, "Social Worker", worker: 101).Build(), Today);
        Assert.All(cases.ClosureChecksOf(0), check => Assert.Equal(ClosureAnswer.NotKnown, check.Answer));
    }

    /// <summary>A child whose plan ended and who was seen last week: nothing stands against closing.</summary>
    private static SmallCouncil Ended() => new SmallCouncil().Supplied(Enum.GetValues<RecordKind>())
        .Add(RecordKind.CinPlan, 1, Today.AddDays(-300), Today.AddDays(-250))
        .Add(RecordKind.CinVisit, 1, Today.AddDays(-7), flag: true);

    private static IEnumerable<ClosureCheck> Stops(SmallCouncil council) =>
        CaseList.On(council.Build(), Today).ClosureChecksOf(0).Where(check => check.Answer == ClosureAnswer.Stops).Select(check => check.Check);

    private static ClosureFinding Of(SmallCouncil council, ClosureCheck check) =>
        CaseList.On(council.Build(), Today).ClosureChecksOf(0).Single(one => one.Check == check);
}
