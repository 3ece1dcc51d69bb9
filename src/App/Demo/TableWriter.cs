using System.Globalization;
using System.Text;

namespace Fairload.App.Demo;

/// <summary>How dates are written in one file.</summary>
internal enum DateStyle
{
    /// <summary>2026-09-30</summary>
    Iso,

    /// <summary>30/09/2026</summary>
    British,

    /// <summary>2026-09-30 00:00:00, as a database export writes a date.</summary>
    WithTime,
}

/// <summary>What is particular to one file. The ordinary file is UTF-8 with line feeds and ISO dates.</summary>
internal sealed record FileStyle(bool Mark = false, bool CarriageReturns = false, bool Windows1252 = false,
    DateStyle Dates = DateStyle.Iso);

/// <summary>
/// Writes one CSV file field by field into a small buffer, so that a council of any size needs the same memory.
/// A row with too few or too many fields is refused: a slip here would shift every later column.
/// </summary>
internal sealed class TableWriter : IDisposable
{
    private const int Room = 1 << 16;
    private readonly byte[] buffer = new byte[Room];
    private readonly FileStream file;
    private readonly FileStyle style;
    private readonly int columns;
    private readonly string name;
    private int used;
    private int fields;

    public TableWriter(string folder, string name, string header, FileStyle style)
    {
        this.name = name;
        this.style = style;
        columns = header.AsSpan().Count(',') + 1;
        var path = Path.Combine(folder, name + ".csv");
        file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 1);
        if (style.Mark)
        {
            Put([0xEF, 0xBB, 0xBF]);
        }

        Ascii(header);
        EndLine();
    }

    /// <summary>The number of the council whose rows are being written, part of every id.</summary>
    public int Council { get; set; }

    /// <summary>
    /// An id: a letter for the kind of thing, three digits for the council, six for the thing. Below 0: nothing.
    /// </summary>
    public TableWriter Id(char letter, int number)
    {
        Separate();
        if (number >= 0)
        {
            Room10();
            buffer[used] = (byte)letter;
            Digits(used + 1, Council, 3);
            Digits(used + 4, number, 6);
            used += 10;
        }

        return this;
    }

    /// <summary>A day in the style of the file; nothing for a day that has not come.</summary>
    public TableWriter Day(int day)
    {
        Separate();
        if (day <= Days.Last)
        {
            Date(day);
        }

        return this;
    }

    /// <summary>A day although it has not come yet: a date due.</summary>
    public TableWriter Due(int day)
    {
        Separate();
        Date(day);
        return this;
    }

    /// <summary>A day and a time of day.</summary>
    public TableWriter Moment(int day, int minuteOfDay)
    {
        Separate();
        if (day <= Days.Last)
        {
            Date(day, minuteOfDay);
        }

        return this;
    }

    /// <summary>A whole number.</summary>
    public TableWriter Number(int number)
    {
        Separate();
        Span<char> digits = stackalloc char[12];
        number.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        Ascii(digits[..length]);
        return this;
    }

    /// <summary>Hundredths written as a decimal without needless zeros: 80 is 0.8.</summary>
    public TableWriter Hundredths(int hundredths)
    {
        return Text((hundredths / 100m).ToString("0.0#", CultureInfo.InvariantCulture));
    }

    /// <summary>Y or N.</summary>
    public TableWriter Flag(bool yes) => Text(yes ? "Y" : "N");

    /// <summary>Nothing.</summary>
    public TableWriter Blank(int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            Separate();
        }

        return this;
    }

    /// <summary>A text, quoted when it holds a comma, a quote or a line break.</summary>
    public TableWriter Text(string? text)
    {
        Separate();
        if (string.IsNullOrEmpty(text))
        {
            return this;
        }

        if (text.AsSpan().IndexOfAny(",\"\r\n") >= 0)
        {
            text = "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
        }

        if (System.Text.Ascii.IsValid(text))
        {
            Ascii(text);
        }
        else if (style.Windows1252)
        {
            Put(Windows1252(text));
        }
        else
        {
            Put(Encoding.UTF8.GetBytes(text));
        }

        return this;
    }

    /// <summary>Ends the row.</summary>
    public void EndRow()
    {
        if (fields != columns)
        {
            throw new InvalidOperationException(
                $"{name} has {columns} columns and a row of {fields} fields was written.");
        }

        fields = 0;
        EndLine();
    }

    public void Dispose()
    {
        Flush();
        file.Dispose();
    }

    // The code page is not part of the runtime and the demo needs two letters of it: the rest of what the names use is
    // the same in Latin 1.
    private static byte[] Windows1252(string text)
    {
        var bytes = new byte[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            bytes[i] = text[i] switch { '’' => 0x92, '–' => 0x96, var letter => checked((byte)letter) };
        }

        return bytes;
    }

    private void Date(int day, int minuteOfDay = 0)
    {
        var date = DateOnly.FromDayNumber(day);
        if (used + 20 > Room)
        {
            Flush();
        }

        if (style.Dates == DateStyle.British)
        {
            Digits(used, date.Day, 2);
            buffer[used + 2] = (byte)'/';
            Digits(used + 3, date.Month, 2);
            buffer[used + 5] = (byte)'/';
            Digits(used + 6, date.Year, 4);
        }
        else
        {
            Digits(used, date.Year, 4);
            buffer[used + 4] = (byte)'-';
            Digits(used + 5, date.Month, 2);
            buffer[used + 7] = (byte)'-';
            Digits(used + 8, date.Day, 2);
        }

        used += 10;
        if (style.Dates == DateStyle.WithTime)
        {
            buffer[used] = (byte)' ';
            Digits(used + 1, minuteOfDay / 60, 2);
            buffer[used + 3] = (byte)':';
            Digits(used + 4, minuteOfDay % 60, 2);
            ":00"u8.CopyTo(buffer.AsSpan(used + 6));
            used += 9;
        }
    }

    private void Digits(int at, int number, int width)
    {
        for (var i = width - 1; i >= 0; i--)
        {
            buffer[at + i] = (byte)('0' + (number % 10));
            number /= 10;
        }
    }

    private void Separate()
    {
        if (fields++ > 0)
        {
            Room10();
            buffer[used++] = (byte)',';
        }
    }

    private void EndLine() => Put(style.CarriageReturns ? "\r\n"u8 : "\n"u8);

    private void Room10()
    {
        if (used + 10 > Room)
        {
            Flush();
        }
    }

    private void Ascii(ReadOnlySpan<char> text)
    {
        if (used + text.Length > Room)
        {
            Flush();
        }

        used += Encoding.ASCII.GetBytes(text, buffer.AsSpan(used));
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        if (used + bytes.Length > Room)
        {
            Flush();
        }

        bytes.CopyTo(buffer.AsSpan(used));
        used += bytes.Length;
    }

    private void Flush()
    {
        file.Write(buffer.AsSpan(0, used));
        used = 0;
    }
}
