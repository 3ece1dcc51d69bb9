using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fairload.App.Store.Tables;

/// <summary>Why an import can no longer be undone.</summary>
public enum UndoClosed
{
    /// <summary>Somebody was erased since.</summary>
    Erased = 1,

    /// <summary>Names were made initials since.</summary>
    Names = 2,

    /// <summary>It was said since who a worker is.</summary>
    Joined = 3,
}

/// <summary>One import that was applied: who loaded what, when, as at which extract date, and what came of it.</summary>
public sealed class ImportRun
{
    /// <summary>The council.</summary>
    public int Council { get; set; }

    /// <summary>The import's number within the council.</summary>
    public int Id { get; set; }

    /// <summary>When it was applied, in UTC.</summary>
    public DateTime When { get; set; }

    /// <summary>Who asked for it.</summary>
    public string Who { get; set; } = "";

    /// <summary>The kinds of file, parted by commas: <c>ssd,staff</c>.</summary>
    public string Kinds { get; set; } = "";

    /// <summary>The day the files describe.</summary>
    public DateOnly ExtractDate { get; set; }

    /// <summary>First day of the window, where one was given.</summary>
    public DateOnly? WindowFrom { get; set; }

    /// <summary>First day after the window.</summary>
    public DateOnly? WindowUntil { get; set; }

    /// <summary>Rows read.</summary>
    public long Rows { get; set; }

    /// <summary>Rows that were new.</summary>
    public long Added { get; set; }

    /// <summary>Rows that said something else than before.</summary>
    public long Changed { get; set; }

    /// <summary>Rows that said the same.</summary>
    public long Unchanged { get; set; }

    /// <summary>Rows no longer there.</summary>
    public long Withdrawn { get; set; }

    /// <summary>Rows that could not be used.</summary>
    public long Rejected { get; set; }

    /// <summary>Names that a rule found to be workers who are known.</summary>
    public int Joined { get; set; }

    /// <summary>How many problems were found; at most <see cref="ImportProblem.Kept"/> of them are kept.</summary>
    public long Problems { get; set; }

    /// <summary>The data version that the import made, or the one it left.</summary>
    public long DataVersion { get; set; }

    /// <summary>The last number of a child or worker before the import; nothing for imports of a time when none could be undone.</summary>
    public int? LastIdentity { get; set; }

    /// <summary>Whether the unknown labels before it were kept; not by imports of a time when they were not.</summary>
    public bool KeptLabels { get; set; }

    /// <summary>
    /// The lists of an Annex A that say who holds a case and that the import had, parted by commas: <c>List 3,List 7</c>. Nothing for imports
    /// without an Annex A, and of a time when this was not kept.
    /// </summary>
    public string? Parts { get; set; }

    /// <summary>Who undid it.</summary>
    public string? UndoneBy { get; set; }

    /// <summary>When it was undone, in UTC.</summary>
    public DateTime? Undone { get; set; }

    /// <summary>Why it can no longer be undone, beside later imports; nothing while it can.</summary>
    public UndoClosed? UndoClosed { get; set; }
}

/// <summary>One file of an import; <see cref="Fairload.Core.Cases.Record.File"/> points here.</summary>
public sealed class ImportFile
{
    /// <summary>The council.</summary>
    public int Council { get; set; }

    /// <summary>The file's number within the council.</summary>
    public int Id { get; set; }

    /// <summary>The import it came with.</summary>
    public int Import { get; set; }

    /// <summary>The file's name, without the folder.</summary>
    public string Name { get; set; } = "";

    /// <summary>The table it was read as, such as <c>ssd_involvements</c>.</summary>
    public string Table { get; set; } = "";

    /// <summary>Rows read.</summary>
    public long Rows { get; set; }

    /// <summary>Rows that were new.</summary>
    public long Added { get; set; }

    /// <summary>Rows that said something else than before.</summary>
    public long Changed { get; set; }

    /// <summary>Rows that said the same.</summary>
    public long Unchanged { get; set; }

    /// <summary>Rows no longer there.</summary>
    public long Withdrawn { get; set; }

    /// <summary>Rows that could not be used.</summary>
    public long Rejected { get; set; }

    /// <summary>The extract date, where the file came with a window and so may be a part of what stood on that day; nothing for a whole extract.</summary>
    public DateOnly? PartOf { get; set; }
}

/// <summary>
/// A kind of record that a source supplied for a council, even if empty, and a day that it described: one row for each day and window, so
/// that extracts may arrive in any order.
/// </summary>
public sealed class ImportTable
{
    /// <summary>The council.</summary>
    public int Council { get; set; }

    /// <summary>The kind.</summary>
    public Fairload.Core.Cases.RecordKind Kind { get; set; }

    /// <summary>The kind of file that gave it.</summary>
    public Fairload.Core.Cases.Source Source { get; set; }

    /// <summary>What a whole extract has in place of a window; no row has a day outside it.</summary>
    public static readonly (DateOnly From, DateOnly Until) AllDays = (new(1000, 1, 1), new(3000, 1, 1));

    /// <summary>The extract date.</summary>
    public DateOnly ExtractDate { get; set; }

    /// <summary>First day of the window.</summary>
    public DateOnly WindowFrom { get; set; } = AllDays.From;

    /// <summary>First day after the window.</summary>
    public DateOnly WindowUntil { get; set; } = AllDays.Until;

    /// <summary>The days of which the extract had the rows; nothing for all.</summary>
    public (DateOnly From, DateOnly Until)? Window => (WindowFrom, WindowUntil) == AllDays ? null : (WindowFrom, WindowUntil);

    /// <summary>The import that brought it first.</summary>
    public int? Import { get; set; }
}

/// <summary>Something found wrong in a file that was loaded.</summary>
public sealed class ImportProblem
{
    /// <summary>How many problems of one import are kept; all of them go to the file that <c>--problems</c> names.</summary>
    public const int Kept = 10_000;

    /// <summary>The council.</summary>
    public int Council { get; set; }

    /// <summary>The import.</summary>
    public int Import { get; set; }

    /// <summary>The problem's place in the order found, from 1.</summary>
    public int Id { get; set; }

    /// <summary>The file's name.</summary>
    public string File { get; set; } = "";

    /// <summary>The sheet, in a workbook.</summary>
    public string? Sheet { get; set; }

    /// <summary>The row; the header is row 1.</summary>
    public int? Row { get; set; }

    /// <summary>The column's name.</summary>
    public string? Column { get; set; }

    /// <summary>The value as found, cut when long.</summary>
    public string? Value { get; set; }

    /// <summary>Whether the row was left out (an error) or kept (a warning).</summary>
    public bool IsError { get; set; }

    /// <summary>What is wrong, in one sentence.</summary>
    public string Message { get; set; } = "";
}

internal sealed class ImportRunTable : IEntityTypeConfiguration<ImportRun>
{
    public void Configure(EntityTypeBuilder<ImportRun> table)
    {
        table.ToTable("imports").HasKey(i => new { i.Council, i.Id });
        table.Property(i => i.Council).HasColumnName("council");
        table.Property(i => i.Id).HasColumnName("id").ValueGeneratedNever();
        table.Property(i => i.When).HasColumnName("when");
        table.Property(i => i.Who).HasColumnName("who").HasMaxLength(200);
        table.Property(i => i.Kinds).HasColumnName("kinds").HasMaxLength(100);
        table.Property(i => i.ExtractDate).HasColumnName("extract_date");
        table.Property(i => i.WindowFrom).HasColumnName("window_from");
        table.Property(i => i.WindowUntil).HasColumnName("window_until");
        table.Property(i => i.Rows).HasColumnName("rows");
        table.Property(i => i.Added).HasColumnName("added");
        table.Property(i => i.Changed).HasColumnName("changed");
        table.Property(i => i.Unchanged).HasColumnName("unchanged");
        table.Property(i => i.Withdrawn).HasColumnName("withdrawn");
        table.Property(i => i.Rejected).HasColumnName("rejected");
        table.Property(i => i.Joined).HasColumnName("joined");
        table.Property(i => i.Problems).HasColumnName("problems");
        table.Property(i => i.DataVersion).HasColumnName("data_version");
        table.Property(i => i.LastIdentity).HasColumnName("last_identity");
        table.Property(i => i.KeptLabels).HasColumnName("kept_labels");
        table.Property(i => i.Parts).HasColumnName("parts").HasMaxLength(100);
        table.Property(i => i.UndoneBy).HasColumnName("undone_by").HasMaxLength(200);
        table.Property(i => i.Undone).HasColumnName("undone");
        table.Property(i => i.UndoClosed).HasColumnName("undo_closed");
    }
}

internal sealed class ImportFileTable : IEntityTypeConfiguration<ImportFile>
{
    public void Configure(EntityTypeBuilder<ImportFile> table)
    {
        table.ToTable("import_files").HasKey(f => new { f.Council, f.Id });
        table.Property(f => f.Council).HasColumnName("council");
        table.Property(f => f.Id).HasColumnName("id").ValueGeneratedNever();
        table.Property(f => f.Import).HasColumnName("import");
        table.Property(f => f.Name).HasColumnName("name").HasMaxLength(260);
        table.Property(f => f.Table).HasColumnName("table").HasMaxLength(60);
        table.Property(f => f.Rows).HasColumnName("rows");
        table.Property(f => f.Added).HasColumnName("added");
        table.Property(f => f.Changed).HasColumnName("changed");
        table.Property(f => f.Unchanged).HasColumnName("unchanged");
        table.Property(f => f.Withdrawn).HasColumnName("withdrawn");
        table.Property(f => f.Rejected).HasColumnName("rejected");
        table.Property(f => f.PartOf).HasColumnName("part_of");
        table.HasOne<ImportRun>().WithMany().HasForeignKey(f => new { f.Council, f.Import })
            .HasConstraintName("fk_import_files_imports").OnDelete(DeleteBehavior.Cascade);
        table.HasIndex(f => new { f.Council, f.Import }).HasDatabaseName("ix_import_files_import");
    }
}

internal sealed class ImportTableTable : IEntityTypeConfiguration<ImportTable>
{
    public void Configure(EntityTypeBuilder<ImportTable> table)
    {
        table.ToTable("import_tables").HasKey(t => new { t.Council, t.Kind, t.Source, t.ExtractDate, t.WindowFrom, t.WindowUntil });
        table.Property(t => t.Council).HasColumnName("council");
        table.Property(t => t.Kind).HasColumnName("kind");
        table.Property(t => t.Source).HasColumnName("source");
        table.Property(t => t.ExtractDate).HasColumnName("extract_date");
        table.Property(t => t.WindowFrom).HasColumnName("window_from");
        table.Property(t => t.WindowUntil).HasColumnName("window_until");
        table.Ignore(t => t.Window);
        table.Property(t => t.Import).HasColumnName("import");
    }
}

internal sealed class ImportProblemTable : IEntityTypeConfiguration<ImportProblem>
{
    public void Configure(EntityTypeBuilder<ImportProblem> table)
    {
        table.ToTable("problems").HasKey(p => new { p.Council, p.Import, p.Id });
        table.Property(p => p.Council).HasColumnName("council");
        table.Property(p => p.Import).HasColumnName("import");
        table.Property(p => p.Id).HasColumnName("id").ValueGeneratedNever();
        table.Property(p => p.File).HasColumnName("file").HasMaxLength(260);
        table.Property(p => p.Sheet).HasColumnName("sheet").HasMaxLength(40);
        table.Property(p => p.Row).HasColumnName("row");
        table.Property(p => p.Column).HasColumnName("column").HasMaxLength(200);
        table.Property(p => p.Value).HasColumnName("value").HasMaxLength(400);
        table.Property(p => p.IsError).HasColumnName("is_error");
        table.Property(p => p.Message).HasColumnName("message").HasMaxLength(1000);
        table.HasOne<ImportRun>().WithMany().HasForeignKey(p => new { p.Council, p.Import })
            .HasConstraintName("fk_problems_imports").OnDelete(DeleteBehavior.Cascade);
    }
}
