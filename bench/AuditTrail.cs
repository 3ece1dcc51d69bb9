using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Fairload.App.Auditing;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.Bench;

/// <summary>
/// Fills an audit trail by the program's own writer, hashes and all, and asks who looked at a child. Of twenty thousand
/// children some are looked at far more often than others, by 400 people.
/// </summary>
internal static class AuditTrail
{
    private const int Children = 20_000;
    private const int AtOnce = 512;
    private const int Questions = 300;

    public static async Task Run(string connection, long entries)
    {
        var store = await DataStore.Open(connection);
        long there;
        using (var db = store.Db())
        {
            if (!db.Councils.Any())
            {
                db.Councils.Add(new Council { Id = 1, Code = "BENCH", Name = "Bench", Salt = new byte[16] });
                db.SaveChanges();
            }

            there = db.Councils.Select(council => council.LastAudit).Single();
        }

        var chance = new Random(7);
        using (var log = new ViewLog(store, TimeProvider.System, TimeSpan.FromMinutes(1)))
        {
            var watch = Stopwatch.StartNew();
            var looks = new Task[AtOnce];
            for (var done = there; done < entries; done += AtOnce)
            {
                for (var i = 0; i < AtOnce; i++)
                {
                    looks[i] = log.Note(new View(1, $"person.{chance.Next(400)}@council.example", View.OfChild, View.Child, Child(chance), false), default);
                }

                await Task.WhenAll(looks);
            }

            Say(store, "audit fill", new { entries = entries - there, seconds = watch.Elapsed.TotalSeconds, perSecond = (entries - there) / watch.Elapsed.TotalSeconds });
        }

        var read = new ReadAudit(store);
        await Ask("who looked at this child", async () => (await read.WhoLooked(1, Child(chance), default)).Sum(one => one.Looks));
        await Ask("who looked at the child looked at most", async () => (await read.WhoLooked(1, "P0000000", default)).Sum(one => one.Looks));
        await Ask("a child's newest fifty looks", async () => (await read.Entries(1, new(Kind: View.Child, Subject: Child(chance)), null, 50, default)).Count);
        await Ask("a person's newest fifty", async () => (await read.Entries(1, new(Who: $"person.{chance.Next(400)}@council.example"), null, 50, default)).Count);
        await Ask("the newest fifty", async () => (await read.Entries(1, new(), null, 50, default)).Count);

        async Task Ask(string what, Func<Task<int>> question)
        {
            var (times, found) = (new double[Questions], 0L);
            for (var i = 0; i < Questions; i++)
            {
                var start = Stopwatch.GetTimestamp();
                found += await question();
                times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }

            var first = times[0];
            Array.Sort(times);
            Say(store, what, new { rows = found / Questions, first, p50 = times[Questions / 2], p95 = times[Questions * 95 / 100], worst = times[^1] });
        }
    }

    /// <summary>
    /// Fills a trail by SQL, its indexes made afterwards: ten million entries in minutes, to ask the same questions of. Salts
    /// and hashes are noise, so such a trail does not hold; how fast one that holds is written and checked is measured apart.
    /// </summary>
    public static async Task Bulk(string connection, long entries)
    {
        var store = await DataStore.Open(connection, TimeSpan.FromHours(1));
        var watch = Stopwatch.StartNew();
        using (var db = store.Db())
        {
            db.Database.SetCommandTimeout(TimeSpan.FromHours(1));
            if (!db.Councils.Any())
            {
                db.Councils.Add(new Council { Id = 1, Code = "BENCH", Name = "Bench", Salt = new byte[16] });
                db.SaveChanges();
            }

            var indexes = db.Database.SqlQueryRaw<string>(store.Engine == StoreEngine.Sqlite
                ? "SELECT sql AS \"Value\" FROM sqlite_master WHERE type = 'index' AND name LIKE 'ix_audit%'"
                : "SELECT indexdef AS \"Value\" FROM pg_indexes WHERE indexname LIKE 'ix_audit%'").ToList();
            foreach (var name in (string[])["subject", "who", "action", "when"])
            {
                var drop = $"DROP INDEX ix_audit_entries_{name}";
                db.Database.ExecuteSqlRaw(drop);
            }

            string[] fill = store.Engine == StoreEngine.Sqlite
                ?
                [
                    """
                    WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < {0})
                    INSERT INTO audit_entries SELECT 1, id, randomblob(16), strftime('%Y-%m-%d %H:%M:%f', 1767225600 + id * 3, 'unixepoch'),
                    'person.' || abs(random() % 400) || '@council.example', CASE WHEN id % 1000 = 0 THEN 'change worker' ELSE 'view child' END, 'child',
                    'P' || printf('%07d', CAST(20000.0 * pow((random() & 1048575) / 1048576.0, 1.5) AS INTEGER)), NULL, NULL FROM n
                    """,
                    "INSERT INTO audit SELECT council, id, randomblob(32), randomblob(32) FROM audit_entries",
                ]
                :
                [
                    """
                    INSERT INTO audit_entries (council, id, salt, "when", who, action, subject_kind, subject_id)
                    SELECT 1, id, uuid_send(gen_random_uuid()), to_timestamp(1767225600 + id * 3), 'person.' || floor(random() * 400) || '@council.example',
                    CASE WHEN id % 1000 = 0 THEN 'change worker' ELSE 'view child' END, 'child',
                    'P' || lpad(floor(20000 * power(random(), 1.5))::text, 7, '0') FROM generate_series(1, {0}) id
                    """,
                    "INSERT INTO audit (council, id, commitment, hash) SELECT council, id, sha256(salt), sha256(sha256(salt)) FROM audit_entries",
                ];
            foreach (var sql in fill)
            {
                db.Database.ExecuteSqlRaw(sql, entries);
            }

            foreach (var sql in indexes.Append(store.Engine == StoreEngine.Sqlite ? "PRAGMA wal_checkpoint(TRUNCATE)" : "VACUUM ANALYSE audit_entries"))
            {
                db.Database.ExecuteSqlRaw(sql);
            }

            db.Database.ExecuteSql($"UPDATE councils SET last_audit = {entries}");
        }

        Say(store, "audit bulk fill", new { entries, seconds = watch.Elapsed.TotalSeconds });
    }

    /// <summary>Checks the whole trail, as <c>fairload verify</c> does.</summary>
    public static async Task Verify(string connection)
    {
        var store = await DataStore.Open(connection);
        var watch = Stopwatch.StartNew();
        var check = await StoreVerify.Run(store, default);
        Say(store, "verify", new { entries = check.AuditHeads.Sum(head => head.Number), findings = check.Findings.Count, seconds = watch.Elapsed.TotalSeconds });
    }

    private static string Child(Random chance)
    {
        var part = chance.NextDouble();
        return string.Create(CultureInfo.InvariantCulture, $"P{(int)(Math.Pow(part, 1.5) * Children):0000000}");
    }

    private static void Say(DataStore store, string what, object figures) =>
        Console.WriteLine(JsonSerializer.Serialize(new { what, engine = store.Engine.ToString(), figures }));
}
