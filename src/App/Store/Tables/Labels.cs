using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fairload.App.Store.Tables;

/// <summary>A label of the latest load that could not be read, for a person to say what it means.</summary>
public sealed class UnknownLabel
{
    /// <summary>The id.</summary>
    public Guid Id { get; set; }

    /// <summary>The council.</summary>
    public int Council { get; set; }

    /// <summary>The list it stood in.</summary>
    public string List { get; set; } = "";

    /// <summary>The column it stood in.</summary>
    public string Column { get; set; } = "";

    /// <summary>The label, or its beginning: at most 120 characters are kept.</summary>
    public string Label { get; set; } = "";

    /// <summary>In how many rows.</summary>
    public int Count { get; set; }

    /// <summary>When it was last loaded, in UTC.</summary>
    public DateTime Last { get; set; }
}

/// <summary>What a person said that a label means. It holds from the next load on.</summary>
public sealed class LabelAnswer
{
    /// <summary>The id.</summary>
    public Guid Id { get; set; }

    /// <summary>The council.</summary>
    public int Council { get; set; }

    /// <summary>The meaning of the column, so that an answer holds for every column of that meaning.</summary>
    public string Meaning { get; set; } = "";

    /// <summary>The label by which it is found: without case and spacing.</summary>
    public string Key { get; set; } = "";

    /// <summary>The label as it was written.</summary>
    public string Label { get; set; } = "";

    /// <summary>A column in which it stood.</summary>
    public string Column { get; set; } = "";

    /// <summary>The canonical value; nothing where it is to stay unknown and not be asked about again.</summary>
    public string? Value { get; set; }

    /// <summary>Who said so.</summary>
    public string Who { get; set; } = "";

    /// <summary>When, in UTC.</summary>
    public DateTime When { get; set; }

    /// <summary>Goes up with each change, so that two people cannot overwrite each other unseen.</summary>
    public int Version { get; set; }
}

internal sealed class UnknownLabelTable : IEntityTypeConfiguration<UnknownLabel>
{
    public void Configure(EntityTypeBuilder<UnknownLabel> table)
    {
        table.ToTable("unknown_labels").HasKey(u => u.Id);
        table.Property(u => u.Id).HasColumnName("id").ValueGeneratedNever();
        table.Property(u => u.Council).HasColumnName("council");
        table.Property(u => u.List).HasColumnName("list").HasMaxLength(100);
        table.Property(u => u.Column).HasColumnName("column").HasMaxLength(200);
        table.Property(u => u.Label).HasColumnName("label").HasMaxLength(120);
        table.Property(u => u.Count).HasColumnName("count");
        table.Property(u => u.Last).HasColumnName("last");
        table.HasIndex(u => new { u.Council, u.List, u.Column, u.Label }).IsUnique().HasDatabaseName("ix_unknown_labels_label");
    }
}

internal sealed class LabelAnswerTable : IEntityTypeConfiguration<LabelAnswer>
{
    public void Configure(EntityTypeBuilder<LabelAnswer> table)
    {
        table.ToTable("label_answers").HasKey(a => a.Id);
        table.Property(a => a.Id).HasColumnName("id").ValueGeneratedNever();
        table.Property(a => a.Council).HasColumnName("council");
        table.Property(a => a.Meaning).HasColumnName("meaning").HasMaxLength(40);
        table.Property(a => a.Key).HasColumnName("key").HasMaxLength(400);
        table.Property(a => a.Label).HasColumnName("label").HasMaxLength(120);
        table.Property(a => a.Column).HasColumnName("column").HasMaxLength(200);
        table.Property(a => a.Value).HasColumnName("value").HasMaxLength(200);
        table.Property(a => a.Who).HasColumnName("who").HasMaxLength(200);
        table.Property(a => a.When).HasColumnName("when");
        table.Property(a => a.Version).HasColumnName("version").IsConcurrencyToken();
        table.HasIndex(a => new { a.Council, a.Meaning, a.Key }).IsUnique().HasDatabaseName("ix_label_answers_label");
    }
}
