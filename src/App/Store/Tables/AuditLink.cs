using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fairload.App.Store.Tables;

/// <summary>
/// One link of a council's audit chain. It says nothing of what was done, and so it stays when the content of its entry
/// is erased; but no content can be changed, no entry taken out, put in or moved without the links no longer fitting.
/// </summary>
public sealed class AuditLink
{
    /// <summary>The council.</summary>
    public int Council { get; set; }

    /// <summary>The entry's number.</summary>
    public long Id { get; set; }

    /// <summary>SHA-256 of the entry's salt and content.</summary>
    public byte[] Commitment { get; set; } = [];

    /// <summary>SHA-256 of the hash before it, the council, the number and the commitment.</summary>
    public byte[] Hash { get; set; } = [];
}

internal sealed class AuditLinkTable : IEntityTypeConfiguration<AuditLink>
{
    public void Configure(EntityTypeBuilder<AuditLink> table)
    {
        table.ToTable("audit").HasKey(a => new { a.Council, a.Id });
        table.Property(a => a.Council).HasColumnName("council");
        table.Property(a => a.Id).HasColumnName("id").ValueGeneratedNever();
        table.Property(a => a.Commitment).HasColumnName("commitment");
        table.Property(a => a.Hash).HasColumnName("hash");
    }
}
