using Fairload.Core.Cases;
using Fairload.Core.Weighting;

namespace Fairload.Core.Workload;

/// <summary>One worker on one day, as the history keeps it.</summary>
/// <param name="State">How the workload stands.</param>
/// <param name="Percent">Workload in percent of capacity, unrounded, or nothing.</param>
/// <param name="IsException">Whether the workload is above the scheme's limit.</param>
public readonly record struct WorkloadPoint(WorkloadState State, decimal? Percent, bool IsException);

/// <summary>
/// How each worker's workload stood on each of the last days, from the facts of those days: what turns one bad day
/// from a pattern. Every day is the same sum as today's, done again.
/// </summary>
public sealed class WorkloadHistory
{
    private readonly Dictionary<int, WorkloadPoint>[] _days;

    private WorkloadHistory(DateOnly day, Dictionary<int, WorkloadPoint>[] days)
    {
        (Day, _days) = (day, days);
    }

    /// <summary>The last day.</summary>
    public DateOnly Day { get; }

    /// <summary>How many days there are.</summary>
    public int Days => _days.Length;

    /// <summary>The history of the <paramref name="days"/> days up to and including <paramref name="day"/>.</summary>
    public static WorkloadHistory Of(Caseload caseload, Scheme scheme, DateOnly day, int days, CancellationToken cancel = default)
    {
        var points = new Dictionary<int, WorkloadPoint>[days];
        Parallel.For(0, days, new ParallelOptions { CancellationToken = cancel }, back =>
            points[back] = WorkloadDay.On(caseload, day.AddDays(-back), scheme).Statements
                .Where(statement => statement.Cases > 0)
                .ToDictionary(
                    statement => statement.Worker,
                    statement => new WorkloadPoint(statement.State, statement.Percent, statement.IsWorkloadException)));
        return new WorkloadHistory(day, points);
    }

    /// <summary>A worker on a day, or nothing when they held no case then or the day is out of range.</summary>
    public WorkloadPoint? On(int worker, DateOnly day)
    {
        var back = Day.DayNumber - day.DayNumber;
        return back >= 0 && back < _days.Length && _days[back].TryGetValue(worker, out var point) ? point : null;
    }

    /// <summary>
    /// The first day of the unbroken run of days, up to the last, on which the worker stood as they stand on the last;
    /// the first day of the range when it reaches that far, and nothing for a worker without a last day.
    /// </summary>
    public DateOnly? Since(int worker)
    {
        if (On(worker, Day) is not { } last)
        {
            return null;
        }

        var since = Day;
        while (On(worker, since.AddDays(-1)) is { } before && before.State == last.State)
        {
            since = since.AddDays(-1);
        }

        return since;
    }

    /// <summary>Whether the run that ends on the last day reaches back beyond the range.</summary>
    public bool IsOlderThanRange(DateOnly since) => since == Day.AddDays(1 - Days);

    /// <summary>Whether the workload was above the scheme's limit on each of the last <paramref name="days"/> days.</summary>
    public bool IsSustained(int worker, int days) =>
        days <= Days && Enumerable.Range(0, days).All(back => On(worker, Day.AddDays(-back)) is { IsException: true });
}
