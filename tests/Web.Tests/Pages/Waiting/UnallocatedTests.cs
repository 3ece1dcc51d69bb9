using System.Net;
using Fairload.Core.Workload;
using Fairload.Web.Words;

namespace Fairload.Web.Tests.Pages.Waiting;

[Collection(CouncilSiteTests.Name)]
public sealed class UnallocatedTests(CouncilSite site)
{
    [Fact]
    public async Task Only_those_who_manage_see_it_and_only_their_part()
    {
        var teams = site.Day.Cases.Caseload.Teams;
        var worker = site.Day.Statements.First(statement => statement.Cases > 0);
        var other = Enumerable.Range(0, teams.Count).First(team => !site.Day.Cases.Caseload.IsWithin(team, worker.Standing.Team));
        var manager = CouncilSite.ManagerOf(teams[worker.Standing.Team].Id);
        Assert.Equal(HttpStatusCode.OK, await site.Status(manager, "/unallocated"));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(manager, "/unallocated?node=" + teams[other].Id));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(manager, "/unallocated?node=nowhere"));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.Practitioner(worker.Person.Id), "/unallocated"));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.DataOfficer, "/unallocated"));
    }

    [Fact]
    public async Task The_whole_council_s_list_is_as_long_as_the_day_says_and_the_longest_wait_is_first()
    {
        var page = await site.Page(CouncilSite.Director, "/unallocated");
        Assert.Equal(Format.Count(site.Day.Unallocated), page.QuerySelector(".fl-figure")!.Words());
        var rows = page.Rows("table");
        Assert.Equal(ChildrenFirst.WaitingIn(site.Day, -1).Select(wait => site.Day.Cases.Caseload.Children[wait.Child].Id), rows.Select(row => row[1]));
        Assert.Equal(rows.Select(row => int.Parse(row[4])).OrderDescending(), rows.Select(row => int.Parse(row[4])));
    }

    [Fact]
    public async Task A_node_s_list_is_of_children_whose_last_team_is_there()
    {
        var teams = site.Day.Cases.Caseload.Teams;
        for (var node = 0; node < teams.Count; node++)
        {
            var page = await site.Page(CouncilSite.Director, "/unallocated?node=" + Uri.EscapeDataString(teams[node].Id));
            var count = ChildrenFirst.WaitingIn(site.Day, node).Count;
            Assert.Equal(count, page.QuerySelectorAll("tbody tr").Length);
            Assert.Equal(count == 0, page.Body!.Words().Contains("No child here waits", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task It_sorts_and_its_file_has_the_same_rows()
    {
        var page = await site.Page(CouncilSite.Director, "/unallocated?sort=status&dir=desc");
        var rows = page.Rows("table");
        Assert.Equal(rows.Select(row => row[2]).OrderDescending(StringComparer.CurrentCulture), rows.Select(row => row[2]));
        var file = await site.Csv(CouncilSite.Director, "/unallocated?sort=status&dir=desc&format=csv");
        Assert.Equal(rows.Select(row => (row[0], row[1], row[2], row[4])), file.Skip(1).Select(row => (row[0], row[1], row[2], row[4])));
    }
}
