using Fairload.App.Privacy;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Auditing;

/// <summary>Which entries of the audit trail are wanted; what is nothing is not asked.</summary>
/// <param name="Who">Who did it, exactly as the trail names them.</param>
/// <param name="Action">What was done.</param>
/// <param name="Kind">What kind of thing it was done to.</param>
/// <param name="Subject">Which one; asked only with its kind. Of a worker any of the ids, or the name where it is the id.</param>
/// <param name="From">Since when, in UTC.</param>
/// <param name="Until">Until when, not included, in UTC.</param>
public sealed record AuditQuestion(string? Who = null, string? Action = null, string? Kind = null, string? Subject = null, DateTime? From = null, DateTime? Until = null);

/// <summary>Where a page of the trail ends, and the next one goes on.</summary>
/// <param name="When">When the last entry of the page was written.</param>
/// <param name="Id">Its number.</param>
public sealed record AuditPlace(DateTime When, long Id);

/// <summary>Somebody who looked at a child.</summary>
/// <param name="Who">Who.</param>
/// <param name="Looks">How often.</param>
/// <param name="First">The first time, in UTC.</param>
/// <param name="Last">The last time, in UTC.</param>
public sealed record Looker(string Who, int Looks, DateTime First, DateTime Last);

/// <summary>Answers questions about who did and who saw what, each from the end of an index: at ten million entries as at ten.</summary>
public sealed class ReadAudit(DataStore store)
{
    /// <summary>Entries, the newest first.</summary>
    /// <param name="council">The council.</param>
    /// <param name="question">Which.</param>
    /// <param name="after">Where the page before ended; nothing for the first.</param>
    /// <param name="most">How many at the most.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<IReadOnlyList<AuditEntry>> Entries(int council, AuditQuestion question, AuditPlace? after, int most, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(question);
        await using var db = store.Db();
        var found = db.Audit.AsNoTracking().Where(entry => entry.Council == council);
        found = question.Who is { } who ? found.Where(entry => entry.Who == who) : found;
        found = question.Action is { } action ? found.Where(entry => entry.Action == action) : found;
        found = question.Kind is { } kind ? found.Where(entry => entry.SubjectKind == kind) : found;
        if (question is { Kind: { } of, Subject: { } subject })
        {
            var called = of == View.Worker ? await Called(db, council, subject, cancel).ConfigureAwait(false) : [subject];
            found = called is [var only] ? found.Where(entry => entry.SubjectId == only) : found.Where(entry => called.Contains(entry.SubjectId));
        }

        found = question.From is { } from ? found.Where(entry => entry.When >= from) : found;
        found = question.Until is { } until ? found.Where(entry => entry.When < until) : found;
        if (after is { } place)
        {
            // Said twice: the engines take the first for where to start in the index.
            found = found.Where(entry => entry.When <= place.When && (entry.When < place.When || entry.Id < place.Id));
        }

        return await found.OrderByDescending(entry => entry.When).ThenByDescending(entry => entry.Id).Take(most).ToListAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>By what the trail may call a worker: by any id, by the fingerprint of a name, and in old entries by the name itself.</summary>
    private static async Task<IReadOnlyList<string>> Called(FairloadDb db, int council, string id, CancellationToken cancel) =>
        [
            .. ((await KnownPerson.FindWorker(db, council, id, cancel).ConfigureAwait(false))?.AuditIds ?? [])
                .Append(id).Append(await KnownPerson.AuditIdOfWorker(db, council, id, cancel).ConfigureAwait(false)).Distinct(),
        ];

    /// <summary>One entry; nothing when there is none or its content was erased.</summary>
    public async Task<AuditEntry?> Entry(int council, long id, CancellationToken cancel)
    {
        await using var db = store.Db();
        return await db.Audit.AsNoTracking().FirstOrDefaultAsync(entry => entry.Council == council && entry.Id == id, cancel).ConfigureAwait(false);
    }

    /// <summary>The entry that tells of the erasure of this one's content; nothing when it was not erased.</summary>
    public async Task<long?> ErasedBy(int council, long id, CancellationToken cancel)
    {
        await using var db = store.Db();
        return await db.AuditErasures.Where(erased => erased.Council == council && erased.Id == id)
            .Select(erased => (long?)erased.ByEntry).FirstOrDefaultAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Who looked at a child's case, whoever looked last first.</summary>
    public async Task<IReadOnlyList<Looker>> WhoLooked(int council, string child, CancellationToken cancel)
    {
        await using var db = store.Db();

        // In the order of their index, and grouped here: asked to group, SQLite reads the whole trail in the order of who.
        var looks = db.Audit.AsNoTracking()
            .Where(entry => entry.Council == council && entry.SubjectKind == View.Child && entry.SubjectId == child)
            .OrderByDescending(entry => entry.When).ThenByDescending(entry => entry.Id)
            .Select(entry => new { entry.Who, entry.When, entry.Action });
        var lookers = new Dictionary<string, Looker>(StringComparer.Ordinal);
        await foreach (var look in looks.AsAsyncEnumerable().WithCancellation(cancel).ConfigureAwait(false))
        {
            if (look.Action == View.OfChild)
            {
                lookers[look.Who] = lookers.TryGetValue(look.Who, out var one)
                    ? one with { Looks = one.Looks + 1, First = look.When }
                    : new Looker(look.Who, 1, look.When, look.When);
            }
        }

        return [.. lookers.Values.OrderByDescending(one => one.Last)];
    }

    /// <summary>The kinds of doing that the trail has, in the order of the alphabet.</summary>
    public async Task<IReadOnlyList<string>> Actions(int council, CancellationToken cancel)
    {
        await using var db = store.Db();

        // From one to the next in the index: as many steps as there are kinds, however long the trail is.
        var found = new List<string>();
        while (await db.Audit.Where(entry => entry.Council == council && entry.Action.CompareTo(found.LastOrDefault() ?? "") > 0)
            .OrderBy(entry => entry.Action).Select(entry => entry.Action).FirstOrDefaultAsync(cancel).ConfigureAwait(false) is { } next)
        {
            found.Add(next);
        }

        return found;
    }
}
