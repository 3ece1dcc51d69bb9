using System.Net;
using Fairload.Core.Cases;
using Fairload.Web.Pages.Quality;

namespace Fairload.Web.Tests.Pages.Quality;

[Collection(CouncilSiteTests.Name)]
public sealed class ListTests(CouncilSite site)
{
    [Fact]
    public async Task Every_finding_has_its_page_and_its_file_with_every_row()
    {
        var quality = DataQuality.Of(site.Day);
        using var client = site.As(CouncilSite.DataOfficer);
        foreach (var finding in quality.Findings)
        {
            var path = "/data-quality/" + IssueWords.Slug(finding.Issue);
            var page = await site.Page(CouncilSite.DataOfficer, path);
            Assert.Equal(Math.Min(ListModel.MostShown, finding.Rows.Count), page.QuerySelectorAll("main tbody tr").Length);
            var lines = (await client.GetStringAsync(path + "?format=csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(finding.Rows.Count, Math.Max(0, lines.Length - 1));
        }
    }

    [Fact]
    public async Task Rows_are_only_for_those_who_can_mend_them()
    {
        var team = site.Day.Cases.Caseload.Teams[0].Id;
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.ManagerOf(team), "/data-quality/roles-not-mapped"));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.ManagerOf(team), "/data-quality/roles-not-mapped?format=csv"));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.DataOfficer, "/data-quality/no-such-thing"));
    }
}
