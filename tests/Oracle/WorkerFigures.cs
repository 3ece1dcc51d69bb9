using System.Globalization;
using System.Text.Json.Nodes;

namespace Fairload.Oracle;

internal sealed record WeighedLine(
    Line Line, string Status, string ClosureState, IReadOnlyList<Reason> Reasons, decimal Points, int? Level);

internal sealed record BrokenLimit(string Code, int Count, decimal Max);

/// <summary>Section 4 of the contract: one worker's figures. Nothing here is rounded before it is shown but points.</summary>
internal sealed class WorkerFigures
{
    private readonly Workers _workers;
    private readonly Cases _cases;
    private readonly CaseFacts _facts;
    private readonly JsonNode _scheme;

    public WorkerFigures(string worker, Workers workers, Cases cases, CaseFacts facts, JsonNode scheme)
    {
        Id = worker;
        _workers = workers;
        _cases = cases;
        _facts = facts;
        _scheme = scheme;
        Lines = [.. cases.Holdings.Concat(cases.CoWorkerLines).Where(line => line.Worker == worker)
            .OrderBy(line => line.Child, StringComparer.Ordinal)
            .ThenBy(line => line.Function, StringComparer.Ordinal)
            .ThenBy(line => line.RoleOnCase, StringComparer.Ordinal)
            .Select(Weigh)];
    }

    public string Id { get; }

    public IReadOnlyList<WeighedLine> Lines { get; }

    public IEnumerable<WeighedLine> LeadLines => Lines.Where(line => line.Line.IsLead);

    public string? Name => _workers.Name(Id);

    public string? Team => _workers.Team(Id);

    public string? TeamName => _workers.TeamName(Id);

    public string? Band => _workers.Band(Id);

    public bool Agency => _workers.IsAgency(Id);

    public decimal? Fte => _workers.Fte(Id);

    // "availableFte = FTE x (1 - reductions - duty share)": neither is fed.
    public decimal? AvailableFte => Fte;

    // ---- Cases: "a line on the co-worker's statement" is "not counted in cases, families or levels" ----

    public int Cases => LeadLines.Count();

    public bool HoldsACase => Cases > 0;

    public int AwaitingClosure => LeadLines.Count(line => line.ClosureState is "agreed" or "check");

    public int ActiveCases => Cases - AwaitingClosure;

    public int Quiet => LeadLines.Count(line => line.ClosureState == "quiet");

    public int CoWorked => Lines.Count(line => !line.Line.IsLead);

    public int Families => CountFamilies(LeadLines);

    // A lead line without any reason from a points or table rule.
    public int NotWeighted => LeadLines.Count(line => !line.Reasons.Any(reason => reason.GivesWeight));

    public IReadOnlyDictionary<string, int> Levels => LevelCounts(_scheme, LeadLines);

    // ---- Workload ----

    public decimal Points => Lines.Sum(line => line.Points);

    // "stable points (x FTE when proRata)"; an unknown FTE counts as none.
    public decimal StablePoints => Items("stable").Sum(item => Weigher.Hundredths(
        ItemPoints(item) * (item["proRata"]?.GetValue<bool>() == true ? Fte ?? 0 : 1)));

    public decimal DutyPoints => Items("duties").Sum(item => Weigher.Hundredths(ItemPoints(item)));

    // No credit is fed.
    public decimal Credits { get; }

    // "workload = case points + stable points (x FTE when proRata) + duty points + credits"
    public decimal Workload => Points + StablePoints + DutyPoints + Credits;

    // ---- Capacity ----

    // "capacity = fullTime x FTE x (1 - reductions), by the worker's band and step (else the scheme's)."
    public decimal? Capacity => FullTime * Fte is decimal capacity ? Weigher.Hundredths(capacity) : null;

    // "workloadPercent = workload / capacity; with no capacity it is absent"
    public decimal? WorkloadPercent => Percent(Workload, Capacity);

    // "overCapacity: over 100." "Ratios compare unrounded".
    public bool OverCapacity => Capacity > 0 && Workload > Capacity;

    // "bandLow and bandHigh are the band's figures x FTE x (1 - reductions)."
    public decimal? BandLow => OfBand("low") * Fte is decimal low ? Weigher.Hundredths(low) : null;

    public decimal? BandHigh => OfBand("high") * Fte is decimal high ? Weigher.Hundredths(high) : null;

    // ---- Exceptions ----

    // "casesPerFte = cases / availableFte (absent at 0)."
    public decimal? CasesPerFte => AvailableFte > 0 ? Weigher.Hundredths(Cases / AvailableFte.Value) : null;

    public string? Exception => ExceptionOf(Cases);

    public string? ExceptionActive => ExceptionOf(ActiveCases);

    // "workloadException: over workloadHigh"; "Exceptions ... count those who hold a case."
    public bool WorkloadException => HoldsACase && Capacity > 0
        && 100 * Workload / Capacity > _scheme["exceptions"]?["workloadHigh"]?.GetValue<decimal>();

    // Over the lines that the worker leads ("a co-worker's line is … not counted in cases, families"), or all of them where
    // the limit itself asks for the role on the case; listed when the count is over max and, where bands are given, the band is one of them.
    public IReadOnlyList<BrokenLimit> Limits =>
    [
        .. from limit in Items("limits")
           where limit["bands"] is not JsonArray bands || bands.Any(band => band!.GetValue<string>() == Band)
           let asksForRole = limit["when"]?.ToJsonString().Contains("\"roleOnCase\"", StringComparison.Ordinal) == true
           let matching = Lines.Where(line => asksForRole || Equals(_facts.Of(line.Line, "roleOnCase"), "lead")).Where(line => Weigher.Holds(limit["when"], fact => _facts.Of(line.Line, fact))).ToList()
           let count = limit["count"]!.GetValue<string>() == "families" ? CountFamilies(matching) : matching.Count
           let max = limit["max"]!.GetValue<decimal>()
           where count > max
           select new BrokenLimit(limit["code"]!.GetValue<string>(), count, max),
    ];

    /// <summary>Per cent to one decimal, half away from zero; absent without capacity.</summary>
    public static decimal? Percent(decimal workload, decimal? capacity) =>
        capacity > 0 ? Math.Round(100 * workload / capacity.Value, 1, MidpointRounding.AwayFromZero) : null;

    /// <summary>How many lines are on each level of the scheme.</summary>
    public static IReadOnlyDictionary<string, int> LevelCounts(JsonNode scheme, IEnumerable<WeighedLine> lines) =>
        (scheme["levels"] as JsonArray ?? []).Select(level => level!["level"]!.GetValue<int>())
            .ToDictionary(
                level => level.ToString(CultureInfo.InvariantCulture), level => lines.Count(line => line.Level == level));

    private WeighedLine Weigh(Line line)
    {
        List<Reason> reasons = Weigher.Reasons(_scheme, fact => _facts.Of(line, fact));
        decimal points = reasons.Sum(reason => reason.Points);
        return new WeighedLine(line, _cases.Status(line.Child), _cases.ClosureState(line.Child), reasons, points,
            line.IsLead ? Weigher.Level(_scheme, points) : null);
    }

    private int CountFamilies(IEnumerable<WeighedLine> lines) =>
        lines.Select(line => _cases.FamilyOrSelf(line.Line.Child)).Distinct().Count();

    private IEnumerable<JsonNode> Items(string list) => (_scheme[list] as JsonArray ?? []).OfType<JsonNode>();

    // "stable and duties take when and per over worker facts"
    private decimal ItemPoints(JsonNode item) => Weigher.Holds(item["when"], WorkerFact)
        ? item["points"]!.GetValue<decimal>() * Weigher.Multiplier(item, WorkerFact)
        : 0;

    private object? WorkerFact(string fact) => fact switch
    {
        "band" => Band,
        "monthsInBand" => (decimal?)_workers.MonthsInBand(Id),
        // No duty rota is fed, so nobody has a duty day.
        "dutyDaysAWeek" => 0m,
        "fte" => Fte,
        "role" => _workers.Role(Id),
        // students and responsibilities.<code>: no source here gives them.
        _ => null,
    };

    private JsonNode? BandNode => Band is string band ? _scheme["capacity"]?["bands"]?[band] : null;

    private decimal? OfBand(string figure) => BandNode?[figure]?.GetValue<decimal>();

    // The step with the greatest fromMonth <= months; before or without steps the band's fullTime, else the scheme's.
    private decimal? FullTime => Step ?? OfBand("fullTime") ?? _scheme["capacity"]?["fullTime"]?.GetValue<decimal>();

    private decimal? Step => (BandNode?["steps"] as JsonArray ?? [])
        .Where(step => step!["fromMonth"]!.GetValue<int>() <= _workers.MonthsInBand(Id))
        .MaxBy(step => step!["fromMonth"]!.GetValue<int>())?["fullTime"]?.GetValue<decimal>();

    // "Exception high over casesPerFteHigh, low under casesPerFteLow unless the band is in lowNotFor". "Bands may override
    // casesPerFteHigh and Low." "Exceptions ... count those who hold a case."
    private string? ExceptionOf(int cases)
    {
        if (!HoldsACase || !(AvailableFte > 0))
        {
            return null;
        }

        decimal perFte = cases / AvailableFte.Value;
        bool lowIsNoException = (_scheme["exceptions"]?["lowNotFor"] as JsonArray ?? [])
            .Any(band => band!.GetValue<string>() == Band);
        return perFte > ExceptionBound("casesPerFteHigh") ? "high"
            : perFte < ExceptionBound("casesPerFteLow") && !lowIsNoException ? "low"
            : null;
    }

    private decimal? ExceptionBound(string bound) => OfBand(bound) ?? _scheme["exceptions"]?[bound]?.GetValue<decimal>();
}
