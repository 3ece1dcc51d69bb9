using Fairload.App.Caseloads;
using Fairload.App.Privacy;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.Core.Cases;
using Fairload.Core.Time;

namespace Fairload.App.Tests.Privacy;

public sealed class ErasePeopleTests
{
    [Trait("ASVS", "14.2.4")]
    [Theory, OnSqlite, OnPostgres]
    public async Task Of_an_erased_child_no_byte_is_left_in_the_store_or_its_next_backup(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = CanaryCouncil.Files();
        await CanaryCouncil.Load(store, ssd);
        var before = await ByteScan.Find(store, CanaryCouncil.OfChild);
        Assert.All(CanaryCouncil.OfChild, canary => Assert.Contains(before, found => found.StartsWith(canary, StringComparison.Ordinal)));

        var erased = await Erase(store).Run(CanaryCouncil.Council(store), Subject.Child, CanaryCouncil.Child, "Dana", "The law asks for it", "admin", default);

        Assert.True(erased.IsSwept);
        Assert.Empty(await ByteScan.Find(store, CanaryCouncil.OfChild));
        using var db = store.Data.Db();
        Assert.True(erased is { People: 1, Records: > 15, Jobs: 1, AuditEntries: 2 } and { Problems: >= 1 }, erased.ToString());
        Assert.Equal(1, db.Records.Select(record => record.Child).Where(child => child != null).Distinct().Count());
        Assert.True((await StoreVerify.Run(store.Data, default)).IsSound, string.Join(' ', (await StoreVerify.Run(store.Data, default)).Findings));
        Assert.Equal(1, db.Audit.Count(entry => entry.SubjectId == "P2"));
        Assert.Contains(db.Audit, entry => entry.Action == "erase child" && entry.Who == "admin" && entry.After!.Contains("The law asks for it"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_an_erased_worker_no_byte_is_left_and_the_children_still_have_a_holder(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = CanaryCouncil.Files();
        await CanaryCouncil.Load(store, ssd);
        var before = await ByteScan.Find(store, CanaryCouncil.OfWorker);
        Assert.All(CanaryCouncil.OfWorker, canary => Assert.Contains(before, found => found.StartsWith(canary, StringComparison.Ordinal)));
        var had = await Lines(store);

        var erased = await Erase(store).Run(CanaryCouncil.Council(store), Subject.Worker, CanaryCouncil.Staff, "Dana", "Left long ago", "admin", default);

        Assert.Empty(await ByteScan.Find(store, CanaryCouncil.OfWorker));
        Assert.Equal((2, 1), (erased.Records, erased.People));
        Assert.True(erased.Kept > 5);
        Assert.True((await StoreVerify.Run(store.Data, default)).IsSound);
        var has = await Lines(store);
        Assert.Equal(had.Select(line => (line.Child, line.Status)), has.Select(line => (line.Child, line.Status)));
        Assert.Contains(has, line => line.Worker.StartsWith("erased-", StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_same_files_do_not_bring_a_child_back_and_the_import_says_how_many_rows_it_left_out(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = CanaryCouncil.Files();
        await CanaryCouncil.Load(store, ssd);
        var erased = await Erase(store).Run(CanaryCouncil.Council(store), Subject.Child, CanaryCouncil.Child, "Dana", "The law asks for it", "admin", default);
        var state = store.State();

        var report = await store.Import(ssd.Write());

        Assert.Equal(state, store.State());
        Assert.Equal(erased.Records, report.Files.Sum(file => file.Erased));
        Assert.Equal(0, report.Files.Sum(file => file.Rejected));
        Assert.Contains(report.Problems, problem => problem.File == "ssd_person.csv" && problem.Message == "1 row is about somebody who was erased: left out.");
        Assert.DoesNotContain(report.Problems, problem => problem.Message.Contains("dated after", StringComparison.Ordinal));
        Assert.Empty(await ByteScan.Find(store, [.. CanaryCouncil.OfChild, CanaryCouncil.Child]));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Rows_of_an_erased_looked_after_child_that_name_only_the_care_are_left_out_too(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = CanaryCouncil.Files();
        await CanaryCouncil.Load(store, ssd);
        await Erase(store).Run(CanaryCouncil.Council(store), Subject.Child, "P2", "Dana", "The law asks for it", "admin", default);

        var report = await store.Import(ssd.Write());
        Assert.Equal(0, report.Files.Sum(file => file.Rejected));
        Assert.Equal(1, report.Files.Single(file => file.Table == "ssd_cla_reviews").Erased);

        // The case system gives the child a new period of care, which no fingerprint is of yet.
        CanaryCouncil.Rename(ssd, CanaryCouncil.Care, "NEWCARE");
        report = await store.Import(ssd.Write());
        Assert.Equal(0, report.Files.Sum(file => file.Rejected));
        Assert.Equal(1, report.Files.Single(file => file.Table == "ssd_cla_reviews").Erased);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_same_files_do_not_bring_a_worker_back_by_any_of_their_ids(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = CanaryCouncil.Files();
        await CanaryCouncil.Load(store, ssd);
        await Erase(store).Run(CanaryCouncil.Council(store), Subject.Worker, CanaryCouncil.Worker, "Dana", "Left long ago", "admin", default);
        var state = store.State();

        var report = await store.Import(ssd.Write());
        Assert.Equal(state, store.State());
        Assert.Equal(2, report.Files.Sum(file => file.Erased));
        Assert.Empty(await ByteScan.Find(store, CanaryCouncil.OfWorker));

        // A new id in the case system beside the registration number that was erased.
        CanaryCouncil.Rename(ssd, CanaryCouncil.Worker, "ZQNEW4713");
        report = await store.Import(ssd.Write());
        Assert.Equal(state, store.State());
        Assert.Empty(await ByteScan.Find(store, "ZQNEW4713", CanaryCouncil.Registration));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task New_work_with_somebody_erased_is_said_aloud_and_comes_in_once_they_are_let_back(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = CanaryCouncil.Files();
        await CanaryCouncil.Load(store, ssd);
        var council = CanaryCouncil.Council(store);
        await Erase(store).Run(council, Subject.Child, CanaryCouncil.Child, "Dana", "The law asks for it", "admin", default);
        ssd.Add("ssd_cin_episodes", $"R9,{CanaryCouncil.Child},2026-05-05,,N1,N,1A,,W2,T1");
        store.Time.Now = store.Time.Now.AddDays(60);

        var report = await store.Import(ssd.Write(), "2026-05-31");
        Assert.Contains(report.Problems, problem => problem.File == "ssd_cin_episodes.csv" && problem.Message.Contains("dated after the erasure", StringComparison.Ordinal));
        await Assert.ThrowsAsync<Refused>(() => Erase(store).Readmit(council, Subject.Child, "somebody else", "Dana", "Referred again", "admin", default));

        await Erase(store).Readmit(council, Subject.Child, CanaryCouncil.Child, "Dana", "Referred again", "admin", default);
        report = await store.Import(ssd.Write(), "2026-05-31");
        Assert.Equal(0, report.Files.Sum(file => file.Erased));
        Assert.Equal(new DateOnly(2026, 5, 5), store.Find(RecordKind.CinEpisode, "R9").From);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_hold_stops_an_erasure_until_it_ends(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = CanaryCouncil.Files();
        await CanaryCouncil.Load(store, ssd);
        var (council, holds) = (CanaryCouncil.Council(store), new Holds(store.Data, store.Time));
        var hold = await holds.Place(council, Subject.Child, CanaryCouncil.Child, "Lara Legal", "A claim", "admin", default);
        var state = store.State();

        await Assert.ThrowsAsync<Refused>(() => Erase(store).Run(council, Subject.Child, CanaryCouncil.Child, "Dana", "Asked", "admin", default));
        Assert.Equal(state, store.State());

        await holds.End(council, hold, "Lara Legal", "The claim is settled", "admin", default);
        var everybody = await holds.Place(council, null, null, "Lara Legal", "An inquiry", "admin", default);
        await Assert.ThrowsAsync<Refused>(() => Erase(store).Run(council, Subject.Child, CanaryCouncil.Child, "Dana", "Asked", "admin", default));
        await holds.End(council, everybody, "Lara Legal", "The inquiry is over", "admin", default);
        Assert.True((await Erase(store).Run(council, Subject.Child, CanaryCouncil.Child, "Dana", "Asked", "admin", default)).Records > 0);
    }

    [Theory, OnSqlite]
    public async Task An_erasure_needs_somebody_who_decided_it_and_a_reason(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = CanaryCouncil.Files();
        await CanaryCouncil.Load(store, ssd);
        var council = CanaryCouncil.Council(store);
        await Assert.ThrowsAsync<Refused>(() => Erase(store).Run(council, Subject.Child, CanaryCouncil.Child, " ", "Asked", "admin", default));
        await Assert.ThrowsAsync<Refused>(() => Erase(store).Run(council, Subject.Child, CanaryCouncil.Child, "Dana", "", "admin", default));
        await Assert.ThrowsAsync<Refused>(() => Erase(store).Run(council, Subject.Child, "nobody", "Dana", "Asked", "admin", default));
    }

    [Fact]
    public async Task A_plain_delete_leaves_bytes_so_the_scan_would_ring()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        using var ssd = CanaryCouncil.Files();
        await CanaryCouncil.Load(store, ssd);
        using (var db = store.Data.Db())
        {
            db.Records.RemoveRange(db.Records.Where(record => record.Child == Number(db, CanaryCouncil.Child)));
            db.SaveChanges();
        }

        Assert.Contains(await ByteScan.Find(store, CanaryCouncil.Court), found => found.EndsWith("fairload.db", StringComparison.Ordinal) || found.EndsWith("-wal", StringComparison.Ordinal));
    }

    private static ErasePeople Erase(TestStore store) => new(store.Data, store.Time);

    private static int Number(FairloadDb db, string id) =>
        db.Identities.Where(one => one.SourceId == id).Select(one => one.Number).FirstOrDefault();

    private static async Task<List<(string Child, string Worker, Status Status)>> Lines(TestStore store)
    {
        var (caseload, _) = await new CaseloadLoader(store.Data).Load(1, RoleMap.Default, WorkingCalendar.WithoutHolidays, default);
        var cases = CaseList.On(caseload, new DateOnly(2026, 3, 31));
        return [.. Enumerable.Range(0, cases.Count)
            .Select(line => (caseload.Children[cases.Child[line]].Id, caseload.Workers[cases.Worker[line]].Id, cases.StatusOf(cases.Child[line])))
            .OrderBy(line => line.Item1, StringComparer.Ordinal)];
    }
}
