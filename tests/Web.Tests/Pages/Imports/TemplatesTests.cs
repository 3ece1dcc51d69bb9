using System.Net;
using Fairload.App.Imports.Plain;

namespace Fairload.Web.Tests.Pages.Imports;

public sealed class TemplatesTests : EmptySiteTests
{
    private const string Path = "/imports/templates";

    [Fact]
    public async Task Every_plain_file_is_explained_column_by_column_and_can_be_downloaded_empty()
    {
        var page = await Site.Page(CouncilSite.DataOfficer, Path);
        Assert.Equal(
            ["staff", "teams", "roles", "carers", "hearings", "meetings", "absences", "recording", "audits"],
            page.QuerySelectorAll("main a[download]").Select(link => link.GetAttribute("href")!.Split('=')[^1]));
        Assert.Equal(Templates.All.Sum(template => template.Columns.Count), page.QuerySelectorAll("main tbody tr").Length);

        using var client = Site.As(CouncilSite.DataOfficer);
        Assert.Equal(
            "\ufeffworker_id,first_day,last_day,until,absence_type\r\n",
            System.Text.Encoding.UTF8.GetString(await client.GetByteArrayAsync(Path + "?kind=absences")));
        Assert.Equal(HttpStatusCode.NotFound, await Site.Status(CouncilSite.DataOfficer, Path + "?kind=ssd"));
        Assert.Equal(HttpStatusCode.NotFound, await Site.Status(CouncilSite.ManagerOf("T1"), Path));
    }

    [Fact]
    public async Task What_plain_files_say_is_read_where_it_belongs()
    {
        await SmallFiles.Load(Site, SmallFiles.Sound);
        Assert.Contains("hearings, meetings, recording, audits", (await Site.Page(CouncilSite.Director, "/children/P1")).Body!.TextContent, StringComparison.Ordinal);
        await SmallFiles.Load(Site, new Dictionary<string, string>
        {
            ["a.csv"] = "household_id,household_type,worker_id,start,until\nP1,mainstream,W2,2026-01-06,\nH2,mainstream,W1,2026-01-06,\n",
            ["b.csv"] = "child_id,hearing_date,hearing_type,court_reference\nP1,2026-07-14,final,AB26\nP1,2026-03-10,first,AB26\n",
            ["c.csv"] = "child_id,meeting_type,due_date,held_date,worker_id\nP1,core group,2026-02-15,2026-02-17,W1\nP1,core group,2026-03-30,,W1\n",
            ["d.csv"] = "child_id,worker_id,visit_date,visit_type,written_up_date\nP1,W1,2026-03-02,CP visit,2026-03-05\nP1,W1,2026-03-30,CP visit,\n",
        });

        var child = await Site.Page(CouncilSite.Director, "/children/P1");
        var rows = child.QuerySelectorAll("tbody tr").Select(row => string.Join(" / ", row.QuerySelectorAll("th,td").Select(cell => cell.TextContent.Trim()))).ToList();
        Assert.Contains(rows, row => row.EndsWith("To come / –", StringComparison.Ordinal) && row.StartsWith("Hearing: final", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Contains("Court reference AB26", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.EndsWith("Held 2 days after it was due / Ada Quill", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Contains("Due 1 day ago, not recorded as held", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Contains("Written up after 3 days", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Contains("Not written up after 1 day", StringComparison.Ordinal));
        Assert.Contains("no file of these has been loaded: audits.", child.Body!.TextContent, StringComparison.Ordinal);

        // A household with a child's id is still no child: named as what it is, linked to no case, and the child's page says nothing of it.
        var statement = await Site.Page(CouncilSite.Director, "/workers/W2");
        var household = Assert.Single(statement.QuerySelectorAll(".fl-child"), line => line.QuerySelector(".fl-line-who")!.TextContent == "Carer household P1");
        Assert.Null(household.QuerySelector("a[href^='/children']"));
        Assert.Contains("1 carer household,", statement.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("household", child.QuerySelector("main")!.TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.NotFound, await Site.Status(CouncilSite.Director, "/children/H2"));
    }
}
