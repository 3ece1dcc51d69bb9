using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fairload.App.Store.Tables;

/// <summary>How far a question about who somebody is has come.</summary>
public enum JoinState
{
    /// <summary>Nobody has answered: the name counts as somebody of their own.</summary>
    Open = 1,

    /// <summary>It is another worker that is known.</summary>
    Same = 2,

    /// <summary>It is nobody else: the name stays somebody of their own.</summary>
    Other = 3,
}

/// <summary>
/// A worker whom a source knows only by name and who may be one that another source knows. It is asked once, on a page, and the answer
/// is remembered.
/// </summary>
public sealed class JoinQuestion
{
    /// <summary>Who answered where no person did: it became certain by the rule of imports.</summary>
    public const string ByRule = "";

    /// <summary>The council.</summary>
    public int Council { get; set; }

    /// <summary>The system of the name, as in <see cref="Identity.System"/>.</summary>
    public string System { get; set; } = "";

    /// <summary>The name as the source's id.</summary>
    public string SourceId { get; set; } = "";

    /// <summary>The number that was made for the name, and that it keeps until somebody says that it is another's.</summary>
    public int Number { get; set; }

    /// <summary>How far it has come.</summary>
    public JoinState State { get; set; } = JoinState.Open;

    /// <summary>Who answered; <see cref="ByRule"/> where nobody needed to.</summary>
    public string Who { get; set; } = "";

    /// <summary>When they did (UTC); nothing before.</summary>
    public DateTime? When { get; set; }

    /// <summary>Goes up with each change, so that two people cannot overwrite each other.</summary>
    public int Version { get; set; }
}

internal sealed class JoinQuestionTable : IEntityTypeConfiguration<JoinQuestion>
{
    public void Configure(EntityTypeBuilder<JoinQuestion> table)
    {
        table.ToTable("join_questions").HasKey(q => new { q.Council, q.System, q.SourceId });
        table.Property(q => q.Council).HasColumnName("council");
        table.Property(q => q.System).HasColumnName("system").HasMaxLength(20);
        table.Property(q => q.SourceId).HasColumnName("source_id").HasMaxLength(200);
        table.Property(q => q.Number).HasColumnName("number");
        table.Property(q => q.State).HasColumnName("state");
        table.Property(q => q.Who).HasColumnName("who").HasMaxLength(200);
        table.Property(q => q.When).HasColumnName("when");
        table.Property(q => q.Version).HasColumnName("version").IsConcurrencyToken();
    }
}
