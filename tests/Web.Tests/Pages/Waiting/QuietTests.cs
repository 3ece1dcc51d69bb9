using System.Net;
using Fairload.Core.Cases;
using Fairload.Web.Words;

namespace Fairload.Web.Tests.Pages.Waiting;

[Collection(CouncilSiteTests.Name)]
public sealed class QuietTests(CouncilSite site)
{
    [Fact]
    public async Task Only_those_who_manage_see_it()
    {
        var worker = site.Day.Statements.First(statement => statement.Cases > 0);
        Assert.Equal(HttpStatusCode.OK, await site.Status(CouncilSite.ManagerOf(site.Day.Cases.Caseload.Teams[worker.Standing.Team].Id), "/quiet"));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.Practitioner(worker.Person.Id), "/quiet"));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.DataOfficer, "/quiet"));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.Director, "/quiet?node=nowhere"));
    }

    [Fact]
    public async Task Every_quiet_case_is_there_once_with_its_child_and_worker()
    {
        var page = await site.Page(CouncilSite.Director, "/quiet");
        Assert.Equal(Format.Count(site.Day.Totals.Quiet), page.QuerySelector(".fl-figure")!.Words());
        var expected = site.Day.Statements.SelectMany(statement => statement.Lines)
            .Where(line => line is { Closure: ClosureState.Quiet, RoleOnCase: RoleOnCase.Lead })
            .Select(line => (line.ChildRecord.Id, site.Day.Cases.Caseload.Workers[line.Worker].Name));
        Assert.Equal(expected.Order(), page.Rows("table").Select(row => (row[1], row[2])).Order());
    }

    [Fact]
    public async Task It_says_to_check_the_child_and_never_to_close()
    {
        var words = (await site.Page(CouncilSite.Director, "/quiet")).QuerySelector("main")!.Words();
        Assert.Contains("check each child first", words, StringComparison.Ordinal);
        Assert.Contains("never a case to close", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_sorts_and_its_file_has_the_same_rows()
    {
        var page = await site.Page(CouncilSite.Director, "/quiet?sort=id&dir=desc");
        var file = await site.Csv(CouncilSite.Director, "/quiet?sort=id&dir=desc&format=csv");
        var ids = page.Rows("table").Select(row => row[1]).ToList();
        Assert.Equal(ids, file.Skip(1).Select(row => row[1]));
        Assert.Equal(ids.OrderDescending(StringComparer.CurrentCulture), ids);
    }

    [Fact]
    public async Task A_part_without_quiet_cases_says_so()
    {
        var teams = site.Day.Cases.Caseload.Teams;
        var empty = Enumerable.Range(0, teams.Count).First(team => !Core.Workload.ChildrenFirst.QuietIn(site.Day, team).Any());
        var page = await site.Page(CouncilSite.Director, "/quiet?node=" + Uri.EscapeDataString(teams[empty].Id));
        Assert.Contains("has a recent record", page.QuerySelector("main")!.Words(), StringComparison.Ordinal);
    }
}
