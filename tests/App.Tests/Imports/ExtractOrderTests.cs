using System.Globalization;
using Fairload.App.Imports;
using Fairload.App.Store;
using Fairload.App.Store.Rows;
using Fairload.Core.Cases;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Tests.Imports;

/// <summary>Extracts arrive late, twice and in the wrong order; what is on record depends on which came, and not on when.</summary>
public sealed class ExtractOrderTests
{
    private static readonly string[] Days = ["2026-01-31", "2026-02-28", "2026-03-15", "2026-03-31"];

    [Theory, OnSqlite, OnPostgres]
    public async Task Tables_end_alike_in_whatever_order_their_extracts_come(StoreEngine engine)
    {
        var chance = new Random(20260331);
        var orders = Orders([0, 1, 2, 3]).ToList();
        for (var round = 0; round < (engine == StoreEngine.Sqlite ? 12 : 3); round++)
        {
            // For every plan and day: the category that the extract says, or nothing when it lacks the plan.
            var said = Enumerable.Range(0, 5).Select(_ => Days.Select(_ => chance.Next(3) == 0 ? null : ((char)('A' + chance.Next(2))).ToString()).ToArray()).ToArray();
            said[0] = ["A", "A", "A", "A"];
            await using var store = await TestStore.Open(engine);
            var order = orders[chance.Next(orders.Count)];
            foreach (var day in order.Append(order[chance.Next(4)]))
            {
                using var ssd = Extract(said, day);
                await store.Import(ssd.Write(), Days[day]);
            }

            Assert.Equal(
                Expected(said),
                store.Data.Db().Records.AsNoTracking().Where(r => r.Kind == RecordKind.CpPlan).OrderBy(r => r.Key).AsEnumerable()
                    .Select(r => $"{r.Key} {r.Code} {r.Withdrawn:yyyy-MM-dd}"));
        }
    }

    [Fact]
    public void A_snapshots_spans_say_for_every_day_what_its_extract_said_in_whatever_order_they_came()
    {
        var chance = new Random(7);
        for (var round = 0; round < 2_000; round++)
        {
            var days = Enumerable.Range(0, 1 + chance.Next(6)).Select(i => 700_000 + (i * 7) + chance.Next(7)).Distinct().ToArray();
            var pairs = Enumerable.Range(1, 3).SelectMany(child => Enumerable.Range(1, 2).Select(worker => (child, worker))).ToArray();
            var said = days.ToDictionary(day => day, _ => pairs.Where(_ => chance.Next(2) == 0).ToHashSet());
            var store = Load([], said, days.OrderBy(_ => chance.Next()).Concat(days.Take(chance.Next(2))));
            foreach (var day in days)
            {
                var held = store.Values.Where(span => span.From <= day && (span.Withdrawn == Draft.NoDay || day < span.Withdrawn)).Select(span => (span.Child, span.Worker)).ToList();
                Assert.Equal(said[day].Order(), held.Order());
            }

            Assert.Equal(Living(Load([], said, days)), Living(store));
        }
    }

    [Fact]
    public void A_later_correction_of_one_days_snapshot_changes_that_day_alone()
    {
        var said = new Dictionary<int, HashSet<(int, int)>> { [10] = [(1, 1)], [20] = [(1, 1)], [30] = [(1, 1)] };
        var store = Load([], said, [10, 20, 30]);
        Assert.Equal([(10, Draft.NoDay)], Living(store).Select(span => (span.From, span.Withdrawn)));

        said[20] = [];
        Load(store, said, [20]);
        Assert.Equal([(10, 20), (30, Draft.NoDay)], Living(store).Select(span => (span.From, span.Withdrawn)));

        said[20] = [(1, 1)];
        Load(store, said, [20]);
        Assert.Equal([(10, Draft.NoDay)], Living(store).Select(span => (span.From, span.Withdrawn)));
    }

    private static List<(int Child, int Worker, int From, int Withdrawn)> Living(Dictionary<string, (int Child, int Worker, int From, int Withdrawn)> store) =>
        [.. store.Values.Where(span => span.From != span.Withdrawn).Order()];

    private static Dictionary<string, (int Child, int Worker, int From, int Withdrawn)> Load(
        Dictionary<string, (int Child, int Worker, int From, int Withdrawn)> store, Dictionary<int, HashSet<(int Child, int Worker)>> said, IEnumerable<int> order)
    {
        var known = store.Count == 0 ? [] : said.Keys.ToHashSet();
        foreach (var day in order)
        {
            var snapshots = new Snapshots(new ExtractDays(known.Select(DateOnly.FromDayNumber), DateOnly.FromDayNumber(day)));
            foreach (var (key, span) in store)
            {
                snapshots.AddStored(Row(span.Child, span.Worker, span.From, span.Withdrawn, key));
            }

            foreach (var (child, worker) in said[day])
            {
                Assert.True(snapshots.Meet(Row(child, worker, day, Draft.NoDay, "")));
                Assert.False(snapshots.Meet(Row(child, worker, day, Draft.NoDay, "")));
            }

            void Keep(Draft row, bool isNew)
            {
                var key = System.Text.Encoding.UTF8.GetString(row[Text.Key]);
                Assert.Equal(!isNew, store.ContainsKey(key));
                store[key] = (row.Child, row.Worker, row.From, row.Withdrawn);
            }

            snapshots.Write(row => Keep(row, isNew: true), row => Keep(row, isNew: false));
            known.Add(day);
        }

        return store;
    }

    private static Draft Row(int child, int worker, int from, int withdrawn, string key)
    {
        var row = new Draft();
        row.Clear(2);
        (row.Child, row.Worker, row.From, row.Withdrawn) = (child, worker, from, withdrawn);
        row.Set(Text.Code, "Allocated Worker"u8);
        row.Set(Text.Key, System.Text.Encoding.UTF8.GetBytes(key));
        return row;
    }

    private static SsdFolder Extract(string?[][] said, int day)
    {
        var ssd = SsdFolder.Small();
        for (var plan = 0; plan < said.Length; plan++)
        {
            if (said[plan][day] is { } category)
            {
                ssd.Add("ssd_cp_plans", string.Create(CultureInfo.InvariantCulture, $"PL{plan},P1,2025-02-0{plan + 1},{category}"), "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_latest_category");
            }
        }

        return ssd;
    }

    /// <summary>What the last extract that had it said, and the day of the next one, which had it no more.</summary>
    private static IEnumerable<string> Expected(string?[][] said)
    {
        for (var plan = 0; plan < said.Length; plan++)
        {
            var last = Array.FindLastIndex(said[plan], category => category is not null);
            if (last >= 0)
            {
                yield return $"PL{plan} {said[plan][last]} {(last + 1 < Days.Length ? Days[last + 1] : "")}";
            }
        }
    }

    private static IEnumerable<int[]> Orders(int[] of) =>
        of.Length == 1 ? [of] : of.SelectMany(first => Orders([.. of.Where(one => one != first)]).Select(rest => (int[])[first, .. rest]));
}
