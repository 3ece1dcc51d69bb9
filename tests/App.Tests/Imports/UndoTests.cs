using System.Globalization;
using Fairload.App.Imports;
using Fairload.App.Privacy;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Tests.Imports;

/// <summary>Undoing the latest import puts back every row, id and day that was there, and refuses where that would undo more.</summary>
public sealed class UndoTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task The_first_import_undone_leaves_no_row(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Full().WithStaff();
        var report = await store.Import(ssd.Write());
        var undone = await Undo(store);
        Assert.Equal((report.Files.Sum(file => file.Added), 0L, 0L), (undone.Removed, undone.Restored, undone.After));
        Assert.Empty(Whole(store));
        Assert.Equal(2, store.Version());
        Assert.True((await StoreVerify.Run(store.Data, default)).IsSound);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Rows_that_were_added_changed_withdrawn_and_came_back_stand_as_they_did(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Full().WithStaff();
        await store.Import(ssd.Write(), "2026-03-30");
        using (var less = SsdFolder.Full().WithStaff().Remove("ssd_involvements", 1))
        {
            // I2 is withdrawn here and comes back with the import that is undone.
            await store.Import(less.Write(), "2026-03-30");
        }

        var before = Whole(store);
        ssd.Add("ssd_person", "P3,2012-01-01,,,F,New,Child").Add("ssd_involvements", "I4,P3,W3,2026-03-01,,ALLOC,T1,,")
            .Change("ssd_involvements", 0, "invo_professional_id", "W2").Add("ssd_cin_plans", "CP2,P1,2026-03-01,,R1,W1,T1").Remove("ssd_cin_plans", 0);
        await store.Import(ssd.Write());
        Assert.NotEqual(before, Whole(store));
        var version = store.Version();

        var tried = await Undo(store, dryRun: true);
        Assert.False(tried.Done);
        Assert.Equal(version, store.Version());
        var undone = await Undo(store);
        Assert.Equal(tried with { Done = true }, undone);
        Assert.Equal(before, Whole(store));
        Assert.Equal(version + 1, store.Version());

        // What is loaded again ends as if nothing had been undone.
        await store.Import(ssd.Write());
        var again = store.State();
        await Undo(store);
        Assert.Equal(before, Whole(store));
        await store.Import(ssd.Write());
        Assert.Equal(again.Count, store.State().Count);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Any_change_of_a_random_council_is_undone_to_the_row(StoreEngine engine)
    {
        var random = new Random(20260331);
        await using var store = await TestStore.Open(engine);
        for (var round = 0; round < 12; round++)
        {
            using var ssd = SsdFolder.Full().WithStaff();
            for (var i = 0; i < 20; i++)
            {
                var child = random.Next(30);
                ssd.Add("ssd_person", $"Q{i + child * 100},2015-01-{1 + (i % 28):00},,,F,Some,One");
                ssd.Add("ssd_involvements", $"J{i},Q{i + child * 100},W{random.Next(1, 9)},2026-0{random.Next(1, 4)}-01,,ALLOC,T1,,");
            }

            var before = Whole(store);
            await store.Import(ssd.Write(), $"2026-03-{10 + random.Next(15):00}");
            if (round % 3 != 0)
            {
                await Undo(store);
                Assert.True(before.SequenceEqual(Whole(store)), $"Round {round} of the seed 20260331.");
            }
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Only_the_latest_import_can_be_undone_and_only_once(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Full();
        await AddCouncil(store);
        Assert.Contains("no import", await Refusal(store), StringComparison.Ordinal);
        await store.Import(ssd.Write(), "2026-03-30");
        await store.Import(ssd.Path);
        Assert.Contains("import 2 came after it", await Refusal(store, 1), StringComparison.Ordinal);
        await Undo(store, 2, "bela");
        Assert.Contains("undone already, by bela on 1 April 2026 at 09:00 UTC", await Refusal(store), StringComparison.Ordinal);
        using var db = store.Data.Db();
        Assert.Equal(["undo import", "import files", "import files"], db.Audit.OrderByDescending(entry => entry.Id).Select(entry => entry.Action).Take(3));
        Assert.Equal("bela", db.Imports.Single(run => run.Id == 2).UndoneBy);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_two_who_undo_at_once_one_is_told(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Full();
        await store.Import(ssd.Write());
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            try
            {
                await Undo(store, 1);
                return "";
            }
            catch (Refused refused)
            {
                return refused.Message;
            }
        }));
        Assert.Single(both, "");
        Assert.Single(both, said => said.Contains("undone already", StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task After_an_erasure_nothing_is_kept_and_nothing_can_be_undone(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Full();
        await store.Import(ssd.Write(), "2026-03-30");
        ssd.Change("ssd_involvements", 0, "invo_professional_id", "W2");
        await store.Import(ssd.Write());
        Assert.NotEqual(0, Kept(store));
        await new ErasePeople(store.Data, store.Time).Run(Council(store), Subject.Child, "P1", "Dora", "asked", "dora", default);
        Assert.Equal(0, Kept(store));
        Assert.Contains("erased since", await Refusal(store), StringComparison.Ordinal);
        await store.Import(ssd.Write());
        await Undo(store);
        Assert.DoesNotContain(Whole(store), line => line.Contains("P1", StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task After_names_became_initials_nothing_can_be_undone(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Full();
        await store.Import(ssd.Write(), "2026-03-30");
        ssd.Change("ssd_professionals", 0, "prof_professional_name", "Ada Quillington");
        await store.Import(ssd.Write());
        await new KeepNames(store.Data, store.Time).Run(Council(store), NamesKept.Initials, "dora", default);
        Assert.Equal(0, Kept(store));
        Assert.Contains("names were made initials", await Refusal(store), StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Somebody_under_a_hold_is_not_taken_away(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Full();
        await store.Import(ssd.Write());
        await new Holds(store.Data, store.Time).Place(Council(store), Subject.Child, "P1", "Dora", "court", "dora", default);
        Assert.Contains("legal hold", await Refusal(store), StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_written_over_is_given_to_the_person_it_tells_of(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Full();
        await store.Import(ssd.Write(), "2026-03-30");
        ssd.Change("ssd_cp_plans", 0, "cppl_cp_plan_latest_category", "PHY");
        await store.Import(ssd.Write());
        var cache = new Fairload.App.Caseloads.CaseloadCache(new Fairload.App.Caseloads.CaseloadLoader(store.Data));
        var file = await new SubjectAccess(store.Data, new Fairload.App.Workloads.Workloads(cache, store.Data), store.Time)
            .Run(Council(store), Subject.Child, "P1", "asked", "dora", default);
        var plans = file.Records.Where(item => item.What == "ssd_cp_plans").SelectMany(item => item.Values).Select(value => value.Value).ToList();
        Assert.Contains("PHY", plans);
        Assert.Contains("NEG", plans);
    }

    private static async Task<Undoing> Undo(TestStore store, int? import = null, string who = "test", bool dryRun = false) =>
        await new UndoImport(store.Data, store.Time).Run(Council(store), import, who, dryRun, default);

    private static async Task<string> Refusal(TestStore store, int? import = null) =>
        (await Assert.ThrowsAsync<Refused>(() => Undo(store, import))).Message;

    private static Council Council(TestStore store)
    {
        using var db = store.Data.Db();
        return db.Councils.AsNoTracking().Single();
    }

    private static async Task AddCouncil(TestStore store)
    {
        using var db = store.Data.Db();
        db.Councils.Add(new Council { Id = 1, Code = "LOCAL", Name = "Local", Salt = new byte[16] });
        await db.SaveChangesAsync();
    }

    private static int Kept(TestStore store)
    {
        using var db = store.Data.Db();
        return db.Database.SqlQuery<int>($"SELECT CAST((SELECT count(*) FROM undo_rows) + (SELECT count(*) FROM undo_identities) + (SELECT count(*) FROM undo_labels) AS int) AS \"Value\"").AsEnumerable().Single();
    }

    /// <summary>All that an import writes but its own history: records to the last column, ids, and the days that were supplied.</summary>
    private static List<string> Whole(TestStore store)
    {
        using var db = store.Data.Db();
        return
        [
            .. db.Records.AsNoTracking().AsEnumerable().Select(r => string.Create(
                CultureInfo.InvariantCulture,
                $"{r.Id} {r.Council} {r.Kind} {r.Source} {r.Key} {r.Child} {r.Worker} {r.OtherWorker} {r.Team} {r.From:O} {r.Until:O} {r.Due:O} {r.Code} {r.Detail} {r.Ref} {r.Number} {r.Flag} {r.Extra} {r.Withdrawn:O} {r.File} {r.Row}"))
                .Order(StringComparer.Ordinal),
            .. db.Identities.AsNoTracking().AsEnumerable().Select(i => string.Create(CultureInfo.InvariantCulture, $"{i.Council} {i.Subject} {i.System} {i.SourceId} {i.Number}"))
                .Order(StringComparer.Ordinal),
            .. db.ImportTables.AsNoTracking().AsEnumerable().Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Kind} {t.Source} {t.ExtractDate:O} {t.Window} {t.Import}"))
                .Order(StringComparer.Ordinal),
        ];
    }
}
