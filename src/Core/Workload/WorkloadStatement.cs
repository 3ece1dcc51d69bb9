using Fairload.Core.Cases;
using Fairload.Core.People;
using Fairload.Core.Weighting;

namespace Fairload.Core.Workload;

/// <summary>An exception by the count of cases: shown as high, or as "below range: ask why".</summary>
public enum CaseException
{
    /// <summary>More cases per full-time equivalent than the scheme allows.</summary>
    High,

    /// <summary>Fewer than the scheme expects.</summary>
    Low,
}

/// <summary>A limit that a worker is over.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="Count">How many the worker has.</param>
public sealed record LimitBreach(Limit Limit, int Count);

/// <summary>Points of a worker's own on a statement: stable work or a duty.</summary>
/// <param name="Rule">The scheme's rule.</param>
/// <param name="Points">The points it gives this worker.</param>
public sealed record OwnPoints(WorkerRule Rule, Points Points);

/// <summary>
/// One worker's workload on one day: lines that add up, set beside the time that the worker really has. Every total
/// is a sum of its lines, and this is the only place that divides points by what is available.
/// </summary>
/// <remarks>
/// A worker with no available time has no percentage: "no available time, 30 cases held", never 0%. One whose
/// full-time equivalent no source gives has none either, and says so.
/// </remarks>
public sealed class WorkloadStatement
{
    private readonly WorkloadDay _day;
    private readonly int _start;
    private readonly int _end;

    internal WorkloadStatement(WorkloadDay day, int worker, Standing standing, int start, int end, LimitTests limits)
    {
        (_day, Worker, Standing, _start, _end) = (day, worker, standing, start, end);
        var levels = new SortedDictionary<int, int>();
        foreach (var level in day.Scheme.Levels)
        {
            levels[level.Number] = 0;
        }

        var families = new HashSet<int>();
        for (var place = start; place < end; place++)
        {
            var line = new StatementLine(day, place);
            CasePoints += line.Points;
            if (line.RoleOnCase == RoleOnCase.CoWorker)
            {
                CoWorked++;
                continue;
            }

            Cases++;
            AwaitingClosure += line.AwaitsClosure ? 1 : 0;
            Quiet += line.Closure == ClosureState.Quiet ? 1 : 0;
            NotWeighted += line.IsWeighted ? 0 : 1;
            // A child without a family is a family of one.
            families.Add(line.Family >= 0 ? line.Family : -1 - line.Child);
            if (line.Level is { } level)
            {
                levels[level]++;
            }
        }

        (Families, Levels) = (families.Count, levels);
        var facts = new WorkerFacts(day.Cases.Caseload, standing);
        Stable = facts.Apply(day.Scheme, day.Scheme.Stable);
        Duties = facts.Apply(day.Scheme, day.Scheme.Duties);
        StablePoints = Sum(Stable);
        DutyPoints = Sum(Duties);
        Band = standing.Band is { } band && day.Scheme.Capacity is { } capacity && capacity.Bands.TryGetValue(band, out var found) ? found : null;
        Limits = limits.BreachesOf(this);
    }

    /// <summary>The worker's place.</summary>
    public int Worker { get; }

    /// <summary>The worker.</summary>
    public Worker Person => _day.Cases.Caseload.Workers[Worker];

    /// <summary>The worker as they stand on the day.</summary>
    public Standing Standing { get; }

    /// <summary>The scheme's band of the worker, or nothing.</summary>
    public Band? Band { get; }

    /// <summary>The lines, in order of child.</summary>
    public IEnumerable<StatementLine> Lines
    {
        get
        {
            for (var place = _start; place < _end; place++)
            {
                yield return new StatementLine(_day, place);
            }
        }
    }

    /// <summary>The places of the lines: from the first up to, not including, the second.</summary>
    internal (int Start, int End) Places => (_start, _end);

    /// <summary>Cases held.</summary>
    public int Cases { get; }

    /// <summary>Cases held that do not wait to be closed.</summary>
    public int ActiveCases => Cases - AwaitingClosure;

    /// <summary>Cases held that wait to be closed. They count in full: waiting work is work.</summary>
    public int AwaitingClosure { get; }

    /// <summary>Cases held with no recent record: check the child first.</summary>
    public int Quiet { get; }

    /// <summary>Cases worked beside their holder.</summary>
    public int CoWorked { get; }

    /// <summary>Families of the cases held.</summary>
    public int Families { get; }

    /// <summary>Cases held to which no rule gave points.</summary>
    public int NotWeighted { get; }

    /// <summary>Points of all lines, co-worked ones included.</summary>
    public Points CasePoints { get; } = Points.Zero;

    /// <summary>Stable work.</summary>
    public IReadOnlyList<OwnPoints> Stable { get; }

    /// <summary>Duties and extra responsibilities.</summary>
    public IReadOnlyList<OwnPoints> Duties { get; }

    /// <summary>Points of stable work.</summary>
    public Points StablePoints { get; }

    /// <summary>Points of duties.</summary>
    public Points DutyPoints { get; }

    /// <summary>Points of help given to colleagues, less help received. No record gives them yet.</summary>
    public Points Credits { get; } = Points.Zero;

    /// <summary>Case points, stable points, duty points and credits.</summary>
    public Points Workload => CasePoints + StablePoints + DutyPoints + Credits;

    /// <summary>Cases held by level; every level of the scheme stands, at 0 if need be.</summary>
    public IReadOnlyDictionary<int, int> Levels { get; }

    /// <summary>Full-time equivalent, or nothing when no source says.</summary>
    public decimal? Fte => Standing.Fte;

    /// <summary>Full-time equivalent less reductions and duty. No record gives those yet.</summary>
    public decimal? AvailableFte => Fte;

    /// <summary>The points that the worker's time can carry; nothing without a scheme's capacity or a known full-time equivalent.</summary>
    public Points? Capacity =>
        Fte is { } fte && _day.Scheme.Capacity is { } capacity ? capacity.FullTimeOf(Band, Standing.MonthsInBand) * fte : null;

    /// <summary>Workload as a percentage of capacity, unrounded; nothing when there is none.</summary>
    public decimal? Percent => PercentOf(Workload, Capacity);

    /// <summary>Whether the workload is more than the time there is.</summary>
    public bool IsOverCapacity => Percent > 100m;

    /// <summary>The low end of the agreed range, in points.</summary>
    public Points? BandLow => Band?.Low is { } low && Fte is { } fte ? low * fte : null;

    /// <summary>The high end of the agreed range, in points.</summary>
    public Points? BandHigh => Band?.High is { } high && Fte is { } fte ? high * fte : null;

    /// <summary>Cases for each available full-time equivalent, unrounded; nothing at 0 or when unknown.</summary>
    public decimal? CasesPerFte => PerFte(Cases);

    /// <summary>The exception by all cases, for those who hold one.</summary>
    public CaseException? Exception => ExceptionOf(Cases);

    /// <summary>The exception by active cases alone.</summary>
    public CaseException? ExceptionActive => ExceptionOf(ActiveCases);

    /// <summary>Whether workload is above the scheme's limit.</summary>
    public bool IsWorkloadException => Cases > 0 && Percent > _day.Scheme.Exceptions.WorkloadHigh;

    /// <summary>Whether there is no time at all: full-time equivalent known, and 0.</summary>
    public bool HasNoTime => AvailableFte == 0m;

    /// <summary>Limits that the worker is over.</summary>
    public IReadOnlyList<LimitBreach> Limits { get; }

    /// <summary>Workload as a percentage of capacity, unrounded; nothing when there is no capacity.</summary>
    internal static decimal? PercentOf(Points workload, Points? capacity) =>
        capacity is { Hundredths: > 0 } some ? workload.Number * 100m / some.Number : null;

    private decimal? PerFte(int cases) => AvailableFte is > 0m and { } fte ? cases / fte : null;

    private CaseException? ExceptionOf(int cases)
    {
        if (Cases == 0 || PerFte(cases) is not { } perFte)
        {
            return null;
        }

        var exceptions = _day.Scheme.Exceptions;
        if (perFte * 100m > (Band?.CasesPerFteHigh ?? exceptions.CasesPerFteHigh))
        {
            return CaseException.High;
        }

        var isLow = perFte * 100m < (Band?.CasesPerFteLow ?? exceptions.CasesPerFteLow);
        return isLow && !(Standing.Band is { } band && exceptions.LowNotFor.Contains(band)) ? CaseException.Low : null;
    }

    private static Points Sum(IEnumerable<OwnPoints> points) => points.Aggregate(Points.Zero, (sum, one) => sum + one.Points);
}
