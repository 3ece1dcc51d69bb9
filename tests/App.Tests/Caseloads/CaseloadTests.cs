using Fairload.App.Caseloads;
using Fairload.App.Store;
using Fairload.Core.Cases;
using Fairload.Core.Time;
using FactAttribute = Xunit.FactAttribute;
using Record = Fairload.Core.Cases.Record;

namespace Fairload.App.Tests.Caseloads;

public sealed class CaseloadTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task The_loader_gives_every_record_with_its_withdrawal_names_and_what_was_supplied(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Full().WithStaff();
        await store.Import(ssd.Write(), "2026-03-01");
        using (var part = SsdFolder.Full().Remove("ssd_involvements", 0).Add("ssd_missing", "M2,P1,2026-03-05,"))
        {
            await store.Import(part.Write());
        }

        var (kinds, children, workers, records) = (new List<RecordKind>(), new Dictionary<int, string>(), new Dictionary<int, string>(), new List<string>());
        var (version, extract) = new CaseloadLoader(store.Data).Read(
            1, supply => kinds.Add(supply.Kind), children.Add, (number, id, _) => workers.Add(number, id), r => records.Add($"{r.Kind} {r.Key} {r.Child} {r.Worker} {r.From:O} {r.Code} {r.Extra} {r.Withdrawn:O} {r.File} {r.Row}"), _ => { }, default);

        Assert.Equal((2, new DateOnly(2026, 3, 31)), (version, extract!.Value));
        Assert.Equal(29, kinds.Count);
        Assert.Equal(["P1", "P2"], children.Values.Order());
        Assert.Equal(["W1", "W2"], workers.Values.Order());
        using var db = store.Data.Db();
        var stored = db.Records.AsEnumerable()
            .Select((Record r) => $"{r.Kind} {r.Key} {r.Child} {r.Worker} {r.From:O} {r.Code} {r.Extra} {r.Withdrawn:O} {r.File} {r.Row}");
        Assert.Equal(stored.Order(StringComparer.Ordinal), records.Order(StringComparer.Ordinal));
        Assert.Contains(records, r => r.StartsWith("Involvement I1 ", StringComparison.Ordinal) && r.Contains(" 2026-03-31 ", StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_row_that_a_later_file_left_out_still_says_how_things_stood_before_its_day(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        await store.Import(SsdFolder.Full().Write(), "2026-03-01");
        using (var part = SsdFolder.Full().Remove("ssd_involvements", 0))
        {
            await store.Import(part.Write());
        }

        var (caseload, _) = await new CaseloadLoader(store.Data).Load(1, RoleMap.Default, WorkingCalendar.WithoutHolidays, default);
        bool IsHeldOn(DateOnly day) => CaseList.On(caseload, day).IsHeld(caseload.FindChild("P1")!.Value);
        Assert.True(IsHeldOn(new DateOnly(2026, 3, 30)));
        Assert.False(IsHeldOn(new DateOnly(2026, 3, 31)));
    }

    [Fact]
    public async Task The_cache_makes_a_version_once_and_serves_the_one_before_meanwhile()
    {
        long now = 1;
        var made = 0;
        var gate = new TaskCompletionSource();
        gate.SetResult();
        var versions = new Versions<int, string>(
            _ => Task.FromResult<long?>(now),
            async (by, _) =>
            {
                await gate.Task;
                Interlocked.Increment(ref made);
                return ($"v{now} by {by}", now);
            });

        var first = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => versions.Get(1, default)));
        Assert.All(first, f => Assert.Equal("v1 by 1", f));
        Assert.Equal(1, made);

        (now, gate) = (2, new TaskCompletionSource());
        var waiting = versions.Get(1, default);
        Assert.Equal("v1 by 1", await versions.Get(1, default));
        gate.SetResult();
        Assert.Equal("v2 by 1", await waiting);
        Assert.Equal("v2 by 1", await versions.Get(1, default));
        Assert.Equal(2, made);
        Assert.Equal("v2 by 7", await versions.Get(7, default));
        Assert.Equal(3, made);
    }

    [Fact]
    public async Task A_failed_making_is_tried_again()
    {
        var tries = 0;
        var versions = new Versions<int, string>(
            _ => Task.FromResult<long?>(1),
            (_, _) => ++tries == 1 ? throw new InvalidOperationException("once") : Task.FromResult(("made", 1L)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => versions.Get(1, default));
        Assert.Equal("made", await versions.Get(1, default));
    }
}
