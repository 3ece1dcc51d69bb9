using Fairload.App.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fairload.App.Store.Tables;

/// <summary>
/// Somebody whom the council's provider knows and Fairload does not: they tried to sign in and wait for an administrator
/// to link them. Forgotten when linked, and a month after the last try.
/// </summary>
public sealed class SignOnWaiting
{
    /// <summary>The id.</summary>
    public Guid Id { get; set; }

    /// <summary>The council.</summary>
    public int Council { get; set; }

    /// <summary>Who vouches for them.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>The provider's own id of the person.</summary>
    public string Subject { get; set; } = "";

    /// <summary>The name that the provider gave; for the administrator to read, never to match by.</summary>
    public string Name { get; set; } = "";

    /// <summary>The mail address that the provider gave; for the administrator to read, never to match by.</summary>
    public string Mail { get; set; } = "";

    /// <summary>When they first tried, in UTC.</summary>
    public DateTime First { get; set; }

    /// <summary>When they last tried, in UTC.</summary>
    public DateTime Last { get; set; }
}

/// <summary>Something that the provider said about a person and that gave no role, for the administrator to read.</summary>
public sealed class SignOnUnused
{
    /// <summary>The council.</summary>
    public int Council { get; set; }

    /// <summary>The claim.</summary>
    public string Claim { get; set; } = "";

    /// <summary>Its value; empty where there was none.</summary>
    public string Value { get; set; } = "";

    /// <summary>Why it gave none.</summary>
    public WhyNoRole Why { get; set; }

    /// <summary>When it was last said, in UTC.</summary>
    public DateTime Last { get; set; }
}

/// <summary>Word of a sign-out that has come from the provider: it counts once.</summary>
public sealed class SignOffHeard
{
    /// <summary>The SHA-256 of issuer and id, in hexadecimal.</summary>
    public string Id { get; set; } = "";

    /// <summary>Until when it could be said again, in UTC.</summary>
    public DateTime Until { get; set; }
}

internal sealed class SignOnWaitingTable : IEntityTypeConfiguration<SignOnWaiting>
{
    public void Configure(EntityTypeBuilder<SignOnWaiting> table)
    {
        table.ToTable("sign_on_waiting").HasKey(w => w.Id);
        table.Property(w => w.Id).HasColumnName("id").ValueGeneratedNever();
        table.Property(w => w.Council).HasColumnName("council");
        table.Property(w => w.Issuer).HasColumnName("issuer").HasMaxLength(400);
        table.Property(w => w.Subject).HasColumnName("subject").HasMaxLength(400);
        table.Property(w => w.Name).HasColumnName("name").HasMaxLength(200);
        table.Property(w => w.Mail).HasColumnName("mail").HasMaxLength(320);
        table.Property(w => w.First).HasColumnName("first");
        table.Property(w => w.Last).HasColumnName("last");
        table.HasIndex(w => new { w.Council, w.Issuer, w.Subject }).IsUnique().HasDatabaseName("ix_sign_on_waiting_subject");
    }
}

internal sealed class SignOnUnusedTable : IEntityTypeConfiguration<SignOnUnused>
{
    public void Configure(EntityTypeBuilder<SignOnUnused> table)
    {
        table.ToTable("sign_on_unused").HasKey(u => new { u.Council, u.Claim, u.Value, u.Why });
        table.Property(u => u.Council).HasColumnName("council");
        table.Property(u => u.Claim).HasColumnName("claim").HasMaxLength(100);
        table.Property(u => u.Value).HasColumnName("value").HasMaxLength(200);
        table.Property(u => u.Why).HasColumnName("why").HasMaxLength(40).HasConversion<string>();
        table.Property(u => u.Last).HasColumnName("last");
    }
}

internal sealed class SignOffHeardTable : IEntityTypeConfiguration<SignOffHeard>
{
    public void Configure(EntityTypeBuilder<SignOffHeard> table)
    {
        table.ToTable("sign_offs_heard").HasKey(h => h.Id);
        table.Property(h => h.Id).HasColumnName("id").HasMaxLength(64);
        table.Property(h => h.Until).HasColumnName("until");
        table.HasIndex(h => h.Until).HasDatabaseName("ix_sign_offs_heard_until");
    }
}
