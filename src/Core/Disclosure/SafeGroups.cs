namespace Fairload.Core.Disclosure;

/// <summary>
/// Joins groups of people until each can be spoken of: six people or more, and not all in one state, because a group of which
/// all stand in one state tells the state of each.
/// </summary>
public static class SafeGroups
{
    /// <summary>
    /// The groups joined, each as the places of those it is made of, in their order. What must be joined goes to one group of the
    /// others; when that alone cannot be spoken of, the smallest of the rest joins it. Nothing when not even all together can be.
    /// </summary>
    /// <param name="counts">How many people stand in each state, by group and state.</param>
    public static IReadOnlyList<IReadOnlyList<int>> Join(int[,] counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var groups = Enumerable.Range(0, counts.GetLength(0)).Where(group => People(counts, [group]) > 0).ToList();
        var alone = groups.Where(group => MayStandAlone(counts, [group])).ToList();
        var others = groups.Except(alone).ToList();
        while (others.Count > 0 && !MayStandAlone(counts, others) && alone.Count > 0)
        {
            var least = alone.MinBy(group => People(counts, [group]));
            alone.Remove(least);
            others.Add(least);
        }

        others.Sort();
        IEnumerable<IReadOnlyList<int>> safe = alone.Select(group => (IReadOnlyList<int>)[group]);
        return [.. others.Count == 0 ? safe : MayStandAlone(counts, others) ? safe.Append(others) : []];
    }

    private static int People(int[,] counts, IReadOnlyList<int> groups) =>
        groups.Sum(group => Enumerable.Range(0, counts.GetLength(1)).Sum(state => counts[group, state]));

    private static bool MayStandAlone(int[,] counts, IReadOnlyList<int> groups) =>
        People(counts, groups) >= PublishedTable.SmallestShown
        && Enumerable.Range(0, counts.GetLength(1)).Count(state => groups.Any(group => counts[group, state] > 0)) > 1;
}
