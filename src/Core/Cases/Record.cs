namespace Fairload.Core.Cases;

/// <summary>
/// One row of a council's files, typed and checked: the only form in which the past comes into Fairload.
/// </summary>
/// <remarks>
/// All kinds share one shape, so that there is one importer, one comparison with what was loaded before, one place
/// to erase a child from, and every figure opens down to a file and a row (docs/adr/0003). What each field means
/// for a kind is said in docs/importing.md. Children and workers are known by Fairload's own numbers, which stay
/// when a source changes its ids. The class is plain and settable because the store maps it and the loader reuses one.
/// </remarks>
public sealed class Record
{
    /// <summary>Fairload's own number of the row, within the council.</summary>
    public long Id { get; set; }

    /// <summary>The council the row belongs to.</summary>
    public int Council { get; set; }

    /// <summary>Which table the row comes from.</summary>
    public RecordKind Kind { get; set; }

    /// <summary>Which kind of file the row is from.</summary>
    public Source Source { get; set; } = Source.Ssd;

    /// <summary>The row's id in the source; with council, kind and source it names one row.</summary>
    public string Key { get; set; } = "";

    /// <summary>The child's own number, where the row is about a child.</summary>
    public int? Child { get; set; }

    /// <summary>The worker's own number, where the row names one.</summary>
    public int? Worker { get; set; }

    /// <summary>A second worker: a care leaver's personal adviser; the line manager of a post.</summary>
    public int? OtherWorker { get; set; }

    /// <summary>The team's source id (or its name, where the source gives only that).</summary>
    public string? Team { get; set; }

    /// <summary>First day, or the day of an event; a child's date of birth.</summary>
    public DateOnly? From { get; set; }

    /// <summary>First day no longer covered; nothing means still open. A child's date of death.</summary>
    public DateOnly? Until { get; set; }

    /// <summary>The day something was due: a conference's target, a review's due date, a child's expected date of birth.</summary>
    public DateOnly? Due { get; set; }

    /// <summary>The row's main code as the source writes it: a role, a need, a legal status, a band.</summary>
    public string? Code { get; set; }

    /// <summary>A second text: a name, initials, a reason.</summary>
    public string? Detail { get; set; }

    /// <summary>A link: a family id, a parent team, an assessment, a court reference, a registration number, a home's fingerprint.</summary>
    public string? Ref { get; set; }

    /// <summary>A number in whole units: FTE in millionths, miles in hundredths, contracted hours in <see cref="Extra"/>.</summary>
    public int? Number { get; set; }

    /// <summary>A yes or no: child seen, no further action, agency.</summary>
    public bool? Flag { get; set; }

    /// <summary>Further values of people's rows as <c>name=value</c> pairs parted by line breaks; nothing for other kinds.</summary>
    public string? Extra { get; set; }

    /// <summary>The extract date from which a later file no longer had the row; nothing while it stands.</summary>
    public DateOnly? Withdrawn { get; set; }

    /// <summary>The loaded file (<c>import_files.id</c>) that last said this.</summary>
    public int File { get; set; }

    /// <summary>The row in that file: the header is row 1.</summary>
    public int Row { get; set; }
}
