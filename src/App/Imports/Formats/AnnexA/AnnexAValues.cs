using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Fairload.App.Imports.Rows;
using Fairload.App.Reading;
using Fairload.App.Store.Rows;

namespace Fairload.App.Imports.Formats.AnnexA;

/// <summary>The values of a sheet's rows, by column: a text without what says "none", and a day in whatever way it is written.</summary>
internal sealed class AnnexAValues(WorkbookSheet sheet, AnnexASheet found)
{
    /// <summary>More than any value that is kept: what is longer is told by the loader, which shows the beginning.</summary>
    private const int Longest = 1_000;

    private static readonly string[] Weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Days made here stand until as many more are made: more than a row has.</summary>
    private readonly byte[] _days = new byte[16 * 10];
    private int _next;

    /// <summary>The row; the first of the sheet is 1.</summary>
    public int Row => sheet.Row;

    /// <summary>The place of a column, or -1 where the sheet has none.</summary>
    public int Place(string column) => found.Places.TryGetValue(column, out var place) ? place : -1;

    /// <summary>The name of a column as the sheet writes it.</summary>
    public string Shown(string column) => found.Places.TryGetValue(column, out var place) ? found.Header[place] : column;

    /// <summary>A value without the spaces around it; empty where there is none or it says so.</summary>
    public ReadOnlySpan<byte> this[int place]
    {
        get
        {
            var value = place < 0 ? [] : Values.Trim(sheet[place]);
            return IsNone(value) ? [] : value[..Math.Min(value.Length, Longest)];
        }
    }

    /// <summary>
    /// A day as <c>yyyy-MM-dd</c>, or as found where it is none, and as a number (<see cref="Draft.NoDay"/> where it is none). A plain
    /// number in a column of days is the day that a spreadsheet means by it, and so is one kept as a text, of 1930 to 2099. Two digits of a
    /// year are of 1930 to 2029, as in a spreadsheet.
    /// </summary>
    public ReadOnlySpan<byte> Day(int place, out int day)
    {
        var value = this[place];
        day = Draft.NoDay;
        if (value.IsEmpty)
        {
            return value;
        }

        if (sheet.IsNumber(place))
        {
            return Utf8Parser.TryParse(value, out double number, out var used) && used == value.Length && number is >= 3654 and < 109_575
                && sheet.Day(number) is { } counted ? Written(counted, out day) : Whole(value) is { } whole ? Written(whole, out day) : value;
        }

        if (Values.Day(value, out day))
        {
            return value;
        }

        return (Serial(value) ?? Whole(value) ?? Spelt(value)) is { } read ? Written(read, out day) : value;
    }

    /// <summary>A day as <c>yyyy-MM-dd</c>; empty for <see cref="Draft.NoDay"/>.</summary>
    public ReadOnlySpan<byte> Written(int day) => day == Draft.NoDay ? [] : Written(DateOnly.FromDayNumber(day), out _);

    /// <summary>46054, 46054.5: five digits, which no other way to write a day has.</summary>
    private DateOnly? Serial(ReadOnlySpan<byte> value) =>
        value.Length >= 5 && !value[..5].ContainsAnyExceptInRange((byte)'0', (byte)'9') && (value.Length == 5 || value[5] == (byte)'.')
        && Utf8Parser.TryParse(value, out double number, out var used) && used == value.Length
            ? Likely(sheet.Day(number)) : null;

    /// <summary>20260201: as days of another order these would be of years that nobody writes.</summary>
    private static DateOnly? Whole(ReadOnlySpan<byte> value) =>
        value.Length == 8 && DateOnly.TryParseExact(Encoding.UTF8.GetString(value), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? Likely(day) : null;

    private static DateOnly? Likely(DateOnly? day) => day is { Year: >= 1930 and < 2100 } ? day : null;

    private static bool IsNone(ReadOnlySpan<byte> value) => value.Length switch
    {
        0 => true,
        1 => value[0] is (byte)'-' or (byte)'.',
        2 => value.SequenceEqual("--"u8),
        3 => Ascii.EqualsIgnoreCase(value, "n/a"u8) || value.SequenceEqual("–"u8) || value.SequenceEqual("—"u8),
        4 => Ascii.EqualsIgnoreCase(value, "#N/A"u8),
        7 => Ascii.EqualsIgnoreCase(value, "(blank)"u8),
        _ => false,
    };

    private ReadOnlySpan<byte> Written(DateOnly date, out int day)
    {
        day = date.DayNumber;
        var room = _days.AsSpan(_next, 10);
        _next = (_next + 10) % _days.Length;
        date.TryFormat(room, out _, "O", null);
        return room;
    }

    /// <summary>16-09-2020, 16.9.20, 16 Sep 2020, Wed 16th September 2020, with or without a time.</summary>
    private static DateOnly? Spelt(ReadOnlySpan<byte> value)
    {
        if (value.Length > 40)
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(value).ToLowerInvariant().Split([' ', '-', '.', '/', ','], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length > 3 && Array.Exists(Weekdays, day => parts[0].StartsWith(day, StringComparison.Ordinal)))
        {
            parts = parts[1..];
        }

        if (parts.Length < 3 || parts.Skip(3).Any(p => !char.IsAsciiDigit(p[0]) && p is not ("am" or "pm" or "gmt" or "bst")))
        {
            return null;
        }

        var named = parts[1].Length >= 3 && char.IsAsciiLetter(parts[1][0]);
        var month = named ? Array.FindIndex(Months, m => parts[1].StartsWith(m, StringComparison.Ordinal)) + 1 : Number(parts[1]);
        var day = Number(named && parts[0].Length > 2 && parts[0][^2..] is "st" or "nd" or "rd" or "th" ? parts[0][..^2] : parts[0]);
        var year = Number(parts[2]);
        if (parts[2].Length == 2 && year >= 0)
        {
            year += year < 30 ? 2000 : 1900;
        }
        else if (parts[2].Length != 4)
        {
            return null;
        }

        return month is >= 1 and <= 12 && year is >= 1900 and <= 2200 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day) : null;
    }

    private static int Number(string digits) =>
        digits.Length <= 4 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
