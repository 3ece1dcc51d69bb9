using System.Net;
using Fairload.App.Schemes;

namespace Fairload.Web.Tests.Pages.Schemes;

[Collection(CouncilSiteTests.Name)]
public sealed class IndexTests(CouncilSite site)
{
    [Fact]
    public async Task Those_who_manage_see_every_scheme_with_its_source_and_nobody_else_does()
    {
        var worker = site.Day.Statements.First(statement => statement.Cases > 0);
        var page = await site.Page(CouncilSite.ManagerOf(site.Day.Cases.Caseload.Teams[worker.Standing.Team].Id), "/schemes");
        Assert.All(SchemeShelf.Shipped.All, scheme =>
        {
            Assert.NotNull(page.QuerySelector($"a[href='/schemes/{scheme.Code}']"));
            Assert.Contains(scheme.Source, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        });
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.Practitioner(worker.Person.Id), "/schemes"));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.DataOfficer, "/schemes"));
    }

    [Fact]
    public async Task Until_somebody_adopts_one_the_page_says_that_nobody_has()
    {
        var page = await site.Page(CouncilSite.Director, "/schemes");
        Assert.Contains("No manager has adopted a scheme yet", page.QuerySelector("main")!.Words(), StringComparison.Ordinal);
    }
}
