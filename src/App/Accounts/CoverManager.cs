using Fairload.App.Auditing;
using Fairload.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Accounts;

/// <summary>Cover as it stands: who covers whom, and for how long.</summary>
/// <param name="Absent">The account of the absent manager.</param>
/// <param name="AbsentName">Their name.</param>
/// <param name="Colleague">The account of whoever covers.</param>
/// <param name="ColleagueName">Their name.</param>
/// <param name="From">The first day.</param>
/// <param name="Until">The first day on which it is over.</param>
/// <param name="Nodes">The nodes it is for; nothing stands for the whole council.</param>
public sealed record CoverRead(
    Guid Absent, string AbsentName, Guid Colleague, string ColleagueName, DateOnly From, DateOnly Until, IReadOnlyList<string?> Nodes);

/// <summary>
/// Cover for an absent manager: a colleague holds the same roles at the same nodes, for some weeks and never longer. Cover
/// is not handed on: only roles of one's own are covered.
/// </summary>
public sealed class CoverManager(DataStore store, TimeProvider time)
{
    /// <summary>The longest that cover lasts; longer is a role of its own, which an administrator gives.</summary>
    public const int MostWeeks = 12;

    private static readonly Wording Texts = new("Accounts.Accounts");

    /// <summary>Cover that has not ended, in a council.</summary>
    public async Task<IReadOnlyList<CoverRead>> Of(int council, CancellationToken cancel)
    {
        var day = RolesInForce.TodayBy(time);
        await using var db = store.Db();
        var rows = await (from role in db.RolesHeld
                          join absent in db.Accounts on role.CoverFor equals absent.Id
                          join colleague in db.Accounts on role.Account equals colleague.Id
                          where role.Council == council && role.Until > day
                          select new { Absent = absent.Id, AbsentName = absent.Name, Colleague = colleague.Id, ColleagueName = colleague.Name, role.From, Until = role.Until!.Value, role.Node })
            .ToListAsync(cancel).ConfigureAwait(false);
        return
        [
            .. rows.GroupBy(row => (row.Absent, row.AbsentName, row.Colleague, row.ColleagueName, row.From, row.Until))
                .Select(group => new CoverRead(
                    group.Key.Absent, group.Key.AbsentName, group.Key.Colleague, group.Key.ColleagueName, group.Key.From, group.Key.Until, [.. group.Select(row => row.Node)]))
                .OrderBy(cover => cover.From).ThenBy(cover => cover.ColleagueName, StringComparer.Ordinal),
        ];
    }

    /// <summary>Gives a colleague the manager's own managing roles, from a day until before another.</summary>
    /// <param name="council">The council.</param>
    /// <param name="absent">The manager who will be away.</param>
    /// <param name="colleague">Who covers.</param>
    /// <param name="from">The first day.</param>
    /// <param name="until">The first day on which it is over.</param>
    /// <param name="by">Who arranges it.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="Refused">The dates do not do, the colleague is the manager or has no account, or there is nothing to cover.</exception>
    public async Task Run(int council, Guid absent, Guid colleague, DateOnly from, DateOnly until, Actor by, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (until <= from || until <= RolesInForce.TodayBy(time) || until > from.AddDays(7 * MostWeeks))
        {
            throw new Refused(Texts["CoverDates", MostWeeks]);
        }

        await using var db = store.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        AccessVersion.Raise(db, council);
        var to = await db.Accounts.FirstOrDefaultAsync(a => a.Council == council && a.Id == colleague && !a.IsDisabled, cancel).ConfigureAwait(false);
        if (to is null || absent == colleague)
        {
            throw new Refused(Texts["CoverWho"]);
        }

        var own = (await db.RolesHeld
            .Where(r => r.Council == council && r.Account == absent && r.CoverFor == null && r.From < until && (r.Until == null || r.Until > from))
            .ToListAsync(cancel).ConfigureAwait(false)).Where(r => r.Role.Manages()).DistinctBy(r => (r.Role, r.Node)).ToList();
        if (own.Count == 0)
        {
            throw new Refused(Texts["NothingToCover"]);
        }

        if (await db.RolesHeld.AnyAsync(r => r.Account == colleague && r.CoverFor == absent && r.From < until && (r.Until == null || r.Until > from), cancel).ConfigureAwait(false))
        {
            throw new Refused(Texts["CoveredAlready"]);
        }

        foreach (var role in own)
        {
            GiveRole.Give(db, time, to, new NewRole(role.Role, role.Node, from, until), by, absent);
        }

        await transaction.CommitAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Ends cover at once.</summary>
    public async Task End(int council, Guid absent, Guid colleague, Actor by, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(by);
        var day = RolesInForce.TodayBy(time);
        await using var db = store.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        AccessVersion.Raise(db, council);
        var roles = await db.RolesHeld.Where(r => r.Council == council && r.Account == colleague && r.CoverFor == absent && (r.Until == null || r.Until > day))
            .ToListAsync(cancel).ConfigureAwait(false);
        foreach (var role in roles)
        {
            var before = GiveRole.Said(role);
            await GiveRole.EndIn(db, role, day, cancel).ConfigureAwait(false);
            Audit.Write(db, time, council, by.Name, "end cover", "account", colleague.ToString(), before, null);
        }

        await transaction.CommitAsync(cancel).ConfigureAwait(false);
    }
}
