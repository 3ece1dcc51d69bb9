using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Fairload.App.Store.Tables;

/// <summary>
/// A person who may sign in to one council's Fairload. Passwords and lockout are the framework's Identity; what Identity
/// keeps besides (mail address, telephone) is not stored. What the account may see stands in <see cref="RoleHeld"/>.
/// </summary>
/// <remarks>
/// Counters of sign-in (<c>AccessFailedCount</c>, <c>LockoutEnd</c>, <see cref="LastCodeStep"/>) change by single
/// statements that leave <see cref="Version"/> alone: somebody's wrong password must not undo an administrator's edit.
/// </remarks>
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>The council.</summary>
    public int Council { get; set; }

    /// <summary>The person's name, as pages show it.</summary>
    public string Name { get; set; } = "";

    /// <summary>The source id of the worker they are, or nothing.</summary>
    public string? Worker { get; set; }

    /// <summary>Whether they may not sign in; their sessions ended when this was set.</summary>
    public bool IsDisabled { get; set; }

    /// <summary>The 30-second step of the last authenticator code that was accepted: an older or equal one never is again.</summary>
    public long LastCodeStep { get; set; }

    /// <summary>Goes up with each change, so that two people cannot overwrite each other.</summary>
    public int Version { get; set; }
}

/// <summary>A council's own sign-in (OpenID Connect) that an account belongs to: known by who issued it and their subject, never by mail address.</summary>
public sealed class AccountLogin : IdentityUserLogin<Guid>
{
    /// <summary>The council.</summary>
    public int Council { get; set; }

    /// <summary>When it was linked, in UTC.</summary>
    public DateTime Linked { get; set; }

    /// <summary>Who linked it.</summary>
    public string LinkedBy { get; set; } = "";
}

internal sealed class AccountTable : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> table)
    {
        table.ToTable("accounts").HasKey(a => a.Id);
        table.Property(a => a.Id).HasColumnName("id").ValueGeneratedNever();
        table.Property(a => a.Council).HasColumnName("council");
        table.Property(a => a.UserName).HasColumnName("sign_in_name").HasMaxLength(200).IsRequired();
        table.Property(a => a.NormalizedUserName).HasColumnName("sign_in_key").HasMaxLength(200).IsRequired();
        table.Property(a => a.Name).HasColumnName("name").HasMaxLength(200);
        table.Property(a => a.Worker).HasColumnName("worker").HasMaxLength(200);
        table.Property(a => a.IsDisabled).HasColumnName("is_disabled");
        table.Property(a => a.PasswordHash).HasColumnName("password_hash").HasMaxLength(400);
        table.Property(a => a.SecurityStamp).HasColumnName("security_stamp").HasMaxLength(100);
        table.Property(a => a.AccessFailedCount).HasColumnName("failed_count");
        table.Property(a => a.LockoutEnd).HasColumnName("locked_until").HasConversion(new ValueConverter<DateTimeOffset, DateTime>(
            written => written.UtcDateTime,
            read => new DateTimeOffset(DateTime.SpecifyKind(read, DateTimeKind.Utc))));
        table.Property(a => a.LastCodeStep).HasColumnName("last_code_step");
        table.Property(a => a.Version).HasColumnName("version").IsConcurrencyToken();
        table.Ignore(a => a.Email).Ignore(a => a.NormalizedEmail).Ignore(a => a.EmailConfirmed);
        table.Ignore(a => a.PhoneNumber).Ignore(a => a.PhoneNumberConfirmed);
        table.Ignore(a => a.TwoFactorEnabled).Ignore(a => a.LockoutEnabled).Ignore(a => a.ConcurrencyStamp);
        table.HasIndex(a => new { a.Council, a.NormalizedUserName }).IsUnique().HasDatabaseName("ix_accounts_sign_in_key");
    }
}

internal sealed class AccountLoginTable : IEntityTypeConfiguration<AccountLogin>
{
    public void Configure(EntityTypeBuilder<AccountLogin> table)
    {
        table.ToTable("account_logins").HasKey(l => new { l.Council, l.LoginProvider, l.ProviderKey });
        table.Property(l => l.Council).HasColumnName("council");
        table.Property(l => l.LoginProvider).HasColumnName("issuer").HasMaxLength(400);
        table.Property(l => l.ProviderKey).HasColumnName("subject").HasMaxLength(400);
        table.Property(l => l.UserId).HasColumnName("account");
        table.Property(l => l.Linked).HasColumnName("linked");
        table.Property(l => l.LinkedBy).HasColumnName("linked_by").HasMaxLength(200);
        table.Ignore(l => l.ProviderDisplayName);
        table.HasIndex(l => l.UserId).HasDatabaseName("ix_account_logins_account");
        table.HasOne<Account>().WithMany().HasForeignKey(l => l.UserId).HasConstraintName("fk_account_logins_accounts").OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class AccountTokenTable : IEntityTypeConfiguration<IdentityUserToken<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> table)
    {
        table.ToTable("account_tokens").HasKey(t => new { t.UserId, t.LoginProvider, t.Name });
        table.Property(t => t.UserId).HasColumnName("account");
        table.Property(t => t.LoginProvider).HasColumnName("kind").HasMaxLength(40);
        table.Property(t => t.Name).HasColumnName("name").HasMaxLength(100);
        table.Property(t => t.Value).HasColumnName("value").HasMaxLength(1000).IsRequired();
        table.HasOne<Account>().WithMany().HasForeignKey(t => t.UserId).HasConstraintName("fk_account_tokens_accounts").OnDelete(DeleteBehavior.Cascade);
    }
}
