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

/// <summary>By what a name was found to be a worker who is known.</summary>
public enum JoinRule
{
    /// <summary>A Social Work England number stands in place of the name.</summary>
    Registration = 1,

    /// <summary>A staff id or an id of the case system stands in place of the name.</summary>
    Id = 2,

    /// <summary>Exactly one worker of the name was in the team on the day.</summary>
    NameInTeam = 3,
}

/// <summary>
/// A worker whom a source knows only by name and who may be, or by a rule is, one that another source knows. What no rule says
/// is asked once, on a page; the answer is remembered, and so is what a person says against the rule.
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

    /// <summary>
    /// The number that is the name's own while it is nobody else's. Where a rule joined it as it came, none was made for it, and this is
    /// the worker's: it gets its own when somebody says that it is not that worker.
    /// </summary>
    public int Number { get; set; }

    /// <summary>How far it has come.</summary>
    public JoinState State { get; set; } = JoinState.Open;

    /// <summary>Who answered; <see cref="ByRule"/> where nobody needed to.</summary>
    public string Who { get; set; } = "";

    /// <summary>When they did (UTC); nothing before.</summary>
    public DateTime? When { get; set; }

    /// <summary>The rule that joined it; nothing where none did, or while none was noted.</summary>
    public JoinRule? Rule { get; set; }

    /// <summary>Whom the rule joined it to, by number; kept when a person says otherwise, for they may change their mind.</summary>
    public int? With { get; set; }

    /// <summary>The import in which the rule did it; nothing where that was not noted, and once a person has answered.</summary>
    public int? Import { get; set; }

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
        table.Property(q => q.Rule).HasColumnName("rule");
        table.Property(q => q.With).HasColumnName("with");
        table.Property(q => q.Import).HasColumnName("import");
        table.Property(q => q.Version).HasColumnName("version").IsConcurrencyToken();
    }
}
