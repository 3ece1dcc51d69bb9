using System.Buffers.Text;
using Fairload.App.Imports;

namespace Fairload.App.Reading;

/// <summary>
/// One sheet of a workbook, row by row. Rows without a value are passed over, however many there are: only what is not empty is
/// counted or kept. A cell's value is UTF-8: a text, a number as written, a day as <c>yyyy-MM-dd</c>; a formula counts by the value
/// that was saved with it, an error such as <c>#N/A</c> is no value.
/// </summary>
internal sealed class WorkbookSheet : IDisposable
{
    /// <summary>Column XFD, the last that a spreadsheet has.</summary>
    public const int MostColumns = 16_384;

    private const int LastRow = 1_048_576;
    private const int LongestRow = 4 << 20;

    private static readonly byte[][] Errors =
        [.. ((string[])["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"]).Select(System.Text.Encoding.ASCII.GetBytes)];

    private readonly WorkbookXml _xml;
    private readonly string _workbook;
    private readonly WorkbookTexts _texts;
    private readonly WorkbookDays _days;
    private readonly Room _room;
    private readonly CellPlace[] _cells;
    private readonly Utf8Room _values = new();
    private readonly List<int> _unsaved = [];
    private bool _begun;
    private bool _ended;

    /// <summary>Begins a sheet; <paramref name="cells"/> is room for a row, which the sheets of a workbook share.</summary>
    public WorkbookSheet(WorkbookXml xml, string workbook, WorkbookTexts texts, WorkbookDays days, Room room, CellPlace[] cells)
    {
        (_xml, _workbook, _texts, _days, _room, _cells) = (xml, workbook, texts, days, room, cells);
        Array.Clear(cells);
    }

    /// <summary>The row read last; the first is 1.</summary>
    public int Row { get; private set; }

    /// <summary>One more than the last column of this row with a value.</summary>
    public int Columns { get; private set; }

    /// <summary>The value of a column of this row; the first is 0.</summary>
    public ReadOnlySpan<byte> this[int column] =>
        _cells[column] is var cell && cell.Row == Row ? _values.Slice(cell.Start, cell.Length) : [];

    /// <summary>The columns of this row with a formula whose value was not saved: what it says is not in the file. One that was saved as empty is none.</summary>
    public IReadOnlyList<int> Unsaved => _unsaved;

    /// <summary>Whether the value is a number that its format does not make a day.</summary>
    public bool IsNumber(int column) => _cells[column].Row == Row && _cells[column].IsNumber;

    /// <summary>The day of a number, for a column that says what its cells do not; nothing where it is no day.</summary>
    public DateOnly? Day(double number) => _days.Day(number);

    /// <summary>Goes to the next row that has a value; false at the end.</summary>
    /// <exception cref="ImportRefused">The sheet is damaged or holds what no list does.</exception>
    public bool Read()
    {
        while (!_ended)
        {
            switch (_xml.Read())
            {
                case XmlPiece.None:
                    _ended = true;
                    break;
                case XmlPiece.Start or XmlPiece.Empty when !_begun:
                    _begun = _xml.Name.SequenceEqual("sheetData"u8);
                    break;
                case XmlPiece.Empty when _xml.Name.SequenceEqual("row"u8):
                    BeginRow();
                    break;
                case XmlPiece.Start when _xml.Name.SequenceEqual("row"u8):
                    BeginRow();
                    if (ReadRow())
                    {
                        return true;
                    }

                    break;
                case XmlPiece.Start when _begun:
                    _xml.Skip();
                    break;
                case XmlPiece.End when _begun:
                    _ended = true;
                    break;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _xml.Dispose();

    private void BeginRow()
    {
        var written = _xml.Attribute("r"u8);
        var row = Row + 1;
        if (!written.IsEmpty && (!Utf8Parser.TryParse(written, out row, out var used) || used != written.Length))
        {
            throw _xml.Damaged();
        }

        Row = row > Row && row <= LastRow ? row : throw _xml.Damaged();
        Columns = 0;
        _values.Cut(0);
        _unsaved.Clear();
    }

    private bool ReadRow()
    {
        var column = -1;
        while (true)
        {
            switch (_xml.Read())
            {
                case XmlPiece.Start when _xml.Name.SequenceEqual("c"u8):
                    ReadCell(ref column);
                    break;
                case XmlPiece.Empty when _xml.Name.SequenceEqual("c"u8):
                    Head(ref column);
                    break;
                case XmlPiece.Start:
                    _xml.Skip();
                    break;
                case XmlPiece.End:
                    return Columns > 0;
                case XmlPiece.None:
                    throw _xml.Damaged();
            }
        }
    }

    /// <summary>What a cell says of itself before its value.</summary>
    private (int Style, byte Type) Head(ref int column)
    {
        var (style, type) = (0, (byte)'n');
        var place = column + 1;
        for (var at = 0; _xml.Next(ref at, out var name, out var value);)
        {
            if (name is [(byte)'r'])
            {
                place = ColumnOf(value);
            }
            else if (name is [(byte)'s'])
            {
                _ = Utf8Parser.TryParse(value, out style, out _);
            }
            else if (name is [(byte)'t'])
            {
                // "s", "str", "inlineStr", "b", "e", "d", "n": told apart by a letter.
                type = value switch { [(byte)'s'] => (byte)'s', [(byte)'s', ..] => (byte)'t', [var first, ..] => first, _ => type };
            }
        }

        column = place < MostColumns ? place : throw _xml.Damaged();
        return (style, type);
    }

    private int ColumnOf(ReadOnlySpan<byte> reference)
    {
        var column = 0;
        foreach (var b in reference)
        {
            if (b is < (byte)'A' or > (byte)'Z' || column > MostColumns)
            {
                break;
            }

            column = (column * 26) + b - 'A' + 1;
        }

        return column > 0 ? column - 1 : throw _xml.Damaged();
    }

    private void ReadCell(ref int column)
    {
        var (style, type) = Head(ref column);
        var start = _values.Length;
        var isFormula = false;
        while (true)
        {
            var piece = _xml.Read();
            if (piece == XmlPiece.End)
            {
                break;
            }

            if (piece == XmlPiece.None)
            {
                throw _xml.Damaged();
            }

            isFormula |= piece != XmlPiece.Text && _xml.Name is [(byte)'f'];
            if (piece != XmlPiece.Start)
            {
                continue;
            }

            if (_xml.Name is [(byte)'v'])
            {
                ReadValue();
            }
            else if (_xml.Name.SequenceEqual("is"u8))
            {
                WorkbookTexts.AppendRuns(_xml, _values);
            }
            else
            {
                _xml.Skip();
            }

            if (_values.Length > LongestRow)
            {
                throw new ImportRefused(ImportTexts.All["WorkbookLongText", _workbook], _workbook, Row);
            }
        }

        if (_values.Length > start)
        {
            Keep(column, start, style, type);
        }
        else if (isFormula && type != (byte)'t' && _unsaved.Count < MostColumns)
        {
            // A spreadsheet that saves an empty text says that it is one.
            _unsaved.Add(column);
        }
    }

    private void ReadValue()
    {
        while (true)
        {
            switch (_xml.Read())
            {
                case XmlPiece.Text:
                    _xml.AppendText(_values);
                    break;
                case XmlPiece.Start:
                    _xml.Skip();
                    break;
                case XmlPiece.End:
                    return;
                case XmlPiece.None:
                    throw _xml.Damaged();
            }
        }
    }

    private void Keep(int column, int start, int style, byte type)
    {
        var value = _values.Slice(start, _values.Length - start);
        var isNumber = false;
        switch (type)
        {
            case (byte)'s':
                var text = Shared(value);
                _values.Cut(start);
                _values.Append(text);
                // One long text that a million cells share is as much to read as a million texts.
                if ((_room.Left -= text.Length) < 0)
                {
                    throw new ImportRefused(ImportTexts.All["ZipTooLarge", _workbook], _workbook, Row);
                }

                break;
            case (byte)'n':
                isNumber = Number(value, start, style);
                break;
            case (byte)'b':
                var yes = value is [(byte)'1'] || System.Text.Ascii.EqualsIgnoreCase(value, "true"u8);
                _values.Cut(start);
                _values.Append(yes ? "TRUE"u8 : "FALSE"u8);
                break;
            case (byte)'e':
                _values.Cut(start);
                break;
        }

        var length = _values.Length - start;
        if (length > 0 && IsError(_values.Slice(start, length)))
        {
            length = 0;
        }

        if (length > LongestRow || _values.Length > LongestRow)
        {
            throw new ImportRefused(ImportTexts.All["WorkbookLongText", _workbook], _workbook, Row);
        }

        if (length > 0)
        {
            _cells[column] = new CellPlace(Row, start, length, isNumber);
            Columns = Math.Max(Columns, column + 1);
        }
    }

    private ReadOnlySpan<byte> Shared(ReadOnlySpan<byte> value) =>
        Utf8Parser.TryParse(value.Trim(" \r\n\t"u8), out int number, out _) && number >= 0 && number < _texts.Count
            ? _texts[number] : throw _xml.Damaged();

    /// <summary>A number, which a style may make a day. Returns whether it stays a number.</summary>
    private bool Number(ReadOnlySpan<byte> value, int start, int style)
    {
        var isDay = _days.IsDayStyle(style);
        if (!isDay && value.Length <= 15 && !value.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return true;
        }

        if (!Utf8Parser.TryParse(value, out double number, out var used) || used != value.Length)
        {
            // Not a number after all: as found.
            return false;
        }

        Span<byte> shown = stackalloc byte[24];
        int written;
        if (isDay)
        {
            // A time alone, and the 0 that a formula makes of an empty cell, is no day.
            if (number is >= 0 and < 1)
            {
                _values.Cut(start);
                return false;
            }

            if (_days.Day(number) is not { } day)
            {
                return true;
            }

            day.TryFormat(shown, out written, "O", null);
        }
        else if (Math.Abs(number) < 1e15 && number == Math.Floor(number))
        {
            // 9212044.0 and 9.212044E6 are both the id 9212044.
            ((long)number).TryFormat(shown, out written, default, System.Globalization.CultureInfo.InvariantCulture);
        }
        else
        {
            return true;
        }

        _values.Cut(start);
        _values.Append(shown[..written]);
        return !isDay;
    }

    private static bool IsError(ReadOnlySpan<byte> value)
    {
        if (value[0] == (byte)'#')
        {
            foreach (var error in Errors)
            {
                if (value.SequenceEqual(error))
                {
                    return true;
                }
            }
        }

        return false;
    }
}

/// <summary>Where the value of a column stands, in the row that says so.</summary>
internal readonly record struct CellPlace(int Row, int Start, int Length, bool IsNumber);
