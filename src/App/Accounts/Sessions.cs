using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Fairload.App.Auditing;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Accounts;

/// <summary>How a session begins.</summary>
/// <param name="Stage">How far the sign-in has come.</param>
/// <param name="Agent">What the browser calls itself.</param>
public sealed record SessionStart(SessionStage Stage, string? Agent)
{
    /// <summary>Who signed the person in, at the council's own sign-in; nothing for a password.</summary>
    public string? Issuer { get; init; }

    /// <summary>The provider's own name for its session (<c>sid</c>), where it gives one.</summary>
    public string? ProviderSession { get; init; }
}

/// <summary>A session as a request finds it.</summary>
/// <param name="Id">Its id in the store.</param>
/// <param name="Stage">How far the sign-in has come: only <see cref="SessionStage.SignedIn"/> opens a page.</param>
/// <param name="Account">The account.</param>
/// <param name="SignInName">The name that the account signs in by.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Worker">The worker they are, or nothing.</param>
/// <param name="Council">The council's number.</param>
/// <param name="CouncilCode">The council's code.</param>
/// <param name="CouncilName">The council's name.</param>
/// <param name="AccessVersion">The version that rights kept in memory must be of.</param>
/// <param name="Issuer">Who signed them in at the council's own sign-in; nothing for a password.</param>
public sealed record SessionFound(
    string Id, SessionStage Stage, Guid Account, string SignInName, string Name, string? Worker,
    int Council, string CouncilCode, string CouncilName, long AccessVersion, string? Issuer);

/// <summary>
/// The sessions, kept on the server: what ends one is seen by the very next request, at every machine. The cookie that
/// carries one is the pages' business (<c>Web/Access/SessionCookie</c>).
/// </summary>
/// <remarks>
/// For single sign-on: find the account with <see cref="FindAccount.ByLogin"/>, then <see cref="Begin"/> with stage
/// <see cref="SessionStage.SignedIn"/>, the issuer and the provider's session, and give the value to the cookie.
/// Front- and back-channel sign-out call <see cref="EndByProvider"/> or <see cref="EndBySubject"/>.
/// </remarks>
public sealed class Sessions(DataStore store, TimeProvider time, SignInRules rules)
{
    private const int MostSeen = 20_000, LongestAgent = 200;

    // Compiled, because every request asks it; by each store's own model.
    private readonly Func<FairloadDb, string, Task<Found?>> _query = EF.CompileAsyncQuery((FairloadDb db, string id) =>
        (from session in db.Sessions
         join account in db.Accounts on session.Account equals account.Id
         join council in db.Councils on session.Council equals council.Id
         where session.Id == id && session.Ended == null && !account.IsDisabled
         select new Found(
             new SessionFound(
                 session.Id, session.Stage, account.Id, account.UserName!, account.Name, account.Worker,
                 council.Id, council.Code, council.Name, council.AccessVersion, session.Issuer),
             session.Began,
             session.Seen)).FirstOrDefault());

    private readonly ConcurrentDictionary<string, DateTime> _seen = new(StringComparer.Ordinal);

    private sealed record Found(SessionFound Session, DateTime Began, DateTime Seen);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Begins a session.</summary>
    /// <returns>The random value for the cookie, which the store does not keep; nothing when the account is disabled.</returns>
    public async Task<string?> Begin(Account account, SessionStart start, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(start);
        await using var db = store.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        AccessVersion.TakeTurn(db, account.Council);
        var value = BeginIn(db, account, start);
        if (value is not null)
        {
            await transaction.CommitAsync(cancel).ConfigureAwait(false);
        }

        return value;
    }

    /// <summary>Begins a session in the transaction of the sign-in; a finished sign-in is told to the audit.</summary>
    internal string? BeginIn(FairloadDb db, Account account, SessionStart start)
    {
        if (!db.Accounts.Any(a => a.Id == account.Id && !a.IsDisabled))
        {
            return null;
        }

        var value = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        db.Sessions.Add(new Session
        {
            Id = IdOf(value),
            Council = account.Council,
            Account = account.Id,
            Stage = start.Stage,
            Began = Now,
            Seen = Now,
            Issuer = start.Issuer,
            ProviderSession = start.ProviderSession,
            Agent = Cut(start.Agent),
        });
        db.SaveChanges();
        if (start.Stage == SessionStage.SignedIn)
        {
            Audit.Write(db, time, account.Council, account.UserName!, "sign in", "account", account.Id.ToString(), null, new { by = start.Issuer ?? "password" });
        }

        return value;
    }

    /// <summary>
    /// The session of a cookie's value, in one query: nothing when it was ended or not used for too long, or its account
    /// is disabled. Notes at most once a minute that it is in use.
    /// </summary>
    public async Task<SessionFound?> Find(string value, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(value);
        await using var db = store.Db();
        var found = await _query(db, IdOf(value)).ConfigureAwait(false);
        if (found is null)
        {
            return null;
        }

        var now = Now;
        var seen = _seen.TryGetValue(found.Session.Id, out var here) && here > found.Seen ? here : found.Seen;
        var (idle, longest) = found.Session.Stage == SessionStage.SignedIn ? (rules.Idle, rules.Longest) : (rules.BetweenSteps, rules.BetweenSteps);
        if (now - seen >= idle || now - found.Began >= longest)
        {
            return null;
        }

        if (now - seen >= TimeSpan.FromMinutes(1))
        {
            await Note(db, found.Session.Id, now, cancel).ConfigureAwait(false);
        }

        return found.Session;
    }

    /// <summary>Ends one session.</summary>
    /// <param name="found">The session.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task End(SessionFound found, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(found);
        await using var db = store.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        AccessVersion.TakeTurn(db, found.Council);
        if (await End(db.Sessions.Where(s => s.Id == found.Id), cancel).ConfigureAwait(false) > 0 && found.Stage == SessionStage.SignedIn)
        {
            Audit.Write(db, time, found.Council, found.SignInName, "sign out", "account", found.Account.ToString(), null, null);
        }

        await transaction.CommitAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Ends all sessions of an account, or all but one.</summary>
    /// <param name="council">The council.</param>
    /// <param name="account">The account.</param>
    /// <param name="but">The id of the session to leave, or nothing.</param>
    /// <param name="who">Who ends them.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task EndAll(int council, Guid account, string? but, string who, CancellationToken cancel)
    {
        await using var db = store.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        AccessVersion.TakeTurn(db, council);
        var ended = await EndAllIn(db, account, but, cancel).ConfigureAwait(false);
        Audit.Write(db, time, council, who, "sign out everywhere", "account", account.ToString(), null, new { ended });
        await transaction.CommitAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Ends the sessions that a provider's session began (<c>sid</c> of its sign-out).</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> EndByProvider(int council, string issuer, string providerSession, CancellationToken cancel)
    {
        await using var db = store.Db();
        return await EndThese(db, db.Sessions.Where(s => s.Council == council && s.Issuer == issuer && s.ProviderSession == providerSession), council, cancel)
            .ConfigureAwait(false);
    }

    /// <summary>Ends all sessions that a provider began for a subject, where its sign-out names no session.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> EndBySubject(int council, string issuer, string subject, CancellationToken cancel)
    {
        await using var db = store.Db();
        return await EndThese(
            db,
            db.Sessions.Where(s => s.Council == council && s.Issuer == issuer
                && db.AccountLogins.Any(l => l.Council == council && l.LoginProvider == issuer && l.ProviderKey == subject && l.UserId == s.Account)),
            council,
            cancel).ConfigureAwait(false);
    }

    /// <summary>The sessions of an account that have not ended, the latest first.</summary>
    public async Task<IReadOnlyList<Session>> Of(Guid account, CancellationToken cancel)
    {
        var now = Now;
        var (idle, longest) = (now - rules.Idle, now - rules.Longest);
        await using var db = store.Db();
        return await db.Sessions.AsNoTracking()
            .Where(s => s.Account == account && s.Ended == null && s.Stage == SessionStage.SignedIn && s.Seen > idle && s.Began > longest)
            .OrderByDescending(s => s.Seen).ToListAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>
    /// Takes away what sign-ins leave behind: sessions that have been over for a day (what they were stands in the audit),
    /// tries that hold nobody back, words of a sign-out that cannot be said again, and who waited too long to be linked.
    /// </summary>
    public async Task Sweep(CancellationToken cancel)
    {
        var now = Now;
        var (dayAgo, tooLongAgo) = (now - TimeSpan.FromDays(1), now - SignOn.ForgetAfter);
        var before = dayAgo - rules.Longest;
        await using var db = store.Db();
        await db.Sessions.Where(s => s.Began < before || s.Ended < dayAgo).ExecuteDeleteAsync(cancel).ConfigureAwait(false);
        await TryLimit.ForgetOld(db, time.GetUtcNow(), cancel).ConfigureAwait(false);
        await db.SignOffsHeard.Where(heard => heard.Until < now).ExecuteDeleteAsync(cancel).ConfigureAwait(false);
        await db.SignOnWaiting.Where(waiting => waiting.Last < tooLongAgo).ExecuteDeleteAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Ends all sessions of an account, or all but one, in the caller's transaction.</summary>
    internal Task<int> EndAllIn(FairloadDb db, Guid account, string? but, CancellationToken cancel) =>
        End(db.Sessions.Where(s => s.Account == account && s.Id != but), cancel);

    /// <summary>The id in the store of a cookie's value.</summary>
    internal static string IdOf(string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));

    private async Task<int> EndThese(FairloadDb db, IQueryable<Session> sessions, int council, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        AccessVersion.TakeTurn(db, council);
        var accounts = await sessions.Where(s => s.Ended == null).Select(s => s.Account).Distinct().ToListAsync(cancel).ConfigureAwait(false);
        var ended = await End(sessions, cancel).ConfigureAwait(false);
        foreach (var account in accounts)
        {
            Audit.Write(db, time, council, RoleHeld.BySingleSignOn, "sign out", "account", account.ToString(), null, null);
        }

        await transaction.CommitAsync(cancel).ConfigureAwait(false);
        return ended;
    }

    private Task<int> End(IQueryable<Session> sessions, CancellationToken cancel)
    {
        var now = Now;
        return sessions.Where(s => s.Ended == null).ExecuteUpdateAsync(set => set.SetProperty(s => s.Ended, now), cancel);
    }

    /// <summary>
    /// Writes when a session was last used. An import may hold SQLite's one writer for minutes: then memory has to do,
    /// and the request does not wait.
    /// </summary>
    private async Task Note(FairloadDb db, string id, DateTime now, CancellationToken cancel)
    {
        if (_seen.Count > MostSeen)
        {
            _seen.Clear();
        }

        _seen[id] = now;
        try
        {
            db.Database.SetCommandTimeout(1);
            await db.Sessions.Where(s => s.Id == id).ExecuteUpdateAsync(set => set.SetProperty(s => s.Seen, now), cancel).ConfigureAwait(false);
        }
        catch (Exception busy) when (busy is DbException or DbUpdateException or TimeoutException)
        {
            // Noted in memory; the next minute tries again.
        }
    }

    private static string Cut(string? agent) => agent is null ? "" : agent.Length <= LongestAgent ? agent : agent[..LongestAgent];
}
