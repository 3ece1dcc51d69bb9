using System.Net;
using Fairload.App.Schemes;
using Fairload.Core.Weighting;
using Fairload.Web.Pages.Schemes;
using Fairload.Web.Words;
using Microsoft.Extensions.DependencyInjection;

namespace Fairload.Web.Tests.Pages.Schemes;

[Collection(CouncilSiteTests.Name)]
public sealed class SchemeTests(CouncilSite site)
{
    [Fact]
    public async Task Every_shipped_scheme_shows_all_its_rules_and_notes()
    {
        foreach (var scheme in SchemeShelf.Shipped.All)
        {
            var page = await site.Page(CouncilSite.Director, "/schemes/" + scheme.Code);
            var rules = page.Rows("table");
            Assert.Equal(scheme.Rules.Select(rule => rule.Title), rules.Select(row => row[0]));
            Assert.All(rules, row => Assert.All(row, cell => Assert.NotEmpty(cell)));
            Assert.All(scheme.Rules.Zip(rules).Where(pair => pair.First is { Points: not null, Per: null }), pair =>
                Assert.Equal(Format.Points(pair.First.Points!.Value.Number), pair.Second[3]));
            Assert.All(scheme.Notes, note => Assert.Contains(note, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task What_no_loaded_file_says_is_warned_of()
    {
        foreach (var scheme in SchemeShelf.Shipped.All)
        {
            var page = await site.Page(CouncilSite.Director, "/schemes/" + scheme.Code);
            Assert.Equal(scheme.FactsNobodyGives(site.Day.Cases.Caseload).Count > 0, page.QuerySelector(".govuk-warning-text") is not null);
        }
    }

    [Fact]
    public async Task Conditions_are_said_in_plain_words()
    {
        var words = site.Services.GetRequiredService<SchemeWords>();
        var scheme = SchemeReader.Read(
            """
            { "scheme": "t", "version": 1, "title": "T", "source": "s", "effectiveFrom": "2026-01-01", "rules": [
              { "code": "a", "title": "A", "points": 1, "when": { "status": [ "cp", "cin" ], "placementMiles": { "over": 20 }, "not": { "careProceedings": true } } },
              { "code": "b", "title": "B", "points": 2, "per": "siblingsOpen", "beyond": 1, "max": 3 },
              { "code": "c", "title": "C", "share": 0.5, "when": { "any": [ { "ageYears": { "atLeast": 2, "under": 5 } }, { "coWorked": false } ] } } ] }
            """);
        Assert.Equal("Child protection plan or child in need plan, and miles to the placement over 20, and not in care proceedings", words.When(scheme.Rules[0].When, scheme));
        Assert.Equal("2.0 for each of: siblings open, beyond 1, at most 3 times", words.Points(scheme.Rules[1], scheme));
        Assert.Equal("Age in years at least 2, and under 5 or not co-worked", words.When(scheme.Rules[2].When, scheme));
        Assert.Equal("50.0% of the points of the rules above", words.Points(scheme.Rules[2], scheme));
        Assert.Equal("Always", words.When(null, scheme));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Who_may_not_see_schemes_and_a_scheme_that_is_not_there_look_alike()
    {
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.DataOfficer, "/schemes/starter"));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.Director, "/schemes/nothing"));
    }
}
