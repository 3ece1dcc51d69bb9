using Fairload.App.Privacy;
using Fairload.App.Store;
using Fairload.App.Store.Tables;

namespace Fairload.App.Tests.Privacy;

public sealed class HoldsTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_hold_says_who_decided_it_and_why_and_its_end_is_in_the_audit(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Small();
        await store.Import(ssd.Write());
        var (council, holds) = (CanaryCouncil.Council(store), new Holds(store.Data, store.Time));
        Assert.Equal(1, await holds.Place(council, Subject.Worker, "W1", "Lara Legal", "A tribunal", "admin", default));
        Assert.Equal(2, await holds.Place(council, null, null, "Lara Legal", "An inquiry", "admin", default));

        var standing = await holds.Of(council, ended: false, default);
        Assert.Equal(["W1", null], standing.Select(one => one.Person));
        Assert.Equal(("Lara Legal", "A tribunal", store.Time.Now.UtcDateTime), (standing[0].Hold.By, standing[0].Hold.Reason, standing[0].Hold.Since));

        await holds.End(council, 1, "Lara Legal", "It is decided", "admin", default);
        Assert.Equal([2], (await holds.Of(council, ended: false, default)).Select(one => one.Hold.Id));
        Assert.Equal(2, (await holds.Of(council, ended: true, default)).Count);
        using var db = store.Data.Db();
        var end = db.Audit.Single(entry => entry.Action == "end hold");
        Assert.Contains("A tribunal", end.Before);
        Assert.Contains("It is decided", end.After);
        Assert.Equal(("worker", "W1", "admin"), (end.SubjectKind, end.SubjectId, end.Who));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_hold_without_a_person_a_name_or_a_reason_is_refused_and_so_is_ending_one_twice(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Small();
        await store.Import(ssd.Write());
        var (council, holds) = (CanaryCouncil.Council(store), new Holds(store.Data, store.Time));
        await Assert.ThrowsAsync<Refused>(() => holds.Place(council, Subject.Child, "nobody", "Lara", "A claim", "admin", default));
        await Assert.ThrowsAsync<Refused>(() => holds.Place(council, Subject.Child, "P1", "", "A claim", "admin", default));
        await Assert.ThrowsAsync<Refused>(() => holds.Place(council, Subject.Child, "P1", "Lara", new string('x', 2001), "admin", default));
        Assert.Empty(await holds.Of(council, ended: true, default));

        var hold = await holds.Place(council, Subject.Child, "P1", "Lara", "A claim", "admin", default);
        await holds.End(council, hold, "Lara", "Settled", "admin", default);
        await Assert.ThrowsAsync<Refused>(() => holds.End(council, hold, "Lara", "Settled", "admin", default));
    }
}
