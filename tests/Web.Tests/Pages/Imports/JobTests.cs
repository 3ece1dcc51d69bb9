using System.Net;
using Fairload.App.Jobs;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.Web.Tests.Pages.Imports;

public sealed class JobTests : EmptySiteTests
{
    [Fact]
    public async Task A_preview_changes_nothing_and_shows_what_loading_would_do()
    {
        var page = await SmallFiles.Ended(Site, await SmallFiles.Check(Site, SmallFiles.Sound));
        Assert.Equal("What loading these files would do", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("Of 10 rows, 10 would be added", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(4, page.QuerySelectorAll("table tbody tr").Length);
        Assert.Equal(["Load the files", "Do not load them"], page.QuerySelectorAll("main form button").Select(button => button.TextContent.Trim()));
        using var db = Site.Store.Db();
        Assert.Empty(db.Imports);
        Assert.Empty(db.Records);
        Assert.Empty(db.Audit);
    }

    [Fact]
    public async Task Loading_writes_once_with_its_audit_entry_and_the_uploads_go()
    {
        var done = await SmallFiles.Load(Site, SmallFiles.Sound);
        Assert.Equal("The files are loaded", done.QuerySelector("h1")!.TextContent);
        Assert.NotNull(done.QuerySelector("main a[href='/imports/holdings']"));
        Assert.NotNull(done.QuerySelector("main a[href='/imports/1']"));
        using var db = Site.Store.Db();
        Assert.Equal(("Davy Data", 10L), (db.Imports.Single().Who, db.Imports.Single().Added));
        Assert.Equal("Davy Data", db.Audit.Single(entry => entry.Action == "import files").Who);
        Assert.Empty(Uploaded);
    }

    [Fact]
    public async Task The_same_files_again_change_nothing_and_the_preview_says_so()
    {
        await SmallFiles.Load(Site, SmallFiles.Sound);
        var preview = await SmallFiles.Ended(Site, await SmallFiles.Check(Site, SmallFiles.Sound));
        Assert.Contains("loading them would change nothing", preview.Body!.TextContent, StringComparison.Ordinal);
        await SmallFiles.Load(Site, SmallFiles.Sound);
        using var db = Site.Store.Db();
        Assert.Equal((2, 10L), (db.Imports.Count(), db.Imports.Single(run => run.Id == 2).Unchanged));
        Assert.Equal(1, db.Councils.Single().DataVersion);
    }

    [Fact]
    public async Task Rejected_rows_are_shown_with_place_and_reason_and_come_as_a_file_without_formulas()
    {
        var job = await SmallFiles.Check(Site, SmallFiles.Corrupt);
        var page = await SmallFiles.Ended(Site, job);
        Assert.Contains("rows cannot be used", page.QuerySelector(".fl-first")!.TextContent, StringComparison.Ordinal);
        var problem = page.QuerySelectorAll("table")[^1].QuerySelector("tbody tr")!.Children.Select(cell => cell.TextContent.Trim()).ToList();
        Assert.Equal(["ssd_involvements.csv", "6", "invo_person_id", "=cmd|'/c calc'!A1", "No, left out"], problem[..5]);
        using var client = Site.As(CouncilSite.DataOfficer);
        using var csv = await client.GetAsync(job + "?format=csv");
        var lines = (await csv.Content.ReadAsStringAsync()).Split('\n');
        Assert.Equal("text/csv", csv.Content.Headers.ContentType!.MediaType);
        Assert.Contains(lines, line => line.Contains("invo_person_id", StringComparison.Ordinal) && line.Contains("'=cmd", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains(",=cmd", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Not_loading_leaves_no_trace()
    {
        var job = await SmallFiles.Check(Site, SmallFiles.Sound);
        await SmallFiles.Ended(Site, job);
        using var response = await Site.Post(CouncilSite.DataOfficer, job, job + "?handler=discard");
        Assert.Equal("/imports?removed=true", response.Headers.Location!.OriginalString);
        Assert.Empty(Uploaded);
        Assert.Equal(HttpStatusCode.NotFound, await Site.Status(CouncilSite.DataOfficer, job));
        Assert.Contains("Nothing was loaded", (await Site.Page(CouncilSite.DataOfficer, "/imports?removed=true")).Body!.TextContent, StringComparison.Ordinal);
        using var db = Site.Store.Db();
        Assert.Empty(db.Jobs);
        Assert.Empty(db.Councils);
    }

    [Trait("ASVS", "2.3.1")]
    [Fact]
    public async Task Loading_twice_loads_once()
    {
        var job = await SmallFiles.Check(Site, SmallFiles.Sound);
        await SmallFiles.Ended(Site, job);
        using var first = await Site.Post(CouncilSite.DataOfficer, job, job + "?handler=load");
        using var second = await Site.Post(CouncilSite.DataOfficer, "/imports/new", job + "?handler=load");
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        await SmallFiles.Ended(Site, first.Headers.Location!.OriginalString);
        var preview = await Site.Page(CouncilSite.DataOfficer, job);
        Assert.NotNull(preview.QuerySelector($"main a[href='{first.Headers.Location.OriginalString}']"));
        Assert.Empty(preview.QuerySelectorAll("main form"));
    }

    [Fact]
    public async Task A_job_that_waits_can_be_stopped_and_leaves_no_upload()
    {
        // The runner buries, when it starts, what a dead one left running: a job that has ended shows that it has started.
        await SmallFiles.Ended(Site, await SmallFiles.Check(Site, new Dictionary<string, string> { ["notes.csv"] = "colour,shape\nred,round\n" }));

        // A job of the same council that runs elsewhere keeps ours waiting.
        var blocker = await Add(1, JobState.Running);
        var job = await SmallFiles.Check(Site, SmallFiles.Sound);
        var page = await Site.Page(CouncilSite.DataOfficer, job);
        Assert.NotNull(page.QuerySelector("progress"));
        using (var response = await Site.Post(CouncilSite.DataOfficer, job, job + "?handler=cancel"))
        {
            Assert.Equal(job, response.Headers.Location!.OriginalString);
        }

        var stopped = await SmallFiles.Ended(Site, job);
        Assert.Equal("Stopped: nothing was loaded", stopped.QuerySelector("h1")!.TextContent);
        Assert.Equal("Stopped as asked; nothing was changed.", stopped.QuerySelector(".govuk-inset-text")!.TextContent.Trim());
        Assert.Empty(Uploaded);
        using var db = Site.Store.Db();
        Assert.Empty(db.Imports);
        await db.Jobs.Where(one => one.Id == blocker).ExecuteDeleteAsync();
    }

    [Trait("ASVS", "2.3.3")]
    [Theory]
    [InlineData(true, "Check only. Stopped: nothing was changed")]
    [InlineData(false, "Stopped: nothing was changed")]
    public async Task Work_that_is_stopped_half_way_leaves_only_its_line_in_the_history(bool isCheck, string result)
    {
        await SmallFiles.Load(Site, SmallFiles.Sound);
        for (var rows = 40_000; ; rows *= 2)
        {
            Assert.True(rows < 1_000_000, "It was never met at work.");
            var job = await SmallFiles.Check(Site, Many(rows), "2026-04-01");
            if (!isCheck)
            {
                await SmallFiles.Ended(Site, job);
                using var load = await Site.Post(CouncilSite.DataOfficer, job, job + "?handler=load");
                job = load.Headers.Location!.OriginalString;
            }

            var before = State();
            // It waits in the queue first. How it ended says below whether it was met at work, so this only has an end.
            for (var looks = 0; looks < 3000
                && (await Site.Page(CouncilSite.DataOfficer, job)).QuerySelector("main .fl-soft")?.TextContent.Contains("Reading", StringComparison.Ordinal) == false; looks++)
            {
                await Task.Delay(10);
            }

            using (var stop = await Site.Post(CouncilSite.DataOfficer, "/imports/new", job + "?handler=cancel"))
            {
                Assert.Equal(job, stop.Headers.Location!.OriginalString);
            }

            // Where it was done before the button was met, more rows take longer.
            var page = await SmallFiles.Ended(Site, job);
            if (page.QuerySelector("h1")!.TextContent is not ("The files are loaded" or "What loading these files would do"))
            {
                Assert.Equal("Stopped: nothing was loaded", page.QuerySelector("h1")!.TextContent);
                Assert.Equal("Stopped as asked; nothing was changed.", page.QuerySelector(".govuk-inset-text")!.TextContent.Trim());
                Assert.Equal(before, State());
                Assert.Empty(Uploaded);
                break;
            }

            using var thrownAway = await Site.Post(CouncilSite.DataOfficer, "/imports/new", job + "?handler=discard");
        }

        var history = (await Site.Page(CouncilSite.DataOfficer, "/imports")).QuerySelectorAll("table tbody tr").Select(row => row.Children.Select(cell => cell.TextContent.Trim()).ToList());
        Assert.Single(history, line => (line[1], line[4]) == ("Davy Data", result));
    }

    [Theory]
    [InlineData("notes.csv", "colour,shape\nred,round\n", "not a file that Fairload knows")]
    [InlineData("ssd_person.csv", "pers_person_id,pers_dob\nP1,2015-04-02\n", "has no table ssd_involvements")]
    [InlineData("tables.zip", "PK\u0003\u0004 and then nothing of a zip", "damaged")]
    public async Task Files_that_are_refused_say_why_in_one_sentence(string name, string content, string sentence)
    {
        var page = await SmallFiles.Ended(Site, await SmallFiles.Check(Site, new Dictionary<string, string> { [name] = content }));
        Assert.Equal("The files were not loaded", page.QuerySelector("h1")!.TextContent);
        Assert.Contains(sentence, page.QuerySelector(".govuk-inset-text")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(Uploaded);
    }

    [Fact]
    public async Task An_extract_without_a_date_is_refused_and_an_older_one_is_said_to_fill_in_the_past()
    {
        await SmallFiles.Load(Site, SmallFiles.Sound);
        Assert.Contains("fills in the past", (await SmallFiles.Ended(Site, await SmallFiles.Check(Site, SmallFiles.Sound, "30 3 2026"))).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("is not known", (await SmallFiles.Ended(Site, await SmallFiles.Check(Site, SmallFiles.Sound, ""))).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_of_another_council_or_none_is_not_there()
    {
        var other = await Add(7, JobState.Done);
        Assert.Equal(HttpStatusCode.NotFound, await Site.Status(CouncilSite.DataOfficer, $"/imports/{other}"));
        Assert.Equal(HttpStatusCode.NotFound, await Site.Status(CouncilSite.DataOfficer, $"/imports/{Guid.Empty}"));
        using var load = await Site.Post(CouncilSite.DataOfficer, "/imports/new", $"/imports/{other}?handler=load");
        Assert.Equal(HttpStatusCode.NotFound, load.StatusCode);
    }

    [Fact]
    public async Task A_manager_finds_no_job()
    {
        var job = await SmallFiles.Check(Site, SmallFiles.Sound);
        Assert.Equal(HttpStatusCode.NotFound, await Site.Status(CouncilSite.ManagerOf("T1"), job));
        Assert.Equal(HttpStatusCode.NotFound, await Site.Status(CouncilSite.ManagerOf("T1"), job + "?format=csv"));
    }

    /// <summary>The small files with so many more rows.</summary>
    private static Dictionary<string, string> Many(int rows) => new(SmallFiles.Sound)
    {
        ["ssd_involvements.csv"] = SmallFiles.Involvements + string.Concat(Enumerable.Range(0, rows).Select(i => $"N{i},P{1 + (i % 2)},W1,2026-02-01,,Allocated Worker,T1\n")),
    };

    /// <summary>What an import would change.</summary>
    private (int Imports, int Records, int Audit, long Version) State()
    {
        using var db = Site.Store.Db();
        return (db.Imports.Count(), db.Records.Count(), db.Audit.Count(entry => entry.Action == "import files"), db.Councils.Single().DataVersion);
    }

    private async Task<Guid> Add(int council, JobState state)
    {
        using var db = Site.Store.Db();
        var job = new Job { Id = Guid.CreateVersion7(), Council = council, Kind = JobBoard.ImportPreview, State = state, Payload = """{ "files": [] }""" };
        db.Jobs.Add(job);
        await db.SaveChangesAsync();
        return job.Id;
    }
}
