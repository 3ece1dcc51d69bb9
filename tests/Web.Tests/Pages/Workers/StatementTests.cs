using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using Fairload.Core.Cases;
using Fairload.Core.Workload;
using Fairload.Web.Words;

namespace Fairload.Web.Tests.Pages.Workers;

[Collection(CouncilSiteTests.Name)]
public sealed class StatementTests(CouncilSite site)
{
    /// <summary>The person with the most work by far.</summary>
    private WorkloadStatement Most => site.Day.Statements.Where(one => one.Percent is not null).MaxBy(one => one.Percent)!;

    private string TeamOfMost => site.Day.Cases.Caseload.Teams[Most.Standing.Team].Id;

    [Fact]
    public async Task Only_the_worker_and_those_who_manage_them_see_a_statement()
    {
        var path = "/workers/" + Most.Person.Id;
        var elsewhere = site.Day.Statements.First(one => one.Cases > 0 && one.Standing.Team >= 0 && one.Standing.Team != Most.Standing.Team);
        Assert.Equal(HttpStatusCode.OK, await site.Status(CouncilSite.Practitioner(Most.Person.Id), path));
        Assert.Equal(HttpStatusCode.OK, await site.Status(CouncilSite.ManagerOf(TeamOfMost), path));
        Assert.Equal(HttpStatusCode.OK, await site.Status(CouncilSite.Director, path));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.Practitioner(elsewhere.Person.Id), path));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.ManagerOf(site.Day.Cases.Caseload.Teams[elsewhere.Standing.Team].Id), path));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.DataOfficer, path));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.DataOfficer, path + "?format=csv"));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.Director, "/workers/nobody"));
    }

    [Fact]
    public async Task The_worker_and_the_manager_read_the_same_figures_in_the_same_words()
    {
        var own = await site.Page(CouncilSite.Practitioner(Most.Person.Id), "/workers/" + Most.Person.Id);
        var theirs = await site.Page(CouncilSite.Director, "/workers/" + Most.Person.Id);
        Assert.Equal("My workload", own.QuerySelector("h1")!.TextContent);
        Assert.Equal(Most.Person.Name, theirs.QuerySelector("h1")!.TextContent);
        own.QuerySelector("h1")!.Remove();
        theirs.QuerySelector("h1")!.Remove();
        foreach (var bend in own.QuerySelectorAll(".fl-bends li").Concat(theirs.QuerySelectorAll(".fl-bends li")))
        {
            // The rows behind what bends a figure are for whoever manages; the words are for both.
            bend.QuerySelector("a")?.Remove();
            bend.TextContent = bend.TextContent.Trim();
        }

        Assert.Equal(own.QuerySelector("main")!.InnerHtml, theirs.QuerySelector("main")!.InnerHtml);
    }

    [Fact]
    public async Task The_figures_are_those_of_the_day_and_add_up()
    {
        foreach (var statement in Some())
        {
            var page = await site.Page(CouncilSite.Director, "/workers/" + statement.Person.Id);
            Assert.Equal(statement.Percent is { } percent ? Format.Percent(percent) : null, page.QuerySelector(".fl-figure")?.TextContent);
            var lines = page.QuerySelectorAll(".fl-child").ToList();
            Assert.Equal(statement.Lines.Count(), lines.Count);
            Assert.Equal(statement.CasePoints.Number, lines.Sum(line => Points(line.QuerySelector(".fl-line-pts")!.FirstChild!.TextContent)));
            foreach (var line in lines)
            {
                var reasons = line.QuerySelectorAll("tbody tr").Select(row => Points(row.LastElementChild!.TextContent)).ToList();
                Assert.Equal(reasons[^1], reasons.SkipLast(1).Sum());
                Assert.Equal(reasons[^1], Points(line.QuerySelector(".fl-line-pts")!.FirstChild!.TextContent));
            }

            if (statement.Capacity is not null)
            {
                var sum = page.QuerySelectorAll(".fl-ledger tbody tr").Select(row => Points(row.LastElementChild!.TextContent)).ToList();
                Assert.Equal(statement.Workload.Number, sum[^2]);
                Assert.Equal(statement.Workload.Number, sum.SkipLast(2).Sum());
                Assert.Equal(statement.Capacity.Value.Number, sum[^1]);
            }
        }
    }

    [Fact]
    public async Task Families_stand_together_with_their_sum()
    {
        var page = await site.Page(CouncilSite.Director, "/workers/" + Most.Person.Id);
        var families = page.QuerySelectorAll(".fl-family").ToList();
        Assert.NotEmpty(families);
        Assert.All(families, family => Assert.Equal(
            Points(family.QuerySelector(".fl-num")!.TextContent),
            family.NextElementSibling!.QuerySelectorAll(".fl-line-pts").Sum(points => Points(points.FirstChild!.TextContent))));
    }

    [Fact]
    public async Task What_awaits_closure_is_set_apart_and_counted_in_full()
    {
        var statement = site.Day.Statements.First(one => one is { AwaitingClosure: > 0, CoWorked: > 0 });
        var page = await site.Page(CouncilSite.Director, "/workers/" + statement.Person.Id);
        var sections = page.QuerySelectorAll(".fl-section").ToList();
        var awaiting = sections.Find(section => section.TextContent.Contains("Still counted in full until closed: waiting work is work.", StringComparison.Ordinal))!;
        Assert.Equal(statement.AwaitingClosure, awaiting.QuerySelectorAll(".fl-child").Length);
        var shared = sections.Find(section => section.QuerySelector("h2")?.TextContent.Contains("co-worked", StringComparison.Ordinal) == true)!;
        Assert.Equal(statement.CoWorked, shared.QuerySelectorAll(".fl-child").Length);
        Assert.All(shared.QuerySelectorAll(".fl-level"), level => Assert.Equal("Level –", level.TextContent));
    }

    [Fact]
    public async Task A_quiet_case_is_a_child_to_check_on()
    {
        var statement = site.Day.Statements.First(one => one.Quiet > 0);
        var page = await site.Page(CouncilSite.Director, "/workers/" + statement.Person.Id);
        Assert.Equal(
            statement.Lines.Count(line => line.Closure == ClosureState.Quiet),
            page.QuerySelectorAll(".fl-line-what strong").Count(note => note.TextContent.Contains("No recent record: check the child first", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Cases_that_no_rule_weighs_are_counted_and_said()
    {
        var without = site.Day.Statements.First(one => one.NotWeighted > 1);
        var page = await site.Page(CouncilSite.Director, "/workers/" + without.Person.Id);
        Assert.Contains($"{without.NotWeighted} children match no rule", page.QuerySelector(".fl-limits")!.TextContent, StringComparison.Ordinal);
        var with = site.Day.Statements.First(one => one is { Cases: > 0, NotWeighted: 0 });
        page = await site.Page(CouncilSite.Director, "/workers/" + with.Person.Id);
        Assert.Contains("Every child is weighed: none is without a rule.", page.QuerySelector(".fl-limits")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changed_since_last_week_adds_up_to_the_change()
    {
        var before = WorkloadDay.On(site.Day.Cases.Caseload, site.Day.Day.AddDays(-7), site.Day.Scheme);
        var page = await site.Page(CouncilSite.Director, "/workers/" + Most.Person.Id);
        var change = Most.Workload.Number - before.Of(Most.Worker)!.Workload.Number;
        var parts = page.QuerySelectorAll(".fl-changes li strong").Sum(part => Points(part.TextContent));
        Assert.NotEqual(0, change);
        Assert.Equal(change, parts);
        Assert.Contains(page.QuerySelectorAll("h2"), heading => heading.TextContent == $"{(change > 0 ? "Up" : "Down")} {Format.Points(Math.Abs(change))} points since 23 September");
    }

    [Fact]
    public async Task Every_reason_leads_to_the_row_of_a_file()
    {
        var page = await site.Page(CouncilSite.Director, "/workers/" + Most.Person.Id);
        var sources = page.QuerySelectorAll(".fl-child__why td:nth-of-type(3)").Select(cell => cell.TextContent).Where(text => text.Length > 0).ToList();
        Assert.NotEmpty(sources);
        Assert.All(sources, source => Assert.Matches(@"^(ssd_\w+\.csv, row \d+(; )?)+$", source));
        Assert.All(page.QuerySelectorAll(".fl-child__why a"), link => Assert.StartsWith("/children/", link.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_file_has_the_lines_of_the_page()
    {
        using var client = site.As(CouncilSite.Practitioner(Most.Person.Id));
        var csv = (await client.GetStringAsync("/workers/" + Most.Person.Id + "?format=csv")).TrimStart('\ufeff').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("Child id,Initials,Age,Role,Status,Closure,Since,Level,Points,Reasons", csv[0]);
        Assert.Equal(Most.Lines.Count(), csv.Length - 1);
        Assert.Equal(Most.Lines.Select(line => line.ChildRecord.Id).Order(StringComparer.Ordinal), csv.Skip(1).Select(line => line.Split(',')[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_not_known_is_said_and_not_guessed()
    {
        await using var council = await TinyCouncil.With(null, ("W1", "Ada Quill", "0", "experienced", 2), ("W2", "Ben Nib", "", "experienced", 1));
        var noTime = await council.Page("/workers/W1");
        Assert.Null(noTime.QuerySelector(".fl-figure"));
        Assert.Equal("No available time: 2 cases held", noTime.QuerySelector(".fl-impact")!.TextContent);
        Assert.Equal("The work weighs 11.8 points, and there is no available time for it", noTime.QuerySelector(".fl-finding")!.TextContent);
        var notKnown = await council.Page("/workers/W2");
        Assert.Equal("Not known: no source gives the full-time equivalent", notKnown.QuerySelector(".fl-impact")!.TextContent);
        Assert.Empty(notKnown.QuerySelectorAll(".fl-ledger"));
        Assert.DoesNotContain("no available time", notKnown.Body!.TextContent, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_limit_that_is_passed_and_hours_are_said()
    {
        const string Scheme = """
            { "scheme": "tiny", "version": 1, "title": "Tiny", "source": "Test", "effectiveFrom": "2020-04-01", "minutesPerPointPerWeek": 22,
              "capacity": { "fullTime": 100, "bands": { "experienced": { "low": 60, "high": 90 } } },
              "stable": [ { "code": "supervision", "title": "Supervision and meetings", "points": 15 } ],
              "rules": [ { "code": "cin", "title": "Child in need plan", "points": 21.1, "when": { "status": "cin" } } ],
              "limits": [ { "code": "cin", "title": "Child in need plans", "when": { "status": "cin" }, "count": "cases", "max": 4 } ],
              "exceptions": { "casesPerFteHigh": 4.5 } }
            """;
        await using var council = await TinyCouncil.With(Scheme, ("W1", "Ada Quill", "1", "experienced", 5));
        var page = await council.Page("/workers/W1");
        Assert.Equal("120.5%", page.QuerySelector(".fl-figure")!.TextContent);
        Assert.Contains("20.5 points more than the time available: about 7½ hours a week.", page.QuerySelector(".fl-lead")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Child in need plans: over the limit. 5 held, at most 4.", Squeezed(page.QuerySelector(".fl-limits")!), StringComparison.Ordinal);
        Assert.Contains("5.00 cases for each full-time equivalent. More than the scheme allows.", Squeezed(page.QuerySelector(".fl-limits")!), StringComparison.Ordinal);
        Assert.Equal("The children alone take 105.5 points; the time available is 100.0", page.QuerySelector(".fl-finding")!.TextContent);
    }

    /// <summary>Some of every kind: the most loaded, one who shares, one not weighed, one whose time is not known, one within range.</summary>
    private IEnumerable<WorkloadStatement> Some() =>
    [
        Most,
        site.Day.Statements.First(one => one.CoWorked > 0),
        site.Day.Statements.First(one => one.NotWeighted > 0),
        site.Day.Statements.First(one => one is { Cases: > 0, Fte: null }),
        site.Day.Statements.First(one => one is { Cases: > 0, State: WorkloadState.InRange }),
        site.Day.Statements.First(one => one.Cases == 0),
    ];

    private static string Squeezed(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static decimal Points(string text) => decimal.Parse(text.Replace('−', '-'), NumberStyles.Number, CultureInfo.InvariantCulture);
}
