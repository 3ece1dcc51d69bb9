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
        return string.Create(CultureInfo.InvariantCulture, $"P{(int)(part * part * part * Children):0000000}");
    }

    private static void Say(DataStore store, string what, object figures) =>
        Console.WriteLine(JsonSerializer.Serialize(new { what, engine = store.Engine.ToString(), figures }));
}
