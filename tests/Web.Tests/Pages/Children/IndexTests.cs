using System.Net;
using Fairload.Core.Cases;
using Fairload.Core.Workload;
using Fairload.Web.Words;
using Microsoft.EntityFrameworkCore;

namespace Fairload.Web.Tests.Pages.Children;

[Collection(CouncilSiteTests.Name)]
public sealed class IndexTests(CouncilSite site)
{
    private Caseload Caseload => site.Day.Cases.Caseload;

    [Fact]
    public async Task The_holder_a_co_worker_their_managers_and_the_director_see_a_child_and_nobody_else()
    {
        var line = site.Day.Statements.SelectMany(statement => statement.Lines).First(one => one.RoleOnCase == RoleOnCase.CoWorker);
        var path = Path(line.Child);
        var near = site.Day.LinesOfChild(line.Child).Select(one => one.Worker).ToHashSet();
        foreach (var worker in near)
        {
            Assert.Equal(HttpStatusCode.OK, await site.Status(CouncilSite.Practitioner(Caseload.Workers[worker].Id), path));
        }

        var teams = near.Select(worker => Caseload.Workers[worker].On(site.Day.Day).Team).ToHashSet();
        var other = site.Day.Statements.First(one => !near.Contains(one.Worker) && !teams.Contains(one.Standing.Team));
        Assert.Equal(HttpStatusCode.OK, await site.Status(CouncilSite.ManagerOf(Caseload.Teams[teams.First()].Id), path));
        Assert.Equal(HttpStatusCode.OK, await site.Status(CouncilSite.Director, path));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.Practitioner(other.Person.Id), path));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.ManagerOf(Caseload.Teams[other.Standing.Team].Id), path));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.DataOfficer, path));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.Director, "/children/nobody"));
    }

    [Fact]
    public async Task The_figures_are_those_of_the_day_s_workload()
    {
        foreach (var statement in site.Day.Statements.Where(one => one.Cases > 0).Take(6))
        {
            foreach (var child in statement.Lines.Where(line => line.RoleOnCase == RoleOnCase.Lead).Take(3).Select(line => line.Child))
            {
                var one = new ChildCase(site.Day, child);
                var page = await site.Page(CouncilSite.Director, Path(child));
                Assert.Equal(Format.Points(one.Main!.Value.Points.Number), page.QuerySelector(".fl-figure")!.Words());
                var reasons = page.Rows("table.fl-total, .fl-section table.fl-stack");
                Assert.Equal(Format.Points(one.Main.Value.Points.Number), reasons[^1][^1]);
                Assert.Equal(one.Main.Value.Reasons().Select(reason => Format.Points(reason.Points.Number)), reasons.SkipLast(1).Select(row => row[^1]));

                var history = CaseHistory.Of(Caseload, site.Day.Scheme, child, site.Day.Day.AddMonths(-13), site.Day.Day);
                var steps = page.Rows(".fl-figures table");
                Assert.Equal(history.Steps.Select(step => Format.Points(step.Points.Number)), steps.Select(row => row[2]));
                Assert.Equal(Format.Points(one.Main.Value.Points.Number), steps[^1][2]);
            }
        }
    }

    [Fact]
    public async Task Each_reason_names_a_file_and_a_row_that_was_loaded()
    {
        var line = site.Day.Statements.SelectMany(statement => statement.Lines).First(one => one.Status == Status.Cp);
        var page = await site.Page(CouncilSite.Director, Path(line.Child));
        await using var db = site.Store.Db();
        var files = await db.ImportFiles.Select(file => file.Name).ToListAsync();
        var place = page.QuerySelector(".fl-place")!.Words();
        Assert.Contains(files, file => place.StartsWith(file + ", row ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_look_is_noted_and_the_page_says_so()
    {
        var child = site.Day.Statements.First(one => one.Cases > 0).Lines.First().ChildRecord.Id;
        var before = await Looks(child);
        var page = await site.Page(CouncilSite.Director, "/children/" + child);
        Assert.Contains("the look is logged", page.Body!.Words(), StringComparison.Ordinal);
        Assert.Equal(before + 1, await Looks(child));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.DataOfficer, "/children/" + child));
        Assert.Equal(before + 1, await Looks(child));
    }

    [Fact]
    public async Task What_stands_against_closing_is_said_in_bold_and_counted_in_the_finding()
    {
        var line = site.Day.Statements.SelectMany(statement => statement.Lines).First(one => one is { Status: Status.Cp, RoleOnCase: RoleOnCase.Lead });
        var stops = site.Day.Cases.ClosureChecksOf(line.Child).Count(check => check.Answer == ClosureAnswer.Stops);
        var page = await site.Page(CouncilSite.Director, Path(line.Child));
        Assert.Equal(stops, page.QuerySelectorAll("td strong").Count(strong => strong.Words() == "Stops closure"));
        Assert.Contains("Child protection plan", page.Body!.Words(), StringComparison.Ordinal);
        Assert.Contains("never a case to close", page.Body!.Words(), StringComparison.Ordinal);
        Assert.Contains("belong on", page.Body!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_kind_of_case_has_a_page_that_comes()
    {
        var lines = site.Day.Statements.SelectMany(statement => statement.Lines).ToList();
        var children = lines.GroupBy(line => (line.Status, line.Function, line.Closure)).Select(group => group.First().Child)
            .Concat(site.Day.Cases.Unallocated().Take(5).Select(wait => wait.Child)).Distinct();
        foreach (var child in children)
        {
            var page = await site.Page(CouncilSite.Director, Path(child));
            Assert.NotNull(page.QuerySelector("h1"));
        }
    }

    [Fact]
    public async Task A_child_who_waits_shows_how_long_instead_of_points()
    {
        var wait = site.Day.Cases.Unallocated()[0];
        var page = await site.Page(CouncilSite.Director, Path(wait.Child));
        Assert.Equal(Format.Count(Caseload.Calendar.Between(wait.Since, site.Day.Day)), page.QuerySelector(".fl-figure")!.Words());
        Assert.Contains("Waiting for a worker", page.Body!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sibling_whom_the_viewer_may_not_see_is_counted_and_not_named()
    {
        // A holder who does not hold the sibling, in a family that two workers share.
        var line = site.Day.Statements.SelectMany(statement => statement.Lines).FirstOrDefault(one => one.RoleOnCase == RoleOnCase.Lead
            && new ChildCase(site.Day, one.Child).Siblings.Any(sibling => !site.Day.LinesOfChild(sibling.Child).Any(other => other.Worker == one.Worker)));
        if (line != default)
        {
            var page = await site.Page(CouncilSite.Practitioner(Caseload.Workers[line.Worker].Id), Path(line.Child));
            var hidden = new ChildCase(site.Day, line.Child).Siblings.Where(sibling => !site.Day.LinesOfChild(sibling.Child).Any(other => other.Worker == line.Worker));
            Assert.All(hidden, sibling => Assert.Null(page.QuerySelector($"a[href='{Path(sibling.Child)}']")));
            Assert.Contains("you do not see", page.Body!.Words(), StringComparison.Ordinal);
        }
    }

    private string Path(int child) => "/children/" + Caseload.Children[child].Id;

    private async Task<int> Looks(string child)
    {
        await using var db = site.Store.Db();
        return await db.Audit.CountAsync(entry => entry.Action == "view child" && entry.SubjectId == child && entry.Who == CouncilSite.Director.Name);
    }
}
