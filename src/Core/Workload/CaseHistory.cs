using Fairload.Core.Cases;
using Fairload.Core.Weighting;

namespace Fairload.Core.Workload;

/// <summary>By how much a rule's part in a case's points changed.</summary>
/// <param name="Rule">The rule's code; <c>floor</c> for the line that lifts a sum below zero to zero.</param>
/// <param name="Title">The rule's name.</param>
/// <param name="Points">The change.</param>
public sealed record CaseChange(string Rule, string Title, Points Points);

/// <summary>A day on which a case's points, or what they are made of, changed.</summary>
/// <param name="From">The day.</param>
/// <param name="Points">The points from that day on.</param>
/// <param name="IsHeld">Whether anybody holds the child from that day on. A new holder of the same work is no step.</param>
/// <param name="Change">The change in points.</param>
/// <param name="Changes">The rules whose part changed, the one that moved the points most first.</param>
public sealed record CaseStep(DateOnly From, Points Points, bool IsHeld, Points Change, IReadOnlyList<CaseChange> Changes)
{
    /// <summary>
    /// The change that the step is known by: what began to count, where that is more than half of the greatest change (a
    /// plan that took the place of an assessment), else the greatest change; nothing where no part changed.
    /// </summary>
    public CaseChange? KnownBy
    {
        get
        {
            var greatest = Changes.MaxBy(change => Math.Abs(change.Points.Hundredths));
            var began = Changes.MaxBy(change => change.Points.Hundredths);
            return began is not null && began.Points.Hundredths * 2 > Math.Abs(greatest!.Points.Hundredths) ? began : greatest;
        }
    }
}

/// <summary>
/// What a child's case weighed on each day of a span, by one scheme and the facts of each day: the same sum as today's,
/// done again. Of several holders the first function's line counts, as on the child's page. A year takes milliseconds,
/// because only the child's family is read.
/// </summary>
public sealed class CaseHistory
{
    private readonly Dictionary<string, DateOnly> _since;

    private CaseHistory(DateOnly start, DateOnly end, IReadOnlyList<CaseStep> steps, Dictionary<string, DateOnly> since)
    {
        (Start, End, Steps, _since) = (start, end, steps, since);
    }

    /// <summary>The first day.</summary>
    public DateOnly Start { get; }

    /// <summary>The last day.</summary>
    public DateOnly End { get; }

    /// <summary>The changes, the first from the first day on which somebody held the child; empty when nobody did.</summary>
    public IReadOnlyList<CaseStep> Steps { get; }

    /// <summary>The history of a child's case.</summary>
    /// <param name="caseload">The caseload.</param>
    /// <param name="scheme">The scheme.</param>
    /// <param name="child">The child's place.</param>
    /// <param name="start">The first day.</param>
    /// <param name="end">The last day.</param>
    public static CaseHistory Of(Caseload caseload, Scheme scheme, int child, DateOnly start, DateOnly end)
    {
        var (family, place) = FamilyCaseload.Of(caseload, child);
        var steps = new List<CaseStep>();
        var since = new Dictionary<string, DateOnly>(StringComparer.Ordinal);
        var before = new Dictionary<string, (string Title, Points Points)>(StringComparer.Ordinal);
        for (var day = start; day <= end; day = day.AddDays(1))
        {
            var (isHeld, parts) = On(family, scheme, place, day);
            foreach (var rule in since.Keys.Where(rule => !parts.ContainsKey(rule)).ToArray())
            {
                since.Remove(rule);
            }

            foreach (var rule in parts.Keys)
            {
                since.TryAdd(rule, day);
            }

            var isFirst = steps.Count == 0;
            if (isFirst ? isHeld : steps[^1].IsHeld != isHeld || !Same(before, parts))
            {
                var points = parts.Values.Aggregate(Points.Zero, (sum, part) => sum + part.Points);
                steps.Add(new CaseStep(day, points, isHeld, isFirst ? points : points - steps[^1].Points, Changes(before, parts)));
            }

            before = parts;
        }

        return new CaseHistory(start, end, steps, since);
    }

    /// <summary>Since when a rule has had a part in the points, without a break up to the last day; nothing for one that has none.</summary>
    public DateOnly? Since(string rule) => _since.TryGetValue(rule, out var day) ? day : null;

    /// <summary>Whether a run that began on this day may be older than the history.</summary>
    public bool IsOlderThanRange(DateOnly since) => since == Start;

    /// <summary>
    /// The step after the first that raised the points most, when they rose in all, or lowered them most, when they fell;
    /// nothing when two moved them alike or none did.
    /// </summary>
    public CaseStep? Greatest()
    {
        if (Steps.Count < 2)
        {
            return null;
        }

        var sign = Math.Sign((Steps[^1].Points - Steps[0].Points).Hundredths);
        var moved = Steps.Skip(1).OrderByDescending(step => sign * step.Change.Hundredths).Take(2).ToList();
        var isOnlyOne = moved.Count == 1 || moved[0].Change != moved[1].Change;
        return sign != 0 && sign * moved[0].Change.Hundredths > 0 && isOnlyOne ? moved[0] : null;
    }

    private static (bool IsHeld, Dictionary<string, (string Title, Points Points)> Parts) On(Caseload family, Scheme scheme, int child, DateOnly day)
    {
        var cases = CaseList.On(family, day);
        var held = -1;
        for (var line = 0; line < cases.Count; line++)
        {
            if (cases.Child[line] == child && cases.Role[line] == RoleOnCase.Lead && (held < 0 || cases.Function[line] < cases.Function[held]))
            {
                held = line;
            }
        }

        var parts = new Dictionary<string, (string, Points)>(StringComparer.Ordinal);
        if (held < 0)
        {
            return (false, parts);
        }

        foreach (var (rule, points) in new Weigher(scheme, cases).Explain(held))
        {
            parts.Add(rule?.Code ?? StatementLine.Floor, (rule?.Title ?? StatementLine.Floor, points));
        }

        return (true, parts);
    }

    private static bool Same(Dictionary<string, (string Title, Points Points)> one, Dictionary<string, (string Title, Points Points)> other) =>
        one.Count == other.Count && one.All(pair => other.TryGetValue(pair.Key, out var part) && part.Points == pair.Value.Points);

    private static CaseChange[] Changes(
        Dictionary<string, (string Title, Points Points)> before, Dictionary<string, (string Title, Points Points)> after)
    {
        var changes = new List<CaseChange>();
        foreach (var rule in before.Keys.Union(after.Keys))
        {
            var (had, has) = (before.GetValueOrDefault(rule), after.GetValueOrDefault(rule));
            if (had.Points != has.Points)
            {
                changes.Add(new CaseChange(rule, has.Title ?? had.Title, has.Points - had.Points));
            }
        }

        // What moved the points the way they went comes first: a plan that began stands before the assessment it ended.
        var way = Math.Sign(changes.Sum(change => change.Points.Hundredths));
        return [.. changes.OrderByDescending(change => way * change.Points.Hundredths)];
    }
}
