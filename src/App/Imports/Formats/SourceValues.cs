using System.Text;
using Fairload.App.Imports.Rows;
using Fairload.App.Store.Rows;

namespace Fairload.App.Imports.Formats;

/// <summary>What statutory returns write in a field.</summary>
internal static class SourceValues
{
    /// <summary>The longest day with its time and zone.</summary>
    private const int LongestDay = 40;

    /// <summary>A day as <c>yyyy-MM-dd</c>; empty for none; what is no day as found, so that it is told when it is loaded.</summary>
    public static string Day(string value) => Number(value) is { } day ? Iso(day) : IsNone(value) ? "" : value;

    /// <summary>A day as <c>yyyy-MM-dd</c>, or empty when there is none or it cannot be read.</summary>
    public static string DayOrNone(string value) => Number(value) is { } day ? Iso(day) : "";

    /// <summary>A day's number, or nothing.</summary>
    public static int? Number(string value) => Read(value) is { } day && day != Draft.NoDay ? day : null;

    /// <summary>A day's number as <c>yyyy-MM-dd</c>.</summary>
    public static string Iso(int day) => DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Whether a value is a yes, in any of the ways it is written.</summary>
    public static bool IsYes(string value) => value.Length is > 0 and < 10 && Values.YesNo(Encoding.UTF8.GetBytes(value.Trim()), out var yes) && yes;

    /// <summary>
    /// A child's sex as the standard writes it. The returns had 1 and 2 (and 0 and 9 for not known, not specified) before 2025.
    /// </summary>
    public static string Sex(string value) => value.Trim() switch { "1" => "M", "2" => "F", "0" or "9" => "U", var other => other };

    private static bool IsNone(string value) => value.Length == 0 || Read(value) == Draft.NoDay;

    private static int? Read(string value)
    {
        if (value.Length is 0 or > LongestDay)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[LongestDay * 3];
        var text = Values.Trim(bytes[..Encoding.UTF8.GetBytes(value, bytes)]);

        // A date in XML may have a time zone: 2026-03-31Z, 2026-03-31+01:00.
        if (text.Length > 10 && (text[10] is (byte)'Z' or (byte)'+' or (byte)'-'))
        {
            text = text[..10];
        }

        return !text.IsEmpty && Values.Day(text, out var day) ? day : null;
    }
}
