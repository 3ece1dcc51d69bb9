namespace Fairload.Core.Cases;

/// <summary>What may be wrong or missing in the records. The order is that of what must be looked at: children first, then figures.</summary>
public enum QualityIssue
{
    /// <summary>A child-in-need or child protection plan, eight weeks old or older, without any visit on record in eight weeks.</summary>
    PlansWithoutVisit,

    /// <summary>An assessment not authorised after more than 45 working days.</summary>
    LongAssessments,

    /// <summary>A case that waits for closure and has had no record of any kind for twelve weeks: check the child first.</summary>
    StuckCases,

    /// <summary>A case held by somebody who is no longer in the files: their row was withdrawn, or their last post has ended.</summary>
    HoldersGone,

    /// <summary>A source that leads, whose latest extract is days older than the day that the figures are for.</summary>
    StaleExtract,

    /// <summary>Open involvements in a role that the role mapping does not know.</summary>
    RolesNotMapped,

    /// <summary>Two open lead involvements of one child in one function: only the later counts.</summary>
    Clashes,

    /// <summary>A child whom a source that does not lead says somebody holds, and the leading one, no newer than it, does not.</summary>
    HeldElsewhere,

    /// <summary>A holder whose full-time equivalent no source gives, so that there is no percentage.</summary>
    WorkersWithoutFte,

    /// <summary>A holder with a full-time equivalent of 0.</summary>
    NoTimeHoldingCases,

    /// <summary>A holder in no team, so that no team's figures have their cases.</summary>
    WorkersWithoutTeam,

    /// <summary>A holder whom the case system's table of professionals does not have.</summary>
    HoldersWithoutRow,

    /// <summary>A holder whom no id joins to anybody: every source that knows them knows a name alone.</summary>
    UnlinkedNames,

    /// <summary>Somebody who shares cases, holds none and is on no staff list: no statement shows their work.</summary>
    CoWorkersNowhere,

    /// <summary>A case to which no rule of the scheme gives points.</summary>
    NotWeighted,

    /// <summary>Cases that fall on a cell which a table of the scheme lacks.</summary>
    MissingCells,

    /// <summary>Facts that the scheme asks about and no loaded table gives.</summary>
    FactsNotGiven,

    /// <summary>Teams that other rows name and that have no row of their own.</summary>
    TeamsWithoutRow,

    /// <summary>Teams that stand under nothing, where there are other nodes: no service's figures have them.</summary>
    TeamsWithoutParent,

    /// <summary>Held children without a date of birth.</summary>
    ChildrenWithoutBirthDate,

    /// <summary>Spans that end before they start, so that they cover no day.</summary>
    EndsBeforeStart,
}

/// <summary>What a finding changes.</summary>
public enum QualityMeasure
{
    /// <summary>Workload in percent, of the part of the organisation looked at.</summary>
    WorkloadPercent,

    /// <summary>Cases for each available full-time equivalent there.</summary>
    CasesPerFte,

    /// <summary>Points for each case held, on average.</summary>
    PointsPerCase,
}

/// <summary>A figure as it is, and as it would be without what was found.</summary>
/// <param name="Measure">Which figure.</param>
/// <param name="With">As it is shown.</param>
/// <param name="Without">With the rows found left out, or plainly mended.</param>
public sealed record QualityEffect(QualityMeasure Measure, decimal With, decimal Without);

/// <summary>One row to look at: places in the caseload's lists, -1 where it names none.</summary>
public sealed record QualityRow
{
    /// <summary>The child's place.</summary>
    public int Child { get; init; } = -1;

    /// <summary>The worker's place.</summary>
    public int Worker { get; init; } = -1;

    /// <summary>A second worker's place: who has the case instead.</summary>
    public int OtherWorker { get; init; } = -1;

    /// <summary>The team's place.</summary>
    public int Team { get; init; } = -1;

    /// <summary>The table of the record that the row is about.</summary>
    public RecordKind? Kind { get; init; }

    /// <summary>The record's id in the source.</summary>
    public string? Key { get; init; }

    /// <summary>The loaded file and the row in it, or nothing where no one row says it.</summary>
    public (int File, int Row)? Place { get; init; }

    /// <summary>A name: a role, a fact, a rule.</summary>
    public string? Name { get; init; }

    /// <summary>First day.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day known, or end.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>How many cases or records the row stands for.</summary>
    public int Count { get; init; } = 1;
}

/// <summary>One thing found, with every row of it.</summary>
/// <param name="issue">What it is.</param>
/// <param name="rows">The rows to look at.</param>
/// <param name="effects">Reckons what it does to figures; asked only when somebody looks.</param>
public sealed class QualityFinding(QualityIssue issue, IReadOnlyList<QualityRow> rows, Func<IReadOnlyList<QualityRow>, IEnumerable<QualityEffect>> effects)
{
    private readonly Lazy<IReadOnlyList<QualityEffect>> _effects = new(() => rows.Count == 0 ? [] : [.. effects(rows).Where(effect => effect.With != effect.Without)]);

    /// <summary>What it is.</summary>
    public QualityIssue Issue => issue;

    /// <summary>The rows to look at.</summary>
    public IReadOnlyList<QualityRow> Rows => rows;

    /// <summary>The figures that it moves; none where it moves none.</summary>
    public IReadOnlyList<QualityEffect> Effects => _effects.Value;

    /// <summary>How many cases or records the rows stand for.</summary>
    public int Touched => Rows.Sum(row => row.Count);

    /// <summary>The names in the rows, each with how many records have it, the most frequent first.</summary>
    public IReadOnlyList<(string? Name, int Count)> Names =>
        [.. Rows.GroupBy(row => row.Name, StringComparer.OrdinalIgnoreCase)
            .Select(group => (group.Key, group.Sum(row => row.Count)))
            .OrderByDescending(pair => pair.Item2).ThenBy(pair => pair.Key, StringComparer.Ordinal)];
}
