using Fairload.App.Accounts;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Tests.Accounts;

public sealed class SignOnTests
{
    private const string Issuer = "https://id.test.example";

    private static readonly ClaimedRoles Nothing = new([], []);

    [Theory, OnSqlite, OnPostgres]
    public async Task Somebody_unknown_gets_no_session_and_no_account_and_waits_for_the_administrator(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        await store.AddCouncil();

        // The same mail address and sign-in name as an account's: neither is who somebody is.
        var account = await store.AddAccount("amina@test.example");
        await Link(store, account, "subject-1");
        foreach (var person in new[] { Person("subject-2"), Person("subject-1") with { Issuer = "https://id.test.example/" }, Person("SUBJECT-1") })
        {
            var end = await SignOnOf(store).Begin(TestAccounts.Council, person, Nothing, null, default);
            Assert.Null(end.Session);
            Assert.NotNull(end.Waiting);
        }

        var waiting = await SignOnOf(store).Waiting(TestAccounts.Council, default);
        Assert.Equal(3, waiting.Count);
        Assert.All(waiting, one => Assert.Equal(("Amina Adeyemi", "amina@test.example"), (one.Name, one.Mail)));
        await using var db = store.Data.Db();
        Assert.Equal((0, 1), (await db.Sessions.CountAsync(), await db.Accounts.CountAsync()));
        Assert.Equal(3, await db.Audit.CountAsync(entry => entry.Action == "refuse sign in"));

        // The twin: the very issuer and subject are let in.
        Assert.NotNull((await SignOnOf(store).Begin(TestAccounts.Council, Person("subject-1"), Nothing, null, default)).Session);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Trying_again_is_one_line_in_the_list_and_a_month_later_none(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        await store.AddCouncil();
        var signOn = SignOnOf(store);
        var first = await signOn.Begin(TestAccounts.Council, Person("s"), Nothing, null, default);
        var again = await signOn.Begin(TestAccounts.Council, Person("s"), Nothing, null, default);
        Assert.Equal(first.Waiting, again.Waiting);
        store.Time.Now = store.Time.Now.AddDays(31);
        await signOn.Begin(TestAccounts.Council, Person("another"), Nothing, null, default);
        Assert.Equal("another", Assert.Single(await signOn.Waiting(TestAccounts.Council, default)).Subject);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_disabled_account_is_refused(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        await store.AddCouncil();
        await Link(store, await store.AddAccount("amina", a => a.IsDisabled = true), "s");
        Assert.Equal(new SignOnEnd(null, null), await SignOnOf(store).Begin(TestAccounts.Council, Person("s"), Nothing, null, default));
        await using var db = store.Data.Db();
        Assert.Equal(0, await db.Sessions.CountAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Roles_of_claims_replace_those_of_the_last_sign_in_and_leave_those_given_by_hand(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        await store.AddCouncil();
        var account = await store.AddAccount("amina");
        await Link(store, account, "s");
        await store.AddRole(account, Role.TeamManager, "T1");
        var (one, two) = (new ClaimedRole(Role.TeamManager, "T1"), new ClaimedRole(Role.Auditor, null));

        await SignIn(one, two);
        Assert.Equal(["Auditor  single sign-on", "TeamManager T1 single sign-on", "TeamManager T1 test"], await Held());
        var version = await AccessVersionNow();
        await SignIn(one, two);
        Assert.Equal(version, await AccessVersionNow());
        await SignIn(two);
        Assert.Equal(["Auditor  single sign-on", "TeamManager T1 test"], await Held());
        Assert.True(await AccessVersionNow() > version);
        await SignIn();
        Assert.Equal(["TeamManager T1 test"], await Held());
        await using var db = store.Data.Db();
        Assert.Equal((2, 2), (await db.Audit.CountAsync(entry => entry.Action == "give role"), await db.Audit.CountAsync(entry => entry.Action == "end role")));

        Task SignIn(params ClaimedRole[] roles) => SignOnOf(store).Begin(TestAccounts.Council, Person("s"), new ClaimedRoles(roles, []), null, default);

        async Task<string[]> Held()
        {
            await using var read = store.Data.Db();
            var today = RolesInForce.TodayBy(store.Time);
            var held = await read.RolesHeld.Where(r => r.Account == account.Id && r.From <= today && (r.Until == null || r.Until > today)).ToListAsync();
            return [.. held.Select(r => $"{r.Role} {r.Node} {r.GivenBy}").Order(StringComparer.Ordinal)];
        }

        async Task<long> AccessVersionNow()
        {
            await using var read = store.Data.Db();
            return await read.Councils.Select(c => c.AccessVersion).SingleAsync();
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_gave_no_role_is_noted_once_with_its_latest_day_until_it_is_cleared(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        await store.AddCouncil();
        await Link(store, await store.AddAccount("amina"), "s");
        var claimed = new ClaimedRoles([], [new UnusedClaim("groups", new string('g', 300), WhyNoRole.NoRule)]);
        await SignOnOf(store).Begin(TestAccounts.Council, Person("s"), claimed, null, default);
        store.Time.Now = store.Time.Now.AddDays(1);
        await SignOnOf(store).Begin(TestAccounts.Council, Person("s"), claimed, null, default);
        var noted = Assert.Single(await SignOnOf(store).Unused(TestAccounts.Council, default));
        Assert.Equal((new string('g', 200), WhyNoRole.NoRule, store.Time.Now.UtcDateTime), (noted.Value, noted.Why, noted.Last));
        await SignOnOf(store).ForgetUnused(TestAccounts.Council, default);
        Assert.Empty(await SignOnOf(store).Unused(TestAccounts.Council, default));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Word_of_a_sign_out_ends_its_session_and_counts_once(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        await store.AddCouncil();
        await Link(store, await store.AddAccount("amina"), "s");
        var sessions = new Sessions(store.Data, store.Time, new SignInRules());
        var (first, second) = (await Begin("sid-1"), await Begin("sid-2"));

        Assert.True(await End(null, "sid-1", "jti-1"));
        Assert.Null(await sessions.Find(first, default));
        Assert.NotNull(await sessions.Find(second, default));
        Assert.True(await End("s", null, "jti-2"));
        Assert.Null(await sessions.Find(second, default));

        var third = await Begin("sid-3");
        Assert.False(await End("s", null, "jti-2"));
        Assert.NotNull(await sessions.Find(third, default));

        async Task<string> Begin(string session) =>
            (await SignOnOf(store).Begin(TestAccounts.Council, Person("s") with { Session = session }, Nothing, null, default)).Session!;

        Task<bool> End(string? subject, string? session, string id) =>
            SignOnOf(store).End(TestAccounts.Council, Issuer, subject, session, id, store.Time.Now.AddMinutes(12), default);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Taking_a_link_away_ends_its_sessions_and_the_roles_of_its_claims(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        await store.AddCouncil();
        var account = await store.AddAccount("amina");
        await Link(store, account, "s");
        await store.AddRole(account, Role.TeamManager, "T1");
        var value = (await SignOnOf(store).Begin(TestAccounts.Council, Person("s"), new ClaimedRoles([new ClaimedRole(Role.Director, null)], []), null, default)).Session!;
        await new LinkLogin(store.Data, store.Time).Undo(TestAccounts.Council, account.Id, Issuer, "s", "root", default);
        Assert.Null(await new Sessions(store.Data, store.Time, new SignInRules()).Find(value, default));
        Assert.Equal(Role.TeamManager, Assert.Single(await new RolesInForce(store.Data, store.Time).Of(account.Id, 0, default)).Role);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_sign_ins_at_once_give_a_role_once(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        await store.AddCouncil();
        var account = await store.AddAccount("amina");
        await Link(store, account, "s");
        var claimed = new ClaimedRoles([new ClaimedRole(Role.Director, null)], []);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => SignOnOf(store).Begin(TestAccounts.Council, Person("s"), claimed, null, default))));
        await using var db = store.Data.Db();
        Assert.Equal((1, 8), (await db.RolesHeld.CountAsync(), await db.Sessions.CountAsync()));
    }

    private static Vouched Person(string subject) => new(Issuer, subject, null, "Amina Adeyemi", "amina@test.example");

    private static SignOn SignOnOf(TestStore store) => new(store.Data, new Sessions(store.Data, store.Time, new SignInRules()), store.Time);

    private static Task Link(TestStore store, Account account, string subject) =>
        new LinkLogin(store.Data, store.Time).Run(TestAccounts.Council, account.Id, Issuer, subject, "root", default);
}
