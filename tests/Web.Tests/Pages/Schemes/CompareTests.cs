using System.Net;
using Fairload.App.Schemes;
using Fairload.Core.Workload;
using Fairload.Web.Words;

namespace Fairload.Web.Tests.Pages.Schemes;

[Collection(CouncilSiteTests.Name)]
public sealed class CompareTests(CouncilSite site)
{
    [Fact]
    public async Task A_scheme_compared_with_itself_moves_nobody()
    {
        var page = await site.Page(CouncilSite.Director, "/schemes/compare?a=hundred-point&b=hundred-point");
        Assert.Equal("0", page.QuerySelector(".fl-figure")!.Words());
        Assert.All(page.Rows("table"), row => Assert.Equal("The same", row[1]));
        Assert.Null(page.QuerySelector("figure"));
    }

    [Fact]
    public async Task The_figures_are_those_of_both_days()
    {
        var before = WorkloadDay.On(site.Day.Cases.Caseload, site.Day.Day, SchemeShelf.Shipped.Find("starter")!);
        var after = WorkloadDay.On(site.Day.Cases.Caseload, site.Day.Day, SchemeShelf.Shipped.Find("hundred-point")!);
        var page = await site.Page(CouncilSite.Director, "/schemes/compare?a=starter&b=hundred-point");
        var people = page.QuerySelectorAll("table")[^1].QuerySelectorAll("tbody tr").Select(row => row.Children.Select(cell => cell.Words()).ToArray()).ToList();
        Assert.Equal(before.Statements.Count(one => one.Cases > 0), people.Count);
        foreach (var one in before.Statements.Where(one => one.Cases > 0))
        {
            var percents = (one.Percent is { } a ? Format.PercentNumber(a) : Format.None, after.Of(one.Worker)!.Percent is { } b ? Format.PercentNumber(b) : Format.None);
            Assert.Contains(people, row => row[0] == one.Person.Name && (row[2], row[3]) == percents);
        }

        var moved = before.Statements.Count(one => one.Cases > 0 && one.State != after.Of(one.Worker)!.State);
        Assert.Equal(Format.Count(moved), page.QuerySelector(".fl-figure")!.Words());
        Assert.Contains($"from {Format.Percent(before.Totals.Percent!.Value)} to {Format.Percent(after.Totals.Percent!.Value)}", page.QuerySelector(".fl-impact")!.Words(), StringComparison.Ordinal);
        Assert.Equal(people.Count, page.Rows("table").Sum(row => int.Parse(row[2])));
    }

    [Fact]
    public async Task A_scheme_without_percentages_is_compared_without_dots()
    {
        var page = await site.Page(CouncilSite.Director, "/schemes/compare?a=starter&b=four-level");
        Assert.Contains("no percentage", page.QuerySelector(".fl-impact")!.Words(), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("figure"));
    }

    [Fact]
    public async Task A_manager_compares_only_people_they_manage()
    {
        var team = site.Day.Statements.First(statement => statement.Cases > 0).Standing.Team;
        var teams = site.Day.Cases.Caseload.Teams;
        var page = await site.Page(CouncilSite.ManagerOf(teams[team].Id), "/schemes/compare?b=hundred-point");
        var people = page.QuerySelectorAll("table")[^1].QuerySelectorAll("tbody tr").Length;
        Assert.Equal(site.Day.StatementsIn(team).Count(one => one.Cases > 0), people);
        var other = Enumerable.Range(0, teams.Count).First(one => !site.Day.Cases.Caseload.IsWithin(one, team));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.ManagerOf(teams[team].Id), "/schemes/compare?node=" + teams[other].Id));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.DataOfficer, "/schemes/compare"));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.Director, "/schemes/compare?a=nothing"));
    }

    [Fact]
    public async Task Its_file_has_the_same_people()
    {
        var page = await site.Page(CouncilSite.Director, "/schemes/compare?a=starter&b=factors&sort=after&dir=desc");
        var file = await site.Csv(CouncilSite.Director, "/schemes/compare?a=starter&b=factors&sort=after&dir=desc&format=csv");
        Assert.Equal(
            page.QuerySelectorAll("table")[^1].QuerySelectorAll("tbody tr").Select(row => (row.Children[0].Words(), row.Children[5].Words())),
            file.Skip(1).Select(row => (row[0], row[5])));
    }
}
