using Fairload.App.Auditing;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Privacy;

/// <summary>A hold as a person reads it.</summary>
/// <param name="Hold">The hold.</param>
/// <param name="Person">The id of the person it is about; nothing for everybody, or where they are no longer known.</param>
public sealed record HoldSeen(Hold Hold, string? Person);

/// <summary>Legal holds: placing them, ending them, and asking whether one stands.</summary>
/// <param name="store">The store.</param>
/// <param name="time">The clock.</param>
public sealed class Holds(DataStore store, TimeProvider time)
{
    /// <summary>Places a hold over a person, or over everybody.</summary>
    /// <param name="council">The council.</param>
    /// <param name="subject">Child or worker; nothing for everybody.</param>
    /// <param name="id">The person's id in a source; not used for everybody.</param>
    /// <param name="by">The person who decided it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="who">Who is signed in.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>The hold's number.</returns>
    /// <exception cref="Refused">No such person, or no name or reason; nothing was changed.</exception>
    public async Task<int> Place(
        Council council, Subject? subject, string? id, string? by, string? reason, string who, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(council);
        var hold = new Hold
        {
            Council = council.Id,
            Subject = subject,
            By = PrivacyTexts.By(by),
            Reason = PrivacyTexts.Why(reason),
            Who = who,
            Since = time.GetUtcNow().UtcDateTime,
        };
        await using var db = store.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        if (subject is { } kind)
        {
            hold.Number = (await KnownPerson.Find(db, council.Id, kind, id ?? "", cancel).ConfigureAwait(false)).Number;
        }

        hold.Id = (await db.Holds.Where(one => one.Council == council.Id).MaxAsync(one => (int?)one.Id, cancel).ConfigureAwait(false) ?? 0) + 1;
        db.Holds.Add(hold);
        Audit.Write(db, time, council.Id, who, "place hold", KindOf(hold), await KnownPerson.AuditIdOf(db, council.Id, subject, id ?? "", cancel).ConfigureAwait(false), null, new { hold.Id, hold.By, hold.Reason });
        await transaction.CommitAsync(cancel).ConfigureAwait(false);
        return hold.Id;
    }

    /// <summary>Ends a hold.</summary>
    /// <param name="council">The council.</param>
    /// <param name="number">The hold's number.</param>
    /// <param name="by">The person who decided it.</param>
    /// <param name="reason">Why it ends.</param>
    /// <param name="who">Who is signed in.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="Refused">No such hold stands, or no name or reason; nothing was changed.</exception>
    public async Task End(Council council, int number, string? by, string? reason, string who, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(council);
        var (name, why) = (PrivacyTexts.By(by), PrivacyTexts.Why(reason));
        await using var db = store.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        var hold = await db.Holds.FirstOrDefaultAsync(one => one.Council == council.Id && one.Id == number && one.Ended == null, cancel).ConfigureAwait(false)
            ?? throw new Refused(PrivacyTexts.All["NoHold", number]);
        (hold.Ended, hold.EndedBy, hold.EndedReason) = (time.GetUtcNow().UtcDateTime, name, why);
        var person = await Seen(db, hold, cancel).ConfigureAwait(false);
        var called = await KnownPerson.AuditIdOf(db, council.Id, hold.Subject, person.Person ?? "", cancel).ConfigureAwait(false);
        try
        {
            Audit.Write(
                db, time, council.Id, who, "end hold", KindOf(hold), called, new { hold.Id, hold.By, hold.Reason }, new { By = name, Reason = why });
        }
        catch (DbUpdateConcurrencyException changed)
        {
            throw new Refused(PrivacyTexts.All["HoldChanged"], changed);
        }

        await transaction.CommitAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>The holds of a council that stand, the earliest first; with <paramref name="ended"/> those that ended too.</summary>
    public async Task<IReadOnlyList<HoldSeen>> Of(Council council, bool ended, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(council);
        await using var db = store.Db();
        var seen = new List<HoldSeen>();
        foreach (var hold in await db.Holds.AsNoTracking().Where(one => one.Council == council.Id && (ended || one.Ended == null))
            .OrderBy(one => one.Id).ToListAsync(cancel).ConfigureAwait(false))
        {
            seen.Add(await Seen(db, hold, cancel).ConfigureAwait(false));
        }

        return seen;
    }

    /// <summary>Whether a hold stands over a person; those over everybody count.</summary>
    internal static Func<Subject, int, bool> Standing(FairloadDb db, int council)
    {
        var standing = db.Holds.AsNoTracking().Where(one => one.Council == council && one.Ended == null)
            .Select(one => new { one.Subject, one.Number }).ToList();
        var people = standing.Where(one => one.Subject is not null).Select(one => (one.Subject!.Value, one.Number)).ToHashSet();
        return standing.Exists(one => one.Subject is null) ? (_, _) => true : (subject, number) => people.Contains((subject, number));
    }

    private static string KindOf(Hold hold) => hold.Subject is { } subject ? KnownPerson.KindOf(subject) : "council";

    private static async Task<HoldSeen> Seen(FairloadDb db, Hold hold, CancellationToken cancel) => new(hold, hold.Subject is { } subject
        && (await KnownPerson.Known(db, hold.Council, subject, hold.Number, cancel).ConfigureAwait(false)).Ids is [var id, ..]
            ? id
            : null);
}
