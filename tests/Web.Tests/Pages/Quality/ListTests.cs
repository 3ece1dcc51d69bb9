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
    public async Task A_row_says_in_which_file_and_row_it_is_mended()
    {
        var row = DataQuality.Of(site.Day)[QualityIssue.RolesNotMapped].Rows[0];
        using var client = site.As(CouncilSite.DataOfficer);
        var lines = (await client.GetStringAsync("/data-quality/roles-not-mapped?format=csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("File,Row", lines[0], StringComparison.Ordinal);
        Assert.Contains($"ssd_involvements.csv,{row.Place!.Value.Row}", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manager_has_the_rows_of_what_they_manage_and_of_nothing_else()
    {
        var caseload = site.Day.Cases.Caseload;
        var teams = Enumerable.Range(0, caseload.Teams.Count).Where(team => caseload.NodesBelow(team).Count == 0).Take(2).ToList();
        var (own, other) = (caseload.Teams[teams[0]].Id, caseload.Teams[teams[1]].Id);
        var quality = DataQuality.Of(site.Day);
        using var client = site.As(CouncilSite.ManagerOf(own));
        foreach (var finding in quality.In(teams[0]).Findings)
        {
            var path = "/data-quality/" + IssueWords.Slug(finding.Issue);
            var lines = (await client.GetStringAsync(path + "?format=csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(finding.Rows.Count, Math.Max(0, lines.Length - 1));
        }

        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.ManagerOf(own), "/data-quality/roles-not-mapped?node=" + other));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.ManagerOf(own), $"/data-quality/roles-not-mapped?node={other}&format=csv"));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.DataOfficer, "/data-quality/no-such-thing"));
    }
}
