using System.Collections.Concurrent;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Accounts;

/// <summary>A role in force.</summary>
/// <param name="Role">The role.</param>
/// <param name="Node">The source id of the node where it is held; nothing for the whole council.</param>
/// <param name="Until">The first day on which it is held no more; nothing while no end is known.</param>
/// <param name="Covers">The name of the absent manager whom it covers; nothing for a role of one's own.</param>
public sealed record RoleInForce(Role Role, string? Node, DateOnly? Until, string? Covers);

/// <summary>
/// The roles that an account holds today. Kept in memory for as long as the council's access version and the date stand,
/// so that a role that ended yesterday, or was taken a moment ago, counts for nothing at the next request.
/// </summary>
public sealed class RolesInForce(DataStore store, TimeProvider time)
{
    private const int MostKept = 20_000;

    private readonly ConcurrentDictionary<Guid, (long Version, DateOnly Day, IReadOnlyList<RoleInForce> Roles)> _kept = new();

    /// <summary>Today in the United Kingdom: the day that roles begin and end by.</summary>
    public DateOnly Today => TodayBy(time);

    /// <summary>Today in the United Kingdom.</summary>
    public static DateOnly TodayBy(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/London")).DateTime);
    }

    /// <summary>The roles in force, the first the one that says most about the person.</summary>
    public async Task<IReadOnlyList<RoleInForce>> Of(Guid account, long accessVersion, CancellationToken cancel)
    {
        var day = Today;
        if (_kept.TryGetValue(account, out var kept) && kept.Version == accessVersion && kept.Day == day)
        {
            return kept.Roles;
        }

        await using var db = store.Db();
        var roles = (await InForce(db.RolesHeld, day).Where(r => r.Account == account)
                .Select(r => new RoleInForce(r.Role, r.Node, r.Until, db.Accounts.Where(a => a.Id == r.CoverFor).Select(a => a.Name).FirstOrDefault()))
                .ToListAsync(cancel).ConfigureAwait(false))
            .OrderBy(r => r.Covers is not null).ThenBy(r => Weight(r.Role)).ThenBy(r => r.Node, StringComparer.Ordinal).ToList();
        if (_kept.Count > MostKept)
        {
            _kept.Clear();
        }

        _kept[account] = (accessVersion, day, roles);
        return roles;
    }

    /// <summary>
    /// Those of the roles that are in force on a day. Cover gives what the absent manager holds, so it is in force only
    /// while theirs is.
    /// </summary>
    internal static IQueryable<RoleHeld> InForce(IQueryable<RoleHeld> roles, DateOnly day) =>
        roles.Where(r => r.From <= day && (r.Until == null || r.Until > day)
            && (r.CoverFor == null || roles.Any(own => own.Account == r.CoverFor && own.CoverFor == null && own.Role == r.Role && own.Node == r.Node
                && own.From <= day && (own.Until == null || own.Until > day))));

    /// <summary>What people are known by first: managing before holding cases, both before keeping the system.</summary>
    private static int Weight(Role role) => role switch
    {
        Role.Director => 0,
        Role.ServiceManager => 1,
        Role.TeamManager => 2,
        Role.Practitioner => 3,
        Role.BusinessSupport => 4,
        Role.DataOfficer => 5,
        Role.Administrator => 6,
        _ => 7,
    };
}
