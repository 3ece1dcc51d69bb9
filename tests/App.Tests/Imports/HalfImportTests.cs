using System.Globalization;
using Fairload.App.Imports;
using Fairload.App.Store;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Fairload.App.Tests.Imports;

/// <summary>Whatever breaks, and wherever: an import is whole or it was not, and the next one goes through.</summary>
public sealed class HalfImportTests
{
    /// <summary>Every table that an import writes.</summary>
    private static readonly string[] Written =
        ["councils", "identities", "records", "imports", "import_files", "import_tables", "problems", "audit", "audit_entries", "undo_rows", "undo_identities", "undo_labels"];

    [Trait("ASVS", "2.3.3")]
    [Theory, OnSqlite, OnPostgres]
    public async Task The_nth_write_to_any_table_fails_for_every_n_and_nothing_is_left(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Full().WithStaff();
        await store.Import(ssd.Write(), "2026-03-30");
        var before = Whole(store);
        ssd.Add("ssd_person", "P3,not a date,,,F,New,Child").Add("ssd_involvements", "I4,P3,W3,2026-03-01,,ALLOC,T1,,")
            .Change("ssd_involvements", 0, "invo_professional_id", "W2").Add("ssd_cin_plans", "CP2,P1,2026-03-01,,R1,W1,T1").Remove("ssd_cin_plans", 0)
            .Add("ssd_person", "P4,2020-01-01,,,F,Newer,Child").Change("ssd_professionals", 0, "prof_professional_name", "Ada Other");
        ssd.Write();
        var failed = 0;
        foreach (var table in Written)
        {
            for (var n = 1; ; n++)
            {
                Plant(store, engine, table, n);
                try
                {
                    await store.Import(ssd.Path);
                    break;
                }
                catch (StoreRefused)
                {
                    failed++;
                    Assert.True(before.SequenceEqual(Whole(store)), $"Half an import is left after write {n} to {table} failed.");
                }
                finally
                {
                    Uproot(store, engine, table);
                }
            }

            // It went through: as many writes to the table as there are have failed. Back to before for the next one.
            await new UndoImport(store.Data, store.Time).Run(Council(store), null, "test", false, default);
            Assert.True(before.SequenceEqual(Whole(store)), table);
        }

        Assert.InRange(failed, 15, 500);
        Assert.True((await StoreVerify.Run(store.Data, default)).IsSound);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_commit_that_fails_leaves_nothing(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Full();
        await store.Import(ssd.Write(), "2026-03-30");
        var before = Whole(store);
        using (var db = store.Data.Db())
        {
            if (engine == StoreEngine.Sqlite)
            {
                db.Database.ExecuteSql($"CREATE TABLE planted (a INTEGER PRIMARY KEY, b INTEGER REFERENCES planted (a) DEFERRABLE INITIALLY DEFERRED)");
                db.Database.ExecuteSql($"CREATE TRIGGER plant AFTER INSERT ON imports BEGIN INSERT INTO planted (b) VALUES (-1); END");
            }
            else
            {
                db.Database.ExecuteSql($"CREATE FUNCTION plant() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''planted''; END'");
                db.Database.ExecuteSql($"CREATE CONSTRAINT TRIGGER plant AFTER INSERT ON imports DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION plant()");
            }
        }

        ssd.Change("ssd_involvements", 0, "invo_professional_id", "W2");
        await Assert.ThrowsAsync<StoreRefused>(() => store.Import(ssd.Write()));
        Assert.Equal(before, Whole(store));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Stopped_at_any_step_it_leaves_nothing_in_the_store_but_a_line_in_the_history(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Full().WithStaff();
        await store.Import(ssd.Write(), "2026-03-30");
        var before = Whole(store);
        ssd.Change("ssd_involvements", 0, "invo_professional_id", "W2");
        ssd.Write();
        var stopped = 0;
        for (var n = 1; ; n++)
        {
            using var stop = new CancellationTokenSource();
            var request = new ImportRequest([ssd.Path]) { ExtractDate = new DateOnly(2026, 3, 31), Who = "test" };
            try
            {
                await new ImportFiles(store.Data, store.Time).Run(request, new Steps(n, stop.Cancel), stop.Token);
                break;
            }
            catch (OperationCanceledException)
            {
                stopped++;
                Assert.Equal(before, Whole(store));
            }
        }

        Assert.InRange(stopped, 10, 200);
        using var db = store.Data.Db();
        Assert.Equal(stopped, db.ImportTries.Count());
    }

    [Theory, OnPostgres]
    public async Task The_server_ends_the_connection_at_any_step_and_nothing_is_left(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Full().WithStaff();
        await store.Import(ssd.Write(), "2026-03-30");
        var before = Whole(store);
        ssd.Change("ssd_involvements", 0, "invo_professional_id", "W2");
        ssd.Write();
        var request = new ImportRequest([ssd.Path]) { ExtractDate = new DateOnly(2026, 3, 31), Who = "test" };
        foreach (var n in (int[])[1, 4, 9, 16, 20])
        {
            await Assert.ThrowsAsync<StoreRefused>(() => new ImportFiles(store.Data, store.Time).Run(request, new Steps(n, () => EndConnections(store)), default));
            NpgsqlConnection.ClearAllPools();
            Assert.Equal(before, Whole(store));
        }

        Assert.True((await store.Import(ssd.Path)).ChangedAnything);
        Assert.True((await StoreVerify.Run(store.Data, default)).IsSound);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_imports_at_once_end_as_one_after_the_other(StoreEngine engine)
    {
        using var first = SsdFolder.Small();
        using var second = SsdFolder.Small().Change("ssd_involvements", 0, "invo_professional_id", "W2").Add("ssd_person", "P3,2012-01-01,,,F,New,Child");
        first.Write();
        second.Write();
        await using var inTurn = await TestStore.Open(engine);
        await inTurn.Import(first.Path, "2026-03-30");
        await inTurn.Import(second.Path);
        for (var round = 0; round < 3; round++)
        {
            await using var store = await TestStore.Open(engine);
            await Task.WhenAll(store.Import(first.Path, "2026-03-30"), store.Import(second.Path));
            Assert.Equal(inTurn.State(), store.State());
            var version = store.Version();
            await Task.WhenAll(store.Import(second.Path), store.Import(second.Path));
            Assert.Equal(inTurn.State(), store.State());
            Assert.Equal(version, store.Version());
            Assert.True((await StoreVerify.Run(store.Data, default)).IsSound);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_clock_that_goes_back_between_imports_changes_no_row(StoreEngine engine)
    {
        await using var straight = await TestStore.Open(engine);
        await using var back = await TestStore.Open(engine);
        using var ssd = SsdFolder.Small();
        foreach (var store in (TestStore[])[straight, back])
        {
            using var changed = SsdFolder.Small().Change("ssd_involvements", 0, "invo_professional_id", "W2");
            await store.Import(ssd.Write(), "2026-03-30");
            store.Time.Now += store == back ? TimeSpan.FromHours(-8) : TimeSpan.FromHours(1);
            await store.Import(changed.Write());
        }

        Assert.Equal(straight.State(), back.State());
        Assert.Equal(2, back.Version());
        Assert.True((await StoreVerify.Run(back.Data, default)).IsSound);
        await new UndoImport(back.Data, back.Time).Run(Council(back), 2, "test", false, default);
        Assert.Equal(3, back.Version());

        // Set back beyond the day of the files, it refuses them and leaves what is there.
        back.Time.Now -= TimeSpan.FromDays(30);
        await Assert.ThrowsAsync<ImportRefused>(() => back.Import(ssd.Path));
    }

    private static Fairload.App.Store.Tables.Council Council(TestStore store)
    {
        using var db = store.Data.Db();
        return db.Councils.AsNoTracking().Single();
    }

    /// <summary>Has the nth row that is added to a table, or written over in it, refused.</summary>
    private static void Plant(TestStore store, StoreEngine engine, string table, int n)
    {
        using var db = store.Data.Db();
        var say = new List<string>();
        foreach (var verb in (string[])["INSERT", "UPDATE"])
        {
            say.Add(engine == StoreEngine.Sqlite
                ? $"""
                   CREATE TRIGGER plant_{verb} BEFORE {verb} ON {table} BEGIN
                   UPDATE planted SET n = n - 1; SELECT RAISE(ABORT, 'planted') FROM planted WHERE n = 0; END
                   """
                : $"CREATE TRIGGER plant_{verb} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION plant()");
        }

        Run(db, engine == StoreEngine.Sqlite ? ["DROP TABLE IF EXISTS planted", "CREATE TABLE planted (n INTEGER)", $"INSERT INTO planted VALUES ({n})", .. say]
            :
            [
                "DROP SEQUENCE IF EXISTS planted", "CREATE SEQUENCE planted",
                $"""
                CREATE OR REPLACE FUNCTION plant() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN
                IF nextval(''planted'') = {n} THEN RAISE EXCEPTION ''planted''; END IF; RETURN NEW; END'
                """,
                .. say,
            ]);
    }

    private static void Uproot(TestStore store, StoreEngine engine, string table)
    {
        using var db = store.Data.Db();
        Run(db, [.. ((string[])["INSERT", "UPDATE"]).Select(verb => $"DROP TRIGGER plant_{verb}" + (engine == StoreEngine.Sqlite ? "" : " ON " + table))]);
    }

    private static void Run(FairloadDb db, IEnumerable<string> all)
    {
        db.Database.OpenConnection();
        foreach (var sql in all)
        {
            using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    private static void EndConnections(TestStore store)
    {
        using var server = new NpgsqlConnection(TestStore.PostgresServer);
        server.Open();
        using var end = new NpgsqlCommand("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND state <> 'idle'", server);
        end.Parameters.Add(new NpgsqlParameter { Value = new NpgsqlConnectionStringBuilder(store.Connection).Database });
        end.ExecuteNonQuery();
    }

    /// <summary>All that an import writes, its history and the audit trail's length with it.</summary>
    private static List<string> Whole(TestStore store)
    {
        using var db = store.Data.Db();
        return
        [
            .. store.State(),
            .. db.Identities.AsNoTracking().AsEnumerable().Select(i => string.Create(CultureInfo.InvariantCulture, $"{i.Subject} {i.System} {i.SourceId}")).Order(StringComparer.Ordinal),
            .. db.ImportTables.AsNoTracking().AsEnumerable().Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Kind} {t.Source} {t.ExtractDate:O}")).Order(StringComparer.Ordinal),
            .. db.Imports.AsNoTracking().AsEnumerable().Where(i => i.Undone is null).Select(i => string.Create(CultureInfo.InvariantCulture, $"import {i.Id}")),
        ];
    }

    /// <summary>Does something when the import tells of its progress for the nth time.</summary>
    private sealed class Steps(int at, Action act) : IProgress<ImportProgress>
    {
        private int _told;

        public void Report(ImportProgress value)
        {
            if (++_told == at)
            {
                act();
            }
        }
    }
}
