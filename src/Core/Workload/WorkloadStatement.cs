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
    private readonly LineSums _sums;
    private (int Awaiting, int Quiet)? _closure;

    internal WorkloadStatement(
        WorkloadDay day,
        LineSums sums,
        int worker,
        Standing standing,
        IReadOnlyList<OwnPoints> stable,
        IReadOnlyList<OwnPoints> duties,
        LimitTests limits)
    {
        (_day, _sums, Worker, Standing, Stable, Duties) = (day, sums, worker, standing, stable, duties);
        Band = standing.Band is { } band && day.Scheme.Capacity is { } capacity && capacity.Bands.TryGetValue(band, out var found) ? found : null;
        Capacity = Fte is { } fte && day.Scheme.Capacity is { } time ? time.FullTimeOf(Band, standing.MonthsInBand) * fte : null;
        Limits = limits.BreachesOf(this);
    }

    /// <summary>The scheme that weighs.</summary>
    internal Scheme Scheme => _day.Scheme;

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
            for (var (place, end) = Places; place < end; place++)
            {
                yield return new StatementLine(_day, place);
            }
        }
    }

    /// <summary>The places of the lines: from the first up to, not including, the second.</summary>
    internal (int Start, int End) Places => _sums.Places(Worker);

    /// <summary>Cases held.</summary>
    public int Cases => _sums.Cases(Worker);

    /// <summary>Cases held that do not wait to be closed.</summary>
    public int ActiveCases => Cases - AwaitingClosure;

    /// <summary>Cases held that wait to be closed. They count in full: waiting work is work.</summary>
    public int AwaitingClosure => Closure.Awaiting;

    /// <summary>Cases held with no recent record: check the child first.</summary>
    public int Quiet => Closure.Quiet;

    /// <summary>Cases worked beside their holder.</summary>
    public int CoWorked => Places.End - Places.Start - Cases;

    /// <summary>Families of the cases held.</summary>
    public int Families => _sums.Families(Worker);

    /// <summary>Cases held to which no rule gave points.</summary>
    public int NotWeighted => _sums.NotWeighted(Worker);

    /// <summary>Points of all lines, co-worked ones included.</summary>
    public Points CasePoints => _sums.Points(Worker);

    /// <summary>Points of the cases held.</summary>
    public Points LedPoints => PointsAs(RoleOnCase.Lead);

    /// <summary>Points of the cases worked beside their holder.</summary>
    public Points CoWorkedPoints => PointsAs(RoleOnCase.CoWorker);

    /// <summary>Stable work.</summary>
    public IReadOnlyList<OwnPoints> Stable { get; }

    /// <summary>Duties and extra responsibilities.</summary>
    public IReadOnlyList<OwnPoints> Duties { get; }

    /// <summary>Points of stable work.</summary>
    public Points StablePoints => Sum(Stable);

    /// <summary>Points of duties.</summary>
    public Points DutyPoints => Sum(Duties);

    /// <summary>Points of help given to colleagues, less help received. No record gives them yet.</summary>
    public Points Credits { get; } = Points.Zero;

    /// <summary>Case points, stable points, duty points and credits.</summary>
    public Points Workload => CasePoints + StablePoints + DutyPoints + Credits;

    /// <summary>Cases held by level, in the order of the scheme's levels.</summary>
    public ReadOnlySpan<int> CasesByLevel => _sums.Levels(Worker);

    /// <summary>Cases held by level; every level of the scheme stands, at 0 if need be.</summary>
    public IReadOnlyDictionary<int, int> Levels
    {
        get
        {
            var levels = new SortedDictionary<int, int>();
            for (var i = 0; i < _day.Scheme.Levels.Count; i++)
            {
                levels[_day.Scheme.Levels[i].Number] = CasesByLevel[i];
            }

            return levels;
        }
    }

    /// <summary>Of the cases held, those that wait to be closed, by level; levels without any are left out.</summary>
    public IReadOnlyDictionary<int, int> LevelsAwaitingClosure =>
        Lines.Where(line => line is { RoleOnCase: RoleOnCase.Lead, AwaitsClosure: true, Level: not null })
            .GroupBy(line => line.Level!.Value)
            .ToDictionary(level => level.Key, level => level.Count());

    /// <summary>Full-time equivalent, or nothing when no source says.</summary>
    public decimal? Fte => Standing.Fte;

    /// <summary>Full-time equivalent less reductions and duty. No record gives those yet.</summary>
    public decimal? AvailableFte => Fte;

    /// <summary>The points that the worker's time can carry; nothing without a scheme's capacity or a known full-time equivalent.</summary>
    public Points? Capacity { get; }

    /// <summary>Workload as a percentage of capacity, unrounded; nothing when there is none.</summary>
    public decimal? Percent => PercentOf(Workload, Capacity);

    /// <summary>Whether the workload is more than the time there is.</summary>
    public bool IsOverCapacity => Capacity is { Hundredths: > 0 } some && Workload.Hundredths > some.Hundredths;

    /// <summary>Workload less capacity: what is beyond the time there is, negative where it is within; nothing when no time is known.</summary>
    public Points? BeyondTime => Capacity is { } capacity ? Workload - capacity : null;

    /// <summary>The low end of the agreed range in percent of capacity, unrounded.</summary>
    public decimal? BandLowPercent => BandLow is { } low ? PercentOf(low, Capacity) : null;

    /// <summary>The high end of the agreed range in percent of capacity, unrounded.</summary>
    public decimal? BandHighPercent => BandHigh is { } high ? PercentOf(high, Capacity) : null;

    /// <summary>The low end of the agreed range, in points.</summary>
    public Points? BandLow => Band?.Low is { } low && Fte is { } fte ? low * fte : null;

    /// <summary>The high end of the agreed range, in points.</summary>
    public Points? BandHigh => Band?.High is { } high && Fte is { } fte ? high * fte : null;

    /// <summary>Cases for each available full-time equivalent, unrounded; nothing at 0 or when unknown.</summary>
    public decimal? CasesPerFte => AvailableFte is > 0m and { } fte ? Cases / fte : null;

    /// <summary>The exception by all cases, for those who hold one.</summary>
    public CaseException? Exception => ExceptionOf(Cases);

    /// <summary>The exception by active cases alone.</summary>
    public CaseException? ExceptionActive => ExceptionOf(ActiveCases);

    /// <summary>Whether workload is above the scheme's limit.</summary>
    public bool IsWorkloadException => Cases > 0 && Percent > _day.Scheme.Exceptions.WorkloadHigh;

    /// <summary>Whether there is no time at all: the full-time equivalent, or the points it carries, are known to be 0.</summary>
    public bool HasNoTime => AvailableFte == 0m || Capacity is { Hundredths: 0 };

    /// <summary>How the workload stands to the worker's time and agreed range.</summary>
    public WorkloadState State => this switch
    {
        { Capacity: null } => WorkloadState.NotKnown,
        { HasNoTime: true } => WorkloadState.NoTime,
        { IsOverCapacity: true } => WorkloadState.Over,
        _ when Workload.Hundredths > BandHigh?.Hundredths => WorkloadState.AboveRange,
        _ when Workload.Hundredths < BandLow?.Hundredths => WorkloadState.BelowRange,
        _ => WorkloadState.InRange,
    };

    /// <summary>Limits that the worker is over.</summary>
    public IReadOnlyList<LimitBreach> Limits { get; }

    /// <summary>Workload as a percentage of capacity, unrounded; nothing when there is no capacity.</summary>
    internal static decimal? PercentOf(Points workload, Points? capacity) =>
        capacity is { Hundredths: > 0 } some ? workload.Number * 100m / some.Number : null;

    /// <summary>Counted when first asked: it is the dearest fact of all, and many questions do without it.</summary>
    private (int Awaiting, int Quiet) Closure => _closure ??= CountClosure();

    private (int Awaiting, int Quiet) CountClosure()
    {
        var (awaiting, quiet) = (0, 0);
        foreach (var line in Lines)
        {
            if (line.RoleOnCase == RoleOnCase.Lead)
            {
                awaiting += line.AwaitsClosure ? 1 : 0;
                quiet += line.Closure == ClosureState.Quiet ? 1 : 0;
            }
        }

        return (awaiting, quiet);
    }

    private CaseException? ExceptionOf(int cases)
    {
        if (Cases == 0 || AvailableFte is not ({ } fte and > 0m))
        {
            return null;
        }

        // Cases / FTE > limit, without the division: both sides are in hundredths and the ratio is compared unrounded.
        var exceptions = _day.Scheme.Exceptions;
        if (cases * 100m > (Band?.CasesPerFteHigh ?? exceptions.CasesPerFteHigh) * fte)
        {
            return CaseException.High;
        }

        var isLow = cases * 100m < (Band?.CasesPerFteLow ?? exceptions.CasesPerFteLow) * fte;
        return isLow && !(Standing.Band is { } band && exceptions.LowNotFor.Contains(band)) ? CaseException.Low : null;
    }

    private static Points Sum(IReadOnlyList<OwnPoints> points)
    {
        var sum = Points.Zero;
        foreach (var one in points)
        {
            sum += one.Points;
        }

        return sum;
    }

    private Points PointsAs(RoleOnCase role) =>
        Lines.Where(line => line.RoleOnCase == role).Aggregate(Points.Zero, (sum, line) => sum + line.Points);
}
