namespace Fairload.App.Imports.Formats.Ssda903;

/// <summary>
/// An episode as the looked-after return has them: a stretch of care in one placement under one legal status. Days are day numbers.
/// </summary>
internal struct CareEpisode
{
    /// <summary>The end of an episode that is still open.</summary>
    public const int Open = int.MaxValue;

    /// <summary>The child, by any number.</summary>
    public int Child;

    /// <summary>The first day.</summary>
    public int From;

    /// <summary>The first day no longer covered.</summary>
    public int Until;

    /// <summary>The kind of placement, by any number.</summary>
    public int Place;

    /// <summary>The legal status, by any number.</summary>
    public int Status;

    /// <summary>Why it began (<c>RNE</c>): S started care, L only the legal status changed, P, T, B, U the placement did.</summary>
    public char Reason;

    /// <summary>Its place in the order of the files.</summary>
    public int Order;

    /// <summary>The first day of the period of care it belongs to.</summary>
    public int Period;

    /// <summary>The end of the placement that begins with it, or 0 when it goes on with the one before.</summary>
    public int PlacedUntil;

    /// <summary>The end of the legal status that begins with it, or 0 when it goes on with the one before.</summary>
    public int StatusUntil;
}

/// <summary>
/// Finds periods of care, placements and legal statuses in episodes, which the return ends whenever any of them changes: a child who
/// stays in one home under a new order has stayed there since the home began.
/// </summary>
internal static class CarePeriods
{
    /// <summary>Sorts episodes by child and day, and fills in what they belong to.</summary>
    public static void Find(Span<CareEpisode> episodes)
    {
        episodes.Sort((a, b) => a.Child != b.Child ? a.Child.CompareTo(b.Child)
            : a.From != b.From ? a.From.CompareTo(b.From)
            : a.Until != b.Until ? a.Until.CompareTo(b.Until) : a.Order.CompareTo(b.Order));
        var (placement, status, covered) = (0, 0, 0);
        for (var i = 0; i < episodes.Length; i++)
        {
            ref var episode = ref episodes[i];
            ref var before = ref episodes[Math.Max(0, i - 1)];
            var follows = i > 0 && before.Child == episode.Child && episode.Reason != 'S' && covered >= episode.From;
            covered = follows ? Math.Max(covered, episode.Until) : episode.Until;
            var adjoins = follows && before.Until == episode.From;
            episode.Period = follows ? before.Period : episode.From;
            placement = adjoins && episode.Reason == 'L' && before.Place == episode.Place ? placement : i;
            status = adjoins && before.Status == episode.Status ? status : i;
            episode.PlacedUntil = 0;
            episode.StatusUntil = 0;
            episodes[placement].PlacedUntil = episode.Until;
            episodes[status].StatusUntil = episode.Until;
        }
    }

    /// <summary>
    /// The first day of the period of care of a child that covers a day, or nothing. The day on which care ended still counts: a last
    /// review is often held then.
    /// </summary>
    /// <param name="episodes">Episodes as <see cref="Find"/> left them.</param>
    /// <param name="child">The child.</param>
    /// <param name="day">The day.</param>
    public static int? PeriodOn(ReadOnlySpan<CareEpisode> episodes, int child, int day)
    {
        var (low, high) = (0, episodes.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = episodes[middle].Child < child || (episodes[middle].Child == child && episodes[middle].From <= day) ? (middle + 1, high) : (low, middle);
        }

        for (var i = low - 1; i >= 0 && episodes[i].Child == child; i--)
        {
            if (episodes[i].Until >= day)
            {
                return episodes[i].Period;
            }
        }

        return null;
    }
}
