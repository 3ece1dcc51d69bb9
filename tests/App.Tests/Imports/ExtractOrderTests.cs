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

    [Theory, OnSqlite, OnPostgres]
    public async Task Extracts_with_windows_among_them_end_alike_in_whatever_order_they_come(StoreEngine engine)
    {
        var chance = new Random(20260401);
        var orders = Orders([0, 1, 2, 3]).ToList();
        for (var round = 0; round < (engine == StoreEngine.Sqlite ? 40 : 4); round++)
        {
            var parts = Days.Select((_, day) => Part.Of(chance, day)).ToArray();
            await using var store = await TestStore.Open(engine);
            var order = orders[chance.Next(orders.Count)];
            int[] came = [.. order, order[chance.Next(4)]];
            foreach (var day in came)
            {
                using var ssd = parts[day].Write();
                await store.Import(ssd.Write(), Days[day], request => request with { Window = parts[day].Window });
            }

            Assert.Equal(
                [.. parts.Select(part => part.ToString()), .. Part.Expected(parts)],
                [
                    .. parts.Select(part => part.ToString()),
                    .. store.Data.Db().Records.AsNoTracking().Where(r => r.Kind == RecordKind.CpReview || (r.Kind == RecordKind.Team && r.Key != "T1" && r.Key != "S1")).OrderBy(r => r.Key).AsEnumerable()
                        .Select(r => $"{r.Key} {r.From:yyyy-MM-dd} {r.Detail ?? r.Due?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} {r.Withdrawn:yyyy-MM-dd}"),
                ]);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Bug_a_row_outside_a_later_window_is_corrected_by_an_extract_that_comes_late(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Small();
        await store.Import(ssd.Write(), "2026-01-31");
        await store.Import(ssd.Write(), "2026-03-31", request => request with { Window = (new(2026, 3, 1), new(2026, 4, 1)) });

        ssd.Change("ssd_involvements", 1, "invo_professional_role_id", "SECOND").Remove("ssd_involvements", 0);
        await store.Import(ssd.Write(), "2026-02-28");
        Assert.Equal("SECOND", store.Find(RecordKind.Involvement, "I2").Code);
        Assert.Equal(new DateOnly(2026, 2, 28), store.Find(RecordKind.Involvement, "I1").Withdrawn);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_a_window_says_of_a_row_without_a_date_holds_against_an_extract_of_an_earlier_day(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Small();
        await store.Import(ssd.Write(), "2026-01-31");
        using var part = SsdFolder.Small().Change("ssd_person", 0, "pers_dob", "2015-05-05").Remove("ssd_person", 1)
            .Remove("ssd_family", 1).Remove("ssd_involvements", 1).Remove("ssd_involvements", 1);
        var report = await store.Import(part.Write(), "2026-03-31", request => request with { Window = (new(2026, 3, 1), new(2026, 4, 1)) });
        Assert.Equal((0, 1, 0), report.Files.Where(f => f.Table == "ssd_person").Select(f => (f.Added, f.Changed, f.Withdrawn)).Single());
        var state = store.State();
        report = await store.Import(part.Write(), "2026-03-31", request => request with { Window = (new(2026, 3, 1), new(2026, 4, 1)) });
        Assert.All(report.Files, file => Assert.Equal((0, 0, 0), (file.Added, file.Changed, file.Withdrawn)));
        Assert.Equal(state, store.State());

        await store.Import(ssd.Write(), "2026-02-28");
        Assert.Equal(new DateOnly(2015, 5, 5), store.Find(RecordKind.Child, "P1").From);
        ssd.Change("ssd_person", 0, "pers_dob", "2015-06-06");
        await store.Import(ssd.Write(), "2026-04-01");
        Assert.Equal(new DateOnly(2015, 6, 6), store.Find(RecordKind.Child, "P1").From);
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

    /// <summary>An extract of some reviews, whose dates change too and may be missing, and of some teams, which have none; whole or with a window.</summary>
    private sealed class Part
    {
        private static readonly string[] HeldDays = ["2025-02-01", "2025-06-15", "2025-11-01", ""];
        private readonly (string Held, string Due)?[] _reviews = new (string, string)?[5];
        private readonly string?[] _teams = new string?[3];
        private int _day;

        public (DateOnly From, DateOnly Until)? Window { get; private set; }

        public static Part Of(Random chance, int day)
        {
            var part = new Part { _day = day };
            for (var review = 0; review < part._reviews.Length; review++)
            {
                // Some reviews keep their date, others do not.
                var held = review < 2 ? HeldDays[review] : HeldDays[chance.Next(HeldDays.Length)];
                part._reviews[review] = chance.Next(3) == 0 ? null : (held, $"2026-0{1 + chance.Next(2)}-01");
            }

            // An extract without a row would be another thing.
            part._reviews[0] ??= (HeldDays[0], "2026-03-01");
            for (var team = 0; team < part._teams.Length; team++)
            {
                part._teams[team] = chance.Next(3) == 0 ? null : "Team " + (char)('A' + chance.Next(2));
            }

            part.Window = chance.Next(2) == 0 ? null : chance.Next(2) == 0 ? (new(2025, 1, 1), new(2025, 6, 15)) : (new(2025, 6, 15), new(2025, 11, 1));
            return part;
        }

        public SsdFolder Write()
        {
            var ssd = SsdFolder.Small();
            foreach (var (review, said) in _reviews.Index().Where(pair => pair.Item is not null))
            {
                ssd.Add("ssd_cp_reviews", $"RE{review},P1,{said!.Value.Held},{said.Value.Due}", "cppr_cp_review_id,cppr_person_id,cppr_cp_review_date,cppr_cp_review_due");
            }

            foreach (var (team, name) in _teams.Index().Where(pair => pair.Item is not null))
            {
                ssd.Add("ssd_department", $"TM{team},{name},,");
            }

            return ssd;
        }

        /// <summary>The extracts applied to nothing by the order of their days: each adds, changes and ends what it may speak of.</summary>
        public static IEnumerable<string> Expected(Part[] parts)
        {
            var state = new SortedDictionary<string, (string Held, string Text, string Gone)>(StringComparer.Ordinal);
            foreach (var part in parts)
            {
                var rows = part.Rows().ToDictionary(row => row.Key, row => (row.Held, row.Text));
                foreach (var (key, was) in state.ToList())
                {
                    if (!rows.ContainsKey(key) && was.Gone == "" && (part.Window is null || (was.Held != "" && part.Speaks(was.Held))))
                    {
                        state[key] = was with { Gone = Days[part._day] };
                    }
                }

                foreach (var (key, (held, text)) in rows)
                {
                    state[key] = (held, text, "");
                }
            }

            return state.Select(row => $"{row.Key} {row.Value.Held} {row.Value.Text} {row.Value.Gone}");
        }

        public override string ToString() => $"{Window} {string.Join(' ', _reviews)} {string.Join(' ', _teams)}";

        private IEnumerable<(string Key, string Held, string Text)> Rows() =>
        [
            .. _reviews.Index().Where(pair => pair.Item is { } said && Speaks(said.Held)).Select(pair => ($"RE{pair.Index}", pair.Item!.Value.Held, pair.Item.Value.Due)),
            .. _teams.Index().Where(pair => pair.Item is not null).Select(pair => ($"TM{pair.Index}", "", pair.Item!)),
        ];

        private bool Speaks(string held) =>
            Window is not { } window || held == "" || (DateOnly.Parse(held, CultureInfo.InvariantCulture) is var day && day >= window.From && day < window.Until);
    }

    private static IEnumerable<int[]> Orders(int[] of) =>
        of.Length == 1 ? [of] : of.SelectMany(first => Orders([.. of.Where(one => one != first)]).Select(rest => (int[])[first, .. rest]));
}
