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
}
