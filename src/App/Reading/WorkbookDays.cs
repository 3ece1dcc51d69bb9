using System.Buffers.Text;

namespace Fairload.App.Reading;

/// <summary>
/// Which numbers of a workbook are days, and which day each is. A spreadsheet keeps a day as a number and says only by the cell's
/// number format that it is one (ECMA-376 part 1, 18.8.30 and 18.17.4).
/// </summary>
internal sealed class WorkbookDays
{
    private const int MostFormats = 100_000;
    private const int LastDay = 2_958_465;

    private readonly List<bool> _isDay = [];

    /// <summary>Whether days are counted from 1904, as older spreadsheets on Macintosh did.</summary>
    public bool From1904 { get; init; }

    /// <summary>Reads the part of a workbook that holds its formats.</summary>
    public static WorkbookDays Read(WorkbookXml? styles, bool from1904)
    {
        var days = new WorkbookDays { From1904 = from1904 };
        var own = new Dictionary<int, bool>();
        var inCells = false;
        for (var piece = XmlPiece.Start; styles is not null && piece != XmlPiece.None; piece = styles.Read())
        {
            if (piece == XmlPiece.End)
            {
                inCells &= !styles.Name.SequenceEqual("cellXfs"u8);
            }
            else if (piece is XmlPiece.Start && styles.Name.SequenceEqual("cellXfs"u8))
            {
                inCells = true;
            }
            else if (piece is XmlPiece.Start or XmlPiece.Empty && styles.Name.SequenceEqual("numFmt"u8))
            {
                if (own.Count < MostFormats && Utf8Parser.TryParse(styles.Attribute("numFmtId"u8), out int id, out _))
                {
                    own[id] = IsDay(styles.Plain(styles.Attribute("formatCode"u8)));
                }
            }
            else if (inCells && piece is XmlPiece.Start or XmlPiece.Empty && styles.Name.SequenceEqual("xf"u8) && days._isDay.Count < MostFormats)
            {
                _ = Utf8Parser.TryParse(styles.Attribute("numFmtId"u8), out int id, out _);
                days._isDay.Add(own.TryGetValue(id, out var isDay) ? isDay : IsBuiltInDay(id));
            }
        }

        return days;
    }

    /// <summary>Whether cells of a style show their number as a day.</summary>
    public bool IsDayStyle(int style) => style >= 0 && style < _isDay.Count && _isDay[style];

    /// <summary>
    /// The day of a number, or nothing where it is no day at all. 29 February 1900 counts as day 60 though there was none; the numbers
    /// before it are a day later than they look.
    /// </summary>
    public DateOnly? Day(double number)
    {
        var whole = Math.Floor(number);
        if (whole is < 0 or > LastDay || double.IsNaN(number))
        {
            return null;
        }

        var day = (int)whole;
        if (From1904)
        {
            return day + 1462 <= LastDay ? new DateOnly(1904, 1, 1).AddDays(day) : null;
        }

        return day == 60 ? null : new DateOnly(1899, 12, day < 60 ? 31 : 30).AddDays(day);
    }

    private static bool IsBuiltInDay(int id) => id is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58);

    /// <summary>Whether a format shows days or times: a letter of theirs outside quotation marks, colours and escapes.</summary>
    private static bool IsDay(string format)
    {
        for (var i = 0; i < format.Length; i++)
        {
            switch (format[i])
            {
                case '"':
                    i = End(format, '"', i);
                    break;
                case '[':
                    i = End(format, ']', i);
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                case ';':
                    return false;
                case 'd' or 'D' or 'm' or 'M' or 'y' or 'Y' or 'h' or 'H':
                    return true;
                case 'G' or 'g' when format.AsSpan(i).StartsWith("General", StringComparison.OrdinalIgnoreCase):
                    i += "General".Length - 1;
                    break;
            }
        }

        return false;
    }

    private static int End(string format, char mark, int from)
    {
        var end = format.IndexOf(mark, from + 1);
        return end < 0 ? format.Length : end;
    }
}
