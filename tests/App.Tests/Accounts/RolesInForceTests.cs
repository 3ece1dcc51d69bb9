using Fairload.App.Accounts;
using Fairload.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Tests.Accounts;

public sealed class RolesInForceTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_role_is_in_force_from_its_first_day_until_before_its_last(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        await store.AddCouncil();
        var account = await store.AddAccount("tess");
        await store.AddRole(account, Role.TeamManager, "T1", "2026-04-02", "2026-04-10");
        await store.AddRole(account, Role.Practitioner, null, "2026-01-01", "2026-04-02");
        var roles = new RolesInForce(store.Data, store.Time);

        async Task<IEnumerable<Role>> On(string day, int hour)
        {
            store.Time.Now = new DateTimeOffset(TestAccounts.Day(day), new TimeOnly(hour, 30), TimeSpan.Zero);
            return (await roles.Of(account.Id, 1, default)).Select(r => r.Role);
        }

        Assert.Equal([Role.Practitioner], await On("2026-04-01", 22));
        // 23:30 UTC on the first of April is half past midnight on the second in London.
        Assert.Equal([Role.TeamManager], await On("2026-04-01", 23));
        Assert.Equal([Role.TeamManager], await On("2026-04-09", 22));
        Assert.Empty(await On("2026-04-09", 23));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Cover_lasts_no_longer_than_what_it_covers(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        await store.AddCouncil();
        var (absent, colleague) = (await store.AddAccount("absent"), await store.AddAccount("colleague"));
        var own = await store.AddRole(absent, Role.TeamManager, "T1");
        await store.AddRole(colleague, Role.TeamManager, "T1", "2026-03-20", "2026-04-10", absent);
        await store.AddRole(colleague, Role.TeamManager, "T2", "2026-03-20", "2026-04-10", absent);

        Assert.Equal(["T1"], (await new RolesInForce(store.Data, store.Time).Of(colleague.Id, 1, default)).Select(r => r.Node));
        await using (var db = store.Data.Db())
        {
            await db.RolesHeld.Where(r => r.Id == own.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Until, TestAccounts.Day("2026-04-01")));
        }

        Assert.Empty(await new RolesInForce(store.Data, store.Time).Of(colleague.Id, 1, default));
    }

    [Trait("ASVS", "8.3.2")]
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_is_kept_in_memory_ends_with_the_access_version(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        await store.AddCouncil();
        var account = await store.AddAccount("tess");
        var roles = new RolesInForce(store.Data, store.Time);
        Assert.Empty(await roles.Of(account.Id, 1, default));
        await store.AddRole(account, Role.Auditor, null);

        Assert.Empty(await roles.Of(account.Id, 1, default));
        Assert.Single(await roles.Of(account.Id, 2, default));

        await using var db = store.Data.Db();
        Assert.Throws<InvalidOperationException>(() => AccessVersion.Raise(db, TestAccounts.Council));
        await using var transaction = await db.Database.BeginTransactionAsync();
        AccessVersion.Raise(db, TestAccounts.Council);
        await transaction.CommitAsync();
        Assert.Equal(1, db.Councils.Single().AccessVersion);
    }
}
