using Fairload.App.Accounts;
using Fairload.App.Restrictions;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Tests.Restrictions;

public sealed class RestrictRecordTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Of_two_who_restrict_one_record_at_once_one_is_told_that_the_other_was_first_and_no_word_is_lost(StoreEngine engine)
    {
        await using var store = await Loaded(engine);
        var pairs = Environment.GetEnvironmentVariable("FAIRLOAD_LONG") is null ? 40 : 2_000;
        for (var pair = 0; pair < pairs; pair++)
        {
            var version = (await Shelf(store)).ByChild.GetValueOrDefault("C1")?.Version ?? 0;
            var answers = await Task.WhenAll(new[] { "amina", "ben" }.Select(who => Task.Run(() =>
                new RestrictRecord(store.Data, store.Time).Run(1, "C1", Asked(RestrictionKind.Threat, $"{who} {pair}", open: [who]), version, who, default))));

            var stands = (await Shelf(store)).ByChild["C1"];
            Assert.Single(answers, saved => saved);
            Assert.Equal(version + 1, stands.Version);
            Assert.Equal($"{stands.Who} {pair}", stands.Reason);
            Assert.Equal([stands.Who], stands.Open);
        }

        // Every change that was acknowledged is in the audit, in order and whole: each begins where the one before ended.
        using var db = store.Data.Db();
        var entries = await db.Audit.Where(entry => entry.SubjectId == "C1").OrderBy(entry => entry.Id).ToListAsync();
        Assert.Equal(pairs, entries.Count);
        Assert.Equal(entries.SkipLast(1).Select(entry => entry.After), entries.Skip(1).Select(entry => entry.Before));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_restriction_outlives_the_import_that_no_longer_has_the_child(StoreEngine engine)
    {
        await using var store = await Loaded(engine);
        Assert.True(await new RestrictRecord(store.Data, store.Time).Run(1, "C1", Asked(RestrictionKind.Adoption, "Placed"), 0, "amina", default));
        using var empty = SsdFolder.Small();
        foreach (var file in Directory.GetFiles(empty.Write(), "*.csv"))
        {
            await File.WriteAllLinesAsync(file, (await File.ReadAllLinesAsync(file)).Take(1));
        }

        await store.Import(empty.Write(), "2026-04-01");
        Assert.Equal("Placed", (await Shelf(store)).ByChild["C1"].Reason);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_opening_tells_the_nearest_node_that_somebody_manages_today_and_else_the_director(StoreEngine engine)
    {
        await using var store = await Loaded(engine);
        var today = RolesInForce.TodayBy(store.Time);
        await Account(store, "gone", Role.TeamManager, "T1", today.AddDays(-30), today);
        Assert.Null(await Told(store));
        await Account(store, "away", Role.TeamManager, "T1", today.AddDays(-30), null, isDisabled: true);
        Assert.Null(await Told(store));
        await Account(store, "above", Role.ServiceManager, "S1", today, null);
        Assert.Equal("S1", await Told(store));
        var near = await Account(store, "near", Role.TeamManager, "T1", today, today.AddDays(1));
        Assert.Equal("T1", await Told(store));

        // Whoever opens it is not the one who is told.
        Assert.Equal("S1", await Told(store, near.ToString("N")));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_opening_is_for_one_person_and_ends_by_itself(StoreEngine engine)
    {
        await using var store = await Loaded(engine);
        await Told(store);
        var records = await Shelf(store);
        var now = store.Time.GetUtcNow().UtcDateTime;
        Assert.True(records.IsOpenTo("C1", "viewer", now + OpenRecord.OpenFor - TimeSpan.FromSeconds(1)));
        Assert.False(records.IsOpenTo("C1", "viewer", now + OpenRecord.OpenFor));
        Assert.False(records.IsOpenTo("C1", "somebody else", now));
        Assert.False(records.IsOpenTo("C2", "viewer", now));
    }

    private static RestrictionAsked Asked(RestrictionKind kind, string reason, string[]? open = null) => new(kind, reason, open ?? [], []);

    private static Task<RestrictedRecords> Shelf(TestStore store) => new RestrictionShelf(store.Data, store.Time).Of(1, default);

    /// <summary>Opens the record and says which node was told.</summary>
    private static async Task<string?> Told(TestStore store, string viewer = "viewer")
    {
        using var before = store.Data.Db();
        var known = await before.Openings.Select(opening => opening.Id).ToListAsync();
        await new OpenRecord(store.Data, store.Time).Run(1, "C1", ["T1", "S1"], viewer, "who", "A reason long enough", default);
        using var db = store.Data.Db();
        return (await db.Openings.SingleAsync(opening => !known.Contains(opening.Id))).Team;
    }

    private static async Task<Guid> Account(TestStore store, string name, Role role, string node, DateOnly from, DateOnly? until, bool isDisabled = false)
    {
        using var db = store.Data.Db();
        var account = new Account { Id = Guid.NewGuid(), Council = 1, UserName = name, NormalizedUserName = name.ToUpperInvariant(), Name = name, IsDisabled = isDisabled };
        db.Accounts.Add(account);
        db.RolesHeld.Add(new RoleHeld { Id = Guid.NewGuid(), Council = 1, Account = account.Id, Role = role, Node = node, From = from, Until = until, GivenBy = "test" });
        await db.SaveChangesAsync();
        return account.Id;
    }

    private static async Task<TestStore> Loaded(StoreEngine engine)
    {
        var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Small();
        await store.Import(ssd.Write());
        return store;
    }
}
