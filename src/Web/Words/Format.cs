using System.Globalization;

namespace Fairload.Web.Words;

/// <summary>How dates and numbers are written, the same on every page: the GOV.UK style in the reader's language.</summary>
public static class Format
{
    /// <summary>Stands where a figure does not exist; the words beside it say why.</summary>
    public const string None = "–";

    private const string Minus = "−";

    private static readonly TimeZoneInfo UnitedKingdom = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    private static CultureInfo Culture => CultureInfo.CurrentCulture;

    /// <summary>2 October 2026</summary>
    public static string Date(DateOnly day) => day.ToString("d MMMM yyyy", Culture);

    /// <summary>2 October</summary>
    public static string DayAndMonth(DateOnly day) => day.ToString("d MMMM", Culture);

    /// <summary>Friday 2 October</summary>
    public static string WeekdayAndDate(DateOnly day) => day.ToString("dddd d MMMM", Culture);

    /// <summary>Friday 2 October 2026</summary>
    public static string WeekdayAndFullDate(DateOnly day) => day.ToString("dddd d MMMM yyyy", Culture);

    /// <summary>2 Oct: only where room is short, as in a table's heading.</summary>
    public static string ShortDate(DateOnly day) => day.ToString("d MMM", Culture);

    /// <summary>Oct 2026: only on an axis.</summary>
    public static string ShortMonth(DateOnly day) => day.ToString("MMM yyyy", Culture);

    /// <summary>2 to 5 October 2026, 28 September to 2 October 2026, or both in full across years; both days belong to it.</summary>
    public static string Dates(DateOnly first, DateOnly last, string to) =>
        first == last ? Date(first)
        : first.Year != last.Year ? $"{Date(first)} {to} {Date(last)}"
        : first.Month != last.Month ? $"{DayAndMonth(first)} {to} {Date(last)}"
        : $"{first.Day.ToString(Culture)} {to} {Date(last)}";

    /// <summary>18:00, in the time of the United Kingdom.</summary>
    public static string Time(DateTimeOffset instant) => Local(instant).ToString("HH:mm", Culture);

    /// <summary>Friday 2 October, 18:00, in the time of the United Kingdom.</summary>
    public static string WeekdayDateAndTime(DateTimeOffset instant) => Local(instant).ToString("dddd d MMMM, HH:mm", Culture);

    /// <summary>2 October 2026, 18:00, in the time of the United Kingdom.</summary>
    public static string DateAndTime(DateTimeOffset instant) => Local(instant).ToString("d MMMM yyyy, HH:mm", Culture);

    /// <summary>120.5%: always one decimal, so that figures on two pages look the same when they are the same.</summary>
    public static string Percent(decimal percent) => Number(percent, "#,0.0") + "%";

    /// <summary>120.5, for a column whose heading says "%".</summary>
    public static string PercentNumber(decimal percent) => Number(percent, "#,0.0");

    /// <summary>11.0 or 11.25: one decimal, two where the second says something.</summary>
    public static string Points(decimal points) => Number(points, "#,0.0#");

    /// <summary>+2.0, −1.75 or 0.0: a change in points.</summary>
    public static string PointsChange(decimal points) => (points > 0 ? "+" : "") + Points(points);

    /// <summary>1,234</summary>
    public static string Count(long number) => Number(number, "#,0");

    /// <summary>5½: hours to the nearest half, because nothing finer is known.</summary>
    public static string Hours(decimal hours)
    {
        var halves = (int)Math.Round(hours * 2, MidpointRounding.AwayFromZero);
        var sign = halves < 0 ? Minus : "";
        var whole = Math.Abs(halves) / 2;
        var half = halves % 2 != 0;
        return sign + (half && whole == 0 ? "½" : whole.ToString("#,0", Culture) + (half ? "½" : ""));
    }

    /// <summary>21.6: any other number with the decimals that it is due.</summary>
    public static string Decimal(decimal number, int decimals = 1) =>
        Number(Math.Round(number, decimals, MidpointRounding.AwayFromZero), decimals == 0 ? "#,0" : "#,0." + new string('0', decimals));

    private static string Number(decimal number, string pattern)
    {
        var decimals = pattern.Contains('.', StringComparison.Ordinal) ? pattern.Length - pattern.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        var rounded = Math.Round(number, decimals, MidpointRounding.AwayFromZero);
        var digits = Math.Abs(rounded).ToString(pattern, Culture);
        return rounded < 0 ? Minus + digits : digits;
    }

    private static DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, UnitedKingdom);
}
