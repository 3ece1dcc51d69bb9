using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fairload.App.Store.Tables;

/// <summary>
/// Who did what to which thing, and what it said before and after: the content of the audit entry that
/// <see cref="AuditLink"/> holds fast. Never changed; removed only by an erasure, which is itself an entry.
/// </summary>
public sealed class AuditEntry
{
    /// <summary>The council.</summary>
    public int Council { get; set; }

    /// <summary>The entry's number within the council, without gaps, so that a missing one shows.</summary>
    public long Id { get; set; }

    /// <summary>Random bytes that go with the content: without them nobody can try what an erased entry said.</summary>
    public byte[] Salt { get; set; } = [];

    /// <summary>When, in UTC.</summary>
    public DateTime When { get; set; }

    /// <summary>Who.</summary>
    public string Who { get; set; } = "";

    /// <summary>What was done: a verb and a noun, such as <c>import files</c>.</summary>
    public string Action { get; set; } = "";

    /// <summary>What kind of thing it was done to, such as <c>import</c> or <c>worker</c>.</summary>
    public string SubjectKind { get; set; } = "";

    /// <summary>Which one.</summary>
    public string SubjectId { get; set; } = "";

    /// <summary>What it said before, as JSON.</summary>
    public string? Before { get; set; }

    /// <summary>What it says after, as JSON.</summary>
    public string? After { get; set; }
}

internal sealed class AuditEntryTable : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> table)
    {
        table.ToTable("audit_entries").HasKey(a => new { a.Council, a.Id });
        table.Property(a => a.Council).HasColumnName("council");
        table.Property(a => a.Id).HasColumnName("id").ValueGeneratedNever();
        table.Property(a => a.Salt).HasColumnName("salt");
        table.Property(a => a.When).HasColumnName("when");
        table.Property(a => a.Who).HasColumnName("who").HasMaxLength(200);
        table.Property(a => a.Action).HasColumnName("action").HasMaxLength(100);
        table.Property(a => a.SubjectKind).HasColumnName("subject_kind").HasMaxLength(40);
        table.Property(a => a.SubjectId).HasColumnName("subject_id").HasMaxLength(200);
        table.Property(a => a.Before).HasColumnName("before");
        table.Property(a => a.After).HasColumnName("after");

        // Each filter of the audit pages, newest first: the question is answered from the end of its index. Who looked at a
        // child is answered from the index alone, because a child's looks lie all over the table.
        table.HasIndex(a => new { a.Council, a.SubjectKind, a.SubjectId, a.When, a.Id, a.Who, a.Action }).HasDatabaseName("ix_audit_entries_subject");
        table.HasIndex(a => new { a.Council, a.Who, a.When, a.Id }).HasDatabaseName("ix_audit_entries_who");
        table.HasIndex(a => new { a.Council, a.Action, a.When, a.Id }).HasDatabaseName("ix_audit_entries_action");
        table.HasIndex(a => new { a.Council, a.When, a.Id }).HasDatabaseName("ix_audit_entries_when");
    }
}
