using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fairload.App.Store.Tables;

/// <summary>
/// That somebody with an id was erased, so that the next import does not bring them back unseen. The id itself is not kept, only
/// a fingerprint of it that the council's salt goes into.
/// </summary>
public sealed class ErasedIdentity
{
    /// <summary>The council.</summary>
    public int Council { get; set; }

    /// <summary>Child or worker.</summary>
    public Subject Subject { get; set; }

    /// <summary>The fingerprint of an id by which imports would know them.</summary>
    public string Fingerprint { get; set; } = "";

    /// <summary>The day of the erasure; rows about later days are new, and the import says so.</summary>
    public DateOnly ErasedOn { get; set; }

    /// <summary>The number of the nameless worker who stands in an erased worker's place; nothing for a child.</summary>
    public int? Placeholder { get; set; }
}

internal sealed class ErasedIdentityTable : IEntityTypeConfiguration<ErasedIdentity>
{
    public void Configure(EntityTypeBuilder<ErasedIdentity> table)
    {
        table.ToTable("erased_identities").HasKey(e => new { e.Council, e.Subject, e.Fingerprint });
        table.Property(e => e.Council).HasColumnName("council");
        table.Property(e => e.Subject).HasColumnName("subject");
        table.Property(e => e.Fingerprint).HasColumnName("fingerprint").HasMaxLength(40);
        table.Property(e => e.ErasedOn).HasColumnName("erased_on");
        table.Property(e => e.Placeholder).HasColumnName("placeholder");
    }
}
