using System.Data.Common;
using System.Globalization;
using Fairload.App.Auditing;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Tests.Auditing;

/// <summary>What stands between the audit trail and somebody with the password of the database, and what shows that they were there.</summary>
public sealed class AuditChainTests
{
    private static readonly string[] OfEntries = ["salt", "\"when\"", "who", "action", "subject_kind", "subject_id", "before", "after"];

    [Trait("ASVS", "13.2.2"), Trait("ASVS", "16.4.2")]
    [Theory, OnSqlite, OnPostgres]
    public async Task V16_4_2_The_database_itself_refuses_to_change_or_remove_what_the_trail_holds(StoreEngine engine)
    {
        await using var store = await Filled(engine, 6);
        var refused = new List<string>
        {
            "UPDATE audit SET hash = commitment WHERE id = 2",
            "DELETE FROM audit WHERE id = 6",
            "UPDATE audit_entries SET who = 'nobody' WHERE id = 2",
            "DELETE FROM audit_entries WHERE id = 2",
            "DELETE FROM audit_entries",
            "INSERT INTO audit_erasures (council, id, by_entry) VALUES (1, 2, 5)",
            "UPDATE councils SET last_audit = last_audit - 1",
        };
        if (engine == StoreEngine.Postgres)
        {
            refused.AddRange(["TRUNCATE audit", "TRUNCATE audit_entries", "TRUNCATE audit_erasures"]);
        }

        using var db = store.Data.Db();
        foreach (var sql in refused)
        {
            var e = Assert.ThrowsAny<DbException>(() => db.Database.ExecuteSqlRaw(sql));
            Assert.Contains("append-only", e.Message);
        }

        Assert.Equal(6, db.Audit.Count());
        Assert.Empty((await StoreVerify.Run(store.Data, default)).Findings);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_untouched_trail_leads_from_the_first_entry_to_the_end_that_was_kept_elsewhere(StoreEngine engine)
    {
        await using var store = await Filled(engine, 40);
        var kept = (await StoreVerify.Run(store.Data, default)).AuditHeads.Single();
        Assert.Equal(("LOCAL", 40L), (kept.Council, kept.Number));
        await Write(store, 41, 60);

        Assert.Empty((await StoreVerify.Run(store.Data, kept, default)).Findings);
        Assert.Empty((await StoreVerify.Run(store.Data, kept with { Council = null }, default)).Findings);
        Assert.Single((await StoreVerify.Run(store.Data, kept with { Hash = new string('0', 64) }, default)).Findings);
        Assert.Single((await StoreVerify.Run(store.Data, kept with { Number = 61 }, default)).Findings);
        Assert.Single((await StoreVerify.Run(store.Data, kept with { Council = "ELSEWHERE" }, default)).Findings);
    }

    [Trait("ASVS", "11.4.3")]
    [Theory, OnSqlite, OnPostgres]
    public async Task The_hashes_are_what_the_published_rule_says(StoreEngine engine)
    {
        await using var store = await Filled(engine, 2);
        using var db = store.Data.Db();
        var before = new byte[32];
        foreach (var (entry, link) in db.Audit.OrderBy(e => e.Id).ToList().Zip(db.AuditLinks.OrderBy(a => a.Id).ToList()))
        {
            // docs/adr/0009-audit.md, written a second time without the program's own code.
            using var bytes = new MemoryStream();
            bytes.Write(entry.Salt);
            Big(bytes, (entry.When - new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc)).Ticks, 8);
            foreach (var part in new[] { entry.Who, entry.Action, entry.SubjectKind, entry.SubjectId, entry.Before, entry.After })
            {
                var text = part is null ? [] : System.Text.Encoding.UTF8.GetBytes(part);
                Big(bytes, part is null ? -1 : text.Length, 4);
                bytes.Write(text);
            }

            Assert.Equal(System.Security.Cryptography.SHA256.HashData(bytes.ToArray()), link.Commitment);
            using var chained = new MemoryStream();
            chained.Write(before);
            Big(chained, entry.Council, 4);
            Big(chained, entry.Id, 8);
            chained.Write(link.Commitment);
            before = System.Security.Cryptography.SHA256.HashData(chained.ToArray());
            Assert.Equal(before, link.Hash);
            Assert.Equal(16, entry.Salt.Length);
        }

        static void Big(MemoryStream to, long number, int bytes)
        {
            for (var i = bytes - 1; i >= 0; i--)
            {
                to.WriteByte((byte)(number >> (8 * i)));
            }
        }
    }

    [Theory]
    [InlineData(StoreEngine.Sqlite, 1000, 20261122)]
    public Task S15_Every_one_of_a_thousand_random_tamperings_is_found(StoreEngine engine, int times, int seed) => Tamper(engine, times, seed);

    [Theory, OnPostgres]
    public Task S15_Every_one_of_sixty_random_tamperings_is_found_on_postgresql(StoreEngine engine) => Tamper(engine, 60, 7);

    [Trait("ASVS", "16.4.3")]
    [Theory, OnSqlite, OnPostgres]
    public async Task S15_A_trail_made_wholly_anew_is_found_by_the_end_that_was_kept_elsewhere_and_by_nothing_else(StoreEngine engine)
    {
        await using var store = await Filled(engine, 12);
        var kept = (await StoreVerify.Run(store.Data, default)).AuditHeads.Single();
        using (var db = store.Data.Db())
        {
            var guards = Unguard(db, engine);
            await db.Database.ExecuteSqlRawAsync("DELETE FROM audit; DELETE FROM audit_entries; UPDATE councils SET last_audit = 0");
            var head = new byte[32];
            await db.Database.ExecuteSqlAsync($"UPDATE councils SET audit_head = {head}");
            Guard(db, engine, guards);
        }

        await Write(store, 1, 12);
        Assert.Empty((await StoreVerify.Run(store.Data, default)).Findings);
        Assert.Contains("kept elsewhere", Assert.Single((await StoreVerify.Run(store.Data, kept, default)).Findings));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Guards_that_were_taken_away_are_missed(StoreEngine engine)
    {
        await using var store = await Filled(engine, 2);
        using var db = store.Data.Db();
        Unguard(db, engine);
        Assert.Contains("audit_no_delete", Assert.Single((await StoreVerify.Run(store.Data, default)).Findings));
    }

    internal static async Task<TestStore> Filled(StoreEngine engine, int entries)
    {
        var store = await TestStore.Open(engine);
        using (var db = store.Data.Db())
        {
            db.Councils.Add(new Council { Id = 1, Code = "LOCAL", Name = "Local", Salt = new byte[16] });
            db.SaveChanges();
        }

        await Write(store, 1, entries);
        return store;
    }

    private static async Task Write(TestStore store, int from, int to)
    {
        using var db = store.Data.Db();
        await using var transaction = await db.Database.BeginTransactionAsync();
        for (var i = from; i <= to; i++)
        {
            Audit.Write(db, store.Time, 1, $"person {i % 5}", i % 3 == 0 ? "change worker" : "view child", "child", $"C{i % 7}",
                i % 3 == 0 ? new { Fte = i } : null, i % 2 == 0 ? new { Fte = i + 1, Note = "é 漢 'quoted'" } : null);
        }

        await transaction.CommitAsync();
    }

    /// <summary>Each tampering is undone by rolling back, so that each starts from the same sound trail.</summary>
    private static async Task Tamper(StoreEngine engine, int times, int seed)
    {
        await using var store = await Filled(engine, 60);
        var other = store.Data.Db();
        using (other)
        {
            using var erase = await other.Database.BeginTransactionAsync();
            Assert.True(Audit.Erase(other, store.Time, 1, "officer", [("child", "C3")], "retention") > 0);
            await erase.CommitAsync();
        }

        var chance = new Random(seed);
        var missed = new List<string>();
        for (var i = 0; i < times; i++)
        {
            using var db = store.Data.Db();
            await using var transaction = await db.Database.BeginTransactionAsync();
            var guards = Unguard(db, engine);
            var done = Change(db, engine, chance);
            Guard(db, engine, guards);
            var findings = new List<string>();
            CheckIn(db, findings);
            if (findings.Count == 0)
            {
                missed.Add(done);
            }

            await transaction.RollbackAsync();
        }

        Assert.True(missed.Count == 0, $"Seed {seed}: {missed.Count} of {times} were not found: {string.Join("; ", missed.Take(10))}");
        Assert.Empty((await StoreVerify.Run(store.Data, default)).Findings);
    }

    private static void CheckIn(FairloadDb db, List<string> findings) => new AuditCheck(db, findings).Run(null, default);

    private static string Change(FairloadDb db, StoreEngine engine, Random chance)
    {
        var last = db.AuditLinks.Max(a => a.Id);
        string Entry() => db.Audit.Select(e => e.Id).ToList() is var ids ? ids[chance.Next(ids.Count)].ToString(CultureInfo.InvariantCulture) : "";
        var id = chance.Next(1, (int)last + 1);
        var random = engine == StoreEngine.Sqlite ? "randomblob(32)" : "sha256(random()::text::bytea)";
        string[] sql = chance.Next(13) switch
        {
            0 => [$"UPDATE audit SET commitment = {random} WHERE id = {id}"],
            1 => [$"UPDATE audit SET hash = {random} WHERE id = {id}"],
            2 or 3 => [Edit(OfEntries[chance.Next(OfEntries.Length)], Entry(), engine, chance)],
            4 => [$"DELETE FROM audit_entries WHERE id = {Entry()}"],
            5 => [$"DELETE FROM audit_entries WHERE id = {id}", $"DELETE FROM audit WHERE id = {id}"],
            6 when chance.Next(1, 20) is var cut =>
                [$"DELETE FROM audit WHERE id > {last - cut}", $"DELETE FROM audit_entries WHERE id > {last - cut}"],

            // The tail is cut and the council's row told its new end, but not its hash.
            7 when chance.Next(1, 20) is var cut =>
                [$"DELETE FROM audit WHERE id > {last - cut}", $"DELETE FROM audit_entries WHERE id > {last - cut}", $"UPDATE councils SET last_audit = {last - cut}"],
            8 => Swap("audit", id, id % last + 1),
            9 => Swap("audit_entries", id, Partner(db, id, chance)),

            // An entry put in at the end, and one put in between with all that follows moved on.
            10 => [$"INSERT INTO audit SELECT council, {last + 1}, commitment, hash FROM audit WHERE id = {id}"],
            11 =>
            [
                $"UPDATE audit SET id = -id - 1 WHERE id >= {id}", "UPDATE audit SET id = -id WHERE id < 0",
                $"INSERT INTO audit SELECT council, {id}, commitment, hash FROM audit WHERE id = {id + 1}",
                $"UPDATE audit_entries SET id = -id - 1 WHERE id >= {id}", "UPDATE audit_entries SET id = -id WHERE id < 0",
                "UPDATE councils SET last_audit = last_audit + 1",
            ],

            // Content erased, and listed as erased by somebody else's erasure.
            _ => Entry() is var gone
                ? [$"INSERT INTO audit_erasures SELECT 1, {gone}, max(by_entry) FROM audit_erasures", $"DELETE FROM audit_entries WHERE id = {gone}"]
                : [],
        };
        foreach (var one in sql)
        {
            db.Database.ExecuteSqlRaw(one.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
        }

        return string.Join("; ", sql);
    }

    private static long Partner(FairloadDb db, long id, Random chance)
    {
        var others = db.Audit.Where(e => e.Id != id).Select(e => e.Id).ToList();
        return others[chance.Next(others.Count)];
    }

    private static string[] Swap(string table, long a, long b) =>
        [$"UPDATE {table} SET id = -1 WHERE id = {a}", $"UPDATE {table} SET id = {a} WHERE id = {b}", $"UPDATE {table} SET id = {b} WHERE id = -1"];

    private static string Edit(string column, string id, StoreEngine engine, Random chance)
    {
        var value = column switch
        {
            "salt" => engine == StoreEngine.Sqlite ? "randomblob(16)" : "uuid_send(gen_random_uuid())",
            "\"when\"" => engine == StoreEngine.Sqlite
                ? $"strftime('%Y-%m-%d %H:%M:%f', \"when\", '-{chance.Next(1, 5000)} seconds')"
                : $"\"when\" - interval '{chance.Next(1, 5000)} seconds'",
            _ => $"coalesce({column}, '') || '{(char)('a' + chance.Next(26))}'",
        };
        return $"UPDATE audit_entries SET {column} = {value} WHERE id = {id}";
    }

    /// <summary>Takes the guards away, as somebody with the database owner's rights can; what they were, to put them back.</summary>
    private static List<string> Unguard(FairloadDb db, StoreEngine engine)
    {
        if (engine == StoreEngine.Postgres)
        {
            db.Database.ExecuteSqlRaw(
                "ALTER TABLE audit DISABLE TRIGGER ALL; ALTER TABLE audit_entries DISABLE TRIGGER ALL; ALTER TABLE audit_erasures DISABLE TRIGGER ALL; ALTER TABLE councils DISABLE TRIGGER ALL");
            return [];
        }

        var guards = db.Database.SqlQueryRaw<string>("SELECT sql AS \"Value\" FROM sqlite_master WHERE type = 'trigger'").ToList();
        foreach (var name in db.Database.SqlQueryRaw<string>("SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'trigger'").ToList())
        {
            var drop = $"DROP TRIGGER {name}";
            db.Database.ExecuteSqlRaw(drop);
        }

        return guards;
    }

    private static void Guard(FairloadDb db, StoreEngine engine, List<string> guards)
    {
        if (engine == StoreEngine.Postgres)
        {
            db.Database.ExecuteSqlRaw(
                "ALTER TABLE audit ENABLE TRIGGER ALL; ALTER TABLE audit_entries ENABLE TRIGGER ALL; ALTER TABLE audit_erasures ENABLE TRIGGER ALL; ALTER TABLE councils ENABLE TRIGGER ALL");
        }

        foreach (var guard in guards)
        {
            db.Database.ExecuteSqlRaw(guard);
        }
    }
}
