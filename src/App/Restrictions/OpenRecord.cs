using Fairload.App.Accounts;
using Fairload.App.Auditing;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Restrictions;

/// <summary>
/// Opens a restricted record to one person for a while, because they say why they must see it now. The same transaction
/// tells the record's manager, so nobody can look without that.
/// </summary>
public sealed class OpenRecord(DataStore store, TimeProvider time)
{
    /// <summary>How long a record stays open: a working day.</summary>
    public static readonly TimeSpan OpenFor = TimeSpan.FromHours(8);

    /// <summary>Opens a record.</summary>
    /// <param name="council">The council.</param>
    /// <param name="child">The child's source id.</param>
    /// <param name="teams">
    /// The source ids of the team that has the case and of those above it, the nearest first: the first that somebody manages
    /// is told, or the council's director.
    /// </param>
    /// <param name="viewer">The key of the person looking.</param>
    /// <param name="who">The person, as the audit and the manager know them.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task Run(int council, string child, IReadOnlyList<string> teams, string viewer, string who, string reason, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = store.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        // Whoever opens it is not the one who is told.
        var opener = Guid.TryParseExact(viewer, "N", out var account) ? account : Guid.Empty;
        var managed = await RolesInForce.InForce(db.RolesHeld, RolesInForce.TodayBy(time))
            .Where(held => held.Council == council && held.Node != null && held.Account != opener
                && (held.Role == Role.TeamManager || held.Role == Role.ServiceManager || held.Role == Role.Director)
                && db.Accounts.Any(one => one.Id == held.Account && !one.IsDisabled))
            .Select(held => held.Node!).Distinct().ToListAsync(cancel).ConfigureAwait(false);

        // The demonstration has no accounts: there the nearest team is told.
        var team = teams.FirstOrDefault(managed.Contains) ?? (await db.Accounts.AnyAsync(cancel).ConfigureAwait(false) ? null : teams is [var nearest, ..] ? nearest : null);
        var opening = new Opening
        {
            Council = council, Id = Guid.NewGuid(), Child = child, Who = who, Viewer = viewer, Reason = reason, When = now, Until = now + OpenFor, Team = team,
        };
        db.Openings.Add(opening);
        await db.SaveChangesAsync(cancel).ConfigureAwait(false);
        AccessVersion.Raise(db, council);
        Audit.Write(db, time, council, who, "open restricted record", "child", child, null, new { opening.Reason, opening.Until, told = team });
        await transaction.CommitAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Notes that a manager has seen that a record was opened. Saying so twice changes nothing.</summary>
    /// <param name="council">The council.</param>
    /// <param name="opening">The opening.</param>
    /// <param name="who">The manager.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task HasSeen(int council, Guid opening, string who, CancellationToken cancel)
    {
        await using var db = store.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        if (await db.Openings.FirstOrDefaultAsync(one => one.Council == council && one.Id == opening && one.SeenBy == null, cancel).ConfigureAwait(false) is not { } found)
        {
            return;
        }

        (found.SeenBy, found.SeenAt) = (who, time.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(cancel).ConfigureAwait(false);
        AccessVersion.Raise(db, council);
        Audit.Write(db, time, council, who, "see opening", "child", found.Child, null, new { opened = found.When, by = found.Who });
        await transaction.CommitAsync(cancel).ConfigureAwait(false);
    }
}
