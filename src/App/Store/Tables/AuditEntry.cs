using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fairload.App.Store.Tables;

/// <summary>Who did what to which thing, and what it said before and after. Never changed, never deleted by the program.</summary>
public sealed class AuditEntry
{
    /// <summary>The council.</summary>
    public int Council { get; set; }

    /// <summary>The entry's number within the council, without gaps, so that a missing one shows.</summary>
    public long Id { get; set; }

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
        table.ToTable("audit").HasKey(a => new { a.Council, a.Id });
        table.Property(a => a.Council).HasColumnName("council");
        table.Property(a => a.Id).HasColumnName("id").ValueGeneratedNever();
        table.Property(a => a.When).HasColumnName("when");
        table.Property(a => a.Who).HasColumnName("who").HasMaxLength(200);
        table.Property(a => a.Action).HasColumnName("action").HasMaxLength(100);
        table.Property(a => a.SubjectKind).HasColumnName("subject_kind").HasMaxLength(40);
        table.Property(a => a.SubjectId).HasColumnName("subject_id").HasMaxLength(200);
        table.Property(a => a.Before).HasColumnName("before");
        table.Property(a => a.After).HasColumnName("after");
        table.HasIndex(a => new { a.Council, a.SubjectKind, a.SubjectId }).HasDatabaseName("ix_audit_subject");
    }
}
