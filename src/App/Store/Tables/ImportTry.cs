using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fairload.App.Store.Tables;

/// <summary>How an import ended that was not applied.</summary>
public enum TryOutcome
{
    /// <summary>The files or the store did not allow it; the message says why.</summary>
    Refused = 1,

    /// <summary>A person stopped it.</summary>
    Cancelled = 2,

    /// <summary>A fault of the program.</summary>
    Failed = 3,
}

/// <summary>An import, or a check of files, that ended without being applied: it left nothing but this line.</summary>
public sealed class ImportTry
{
    /// <summary>The council, or the number that the first import would have given it.</summary>
    public int Council { get; set; }

    /// <summary>The try's own id.</summary>
    public Guid Id { get; set; }

    /// <summary>When it ended, in UTC.</summary>
    public DateTime When { get; set; }

    /// <summary>Who asked for it.</summary>
    public string Who { get; set; } = "";

    /// <summary>The names of what was given, parted by commas.</summary>
    public string Files { get; set; } = "";

    /// <summary>Whether the files were only to be checked.</summary>
    public bool IsCheck { get; set; }

    /// <summary>How it ended.</summary>
    public TryOutcome Outcome { get; set; }

    /// <summary>The sentence that was said.</summary>
    public string Message { get; set; } = "";
}

internal sealed class ImportTryTable : IEntityTypeConfiguration<ImportTry>
{
    public void Configure(EntityTypeBuilder<ImportTry> table)
    {
        table.ToTable("import_tries").HasKey(t => new { t.Council, t.Id });
        table.Property(t => t.Council).HasColumnName("council");
        table.Property(t => t.Id).HasColumnName("id").ValueGeneratedNever();
        table.Property(t => t.When).HasColumnName("when");
        table.Property(t => t.Who).HasColumnName("who").HasMaxLength(200);
        table.Property(t => t.Files).HasColumnName("files").HasMaxLength(1000);
        table.Property(t => t.IsCheck).HasColumnName("is_check");
        table.Property(t => t.Outcome).HasColumnName("outcome");
        table.Property(t => t.Message).HasColumnName("message").HasMaxLength(1000);
    }
}
