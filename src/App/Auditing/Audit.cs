using System.Text.Json;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Auditing;

/// <summary>
/// Writes who did what, in the transaction of what was done: either both are there or neither is. The entries of a
/// council are numbered without gaps, by a counter on the council's row that also makes writers take turns.
/// </summary>
public static class Audit
{
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
        object? before, object? after)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("An audit entry is written in the transaction of what it tells of.");
        }

        db.SaveChanges();
        var number = db.Database.SqlQuery<long>(
            $"UPDATE councils SET last_audit = last_audit + 1 WHERE id = {council} RETURNING last_audit AS \"Value\"").AsEnumerable().Single();
        if (db.Councils.Local.FirstOrDefault(c => c.Id == council) is { } tracked)
        {
            var entry = db.Entry(tracked).Property(c => c.LastAudit);
            entry.CurrentValue = entry.OriginalValue = number;
        }

        db.Audit.Add(new AuditEntry
        {
            Council = council,
            Id = number,
            When = time.GetUtcNow().UtcDateTime,
            Who = who,
            Action = action,
            SubjectKind = subjectKind,
            SubjectId = subjectId,
            Before = before is null ? null : JsonSerializer.Serialize(before, Json),
            After = after is null ? null : JsonSerializer.Serialize(after, Json),
        });
        db.SaveChanges();
    }
}
