namespace Fairload.Core.Workload;

/// <summary>A worker's workload above the scheme's limit.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Since">The first day of the unbroken run above the limit.</param>
/// <param name="IsOlder">Whether the run began before the history does.</param>
/// <param name="IsSustained">Whether it has lasted for as many days as the scheme says; nothing where it says none.</param>
public sealed record WorkloadExceeded(WorkloadStatement Statement, DateOnly Since, bool IsOlder, bool? IsSustained);

/// <summary>
/// What a monthly exceptions meeting looks at, in one part of the organisation: people outside the scheme's limits, in
/// order of surname because nobody is ranked.
/// </summary>
public sealed class ExceptionsMeeting
{
    private ExceptionsMeeting()
    {
    }

    /// <summary>Those over or under the limit of cases, counting all cases or the active ones alone.</summary>
    public required IReadOnlyList<WorkloadStatement> ByCases { get; init; }

    /// <summary>Those whose workload is above the limit.</summary>
    public required IReadOnlyList<WorkloadExceeded> ByWorkload { get; init; }

    /// <summary>Those over a limit of cases or families of a kind.</summary>
    public required IReadOnlyList<WorkloadStatement> OverLimits { get; init; }

    /// <summary>Newly qualified workers above their plan.</summary>
    public required IReadOnlyList<StandingSince> NewlyQualifiedAbove { get; init; }

    /// <summary>The exceptions of a node of the organisation.</summary>
    /// <param name="day">The day.</param>
    /// <param name="history">The history that ends on the day.</param>
    /// <param name="node">The node's place, or -1 for the whole council.</param>
    /// <param name="newlyQualifiedBand">The code of the band of newly qualified workers.</param>
    public static ExceptionsMeeting In(WorkloadDay day, WorkloadHistory history, int node, string newlyQualifiedBand)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(history);
        var here = day.StatementsIn(node).Where(statement => statement.Cases > 0)
            .OrderBy(statement => People.Surname.First(statement.Person.Name), StringComparer.CurrentCulture).ToList();
        var attention = Attention.In(day, history, node, newlyQualifiedBand);
        return new ExceptionsMeeting
        {
            ByCases = [.. here.Where(statement => statement.Exception is not null || statement.ExceptionActive is not null)],
            ByWorkload = [.. here.Where(statement => statement.IsWorkloadException).Select(statement => Exceeded(statement, day, history))],
            OverLimits = [.. here.Where(statement => statement.Limits.Count > 0)],
            NewlyQualifiedAbove = [.. attention.NewlyQualifiedAbove
                .OrderBy(standing => People.Surname.First(standing.Statement.Person.Name), StringComparer.CurrentCulture)],
        };
    }

    private static WorkloadExceeded Exceeded(WorkloadStatement statement, WorkloadDay day, WorkloadHistory history)
    {
        var since = history.Day;
        while (history.On(statement.Worker, since.AddDays(-1)) is { IsException: true })
        {
            since = since.AddDays(-1);
        }

        return new WorkloadExceeded(
            statement,
            since,
            history.IsOlderThanRange(since),
            day.Scheme.Exceptions.SustainedDays is { } days ? history.IsSustained(statement.Worker, days) : null);
    }
}
