using Fairload.App.Auditing;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Reconciling;

/// <summary>A count as a person typed it for one team.</summary>
/// <param name="Team">The team's source id; empty for the whole council.</param>
/// <param name="Typed">The count; nothing to take it away.</param>
/// <param name="Version">The version of the count that the person saw; 0 for none.</param>
public sealed record TypedCount(string Team, int? Typed, int Version);

/// <summary>
/// Saves counts of allocated cases that people typed from their own list. All or none: where somebody else changed a
/// count meanwhile nothing is saved, and both values are there for the person to choose.
/// </summary>
public sealed class SaveHoldingCounts(DataStore store, TimeProvider time)
{
    /// <summary>The counts saved for an extract, by team.</summary>
    public async Task<IReadOnlyDictionary<string, Reconciliation>> Saved(int council, DateOnly extract, CancellationToken cancel)
    {
        await using var db = store.Db();
        return await db.Reconciliations.AsNoTracking().Where(r => r.Council == council && r.ExtractDate == extract)
            .ToDictionaryAsync(r => r.Team, StringComparer.Ordinal, cancel).ConfigureAwait(false);
    }

    /// <summary>Saves the counts that were changed.</summary>
    /// <returns>The counts that somebody else had changed, as they stand now (nothing where they were taken away); empty when all was saved.</returns>
    public async Task<IReadOnlyDictionary<string, Reconciliation?>> Run(
        int council, DateOnly extract, IReadOnlyList<TypedCount> typed, string who, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(typed);
        try
        {
            return await Save(council, extract, typed, who, cancel).ConfigureAwait(false);
        }
        catch (DbUpdateException)
        {
            // Somebody saved between our reading and our writing: now the reading sees it.
            return await Save(council, extract, typed, who, cancel).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyDictionary<string, Reconciliation?>> Save(
        int council, DateOnly extract, IReadOnlyList<TypedCount> typed, string who, CancellationToken cancel)
    {
        await using var db = store.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        var saved = await db.Reconciliations.Where(r => r.Council == council && r.ExtractDate == extract)
            .ToDictionaryAsync(r => r.Team, StringComparer.Ordinal, cancel).ConfigureAwait(false);
        var conflicts = typed
            .Where(count => (saved.GetValueOrDefault(count.Team)?.Version ?? 0) != count.Version
                && saved.GetValueOrDefault(count.Team)?.TypedCount != count.Typed)
            .ToDictionary(count => count.Team, count => saved.GetValueOrDefault(count.Team), StringComparer.Ordinal);
        if (conflicts.Count > 0)
        {
            return conflicts;
        }

        foreach (var count in typed)
        {
            var had = saved.GetValueOrDefault(count.Team);
            if (had?.TypedCount == count.Typed)
            {
                continue;
            }

            var before = had?.TypedCount;
            if (count.Typed is not { } number)
            {
                db.Reconciliations.Remove(had!);
            }
            else
            {
                if (had is null)
                {
                    db.Reconciliations.Add(had = new Reconciliation { Council = council, Team = count.Team, ExtractDate = extract });
                }

                (had.TypedCount, had.Who, had.When, had.Version) = (number, who, time.GetUtcNow().UtcDateTime, had.Version + 1);
            }

            Audit.Write(
                db, time, council, who, "type count", "reconciliation", count.Team,
                before is null ? null : new { extract, count = before }, count.Typed is null ? null : new { extract, count = count.Typed });
        }

        await transaction.CommitAsync(cancel).ConfigureAwait(false);
        return conflicts;
    }
}
