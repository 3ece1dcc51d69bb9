using System.Net;
using Fairload.Core.People;
using Fairload.Core.Workload;
using Fairload.Web.Words;

namespace Fairload.Web.Tests.Pages.Exceptions;

[Collection(CouncilSiteTests.Name)]
public sealed class IndexTests(CouncilSite site)
{
    [Fact]
    public async Task Only_those_who_manage_see_it_and_only_their_part()
    {
        var teams = site.Day.Cases.Caseload.Teams;
        var worker = site.Day.Statements.First(statement => statement.Cases > 0);
        var other = Enumerable.Range(0, teams.Count).First(team => !site.Day.Cases.Caseload.IsWithin(team, worker.Standing.Team));
        var manager = CouncilSite.ManagerOf(teams[worker.Standing.Team].Id);
        Assert.Equal(HttpStatusCode.OK, await site.Status(manager, "/exceptions"));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(manager, "/exceptions?node=" + teams[other].Id));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.Practitioner(worker.Person.Id), "/exceptions"));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.DataOfficer, "/exceptions"));
    }

    [Fact]
    public async Task People_stand_in_order_of_surname_with_the_day_s_figures()
    {
        var page = await site.Page(CouncilSite.Director, "/exceptions");
        var rows = page.Rows("table");
        var expected = site.Day.Statements.Where(IsException).OrderBy(one => Surname.First(one.Person.Name), StringComparer.CurrentCulture).ToList();
        Assert.Equal(expected.Select(one => one.Person.Name), rows.Select(row => row[0]));
        Assert.Equal(expected.Select(one => Format.Count(one.Cases)), rows.Select(row => row[3]));
        Assert.Equal(expected.Select(one => one.Percent is { } percent ? Format.PercentNumber(percent) : Format.None), rows.Select(row => row[4]));
    }

    [Fact]
    public async Task Limits_that_the_scheme_does_not_set_are_said_and_have_no_column()
    {
        Assert.Null(site.Day.Scheme.Exceptions.CasesPerFteHigh);
        var page = await site.Page(CouncilSite.Director, "/exceptions");
        Assert.Contains("sets no most for cases", page.QuerySelector("main")!.Words(), StringComparison.Ordinal);
        Assert.Contains(site.Day.Scheme.Title, page.QuerySelector("main")!.Words(), StringComparison.Ordinal);
        Assert.DoesNotContain(page.QuerySelectorAll("th"), head => head.Words().StartsWith("Cases per FTE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_file_has_the_same_people()
    {
        var page = await site.Page(CouncilSite.Director, "/exceptions?sort=percent&dir=desc");
        var file = await site.Csv(CouncilSite.Director, "/exceptions?sort=percent&dir=desc&format=csv");
        Assert.Equal(page.Rows("table").Select(row => (row[0], decimal.Parse(row[4]))), file.Skip(1).Select(row => (row[0], decimal.Parse(row[4]))));
    }

    [Fact]
    public async Task Nobody_is_told_to_have_room()
    {
        var words = (await site.Page(CouncilSite.Director, "/exceptions")).QuerySelector("main")!.Words();
        Assert.DoesNotContain("has room", words, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsException(WorkloadStatement one) => one.Cases > 0
        && (one.IsWorkloadException || one.Exception is not null || one.ExceptionActive is not null || one.Limits.Count > 0
            || (one.Standing.Band == ExceptionsMeeting.NewlyQualifiedBand && one.State is (WorkloadState.Over or WorkloadState.AboveRange)));
}
