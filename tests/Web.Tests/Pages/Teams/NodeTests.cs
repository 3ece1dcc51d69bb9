using Fairload.Core.Workload;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Fairload.Core.People;
using Fairload.Web.Access;
using Fairload.Web.Words;

namespace Fairload.Web.Tests.Pages.Teams;

[Collection(CouncilSiteTests.Name)]
public sealed partial class NodeTests(CouncilSite site)
{
    private const string North = "D001000002";

    private IReadOnlyList<Team> Teams => site.Day.Cases.Caseload.Teams;

    /// <summary>A team whose people hold cases.</summary>
    private string Team => Teams[Busiest].Id;

    private int Busiest => Enumerable.Range(0, Teams.Count).Where(team => site.Day.Cases.Caseload.NodesBelow(team).Count == 0)
        .MaxBy(team => site.Day.StatementsIn(team).Sum(statement => statement.Cases));

    [Fact]
    public async Task A_manager_sees_their_own_part_and_no_other()
    {
        var other = Teams.First(team => team.Id != Team && site.Day.StatementsIn(site.Day.Cases.Caseload.FindTeam(team.Id)!.Value).Any(one => one.Cases > 0)
            && !site.Day.Cases.Caseload.IsWithin(Busiest, site.Day.Cases.Caseload.FindTeam(team.Id)!.Value)).Id;
        var manager = CouncilSite.ManagerOf(Team);
        Assert.Equal(HttpStatusCode.OK, await site.Status(manager, "/teams/" + Team));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(manager, "/teams/" + other));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(manager, "/teams/" + Teams[Teams[Busiest].Parent].Id));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(manager, "/teams/" + other + "?format=csv"));
    }

    [Fact]
    public async Task Nobody_else_sees_a_team()
    {
        var worker = site.Day.StatementsIn(Busiest).First(one => one.Cases > 0).Person.Id;
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.Practitioner(worker), "/teams/" + Team));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.DataOfficer, "/teams/" + Team));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.Director, "/teams/no-such-team"));
    }

    [Fact]
    public async Task Who_does_not_see_the_whole_council_goes_to_their_own_first_page()
    {
        var worker = site.Day.StatementsIn(Busiest).First(one => one.Cases > 0).Person.Id;
        Assert.Equal("/teams/" + Team, await Home(CouncilSite.ManagerOf(Team)));
        Assert.Equal("/workers/" + worker, await Home(CouncilSite.Practitioner(worker)));
        Assert.Equal("/imports", await Home(CouncilSite.DataOfficer));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.Practitioner("nobody"), "/"));
    }

    [Fact]
    public async Task A_teams_figures_are_those_of_the_day()
    {
        var page = await site.Page(CouncilSite.ManagerOf(Team), "/teams/" + Team);
        var rows = page.QuerySelectorAll(".fl-people tbody tr").ToDictionary(row => row.QuerySelector(".fl-name")!.GetAttribute("href")!);
        var statements = site.Day.StatementsIn(Busiest).Where(one => one.Cases + one.CoWorked > 0).ToList();
        Assert.Equal(statements.Count, rows.Count);
        foreach (var statement in statements)
        {
            var row = rows["/workers/" + statement.Person.Id];
            Assert.Equal(statement.Percent is { } percent ? Format.Percent(percent) : Format.None, row.QuerySelector(".fl-pct")!.TextContent);
            Assert.Equal(Format.Count(statement.ActiveCases), row.QuerySelectorAll("td strong")[0].TextContent);
            var dots = row.QuerySelectorAll(".fl-kids .fl-dot, .fl-kids .fl-dot-open").Length;
            Assert.Equal(statement.Levels.Values.Sum(), dots);
            Assert.Equal(statement.LevelsAwaitingClosure.Values.Sum(), row.QuerySelectorAll(".fl-kids .fl-dot-open").Length);
        }

        var totals = site.Day.TotalsOf(statements);
        Assert.Contains(Format.Percent(totals.Percent!.Value), page.QuerySelector(".fl-finding")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_stand_in_order_of_surname_and_the_page_says_so()
    {
        var page = await site.Page(CouncilSite.ManagerOf(Team), "/teams/" + Team + "?sort=workload&dir=desc");
        var names = page.QuerySelectorAll(".fl-people .fl-name").Select(name => name.TextContent).ToList();
        Assert.Equal(names.OrderBy(SurnameOrder.SurnameOf, StringComparer.InvariantCultureIgnoreCase), names);
        Assert.Contains("order of surname", page.QuerySelector(".fl-chart .fl-sub")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll(".fl-people [aria-sort]"));
    }

    [Fact]
    public async Task The_file_the_figures_and_the_rows_say_the_same()
    {
        var page = await site.Page(CouncilSite.ManagerOf(Team), "/teams/" + Team);
        var table = page.QuerySelector(".fl-figures table")!;
        var csv = await Csv(CouncilSite.ManagerOf(Team), "/teams/" + Team + "?format=csv");
        Assert.Equal(table.QuerySelectorAll("thead th").Select(head => head.TextContent), csv[0]);
        var rows = table.QuerySelectorAll("tbody tr").Select(row => row.Children.Select(cell => cell.TextContent).ToList()).ToList();
        Assert.Equal(rows.Count, csv.Count - 1);
        foreach (var (row, line) in rows.Zip(csv.Skip(1)))
        {
            Assert.All(row.Zip(line), pair => Same(pair.First, pair.Second));
        }

        Assert.Equal(
            page.QuerySelectorAll(".fl-people .fl-state").Select(state => state.TextContent),
            rows.Select(row => row[csv[0].IndexOf("State")]));
    }

    [Fact]
    public async Task What_needs_a_person_comes_first_and_says_what_the_day_says()
    {
        var page = await site.Page(CouncilSite.Director, "/");
        var things = page.QuerySelectorAll(".fl-first__item").ToDictionary(item => item.QuerySelector(".fl-first__what")!.TextContent, item => item.QuerySelector(".fl-first__n")!.TextContent);
        var longest = site.Day.Cases.Caseload.Calendar.Between(ChildrenFirst.WaitingIn(site.Day, -1)[0].Since, site.Day.Day);
        Assert.Equal($"children wait for a worker, the longest for {longest} working days", things.First().Key);
        Assert.Equal(Format.Count(site.Day.Unallocated), things.First().Value);
        Assert.Equal(Format.Count(site.Day.Totals.Quiet), things["children have no recent record: check the child first"]);
        Assert.Equal(Format.Count(site.Day.Totals.OverCapacity), things["practitioners hold more work than they have time for"]);
        Assert.Equal(Format.Count(site.Day.Totals.BelowRange), things["practitioners are below their agreed range: ask why"]);
        Assert.Single(page.QuerySelectorAll(".fl-first__item--top"));
        Assert.True(page.QuerySelector(".fl-first")!.CompareDocumentPosition(page.QuerySelector("table")!).HasFlag(DocumentPositions.Following));
    }

    [Theory]
    [InlineData("/", null)]
    [InlineData("/teams/" + North, North)]
    public async Task The_parts_add_up_to_the_whole(string path, string? node)
    {
        var place = node is null ? -1 : site.Day.Cases.Caseload.FindTeam(node)!.Value;
        var page = await site.Page(CouncilSite.Director, path);
        var table = Table(page);
        var heads = table[0];
        var totals = site.Day.TotalsOf(site.Day.StatementsIn(place));
        var whole = table[^1];
        Assert.Equal(Format.PercentNumber(totals.Percent!.Value), whole[heads.IndexOf("Workload, %")]);
        Assert.Equal(Format.Count(totals.Children), whole[heads.IndexOf("Children")]);
        foreach (var head in new[] { "Cases", "Active", "Awaiting closure", "People with cases", "Over their time", "Below range: ask why", "Waiting for a worker" })
        {
            var column = heads.IndexOf(head);
            Assert.Equal(Int(whole[column]), table.Skip(1).SkipLast(1).Sum(row => Int(row[column])));
        }

        var counted = page.QuerySelector(".fl-figures table")!.QuerySelectorAll("tbody td").Where(cell => cell.TextContent.Length > 0).Sum(cell => Int(cell.TextContent));
        Assert.Equal(site.Day.StatementsIn(place).Count(one => one is { Cases: > 0, Percent: not null }), counted);
    }

    [Fact]
    public async Task The_parts_are_sorted_on_the_server_with_the_whole_below_and_the_file_follows()
    {
        var page = await site.Page(CouncilSite.Director, "/?sort=cases&dir=desc");
        var table = Table(page);
        var column = table[0].IndexOf("Cases");
        var cases = table.Skip(1).SkipLast(1).Select(row => Int(row[column])).ToList();
        Assert.Equal(cases.OrderDescending(), cases);
        Assert.Equal("All", table[^1][0]);
        var csv = await Csv(CouncilSite.Director, "/?sort=cases&dir=desc&format=csv");
        Assert.Equal(table.Count, csv.Count);
        foreach (var (row, line) in table.Zip(csv))
        {
            Assert.All(row.Zip(line), pair => Same(pair.First, pair.Second));
        }
    }

    [Fact]
    public async Task A_managers_page_names_nobody_of_another_team()
    {
        var html = (await site.Page(CouncilSite.ManagerOf(Team), "/teams/" + Team)).DocumentElement.OuterHtml;
        var own = site.Day.StatementsIn(Busiest).Select(one => one.Person.Name).ToHashSet();
        Assert.DoesNotContain(
            site.Day.Statements.Where(one => !site.Day.Cases.Caseload.IsWithin(one.Standing.Team, Busiest)).Select(one => one.Person.Name).Where(name => name.Contains(' ', StringComparison.Ordinal)),
            name => !own.Contains(name) && html.Contains(name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_has_no_time_has_no_percentage()
    {
        await using var council = await TinyCouncil.With(null, ("W1", "Ada Quill", "1", "experienced", 12), ("W2", "Ben Nib", "0", "experienced", 2), ("W3", "Cy Ream", "", "experienced", 1));
        var page = await council.Page("/");
        var rows = page.QuerySelectorAll(".fl-people tbody tr").ToList();
        Assert.Equal(["Ben Nib", "Ada Quill", "Cy Ream"], rows.Select(row => row.QuerySelector(".fl-name")!.TextContent));
        Assert.Equal([Format.None, "70.8%", Format.None], rows.Select(row => row.QuerySelector(".fl-pct")!.TextContent));
        Assert.Equal(
            ["No available time: 2 cases held", "In agreed range", "Not known: no source gives the full-time equivalent"],
            rows.Select(row => row.QuerySelector(".fl-state")!.TextContent));
        var item = Assert.Single(page.QuerySelectorAll(".fl-first__item"));
        Assert.Equal("2", item.QuerySelector(".fl-first__n")!.TextContent);
        Assert.Equal("cases are held by people with no available time", item.QuerySelector(".fl-first__what")!.TextContent);
        Assert.Equal("/workers/W2", item.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal("The team holds 82.6% of the time it has; 1 of 3 has cases and no available time", page.QuerySelector(".fl-finding")!.TextContent);
        Assert.Contains("1 person is left out of the percentage and of cases per full-time equivalent", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Because_is_said_only_where_it_is_so()
    {
        await using var because = await TinyCouncil.With(null, ("W1", "Ada Quill", "1", "experienced", 16), ("W2", "Ben Nib", "0", "experienced", 9));
        Assert.Contains("because 1 of 2 has cases and no available time", (await because.Page("/")).QuerySelector(".fl-finding")!.TextContent, StringComparison.Ordinal);
        await using var not = await TinyCouncil.With(null, ("W1", "Ada Quill", "1", "experienced", 18), ("W2", "Ben Nib", "0", "experienced", 9));
        Assert.DoesNotContain("because", (await not.Page("/")).QuerySelector(".fl-finding")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_needs_you_first_where_all_is_well()
    {
        await using var council = await TinyCouncil.With(null, ("W1", "Ada Quill", "1", "experienced", 12), ("W2", "Ben Nib", "0.6", "experienced", 7));
        var page = await council.Page("/");
        Assert.Empty(page.QuerySelectorAll(".fl-first"));
        Assert.Contains("Nothing needs you first.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.EndsWith("and nobody holds more than their own", page.QuerySelector(".fl-finding")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("3 days", page.QuerySelector(".fl-people")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scheme_without_levels_or_time_has_neither_dots_nor_percentages()
    {
        const string Scheme = """
            { "scheme": "tiny", "version": 1, "title": "Tiny", "source": "Test", "effectiveFrom": "2020-04-01",
              "rules": [ { "code": "cin", "title": "Child in need plan", "points": 5, "when": { "status": "cin" } } ] }
            """;
        await using var council = await TinyCouncil.With(Scheme, ("W1", "Ada Quill", "1", "experienced", 3));
        var page = await council.Page("/");
        Assert.Empty(page.QuerySelectorAll(".fl-kids"));
        Assert.Equal(4, page.QuerySelectorAll(".fl-people thead th").Length);
        Assert.Equal("Not known: the scheme sets no time for this work", page.QuerySelector(".fl-state")!.TextContent);
    }

    private async Task<string> Home(Viewer viewer)
    {
        using var client = site.As(viewer);
        using var response = await client.GetAsync("/");
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        return response.Headers.Location!.OriginalString;
    }

    private async Task<List<List<string>>> Csv(Viewer viewer, string path)
    {
        using var client = site.As(viewer);
        using var response = await client.GetAsync(path);
        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        var text = (await response.Content.ReadAsStringAsync()).TrimStart('\ufeff');
        return [.. text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => Field().Matches(line).Select(field =>
            field.Groups["quoted"].Success ? field.Groups["quoted"].Value.Replace("\"\"", "\"", StringComparison.Ordinal) : field.Groups["plain"].Value).ToList())];
    }

    private static List<List<string>> Table(IDocument page) =>
        [.. page.QuerySelector(".fl-table--figures")!.QuerySelectorAll("tr").Select(row => row.Children.Select(cell => cell.TextContent.TrimEnd('↕', '▲', '▼')).ToList())];

    /// <summary>The page writes "1,086.77", the file 1086.77; a dash for what there is not, the file nothing.</summary>
    private static void Same(string page, string file) => Assert.Equal(page == Format.None ? "" : Number(page), Number(file));

    private static string Number(string text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number.ToString("0.##", CultureInfo.InvariantCulture) : text;

    [GeneratedRegex("(?:^|,)(?:\"(?<quoted>(?:[^\"]|\"\")*)\"|(?<plain>[^,]*))")]
    private static partial Regex Field();

    private static int Int(string text) => int.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
}
