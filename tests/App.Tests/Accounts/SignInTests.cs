using Fairload.App.Accounts;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Fairload.App.Tests.Accounts;

/// <summary>ASVS 5.0: v5.0.0-6.1.1, 6.2.1, 6.3.1, 6.3.8, 6.5.1, 6.6.3, 7.2.4.</summary>
public sealed class SignInTests
{
    private const string Password = "kettle plum archive";
    private static readonly SignInFrom From = new("192.0.2.1", "Browser 1.0");

    [Trait("ASVS", "6.4.4"), Trait("ASVS", "16.3.1")]
    [Theory, OnSqlite, OnPostgres]
    public async Task Somebody_new_begins_with_a_start_code_and_ends_signed_in_with_recovery_codes(StoreEngine engine)
    {
        await using var at = await Desk.Open(engine);
        var started = await at.Add.Run(at.Council, new NewAccount("amina", "Amina Khan", null), Actor.CommandLine, default);
        Assert.Null(started.Account.PasswordHash);
        Assert.Null((await at.SignIn.WithStartCode(at.Council, "amina", "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA", From, default)).Value);
        Assert.Null((await at.SignIn.WithPassword(at.Council, "amina", "", From, default)).Value);

        var first = await at.SignIn.WithStartCode(at.Council, "AMINA ", started.StartCode!.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal), From, default);
        Assert.Equal(SessionStage.NeedsPassword, first.Stage);
        await Assert.ThrowsAsync<Refused>(async () => await at.SignIn.ChoosePassword(await at.Of(first), "password1234", From, default));
        var second = await at.SignIn.ChoosePassword(await at.Of(first), Password, From, default);
        Assert.Equal(SessionStage.NeedsAuthenticator, second.Stage);
        Assert.Null(await at.Sessions.Find(first.Value!, default));
        Assert.Null((await at.SignIn.WithStartCode(at.Council, "amina", started.StartCode!, From, default)).Value);

        at.Store.Time.Now = at.Store.Time.Now.AddMinutes(2);
        var key = await at.Authenticators.NewKey(started.Account.Id, default);
        Assert.Equal(key, await at.Authenticators.NewKey(started.Account.Id, default));
        Assert.Null((await at.SignIn.SetUpAuthenticator(at.Council, await at.Of(second), "000000", From, default)).Step.Value);
        var (last, recovery) = await at.SignIn.SetUpAuthenticator(at.Council, await at.Of(second), OtherTotp.Code(key, at.Store.Time.Now), From, default);
        Assert.Equal((SessionStage.SignedIn, 10), (last.Stage, recovery.Distinct().Count()));
        await using var db = at.Store.Data.Db();
        Assert.DoesNotContain(await db.AccountTokens.ToListAsync(), token => token.Value!.Contains(key, StringComparison.Ordinal) || recovery.Contains(token.Name));
        var told = await db.Audit.Select(entry => entry.Action).ToListAsync();
        Assert.Equal((1, 3), (told.Count(action => action == "sign in"), told.Count(action => action == "refuse sign-in")));
    }

    [Trait("ASVS", "6.4.1")]
    [Theory, OnSqlite, OnPostgres]
    public async Task A_start_code_lasts_a_day(StoreEngine engine)
    {
        await using var at = await Desk.Open(engine);
        var started = await at.Add.Run(at.Council, new NewAccount("amina", "Amina Khan", null), Actor.CommandLine, default);
        at.Store.Time.Now = at.Store.Time.Now.AddHours(24).AddMinutes(-1);
        Assert.NotNull((await at.SignIn.WithStartCode(at.Council, "amina", started.StartCode!, From, default)).Value);
        at.Store.Time.Now = at.Store.Time.Now.AddMinutes(1);
        Assert.Null((await at.SignIn.WithStartCode(at.Council, "amina", started.StartCode!, From, default)).Value);
    }

    [Trait("ASVS", "2.3.4"), Trait("ASVS", "6.5.1")]
    [Theory, OnSqlite, OnPostgres]
    public async Task A_code_is_accepted_once_and_of_two_at_the_same_time_one(StoreEngine engine)
    {
        await using var at = await Desk.Open(engine);
        var (_, key, recovery) = await at.Ready("amina", Password);
        for (var round = 0; round < 5; round++)
        {
            at.Store.Time.Now = at.Store.Time.Now.AddMinutes(2);
            var code = round < 3 ? OtherTotp.Code(key, at.Store.Time.Now) : recovery[round];
            var sessions = new List<SessionFound>();
            for (var i = 0; i < 2; i++)
            {
                sessions.Add(await at.Of(await at.SignIn.WithPassword(at.Council, "amina", Password, From, default)));
            }

            var both = await Task.WhenAll(sessions.Select(session => Task.Run(() => at.SignIn.WithCode(at.Council, session, code, From with { Address = null }, default))));
            Assert.Single(both, step => step.Value is not null);
            var again = await at.Of(await at.SignIn.WithPassword(at.Council, "amina", Password, From, default));
            Assert.Null((await at.SignIn.WithCode(at.Council, again, code, From with { Address = null }, default)).Value);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Five_wrong_tries_lock_the_password_for_a_minute_then_two_and_never_the_councils_own_sign_in(StoreEngine engine)
    {
        await using var at = await Desk.Open(engine);
        var (account, _, _) = await at.Ready("amina", Password);
        async Task<bool> Opens(string password)
        {
            at.Store.Time.Now = at.Store.Time.Now.AddSeconds(13);
            return (await at.SignIn.WithPassword(at.Council, "amina", password, From with { Address = null }, default)).Value is not null;
        }

        for (var i = 0; i < 4; i++)
        {
            Assert.False(await Opens("wrong"));
        }

        Assert.True(await Opens(Password));
        Assert.False(await Opens("wrong"));
        Assert.False(await Opens(Password));
        Assert.NotNull(await at.Sessions.Begin(account, new SessionStart(SessionStage.SignedIn, null) { Issuer = "https://login.example" }, default));
        at.Store.Time.Now = at.Store.Time.Now.AddSeconds(34);
        Assert.True(await Opens(Password));
        Assert.False(await Opens("wrong"));
        at.Store.Time.Now = at.Store.Time.Now.AddSeconds(60);
        Assert.False(await Opens(Password));
        at.Store.Time.Now = at.Store.Time.Now.AddSeconds(60);
        Assert.True(await Opens(Password));
    }

    [Trait("ASVS", "6.1.1"), Trait("ASVS", "6.3.1")]
    [Theory, OnSqlite, OnPostgres]
    public async Task No_minute_has_more_than_ten_tries_by_one_name_or_from_one_address(StoreEngine engine)
    {
        await using var at = await Desk.Open(engine);
        var began = at.Store.Time.Now;
        var made = new List<double>();
        for (var second = 0; second < 200; second++)
        {
            at.Store.Time.Now = began.AddSeconds(second);
            // Another name each time, from one address: half by one machine, half by another.
            var step = await new Desk(at.Store, at.Council).SignIn.WithPassword(at.Council, "name" + second, "wrong", From, default);
            if (step.Wait is { } wait)
            {
                Assert.InRange(wait.TotalSeconds, 1, 60);
            }
            else
            {
                made.Add(second);
            }
        }

        Assert.All(made, first => Assert.InRange(made.Count(one => one >= first && one < first + 60), 1, 10));
        Assert.InRange(made.Count, 15, 30);
        var byName = 0;
        for (var i = 0; i < 12; i++)
        {
            byName += (await at.SignIn.WithPassword(at.Council, "amina", "wrong", new SignInFrom("198.51.100." + i, null), default)).Wait is null ? 1 : 0;
        }

        Assert.InRange(byName, 1, 10);
        await using var db = at.Store.Data.Db();
        Assert.DoesNotContain(await db.Tries.Select(t => t.Key).ToListAsync(), key => key.Contains("amina", StringComparison.OrdinalIgnoreCase));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Tries_at_once_are_counted_each(StoreEngine engine)
    {
        await using var at = await Desk.Open(engine);
        var steps = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => at.SignIn.WithPassword(at.Council, "amina", "wrong", From with { Address = null }, default))));
        Assert.Equal(5, steps.Count(step => step.Wait is null));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_clock_that_is_put_back_keeps_nobody_waiting(StoreEngine engine)
    {
        await using var at = await Desk.Open(engine);
        await at.SignIn.WithPassword(at.Council, "amina", "wrong", From, default);
        at.Store.Time.Now = at.Store.Time.Now.AddHours(-1);
        Assert.Null((await at.SignIn.WithPassword(at.Council, "amina", "wrong", From, default)).Wait);
    }

    [Trait("ASVS", "11.4.2")]
    [Fact]
    public async Task Every_refusal_hashes_exactly_once()
    {
        await using var at = await Desk.Open(StoreEngine.Sqlite);
        await at.Ready("amina", Password);
        await at.Add.Run(at.Council, new NewAccount("fresh", "Fred Esh", null), Actor.CommandLine, default);
        foreach (var name in new[] { "amina", "nobody", "fresh" })
        {
            at.Hasher.Count = 0;
            Assert.Null((await at.SignIn.WithPassword(at.Council, name, "wrong", From with { Address = null }, default)).Value);
            Assert.Equal(1, at.Hasher.Count);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Disabled_reset_and_changed_passwords_end_what_there_is(StoreEngine engine)
    {
        await using var at = await Desk.Open(engine);
        var (account, key, _) = await at.Ready("amina", Password);
        async Task<string> In()
        {
            at.Store.Time.Now = at.Store.Time.Now.AddMinutes(2);
            var first = await at.SignIn.WithPassword(at.Council, "amina", Password, From, default);
            return (await at.SignIn.WithCode(at.Council, await at.Of(first), OtherTotp.Code(key, at.Store.Time.Now), From, default)).Value!;
        }

        var (here, there) = (await In(), await In());
        await at.SignIn.ChangePassword((await at.Sessions.Find(here, default))!, "another plum archive", default);
        Assert.NotNull(await at.Sessions.Find(here, default));
        Assert.Null(await at.Sessions.Find(there, default));

        var version = (await at.Find.ById(at.Council.Id, account.Id, default))!.Version;
        Assert.Null(await at.Edit.SetDisabled(at.Council.Id, account.Id, version, true, Actor.CommandLine, default));
        Assert.Null(await at.Sessions.Find(here, default));
        Assert.Null((await at.SignIn.WithPassword(at.Council, "amina", "another plum archive", From, default)).Value);
        Assert.Null(await at.Edit.SetDisabled(at.Council.Id, account.Id, version + 1, false, Actor.CommandLine, default));
        Assert.NotNull((await at.SignIn.WithPassword(at.Council, "amina", "another plum archive", From, default)).Value);

        var reset = await at.Add.Reset(at.Council, account.Id, null, Actor.CommandLine, default);
        at.Store.Time.Now = at.Store.Time.Now.AddMinutes(2);
        Assert.Null((await at.SignIn.WithPassword(at.Council, "amina", "another plum archive", From, default)).Value);
        Assert.False(await at.Authenticators.IsSetUp(account.Id, default));
        Assert.NotNull((await at.SignIn.WithStartCode(at.Council, "amina", reset.StartCode!, From, default)).Value);
    }

    /// <summary>All that signs in, over one store, with a hasher that counts.</summary>
    internal sealed class Desk : IAsyncDisposable
    {
        public Desk(TestStore store, Council council, SignInRules? rules = null)
        {
            var set = (rules ?? new SignInRules()) with { HashRounds = 1000 };
            Hasher = new CountingHasher(set.HashRounds);
            (Store, Council) = (store, council);
            Sessions = new Sessions(store.Data, store.Time, set);
            var passwords = new Passwords(set, Hasher);
            passwords.Prepare();
            Authenticators = new Authenticators(store.Data, store.Time, new Seal(Protection));
            SignIn = new SignIn(store.Data, store.Time, set, Sessions, passwords, Authenticators);
            Add = new AddAccount(store.Data, store.Time, set, Sessions, passwords);
            Edit = new EditAccount(store.Data, store.Time, Sessions);
            Find = new FindAccount(store.Data);
        }

        private static EphemeralDataProtectionProvider Protection { get; } = new();

        public TestStore Store { get; }

        public Council Council { get; }

        public CountingHasher Hasher { get; }

        public Sessions Sessions { get; }

        public Authenticators Authenticators { get; }

        public SignIn SignIn { get; }

        public AddAccount Add { get; }

        public EditAccount Edit { get; }

        public FindAccount Find { get; }

        public static async Task<Desk> Open(StoreEngine engine, SignInRules? rules = null)
        {
            var store = await TestStore.Open(engine);
            await store.AddCouncil();
            return new Desk(store, (await new FindAccount(store.Data).Council(null, default))!, rules);
        }

        public async Task<SessionFound> Of(SignInStep step) => (await Sessions.Find(step.Value!, default))!;

        /// <summary>An account with a password and an authenticator.</summary>
        public async Task<(Account Account, string Key, IReadOnlyList<string> Recovery)> Ready(string name, string password)
        {
            var made = await Add.Run(Council, new NewAccount(name, name, null) { Password = password }, Actor.CommandLine, default);
            var step = await SignIn.WithPassword(Council, name, password, From with { Address = null }, default);
            var key = await Authenticators.NewKey(made.Account.Id, default);
            var (_, recovery) = await SignIn.SetUpAuthenticator(Council, await Of(step), OtherTotp.Code(key, Store.Time.Now), From with { Address = null }, default);
            Store.Time.Now = Store.Time.Now.AddMinutes(2);
            return (made.Account, key, recovery);
        }

        public ValueTask DisposeAsync() => Store.DisposeAsync();
    }

    /// <summary>The framework's hasher, counting how often it hashes.</summary>
    internal sealed class CountingHasher(int rounds) : IPasswordHasher<Account>
    {
        private readonly PasswordHasher<Account> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = rounds }));

        public int Count { get; set; }

        public string HashPassword(Account user, string password)
        {
            Count++;
            return _hasher.HashPassword(user, password);
        }

        public PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
        {
            Count++;
            return _hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
