using System.Globalization;
using System.Text.Json;
using Xunit;

namespace Fairload.House.Rules;

/// <summary>
/// The bank holidays of England and Wales, worked out a second way: Easter by Gauss's method with the golden number and
/// the paschal moon, the rest by the Banking and Financial Dealings Act 1971, and the days a proclamation moved or gave.
/// </summary>
public sealed class BankHolidayTests
{
    private const int First = 2013, Last = 2028;

    private static readonly DateOnly[] Given = [new(2020, 5, 8), new(2022, 6, 2), new(2022, 6, 3), new(2022, 9, 19), new(2023, 5, 8)];

    private static readonly DateOnly[] Moved = [new(2020, 5, 4), new(2022, 5, 30)];

    [Fact]
    public void The_file_has_the_days_of_the_act_and_of_the_proclamations() =>
        Assert.Equal(Enumerable.Range(First, Last - First + 1).SelectMany(OfTheAct).Except(Moved).Concat(Given).Order(), InFile());

    [Fact]
    public void The_file_is_in_order_on_weekdays_and_says_its_source()
    {
        Assert.Equal(InFile().Distinct().Order(), InFile());
        Assert.DoesNotContain(InFile(), day => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
        Assert.Contains("gov.uk/bank-holidays", File().GetProperty("source").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2013, 3, 31)]
    [InlineData(2018, 4, 1)]
    [InlineData(2024, 3, 31)]
    [InlineData(2026, 4, 5)]
    [InlineData(2028, 4, 16)]
    public void Easter_falls_where_the_almanac_has_it(int year, int month, int day) => Assert.Equal(new DateOnly(year, month, day), Easter(year));

    private static IEnumerable<DateOnly> OfTheAct(int year)
    {
        yield return NextFree(new DateOnly(year, 1, 1), []);
        yield return Easter(year).AddDays(-2);
        yield return Easter(year).AddDays(1);
        yield return Monday(new DateOnly(year, 5, 1));
        yield return Monday(new DateOnly(year, 5, 25));
        yield return Monday(new DateOnly(year, 8, 25));

        // A Christmas or Boxing Day at the weekend moves to the next day that is neither weekend nor the other holiday.
        DateOnly christmas = new(year, 12, 25), boxing = new(year, 12, 26);
        yield return NextFree(christmas, [boxing]);
        yield return NextFree(boxing, [NextFree(christmas, [boxing])]);
    }

    private static DateOnly NextFree(DateOnly day, DateOnly[] taken)
    {
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || taken.Contains(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    /// <summary>The first Monday on or after a day: the last one of a month of 31 days begins its last seven on the 25th.</summary>
    private static DateOnly Monday(DateOnly from) => Enumerable.Range(0, 7).Select(from.AddDays).First(day => day.DayOfWeek == DayOfWeek.Monday);

    /// <summary>The Sunday after the paschal full moon, from the golden number and the epact of the century.</summary>
    private static DateOnly Easter(int year)
    {
        int golden = (year % 19) + 1, century = (year / 100) + 1;
        var epact = ((11 * golden) + 20 + ((((8 * century) + 5) / 25) - 5) - ((3 * century / 4) - 12)) % 30;
        epact = (epact + 30) % 30;
        if (epact == 24 || (epact == 25 && golden > 11))
        {
            epact++;
        }

        var moon = 44 - epact;
        moon = moon < 21 ? moon + 30 : moon;
        var fullMoon = new DateOnly(year, 3, 1).AddDays(moon - 1);
        return fullMoon.AddDays(7 - (int)fullMoon.DayOfWeek);
    }

    private static JsonElement File() => JsonDocument.Parse(Repository.Text("schemes/nations/england.json")).RootElement;

    private static DateOnly[] InFile() => [.. File().GetProperty("bankHolidays").EnumerateArray()
        .Select(item => DateOnly.ParseExact(item.GetProperty("date").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture))];
}
