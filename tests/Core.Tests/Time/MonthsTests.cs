using Fairload.Core.Time;

namespace Fairload.Core.Tests.Time;

public sealed class MonthsTests
{
    [Theory]
    [InlineData("2026-01-15", "2026-02-14", 0)]
    [InlineData("2026-01-15", "2026-02-15", 1)]
    [InlineData("2026-01-31", "2026-02-28", 1)]
    [InlineData("2024-02-29", "2025-02-28", 12)]
    [InlineData("2024-02-29", "2025-02-27", 11)]
    [InlineData("2026-03-01", "2026-02-01", 0)]
    public void Whole_months_are_how_often_the_day_came_round(string from, string to, int months) =>
        Assert.Equal(months, Months.Whole(Day(from), Day(to)));

    [Fact]
    public void A_span_covers_its_first_day_and_not_its_last()
    {
        var span = new DateSpan(Day("2026-03-01"), Day("2026-03-03"));
        Assert.True(span.Covers(Day("2026-03-01")));
        Assert.True(span.Covers(Day("2026-03-02")));
        Assert.False(span.Covers(Day("2026-03-03")));
        Assert.True(new DateSpan(Day("2026-03-01"), null).Covers(Day("2099-01-01")));
        Assert.True(new DateSpan(Day("2026-03-03"), Day("2026-03-03")).IsEmpty);
    }

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd");
}
