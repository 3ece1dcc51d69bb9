using Fairload.Core.Workload;

namespace Fairload.Core.Tests.Workload;

public sealed class WorkloadFiguresTests
{
    private static readonly DateOnly Started = new(2026, 1, 5);

    [Fact]
    public void What_is_beyond_the_time_has_hours_and_the_range_is_a_share_of_the_time()
    {
        var council = new PaperTeam().Worker(1, 20);
        Enumerable.Range(1, 4).ToList().ForEach(child => council.Child(child, 1, Started));
        var day = council.On(PaperTeam.Day);
        var statement = day.Statements[0];
        Assert.Equal(2300, statement.Workload.Hundredths);
        Assert.Equal(2000, statement.LedPoints.Hundredths);
        Assert.Equal(0, statement.CoWorkedPoints.Hundredths);
        Assert.Equal(300, statement.BeyondTime!.Value.Hundredths);
        Assert.Equal(1.1m, day.Scheme.HoursAWeek(statement.BeyondTime.Value));
        Assert.Equal((20m, 30m), (statement.BandLowPercent, statement.BandHighPercent));
    }

    [Fact]
    public void Without_time_there_is_no_range_in_percent()
    {
        var statement = new PaperTeam().Worker(1, 0).Child(1, 1, Started).On(PaperTeam.Day).Statements[0];
        Assert.Null(statement.BandLowPercent);
        Assert.Equal(statement.Workload, statement.BeyondTime);
    }

    [Fact]
    public void Totals_count_those_without_time_and_those_to_ask()
    {
        var day = new PaperTeam().Worker(1, 100).Worker(2, 0).Worker(3, 100).Worker(4, null)
            .Child(1, 1, Started, protectedFrom: Started).Child(2, 2, Started).Child(3, 3, Started).Child(4, 3, Started).Child(5, 4, Started)
            .On(PaperTeam.Day);
        var totals = day.Totals;
        Assert.Equal((4, 1, 0, 1), (totals.Workers, totals.WithoutTime, totals.BelowRange, totals.WithoutFte));
        Assert.Equal((20000, 2400 + 500 + 2500), (totals.Capacity!.Value.Hundredths, totals.Workload.Hundredths));
        Assert.Equal(27.0m, totals.Percent);
    }

    [Fact]
    public void Nodes_stand_below_their_parent_in_order_of_name()
    {
        var caseload = new PaperTeam().Caseload;
        var service = Assert.Single(caseload.NodesBelow(-1));
        Assert.Equal(["Alpha", "Beta"], caseload.NodesBelow(service).Select(node => caseload.Teams[node].Name));
        Assert.Empty(caseload.NodesBelow(caseload.NodesBelow(service)[0]));
    }

    [Fact]
    public void A_hundred_per_cent_is_not_over_and_those_without_a_percentage_are_left_out()
    {
        var council = new PaperTeam().Worker(1, 20).Worker(2, 0).Worker(3, null).Worker(4, 100).Child(100, 2, Started).Child(101, 3, Started);

        // Full time: 15 of stable work and 17 times 5 are 100 of 100. One day: 3 and 4 times 5 are 23 of 20, which is 115%.
        Enumerable.Range(1, 17).ToList().ForEach(child => council.Child(child, 4, Started));
        Enumerable.Range(20, 4).ToList().ForEach(child => council.Child(child, 1, Started));
        var distribution = new WorkloadDistribution(council.On(PaperTeam.Day).Statements);
        Assert.Equal(2, distribution.LeftOut);
        Assert.Equal(1, distribution.Steps.Single(step => step.UpTo == 100).Workers);
        Assert.Equal(1, distribution.Steps.Single(step => step.Above == 110).Workers);
        Assert.Equal(2, distribution.Steps.Sum(step => step.Workers));
        Assert.All(distribution.Steps.Zip(distribution.Steps.Skip(1)), pair => Assert.Equal(pair.First.UpTo, pair.Second.Above));
    }

    [Theory]
    [InlineData(3, 10)]
    [InlineData(46, 25)]
    public void Steps_are_few_and_one_of_them_ends_at_a_hundred(int children, int width)
    {
        var council = new PaperTeam().Worker(1, 100);
        Enumerable.Range(1, children).ToList().ForEach(child => council.Child(child, 1, Started));
        var steps = new WorkloadDistribution(council.On(PaperTeam.Day).Statements).Steps;
        Assert.True(steps.Count <= 12);
        Assert.Contains(steps, step => step.UpTo == 100);
        Assert.Equal(width, steps[0].UpTo);
    }
}
