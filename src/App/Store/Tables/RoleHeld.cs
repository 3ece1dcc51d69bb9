using Fairload.App.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fairload.App.Store.Tables;

/// <summary>A role that an account holds at a node of the organisation and for a time.</summary>
public sealed class RoleHeld
{
    /// <summary>What <see cref="GivenBy"/> says of a role that came with the claims of a council's own sign-in.</summary>
    public const string BySingleSignOn = "single sign-on";

    /// <summary>The id.</summary>
    public Guid Id { get; set; }

    /// <summary>The council.</summary>
    public int Council { get; set; }

    /// <summary>The account.</summary>
    public Guid Account { get; set; }

    /// <summary>The role.</summary>
    public Role Role { get; set; }

    /// <summary>The source id of the team or service where it is held; nothing for the whole council, and for a practitioner.</summary>
    public string? Node { get; set; }

    /// <summary>The first day.</summary>
    public DateOnly From { get; set; }

    /// <summary>The first day on which it is held no more; nothing while no end is known.</summary>
    public DateOnly? Until { get; set; }

    /// <summary>The account of the absent manager whom this covers; nothing for a role of one's own.</summary>
    public Guid? CoverFor { get; set; }

    /// <summary>Who gave it: a sign-in name, the command line, or <see cref="BySingleSignOn"/>.</summary>
    public string GivenBy { get; set; } = "";

    /// <summary>Goes up with each change, so that two people cannot overwrite each other.</summary>
    public int Version { get; set; }
}

internal sealed class RoleHeldTable : IEntityTypeConfiguration<RoleHeld>
{
    public void Configure(EntityTypeBuilder<RoleHeld> table)
    {
        table.ToTable("roles_held").HasKey(r => r.Id);
        table.Property(r => r.Id).HasColumnName("id").ValueGeneratedNever();
        table.Property(r => r.Council).HasColumnName("council");
        table.Property(r => r.Account).HasColumnName("account");
        // In words: a number would change its meaning when a role is added between two others.
        table.Property(r => r.Role).HasColumnName("role").HasMaxLength(40).HasConversion<string>();
        table.Property(r => r.Node).HasColumnName("node").HasMaxLength(200);
        table.Property(r => r.From).HasColumnName("from");
        table.Property(r => r.Until).HasColumnName("until");
        table.Property(r => r.CoverFor).HasColumnName("cover_for");
        table.Property(r => r.GivenBy).HasColumnName("given_by").HasMaxLength(200);
        table.Property(r => r.Version).HasColumnName("version").IsConcurrencyToken();
        table.HasIndex(r => r.Account).HasDatabaseName("ix_roles_held_account");
        table.HasIndex(r => new { r.Council, r.Role }).HasDatabaseName("ix_roles_held_role");
        table.HasOne<Account>().WithMany().HasForeignKey(r => r.Account).HasConstraintName("fk_roles_held_accounts").OnDelete(DeleteBehavior.Cascade);
    }
}
