using Fairload.Core.Time;

namespace Fairload.Core.Tests.Time;

public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar Easter2026 = new([new DateOnly(2026, 4, 3), new DateOnly(2026, 4, 6)]);

    [Fact]
    public void One_working_day_after_a_friday_is_the_monday() =>
        Assert.Equal(new DateOnly(2026, 3, 16), Easter2026.Add(new DateOnly(2026, 3, 13), 1));

    [Fact]
    public void Bank_holidays_are_passed_over_in_both_directions()
    {
        Assert.Equal(new DateOnly(2026, 4, 7), Easter2026.Add(new DateOnly(2026, 4, 2), 1));
        Assert.Equal(new DateOnly(2026, 4, 2), Easter2026.Add(new DateOnly(2026, 4, 7), -1));
    }

    [Fact]
    public void Four_weeks_without_holidays_are_twenty_working_days() =>
        Assert.Equal(new DateOnly(2026, 3, 3), WorkingCalendar.WithoutHolidays.Add(new DateOnly(2026, 3, 31), -20));

    [Fact]
    public void Days_between_count_the_last_day_and_not_the_first() =>
        Assert.Equal(1, Easter2026.Between(new DateOnly(2026, 4, 2), new DateOnly(2026, 4, 7)));

    [Fact]
    public void Adding_and_counting_agree_over_a_whole_year()
    {
        for (var day = new DateOnly(2026, 1, 1); day.Year == 2026; day = day.AddDays(1))
        {
            for (var n = 1; n <= 25; n += 6)
            {
                Assert.Equal(n, Easter2026.Between(day, Easter2026.Add(day, n)));
            }
        }
    }
}
