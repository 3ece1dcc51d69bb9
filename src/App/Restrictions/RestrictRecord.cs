using Fairload.App.Accounts;
using Fairload.App.Auditing;
using Fairload.App.Privacy;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Restrictions;

/// <summary>What a restriction is to say.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Open">Source ids of workers it is open to by name.</param>
/// <param name="Barred">Source ids of workers it is closed to whatever their work.</param>
public sealed record RestrictionAsked(RestrictionKind Kind, string Reason, IReadOnlyList<string> Open, IReadOnlyList<string> Barred);

/// <summary>Restricts a child's record, changes who may see it, or lifts the restriction. Never over somebody else's change unseen.</summary>
public sealed class RestrictRecord(DataStore store, TimeProvider time)
{
    /// <summary>Restricts a record, or changes its restriction.</summary>
    /// <param name="council">The council.</param>
    /// <param name="child">The child's source id.</param>
    /// <param name="asked">What the restriction is to say; nothing to lift it.</param>
    /// <param name="version">The version that the person saw; 0 where there was no restriction.</param>
    /// <param name="who">Who does it.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>Whether it was saved: not where somebody else changed it meanwhile.</returns>
    public async Task<bool> Run(int council, string child, RestrictionAsked? asked, int version, string who, CancellationToken cancel)
    {
        try
        {
            return await Save(council, child, asked, version, who, cancel).ConfigureAwait(false);
        }
        catch (DbUpdateException)
        {
            // Somebody saved between our reading and our writing.
            return false;
        }
    }

    private async Task<bool> Save(int council, string child, RestrictionAsked? asked, int version, string who, CancellationToken cancel)
    {
        await using var db = store.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        var standing = await db.Restrictions.FirstOrDefaultAsync(one => one.Council == council && one.Child == child, cancel).ConfigureAwait(false);
        if ((standing?.Version ?? 0) != version)
        {
            return false;
        }

        var people = standing is null
            ? []
            : await db.RestrictionPeople.Where(one => one.Council == council && one.Restriction == standing.Id).ToListAsync(cancel).ConfigureAwait(false);
        var before = standing is null ? null : await Said(db, standing, people, cancel).ConfigureAwait(false);
        db.RestrictionPeople.RemoveRange(people);
        if (asked is null)
        {
            if (standing is null)
            {
                return true;
            }

            db.Restrictions.Remove(standing);
        }
        else
        {
            if (standing is null)
            {
                db.Restrictions.Add(standing = new Restriction { Council = council, Id = Guid.NewGuid(), Child = child, Version = 1 });
            }

            (standing.Kind, standing.Reason, standing.Who, standing.When) = (asked.Kind, asked.Reason, who, time.GetUtcNow().UtcDateTime);
            people =
            [
                .. asked.Barred.Distinct(StringComparer.Ordinal).Select(worker => Person(standing, worker, isBarred: true)),
                .. asked.Open.Except(asked.Barred, StringComparer.Ordinal).Distinct(StringComparer.Ordinal).Select(worker => Person(standing, worker, isBarred: false)),
            ];

            // The old names leave before the new ones come: somebody may be in both.
            await db.SaveChangesAsync(cancel).ConfigureAwait(false);
            db.RestrictionPeople.AddRange(people);
        }

        await db.SaveChangesAsync(cancel).ConfigureAwait(false);
        AccessVersion.Raise(db, council);
        var action = asked is null ? "lift restriction" : before is null ? "restrict record" : "change restriction";
        Audit.Write(db, time, council, who, action, "child", child, before, asked is null ? null : await Said(db, standing, people, cancel).ConfigureAwait(false));
        await transaction.CommitAsync(cancel).ConfigureAwait(false);
        return true;
    }

    private static RestrictionPerson Person(Restriction restriction, string worker, bool isBarred) =>
        new() { Council = restriction.Council, Restriction = restriction.Id, Worker = worker, IsBarred = isBarred };

    private static async Task<object> Said(FairloadDb db, Restriction restriction, IEnumerable<RestrictionPerson> people, CancellationToken cancel)
    {
        var (open, barred) = (new SortedSet<string>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal));
        foreach (var one in people)
        {
            (one.IsBarred ? barred : open).Add(await KnownPerson.AuditIdOfWorker(db, restriction.Council, one.Worker, cancel).ConfigureAwait(false));
        }

        return new { kind = restriction.Kind.ToString(), restriction.Reason, open, barred };
    }
}
