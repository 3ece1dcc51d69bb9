namespace Fairload.App.Demo;

/// <summary>
/// The calendar of the synthetic council. A day is the day number of a <see cref="DateOnly"/>, so that adding days is
/// adding whole numbers; <see cref="Never"/> stands for an end that has not come.
/// </summary>
internal static class Days
{
    /// <summary>The end of a span that has none.</summary>
    public const int Never = int.MaxValue;

    /// <summary>
    /// The last day of the data, a Wednesday: the day on which the social work workforce census counts.
    /// </summary>
    public static readonly int Last = Of(2026, 9, 30);

    /// <summary>The first day of the six years of history. What ended before it is not written.</summary>
    public static readonly int First = Of(2020, 10, 1);

    /// <summary>Where the simulation starts. Children in care today came as much as seventeen years ago.</summary>
    public static readonly int Dawn = Of(2008, 10, 1);

    private static readonly int TableStart = Of(2000, 1, 1);
    private static readonly bool[] Working = WorkingTable();

    /// <summary>The day number of a date.</summary>
    public static int Of(int year, int month, int day) => new DateOnly(year, month, day).DayNumber;

    /// <summary>The same day so many years later; 29 February becomes 28.</summary>
    public static int AddYears(int day, int years) => DateOnly.FromDayNumber(day).AddYears(years).DayNumber;

    /// <summary>Whether anyone is in the office: Monday to Friday less the bank holidays of England.</summary>
    public static bool IsWorking(int day) => Working[day - TableStart];

    private static bool IsWeekend(int day) =>
        DateOnly.FromDayNumber(day).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    /// <summary>The day itself or the next working day after it.</summary>
    public static int OnWorkingDay(int day)
    {
        while (!IsWorking(day))
        {
            day++;
        }

        return day;
    }

    /// <summary>The working day that comes so many working days after the day (before it, when negative).</summary>
    public static int AddWorking(int day, int workingDays)
    {
        var step = workingDays < 0 ? -1 : 1;
        for (var left = workingDays; left != 0;)
        {
            day += step;
            if (IsWorking(day))
            {
                left -= step;
            }
        }

        return day;
    }

    // A table, because the question is asked more than a million times in a council.
    private static bool[] WorkingTable()
    {
        var holidays = BankHolidays();
        return [.. Enumerable.Range(TableStart, 365 * 60).Select(day => !IsWeekend(day) && !holidays.Contains(day))];
    }

    // gov.uk/bank-holidays, England and Wales, with the one-off days of 2011, 2012, 2020, 2022 and 2023.
    private static HashSet<int> BankHolidays()
    {
        var days = new HashSet<int>
        {
            Of(2011, 4, 29), Of(2012, 6, 5), Of(2022, 6, 3), Of(2022, 9, 19), Of(2023, 5, 8),
        };
        for (var year = 2008; year <= 2045; year++)
        {
            var easter = Easter(year);
            days.UnionWith([easter - 2, easter + 1, Monday(year, 5, 1), Monday(year, 5, 25), Monday(year, 8, 25)]);
            AddSubstitute(days, Of(year, 1, 1));
            AddSubstitute(days, Of(year, 12, 25));
            AddSubstitute(days, Of(year, 12, 26));
        }

        days.Remove(Of(2020, 5, 4));
        days.Add(Of(2020, 5, 8));
        days.Remove(Of(2012, 5, 28));
        days.Add(Of(2012, 6, 4));
        days.Remove(Of(2022, 5, 30));
        days.Add(Of(2022, 6, 2));
        return days;
    }

    private static void AddSubstitute(HashSet<int> days, int day)
    {
        while (IsWeekend(day) || days.Contains(day))
        {
            day++;
        }

        days.Add(day);
    }

    private static int Monday(int year, int month, int day)
    {
        var number = Of(year, month, day);
        while (DateOnly.FromDayNumber(number).DayOfWeek != DayOfWeek.Monday)
        {
            number++;
        }

        return number;
    }

    // The anonymous Gregorian computus (Nature, 1876), in whole numbers throughout.
    private static int Easter(int year)
    {
        var a = year % 19;
        var b = year / 100;
        var c = year % 100;
        var d = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        var e = (32 + (2 * (b % 4)) + (2 * (c / 4)) - d - (c % 4)) % 7;
        var f = d + e - (7 * ((a + (11 * d) + (22 * e)) / 451)) + 114;
        return Of(year, f / 31, (f % 31) + 1);
    }
}
