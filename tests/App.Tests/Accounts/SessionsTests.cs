using Fairload.App.Accounts;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Tests.Accounts;

public sealed class SessionsTests
{
    private static readonly SessionStart Whole = new(SessionStage.SignedIn, "Browser 1.0");

    [Trait("ASVS", "7.2.2"), Trait("ASVS", "7.2.3")]
    [Theory, OnSqlite, OnPostgres]
    public async Task A_session_is_found_by_its_value_which_the_store_does_not_hold(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        await store.AddCouncil();
        var account = await store.AddAccount("amina", a => a.Worker = "W1");
        var sessions = new Sessions(store.Data, store.Time, new SignInRules());
        var value = await sessions.Begin(account, Whole, default);

        var found = await sessions.Find(value!, default);

        Assert.Equal((account.Id, "amina", "W1", "Testshire", SessionStage.SignedIn), (found!.Account, found.SignInName, found.Worker, found.CouncilName, found.Stage));
        Assert.Equal(43, value!.Length);
        Assert.NotEqual(value, found.Id);
        Assert.Null(await sessions.Find(found.Id, default));
        Assert.Null(await sessions.Find(value + "x", default));
    }

    [Trait("ASVS", "7.1.1"), Trait("ASVS", "7.3.1"), Trait("ASVS", "7.3.2")]
    [Theory, OnSqlite, OnPostgres]
    public async Task It_ends_unused_after_thirty_minutes_and_used_after_twelve_hours(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        await store.AddCouncil();
        var account = await store.AddAccount("amina");
        var sessions = new Sessions(store.Data, store.Time, new SignInRules());
        var (used, unused) = ((await sessions.Begin(account, Whole, default))!, (await sessions.Begin(account, Whole, default))!);
        var began = store.Time.Now;

        store.Time.Now = began.AddMinutes(29);
        Assert.NotNull(await sessions.Find(used, default));
        store.Time.Now = began.AddMinutes(30);
        Assert.Null(await sessions.Find(unused, default));
        for (var minutes = 50; minutes < 12 * 60; minutes += 20)
        {
            store.Time.Now = began.AddMinutes(minutes);
            // Another machine serves the next page: what was seen must be in the store.
            Assert.NotNull(await new Sessions(store.Data, store.Time, new SignInRules()).Find(used, default));
        }

        store.Time.Now = began.AddHours(12);
        Assert.Null(await sessions.Find(used, default));
    }

    [Trait("ASVS", "7.2.1")]
    [Theory, OnSqlite, OnPostgres]
    public async Task Whatever_ends_it_is_seen_at_the_next_request(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        await store.AddCouncil();
        var account = await store.AddAccount("amina");
        var sessions = new Sessions(store.Data, store.Time, new SignInRules());
        await new LinkLogin(store.Data, store.Time).Run(TestAccounts.Council, account.Id, "https://login.example", "s-1", "admin", default);
        var sso = Whole with { Issuer = "https://login.example", ProviderSession = "sid-1" };

        var value = (await sessions.Begin(account, Whole, default))!;
        await sessions.End((await sessions.Find(value, default))!, default);
        Assert.Null(await sessions.Find(value, default));

        value = (await sessions.Begin(account, sso, default))!;
        Assert.Equal(0, await sessions.EndByProvider(TestAccounts.Council, "https://login.example", "sid-2", default));
        Assert.Equal(0, await sessions.EndByProvider(TestAccounts.Council, "https://other.example", "sid-1", default));
        Assert.NotNull(await sessions.Find(value, default));
        Assert.Equal(1, await sessions.EndByProvider(TestAccounts.Council, "https://login.example", "sid-1", default));
        Assert.Null(await sessions.Find(value, default));

        value = (await sessions.Begin(account, sso, default))!;
        Assert.Equal(1, await sessions.EndBySubject(TestAccounts.Council, "https://login.example", "s-1", default));
        Assert.Null(await sessions.Find(value, default));

        var (here, there) = ((await sessions.Begin(account, Whole, default))!, (await sessions.Begin(account, Whole, default))!);
        await sessions.EndAll(TestAccounts.Council, account.Id, (await sessions.Find(here, default))!.Id, "amina", default);
        Assert.NotNull(await sessions.Find(here, default));
        Assert.Null(await sessions.Find(there, default));

        await using (var db = store.Data.Db())
        {
            await db.Accounts.ExecuteUpdateAsync(set => set.SetProperty(a => a.IsDisabled, true));
        }

        Assert.Null(await sessions.Find(here, default));
        Assert.Null(await sessions.Begin(account, Whole, default));
    }

    [Trait("ASVS", "6.8.1"), Trait("ASVS", "10.5.2")]
    [Theory, OnSqlite, OnPostgres]
    public async Task A_login_is_known_by_issuer_and_subject_of_its_own_council(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        await store.AddCouncil();
        var account = await store.AddAccount("amina");
        var link = new LinkLogin(store.Data, store.Time);
        var find = new FindAccount(store.Data);
        await link.Run(TestAccounts.Council, account.Id, "https://login.example", "s-1", "admin", default);

        Assert.Equal(account.Id, (await find.ByLogin(TestAccounts.Council, "https://login.example", "s-1", default))?.Id);
        Assert.Null(await find.ByLogin(TestAccounts.Council, "https://login.example", "S-1", default));
        Assert.Null(await find.ByLogin(TestAccounts.Council, "https://other.example", "s-1", default));
        Assert.Null(await find.ByLogin(2, "https://login.example", "s-1", default));
        await Assert.ThrowsAsync<Refused>(() => link.Run(TestAccounts.Council, account.Id, "https://login.example", "s-1", "admin", default));
        await link.Undo(TestAccounts.Council, account.Id, "https://login.example", "s-1", "admin", default);
        Assert.Null(await find.ByLogin(TestAccounts.Council, "https://login.example", "s-1", default));
    }
}
