using Fairload.App.Accounts;
using Fairload.App.Jobs;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.App.Tests.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Tests.Jobs;

public sealed class JobTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_preview_then_an_import_of_uploads(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Full();
        var uploads = new Uploads(store.Folder);
        using var board = new JobBoard(store.Data, store.Time);
        var runner = new JobRunner(store.Data, board, uploads, store.Time);
        var work = new ImportJob([await Sent(uploads, ssd.WriteZip(), "nmr extract.zip")]) { ExtractDate = new DateOnly(2026, 3, 31) };

        var preview = await board.AskImport(0, work, preview: true, "amina", default);
        Assert.Equal(JobState.Queued, (await board.Find(0, preview, default))!.State);
        Assert.True(await runner.RunNext(default));
        var seen = (await board.Find(0, preview, default))!;
        Assert.Equal((JobState.Done, 1.0), (seen.State, seen.Progress));
        Assert.True(JobBoard.Report(seen)!.ChangedAnything);
        Assert.Empty(store.State());

        var import = await board.AskImport(0, work, preview: false, "amina", default);
        Assert.True(await runner.RunNext(default));
        Assert.False(await runner.RunNext(default));
        Assert.Equal(JobState.Done, (await board.Find(0, import, default))!.State);
        Assert.NotEmpty(store.State());
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(store.Folder, "uploads")));
        using var db = store.Data.Db();
        Assert.Equal("amina", db.Imports.Single().Who);
    }

    [Trait("ASVS", "5.2.4")]
    [Theory, OnSqlite, OnPostgres]
    public async Task Nobody_leaves_more_than_ten_sets_of_files_waiting(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var board = new JobBoard(store.Data, store.Time);
        Task<Guid> Ask(string who, int set) => board.AskImport(0, new ImportJob([new Upload(set.ToString("x32"), "ssd_person.csv")]), preview: true, who, default);
        var asked = new List<Guid>();
        for (var set = 0; set < 10; set++)
        {
            asked.Add(await Ask("amina", set));
        }

        var refused = await Assert.ThrowsAsync<Refused>(() => Ask("amina", 10));
        Assert.Contains("10 sets of files waiting", refused.Message, StringComparison.Ordinal);
        await Ask("bela", 11);

        // One that is stopped makes room for one, and for one only.
        await board.Cancel(0, asked[3], default);
        await Ask("amina", 12);
        await Assert.ThrowsAsync<Refused>(() => Ask("amina", 13));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_refused_import_fails_with_the_sentence_and_the_name_that_was_sent(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Small();
        ssd.Write();
        var uploads = new Uploads(store.Folder);
        using var board = new JobBoard(store.Data, store.Time);
        var work = new ImportJob([await Sent(uploads, Path.Combine(ssd.Path, "ssd_person.csv"), "C:\\temp\\people.csv")]) { ExtractDate = new DateOnly(2026, 3, 31) };
        var id = await board.AskImport(0, work, preview: false, "amina", default);
        await new JobRunner(store.Data, board, uploads, store.Time).RunNext(default);
        var job = (await board.Find(0, id, default))!;
        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("ssd_involvements", job.Message);
        Assert.Equal("people.csv", JobBoard.Work(job).Files[0].Name);
        Assert.Null(await board.Find(99, id, default));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_job_that_has_ended_says_why_though_its_process_has_not_let_go_of_it_yet(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var board = new JobBoard(store.Data, store.Time);
        var id = await board.AskImport(0, new ImportJob([new Upload(1.ToString("x32"), "gone.csv")]), preview: false, "amina", default);
        await new JobRunner(store.Data, board, new Uploads(store.Folder), store.Time).RunNext(default);
        board.Begin(id, default);
        Assert.Contains("gone.csv", (await board.Find(0, id, default))!.Message, StringComparison.Ordinal);
        Assert.Contains("gone.csv", (await board.Latest(0, 1, default)).Single().Message, StringComparison.Ordinal);
        board.End(id);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_first_import_of_a_council_gives_it_the_code_and_name_that_a_person_typed(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Small();
        var uploads = new Uploads(store.Folder);
        using var board = new JobBoard(store.Data, store.Time);
        var work = new ImportJob([await Sent(uploads, ssd.WriteZip(), "extract.zip")])
        {
            ExtractDate = new DateOnly(2026, 3, 31), Council = "NORTH", CouncilName = "North Council",
        };
        await board.AskImport(1, work, preview: false, "amina", default);
        await new JobRunner(store.Data, board, uploads, store.Time).RunNext(default);
        using var db = store.Data.Db();
        Assert.Equal(("NORTH", "North Council"), (db.Councils.Single().Code, db.Councils.Single().Name));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_preview_keeps_the_whole_list_of_problems_beside_the_uploads_until_they_go(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Small();
        ssd.Add("ssd_involvements", "I9,=1+1,W1,2026-02-01,,ALLOC,T1,,");
        var uploads = new Uploads(store.Folder);
        using var board = new JobBoard(store.Data, store.Time);
        var work = new ImportJob([await Sent(uploads, ssd.WriteZip(), "extract.zip")]) { ExtractDate = new DateOnly(2026, 3, 31) };
        var id = await board.AskImport(0, work, preview: true, "amina", default);
        await new JobRunner(store.Data, board, uploads, store.Time).RunNext(default);
        Assert.Contains("'=1+1", await File.ReadAllTextAsync(uploads.ProblemsPath(work.Files)), StringComparison.Ordinal);
        Assert.Null(await board.ImportAfter((await board.Find(0, id, default))!, default));
        uploads.Remove(work.Files);
        await board.Forget(0, id, default);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(store.Folder, "uploads")));
        Assert.Empty(await board.Latest(0, 10, default));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_job_that_is_cancelled_before_its_turn_is_not_done(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var board = new JobBoard(store.Data, store.Time);
        var id = await board.AskImport(0, new ImportJob([]), preview: false, "amina", default);
        await board.Cancel(0, id, default);
        Assert.False(await new JobRunner(store.Data, board, new Uploads(store.Folder), store.Time).RunNext(default));
        Assert.Equal(JobState.Cancelled, (await board.Find(0, id, default))!.State);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_job_that_is_stopped_the_moment_it_is_taken_up_ends_as_stopped_or_as_done_and_nobody_meets_a_fault(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var board = new JobBoard(store.Data, store.Time);
        var runner = new JobRunner(store.Data, board, new Uploads(store.Folder), store.Time);
        for (var round = 0; round < 60; round++)
        {
            var id = await board.AskImport(0, new ImportJob([new Upload(round.ToString("x32"), "gone.csv")]), preview: false, "amina", default);
            var taken = Task.Run(() => runner.RunNext(default));
            await board.Cancel(0, id, default);
            await taken;
            var ended = (await board.Find(0, id, default))!;
            Assert.True(ended.State is JobState.Cancelled or JobState.Failed, $"{ended.State}");
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_job_left_by_a_dead_process_is_marked_as_failed(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var board = new JobBoard(store.Data, store.Time);
        var id = await board.AskImport(0, new ImportJob([]), preview: false, "amina", default);
        using (var db = store.Data.Db())
        {
            var job = db.Jobs.Single();
            (job.State, job.Beat) = (JobState.Running, store.Time.GetUtcNow().UtcDateTime.AddHours(-1));
            db.SaveChanges();
            Assert.Equal(1, job.Version);
        }

        using var stop = new CancellationTokenSource();
        var running = new JobRunner(store.Data, board, new Uploads(store.Folder), store.Time).Run(stop.Token);
        await Patience.Until(async () => (await board.Find(0, id, default))!.State == JobState.Running ? "The job is not buried." : null);
        await stop.CancelAsync();
        await running;
        Assert.Equal(JobState.Failed, (await board.Find(0, id, default))!.State);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_sign_ins_leave_behind_is_swept_when_the_service_starts_and_what_is_in_force_stays(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        await store.AddCouncil();
        var account = await store.AddAccount("amina");
        var now = store.Time.Now.UtcDateTime;
        using (var db = store.Data.Db())
        {
            db.Sessions.AddRange(
                Session("over", now.AddHours(-37)), Session("ended", now.AddHours(-30), now.AddHours(-25)),
                Session("of yesterday", now.AddHours(-35)), Session("ended today", now.AddHours(-30), now.AddHours(-23)), Session("in force", now.AddHours(-1)));
            db.Tries.AddRange(
                new Tries { Key = "old", Due = store.Time.Now.AddMinutes(-61).ToUnixTimeMilliseconds() },
                new Tries { Key = "new", Due = store.Time.Now.AddMinutes(-59).ToUnixTimeMilliseconds() });
            db.SignOffsHeard.AddRange(new SignOffHeard { Id = "old", Until = now.AddMinutes(-1) }, new SignOffHeard { Id = "new", Until = now.AddMinutes(1) });
            db.SignOnWaiting.AddRange(Waiting("old", now.AddDays(-31)), Waiting("new", now.AddDays(-29)));
            db.SaveChanges();
        }

        using var board = new JobBoard(store.Data, store.Time);
        using var stop = new CancellationTokenSource();
        var running = new JobRunner(store.Data, board, new Uploads(store.Folder), store.Time, new Sessions(store.Data, store.Time, new SignInRules())).Run(stop.Token);
        using var left = store.Data.Db();
        // What waits to be linked goes last.
        await Patience.Until(async () => await left.SignOnWaiting.CountAsync() > 1 ? "Nothing is swept." : null);
        await stop.CancelAsync();
        await running;
        Assert.Equal(["ended today", "in force", "of yesterday"], left.Sessions.Select(s => s.Id).AsEnumerable().Order(StringComparer.Ordinal));
        Assert.Equal("new", left.Tries.Single().Key);
        Assert.Equal("new", left.SignOffsHeard.Single().Id);
        Assert.Equal("new", left.SignOnWaiting.Single().Subject);

        Session Session(string id, DateTime began, DateTime? ended = null) =>
            new() { Id = id, Council = TestAccounts.Council, Account = account.Id, Stage = SessionStage.SignedIn, Began = began, Seen = began, Ended = ended };

        static SignOnWaiting Waiting(string subject, DateTime last) =>
            new() { Id = Guid.NewGuid(), Council = TestAccounts.Council, Issuer = "https://login.example", Subject = subject, Name = "n", Mail = "m", First = last, Last = last };
    }

    [Trait("ASVS", "1.3.3"), Trait("ASVS", "5.3.1"), Trait("ASVS", "5.3.2")]
    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("0123456789abcdef0123456789abcdeg")]
    [InlineData("")]
    public void An_upload_id_never_becomes_a_path_of_its_own(string id) =>
        Assert.Throws<Refused>(() => new Uploads(Path.GetTempPath()).PathOf(new Upload(id, "x")));

    [Fact]
    public async Task An_upload_that_is_too_large_is_refused_and_leaves_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("fairload-up-").FullName;
        await Assert.ThrowsAsync<Refused>(() => new Uploads(folder).Save(new MemoryStream(new byte[2000]), "x", 1000, default));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(folder, "uploads")));
        Directory.Delete(folder, true);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_people_cannot_overwrite_each_others_setting(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using (var db = store.Data.Db())
        {
            db.Settings.Add(new Setting { Council = 1, Key = "roles", Value = "{}" });
            db.SaveChanges();
        }

        using var one = store.Data.Db();
        using var two = store.Data.Db();
        one.Settings.Single().Value = "1";
        two.Settings.Single().Value = "2";
        one.SaveChanges();
        Assert.Throws<DbUpdateConcurrencyException>(() => two.SaveChanges());
    }

    private static async Task<Upload> Sent(Uploads uploads, string path, string name)
    {
        await using var file = File.OpenRead(path);
        return await uploads.Save(file, name, 1 << 20, default);
    }
}
