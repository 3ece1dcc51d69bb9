using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Fairload.App.Auditing;

/// <summary>
/// Writes who did what, in the transaction of what was done: either both are there or neither is. The entries of a
/// council are numbered without gaps and chained (docs/adr/0009-audit.md).
/// </summary>
public static class Audit
{
    /// <summary>What the entry of an erasure says was done.</summary>
    public const string EraseContent = "erase audit content";

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Writes an entry. The context must be in a transaction, and the caller commits it.</summary>
    /// <param name="db">The context that made the change.</param>
    /// <param name="time">The clock.</param>
    /// <param name="council">The council.</param>
    /// <param name="who">Who did it.</param>
    /// <param name="action">A verb and a noun, such as <c>agree judgement</c>.</param>
    /// <param name="subjectKind">What it was done to.</param>
    /// <param name="subjectId">Which one.</param>
    /// <param name="before">What it said before; nothing for something new.</param>
    /// <param name="after">What it says now; nothing for something removed.</param>
    public static void Write(
        FairloadDb db, TimeProvider time, int council, string who, string action, string subjectKind, string subjectId,
        object? before, object? after) => Append(db, time, council, new AuditEntry
        {
            Who = who,
            Action = action,
            SubjectKind = subjectKind,
            SubjectId = subjectId,
            Before = before is null ? null : JsonSerializer.Serialize(before, Json),
            After = after is null ? null : JsonSerializer.Serialize(after, Json),
        });

    /// <summary>
    /// Erases what the audit trail says about some subjects, in the caller's transaction: the content of every entry about
    /// one of them (or about a search of the trail for one), and of every entry whose before or after has the id of one of them as a JSON text. The chain stays
    /// whole, and an entry says how many were erased and why; it names nobody. Entries that say that something was erased
    /// stay. Who did something stays too where it was done to another subject: that is the record of the doing.
    /// </summary>
    /// <param name="db">The context, in a transaction that the caller commits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="council">The council.</param>
    /// <param name="who">Who erases.</param>
    /// <param name="subjects">The subjects: kind and id as entries name them, such as <c>child</c>.</param>
    /// <param name="why">Why; it must not name the person.</param>
    /// <returns>How many entries have lost their content.</returns>
    public static long Erase(
        FairloadDb db, TimeProvider time, int council, string who, IReadOnlyCollection<(string Kind, string Id)> subjects, string why)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(subjects);
        RequireTransaction(db);
        db.SaveChanges();
        var found = About(db, council, subjects);
        found.UnionWith(Mentioning(db, council, subjects.Select(subject => subject.Id).ToHashSet(StringComparer.Ordinal)));
        return Erase(db, time, council, who, found, why);
    }

    /// <summary>
    /// Erases the content of every entry written before an instant, but for erasures and for subjects that are to be kept, in the
    /// caller's transaction, as the other erasure does.
    /// </summary>
    /// <param name="db">The context, in a transaction that the caller commits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="council">The council.</param>
    /// <param name="who">Who erases.</param>
    /// <param name="before">The instant, in UTC.</param>
    /// <param name="isKept">Whether entries about a subject, by kind and id, are to be kept.</param>
    /// <param name="why">Why.</param>
    /// <returns>How many entries have lost their content.</returns>
    public static long EraseBefore(
        FairloadDb db, TimeProvider time, int council, string who, DateTime before, Func<string, string, bool> isKept, string why)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(isKept);
        RequireTransaction(db);
        var found = new SortedSet<long>(db.Audit.AsNoTracking()
            .Where(entry => entry.Council == council && entry.When < before && entry.Action != EraseContent)
            .Select(entry => new { entry.Id, entry.SubjectKind, entry.SubjectId }).AsEnumerable()
            .Where(entry => !isKept(entry.SubjectKind, entry.SubjectId)).Select(entry => entry.Id));
        return found.Count == 0 ? 0 : Erase(db, time, council, who, found, why);
    }

    private static long Erase(FairloadDb db, TimeProvider time, int council, string who, SortedSet<long> found, string why)
    {
        var by = Append(db, time, council, new AuditEntry
        {
            Who = who,
            Action = EraseContent,
            SubjectKind = View.Audit,
            After = JsonSerializer.Serialize(new Erased(why, found.Count, Digest(found)), Json),
        });
        foreach (var some in found.Chunk(400))
        {
            db.AuditErasures.AddRange(some.Select(id => new AuditErasure { Council = council, Id = id, ByEntry = by }));
            db.SaveChanges();
            db.Audit.Where(entry => entry.Council == council && some.Contains(entry.Id)).ExecuteDelete();
        }

        foreach (var erased in db.ChangeTracker.Entries<AuditErasure>().ToList())
        {
            erased.State = EntityState.Detached;
        }

        return found.Count;
    }

    /// <summary>What an entry of an erasure says: enough to tell that its list was not added to, nothing that names anybody.</summary>
    /// <param name="Why">Why.</param>
    /// <param name="Count">How many entries lost their content.</param>
    /// <param name="Entries">SHA-256 over their numbers in ascending order, each of eight bytes, in hexadecimal.</param>
    internal sealed record Erased(string Why, long Count, string Entries)
    {
        /// <summary>What an entry's <c>after</c> says, or nothing when it is no such text.</summary>
        public static Erased? Read(string? after)
        {
            try
            {
                return after is null ? null : JsonSerializer.Deserialize<Erased>(after, Json);
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    private static long Append(FairloadDb db, TimeProvider time, int council, AuditEntry entry)
    {
        var transaction = RequireTransaction(db);
        db.SaveChanges();
        using var rows = AuditRows.For(db.Database.GetDbConnection());
        var (number, head) = rows.Append(transaction.GetDbTransaction(), council, [entry], time);
        if (db.Councils.Local.FirstOrDefault(c => c.Id == council) is { } tracked)
        {
            var (last, hash) = (db.Entry(tracked).Property(c => c.LastAudit), db.Entry(tracked).Property(c => c.AuditHead));
            last.CurrentValue = last.OriginalValue = number;
            hash.CurrentValue = hash.OriginalValue = head;
        }

        return number;
    }

    private static IDbContextTransaction RequireTransaction(FairloadDb db) => db.Database.CurrentTransaction
        ?? throw new InvalidOperationException("An audit entry is written in the transaction of what it tells of.");

    private static SortedSet<long> About(FairloadDb db, int council, IReadOnlyCollection<(string Kind, string Id)> subjects)
    {
        var found = new SortedSet<long>();
        foreach (var kind in subjects.GroupBy(subject => subject.Kind, subject => subject.Id))
        {
            foreach (var ids in kind.Distinct().Chunk(400))
            {
                found.UnionWith(db.Audit
                    .Where(entry => entry.Council == council && (entry.SubjectKind == kind.Key || entry.SubjectKind == View.Audit)
                        && ids.Contains(entry.SubjectId) && entry.Action != EraseContent)
                    .Select(entry => entry.Id));
            }
        }

        return found;
    }

    /// <summary>Reads every text once, however many subjects there are.</summary>
    private static IEnumerable<long> Mentioning(FairloadDb db, int council, HashSet<string> ids)
    {
        var said = db.Audit.AsNoTracking()
            .Where(entry => entry.Council == council && entry.Action != EraseContent && (entry.Before != null || entry.After != null))
            .Select(entry => new { entry.Id, entry.Before, entry.After });
        foreach (var entry in said)
        {
            if (Says(entry.Before, ids) || Says(entry.After, ids))
            {
                yield return entry.Id;
            }
        }
    }

    private static bool Says(string? json, HashSet<string> ids)
    {
        if (json is null)
        {
            return false;
        }

        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && ids.Contains(reader.GetString()!))
            {
                return true;
            }
        }

        return false;
    }

    private static string Digest(SortedSet<long> ids)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[8];
        foreach (var id in ids)
        {
            BinaryPrimitives.WriteInt64BigEndian(bytes, id);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
