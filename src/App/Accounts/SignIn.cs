using System.Globalization;
using Fairload.App.Auditing;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Accounts;

/// <summary>What came of one step of a sign-in.</summary>
/// <param name="Value">The value for the cookie of the session that goes on; nothing when the step was refused.</param>
/// <param name="Stage">What is needed next.</param>
/// <param name="Wait">How long to wait before the next try; nothing unless there were too many.</param>
public sealed record SignInStep(string? Value, SessionStage Stage, TimeSpan? Wait)
{
    /// <summary>Refused. Why is not said: a wrong name, a wrong password, an account disabled or locked all look the same.</summary>
    public static SignInStep Refused { get; } = new(null, default, null);
}

/// <summary>From where a step of a sign-in comes.</summary>
/// <param name="Address">The network address, or nothing.</param>
/// <param name="Agent">What the browser calls itself.</param>
public sealed record SignInFrom(string? Address, string? Agent);

/// <summary>
/// Signing in by password and authenticator code, step by step. Each step is limited by name and by address and counted
/// in the store, so that all machines count together; each success begins a session of a new value.
/// </summary>
/// <remarks>
/// The framework's <c>UserManager</c> is not used: it reads a counter and writes it back, so that two machines may count
/// one wrong try, and its codes do not say of which step they were, so that one may be used twice (docs/adr/0011).
/// </remarks>
public sealed class SignIn(DataStore store, TimeProvider time, SignInRules rules, Sessions sessions, Passwords passwords, Authenticators authenticators)
{
    private const string StartKind = "start", StartName = "code";

    private static readonly Wording Texts = new("Accounts.Accounts");

    /// <summary>The first step: name and password.</summary>
    public async Task<SignInStep> WithPassword(Council council, string signInName, string password, SignInFrom from, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(council);
        ArgumentNullException.ThrowIfNull(from);
        await using var db = store.Db();
        if (await Wait(db, council, signInName, from, cancel).ConfigureAwait(false) is { } wait)
        {
            return new SignInStep(null, default, wait);
        }

        var key = FindAccount.Key(signInName);
        var account = await db.Accounts.FirstOrDefaultAsync(a => a.Council == council.Id && a.NormalizedUserName == key, cancel).ConfigureAwait(false);
        if (!passwords.IsRight(account, password, out var isOld) || !MayTry(account!))
        {
            await Fail(db, council, account, "password", cancel).ConfigureAwait(false);
            return SignInStep.Refused;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        AccessVersion.TakeTurn(db, council.Id);
        if (await db.Accounts.AsNoTracking().AnyAsync(a => a.Id == account!.Id && a.PasswordHash != account.PasswordHash, cancel).ConfigureAwait(false))
        {
            // It was changed while this one was tried.
            return SignInStep.Refused;
        }

        if (isOld)
        {
            account!.PasswordHash = passwords.Hash(account, password);
        }

        var stage = await Authenticators.IsSetUpIn(db, account!.Id, cancel).ConfigureAwait(false) ? SessionStage.NeedsCode : SessionStage.NeedsAuthenticator;
        return await Go(db, transaction, account, null, stage, from, cancel).ConfigureAwait(false);
    }

    /// <summary>The first step of somebody new, or of somebody reset: name and start code. The code is used up when a password is chosen.</summary>
    public async Task<SignInStep> WithStartCode(Council council, string signInName, string code, SignInFrom from, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(council);
        ArgumentNullException.ThrowIfNull(from);
        await using var db = store.Db();
        if (await Wait(db, council, signInName, from, cancel).ConfigureAwait(false) is { } wait)
        {
            return new SignInStep(null, default, wait);
        }

        var key = FindAccount.Key(signInName);
        var account = await db.Accounts.FirstOrDefaultAsync(a => a.Council == council.Id && a.NormalizedUserName == key, cancel).ConfigureAwait(false);
        var hash = OneTimeCode.Hash(code);
        var token = account is null ? null : await StartToken(db, account.Id, cancel).ConfigureAwait(false);
        if (token is null || !token.StartsWith(hash + " ", StringComparison.Ordinal) || !IsGood(token) || !MayTry(account!))
        {
            await Fail(db, council, account, "start code", cancel).ConfigureAwait(false);
            return SignInStep.Refused;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        AccessVersion.TakeTurn(db, council.Id);
        return await Go(db, transaction, account!, null, SessionStage.NeedsPassword, from, cancel).ConfigureAwait(false);
    }

    /// <summary>After a start code: the password that the person chose.</summary>
    /// <exception cref="App.Refused">The password may not be used, with the reason; the session goes on.</exception>
    public async Task<SignInStep> ChoosePassword(SessionFound session, string? password, SignInFrom from, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(from);
        await using var db = store.Db();
        var account = await db.Accounts.FirstAsync(a => a.Id == session.Account, cancel).ConfigureAwait(false);
        if (passwords.Wrong(password, account, session.CouncilName) is { } wrong)
        {
            throw new Refused(wrong);
        }

        var hash = passwords.Hash(account, password!);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        AccessVersion.TakeTurn(db, session.Council);
        var token = await StartToken(db, account.Id, cancel).ConfigureAwait(false);

        // Deleting says who came first: of two browsers with one code only one has the account.
        if (session.Stage != SessionStage.NeedsPassword || token is null || !IsGood(token)
            || await db.AccountTokens.Where(t => t.UserId == account.Id && t.LoginProvider == StartKind).ExecuteDeleteAsync(cancel).ConfigureAwait(false) == 0)
        {
            return SignInStep.Refused;
        }

        account.PasswordHash = hash;
        await sessions.EndAllIn(db, account.Id, session.Id, cancel).ConfigureAwait(false);
        Audit.Write(db, time, account.Council, account.UserName!, "choose password", "account", account.Id.ToString(), null, null);
        return await Go(db, transaction, account, session, SessionStage.NeedsAuthenticator, from, cancel).ConfigureAwait(false);
    }

    /// <summary>The last step: a code of the authenticator, or a recovery code. Each is accepted once.</summary>
    public async Task<SignInStep> WithCode(Council council, SessionFound session, string code, SignInFrom from, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(council);
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(from);
        await using var db = store.Db();
        if (await Wait(db, council, session.SignInName, from, cancel).ConfigureAwait(false) is { } wait)
        {
            return new SignInStep(null, default, wait);
        }

        var account = await db.Accounts.AsNoTracking().FirstAsync(a => a.Id == session.Account, cancel).ConfigureAwait(false);
        if (session.Stage != SessionStage.NeedsCode || !MayTry(account))
        {
            await Fail(db, council, account, "code", cancel).ConfigureAwait(false);
            return SignInStep.Refused;
        }

        var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            AccessVersion.TakeTurn(db, council.Id);
            if (await authenticators.Accepts(db, account, code, cancel).ConfigureAwait(false))
            {
                await TryLimit.GiveBack(db, AddressKey(council, from), rules.TriesAMinute, cancel).ConfigureAwait(false);
                return await Go(db, transaction, account, session, SessionStage.SignedIn, from, cancel).ConfigureAwait(false);
            }
        }

        await Fail(db, council, account, "code", cancel).ConfigureAwait(false);
        return SignInStep.Refused;
    }

    /// <summary>The last step of somebody new: the first code shows that the authenticator is set up.</summary>
    /// <returns>The session signed in, and the recovery codes, which are never shown again.</returns>
    public async Task<(SignInStep Step, IReadOnlyList<string> RecoveryCodes)> SetUpAuthenticator(
        Council council, SessionFound session, string code, SignInFrom from, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(council);
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(from);
        await using var db = store.Db();
        if (await Wait(db, council, session.SignInName, from, cancel).ConfigureAwait(false) is { } wait)
        {
            return (new SignInStep(null, default, wait), []);
        }

        var account = await db.Accounts.AsNoTracking().FirstAsync(a => a.Id == session.Account, cancel).ConfigureAwait(false);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        AccessVersion.TakeTurn(db, council.Id);
        if (session.Stage is not (SessionStage.NeedsAuthenticator or SessionStage.SignedIn)
            || (session.Stage == SessionStage.NeedsAuthenticator && await Authenticators.IsSetUpIn(db, account.Id, cancel).ConfigureAwait(false))
            || await authenticators.SetUp(db, account, code, cancel).ConfigureAwait(false) is not { } recovery)
        {
            return (SignInStep.Refused, []);
        }

        Audit.Write(db, time, account.Council, account.UserName!, "set up authenticator", "account", account.Id.ToString(), null, null);
        if (session.Stage == SessionStage.SignedIn)
        {
            // Whoever had the old one is out.
            await sessions.EndAllIn(db, account.Id, session.Id, cancel).ConfigureAwait(false);
        }

        return (await Go(db, transaction, account, session, SessionStage.SignedIn, from, cancel).ConfigureAwait(false), recovery);
    }

    /// <summary>Whether a signed-in person's password is right, asked again before something that matters.</summary>
    /// <returns>Whether it is, or how long to wait.</returns>
    public async Task<(bool IsRight, TimeSpan? Wait)> Confirm(Council council, SessionFound session, string password, SignInFrom from, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(council);
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(from);
        await using var db = store.Db();
        if (await Wait(db, council, session.SignInName, from, cancel).ConfigureAwait(false) is { } wait)
        {
            return (false, wait);
        }

        var account = await db.Accounts.AsNoTracking().FirstAsync(a => a.Id == session.Account, cancel).ConfigureAwait(false);
        if (passwords.IsRight(account, password, out _) && MayTry(account))
        {
            return (true, null);
        }

        await Fail(db, council, account, "password", cancel).ConfigureAwait(false);
        return (false, null);
    }

    /// <summary>Changes the password of somebody signed in, and ends their other sessions.</summary>
    /// <exception cref="App.Refused">The new password may not be used.</exception>
    public async Task ChangePassword(SessionFound session, string? password, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(session);
        await using var db = store.Db();
        var account = await db.Accounts.FirstAsync(a => a.Id == session.Account, cancel).ConfigureAwait(false);
        if (passwords.Wrong(password, account, session.CouncilName) is { } wrong)
        {
            throw new Refused(wrong);
        }

        account.PasswordHash = passwords.Hash(account, password!);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        AccessVersion.TakeTurn(db, session.Council);
        await sessions.EndAllIn(db, account.Id, session.Id, cancel).ConfigureAwait(false);
        Audit.Write(db, time, account.Council, account.UserName!, "change password", "account", account.Id.ToString(), null, null);
        await transaction.CommitAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>New recovery codes in the place of the old ones.</summary>
    public async Task<IReadOnlyList<string>> NewRecoveryCodes(SessionFound session, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(session);
        await using var db = store.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        AccessVersion.TakeTurn(db, session.Council);
        var codes = await Authenticators.NewRecoveryCodes(db, session.Account, cancel).ConfigureAwait(false);
        Audit.Write(db, time, session.Council, session.SignInName, "make recovery codes", "account", session.Account.ToString(), null, null);
        await transaction.CommitAsync(cancel).ConfigureAwait(false);
        return codes;
    }

    /// <summary>A new start code of an account, in the caller's transaction; the one before is no longer good.</summary>
    internal static string NewStartCode(FairloadDb db, Guid account, TimeProvider time, SignInRules rules)
    {
        var code = OneTimeCode.New();
        db.AccountTokens.Where(t => t.UserId == account && t.LoginProvider == StartKind).ExecuteDelete();
        db.AccountTokens.Add(new IdentityUserToken<Guid>
        {
            UserId = account, LoginProvider = StartKind, Name = StartName,
            Value = OneTimeCode.Hash(code) + " " + time.GetUtcNow().Add(rules.StartCode).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        });
        db.SaveChanges();
        return code;
    }

    private static Task<string?> StartToken(FairloadDb db, Guid account, CancellationToken cancel) =>
        db.AccountTokens.Where(t => t.UserId == account && t.LoginProvider == StartKind).Select(t => t.Value).FirstOrDefaultAsync(cancel);

    private static string AddressKey(Council council, SignInFrom from) => TryLimit.Key(council, "address", from.Address ?? "");

    private bool IsGood(string startToken) =>
        long.Parse(startToken.Split(' ')[1], CultureInfo.InvariantCulture) > time.GetUtcNow().ToUnixTimeSeconds();

    private bool MayTry(Account account) => !account.IsDisabled && !(account.LockoutEnd > time.GetUtcNow());

    /// <summary>Counts the try, and says how long to wait when there were too many by this name or from this address.</summary>
    private async Task<TimeSpan?> Wait(FairloadDb db, Council council, string signInName, SignInFrom from, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        var now = time.GetUtcNow();
        var byName = await TryLimit.Take(db, TryLimit.Key(council, "name", FindAccount.Key(signInName)), rules.TriesAMinute, now, cancel).ConfigureAwait(false);
        var byAddress = from.Address is null ? null : await TryLimit.Take(db, AddressKey(council, from), rules.TriesAMinute, now, cancel).ConfigureAwait(false);
        await transaction.CommitAsync(cancel).ConfigureAwait(false);
        return byName is { } one && byAddress is { } other ? (one > other ? one : other) : byName ?? byAddress;
    }

    /// <summary>
    /// Counts a refused step, locks the account when there were too many in a row, and tells the audit. The same statements
    /// run for a name that nobody has.
    /// </summary>
    private async Task Fail(FairloadDb db, Council council, Account? account, string step, CancellationToken cancel)
    {
        var (id, now) = (account?.Id ?? Guid.Empty, time.GetUtcNow());
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        AccessVersion.TakeTurn(db, council.Id);
        // While it is locked nothing is counted: else whoever keeps trying would keep the person out for ever.
        await db.Accounts.Where(a => a.Id == id && (a.LockoutEnd == null || a.LockoutEnd <= now))
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.AccessFailedCount, a => a.AccessFailedCount + 1), cancel).ConfigureAwait(false);
        var failed = await db.Accounts.Where(a => a.Id == id).Select(a => a.AccessFailedCount).FirstOrDefaultAsync(cancel).ConfigureAwait(false);
        var until = now + Lock(failed);
        await db.Accounts.Where(a => a.Id == id && a.AccessFailedCount >= rules.TriesBeforeLock && (a.LockoutEnd == null || a.LockoutEnd <= now))
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.LockoutEnd, until), cancel).ConfigureAwait(false);
        Audit.Write(db, time, council.Id, account?.UserName ?? "nobody", "refuse sign-in", "account", account?.Id.ToString() ?? "none", null, new { step });
        await transaction.CommitAsync(cancel).ConfigureAwait(false);
    }

    private TimeSpan Lock(int failed)
    {
        var doublings = Math.Clamp(failed - rules.TriesBeforeLock, 0, 20);
        var wait = TimeSpan.FromMinutes(1L << doublings);
        return wait < rules.LongestLock ? wait : rules.LongestLock;
    }

    /// <summary>Ends the session of the step before and begins the next with a new value; commits.</summary>
    private async Task<SignInStep> Go(
        FairloadDb db, Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction, Account account, SessionFound? before, SessionStage stage, SignInFrom from, CancellationToken cancel)
    {
        if (before is not null)
        {
            var now = time.GetUtcNow().UtcDateTime;
            if (await db.Sessions.Where(s => s.Id == before.Id && s.Ended == null).ExecuteUpdateAsync(set => set.SetProperty(s => s.Ended, now), cancel).ConfigureAwait(false) == 0)
            {
                // Its owner signed out everywhere while this step waited for its turn.
                return SignInStep.Refused;
            }
        }

        if (stage == SessionStage.SignedIn)
        {
            await db.Accounts.Where(a => a.Id == account.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(a => a.AccessFailedCount, 0).SetProperty(a => a.LockoutEnd, (DateTimeOffset?)null), cancel).ConfigureAwait(false);
            await TryLimit.ForgetOld(db, time.GetUtcNow(), cancel).ConfigureAwait(false);
        }

        var value = sessions.BeginIn(db, account, new SessionStart(stage, from.Agent));
        if (value is null)
        {
            return SignInStep.Refused;
        }

        await transaction.CommitAsync(cancel).ConfigureAwait(false);
        return new SignInStep(value, stage, null);
    }
}
