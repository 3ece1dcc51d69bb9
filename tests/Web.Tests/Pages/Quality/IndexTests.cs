using System.Net;
using AngleSharp.Dom;
using Fairload.Core.Cases;

namespace Fairload.Web.Tests.Pages.Quality;

[Collection(CouncilSiteTests.Name)]
public sealed class IndexTests(CouncilSite site)
{
    private string Team => site.Day.Cases.Caseload.Teams[0].Id;

    [Fact]
    public async Task Managers_see_what_concerns_their_part_data_officers_all_and_practitioners_nothing()
    {
        Assert.All(
            (await site.Page(CouncilSite.ManagerOf(Team), "/data-quality")).QuerySelectorAll("main a[href^='/data-quality/']"),
            link => Assert.EndsWith("?node=" + Team, link.GetAttribute("href"), StringComparison.Ordinal));
        Assert.NotEmpty((await site.Page(CouncilSite.DataOfficer, "/data-quality")).QuerySelectorAll("main a[href^='/data-quality/']"));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.Practitioner("W1"), "/data-quality"));
    }

    [Fact]
    public async Task Counts_are_those_of_the_records_counted_another_way()
    {
        var found = Found(await site.Page(CouncilSite.DataOfficer, "/data-quality"));
        var (caseload, today) = (site.Day.Cases.Caseload, site.Day.Day);
        var involvements = caseload[RecordKind.Involvement].All.ToArray().Where(spell => spell.FromDay <= today && (spell.UntilDay is null || spell.UntilDay > today)).ToList();
        var mapped = RoleMap.Default.Roles.Select(role => role.Role).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.Equal(involvements.Count(spell => !mapped.Contains(caseload.Codes[spell.Code].Trim())), found["open involvements are in roles"]);
        Assert.Equal(site.Day.Statements.Count(statement => statement.Cases > 0 && statement.Fte is null), found["no full-time equivalent"]);
        Assert.Equal(site.Day.Totals.NotWeighted, found["not weighted"]);
        Assert.Equal(Plans(caseload, today), found["no visit on record"]);
    }

    [Fact]
    public async Task What_was_looked_for_and_not_found_is_said()
    {
        var page = await site.Page(CouncilSite.DataOfficer, "/data-quality");
        Assert.Equal(
            Enum.GetValues<QualityIssue>().Length,
            page.QuerySelectorAll("main .fl-plain li").Length + page.QuerySelectorAll("main a[href^='/data-quality/']").Length);
    }

    [Fact]
    public async Task What_a_finding_does_to_the_figures_is_said_of_each()
    {
        // Worker 1: 12 cases. Worker 2 holds 2 with no time, worker 3 one with time unknown.
        await using var council = await TinyCouncil.With(null, ("W1", "Ada Quill", "1", "experienced", 12), ("W2", "Ben Nib", "0", "experienced", 2), ("W3", "Cy Ream", "", "experienced", 3));
        var page = await council.Page("/data-quality");
        string Of(string what) => page.QuerySelectorAll("main .fl-first__item").Single(item => item.QuerySelector(".fl-first__what")!.TextContent.Contains(what, StringComparison.Ordinal)).TextContent;
        Assert.Contains("cases per full-time equivalent from 14.0 to 12.0.", Of("full-time equivalent of 0"), StringComparison.Ordinal);
        // 17 cases on two full-time equivalents.
        Assert.Contains("cases per full-time equivalent from 14.0 to 8.5.", Of("no full-time equivalent"), StringComparison.Ordinal);
    }

    /// <summary>Children on a plan for eight weeks for whom no visit of any kind has a day in them.</summary>
    private int Plans(Caseload caseload, DateOnly today)
    {
        var after = today.AddDays(-56);
        var visited = new[] { RecordKind.CinVisit, RecordKind.CpVisit, RecordKind.ClaVisit }
            .SelectMany(kind => caseload[kind].All.ToArray()).Where(visit => visit.FromDay > after && visit.FromDay <= today).Select(visit => visit.Child).ToHashSet();
        return new[] { (RecordKind.CpPlan, Status.Cp), (RecordKind.CinPlan, Status.Cin) }.Sum(pair => caseload[pair.Item1].All.ToArray()
            .Where(plan => plan.FromDay <= today && (plan.UntilDay is null || plan.UntilDay > today))
            .GroupBy(plan => plan.Child)
            .Count(plans => site.Day.Cases.StatusOf(plans.Key) == pair.Item2 && plans.Max(plan => plan.FromDay) <= after && !visited.Contains(plans.Key)));
    }

    private static FoundCounts Found(IDocument page) => new(page.QuerySelectorAll("main .fl-first__item").ToDictionary(
        item => item.QuerySelector(".fl-first__what")!.TextContent,
        item => int.Parse(item.QuerySelector(".fl-first__n")!.TextContent, System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture)));

    private sealed class FoundCounts(Dictionary<string, int> counts)
    {
        public int this[string part] => counts.Single(pair => pair.Key.Contains(part, StringComparison.Ordinal)).Value;
    }
}
