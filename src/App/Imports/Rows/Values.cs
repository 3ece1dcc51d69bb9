using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Fairload.App.Store.Rows;

namespace Fairload.App.Imports.Rows;

/// <summary>What councils write in a field, read from UTF-8. Nothing here depends on the machine's culture.</summary>
internal static class Values
{
    private static readonly SearchValues<byte> TimeBytes = SearchValues.Create("0123456789:.+-ZTAPMapm "u8);
    private static readonly int NoStart = new DateOnly(1900, 1, 1).DayNumber;
    private static readonly int NoEnd = new DateOnly(9999, 12, 31).DayNumber;

    /// <summary>Without the spaces around it, the no-break space among them; empty when it says <c>NULL</c>.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> value)
    {
        var start = 0;
        var end = value.Length;
        while (start < end && Space(value, start, forward: true) is > 0 and var n)
        {
            start += n;
        }

        while (end > start && Space(value, end, forward: false) is > 0 and var n)
        {
            end -= n;
        }

        value = value[start..end];
        return value.Length == 4 && Ascii.EqualsIgnoreCase(value, "NULL"u8) ? [] : value;
    }

    /// <summary>
    /// A day: <c>2026-03-31</c>, <c>2026/03/31</c> or <c>31/03/2026</c>, with or without a time, which is dropped.
    /// 1900-01-01 and 9999-12-31 are how case systems write "none". The value has been trimmed and is not empty.
    /// </summary>
    /// <returns>False when it is not a day.</returns>
    public static bool Day(ReadOnlySpan<byte> value, out int day)
    {
        day = Draft.NoDay;
        int y, m, d, used;
        if (value.Length >= 10 && value[4] is (byte)'-' or (byte)'/' && value[7] == value[4])
        {
            if (!Digits(value[..4], out y) || !Digits(value[5..7], out m) || !Digits(value[8..10], out d))
            {
                return false;
            }

            used = 10;
        }
        else
        {
            var first = value.IndexOf((byte)'/');
            var second = first < 0 ? -1 : value[(first + 1)..].IndexOf((byte)'/') + first + 1;
            if (first is not (1 or 2) || second - first is not (2 or 3) || value.Length < second + 5
                || !Digits(value[..first], out d) || !Digits(value[(first + 1)..second], out m)
                || !Digits(value.Slice(second + 1, 4), out y))
            {
                return false;
            }

            used = second + 5;
        }

        if (y is < 1 or > 9999 || m is < 1 or > 12 || d < 1 || d > DateTime.DaysInMonth(y, m) || !Time(value[used..]))
        {
            return false;
        }

        day = new DateOnly(y, m, d).DayNumber;
        if (day == NoStart || day == NoEnd)
        {
            day = Draft.NoDay;
            return true;
        }

        // Nobody in the records was born before 1900, and no plan runs beyond 2200: such a date is a slip of the hand.
        return y is >= 1900 and <= 2200;
    }

    /// <summary>A yes (<c>Y</c>, <c>Yes</c>, <c>1</c>, <c>true</c>) or a no, in any case; false when it is neither.</summary>
    public static bool YesNo(ReadOnlySpan<byte> value, out bool yes)
    {
        yes = value.Length switch
        {
            1 => value[0] is (byte)'Y' or (byte)'y' or (byte)'1',
            3 => Ascii.EqualsIgnoreCase(value, "yes"u8),
            4 => Ascii.EqualsIgnoreCase(value, "true"u8),
            _ => false,
        };
        return yes || value.Length switch
        {
            1 => value[0] is (byte)'N' or (byte)'n' or (byte)'0',
            2 => Ascii.EqualsIgnoreCase(value, "no"u8),
            5 => Ascii.EqualsIgnoreCase(value, "false"u8),
            _ => false,
        };
    }

    /// <summary>A number of 0 up to <paramref name="most"/>, times <paramref name="scale"/>, rounded half away from zero.</summary>
    public static bool Scaled(ReadOnlySpan<byte> value, int scale, int most, out int number)
    {
        number = 0;
        if (!Utf8Parser.TryParse(value, out decimal read, out var used) || used != value.Length || read < 0 || read > most)
        {
            return false;
        }

        number = (int)Math.Round(read * scale, MidpointRounding.AwayFromZero);
        return true;
    }

    /// <summary>A whole number of 0 and more.</summary>
    public static bool Whole(ReadOnlySpan<byte> value, out int number) =>
        Utf8Parser.TryParse(value, out number, out var used) && used == value.Length && number >= 0;

    /// <summary>
    /// The codes of a factors field, joined by commas: a JSON array of codes, a JSON object of codes and yes or no, or
    /// plain text as it stands. Nothing when it is broken JSON.
    /// </summary>
    public static string? Codes(ReadOnlySpan<byte> value)
    {
        if (value[0] is not ((byte)'[' or (byte)'{'))
        {
            return Encoding.UTF8.GetString(value);
        }

        try
        {
            var json = new Utf8JsonReader(value, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip });
            using var document = JsonDocument.ParseValue(ref json);
            var codes = document.RootElement.ValueKind == JsonValueKind.Array
                ? document.RootElement.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.String ? e.GetString()! : e.GetRawText())
                : document.RootElement.EnumerateObject().Where(p => IsYes(p.Value)).Select(p => p.Name);
            return string.Join(',', codes.Select(c => c.Trim()).Where(c => c.Length > 0));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsYes(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.String => YesNo(Encoding.UTF8.GetBytes(value.GetString()!.Trim()), out var yes) && yes,
        JsonValueKind.Number => value.TryGetInt32(out var n) && n == 1,
        _ => false,
    };

    private static bool Digits(ReadOnlySpan<byte> value, out int number)
    {
        number = 0;
        foreach (var b in value)
        {
            if (b is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            number = (number * 10) + (b - '0');
        }

        return true;
    }

    /// <summary>Whether what follows a date is nothing, or a time of day that may be dropped.</summary>
    private static bool Time(ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty)
        {
            return true;
        }

        return rest[0] is (byte)'T' or (byte)' ' && rest.Length is >= 5 and <= 30
            && !rest[1..].ContainsAnyExcept(TimeBytes);
    }

    private static int Space(ReadOnlySpan<byte> value, int at, bool forward)
    {
        var b = forward ? value[at] : value[at - 1];
        if (b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            return 1;
        }

        var two = forward ? value[at..] : value[..at];
        return two.Length >= 2 && (forward ? two[0] == 0xC2 && two[1] == 0xA0 : two[^2] == 0xC2 && two[^1] == 0xA0) ? 2 : 0;
    }
}
