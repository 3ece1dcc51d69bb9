using System.Text;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Privacy;

/// <summary>A person whom the store knows.</summary>
/// <param name="Subject">Child or worker.</param>
/// <param name="Number">Fairload's own number.</param>
/// <param name="Ids">The ids that sources use for them.</param>
public sealed record KnownPerson(Subject Subject, int Number, IReadOnlyList<string> Ids)
{
    /// <summary>The ids by which the audit trail may name them: those of sources, and fingerprints of ids that are names.</summary>
    public IReadOnlyList<string> AuditIds { get; init; } = Ids;

    /// <summary>What a caseload adds to a name that is written as the id of somebody else.</summary>
    internal const string NameMark = $" ({Identity.Named})";

    /// <summary>The word for what they are, as the audit trail has it.</summary>
    public string Kind => KindOf(Subject);

    /// <summary>The word for a child or a worker, as the audit trail has it.</summary>
    public static string KindOf(Subject subject) => subject == Subject.Child ? "child" : "worker";

    /// <summary>The person with an id, in whatever system.</summary>
    /// <exception cref="Refused">There is none.</exception>
    public static async Task<KnownPerson> Find(FairloadDb db, int council, Subject subject, string id, CancellationToken cancel) =>
        await FindOrNothing(db, council, subject, id, cancel).ConfigureAwait(false)
        ?? throw new Refused(PrivacyTexts.All[subject == Subject.Child ? "NoChild" : "NoWorker", id]);

    /// <summary>The person with an id, or nothing.</summary>
    public static async Task<KnownPerson?> FindOrNothing(FairloadDb db, int council, Subject subject, string id, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        var numbers = await db.Identities.AsNoTracking()
            .Where(one => one.Council == council && one.Subject == subject && one.SourceId == id)
            .OrderBy(one => one.System == Identity.Ssd ? 0 : 1).Select(one => one.Number).ToListAsync(cancel).ConfigureAwait(false);
        return numbers.Count == 0 ? null : await Known(db, council, subject, numbers[0], cancel).ConfigureAwait(false);
    }

    /// <summary>
    /// What an entry of the audit trail calls somebody whom a system knows by an id. Entries cannot be rewritten and names may have to go,
    /// so a name stands there as the fingerprint that it becomes when a council keeps initials only.
    /// </summary>
    internal static string AuditId(byte[] salt, string system, string id) =>
        system == Identity.Named ? ErasedPeople.Fingerprint(salt, system, Encoding.UTF8.GetBytes(id)) : id;

    /// <summary>
    /// What an entry of the audit trail calls a worker who is named by an id in an address or a form: a name, or what may be one and is
    /// nobody's id, stands there as its fingerprint. What has a digit and no space is no name, and costs no question to the store.
    /// </summary>
    /// <param name="db">The store.</param>
    /// <param name="council">The council.</param>
    /// <param name="id">The id, as a caseload has it or a person typed it.</param>
    /// <param name="cancel">Stops the work.</param>
    public static async Task<string> AuditIdOfWorker(FairloadDb db, int council, string id, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(id);
        if (id.Length == 0 || (id.Any(char.IsAsciiDigit) && !id.Any(char.IsWhiteSpace)) || await db.Identities.AnyAsync(
            one => one.Council == council && one.Subject == Subject.Worker && one.System != Identity.Named && one.SourceId == id, cancel).ConfigureAwait(false))
        {
            return id;
        }

        var salt = await db.Councils.AsNoTracking().Where(one => one.Id == council).Select(one => one.Salt).SingleAsync(cancel).ConfigureAwait(false);
        return AuditId(salt, Identity.Named, (id.EndsWith(NameMark, StringComparison.Ordinal) ? id[..^NameMark.Length] : id).ToLowerInvariant());
    }

    /// <summary>What an entry of the audit trail calls a child, by an id, or a worker; who is neither is called as said.</summary>
    internal static Task<string> AuditIdOf(FairloadDb db, int council, Subject? subject, string id, CancellationToken cancel) =>
        subject == Subject.Worker ? AuditIdOfWorker(db, council, id, cancel) : Task.FromResult(id);

    /// <summary>The worker whom a caseload or the audit trail calls by an id, or nothing.</summary>
    internal static async Task<KnownPerson?> FindWorker(FairloadDb db, int council, string id, CancellationToken cancel) =>
        await FindOrNothing(db, council, Subject.Worker, id, cancel).ConfigureAwait(false)
        ?? await FindOrNothing(db, council, Subject.Worker, await AuditIdOfWorker(db, council, id, cancel).ConfigureAwait(false), cancel).ConfigureAwait(false);

    /// <summary>The person with Fairload's own number.</summary>
    internal static async Task<KnownPerson> Known(FairloadDb db, int council, Subject subject, int number, CancellationToken cancel)
    {
        var ids = await db.Identities.AsNoTracking().Where(one => one.Council == council && one.Subject == subject && one.Number == number)
            .OrderBy(one => one.System == Identity.Ssd ? 0 : 1).ThenBy(one => one.SourceId)
            .Select(one => new { one.System, one.SourceId }).ToListAsync(cancel).ConfigureAwait(false);
        var salt = await db.Councils.AsNoTracking().Where(one => one.Id == council).Select(one => one.Salt).SingleAsync(cancel).ConfigureAwait(false);
        var said = ids.ConvertAll(one => one.SourceId);
        return new(subject, number, said) { AuditIds = [.. said.Union(ids.Select(one => AuditId(salt, one.System, one.SourceId)))] };
    }
}
