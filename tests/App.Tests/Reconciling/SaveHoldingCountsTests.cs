using Fairload.App.Reconciling;
using Fairload.App.Store;

namespace Fairload.App.Tests.Reconciling;

public sealed class SaveHoldingCountsTests
{
    private static readonly DateOnly Extract = new(2026, 3, 31);

    [Theory, OnSqlite, OnPostgres]
    public async Task Counts_are_saved_changed_and_taken_away_each_with_its_audit_entry(StoreEngine engine)
    {
        await using var store = await Loaded(engine);
        var counts = new SaveHoldingCounts(store.Data, store.Time);
        Assert.Empty(await counts.Run(1, Extract, [new("T1", 12, 0), new("", 30, 0)], "amina", default));
        Assert.Empty(await counts.Run(1, Extract, [new("T1", 13, 1), new("", null, 1)], "ben", default));
        var left = Assert.Single((await counts.Saved(1, Extract, default)).Values);
        Assert.Equal(("T1", 13, "ben", 2), (left.Team, left.TypedCount, left.Who, left.Version));
        using var db = store.Data.Db();
        Assert.Equal(4, db.Audit.Count(entry => entry.SubjectKind == "reconciliation"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Where_one_count_was_changed_meanwhile_none_is_saved_and_the_present_one_comes_back(StoreEngine engine)
    {
        await using var store = await Loaded(engine);
        var counts = new SaveHoldingCounts(store.Data, store.Time);
        await counts.Run(1, Extract, [new("T1", 12, 0)], "amina", default);
        var conflicts = await counts.Run(1, Extract, [new("T1", 14, 0), new("", 30, 0)], "ben", default);
        Assert.Equal((12, "amina"), (conflicts["T1"]!.TypedCount, conflicts["T1"]!.Who));
        Assert.Equal(["T1"], (await counts.Saved(1, Extract, default)).Keys);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_same_count_typed_by_two_is_no_conflict(StoreEngine engine)
    {
        await using var store = await Loaded(engine);
        var counts = new SaveHoldingCounts(store.Data, store.Time);
        await counts.Run(1, Extract, [new("T1", 12, 0)], "amina", default);
        Assert.Empty(await counts.Run(1, Extract, [new("T1", 12, 0)], "ben", default));
        Assert.Equal("amina", (await counts.Saved(1, Extract, default))["T1"].Who);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Many_who_save_at_once_all_get_an_answer_and_one_count_stands(StoreEngine engine)
    {
        await using var store = await Loaded(engine);
        var counts = new SaveHoldingCounts(store.Data, store.Time);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() =>
            counts.Run(1, Extract, [new("T1", 100 + i, 0)], $"person {i}", default))));
        Assert.Single(answers, conflicts => conflicts.Count == 0);
        var stands = (await counts.Saved(1, Extract, default))["T1"];
        Assert.Equal($"person {stands.TypedCount - 100}", stands.Who);
    }

    private static async Task<TestStore> Loaded(StoreEngine engine)
    {
        var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Small();
        await store.Import(ssd.Write());
        return store;
    }
}
