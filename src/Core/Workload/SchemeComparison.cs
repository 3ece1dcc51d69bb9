using Fairload.Core.People;

namespace Fairload.Core.Workload;

/// <summary>One worker's caseload by two schemes.</summary>
/// <param name="Before">By the first scheme.</param>
/// <param name="After">By the second.</param>
public sealed record ComparedStatement(WorkloadStatement Before, WorkloadStatement After)
{
    /// <summary>The worker.</summary>
    public Worker Person => Before.Person;

    /// <summary>Whether the worker stands differently to the time and range they have.</summary>
    public bool Moves => Before.State != After.State;
}

/// <summary>How many people stand in one state by the first scheme and in another by the second.</summary>
/// <param name="From">By the first scheme.</param>
/// <param name="To">By the second.</param>
/// <param name="People">How many.</param>
public sealed record StateMove(WorkloadState From, WorkloadState To, int People);

/// <summary>
/// Today's caseload weighed by two schemes side by side, for one part of the organisation: who would stand differently,
/// before anybody adopts anything. People stand in order of surname.
/// </summary>
public sealed class SchemeComparison
{
    private SchemeComparison(WorkloadDay before, WorkloadDay after, int node)
    {
        (Before, After) = (before, after);
        People = [.. before.StatementsIn(node).Where(statement => statement.Cases > 0)
            .OrderBy(statement => Surname.First(statement.Person.Name), StringComparer.CurrentCulture)
            .Select(statement => new ComparedStatement(statement, after.Of(statement.Worker)!))];
        Moves = [.. People.GroupBy(person => (person.Before.State, person.After.State))
            .OrderBy(group => group.Key)
            .Select(group => new StateMove(group.Key.Item1, group.Key.Item2, group.Count()))];
        TotalsBefore = before.TotalsOf(People.Select(person => person.Before));
        TotalsAfter = after.TotalsOf(People.Select(person => person.After));
    }

    /// <summary>The day by the first scheme.</summary>
    public WorkloadDay Before { get; }

    /// <summary>The day by the second scheme.</summary>
    public WorkloadDay After { get; }

    /// <summary>Everybody who holds a case.</summary>
    public IReadOnlyList<ComparedStatement> People { get; }

    /// <summary>How many stand where, by both; those who stay included.</summary>
    public IReadOnlyList<StateMove> Moves { get; }

    /// <summary>How many people stand differently.</summary>
    public int Moved => People.Count(person => person.Moves);

    /// <summary>Totals by the first scheme.</summary>
    public WorkloadTotals TotalsBefore { get; }

    /// <summary>Totals by the second scheme.</summary>
    public WorkloadTotals TotalsAfter { get; }

    /// <summary>Whether both schemes give percentages, so that people can be set side by side.</summary>
    public bool HasPercentages => Before.Scheme.Capacity is not null && After.Scheme.Capacity is not null;

    /// <summary>Compares two schemes on the same lines.</summary>
    /// <param name="before">The day by the first scheme.</param>
    /// <param name="after">The same day and caseload by the second.</param>
    /// <param name="node">The node's place, or -1 for the whole council.</param>
    /// <exception cref="ArgumentException">Two days, or two caseloads.</exception>
    public static SchemeComparison Of(WorkloadDay before, WorkloadDay after, int node)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return before.Day == after.Day && ReferenceEquals(before.Cases.Caseload, after.Cases.Caseload)
            ? new SchemeComparison(before, after, node)
            : throw new ArgumentException("Schemes are compared on one day of one caseload.", nameof(after));
    }
}
