using System.Net;

namespace Fairload.Web.Tests.Pages.Imports;

public sealed class IndexTests : EmptySiteTests
{
    [Fact]
    public async Task Before_anything_is_loaded_it_says_so_and_leads_to_the_form()
    {
        var page = await Site.Page(CouncilSite.DataOfficer, "/imports");
        Assert.Contains("Nothing is loaded yet", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("main a[href='/imports/new']"));
        Assert.Equal(HttpStatusCode.NotFound, await Site.Status(CouncilSite.ManagerOf("T1"), "/imports"));
        Assert.Equal(HttpStatusCode.NotFound, await Site.Status(CouncilSite.Practitioner("W1"), "/imports"));
    }

    [Fact]
    public async Task The_history_says_who_loaded_what_with_what_result_the_newest_first()
    {
        await SmallFiles.Load(Site, SmallFiles.Sound);
        await SmallFiles.Load(Site, SmallFiles.Corrupt, "2026-04-01");
        var page = await Site.Page(CouncilSite.DataOfficer, "/imports");
        var rows = page.QuerySelectorAll("table tbody tr").Select(row => row.Children.Select(cell => cell.TextContent.Trim()).ToList()).ToList();
        Assert.Equal(["1 October 2026, 09:00", "Davy Data", "1 April 2026", "Standard Safeguarding Dataset", "Loaded: it said the same as before", "12", "0", "0", "0", "2"], rows[0][..10]);
        Assert.Equal("31 March 2026", rows[1][2]);
        Assert.Equal("/imports/2", page.QuerySelector("table tbody a")!.GetAttribute("href"));
        using var client = Site.As(CouncilSite.DataOfficer);
        Assert.Contains("2026-04-01,Standard Safeguarding Dataset,Loaded: it said the same as before,12,0", await client.GetStringAsync("/imports?format=csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_waits_for_a_decision_stands_under_way()
    {
        var job = await SmallFiles.Check(Site, SmallFiles.Sound);
        await SmallFiles.Ended(Site, job);
        var link = (await Site.Page(CouncilSite.DataOfficer, "/imports")).QuerySelector($"main a[href='{job}']");
        Assert.Equal("Checked: waits for your decision", link!.TextContent);
    }

    [Fact]
    public async Task Who_loads_files_sees_no_persons_workload()
    {
        await SmallFiles.Load(Site, SmallFiles.Sound);
        Assert.Equal(HttpStatusCode.NotFound, await Site.Status(CouncilSite.DataOfficer, "/workers/W1"));
        Assert.Equal(HttpStatusCode.Found, await Site.Status(CouncilSite.DataOfficer, "/"));
        Assert.Equal(HttpStatusCode.NotFound, await Site.Status(CouncilSite.DataOfficer, "/exceptions"));
    }

    [Fact]
    public async Task What_was_refused_stands_in_the_history_with_the_reason()
    {
        await SmallFiles.Load(Site, SmallFiles.Sound);
        var onlyPeople = new Dictionary<string, string> { ["ssd_person.csv"] = SmallFiles.Sound["ssd_person.csv"] };
        await SmallFiles.Ended(Site, await SmallFiles.Check(Site, onlyPeople));
        var cells = (await Site.Page(CouncilSite.DataOfficer, "/imports")).QuerySelectorAll("table tbody tr")
            .Single(row => row.TextContent.Contains("Refused", StringComparison.Ordinal)).Children.Select(cell => cell.TextContent.Trim()).ToList();
        Assert.Equal(["Davy Data", "–", "ssd_person.csv"], cells[1..4]);
        Assert.StartsWith("Check only. Refused: ", cells[4], StringComparison.Ordinal);
        Assert.Contains("ssd_involvements", cells[4], StringComparison.Ordinal);
    }
}
