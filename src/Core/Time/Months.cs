namespace Fairload.Core.Time;

/// <summary>Whole months and years between two days, as people count birthdays.</summary>
public static class Months
{
    /// <summary>
    /// Whole months from <paramref name="from"/> to <paramref name="to"/>: how often the day of the month came round.
    /// The 31st comes round on the last day of a shorter month, so 31 January to 28 February is one month. 0 when
    /// <paramref name="to"/> is earlier.
    /// </summary>
    public static int Whole(DateOnly from, DateOnly to)
    {
        var months = ((to.Year - from.Year) * 12) + to.Month - from.Month;
        return Math.Max(0, months > 0 && from.AddMonths(months) > to ? months - 1 : months);
    }

    /// <summary>Whole years: a child born on 29 February has a birthday on 28 February in other years.</summary>
    public static int WholeYears(DateOnly from, DateOnly to) => Whole(from, to) / 12;
}
