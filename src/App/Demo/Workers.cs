namespace Fairload.App.Demo;

/// <summary>Answers who had a child on a day, for the worker and team columns of the event tables.</summary>
internal sealed class Workers
{
    private readonly Dictionary<Episode, List<Holding>> byEpisode = [];
    private readonly Dictionary<Child, List<Holding>> byChild = [];

    public Workers(IEnumerable<Holding> holdings)
    {
        foreach (var holding in holdings.Where(holding => holding.Lead))
        {
            if (holding.Episode is { } episode)
            {
                Add(byEpisode, episode, holding);
            }
            else
            {
                Add(byChild, holding.Child, holding);
            }
        }
    }

    /// <summary>The holder of an episode on a day, else the last before; null when the record has none.</summary>
    public Holding? On(Episode episode, int day, bool adviser = false)
    {
        Holding? found = null;
        foreach (var holding in byEpisode.GetValueOrDefault(episode) ?? [])
        {
            if ((holding.Post?.Work == Work.LeavingCare) == adviser && holding.From <= day
                && (found is null || holding.From >= found.From))
            {
                found = holding;
            }
        }

        return found;
    }

    /// <summary>The early help worker of a child on a day.</summary>
    public Holding? EarlyHelp(Child child, int day) =>
        (byChild.GetValueOrDefault(child) ?? []).Where(holding => holding.From <= day).MaxBy(holding => holding.From);

    private static void Add<T>(Dictionary<T, List<Holding>> lists, T key, Holding holding)
        where T : notnull
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists[key] = list = [];
        }

        list.Add(holding);
    }
}
