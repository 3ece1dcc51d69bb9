using System.Globalization;
using Fairload.Web.Words;

namespace Fairload.Web.Tests.Words;

public sealed class FormatTests : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    public FormatTests() => CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-GB");

    public void Dispose() => CultureInfo.CurrentCulture = _before;

    [Fact]
    public void Dates_are_written_in_the_style_of_GOV_UK()
    {
        var day = new DateOnly(2026, 10, 2);
        Assert.Equal("2 October 2026", Format.Date(day));
        Assert.Equal("Friday 2 October", Format.WeekdayAndDate(day));
        Assert.Equal("Friday 2 October 2026", Format.WeekdayAndFullDate(day));
        Assert.Equal("2 October", Format.DayAndMonth(day));
        Assert.Equal("2 Oct", Format.ShortDate(day));
        Assert.Equal("2 to 5 October 2026", Format.Dates(day, day.AddDays(3), "to"));
        Assert.Equal("28 September to 2 October 2026", Format.Dates(day.AddDays(-4), day, "to"));
        Assert.Equal("2 October 2026", Format.Dates(day, day, "to"));
    }

    [Fact]
    public void Instants_are_told_in_the_time_of_the_United_Kingdom_summer_and_winter()
    {
        Assert.Equal("Friday 2 October, 18:00", Format.WeekdayDateAndTime(new DateTimeOffset(2026, 10, 2, 17, 0, 0, TimeSpan.Zero)));
        Assert.Equal("17:00", Format.Time(new DateTimeOffset(2026, 12, 2, 17, 0, 0, TimeSpan.Zero)));
    }

    [Theory]
    [InlineData(120.5, "120.5%")]
    [InlineData(83, "83.0%")]
    [InlineData(120.45, "120.5%")]
    [InlineData(-3.25, "−3.3%")]
    [InlineData(-0.04, "0.0%")]
    public void Percentages_have_one_decimal(double percent, string expected) => Assert.Equal(expected, Format.Percent((decimal)percent));

    [Theory]
    [InlineData(11, "11.0")]
    [InlineData(11.25, "11.25")]
    [InlineData(11.5, "11.5")]
    [InlineData(1234.5, "1,234.5")]
    public void Points_have_a_second_decimal_only_where_it_says_something(double points, string expected) =>
        Assert.Equal(expected, Format.Points((decimal)points));

    [Theory]
    [InlineData(5.4, "5½")]
    [InlineData(0.5, "½")]
    [InlineData(0.1, "0")]
    [InlineData(7, "7")]
    [InlineData(-1.5, "−1½")]
    public void Hours_are_in_halves(double hours, string expected) => Assert.Equal(expected, Format.Hours((decimal)hours));

    [Fact]
    public void A_change_says_its_direction()
    {
        Assert.Equal("+2.0", Format.PointsChange(2));
        Assert.Equal("−1.75", Format.PointsChange(-1.75m));
        Assert.Equal("0.0", Format.PointsChange(0));
    }
}
