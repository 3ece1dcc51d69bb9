namespace Fairload.Core.Cases;

/// <summary>What a rule may ask about a case, or about a worker, on a day (contracts, section 3). Names in schemes are these in camelCase.</summary>
public enum Fact
{
    /// <summary>The child's status.</summary>
    Status,

    /// <summary>The function in which the case is held.</summary>
    Function,

    /// <summary>Lead or co-worker.</summary>
    RoleOnCase,

    /// <summary>Open, agreed, check or quiet.</summary>
    ClosureState,

    /// <summary>Closure state agreed or check.</summary>
    AwaitingClosure,

    /// <summary>Another worker has an open co-worker involvement with the child.</summary>
    CoWorked,

    /// <summary>Days since the status began.</summary>
    DaysInStatus,

    /// <summary>Whole months since the status began.</summary>
    MonthsInStatus,

    /// <summary>Whole months since the referral of the open episode, else since the earliest open span.</summary>
    MonthsOpen,

    /// <summary>Days since the holder's involvement started.</summary>
    DaysSinceAllocated,

    /// <summary>Whole years since birth; 0 before it.</summary>
    AgeYears,

    /// <summary>Not born yet.</summary>
    Unborn,

    /// <summary>Other children of the family with any holding.</summary>
    SiblingsOpen,

    /// <summary>All children of the family on record.</summary>
    FamilySize,

    /// <summary>Distinct homes of the family's children with a holding; absent when one is unknown.</summary>
    HomesInFamily,

    /// <summary>The heaviest of the family's children held by this worker, before any share.</summary>
    FirstOfFamily,

    /// <summary>A section 47 enquiry covers the day.</summary>
    S47Open,

    /// <summary>Days since the latest section 47 enquiry started.</summary>
    S47Days,

    /// <summary>A conference is due within 15 working days, or overdue, and not held.</summary>
    IcpcPending,

    /// <summary>A pre-proceedings record covers the day.</summary>
    PreProceedings,

    /// <summary>In care proceedings.</summary>
    CareProceedings,

    /// <summary>The legal status that covers the day.</summary>
    LegalStatus,

    /// <summary>The type of the placement that covers the day.</summary>
    PlacementType,

    /// <summary>The distance of that placement, in miles.</summary>
    PlacementMiles,

    /// <summary>Whole months since that placement started.</summary>
    PlacementMonths,

    /// <summary>Placed outside the council's area.</summary>
    OutOfArea,

    /// <summary>A restricted record.</summary>
    Restricted,

    /// <summary>How often the child is to be visited, in days.</summary>
    VisitEveryDays,

    /// <summary>Missing episodes that started in the last 90 days.</summary>
    MissingLast90Days,

    /// <summary>A disability other than none.</summary>
    Disability,

    /// <summary>An unaccompanied asylum-seeking child.</summary>
    Uasc,

    /// <summary>The latest primary need code.</summary>
    PrimaryNeed,

    /// <summary>The factors of the latest authorised assessment.</summary>
    Factors,

    /// <summary>Days in the last 28 with a visit on which the child was seen.</summary>
    VisitsLast28Days,

    /// <summary>The holder's band.</summary>
    WorkerBand,

    /// <summary>Open pieces of work recorded for the case; counted by <c>piecesOfWork.code</c>.</summary>
    PiecesOfWork,

    /// <summary>A judgement in force, else its default: <c>judged.code</c>.</summary>
    Judged,

    /// <summary>A worker's band.</summary>
    Band,

    /// <summary>Whole months since a worker's band began.</summary>
    MonthsInBand,

    /// <summary>A worker's duty days a week.</summary>
    DutyDaysAWeek,

    /// <summary>Students a worker supervises.</summary>
    Students,

    /// <summary>A worker's full-time equivalent.</summary>
    Fte,

    /// <summary>A worker's role, as in the workforce census.</summary>
    Role,

    /// <summary>How much of an extra responsibility a worker carries: <c>responsibilities.code</c>.</summary>
    Responsibilities,
}

/// <summary>How a fact's values look.</summary>
public enum FactShape
{
    /// <summary>A number, held in whole hundredths.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>One word or code.</summary>
    Word,

    /// <summary>A list of codes.</summary>
    Words,
}

/// <summary>A fact as a scheme names it: <c>status</c>, or with a part, <c>judged.travel</c>.</summary>
/// <param name="Fact">Which fact.</param>
/// <param name="Part">The judgement's, piece of work's or responsibility's code, where the fact has parts.</param>
public readonly record struct FactRef(Fact Fact, string? Part = null)
{
    /// <summary>The name in a scheme.</summary>
    public override string ToString() => Part is null ? Facts.Name(Fact) : $"{Facts.Name(Fact)}.{Part}";
}

/// <summary>What is fixed about each fact: its name, its shape, whose it is, and the tables that can give it.</summary>
public static class Facts
{
    private static readonly Dictionary<string, Fact> ByName =
        Enum.GetValues<Fact>().ToDictionary(Name, StringComparer.Ordinal);

    /// <summary>The name in a scheme, such as <c>siblingsOpen</c>.</summary>
    public static string Name(Fact fact)
    {
        var name = fact.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    /// <summary>The fact with this name, or nothing.</summary>
    public static Fact? Find(string name) => ByName.TryGetValue(name, out var fact) ? fact : null;

    /// <summary>Whether the fact is about a worker rather than a case.</summary>
    public static bool IsOfWorker(Fact fact) => fact >= Fact.Band;

    /// <summary>Whether the fact is named with a part after a dot. Pieces of work may be named with or without.</summary>
    public static bool HasParts(Fact fact) => fact is Fact.Judged or Fact.Responsibilities or Fact.PiecesOfWork;

    /// <summary>The names of all facts of a case, or of a worker, for saying what was meant.</summary>
    public static IEnumerable<string> Names(bool ofWorker) =>
        Enum.GetValues<Fact>().Where(fact => IsOfWorker(fact) == ofWorker).Select(Name);

    /// <summary>How the fact's values look. A judgement's shape is its scheme's to say.</summary>
    public static FactShape Shape(Fact fact) => fact switch
    {
        Fact.Status or Fact.Function or Fact.RoleOnCase or Fact.ClosureState or Fact.LegalStatus or Fact.PlacementType
            or Fact.PrimaryNeed or Fact.WorkerBand or Fact.Band or Fact.Role or Fact.Judged => FactShape.Word,
        Fact.AwaitingClosure or Fact.CoWorked or Fact.Unborn or Fact.FirstOfFamily or Fact.S47Open or Fact.IcpcPending
            or Fact.PreProceedings or Fact.CareProceedings or Fact.OutOfArea or Fact.Restricted or Fact.Disability
            or Fact.Uasc => FactShape.Flag,
        Fact.Factors or Fact.PiecesOfWork => FactShape.Words,
        _ => FactShape.Number,
    };

    /// <summary>
    /// The tables any one of which can give the fact: without all of them it is absent, not no. Empty for what the
    /// involvements themselves say; nothing for facts that no source read today gives.
    /// </summary>
    public static IReadOnlyList<RecordKind>? Sources(Fact fact) => fact switch
    {
        Fact.SiblingsOpen or Fact.FamilySize or Fact.FirstOfFamily => [RecordKind.Family],
        Fact.HomesInFamily => [RecordKind.Address, RecordKind.Placement],
        Fact.S47Open or Fact.S47Days => [RecordKind.Section47],
        Fact.IcpcPending => [RecordKind.Conference],
        Fact.PreProceedings => [RecordKind.PreProceedings],
        Fact.CareProceedings => [RecordKind.PreProceedings, RecordKind.LegalStatus],
        Fact.LegalStatus => [RecordKind.LegalStatus],
        Fact.PlacementType or Fact.PlacementMiles or Fact.PlacementMonths => [RecordKind.Placement],
        Fact.MissingLast90Days => [RecordKind.Missing],
        Fact.Disability => [RecordKind.Disability],
        Fact.Uasc => [RecordKind.Immigration],
        Fact.PrimaryNeed => [RecordKind.CinEpisode],
        Fact.Factors => [RecordKind.Factors],
        Fact.VisitsLast28Days => [RecordKind.CinVisit, RecordKind.CpVisit, RecordKind.ClaVisit],
        Fact.WorkerBand or Fact.Band or Fact.MonthsInBand or Fact.Role => [RecordKind.Post],
        Fact.OutOfArea or Fact.Restricted or Fact.VisitEveryDays or Fact.PiecesOfWork or Fact.DutyDaysAWeek
            or Fact.Students or Fact.Responsibilities => null,
        _ => [],
    };
}
