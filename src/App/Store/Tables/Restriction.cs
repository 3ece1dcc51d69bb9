using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fairload.App.Store.Tables;

/// <summary>Why a child's record is closed to most of those who could otherwise see it.</summary>
public enum RestrictionKind
{
    /// <summary>The child is to be, or was, adopted.</summary>
    Adoption = 1,

    /// <summary>The child is a relative of, or close to, somebody who works here.</summary>
    Relative = 2,

    /// <summary>Somebody who must not find the child or the family.</summary>
    Threat = 3,
}

/// <summary>
/// A restricted record: open only to those who work on the case, the manager of their team, and people named here. It
/// outlives every import: it is about the child's source id, not about a row.
/// </summary>
public sealed class Restriction
{
    /// <summary>The council.</summary>
    public int Council { get; set; }

    /// <summary>Fairload's own id, which stands in addresses where the child's must not.</summary>
    public Guid Id { get; set; }

    /// <summary>The child's source id.</summary>
    public string Child { get; set; } = "";

    /// <summary>Why.</summary>
    public RestrictionKind Kind { get; set; }

    /// <summary>Why, in the words of whoever restricted it.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Who restricted it.</summary>
    public string Who { get; set; } = "";

    /// <summary>When, in UTC.</summary>
    public DateTime When { get; set; }

    /// <summary>Goes up with each change, so that two people cannot overwrite each other.</summary>
    public int Version { get; set; }
}

/// <summary>Somebody to whom a restricted record is open, or closed whatever their work.</summary>
public sealed class RestrictionPerson
{
    /// <summary>The council.</summary>
    public int Council { get; set; }

    /// <summary>The restriction.</summary>
    public Guid Restriction { get; set; }

    /// <summary>The worker's source id.</summary>
    public string Worker { get; set; } = "";

    /// <summary>Whether the record is closed to them whatever their work, and cannot be opened: a relative of theirs.</summary>
    public bool IsBarred { get; set; }
}

/// <summary>A restricted record opened by somebody to whom it was closed, for a while, with the reason they gave.</summary>
public sealed class Opening
{
    /// <summary>The council.</summary>
    public int Council { get; set; }

    /// <summary>The opening's own id.</summary>
    public Guid Id { get; set; }

    /// <summary>The child's source id.</summary>
    public string Child { get; set; } = "";

    /// <summary>Who opened it, as the audit names them.</summary>
    public string Who { get; set; } = "";

    /// <summary>The key of the person looking, which alone the opening is good for.</summary>
    public string Viewer { get; set; } = "";

    /// <summary>Why.</summary>
    public string Reason { get; set; } = "";

    /// <summary>When, in UTC.</summary>
    public DateTime When { get; set; }

    /// <summary>Until when the record is open to them, in UTC.</summary>
    public DateTime Until { get; set; }

    /// <summary>The source id of the team whose manager is told; nothing where the child has none: then the council's director.</summary>
    public string? Team { get; set; }

    /// <summary>Who said that they had seen it, or nothing yet.</summary>
    public string? SeenBy { get; set; }

    /// <summary>When they did, in UTC.</summary>
    public DateTime? SeenAt { get; set; }
}

internal sealed class RestrictionTable : IEntityTypeConfiguration<Restriction>
{
    public void Configure(EntityTypeBuilder<Restriction> table)
    {
        table.ToTable("restrictions").HasKey(r => new { r.Council, r.Id });
        table.Property(r => r.Council).HasColumnName("council");
        table.Property(r => r.Id).HasColumnName("id").ValueGeneratedNever();
        table.Property(r => r.Child).HasColumnName("child").HasMaxLength(200);
        table.Property(r => r.Kind).HasColumnName("kind");
        table.Property(r => r.Reason).HasColumnName("reason").HasMaxLength(2000);
        table.Property(r => r.Who).HasColumnName("who").HasMaxLength(200);
        table.Property(r => r.When).HasColumnName("when");
        table.Property(r => r.Version).HasColumnName("version").IsConcurrencyToken();
        table.HasIndex(r => new { r.Council, r.Child }).IsUnique().HasDatabaseName("ix_restrictions_child");
    }
}

internal sealed class RestrictionPersonTable : IEntityTypeConfiguration<RestrictionPerson>
{
    public void Configure(EntityTypeBuilder<RestrictionPerson> table)
    {
        table.ToTable("restriction_people").HasKey(p => new { p.Council, p.Restriction, p.Worker });
        table.Property(p => p.Council).HasColumnName("council");
        table.Property(p => p.Restriction).HasColumnName("restriction");
        table.Property(p => p.Worker).HasColumnName("worker").HasMaxLength(200);
        table.Property(p => p.IsBarred).HasColumnName("is_barred");
        table.HasOne<Restriction>().WithMany().HasForeignKey(p => new { p.Council, p.Restriction })
            .HasConstraintName("fk_restriction_people_restrictions").OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class OpeningTable : IEntityTypeConfiguration<Opening>
{
    public void Configure(EntityTypeBuilder<Opening> table)
    {
        table.ToTable("openings").HasKey(o => new { o.Council, o.Id });
        table.Property(o => o.Council).HasColumnName("council");
        table.Property(o => o.Id).HasColumnName("id").ValueGeneratedNever();
        table.Property(o => o.Child).HasColumnName("child").HasMaxLength(200);
        table.Property(o => o.Who).HasColumnName("who").HasMaxLength(200);
        table.Property(o => o.Viewer).HasColumnName("viewer").HasMaxLength(400);
        table.Property(o => o.Reason).HasColumnName("reason").HasMaxLength(2000);
        table.Property(o => o.When).HasColumnName("when");
        table.Property(o => o.Until).HasColumnName("until");
        table.Property(o => o.Team).HasColumnName("team").HasMaxLength(200);
        table.Property(o => o.SeenBy).HasColumnName("seen_by").HasMaxLength(200);
        table.Property(o => o.SeenAt).HasColumnName("seen_at");
        table.HasIndex(o => new { o.Council, o.When }).HasDatabaseName("ix_openings_when");
    }
}
