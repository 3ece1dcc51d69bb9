using System.Globalization;
using System.Net;

namespace Fairload.Web.Tests.Pages.Published;

[Collection(CouncilSiteTests.Name)]
public sealed class IndexTests(CouncilSite site)
{
    [Fact]
    public async Task Directors_and_data_officers_see_it_and_nobody_else()
    {
        var worker = site.Day.Statements.First(one => one.Cases > 0);
        await site.Page(CouncilSite.Director, "/published");
        await site.Page(CouncilSite.DataOfficer, "/published");
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.Practitioner(worker.Person.Id), "/published"));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.ManagerOf(site.Day.Cases.Caseload.Teams[worker.Standing.Team].Id), "/published"));
    }

    [Theory]
    [InlineData("children")]
    [InlineData("people")]
    public async Task No_number_from_one_to_five_is_in_the_file_and_no_withheld_one_stands_alone(string table)
    {
        var rows = (await site.Csv(CouncilSite.Director, "/published?format=csv&table=" + table)).Skip(1).Select(row => row[1..]).ToList();
        Assert.NotEmpty(rows);
        foreach (var line in rows.Concat(Enumerable.Range(0, rows[0].Length).Select(column => rows.Select(row => row[column]).ToArray())))
        {
            Assert.All(line.Where(cell => cell != "[c]"), cell => Assert.True(int.Parse(cell, CultureInfo.InvariantCulture) is 0 or >= 6, cell));
            Assert.NotEqual(1, line.Count(cell => cell == "[c]"));

            // What is shown adds up to its total where nothing is withheld.
            if (!line.Contains("[c]"))
            {
                Assert.Equal(int.Parse(line[^1], CultureInfo.InvariantCulture), line[..^1].Sum(cell => int.Parse(cell, CultureInfo.InvariantCulture)));
            }
        }
    }

    [Fact]
    public async Task Nobody_is_named_and_the_symbol_is_explained()
    {
        var main = (await site.Page(CouncilSite.Director, "/published")).QuerySelector("main")!.Words();
        Assert.Contains("[c] stands for a number that is withheld", main, StringComparison.Ordinal);
        Assert.All(site.Day.Statements, one => Assert.DoesNotContain(one.Person.Name, main, StringComparison.Ordinal));
    }
}
