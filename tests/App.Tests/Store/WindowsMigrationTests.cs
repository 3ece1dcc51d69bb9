using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Tests.Store;

public sealed class WindowsMigrationTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Extracts_of_an_older_store_have_the_window_of_their_import_where_it_is_known(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using (var old = store.Data.Db())
        {
            await old.Database.EnsureDeletedAsync();
            if (engine == StoreEngine.Sqlite)
            {
                store.CloseFile();
            }

            OldSchema.Make(old, "0008_Undo");
            await old.Database.ExecuteSqlAsync(
                $"INSERT INTO councils (id, code, name, data_version, salt, last_record, last_identity, last_audit, access_version) VALUES (1, 'A', 'A', 0, {new byte[16]}, 0, 0, 0, 0)");
            var when = new DateTime(2026, 3, 31, 8, 0, 0, DateTimeKind.Utc);
            foreach (var (id, day, from, until) in new (int, DateOnly, DateOnly?, DateOnly?)[]
            {
                (1, new(2026, 3, 1), null, null), (2, new(2026, 3, 2), new DateOnly(2026, 3, 1), new DateOnly(2026, 4, 1)),
            })
            {
                await old.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO imports (council, id, "when", who, kinds, extract_date, window_from, window_until, rows, added, changed, unchanged, withdrawn, rejected, problems, data_version)
                    VALUES (1, {id}, {when}, '', 'ssd', {day}, {from}, {until}, 0, 0, 0, 0, 0, 0, 0, 0)
                    """);
                await old.Database.ExecuteSqlAsync(
                    $"INSERT INTO import_files (council, id, import, name, \"table\", rows, added, changed, unchanged, withdrawn, rejected) VALUES (1, {id}, {id}, '', '', 0, 0, 0, 0, 0, 0)");
                await old.Database.ExecuteSqlAsync($"INSERT INTO import_tables (council, kind, source, extract_date, import) VALUES (1, 1, 1, {day}, {id})");
            }

            await old.Database.ExecuteSqlAsync($"INSERT INTO import_tables (council, kind, source, extract_date) VALUES (1, 1, 1, '2026-02-28')");
        }

        using var db = (await DataStore.Open(store.Connection)).Db();
        Assert.Equal(
            [(new(2026, 2, 28), null, null), (new(2026, 3, 1), null, 1), (new DateOnly(2026, 3, 2), (new DateOnly(2026, 3, 1), new DateOnly(2026, 4, 1)), 2)],
            db.ImportTables.AsNoTracking().OrderBy(t => t.ExtractDate).AsEnumerable().Select(t => (t.ExtractDate, t.Window, t.Import)));
        Assert.Equal([null, new DateOnly(2026, 3, 2)], db.ImportFiles.AsNoTracking().OrderBy(f => f.Id).Select(f => f.PartOf));

        // What the migration writes for a whole extract is found again, and not written twice.
        Assert.True(db.ImportTables.Any(t => t.WindowFrom == ImportTable.AllDays.From && t.WindowUntil == ImportTable.AllDays.Until));
    }
}
