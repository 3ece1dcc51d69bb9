using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fairload.App.Store.Tables;

/// <summary>A council whose records the store holds.</summary>
public sealed class Council
{
    /// <summary>Fairload's own number of the council.</summary>
    public int Id { get; set; }

    /// <summary>The code that <c>--council</c> names, such as <c>LOCAL</c>.</summary>
    public string Code { get; set; } = "";

    /// <summary>The council's name, for showing.</summary>
    public string Name { get; set; } = "";

    /// <summary>Goes up by one with each import that changed anything; a caseload in memory belongs to one version.</summary>
    public long DataVersion { get; set; }

    /// <summary>Random bytes mixed into the fingerprints of homes, so that they cannot be matched between councils.</summary>
    public byte[] Salt { get; set; } = [];

    /// <summary>The last number given to a row of the council.</summary>
    public long LastRecord { get; set; }

    /// <summary>The last number given to a child or worker of the council.</summary>
    public int LastIdentity { get; set; }

    /// <summary>The last number given to an entry of the council's audit trail.</summary>
    public long LastAudit { get; set; }

    /// <summary>Goes up whenever what somebody may see has changed; rights in memory belong to one version.</summary>
    public long AccessVersion { get; set; }

    /// <summary>The hash of the last entry of the council's audit trail; 32 zero bytes before the first.</summary>
    public byte[] AuditHead { get; set; } = new byte[32];
}

internal sealed class CouncilTable : IEntityTypeConfiguration<Council>
{
    public void Configure(EntityTypeBuilder<Council> table)
    {
        table.ToTable("councils").HasKey(c => c.Id);
        table.Property(c => c.Id).HasColumnName("id").ValueGeneratedNever();
        table.Property(c => c.Code).HasColumnName("code").HasMaxLength(40);
        table.Property(c => c.Name).HasColumnName("name").HasMaxLength(200);
        table.Property(c => c.DataVersion).HasColumnName("data_version");
        table.Property(c => c.Salt).HasColumnName("salt");
        table.Property(c => c.LastRecord).HasColumnName("last_record");
        table.Property(c => c.LastIdentity).HasColumnName("last_identity");
        table.Property(c => c.LastAudit).HasColumnName("last_audit");
        table.Property(c => c.AccessVersion).HasColumnName("access_version");
        table.Property(c => c.AuditHead).HasColumnName("audit_head");
        table.HasIndex(c => c.Code).IsUnique().HasDatabaseName("ix_councils_code");
    }
}
