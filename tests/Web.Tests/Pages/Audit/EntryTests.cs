using System.Net;

namespace Fairload.Web.Tests.Pages.Audit;

[Collection(CouncilSiteTests.Name)]
public sealed class EntryTests(CouncilSite site)
{
    [Fact]
    public async Task Before_and_after_stand_side_by_side_and_what_changed_is_marked()
    {
        var number = AuditSite.Write(site, "entry.test", "change worker", "worker", "W-entry", new { Fte = 1.0m, Team = "T1", Gone = true }, new { Fte = 0.8m, Team = "T1", Note = "<b>" });
        var page = await site.Page(AuditSite.Auditor, $"/audit/{number}");
        Assert.Equal(
            [("fte", "1.0", "0.8", "Changed"), ("team", "T1", "T1", "The same"), ("gone", "true", "Not there", "Changed"), ("note", "Not there", "<b>", "Changed")],
            page.Rows("table").Select(row => (row[0], row[1], row[2], row[3])));
        Assert.Contains("entry.test", page.QuerySelector(".govuk-summary-list")!.Words(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.Director, $"/audit/{number}"));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(AuditSite.Auditor, "/audit/999999999"));
    }

    [Fact]
    public async Task A_look_says_that_nothing_was_changed_and_an_erased_entry_says_by_which_one()
    {
        var number = AuditSite.Write(site, "entry.test", "view child", "child", "C-erased", null, null);
        Assert.Contains("somebody looked", (await site.Page(AuditSite.Auditor, $"/audit/{number}")).QuerySelector("main")!.Words(), StringComparison.Ordinal);
        Assert.Equal(1, AuditSite.Erase(site, "child", "C-erased"));
        var page = await site.Page(AuditSite.Auditor, $"/audit/{number}");
        Assert.Contains("was erased", page.QuerySelector("main")!.Words(), StringComparison.Ordinal);
        Assert.DoesNotContain("C-erased", page.QuerySelector("main")!.InnerHtml, StringComparison.Ordinal);
        var why = await site.Page(AuditSite.Auditor, page.QuerySelector("main a.govuk-link[href^='/audit/']")!.GetAttribute("href")!);
        Assert.Contains("asked for", why.QuerySelector("main")!.Words(), StringComparison.Ordinal);
    }
}
