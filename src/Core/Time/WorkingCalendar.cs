namespace Fairload.Core.Time;

/// <summary>Working days: Monday to Friday less the bank holidays of the nation in force (contracts, section 1).</summary>
public sealed class WorkingCalendar(IEnumerable<DateOnly> bankHolidays)
{
    private readonly HashSet<DateOnly> _holidays = [.. bankHolidays];

    /// <summary>Monday to Friday without any bank holiday: for tests and for nations that are not set.</summary>
    public static WorkingCalendar WithoutHolidays { get; } = new([]);

    /// <summary>Whether people who keep office days work on <paramref name="day"/>.</summary>
    public bool IsWorkingDay(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !_holidays.Contains(day);

    /// <summary>
    /// The day that is <paramref name="workingDays"/> working days after (or, when negative, before)
    /// <paramref name="day"/>. Day 0 is the day itself, so one working day after a Friday is the Monday.
    /// </summary>
    public DateOnly Add(DateOnly day, int workingDays)
    {
        var step = Math.Sign(workingDays);
        for (var left = Math.Abs(workingDays); left > 0;)
        {
            day = day.AddDays(step);
            if (IsWorkingDay(day))
            {
                left--;
            }
        }

        return day;
    }

    /// <summary>The number of working days in (from, to]: how many working days old a thing of day <paramref name="from"/> is on day <paramref name="to"/>; 0 when it is not earlier.</summary>
    public int Between(DateOnly from, DateOnly to)
    {
        var count = 0;
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
        {
            if (IsWorkingDay(day))
            {
                count++;
            }
        }

        return count;
    }
}
