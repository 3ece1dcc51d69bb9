using Fairload.App.Auditing;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Accounts;

/// <summary>Links an account to a sign-in at the council's own provider, and takes the link away. Only an administrator does.</summary>
public sealed class LinkLogin(DataStore store, TimeProvider time)
{
    private static readonly Wording Texts = new("Accounts.Accounts");

    /// <summary>The sign-ins that an account is linked to.</summary>
    public async Task<IReadOnlyList<AccountLogin>> Of(Guid account, CancellationToken cancel)
    {
        await using var db = store.Db();
        return await db.AccountLogins.AsNoTracking().Where(l => l.UserId == account).OrderBy(l => l.Linked).ToListAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Links an account to a subject of an issuer.</summary>
    /// <param name="council">The council.</param>
    /// <param name="account">The account.</param>
    /// <param name="issuer">The issuer.</param>
    /// <param name="subject">The subject there.</param>
    /// <param name="who">Who links it.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="Refused">No such account, or the sign-in belongs to an account already.</exception>
    public async Task Run(int council, Guid account, string issuer, string subject, string who, CancellationToken cancel)
    {
        await using var db = store.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        var to = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.Council == council && a.Id == account, cancel).ConfigureAwait(false)
            ?? throw new Refused(Texts["NoAccount", account]);
        if (to.UserName == who)
        {
            // The claims of whoever is linked give roles.
            throw new Refused(Texts["NotOwn"]);
        }

        if (await db.AccountLogins.AnyAsync(l => l.Council == council && l.LoginProvider == issuer && l.ProviderKey == subject, cancel).ConfigureAwait(false))
        {
            throw new Refused(Texts["LoginTaken"]);
        }

        db.AccountLogins.Add(new AccountLogin
        {
            Council = council, LoginProvider = issuer, ProviderKey = subject, UserId = account, Linked = time.GetUtcNow().UtcDateTime, LinkedBy = who,
        });
        Audit.Write(db, time, council, who, "link sign-in", "account", account.ToString(), null, new { issuer, subject });
        AccessVersion.Raise(db, council);
        await transaction.CommitAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Takes a link away, and ends the sessions that began by it and, with the last link, the roles that its claims gave.</summary>
    /// <param name="council">The council.</param>
    /// <param name="account">The account.</param>
    /// <param name="issuer">The issuer.</param>
    /// <param name="subject">The subject there.</param>
    /// <param name="who">Who takes it away.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task Undo(int council, Guid account, string issuer, string subject, string who, CancellationToken cancel)
    {
        await using var db = store.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        var taken = await db.AccountLogins
            .Where(l => l.Council == council && l.UserId == account && l.LoginProvider == issuer && l.ProviderKey == subject)
            .ExecuteDeleteAsync(cancel).ConfigureAwait(false);
        if (taken == 0)
        {
            return;
        }

        var now = time.GetUtcNow().UtcDateTime;
        await db.Sessions.Where(s => s.Account == account && s.Issuer == issuer && s.Ended == null)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Ended, now), cancel).ConfigureAwait(false);
        if (!await db.AccountLogins.AnyAsync(l => l.UserId == account, cancel).ConfigureAwait(false))
        {
            // What the claims gave goes with the sign-in that brought them.
            var today = RolesInForce.TodayBy(time);
            var given = await db.RolesHeld.Where(r => r.Account == account && r.GivenBy == RoleHeld.BySingleSignOn && (r.Until == null || r.Until > today))
                .ToListAsync(cancel).ConfigureAwait(false);
            foreach (var role in given)
            {
                var before = GiveRole.Said(role);
                await GiveRole.EndIn(db, role, today, cancel).ConfigureAwait(false);
                Audit.Write(db, time, council, who, "end role", "account", account.ToString(), before, db.Entry(role).State == EntityState.Detached ? null : GiveRole.Said(role));
            }

            if (given.Exists(role => role.Role == Role.Administrator))
            {
                await EditAccount.CheckAdministratorLeft(db, council, today, cancel).ConfigureAwait(false);
            }
        }

        Audit.Write(db, time, council, who, "unlink sign-in", "account", account.ToString(), new { issuer, subject }, null);
        AccessVersion.Raise(db, council);
        await transaction.CommitAsync(cancel).ConfigureAwait(false);
    }
}
