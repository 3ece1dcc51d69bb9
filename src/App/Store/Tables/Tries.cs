using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fairload.App.Store.Tables;

/// <summary>How often something was tried lately, for all who serve the site together: by a sign-in name, from an address.</summary>
public sealed class Tries
{
    /// <summary>What is counted, as a salted hash in hexadecimal: a name typed wrong may be a password.</summary>
    public string Key { get; set; } = "";

    /// <summary>The instant, in milliseconds since 1970, at which the tries so far are paid off (see <c>TryLimit</c>).</summary>
    public long Due { get; set; }
}

/// <summary>A key of data protection, where several machines serve one site.</summary>
public sealed class ProtectionKey
{
    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";

    /// <summary>The key, as the framework writes it.</summary>
    public string Xml { get; set; } = "";
}

internal sealed class TriesTable : IEntityTypeConfiguration<Tries>
{
    public void Configure(EntityTypeBuilder<Tries> table)
    {
        table.ToTable("tries").HasKey(t => t.Key);
        table.Property(t => t.Key).HasColumnName("key").HasMaxLength(64);
        table.Property(t => t.Due).HasColumnName("due");
        table.HasIndex(t => t.Due).HasDatabaseName("ix_tries_due");
    }
}

internal sealed class ProtectionKeyTable : IEntityTypeConfiguration<ProtectionKey>
{
    public void Configure(EntityTypeBuilder<ProtectionKey> table)
    {
        table.ToTable("protection_keys").HasKey(k => k.Name);
        table.Property(k => k.Name).HasColumnName("name").HasMaxLength(200);
        table.Property(k => k.Xml).HasColumnName("xml");
    }
}
