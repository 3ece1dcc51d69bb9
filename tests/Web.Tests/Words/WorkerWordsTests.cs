using Fairload.Core.Workload;
using Fairload.Web.Words;
using Microsoft.Extensions.DependencyInjection;

namespace Fairload.Web.Tests.Words;

[Collection(CouncilSiteTests.Name)]
public sealed class WorkerWordsTests(CouncilSite site)
{
    private WorkerWords Words => site.Services.GetRequiredService<WorkerWords>();

    [Fact]
    public void Every_state_has_its_words_and_none_says_that_there_is_room()
    {
        var said = site.Day.Statements.Select(one => (one.State, Words: Words.State(one))).Distinct().ToList();
        Assert.Contains((WorkloadState.Over, "Over available time"), said);
        Assert.Contains((WorkloadState.AboveRange, "Above newly qualified plan"), said);
        Assert.Contains((WorkloadState.InRange, "In agreed range"), said);
        Assert.Contains((WorkloadState.BelowRange, "Below range: ask why"), said);
        Assert.Contains((WorkloadState.NotKnown, "Not known: no source gives the full-time equivalent"), said);
        Assert.DoesNotContain(said, one => one.Words.Contains("room", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Since_when_follows_the_history()
    {
        var history = WorkloadHistory.Of(site.Day.Cases.Caseload, site.Day.Scheme, site.Day.Day, 91);
        foreach (var statement in site.Day.Statements.Where(one => one.State == WorkloadState.Over))
        {
            var since = history.Since(statement.Worker)!.Value;
            Assert.StartsWith(
                history.IsOlderThanRange(since) ? "Over 100% all 13 weeks" : $"Over 100% since {Format.DayAndMonth(since)}",
                Words.Since(statement, history),
                StringComparison.Ordinal);
        }

        Assert.All(site.Day.Statements.Where(one => one.Cases == 0), one => Assert.Null(Words.Since(one, history)));
    }

    [Fact]
    public async Task Time_is_said_in_days_of_a_week()
    {
        await using var council = await TinyCouncil.With(null,
            ("W1", "A One", "1", "experienced", 1), ("W2", "A Two", "0.8", "senior", 1), ("W3", "A Three", "0.5", "experienced", 1),
            ("W4", "A Four", "0.2", "experienced", 1), ("W5", "A Five", "0.55", "experienced", 1), ("W6", "A Six", "", "senior-practitioner", 1));
        Assert.Equal(
            ["Experienced, full time", "Senior, 4 days", "Experienced, 2½ days", "Experienced, 1 day", "Experienced, 0.55 of full time", "Senior practitioner, time not known"],
            council.Day.Statements.Select(Words.Post));
    }
}
