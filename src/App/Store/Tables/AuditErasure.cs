using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fairload.App.Store.Tables;

/// <summary>An audit entry whose content was erased, and the entry that says so, with the reason.</summary>
public sealed class AuditErasure
{
    /// <summary>The council.</summary>
    public int Council { get; set; }

    /// <summary>The number of the entry without content.</summary>
    public long Id { get; set; }

    /// <summary>The number of the entry that says that it was erased.</summary>
    public long ByEntry { get; set; }
}

internal sealed class AuditErasureTable : IEntityTypeConfiguration<AuditErasure>
{
    public void Configure(EntityTypeBuilder<AuditErasure> table)
    {
        table.ToTable("audit_erasures").HasKey(a => new { a.Council, a.Id });
        table.Property(a => a.Council).HasColumnName("council");
        table.Property(a => a.Id).HasColumnName("id").ValueGeneratedNever();
        table.Property(a => a.ByEntry).HasColumnName("by_entry");
    }
}
