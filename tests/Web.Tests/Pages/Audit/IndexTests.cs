using System.Net;
using AngleSharp.Html.Parser;

namespace Fairload.Web.Tests.Pages.Audit;

[Collection(CouncilSiteTests.Name)]
public sealed class IndexTests(CouncilSite site)
{
    [Fact]
    public async Task Only_auditors_find_it_and_that_they_looked_is_noted()
    {
        foreach (var viewer in new[] { CouncilSite.Director, CouncilSite.DataOfficer, CouncilSite.ManagerOf("T1"), CouncilSite.Practitioner("W1") })
        {
            Assert.Equal(HttpStatusCode.NotFound, await site.Status(viewer, "/audit"));
            Assert.Equal(HttpStatusCode.NotFound, await site.Status(viewer, "/audit?format=csv"));
        }

        await site.Page(AuditSite.Auditor, "/audit");
        using var db = site.Store.Db();
        Assert.True(db.Audit.Any(entry => entry.Action == "view audit" && entry.Who == "Ada Auditor" && entry.SubjectKind == "audit"));
    }

    [Fact]
    public async Task Entries_are_found_by_who_what_subject_and_day_the_newest_first_and_page_by_page()
    {
        for (var i = 1; i <= 60; i++)
        {
            AuditSite.Write(site, "index.test", i % 2 == 0 ? "test even" : "test odd", "index test", $"S{i}", null, new { i });
        }

        var first = await site.Page(AuditSite.Auditor, "/audit?who=index.test");
        Assert.Equal(Enumerable.Range(11, 50).Reverse().Select(i => $"S{i}"), first.Rows("table").Select(row => row[5]));
        var second = await site.Page(AuditSite.Auditor, first.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal(Enumerable.Range(1, 10).Reverse().Select(i => $"S{i}"), second.Rows("table").Select(row => row[5]));
        Assert.Null(second.QuerySelector("a[rel=next]"));

        var even = await site.Page(AuditSite.Auditor, "/audit?who=index.test&doing=test+even");
        Assert.Equal(30, even.Rows("table").Count);
        Assert.Equal("S7", Assert.Single((await site.Page(AuditSite.Auditor, "/audit?kind=index+test&subject=S7")).Rows("table"))[5]);
        var today = DateTime.UtcNow;
        Assert.Equal(50, (await site.Page(AuditSite.Auditor, $"/audit?who=index.test&from={today.AddDays(-1):yyyy-MM-dd}&until={today.AddDays(1):yyyy-MM-dd}")).Rows("table").Count);
        Assert.Contains("no entries like these", (await site.Page(AuditSite.Auditor, "/audit?who=index.test&until=1/1/2020")).QuerySelector("main")!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_that_is_none_is_refused_and_what_was_typed_stays()
    {
        using var client = site.As(AuditSite.Auditor);
        using var response = await client.GetAsync("/audit?from=soon&who=amina");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var page = await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());
        Assert.Contains("Enter a date", page.QuerySelector(".govuk-error-summary")!.Words(), StringComparison.Ordinal);
        Assert.Equal("soon", page.QuerySelector("#From")!.GetAttribute("value"));
        Assert.Equal("amina", page.QuerySelector("#Who")!.GetAttribute("value"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await site.Status(AuditSite.Auditor, "/audit?from=2/1/2026&until=1/1/2026"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await site.Status(AuditSite.Auditor, "/audit?subject=C1"));
    }

    [Trait("ASVS", "16.2.4")]
    [Fact]
    public async Task Its_file_has_no_formulas()
    {
        AuditSite.Write(site, "=cmd|' /C calc'!A0", "test formula", "index test", "+1", null, null);
        var row = Assert.Single((await site.Csv(AuditSite.Auditor, "/audit?doing=test+formula&format=csv")).Skip(1));
        Assert.Equal(("'=cmd|' /C calc'!A0", "'+1"), (row[2], row[5]));
    }
}
