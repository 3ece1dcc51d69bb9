using Fairload.Core.Cases;

namespace Fairload.App.Imports.Rows;

/// <summary>Where a column's value goes, and how it is read.</summary>
internal enum Into
{
    /// <summary>A column of the standard that Fairload does not keep.</summary>
    Nothing,

    /// <summary>The row's id, <see cref="Record.Key"/>.</summary>
    Key,

    /// <summary>The child, by person id.</summary>
    Child,

    /// <summary>The child of the period of care with this id, unless the row names the person.</summary>
    CareId,

    /// <summary>The child of the assessment with this id.</summary>
    AssessmentId,

    /// <summary>A worker, by professional id.</summary>
    Worker,

    /// <summary>A worker, by registration number, staff id or professional id.</summary>
    AnyWorker,

    /// <summary>A second worker, by professional id.</summary>
    OtherWorker,

    /// <summary>The team's id.</summary>
    Team,

    /// <summary>First day.</summary>
    From,

    /// <summary>First day no longer covered.</summary>
    Until,

    /// <summary>The last day covered, as people type it; kept as the day after.</summary>
    LastDay,

    /// <summary>The day something was due.</summary>
    Due,

    /// <summary>The main code.</summary>
    Code,

    /// <summary>The second text.</summary>
    Detail,

    /// <summary>The link.</summary>
    Ref,

    /// <summary>The yes or no.</summary>
    Flag,

    /// <summary>Full-time equivalent, kept in millionths.</summary>
    Fte,

    /// <summary>Miles, kept in hundredths.</summary>
    Miles,

    /// <summary>A further text, kept as <c>name=value</c>.</summary>
    Extra,

    /// <summary>A further whole number, kept as <c>name=value</c>.</summary>
    ExtraCount,

    /// <summary>Hours a week, kept as minutes in <c>name=value</c>.</summary>
    ExtraMinutes,

    /// <summary>A yes that is kept as the code <c>alone</c>.</summary>
    Alone,

    /// <summary>A worker's name, kept whole or as initials as the council has set.</summary>
    Name,

    /// <summary>A first or last name, of which only the initial is kept.</summary>
    Initial,

    /// <summary>An address as JSON or text, of which only the home's fingerprint is kept.</summary>
    Address,

    /// <summary>A postcode, part of the home's fingerprint.</summary>
    Postcode,

    /// <summary>Assessment factors, kept as codes joined by commas.</summary>
    Factors,

    /// <summary>The worker of a post, by the council's own staff id.</summary>
    StaffId,

    /// <summary>The manager of a post, by the council's own staff id.</summary>
    Manager,
}

/// <summary>A column of a table and where its value goes.</summary>
/// <param name="Name">The column's name in the file's header.</param>
/// <param name="Into">Where its value goes.</param>
/// <param name="Required">Whether a file without the column is refused and a row without the value rejected.</param>
/// <param name="As">The name in <see cref="Record.Extra"/>.</param>
internal sealed record Column(string Name, Into Into, bool Required = false, string? As = null)
{
    /// <summary>The only words that the column may hold, without regard to case; nothing for any.</summary>
    public IReadOnlyList<string>? OneOf { get; init; }

    /// <summary>The words that mean something, without regard to case; another is kept as written, and told.</summary>
    public IReadOnlyList<string>? Known { get; init; }

    /// <summary>Whether the words that mean something are the bands of the council's schemes.</summary>
    public bool IsBand { get; init; }

    /// <summary>Whether the value is part of the row's key where the file gives no id of the row.</summary>
    public bool IsInKey { get; init; }
}

/// <summary>A table of a council's files: its name, the kind of record its rows become, and its columns.</summary>
internal sealed class Table
{
    /// <summary>A table of the columns given.</summary>
    public Table(Source source, string name, RecordKind kind, params Column[] columns) =>
        (Source, Name, Kind, Columns) = (source, name, kind, columns);

    /// <summary>The kind of file that has it as it stands; other formats are translated into it.</summary>
    public Source Source { get; }

    /// <summary>The table's name, as it is in a file's name and in the report.</summary>
    public string Name { get; }

    /// <summary>The kind of record its rows become.</summary>
    public RecordKind Kind { get; }

    /// <summary>All columns of the standard.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Whether an import of its source must have it, with at least one row.</summary>
    public bool Needed { get; init; }

    /// <summary>Whether <see cref="Record.From"/> is when the row's event happened, so that a window applies to it.</summary>
    public bool Dated { get; init; } = true;

    /// <summary>Whether days to come are usual, such as those of hearings and booked leave.</summary>
    public bool LooksAhead { get; init; }
}
