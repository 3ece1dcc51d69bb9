using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fairload.App.Store.Tables;

/// <summary>
/// A legal hold: what is known of a person, or of everybody, must be kept until a named person ends it, whatever the retention
/// rules say and whoever asks for erasure. It names the person by Fairload's own number alone.
/// </summary>
public sealed class Hold
{
    /// <summary>The council.</summary>
    public int Council { get; set; }

    /// <summary>The hold's number within the council.</summary>
    public int Id { get; set; }

    /// <summary>Child or worker; nothing for everybody.</summary>
    public Subject? Subject { get; set; }

    /// <summary>Fairload's own number of the person; 0 for everybody.</summary>
    public int Number { get; set; }

    /// <summary>The person who decided it, as they are named in the council.</summary>
    public string By { get; set; } = "";

    /// <summary>Why; it should not name the person who is held.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Who was signed in and placed it.</summary>
    public string Who { get; set; } = "";

    /// <summary>When it was placed, in UTC.</summary>
    public DateTime Since { get; set; }

    /// <summary>When it was ended, in UTC; nothing while it stands.</summary>
    public DateTime? Ended { get; set; }

    /// <summary>The person who decided that it ends.</summary>
    public string? EndedBy { get; set; }

    /// <summary>Why it ends.</summary>
    public string? EndedReason { get; set; }

    /// <summary>Goes up with each change, so that two people cannot overwrite each other.</summary>
    public int Version { get; set; }
}

internal sealed class HoldTable : IEntityTypeConfiguration<Hold>
{
    public void Configure(EntityTypeBuilder<Hold> table)
    {
        table.ToTable("holds").HasKey(h => new { h.Council, h.Id });
        table.Property(h => h.Council).HasColumnName("council");
        table.Property(h => h.Id).HasColumnName("id").ValueGeneratedNever();
        table.Property(h => h.Subject).HasColumnName("subject");
        table.Property(h => h.Number).HasColumnName("number");
        table.Property(h => h.By).HasColumnName("by").HasMaxLength(200);
        table.Property(h => h.Reason).HasColumnName("reason").HasMaxLength(2000);
        table.Property(h => h.Who).HasColumnName("who").HasMaxLength(200);
        table.Property(h => h.Since).HasColumnName("since");
        table.Property(h => h.Ended).HasColumnName("ended");
        table.Property(h => h.EndedBy).HasColumnName("ended_by").HasMaxLength(200);
        table.Property(h => h.EndedReason).HasColumnName("ended_reason").HasMaxLength(2000);
        table.Property(h => h.Version).HasColumnName("version").IsConcurrencyToken();
    }
}
