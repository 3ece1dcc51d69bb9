using Fairload.Core.Weighting;

namespace Fairload.Core.Workload;

/// <summary>What became of a part of a statement between two days.</summary>
public enum ChangeKind
{
    /// <summary>It was not there before.</summary>
    Came,

    /// <summary>It is there no more.</summary>
    Went,

    /// <summary>It weighs something else.</summary>
    Changed,
}

/// <summary>Points that one rule gives more, or fewer, than before.</summary>
/// <param name="Code">The rule's code.</param>
/// <param name="Title">Its name.</param>
/// <param name="Points">The change.</param>
public sealed record ChangedRule(string Code, string Title, Points Points);

/// <summary>What changed about one child, or about a worker's own stable work and duties.</summary>
/// <param name="Child">The child's place; nothing for the worker's own.</param>
/// <param name="Kind">What became of it.</param>
/// <param name="Points">The change, which is the sum of the rules'.</param>
/// <param name="Rules">The rules that changed, in the order in which they gave points.</param>
public sealed record ChangedPart(int? Child, ChangeKind Kind, Points Points, IReadOnlyList<ChangedRule> Rules);

/// <summary>
/// Why a worker's workload is not what it was: by child and by rule, adding up to the change. Both statements are of one
/// caseload and one scheme, so that only the records differ.
/// </summary>
public sealed class WorkloadChange
{
    private WorkloadChange(Points points, IReadOnlyList<ChangedPart> parts)
    {
        (Points, Parts) = (points, parts);
    }

    /// <summary>The whole change.</summary>
    public Points Points { get; }

    /// <summary>What it is made of: children in order of place, the worker's own last. A part whose points stayed is left out.</summary>
    public IReadOnlyList<ChangedPart> Parts { get; }

    /// <summary>What changed from one statement to a later one of the same worker.</summary>
    /// <exception cref="ArgumentException">The two are of different workers.</exception>
    public static WorkloadChange Between(WorkloadStatement before, WorkloadStatement after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (before.Worker != after.Worker)
        {
            throw new ArgumentException("The statements are of two workers.", nameof(after));
        }

        var (had, has) = (PartsOf(before), PartsOf(after));
        var parts = new List<ChangedPart>();
        foreach (var key in had.Keys.Union(has.Keys).OrderBy(key => key < 0).ThenBy(key => key))
        {
            var (old, now) = (had.GetValueOrDefault(key) ?? [], has.GetValueOrDefault(key) ?? []);
            var rules = Changed(old, now);
            if (rules.Count > 0)
            {
                var kind = !had.ContainsKey(key) ? ChangeKind.Came : !has.ContainsKey(key) ? ChangeKind.Went : ChangeKind.Changed;
                parts.Add(new ChangedPart(key < 0 ? null : key, kind, rules.Aggregate(Points.Zero, (sum, rule) => sum + rule.Points), rules));
            }
        }

        return new WorkloadChange(after.Workload - before.Workload, parts);
    }

    /// <summary>The points of each child's lines by rule, and under -1 the worker's own.</summary>
    private static Dictionary<int, List<ChangedRule>> PartsOf(WorkloadStatement statement)
    {
        var parts = new Dictionary<int, List<ChangedRule>>();
        foreach (var line in statement.Lines)
        {
            if (!parts.TryGetValue(line.Child, out var rules))
            {
                parts[line.Child] = rules = [];
            }

            rules.AddRange(line.Contributions.Select(one => new ChangedRule(one.Rule?.Code ?? StatementLine.Floor, one.Rule?.Title ?? StatementLine.Floor, one.Points)));
        }

        if (statement.Stable.Count + statement.Duties.Count > 0)
        {
            parts[-1] = [.. statement.Stable.Concat(statement.Duties).Select(own => new ChangedRule(own.Rule.Code, own.Rule.Title, own.Points))];
        }

        return parts;
    }

    private static List<ChangedRule> Changed(List<ChangedRule> before, List<ChangedRule> after) =>
    [
        .. after.Concat(before.Select(rule => rule with { Points = Points.Zero - rule.Points }))
            .GroupBy(rule => rule.Code)
            .Select(group => group.First() with { Points = group.Aggregate(Points.Zero, (sum, rule) => sum + rule.Points) })
            .Where(rule => rule.Points != Points.Zero),
    ];
}
