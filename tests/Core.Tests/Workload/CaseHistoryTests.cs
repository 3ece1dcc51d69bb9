using Fairload.Core.Cases;
using Fairload.Core.Tests.Cases;
using Fairload.Core.Weighting;
using Fairload.Core.Workload;

namespace Fairload.Core.Tests.Workload;

public sealed class CaseHistoryTests
{
    private static readonly DateOnly First = new(2025, 1, 6);

    private static readonly Scheme Scheme = SchemeReader.Read(
        """
        { "scheme": "t", "version": 1, "title": "T", "source": "test", "effectiveFrom": "2020-01-01",
          "rules": [
            { "code": "cla", "title": "Looked after", "group": "status", "points": 6, "when": { "status": "cla" } },
            { "code": "cp", "title": "Plan", "group": "status", "points": 7, "when": { "status": "cp" } },
            { "code": "assessment", "title": "Assessment", "group": "status", "points": 4, "when": { "status": [ "assessment", "cin" ] } },
            { "code": "any", "title": "Open", "group": "status", "points": 2 },
            { "code": "s47", "title": "Enquiry", "points": 1, "when": { "s47Days": { "under": 60 } } },
            { "code": "sib", "title": "Each sibling", "points": 0.5, "per": "siblingsOpen", "max": 3 },
            { "code": "homes", "title": "Each further home", "points": 1, "per": "homesInFamily", "beyond": 1 },
            { "code": "new", "title": "New to the worker", "points": 1, "when": { "daysSinceAllocated": { "under": 28 } } },
            { "code": "unseen", "title": "Not seen", "points": -0.5, "when": { "visitsLast28Days": 0 } },
            { "code": "shared", "title": "Sibling shares", "share": 0.5, "when": { "firstOfFamily": false, "roleOnCase": "lead" } }
          ] }
        """);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void It_says_what_weighing_the_whole_council_day_by_day_says(int seed)
    {
        var caseload = SmallCouncil.Random(seed, First);
        var (start, end) = (First.AddDays(100), First.AddDays(480));
        var days = Enumerable.Range(0, end.DayNumber - start.DayNumber + 1).Select(i => WorkloadDay.On(caseload, start.AddDays(i), Scheme)).ToList();
        for (var child = 0; child < caseload.Children.Count; child++)
        {
            var history = CaseHistory.Of(caseload, Scheme, child, start, end);
            foreach (var day in days)
            {
                var step = history.Steps.LastOrDefault(step => step.From <= day.Day);
                var main = new ChildCase(day, child).Main;
                Assert.Equal(main is not null, step?.IsHeld ?? false);
                Assert.Equal(main?.Points ?? Points.Zero, step?.Points ?? Points.Zero);
            }

            var today = new ChildCase(days[^1], child).Main;
            foreach (var reason in today?.Reasons() ?? [])
            {
                var since = history.Since(reason.Rule)!.Value;
                Assert.All(days.Where(day => day.Day >= since), day => Assert.Contains(new ChildCase(day, child).Main!.Value.Reasons(), one => one.Rule == reason.Rule));
                Assert.DoesNotContain(days.Where(day => day.Day == since.AddDays(-1)), day => new ChildCase(day, child).Main?.Reasons().Any(one => one.Rule == reason.Rule) == true);
            }
        }
    }

    [Fact]
    public void Each_step_adds_up_to_its_change()
    {
        var caseload = SmallCouncil.Random(5, First);
        for (var child = 0; child < caseload.Children.Count; child++)
        {
            var history = CaseHistory.Of(caseload, Scheme, child, First, First.AddDays(500));
            Assert.All(history.Steps, step => Assert.Equal(step.Change.Hundredths, step.Changes.Sum(change => change.Points.Hundredths)));
            Assert.All(history.Steps.Zip(history.Steps.Skip(1)), pair => Assert.Equal(pair.Second.Points, pair.First.Points + pair.Second.Change));
        }
    }

    [Fact]
    public void What_added_most_is_named_only_where_one_step_did()
    {
        var council = Allocated()
            .Add(RecordKind.Assessment, 1, First, First.AddDays(40))
            .Add(RecordKind.CpPlan, 1, First.AddDays(40))
            .Add(RecordKind.Section47, 1, First.AddDays(60), First.AddDays(70));
        var history = CaseHistory.Of(council.Build(), Scheme, 0, First, First.AddDays(100));
        Assert.Equal([500, 400, 700, 800], history.Steps.Select(step => step.Points.Hundredths + 50));
        Assert.Equal("cp", history.Greatest()!.Changes[0].Rule);
        Assert.Equal(["assessment", "new", "cp", "s47"], history.Steps.Select(step => step.KnownBy!.Rule));
        Assert.Equal(First.AddDays(40), history.Since("cp"));
        Assert.Null(history.Since("assessment"));
    }

    [Fact]
    public void A_child_whom_nobody_held_has_no_steps()
    {
        var history = CaseHistory.Of(new SmallCouncil().Add(RecordKind.Child, 1, First).Build(), Scheme, 0, First, First.AddDays(30));
        Assert.Empty(history.Steps);
        Assert.Null(history.Greatest());
    }

    [Fact]
    public void Days_without_a_holder_are_a_step_to_nothing()
    {
        var caseload = new SmallCouncil()
            .Add(RecordKind.CpPlan, 1, First)
            .Add(RecordKind.Involvement, 1, First, First.AddDays(10), "Social Worker", worker: 101)
            .Add(RecordKind.Involvement, 1, First.AddDays(20), null, "Social Worker", worker: 102)
            .Build();
        var history = CaseHistory.Of(caseload, Scheme, 0, First, First.AddDays(25));
        Assert.Equal([true, false, true], history.Steps.Select(step => step.IsHeld));
        Assert.Equal(Points.Zero, history.Steps[1].Points);
    }

    private static SmallCouncil Allocated() =>
        new SmallCouncil().Supplied(RecordKind.CpVisit).Add(RecordKind.Child, 1, First.AddYears(-9)).Add(RecordKind.Involvement, 1, First, null, "Social Worker", worker: 101);
}
