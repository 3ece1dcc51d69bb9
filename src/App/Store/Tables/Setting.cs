using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fairload.App.Store.Tables;

/// <summary>A council's setting, such as its role mapping.</summary>
public sealed class Setting
{
    /// <summary>The council.</summary>
    public int Council { get; set; }

    /// <summary>The setting's name.</summary>
    public string Key { get; set; } = "";

    /// <summary>Its value, as JSON.</summary>
    public string Value { get; set; } = "null";

    /// <summary>Goes up with each change, so that two people cannot overwrite each other.</summary>
    public int Version { get; set; }
}

internal sealed class SettingTable : IEntityTypeConfiguration<Setting>
{
    public void Configure(EntityTypeBuilder<Setting> table)
    {
        table.ToTable("settings").HasKey(s => new { s.Council, s.Key });
        table.Property(s => s.Council).HasColumnName("council");
        table.Property(s => s.Key).HasColumnName("key").HasMaxLength(100);
        table.Property(s => s.Value).HasColumnName("value");
        table.Property(s => s.Version).HasColumnName("version").IsConcurrencyToken();
    }
}
