using Fairload.App.Auditing;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Accounts;

/// <summary>
/// Changes an account: name, worker, disabled or not. Where somebody else changed it since the version that was seen,
/// nothing is saved and the account comes back as it stands.
/// </summary>
public sealed class EditAccount(DataStore store, TimeProvider time, Sessions sessions)
{
    private const int MostName = 200;

    private static readonly Wording Texts = new("Accounts.Accounts");

    /// <summary>Saves name and worker.</summary>
    /// <returns>Nothing when saved; else the account as somebody else left it.</returns>
    /// <exception cref="Refused">No such account; no name; the worker has an account already.</exception>
    public Task<Account?> Run(int council, Guid id, int version, string name, string? worker, Actor by, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(name);
        var said = name.Trim();
        if (said.Length is 0 or > MostName)
        {
            throw new Refused(Texts["BadName", MostName]);
        }

        return Change(council, id, version, by, "edit account", account => (account.Name, account.Worker) = (said, string.IsNullOrWhiteSpace(worker) ? null : worker.Trim()), cancel);
    }

    /// <summary>Disables an account, which ends its sessions, or enables it again.</summary>
    /// <returns>Nothing when saved; else the account as somebody else left it.</returns>
    /// <exception cref="Refused">No such account; it is one's own; nobody would be left to look after accounts.</exception>
    public Task<Account?> SetDisabled(int council, Guid id, int version, bool isDisabled, Actor by, CancellationToken cancel) =>
        Change(council, id, version, by, isDisabled ? "disable account" : "enable account", account => account.IsDisabled = isDisabled, cancel);

    /// <summary>What the audit tells of an account.</summary>
    internal static object Said(Account account) => new { signInName = account.UserName, account.Name, account.Worker, account.IsDisabled };

    /// <summary>Refuses a change of one's own account.</summary>
    internal static void CheckNotOwn(Account account, Actor by)
    {
        if (by.Account == account.Id)
        {
            throw new Refused(Texts["NotOwn"]);
        }
    }

    /// <summary>Refuses a worker who has another account.</summary>
    internal static async Task CheckWorker(FairloadDb db, Account account, CancellationToken cancel)
    {
        if (account.Worker is not null
            && await db.Accounts.FirstOrDefaultAsync(a => a.Council == account.Council && a.Worker == account.Worker && a.Id != account.Id, cancel).ConfigureAwait(false) is { } other)
        {
            throw new Refused(Texts["WorkerTaken", account.Worker, other.Name]);
        }
    }

    /// <summary>Refuses what would leave nobody to look after accounts on a day and after it.</summary>
    internal static async Task CheckAdministratorLeft(FairloadDb db, int council, DateOnly day, CancellationToken cancel)
    {
        if (!await db.RolesHeld.AnyAsync(
                r => r.Council == council && r.Role == Role.Administrator && r.From <= day && (r.Until == null || r.Until > day)
                    && db.Accounts.Any(a => a.Id == r.Account && !a.IsDisabled),
                cancel).ConfigureAwait(false))
        {
            throw new Refused(Texts["LastAdministrator"]);
        }
    }

    private async Task<Account?> Change(int council, Guid id, int version, Actor by, string action, Action<Account> change, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(by);
        await using var db = store.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);

        // First, because it has writers of one council take turns: what is read after it stays so until the end.
        AccessVersion.Raise(db, council);
        var account = await db.Accounts.FirstOrDefaultAsync(a => a.Council == council && a.Id == id, cancel).ConfigureAwait(false)
            ?? throw new Refused(Texts["NoAccount", id]);
        if (account.Version != version)
        {
            return account;
        }

        var before = Said(account);
        var (wasDisabled, wasWorker) = (account.IsDisabled, account.Worker);
        change(account);
        await CheckWorker(db, account, cancel).ConfigureAwait(false);
        if (account.IsDisabled != wasDisabled || account.Worker != wasWorker)
        {
            // The worker that somebody is gives them that worker's cases.
            CheckNotOwn(account, by);
        }

        try
        {
            await db.SaveChangesAsync(cancel).ConfigureAwait(false);
        }
        catch (DbUpdateConcurrencyException)
        {
            await transaction.RollbackAsync(cancel).ConfigureAwait(false);
            db.ChangeTracker.Clear();
            return await db.Accounts.AsNoTracking().FirstAsync(a => a.Id == id, cancel).ConfigureAwait(false);
        }

        if (account.IsDisabled && !wasDisabled)
        {
            if (await db.RolesHeld.AnyAsync(r => r.Account == id && r.Role == Role.Administrator, cancel).ConfigureAwait(false))
            {
                await CheckAdministratorLeft(db, council, RolesInForce.TodayBy(time), cancel).ConfigureAwait(false);
            }

            await sessions.EndAllIn(db, id, null, cancel).ConfigureAwait(false);
        }

        Audit.Write(db, time, council, by.Name, action, "account", id.ToString(), before, Said(account));
        await transaction.CommitAsync(cancel).ConfigureAwait(false);
        return null;
    }
}
