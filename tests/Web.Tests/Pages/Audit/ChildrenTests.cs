using System.Net;
using AngleSharp.Dom;

namespace Fairload.Web.Tests.Pages.Audit;

[Collection(CouncilSiteTests.Name)]
public sealed class ChildrenTests(CouncilSite site)
{
    [Fact]
    public async Task Who_looked_at_a_child_is_told_with_how_often_and_lists_do_not_count()
    {
        var child = site.Day.Statements.SelectMany(statement => statement.Lines).Last().ChildRecord.Id;
        await site.Page(CouncilSite.Director, $"/children/{child}");
        var page = await site.Page(AuditSite.Auditor, $"/audit/children?id={child}");
        var before = int.Parse(Row(page, "Dana Director")[1], System.Globalization.CultureInfo.InvariantCulture);
        await site.Page(CouncilSite.Director, $"/children/{child}");
        await site.Page(CouncilSite.Director, $"/children/{child}");
        await site.Page(CouncilSite.Director, "/");
        page = await site.Page(AuditSite.Auditor, $"/audit/children?id={child}");
        Assert.Equal(before + 2, int.Parse(Row(page, "Dana Director")[1], System.Globalization.CultureInfo.InvariantCulture));
        Assert.DoesNotContain(page.Rows("table"), row => row[0] == "Ada Auditor");
        Assert.Contains(await site.Csv(AuditSite.Auditor, $"/audit/children?id={child}&format=csv"), row => row[0] == "Dana Director");

        // That the auditor asked is an entry about the child, too.
        using var db = site.Store.Db();
        Assert.True(db.Audit.Any(entry => entry.Action == "view audit" && entry.SubjectKind == "child" && entry.SubjectId == child));
    }

    [Fact]
    public async Task Without_a_child_there_is_a_form_and_an_unknown_one_was_looked_at_by_nobody()
    {
        Assert.Empty((await site.Page(AuditSite.Auditor, "/audit/children")).QuerySelectorAll("table"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await site.Status(AuditSite.Auditor, "/audit/children?id="));
        Assert.Contains("Nobody has looked", (await site.Page(AuditSite.Auditor, "/audit/children?id=nobody")).QuerySelector("main")!.Words(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.Director, "/audit/children?id=nobody"));
        Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.DataOfficer, "/audit/children"));
    }

    private static string[] Row(IDocument page, string who) => page.Rows("table").First(row => row[0] == who);
}
