namespace Fairload.Oracle;

/// <summary>Whole years and months, and working days.</summary>
internal static class Calendar
{
    /// <summary>"Working days: Monday to Friday less the bank holidays of the nation in force".</summary>
    public static bool IsWorkingDay(DateOnly day, IReadOnlySet<DateOnly> bankHolidays) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !bankHolidays.Contains(day);

    /// <summary>The count-th working day after the day.</summary>
    public static DateOnly WorkingDaysAfter(DateOnly day, int count, IReadOnlySet<DateOnly> bankHolidays)
    {
        DateOnly at = day;
        int counted = 0;
        while (counted < count)
        {
            at = at.AddDays(1);
            counted += IsWorkingDay(at, bankHolidays) ? 1 : 0;
        }

        return at;
    }

    /// <summary>The first of the last count working days, the day itself being the last of them when it is one.</summary>
    public static DateOnly FirstOfTheLastWorkingDays(DateOnly day, int count, IReadOnlySet<DateOnly> bankHolidays)
    {
        DateOnly at = day.AddDays(1);
        int counted = 0;
        while (counted < count)
        {
            at = at.AddDays(-1);
            counted += IsWorkingDay(at, bankHolidays) ? 1 : 0;
        }

        return at;
    }

    public static int DaysBetween(DateOnly from, DateOnly to) => to.DayNumber - from.DayNumber;

    /// <summary>The greatest number of months that can be added to the start without passing the day.</summary>
    public static int WholeMonths(DateOnly from, DateOnly to)
    {
        int months = 0;
        while (from.AddMonths(months + 1) <= to)
        {
            months++;
        }

        return months;
    }

    /// <summary>The greatest number of years likewise: a birthday on 29 February is on 28 February in a common year.</summary>
    public static int WholeYears(DateOnly from, DateOnly to)
    {
        int years = 0;
        while (from.AddYears(years + 1) <= to)
        {
            years++;
        }

        return years;
    }
}
