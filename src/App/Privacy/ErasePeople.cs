using System.Text;
using Fairload.App.Auditing;
using Fairload.App.Imports;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.Core.Cases;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Privacy;

/// <summary>What an erasure took away, or would.</summary>
/// <param name="People">Children and workers.</param>
/// <param name="Records">Rows of the council's files.</param>
/// <param name="Kept">Rows of others that go on without a name: those of children whom an erased worker worked with.</param>
/// <param name="Problems">Problems of imports that told of them.</param>
/// <param name="Jobs">Reports of finished imports that did.</param>
/// <param name="AuditEntries">Audit entries that lost their content.</param>
public sealed record Erasure(int People, long Records, long Kept, long Problems, long Jobs, long AuditEntries)
{
    /// <summary>Whether no bytes are left in the store (<see cref="Sweep"/>).</summary>
    public bool IsSwept { get; init; }
}

/// <summary>
/// Erases children and workers: their records, ids, problems and what the audit trail says of them. Of a worker, rows about
/// children stay and name a nameless worker instead, so that those children's records still add up.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="time">The clock.</param>
public sealed class ErasePeople(DataStore store, TimeProvider time)
{
    private const int AtOnce = 400;

    /// <summary>An id by which an import would know somebody.</summary>
    private sealed record Print(int Number, string System, string Id);

    /// <summary>The person with an id and how many rows are about them; nothing when there is none.</summary>
    public async Task<(KnownPerson Person, long Records, bool IsHeld)?> Find(Council council, Subject subject, string id, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(council);
        await using var db = store.Db();
        if (await KnownPerson.FindOrNothing(db, council.Id, subject, id, cancel).ConfigureAwait(false) is not { } person)
        {
            return null;
        }

        var records = db.Records.Where(one => one.Council == council.Id);
        var count = await (subject == Subject.Child
            ? records.Where(one => one.Child == person.Number)
            : records.Where(one => one.Worker == person.Number || one.OtherWorker == person.Number)).LongCountAsync(cancel).ConfigureAwait(false);
        return (person, count, Holds.Standing(db, council.Id)(subject, person.Number));
    }

    /// <summary>Erases one person.</summary>
    /// <param name="council">The council.</param>
    /// <param name="subject">Child or worker.</param>
    /// <param name="id">Their id in a source.</param>
    /// <param name="by">The person who decided it.</param>
    /// <param name="why">Why; it must not name the one erased.</param>
    /// <param name="who">Who is signed in.</param>
    /// <param name="cancel">Stops the work until it is committed.</param>
    /// <exception cref="Refused">No such person, a hold, or no name or reason; nothing was changed.</exception>
    public async Task<Erasure> Run(Council council, Subject subject, string id, string? by, string? why, string who, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(council);
        var (name, reason) = (PrivacyTexts.By(by), PrivacyTexts.Why(why));
        var erased = await Task.Run(
            () =>
            {
                using var db = store.Db();
                using var transaction = db.Database.BeginTransaction();
                var person = KnownPerson.Find(db, council.Id, subject, id, cancel).GetAwaiter().GetResult();
                if (Holds.Standing(db, council.Id)(subject, person.Number))
                {
                    throw new Refused(PrivacyTexts.All["Held"]);
                }

                var erasure = Erase(db, council.Id, [(subject, person.Number)], who, reason);
                Tell(db, council.Id, who, $"erase {person.Kind}", name, reason, erasure);
                cancel.ThrowIfCancellationRequested();
                transaction.Commit();
                return erasure;
            },
            cancel).ConfigureAwait(false);
        return erased with { IsSwept = await Sweep.Run(store, CancellationToken.None).ConfigureAwait(false) };
    }

    /// <summary>
    /// Lets somebody who was erased be known again: the next import brings back what its files say. For a child whom the council
    /// works with again, and for an erasure that was a mistake.
    /// </summary>
    /// <exception cref="Refused">Nobody with the id was erased, or no name or reason; nothing was changed.</exception>
    public async Task Readmit(Council council, Subject subject, string id, string? by, string? why, string who, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(council);
        ArgumentNullException.ThrowIfNull(id);
        var (name, reason) = (PrivacyTexts.By(by), PrivacyTexts.Why(why));
        await using var db = store.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        var salt = await db.Councils.Where(one => one.Id == council.Id).Select(one => one.Salt).SingleAsync(cancel).ConfigureAwait(false);
        var known = db.ErasedIdentities.Where(one => one.Council == council.Id && one.Subject == subject);
        var prints = new[] { Identity.Ssd, Identity.Staff, ErasedPeople.Registration }
            .Select(system => ErasedPeople.Fingerprint(salt, system, Encoding.UTF8.GetBytes(id))).ToList();
        if (await known.FirstOrDefaultAsync(one => prints.Contains(one.Fingerprint), cancel).ConfigureAwait(false) is not { } found)
        {
            throw new Refused(PrivacyTexts.All["NotErased", id]);
        }

        // A worker's ids share the placeholder, so all of them go; a child has one id, and what it was cared for under is new anyway.
        await (found.Placeholder is { } placeholder ? known.Where(one => one.Placeholder == placeholder) : known.Where(one => prints.Contains(one.Fingerprint)))
            .ExecuteDeleteAsync(cancel).ConfigureAwait(false);
        db.ChangeTracker.Clear();
        Audit.Write(db, time, council.Id, who, $"readmit {KnownPerson.KindOf(subject)}", KnownPerson.KindOf(subject), await KnownPerson.AuditIdOf(db, council.Id, subject, id, cancel).ConfigureAwait(false), null, new { By = name, Why = reason });
        await transaction.CommitAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Writes that people were erased, and never who.</summary>
    internal void Tell(FairloadDb db, int council, string who, string action, string by, string why, Erasure erasure) => Audit.Write(
        db, time, council, who, action, "erasure", time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture), null,
        new { By = by, Why = why, erasure.People, erasure.Records, erasure.Problems, erasure.AuditEntries });

    /// <summary>Erases people in the caller's transaction. Whether a hold stands was asked before; the caller sweeps after.</summary>
    internal Erasure Erase(FairloadDb db, int council, IReadOnlyCollection<(Subject Subject, int Number)> people, string who, string why)
    {
        UndoJournal.Close(db, council, UndoClosed.Erased);
        var erasure = new Erasure(people.Count, 0, 0, 0, 0, 0);
        var of = db.Councils.Single(one => one.Id == council);
        foreach (var subject in people.GroupBy(one => one.Subject, one => one.Number))
        {
            foreach (var some in subject.Chunk(AtOnce))
            {
                erasure = Erase(db, of, subject.Key, some, who, why, erasure);
            }
        }

        // Every caseload in memory is made anew, without them.
        of.DataVersion++;
        db.SaveChanges();
        return erasure;
    }

    private Erasure Erase(FairloadDb db, Council council, Subject subject, int[] numbers, string who, string why, Erasure so)
    {
        var ids = db.Identities.AsNoTracking()
            .Where(one => one.Council == council.Id && one.Subject == subject && numbers.Contains(one.Number)).ToList();
        var own = Own(db, council.Id, subject, numbers);
        var rows = own.AsNoTracking().Select(one => new { one.Kind, one.Key, one.Worker, one.Ref, one.File, one.Row }).ToList();
        var prints = ids.Where(one => one.System != Identity.Erased).Select(one => new Print(one.Number, one.System, one.SourceId))
            .Concat(rows.Where(one => one.Ref is not null && one.Kind is RecordKind.Worker or RecordKind.Post)
                .Select(one => new Print(one.Worker!.Value, ErasedPeople.Registration, one.Ref!)))
            .Concat(rows.Where(one => one.Ref is not null && one.Kind == RecordKind.ClaEpisode).Select(one => new Print(0, ErasedPeople.Care, one.Ref!)))
            .Concat(rows.Where(one => one.Kind == RecordKind.Assessment).Select(one => new Print(0, ErasedPeople.Assessment, one.Key)))
            .Distinct().ToList();
        Remember(db, council, subject, prints);

        var said = prints.Select(one => one.Id).Concat(rows.Select(one => one.Key)).ToHashSet(StringComparer.Ordinal);
        var places = rows.GroupBy(one => one.File).ToDictionary(file => file.Key, file => file.Select(one => one.Row).ToHashSet());
        var problems = EraseProblems(db, council.Id, said, places);
        var jobs = EraseJobs(db, council.Id, said);
        NamedRows.Erase(db, council.Id, subject, prints.Select(one => one.Id).Distinct());
        db.Holds.Where(one => one.Council == council.Id && one.Subject == subject && numbers.Contains(one.Number)).ExecuteDelete();
        var records = own.ExecuteDelete();
        var kept = subject == Subject.Worker ? LeaveNameless(db, council.Id, numbers) : 0;
        db.Identities.Where(one => one.Council == council.Id && one.Subject == subject && numbers.Contains(one.Number) && one.System != Identity.Erased)
            .ExecuteDelete();
        var entries = Audit.Erase(db, time, council.Id, who, [.. prints.SelectMany(one => new[] { one.Id, KnownPerson.AuditId(council.Salt, one.System, one.Id) }).Distinct().Select(id => (KnownPerson.KindOf(subject), id))], why);
        return so with
        {
            Records = so.Records + records,
            Kept = so.Kept + kept,
            Problems = so.Problems + problems,
            Jobs = so.Jobs + jobs,
            AuditEntries = so.AuditEntries + entries,
        };
    }

    /// <summary>The rows that go: all of a child's; of a worker those about the worker alone.</summary>
    private static IQueryable<Record> Own(FairloadDb db, int council, Subject subject, int[] numbers) => subject == Subject.Child
        ? db.Records.Where(one => one.Council == council && one.Child != null && numbers.Contains(one.Child!.Value))
        : db.Records.Where(one => one.Council == council && (one.Kind == RecordKind.Worker || one.Kind == RecordKind.Post || one.Kind == RecordKind.Absence)
            && one.Worker != null && numbers.Contains(one.Worker!.Value));

    private void Remember(FairloadDb db, Council council, Subject subject, IEnumerable<Print> ids)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var known = db.ErasedIdentities.Where(one => one.Council == council.Id && one.Subject == subject)
            .Select(one => one.Fingerprint).ToHashSet(StringComparer.Ordinal);
        foreach (var (number, system, id) in ids)
        {
            var print = ErasedPeople.Fingerprint(council.Salt, system, Encoding.UTF8.GetBytes(id));
            if (known.Add(print))
            {
                db.ErasedIdentities.Add(new ErasedIdentity
                {
                    Council = council.Id,
                    Subject = subject,
                    Fingerprint = print,
                    ErasedOn = today,
                    Placeholder = subject == Subject.Worker ? number : null,
                });
            }
        }

        db.SaveChanges();
    }

    /// <summary>A problem tells of somebody when it shows an id of theirs or stands at a row of theirs.</summary>
    private static long EraseProblems(FairloadDb db, int council, HashSet<string> said, Dictionary<int, HashSet<int>> places)
    {
        var files = db.ImportFiles.AsNoTracking().Where(one => one.Council == council).Select(one => new { one.Id, one.Import, one.Name }).ToList()
            .Where(one => places.ContainsKey(one.Id)).ToDictionary(one => (one.Import, one.Name), one => places[one.Id]);
        var gone = db.Problems.AsNoTracking().Where(one => one.Council == council).Select(one => new { one.Import, one.Id, one.File, one.Row, one.Value }).AsEnumerable()
            .Where(one => (one.Value is { } value && said.Contains(value))
                || (one.Row is { } row && files.TryGetValue((one.Import, one.File), out var rows) && rows.Contains(row)))
            .ToLookup(one => one.Import, one => one.Id);
        var count = 0L;
        foreach (var import in gone)
        {
            foreach (var some in import.Chunk(AtOnce))
            {
                count += db.Problems.Where(one => one.Council == council && one.Import == import.Key && some.Contains(one.Id)).ExecuteDelete();
            }
        }

        return count;
    }

    /// <summary>The reports of finished imports repeat their problems; one that tells of the person goes whole, the import's own line stays.</summary>
    private static long EraseJobs(FairloadDb db, int council, HashSet<string> said)
    {
        var gone = db.Jobs.AsNoTracking().Where(one => one.Council == council && one.Result != null && one.State >= JobState.Done)
            .Select(one => new { one.Id, one.Result }).AsEnumerable()
            .Where(one => Jobs.JobBoard.Report(new Job { Result = one.Result })!.Problems.Any(problem => problem.Value is { } value && said.Contains(value)))
            .Select(one => one.Id).ToList();
        return db.Jobs.Where(one => gone.Contains(one.Id)).ExecuteDelete();
    }

    /// <summary>Gives the workers whom others' rows still name an id that says nothing; the rows keep Fairload's own number.</summary>
    private static long LeaveNameless(FairloadDb db, int council, int[] numbers)
    {
        var kept = 0L;
        foreach (var number in numbers)
        {
            var rows = db.Records.LongCount(one => one.Council == council && (one.Worker == number || one.OtherWorker == number));
            kept += rows;

            // A later import may name them again, so the placeholder stands even where no row does now.
            var id = "erased-" + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (!db.Identities.Any(one => one.Council == council && one.Subject == Subject.Worker && one.System == Identity.Erased && one.SourceId == id))
            {
                db.Identities.Add(new Identity { Council = council, Subject = Subject.Worker, System = Identity.Erased, SourceId = id, Number = number });
            }
        }

        db.SaveChanges();
        return kept;
    }
}
