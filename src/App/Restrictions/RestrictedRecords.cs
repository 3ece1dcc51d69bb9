using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Restrictions;

/// <summary>One restricted record as rights are asked of it.</summary>
/// <param name="Id">The restriction's id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Kind">Why.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Who">Who restricted it.</param>
/// <param name="When">When, in UTC.</param>
/// <param name="Open">Source ids of the workers it is open to by name.</param>
/// <param name="Barred">Source ids of the workers it is closed to whatever their work.</param>
public sealed record RestrictedRecord(
    Guid Id, int Version, RestrictionKind Kind, string Reason, string Who, DateTime When, IReadOnlySet<string> Open, IReadOnlySet<string> Barred);

/// <summary>A council's restricted records and what was opened of them: all of it, in memory, as of one moment.</summary>
/// <param name="byChild">The restricted records by the child's source id.</param>
/// <param name="openings">Openings that no manager has seen yet, and those still open.</param>
public sealed class RestrictedRecords(IReadOnlyDictionary<string, RestrictedRecord> byChild, IReadOnlyList<Opening> openings)
{
    /// <summary>No restricted record at all.</summary>
    public static RestrictedRecords None { get; } = new(new Dictionary<string, RestrictedRecord>(), []);

    /// <summary>The children, by source id, whose records are restricted.</summary>
    public IReadOnlyDictionary<string, RestrictedRecord> ByChild => byChild;

    /// <summary>Openings that no manager has seen yet, and those still open, the latest first.</summary>
    public IReadOnlyList<Opening> Openings => openings;

    /// <summary>Whether somebody opened a child's record and may still see it.</summary>
    /// <param name="child">The child's source id.</param>
    /// <param name="viewer">The key of the person looking.</param>
    /// <param name="now">Now, in UTC.</param>
    public bool IsOpenTo(string child, string viewer, DateTime now) =>
        openings.Any(opening => opening.Child == child && opening.Viewer == viewer && opening.Until > now);
}

/// <summary>Reads a council's restricted records, and keeps them while nothing in the store has changed.</summary>
public sealed class RestrictionShelf(DataStore store, TimeProvider time)
{
    private sealed record Kept(int Council, long Mark, DateTime At, RestrictedRecords Records);

    private Kept? _kept;

    /// <summary>The restricted records as they stand at this very moment.</summary>
    public async Task<RestrictedRecords> Of(int council, CancellationToken cancel)
    {
        // On PostgreSQL there is no mark of changes, and the tables are small: they are read again.
        var mark = store.ChangeMark();
        var now = time.GetUtcNow().UtcDateTime;
        if (mark is not null && _kept is { } kept && kept.Council == council && kept.Mark == mark && now - kept.At < TimeSpan.FromMinutes(10))
        {
            return kept.Records;
        }

        await using var db = store.Db();
        var restrictions = await db.Restrictions.AsNoTracking().Where(one => one.Council == council).ToListAsync(cancel).ConfigureAwait(false);
        var people = restrictions.Count == 0
            ? []
            : await db.RestrictionPeople.AsNoTracking().Where(one => one.Council == council).ToListAsync(cancel).ConfigureAwait(false);
        var openings = await db.Openings.AsNoTracking()
            .Where(one => one.Council == council && (one.Until > now || one.SeenBy == null))
            .OrderByDescending(one => one.When).ToListAsync(cancel).ConfigureAwait(false);
        var named = people.ToLookup(one => (one.Restriction, one.IsBarred), one => one.Worker);
        var records = restrictions.Count + openings.Count == 0
            ? RestrictedRecords.None
            : new RestrictedRecords(
                restrictions.ToDictionary(
                    one => one.Child,
                    one => new RestrictedRecord(
                        one.Id, one.Version, one.Kind, one.Reason, one.Who, one.When,
                        named[(one.Id, false)].ToHashSet(StringComparer.Ordinal), named[(one.Id, true)].ToHashSet(StringComparer.Ordinal)),
                    StringComparer.Ordinal),
                openings);
        _kept = mark is { } then ? new Kept(council, then, now, records) : null;
        return records;
    }
}
