using Fairload.Core.Cases;
using Fairload.Core.Tests.Cases;
using Fairload.Core.Workload;

namespace Fairload.Core.Tests.Workload;

public sealed class HoldingsCheckTests
{
    /// <summary>Worker 1 of T1 holds two children, worker 2 of T2 one, worker 3 of no team one.</summary>
    private static MarchCouncil Council() => new MarchCouncil().Team("T1").Team("T2").Worker(1).Worker(2, "T2").Worker(3, team: null)
        .Child(1).Child(2).Child(3).Child(4).Involved(1, 1).Involved(2, 1, team: "T1").Involved(3, 2, team: "T1").Involved(4, 3);

    private static HoldingsCheck Check(MarchCouncil council) => HoldingsCheck.Of(council.On());

    [Fact]
    public void Cases_count_in_their_holders_team_whatever_the_involvement_names()
    {
        var check = Check(Council());
        Assert.Equal((2, 1, 1, 4), (check.HeldByTeam[0], check.HeldByTeam[1], check.HeldByTeam[-1], check.Held));
        var other = Assert.Single(check.Notes(HoldingReason.OtherTeam));
        Assert.Equal((2, 1, 0), (other.Child, other.Team, other.OtherTeam));
        Assert.Equal(3, Assert.Single(check.Notes(HoldingReason.NoTeam)).Child);
    }

    [Fact]
    public void What_is_open_and_not_counted_has_its_reason()
    {
        var check = Check(Council().Involved(1, 2, "IRO").Involved(1, 2, "Co-worker").Involved(1, 2, "Student")
            .Involved(1, null, "Personal Adviser").Involved(2, 2, from: MarchCouncil.Day.AddDays(-300), until: MarchCouncil.Day)
            .Involved(3, 1, from: MarchCouncil.Day.AddDays(-300)));
        Assert.All(
            [HoldingReason.RoleNotMapped, HoldingReason.CoWorker, HoldingReason.Student, HoldingReason.NoWorker, HoldingReason.EndedThatDay, HoldingReason.Clash],
            reason => Assert.Single(check.Notes(reason)));
        Assert.Equal("IRO", check.Notes(HoldingReason.RoleNotMapped)[0].Role);
        Assert.Equal(0, check.Notes(HoldingReason.Clash)[0].Worker);
        Assert.Equal(4, check.Held);
    }

    [Fact]
    public void What_is_counted_and_may_be_missing_from_a_list_has_its_reason()
    {
        var check = Check(Council().Involved(1, 2, "Personal Adviser").Child(5).Spell(RecordKind.EarlyHelp, 5, new(2026, 1, 1), worker: 1));
        Assert.Equal(6, check.Held);
        Assert.Equal(0, Assert.Single(check.Notes(HoldingReason.TwoFunctions)).Child);
        Assert.Equal(4, Assert.Single(check.Notes(HoldingReason.WithoutInvolvement)).Child);
    }

    [Fact]
    public void A_reason_that_alone_is_the_difference_is_pointed_at()
    {
        var check = Check(Council().Involved(1, 2, "Co-worker").Involved(2, 2, "Co-worker").Involved(1, 1, "IRO"));
        Assert.Equal([HoldingReason.CoWorker], check.AloneExplains(2, team: 1));
        Assert.Equal([HoldingReason.RoleNotMapped, HoldingReason.OtherTeam], check.AloneExplains(1, team: 0));
        Assert.Empty(check.AloneExplains(0));
        Assert.Empty(check.AloneExplains(-2, team: 1));
    }
}
