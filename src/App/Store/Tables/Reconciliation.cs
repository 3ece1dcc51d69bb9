using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fairload.App.Store.Tables;

/// <summary>A count of cases that a person typed from their own list, to hold beside the imported one.</summary>
public sealed class Reconciliation
{
    /// <summary>The council.</summary>
    public int Council { get; set; }

    /// <summary>The team's source id; empty for the whole council.</summary>
    public string Team { get; set; } = "";

    /// <summary>The extract the count belongs to.</summary>
    public DateOnly ExtractDate { get; set; }

    /// <summary>The count that was typed.</summary>
    public int TypedCount { get; set; }

    /// <summary>Who typed it.</summary>
    public string Who { get; set; } = "";

    /// <summary>When, in UTC.</summary>
    public DateTime When { get; set; }

    /// <summary>Goes up with each change, so that two people cannot overwrite each other.</summary>
    public int Version { get; set; }
}

internal sealed class ReconciliationTable : IEntityTypeConfiguration<Reconciliation>
{
    public void Configure(EntityTypeBuilder<Reconciliation> table)
    {
        table.ToTable("reconciliations").HasKey(r => new { r.Council, r.Team, r.ExtractDate });
        table.Property(r => r.Council).HasColumnName("council");
        table.Property(r => r.Team).HasColumnName("team").HasMaxLength(200);
        table.Property(r => r.ExtractDate).HasColumnName("extract_date");
        table.Property(r => r.TypedCount).HasColumnName("typed_count");
        table.Property(r => r.Who).HasColumnName("who").HasMaxLength(200);
        table.Property(r => r.When).HasColumnName("when");
        table.Property(r => r.Version).HasColumnName("version").IsConcurrencyToken();
    }
}
