using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fairload.App.Store.Tables;

/// <summary>Who a source id stands for.</summary>
public enum Subject
{
    /// <summary>A child or young person.</summary>
    Child = 1,

    /// <summary>A worker.</summary>
    Worker = 2,
}

/// <summary>
/// An id that a source uses for a child or worker, and Fairload's own number behind it. The number stays when a
/// source changes its ids, and several sources may lead to one number.
/// </summary>
public sealed class Identity
{
    /// <summary>The source system of the Standard Safeguarding Dataset.</summary>
    public const string Ssd = "ssd";

    /// <summary>The source system of the staff CSV.</summary>
    public const string Staff = "staff";

    /// <summary>Social Work England numbers, in files that know workers by nothing else.</summary>
    public const string Registration = "registration";

    /// <summary>Names inside teams, in files that know workers by nothing else.</summary>
    public const string Named = "name";

    /// <summary>Not a source: the nameless id of a worker who was erased and whom others' records still refer to.</summary>
    public const string Erased = "erased";

    /// <summary>The council.</summary>
    public int Council { get; set; }

    /// <summary>Child or worker.</summary>
    public Subject Subject { get; set; }

    /// <summary>The source system, such as <see cref="Ssd"/>.</summary>
    public string System { get; set; } = "";

    /// <summary>The id in that system.</summary>
    public string SourceId { get; set; } = "";

    /// <summary>Fairload's own number.</summary>
    public int Number { get; set; }
}

internal sealed class IdentityTable : IEntityTypeConfiguration<Identity>
{
    public void Configure(EntityTypeBuilder<Identity> table)
    {
        table.ToTable("identities").HasKey(i => new { i.Council, i.Subject, i.System, i.SourceId });
        table.Property(i => i.Council).HasColumnName("council");
        table.Property(i => i.Subject).HasColumnName("subject");
        table.Property(i => i.System).HasColumnName("system").HasMaxLength(20);
        table.Property(i => i.SourceId).HasColumnName("source_id").HasMaxLength(200);
        table.Property(i => i.Number).HasColumnName("number");
    }
}
