using System.Net;

namespace Fairload.Web.Tests.Pages.Imports;

public sealed class RunTests : EmptySiteTests
{
    [Fact]
    public async Task An_import_shows_its_files_and_problems_and_gives_the_list()
    {
        await SmallFiles.Load(Site, SmallFiles.Corrupt);
        var page = await Site.Page(CouncilSite.Director, "/imports/1");
        Assert.Contains("Extract of Tuesday 31 March 2026", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(4, page.QuerySelector("table")!.QuerySelectorAll("tbody tr").Length);
        using var client = Site.As(CouncilSite.Director);
        Assert.Contains("'=cmd", await client.GetStringAsync("/imports/1?format=csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_that_is_not_there_or_not_theirs_to_see_is_not_found()
    {
        await SmallFiles.Load(Site, SmallFiles.Sound);
        Assert.Equal(HttpStatusCode.NotFound, await Site.Status(CouncilSite.DataOfficer, "/imports/2"));
        Assert.Equal(HttpStatusCode.NotFound, await Site.Status(CouncilSite.ManagerOf("T1"), "/imports/1"));
    }

    [Fact]
    public async Task The_latest_import_is_undone_by_whoever_ticks_the_box_and_the_page_says_so()
    {
        await SmallFiles.Load(Site, SmallFiles.Sound);
        await SmallFiles.Load(Site, SmallFiles.Corrupt, "2026-04-01");
        Assert.Null((await Site.Page(CouncilSite.DataOfficer, "/imports/1")).QuerySelector("main form"));
        var latest = await Site.Page(CouncilSite.DataOfficer, "/imports/2");
        Assert.NotNull(latest.QuerySelector(latest.QuerySelectorAll("main a").Single(link => link.TextContent == "Undo this import").GetAttribute("href") + " form"));
        using var unsure = await Site.Post(CouncilSite.DataOfficer, "/imports/2", "/imports/2?handler=undo");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unsure.StatusCode);
        Assert.Contains("Tick", await unsure.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var done = await Site.Post(CouncilSite.DataOfficer, "/imports/2", "/imports/2?handler=undo", ("Sure", "yes"));
        Assert.Equal("/imports/2?done=undone", done.Headers.Location!.OriginalString);
        var page = await Site.Page(CouncilSite.DataOfficer, "/imports/2?done=undone");
        Assert.Contains("The import is undone", page.QuerySelector(".govuk-notification-banner")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Undone 1 October 2026, 09:00 by Davy Data", page.QuerySelector(".govuk-inset-text")!.TextContent, StringComparison.Ordinal);
        using var again = await Site.Post(CouncilSite.Director, "/imports/new", "/imports/2?handler=undo", ("Sure", "yes"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        Assert.Contains("was undone already, by Davy Data", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("Undone", (await Site.Page(CouncilSite.DataOfficer, "/imports")).QuerySelector("table tbody tr")!.TextContent, StringComparison.Ordinal);
    }
}
