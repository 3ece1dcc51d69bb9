using Fairload.App.Store;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Tests.Store;

public sealed class SchemaTests
{
    private const string SqliteCatalog =
        """
        SELECT m.name || ' ' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk FROM sqlite_master m
        JOIN pragma_table_info(m.name) c WHERE m.type='table' AND m.name NOT LIKE '\_\_EF%' ESCAPE '\'
        UNION ALL SELECT m.name || ' ' || i.name || ' ' || i."unique" || ' ' || group_concat(x.name) FROM sqlite_master m
        JOIN pragma_index_list(m.name) i JOIN pragma_index_info(i.name) x
        WHERE m.type='table' AND i.origin='c' GROUP BY m.name, i.name, i."unique"
        UNION ALL SELECT m.name || ' ' || f."from" || '>' || f."table" || '.' || f."to" || ' ' || f.on_delete FROM sqlite_master m
        JOIN pragma_foreign_key_list(m.name) f WHERE m.type='table'
        """;

    private const string PostgresCatalog =
        """
        SELECT table_name || ' ' || column_name || ' ' || data_type || coalesce(character_maximum_length::text, '') || ' ' || is_nullable
        FROM information_schema.columns WHERE table_schema='public' AND table_name NOT LIKE '\_\_EF%'
        UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname='public' AND tablename NOT LIKE '\_\_EF%'
        UNION ALL SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
        WHERE contype='f' AND connamespace='public'::regnamespace
        """;

    [Theory, OnSqlite, OnPostgres]
    public async Task The_migrated_schema_is_the_models_own(StoreEngine engine)
    {
        await using var migrated = await TestStore.Open(engine);
        await using var created = await TestStore.Open(engine);
        using var migratedDb = migrated.Data.Db();
        using var createdDb = created.Data.Db();
        createdDb.Database.EnsureDeleted();
        createdDb.Database.EnsureCreated();

        Assert.Equal(Catalog(createdDb, engine), Catalog(migratedDb, engine));
        if (engine == StoreEngine.Sqlite)
        {
            SqliteConnection.ClearPool((SqliteConnection)createdDb.Database.GetDbConnection());
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Opening_a_store_twice_changes_nothing(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        await DataStore.Open(store.Connection);
        using var db = store.Data.Db();
        Assert.Equal(db.Database.GetMigrations(), db.Database.GetAppliedMigrations());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_store_of_a_newer_program_is_refused(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using (var db = store.Data.Db())
        {
            await db.Database.ExecuteSqlAsync($"INSERT INTO \"__EFMigrationsHistory\" VALUES ('9999_Later', '99')");
        }

        var refused = await Assert.ThrowsAsync<StoreRefused>(() => DataStore.Open(store.Connection));
        Assert.Contains("newer", refused.Message);
    }

    [Fact]
    public async Task A_sqlite_store_syncs_fully_and_lets_readers_read_while_it_writes()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        using var db = store.Data.Db();
        db.Database.OpenConnection();
        Assert.Equal("wal", db.Database.SqlQuery<string>($"SELECT journal_mode AS \"Value\" FROM pragma_journal_mode").AsEnumerable().Single());
        Assert.Equal(2, db.Database.SqlQuery<int>($"SELECT synchronous AS \"Value\" FROM pragma_synchronous").AsEnumerable().Single());
        Assert.Equal(1, db.Database.SqlQuery<int>($"SELECT foreign_keys AS \"Value\" FROM pragma_foreign_keys").AsEnumerable().Single());
    }

    [Fact]
    public async Task A_lock_left_by_a_process_killed_in_a_migration_is_waited_for_and_then_removed()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        var path = Path.Combine(store.Folder, "killed.db");
        using (var killed = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            killed.Open();
            using var command = killed.CreateCommand();
            command.CommandText =
                """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, strftime('%Y-%m-%d %H:%M:%S+00:00', 'now', '-13 seconds'))
                """;
            command.ExecuteNonQuery();
        }

        var opened = await DataStore.Open(path).WaitAsync(Patience.Most);
        using var db = opened.Db();
        Assert.Empty(db.Councils);
        SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
    }

    private static List<string> Catalog(FairloadDb db, StoreEngine engine)
    {
        db.Database.OpenConnection();
        using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = engine == StoreEngine.Sqlite ? SqliteCatalog : PostgresCatalog;
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
        {
            lines.Add(reader.GetString(0));
        }

        return [.. lines.Order(StringComparer.Ordinal)];
    }
}
