using Fairload.Core.Cases;

namespace Fairload.Core.Workload;

/// <summary>Children who come before any figure: those who wait for a worker, and those of whom nothing recent is known.</summary>
public static class ChildrenFirst
{
    /// <summary>
    /// Children with an open status and no holder whose last team is the node or below it, the longest wait first.
    /// </summary>
    /// <param name="day">The day.</param>
    /// <param name="node">The node's place, or -1 for the whole council.</param>
    public static IReadOnlyList<Unallocated> WaitingIn(WorkloadDay day, int node)
    {
        ArgumentNullException.ThrowIfNull(day);
        return [.. day.Cases.Unallocated().Where(wait => node < 0 || day.Cases.Caseload.IsWithin(day.Cases.LastTeamOf(wait.Child), node))];
    }

    /// <summary>
    /// Cases held in the node with no recent record, the child seen longest ago first, and never seen before any: check the child
    /// first. A case without recent record is a child to check on, never a case to close.
    /// </summary>
    /// <param name="day">The day.</param>
    /// <param name="node">The node's place, or -1 for the whole council.</param>
    public static IReadOnlyList<StatementLine> QuietIn(WorkloadDay day, int node)
    {
        ArgumentNullException.ThrowIfNull(day);
        return [.. day.StatementsIn(node)
            .Where(statement => statement.Cases > 0)
            .SelectMany(statement => statement.Lines)
            .Where(line => line is { Closure: ClosureState.Quiet, RoleOnCase: RoleOnCase.Lead })
            .OrderBy(line => day.Cases.LastSeenOf(line.Child)?.Day ?? DateOnly.MinValue)
            .ThenBy(line => line.Child)];
    }
}
