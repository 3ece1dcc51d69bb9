using Fairload.App.Auditing;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Accounts;

/// <summary>A role to be given.</summary>
/// <param name="Role">The role.</param>
/// <param name="Node">The source id of the node; nothing for the whole council, and for a practitioner.</param>
/// <param name="From">The first day.</param>
/// <param name="Until">The first day on which it is held no more; nothing while no end is known.</param>
public sealed record NewRole(Role Role, string? Node, DateOnly From, DateOnly? Until);

/// <summary>A role as an administrator reads it.</summary>
/// <param name="Held">The role.</param>
/// <param name="CoversName">Whom it covers, or nothing.</param>
public sealed record RoleRead(RoleHeld Held, string? CoversName);

/// <summary>Gives roles to accounts and ends them. Nobody does so for themselves.</summary>
public sealed class GiveRole(DataStore store, TimeProvider time)
{
    private static readonly Wording Texts = new("Accounts.Accounts");

    /// <summary>All roles that an account holds, held or will hold, the latest first.</summary>
    public async Task<IReadOnlyList<RoleRead>> Of(Guid account, CancellationToken cancel)
    {
        await using var db = store.Db();
        return await db.RolesHeld.AsNoTracking().Where(r => r.Account == account).OrderByDescending(r => r.From).ThenBy(r => r.Id)
            .Select(r => new RoleRead(r, db.Accounts.Where(a => a.Id == r.CoverFor).Select(a => a.Name).FirstOrDefault()))
            .ToListAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>The roles that all accounts of a council hold today.</summary>
    public async Task<ILookup<Guid, RoleHeld>> Today(int council, CancellationToken cancel)
    {
        var day = RolesInForce.TodayBy(time);
        await using var db = store.Db();
        return (await RolesInForce.InForce(db.RolesHeld.AsNoTracking(), day).Where(r => r.Council == council).ToListAsync(cancel).ConfigureAwait(false))
            .ToLookup(r => r.Account);
    }

    /// <summary>Gives a role.</summary>
    /// <exception cref="Refused">No such account; it is one's own; the role cannot be held so.</exception>
    public async Task Run(int council, Guid account, NewRole role, Actor by, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(role);
        ArgumentNullException.ThrowIfNull(by);
        await using var db = store.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        AccessVersion.Raise(db, council);
        var to = await db.Accounts.FirstOrDefaultAsync(a => a.Council == council && a.Id == account, cancel).ConfigureAwait(false)
            ?? throw new Refused(Texts["NoAccount", account]);
        EditAccount.CheckNotOwn(to, by);
        if (await db.RolesHeld.AnyAsync(
                r => r.Account == account && r.Role == role.Role && r.Node == role.Node && r.CoverFor == null
                    && (r.Until == null || r.Until > role.From) && (role.Until == null || r.From < role.Until),
                cancel).ConfigureAwait(false))
        {
            throw new Refused(Texts["RoleHeldAlready"]);
        }

        Give(db, time, to, role, by);
        await transaction.CommitAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Ends a role on a day; one that has not begun by then is taken away.</summary>
    /// <returns>Nothing when saved; else the role as somebody else left it.</returns>
    /// <exception cref="Refused">No such role; it is one's own; nobody would be left to look after accounts.</exception>
    public async Task<RoleHeld?> End(int council, Guid id, int version, DateOnly until, Actor by, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(by);
        await using var db = store.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        AccessVersion.Raise(db, council);
        var held = await db.RolesHeld.FirstOrDefaultAsync(r => r.Council == council && r.Id == id, cancel).ConfigureAwait(false)
            ?? throw new Refused(Texts["NoRole"]);
        if (held.Version != version)
        {
            return held;
        }

        if (by.Account == held.Account)
        {
            throw new Refused(Texts["NotOwn"]);
        }

        if (held.Until is { } ends && until > ends)
        {
            throw new Refused(Texts["EndsEarlier", ends]);
        }

        var before = Said(held);
        await EndIn(db, held, until, cancel).ConfigureAwait(false);
        if (held.Role == Role.Administrator)
        {
            await EditAccount.CheckAdministratorLeft(db, council, Max(until, RolesInForce.TodayBy(time)), cancel).ConfigureAwait(false);
        }

        Audit.Write(db, time, council, by.Name, "end role", "account", held.Account.ToString(), before, db.Entry(held).State == EntityState.Detached ? null : Said(held));
        await transaction.CommitAsync(cancel).ConfigureAwait(false);
        return null;
    }

    /// <summary>Checks a role and gives it, in the caller's transaction.</summary>
    internal static RoleHeld Give(FairloadDb db, TimeProvider time, Account to, NewRole role, Actor by, Guid? coverFor = null)
    {
        Check(role);
        var held = new RoleHeld
        {
            Id = Guid.NewGuid(), Council = to.Council, Account = to.Id, Role = role.Role, Node = role.Node, From = role.From, Until = role.Until,
            CoverFor = coverFor, GivenBy = by.Name,
        };
        db.RolesHeld.Add(held);
        db.SaveChanges();
        Audit.Write(db, time, to.Council, by.Name, coverFor is null ? "give role" : "give cover", "account", to.Id.ToString(), null, Said(held));
        return held;
    }

    /// <summary>Ends a role in the caller's transaction.</summary>
    internal static async Task EndIn(FairloadDb db, RoleHeld held, DateOnly until, CancellationToken cancel)
    {
        if (held.From >= until)
        {
            db.RolesHeld.Remove(held);
        }
        else
        {
            held.Until = until;
        }

        await db.SaveChangesAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>What the audit tells of a role.</summary>
    internal static object Said(RoleHeld held) => new { role = held.Role.ToString(), held.Node, held.From, held.Until, held.CoverFor };

    private static void Check(NewRole role)
    {
        var wrong = role.Role.IsOfCouncil() && role.Node is not null ? "RoleOfCouncil"
            : role.Role == Role.Practitioner && role.Node is not null ? "RoleOfNobody"
            : role.Role.IsOfPart() && role.Node is null ? "RoleOfPart"
            : role.Until <= role.From ? "RoleBackwards"
            : null;
        if (wrong is not null)
        {
            throw new Refused(Texts[wrong]);
        }
    }

    private static DateOnly Max(DateOnly one, DateOnly other) => one > other ? one : other;
}
