using System.Security.Cryptography;
using System.Text;
using Fairload.App.Auditing;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Accounts;

/// <summary>Somebody whom the council's provider vouches for.</summary>
/// <param name="Issuer">Who vouches.</param>
/// <param name="Subject">The provider's own id of the person.</param>
/// <param name="Session">The provider's session; nothing where it names none.</param>
/// <param name="Name">The name that it gave, to be read and never matched by.</param>
/// <param name="Mail">The mail address that it gave, to be read and never matched by.</param>
public sealed record Vouched(string Issuer, string Subject, string? Session, string Name, string Mail);

/// <summary>How a sign-in by the provider ended: with a session, with nobody known, or with a disabled account.</summary>
/// <param name="Session">The random value for the cookie; nothing when no session began.</param>
/// <param name="Waiting">The note of somebody unknown, for the administrator; nothing for an account.</param>
public sealed record SignOnEnd(string? Session, Guid? Waiting);

/// <summary>
/// Signs people in whom the council's provider vouches for. An account is found by issuer and subject and by nothing
/// else, and none is ever made here: somebody unknown is noted for an administrator, who links them or does not.
/// </summary>
public sealed class SignOn(DataStore store, Sessions sessions, TimeProvider time)
{
    /// <summary>The most people and values that are noted for the administrator: more would be noise, or somebody's mischief.</summary>
    private const int MostWaiting = 1000, MostUnused = 500;

    internal static readonly TimeSpan ForgetAfter = TimeSpan.FromDays(30);

    /// <summary>
    /// Begins a session, with the roles that follow from the claims in place of those that followed the last time; roles
    /// given by hand stay as they are. All of it in one transaction.
    /// </summary>
    /// <param name="council">The council.</param>
    /// <param name="person">The person.</param>
    /// <param name="claimed">What follows from their claims.</param>
    /// <param name="agent">What the browser calls itself.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<SignOnEnd> Begin(int council, Vouched person, ClaimedRoles claimed, string? agent, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(claimed);
        await using var db = store.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        var account = await db.AccountLogins.Where(l => l.Council == council && l.LoginProvider == person.Issuer && l.ProviderKey == person.Subject)
            .Join(db.Accounts, l => l.UserId, a => a.Id, (_, a) => a).AsNoTracking().FirstOrDefaultAsync(cancel).ConfigureAwait(false);
        if (account is null || account.IsDisabled)
        {
            var note = account is null ? await NoteWaiting(db, council, person, cancel).ConfigureAwait(false) : null;
            Audit.Write(db, time, council, account?.UserName ?? RoleHeld.BySingleSignOn, "refuse sign in", account is null ? "sign-in" : "account",
                account?.Id.ToString() ?? Fingerprint(person.Issuer, person.Subject), null, new { why = account is null ? "not linked" : "disabled", by = person.Issuer });
            await transaction.CommitAsync(cancel).ConfigureAwait(false);
            return new SignOnEnd(null, note);
        }

        await GiveRoles(db, account, claimed.Roles, cancel).ConfigureAwait(false);
        await NoteUnused(db, council, claimed.Unused, cancel).ConfigureAwait(false);
        var session = sessions.BeginIn(db, account, new SessionStart(SessionStage.SignedIn, agent) { Issuer = person.Issuer, ProviderSession = person.Session });
        await transaction.CommitAsync(cancel).ConfigureAwait(false);
        return new SignOnEnd(session, null);
    }

    /// <summary>Ends what the provider says has ended: its session, or all of the person's where it names none.</summary>
    /// <param name="council">The council.</param>
    /// <param name="issuer">Who says so.</param>
    /// <param name="subject">Whose; nothing when only the session is named.</param>
    /// <param name="session">Which; nothing for all of the person's.</param>
    /// <param name="id">The word's own id.</param>
    /// <param name="until">Until when the word could be said again.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>Whether the word counted: no when it came before.</returns>
    public async Task<bool> End(int council, string issuer, string? subject, string? session, string id, DateTimeOffset until, CancellationToken cancel)
    {
        var key = Fingerprint(issuer, id);
        await using var db = store.Db();
        if (await db.SignOffsHeard.AnyAsync(heard => heard.Id == key, cancel).ConfigureAwait(false))
        {
            return false;
        }

        // First the end, then the note of it: should the store fail between, the provider says it again and is heard.
        await (session is not null ? sessions.EndByProvider(council, issuer, session, cancel) : sessions.EndBySubject(council, issuer, subject!, cancel)).ConfigureAwait(false);
        var now = time.GetUtcNow().UtcDateTime;
        await db.SignOffsHeard.Where(heard => heard.Until < now).ExecuteDeleteAsync(cancel).ConfigureAwait(false);
        db.SignOffsHeard.Add(new SignOffHeard { Id = key, Until = until.UtcDateTime });
        try
        {
            await db.SaveChangesAsync(cancel).ConfigureAwait(false);
            return true;
        }
        catch (DbUpdateException)
        {
            // Another machine heard the same word at the same moment.
            return false;
        }
    }

    /// <summary>What the page tells somebody unknown to pass on: enough to find them in the list, and nothing of who they are.</summary>
    public static string Reference(Guid waiting) => waiting.ToString("N")[..8].ToUpperInvariant();

    /// <summary>Those who wait to be linked, the latest first.</summary>
    public async Task<IReadOnlyList<SignOnWaiting>> Waiting(int council, CancellationToken cancel)
    {
        await using var db = store.Db();
        return await db.SignOnWaiting.AsNoTracking().Where(w => w.Council == council).OrderByDescending(w => w.Last).ToListAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Somebody who waits, or nothing.</summary>
    public async Task<SignOnWaiting?> Waiting(int council, Guid id, CancellationToken cancel)
    {
        await using var db = store.Db();
        return await db.SignOnWaiting.AsNoTracking().FirstOrDefaultAsync(w => w.Council == council && w.Id == id, cancel).ConfigureAwait(false);
    }

    /// <summary>Takes somebody off the list: they are linked, or are not to be.</summary>
    /// <param name="council">The council.</param>
    /// <param name="id">Who.</param>
    /// <param name="who">Who takes them off; nothing when the link, which is told of itself, did.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task Forget(int council, Guid id, string? who, CancellationToken cancel)
    {
        await using var db = store.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        if (await db.SignOnWaiting.Where(w => w.Council == council && w.Id == id).ExecuteDeleteAsync(cancel).ConfigureAwait(false) > 0 && who is not null)
        {
            Audit.Write(db, time, council, who, "forget sign-in", "sign-in", id.ToString(), null, null);
        }

        await transaction.CommitAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>What was said and gave no role, the latest first.</summary>
    public async Task<IReadOnlyList<SignOnUnused>> Unused(int council, CancellationToken cancel)
    {
        await using var db = store.Db();
        return await db.SignOnUnused.AsNoTracking().Where(u => u.Council == council).OrderByDescending(u => u.Last).ThenBy(u => u.Claim).ThenBy(u => u.Value)
            .ToListAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Empties the list of what gave no role; what is said again comes back.</summary>
    public async Task ForgetUnused(int council, CancellationToken cancel)
    {
        await using var db = store.Db();
        await db.SignOnUnused.Where(u => u.Council == council).ExecuteDeleteAsync(cancel).ConfigureAwait(false);
    }

    private async Task<Guid?> NoteWaiting(FairloadDb db, int council, Vouched person, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var old = now - ForgetAfter;
        await db.SignOnWaiting.Where(w => w.Last < old).ExecuteDeleteAsync(cancel).ConfigureAwait(false);
        var waiting = await db.SignOnWaiting.FirstOrDefaultAsync(w => w.Council == council && w.Issuer == person.Issuer && w.Subject == person.Subject, cancel)
            .ConfigureAwait(false);
        if (waiting is null)
        {
            if (await db.SignOnWaiting.CountAsync(w => w.Council == council, cancel).ConfigureAwait(false) >= MostWaiting)
            {
                return null;
            }

            waiting = new SignOnWaiting { Id = Guid.NewGuid(), Council = council, Issuer = person.Issuer, Subject = person.Subject, First = now };
            db.SignOnWaiting.Add(waiting);
        }

        (waiting.Name, waiting.Mail, waiting.Last) = (Cut(person.Name, 200), Cut(person.Mail, 320), now);
        await db.SaveChangesAsync(cancel).ConfigureAwait(false);
        return waiting.Id;
    }

    private async Task GiveRoles(FairloadDb db, Account account, IReadOnlyList<ClaimedRole> roles, CancellationToken cancel)
    {
        // Two sign-ins of one person take turns on their row, or both would give the same role.
        await db.Accounts.Where(a => a.Id == account.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.IsDisabled, a => a.IsDisabled), cancel).ConfigureAwait(false);
        var today = RolesInForce.TodayBy(time);
        var held = await db.RolesHeld.Where(r => r.Account == account.Id && r.GivenBy == RoleHeld.BySingleSignOn && (r.Until == null || r.Until > today))
            .ToListAsync(cancel).ConfigureAwait(false);
        var gone = held.Where(r => !roles.Contains(new ClaimedRole(r.Role, r.Node))).ToList();
        var come = roles.Where(role => !held.Exists(r => r.Role == role.Role && r.Node == role.Node)).ToList();
        foreach (var role in gone)
        {
            role.Until = today;
            Audit.Write(db, time, account.Council, RoleHeld.BySingleSignOn, "end role", "account", account.Id.ToString(), new { role = role.Role.ToString(), role.Node }, null);
        }

        foreach (var role in come)
        {
            db.RolesHeld.Add(new RoleHeld
            {
                Id = Guid.NewGuid(), Council = account.Council, Account = account.Id, Role = role.Role, Node = role.Node, From = today,
                GivenBy = RoleHeld.BySingleSignOn,
            });
            Audit.Write(db, time, account.Council, RoleHeld.BySingleSignOn, "give role", "account", account.Id.ToString(), null, new { role = role.Role.ToString(), role.Node });
        }

        if (gone.Count + come.Count > 0)
        {
            AccessVersion.Raise(db, account.Council);
        }
    }

    private async Task NoteUnused(FairloadDb db, int council, IReadOnlyList<UnusedClaim> unused, CancellationToken cancel)
    {
        if (unused.Count == 0)
        {
            return;
        }

        var now = time.GetUtcNow().UtcDateTime;
        var noted = (await db.SignOnUnused.Where(u => u.Council == council).ToListAsync(cancel).ConfigureAwait(false))
            .ToDictionary(u => new UnusedClaim(u.Claim, u.Value, u.Why));
        foreach (var one in unused.Select(u => u with { Claim = Cut(u.Claim, 100), Value = Cut(u.Value, 200) }).Distinct())
        {
            if (noted.TryGetValue(one, out var known))
            {
                known.Last = now;
            }
            else if (noted.Count < MostUnused)
            {
                noted[one] = new SignOnUnused { Council = council, Claim = one.Claim, Value = one.Value, Why = one.Why, Last = now };
                db.SignOnUnused.Add(noted[one]);
            }
        }

        await db.SaveChangesAsync(cancel).ConfigureAwait(false);
    }

    private static string Fingerprint(string issuer, string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(issuer + "\n" + id)));

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];
}
