using Fairload.Core.Weighting;
using Fairload.Core.Workload;

namespace Fairload.Core.Tests.Workload;

public sealed class WorkloadChangeTests
{
    private static readonly DateOnly Before = PaperTeam.Day.AddDays(-7);

    [Fact]
    public void A_change_is_told_by_child_and_rule_and_adds_up()
    {
        var council = new PaperTeam().Worker(1, 100)
            .Child(1, 1, new DateOnly(2026, 1, 5))
            .Child(2, 1, new DateOnly(2026, 1, 5), protectedFrom: new DateOnly(2026, 9, 28))
            .Child(3, 1, new DateOnly(2026, 9, 25))
            .Child(4, 1, new DateOnly(2026, 1, 5), until: new DateOnly(2026, 9, 26));
        var caseload = council.Caseload;
        var (before, after) = (council.On(Before, caseload).Of(0)!, council.On(PaperTeam.Day, caseload).Of(0)!);
        var change = WorkloadChange.Between(before, after);
        Assert.Equal(after.Workload - before.Workload, change.Points);
        Assert.Equal(change.Points, change.Parts.Aggregate(Points.Zero, (sum, part) => sum + part.Points));
        Assert.All(change.Parts, part => Assert.Equal(part.Points, part.Rules.Aggregate(Points.Zero, (sum, rule) => sum + rule.Points)));
        Assert.Equal(
            [(1, ChangeKind.Changed, 400), (2, ChangeKind.Came, 500), (3, ChangeKind.Went, -500)],
            change.Parts.Select(part => (part.Child!.Value, part.Kind, part.Points.Hundredths)));
        Assert.Equal(["cp +900", "cin -500"], change.Parts[0].Rules.Select(rule => $"{rule.Code} {rule.Points.Hundredths:+0;-0}"));
    }

    [Fact]
    public void Nothing_changed_is_nothing()
    {
        var council = new PaperTeam().Worker(1, 100).Child(1, 1, new DateOnly(2026, 1, 5));
        var caseload = council.Caseload;
        var change = WorkloadChange.Between(council.On(Before, caseload).Of(0)!, council.On(PaperTeam.Day, caseload).Of(0)!);
        Assert.Empty(change.Parts);
        Assert.Equal(Points.Zero, change.Points);
    }

    [Fact]
    public void Two_workers_are_not_compared()
    {
        var day = new PaperTeam().Worker(1, 100).Worker(2, 100).On(PaperTeam.Day);
        Assert.Throws<ArgumentException>(() => WorkloadChange.Between(day.Statements[0], day.Statements[1]));
    }
}
