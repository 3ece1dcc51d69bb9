using Fairload.App.Auditing;
using Fairload.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Tests.Store;

public sealed class AuditChainMigrationTests
{
    /// <summary>The trail of a store as the first schema had it: awkward texts, and a time finer than a microsecond.</summary>
    private static readonly (int Council, long Id, string When, string Who, string? Before, string? After)[] Old =
    [
        (1, 1, "2026-03-31 08:00:00.1234567", "Amina Ō’Brien", null, "{\"a\":1}"),
        (1, 2, "2026-03-31 08:00:01", "amina", "{\"name\":\"漢 'é' \\u0022\"}", null),
        (1, 3, "2026-03-31 08:00:02.5", "", "", ""),
        (2, 1, "2025-12-31 23:59:59.999999", "davy", null, null),
    ];

    [Theory, OnSqlite, OnPostgres]
    public async Task Entries_of_an_older_store_are_carried_over_into_a_chain_that_holds(StoreEngine engine)
    {
        await using var store = await OldStore(engine, Old.Length);
        var opened = await DataStore.Open(store.Connection);
        var check = await StoreVerify.Run(opened, default);
        Assert.Empty(check.Findings);
        Assert.Equal([("A", 3L), ("B", 1L), ("C", 0L)], check.AuditHeads.Select(head => (head.Council!, head.Number)));

        using var db = opened.Db();
        var entries = db.Audit.AsNoTracking().OrderBy(e => e.Council).ThenBy(e => e.Id).ToList();
        Assert.Equal(
            Old.Select(o => (o.Council, o.Id, o.Who, o.Before, o.After, Subject: "Ä" + o.Id)),
            entries.Select(e => (e.Council, e.Id, e.Who, e.Before, e.After, Subject: e.SubjectId)));
        Assert.InRange(entries[0].When.Ticks - new DateTime(2026, 3, 31, 8, 0, 0, DateTimeKind.Utc).Ticks, 1_234_560, 1_234_570);
        Assert.Equal(Old.Length, entries.Select(e => Convert.ToHexString(e.Salt)).Distinct().Count());

        // The next entry follows from the last old one.
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            Audit.Write(db, store.Time, 1, "amina", "agree judgement", "case", "C1", null, new { Points = 3 });
            Audit.Write(db, store.Time, 3, "amina", "agree judgement", "case", "C1", null, null);
            await transaction.CommitAsync();
        }

        check = await StoreVerify.Run(opened, default);
        Assert.Empty(check.Findings);
        Assert.Equal([("A", 4L), ("B", 1L), ("C", 1L)], check.AuditHeads.Select(head => (head.Council!, head.Number)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_entry_that_an_older_store_lacked_is_found_and_not_papered_over(StoreEngine engine)
    {
        await using var store = await OldStore(engine, Old.Length, without: 2);
        var opened = await DataStore.Open(store.Connection);
        Assert.NotEmpty((await StoreVerify.Run(opened, default)).Findings);
    }

    /// <summary>A store with the schema before the chain, and entries in it.</summary>
    private static async Task<TestStore> OldStore(StoreEngine engine, int entries, long without = 0)
    {
        var store = await TestStore.Open(engine);
        using var db = store.Data.Db();
        await db.Database.EnsureDeletedAsync();
        if (engine == StoreEngine.Sqlite)
        {
            store.CloseFile();
        }

        OldSchema.Make(db, "0001_First");
        var (salt, last) = (new byte[16], Old.Take(entries).GroupBy(o => o.Council).ToDictionary(g => g.Key, g => g.Max(o => o.Id)));
        foreach (var (id, code) in new[] { (1, "A"), (2, "B"), (3, "C") })
        {
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO councils (id, code, name, data_version, salt, last_record, last_identity, last_audit) VALUES ({id}, {code}, {code}, 0, {salt}, 0, 0, {last.GetValueOrDefault(id)})");
        }

        foreach (var old in Old.Take(entries).Where(o => o.Council != 1 || o.Id != without))
        {
            var subject = "Ä" + old.Id;
            if (engine == StoreEngine.Sqlite)
            {
                await db.Database.ExecuteSqlAsync(
                    $"INSERT INTO audit (council, id, \"when\", who, action, subject_kind, subject_id, before, after) VALUES ({old.Council}, {old.Id}, {old.When}, {old.Who}, 'import files', 'import', {subject}, {old.Before}, {old.After})");
            }
            else
            {
                var when = old.When + "+00";
                await db.Database.ExecuteSqlAsync(
                    $"INSERT INTO audit (council, id, \"when\", who, action, subject_kind, subject_id, before, after) VALUES ({old.Council}, {old.Id}, cast({when} as timestamptz), {old.Who}, 'import files', 'import', {subject}, {old.Before}, {old.After})");
            }
        }

        return store;
    }
}
