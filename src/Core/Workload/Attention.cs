using Fairload.Core.Cases;

namespace Fairload.Core.Workload;

/// <summary>A statement whose state has lasted since a day, as far as the history reaches.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Since">The first day of the unbroken run.</param>
/// <param name="IsOlder">Whether the run began before the history does.</param>
public sealed record StandingSince(WorkloadStatement Statement, DateOnly Since, bool IsOlder);

/// <summary>
/// What needs a person in one part of the organisation, in the order in which it must be looked at: children's
/// safety, then what is due, then load. The pages show it before any chart.
/// </summary>
public sealed class Attention
{
    private Attention()
    {
    }

    /// <summary>Children with an open status and no holder, the longest wait first.</summary>
    public required IReadOnlyList<Unallocated> Unallocated { get; init; }

    /// <summary>Cases held with no recent record: check the child first.</summary>
    public required IReadOnlyList<StatementLine> Quiet { get; init; }

    /// <summary>Workers who hold cases and have no available time.</summary>
    public required IReadOnlyList<WorkloadStatement> WithoutTime { get; init; }

    /// <summary>Newly qualified workers above their plan.</summary>
    public required IReadOnlyList<StandingSince> NewlyQualifiedAbove { get; init; }

    /// <summary>Workers over a limit of the scheme.</summary>
    public required IReadOnlyList<WorkloadStatement> OverLimits { get; init; }

    /// <summary>Workers over their available time.</summary>
    public required IReadOnlyList<StandingSince> Over { get; init; }

    /// <summary>Workers below the agreed range: ask why.</summary>
    public required IReadOnlyList<StandingSince> BelowRange { get; init; }

    /// <summary>Whether nothing needs anybody first.</summary>
    public bool IsEmpty =>
        Unallocated.Count + Quiet.Count + WithoutTime.Count + NewlyQualifiedAbove.Count + OverLimits.Count + Over.Count + BelowRange.Count == 0;

    /// <summary>What needs a person in a node of the organisation.</summary>
    /// <param name="day">The day.</param>
    /// <param name="history">The history that ends on the day.</param>
    /// <param name="node">The node's place, or -1 for the whole council.</param>
    /// <param name="newlyQualifiedBand">The code of the band of newly qualified workers.</param>
    public static Attention In(WorkloadDay day, WorkloadHistory history, int node, string newlyQualifiedBand)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(history);
        var here = day.StatementsIn(node).Where(statement => statement.Cases > 0).ToList();
        IReadOnlyList<StandingSince> Those(Func<WorkloadStatement, bool> which) =>
            [.. here.Where(which).Select(statement => SinceWhen(statement, history))];
        bool IsNewlyQualified(WorkloadStatement statement) =>
            string.Equals(statement.Standing.Band, newlyQualifiedBand, StringComparison.OrdinalIgnoreCase);
        return new Attention
        {
            Unallocated = ChildrenFirst.WaitingIn(day, node),
            Quiet = ChildrenFirst.QuietIn(day, node),
            WithoutTime = [.. here.Where(statement => statement.HasNoTime)],
            NewlyQualifiedAbove = Those(statement => IsNewlyQualified(statement) && statement.State is (WorkloadState.Over or WorkloadState.AboveRange)),
            OverLimits = [.. here.Where(statement => statement.Limits.Count > 0)],
            Over = Those(statement => statement.State == WorkloadState.Over),
            BelowRange = Those(statement => statement.State == WorkloadState.BelowRange),
        };
    }

    private static StandingSince SinceWhen(WorkloadStatement statement, WorkloadHistory history)
    {
        var since = history.Since(statement.Worker) ?? history.Day;
        return new StandingSince(statement, since, history.IsOlderThanRange(since));
    }
}
