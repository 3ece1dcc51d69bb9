using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fairload.App.Store.Tables;

/// <summary>How far a sign-in has come.</summary>
public enum SessionStage
{
    /// <summary>A start code was given; a password is to be chosen.</summary>
    NeedsPassword = 1,

    /// <summary>The password was right; an authenticator is to be set up.</summary>
    NeedsAuthenticator = 2,

    /// <summary>The password was right; a code is awaited.</summary>
    NeedsCode = 3,

    /// <summary>Signed in.</summary>
    SignedIn = 4,
}

/// <summary>
/// A browser in which somebody signed in, or is about to. The browser holds a random value; the store holds only its
/// SHA-256, so that whoever reads the store cannot be anybody.
/// </summary>
public sealed class Session
{
    /// <summary>The SHA-256 of the cookie's value, in hexadecimal.</summary>
    public string Id { get; set; } = "";

    /// <summary>The council.</summary>
    public int Council { get; set; }

    /// <summary>The account.</summary>
    public Guid Account { get; set; }

    /// <summary>How far the sign-in has come; only the last stage opens a page.</summary>
    public SessionStage Stage { get; set; }

    /// <summary>When it began, in UTC.</summary>
    public DateTime Began { get; set; }

    /// <summary>When it was last used, to the minute, in UTC.</summary>
    public DateTime Seen { get; set; }

    /// <summary>When it was ended, in UTC; nothing while it was not.</summary>
    public DateTime? Ended { get; set; }

    /// <summary>Who signed the person in at the council's own sign-in; nothing for a password.</summary>
    public string? Issuer { get; set; }

    /// <summary>The provider's own name for its session (<c>sid</c>), by which it may end this one.</summary>
    public string? ProviderSession { get; set; }

    /// <summary>What the browser called itself, cut short, so that people know their own sessions apart.</summary>
    public string Agent { get; set; } = "";
}

internal sealed class SessionTable : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> table)
    {
        table.ToTable("sessions").HasKey(s => s.Id);
        table.Property(s => s.Id).HasColumnName("id").HasMaxLength(64);
        table.Property(s => s.Council).HasColumnName("council");
        table.Property(s => s.Account).HasColumnName("account");
        table.Property(s => s.Stage).HasColumnName("stage");
        table.Property(s => s.Began).HasColumnName("began");
        table.Property(s => s.Seen).HasColumnName("seen");
        table.Property(s => s.Ended).HasColumnName("ended");
        table.Property(s => s.Issuer).HasColumnName("issuer").HasMaxLength(400);
        table.Property(s => s.ProviderSession).HasColumnName("provider_session").HasMaxLength(400);
        table.Property(s => s.Agent).HasColumnName("agent").HasMaxLength(200);
        table.HasIndex(s => s.Account).HasDatabaseName("ix_sessions_account");
        table.HasIndex(s => new { s.Issuer, s.ProviderSession }).HasDatabaseName("ix_sessions_provider_session");
        table.HasOne<Account>().WithMany().HasForeignKey(s => s.Account).HasConstraintName("fk_sessions_accounts").OnDelete(DeleteBehavior.Cascade);
    }
}
