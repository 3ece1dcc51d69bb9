using System.Net;

namespace Fairload.Web.Tests.Pages.Start;

public sealed class NothingLoadedTests
{
    [Fact]
    public async Task A_site_without_records_says_so_and_shows_where_to_load_them()
    {
        var site = new CouncilSite { IsLoaded = false };
        await site.InitializeAsync();
        using (var client = site.As(CouncilSite.DataOfficer))
        using (var response = await client.GetAsync("/"))
        {
            Assert.Equal(HttpStatusCode.Found, response.StatusCode);
            Assert.Equal("/nothing-loaded", response.Headers.Location!.OriginalString);
        }

        var page = await site.Page(CouncilSite.DataOfficer, "/nothing-loaded");
        Assert.NotNull(page.QuerySelector("a[href='/imports/new']"));
        await site.DisposeAsync();
    }
}
