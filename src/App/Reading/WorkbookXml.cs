using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Fairload.App.Imports;

namespace Fairload.App.Reading;

/// <summary>What stands in a part of a workbook, one piece after another.</summary>
internal enum XmlPiece
{
    /// <summary>The part has ended.</summary>
    None,

    /// <summary>An element begins.</summary>
    Start,

    /// <summary>An element that begins and ends at once.</summary>
    Empty,

    /// <summary>An element ends.</summary>
    End,

    /// <summary>Text.</summary>
    Text,
}

/// <summary>
/// The XML of one part of a workbook, read forwards as UTF-8 without making a string of anything. It knows what spreadsheets
/// write and no more: a document type, and with it every entity of one's own, is refused, and so is what no real part has
/// (<see cref="DeepestNesting"/>, <see cref="LongestPiece"/>). Names are without their prefix.
/// </summary>
internal sealed class WorkbookXml : IDisposable
{
    private const int DeepestNesting = 256;
    private const int LongestPiece = 1 << 20;

    private readonly string _workbook;
    private readonly Stream _source;
    private readonly CancellationToken _cancel;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
    private int _at;
    private int _end;
    private int _depth;
    private (int Start, int Length) _name;
    private (int Start, int Length) _rest;
    private bool _raw;

    /// <summary>Reads a part, which is closed with it.</summary>
    public WorkbookXml(Stream part, string workbook, CancellationToken cancel)
    {
        (_workbook, _cancel) = (workbook, cancel);
        try
        {
            _source = CleanStream.Over(part, () => throw Damaged());
        }
        catch
        {
            part.Dispose();
            throw;
        }
    }

    /// <summary>The element's name, after <see cref="Read"/>.</summary>
    public ReadOnlySpan<byte> Name => _buffer.AsSpan(_name.Start, _name.Length);

    /// <summary>Goes to the next piece. Comments and instructions are passed over.</summary>
    public XmlPiece Read()
    {
        while (_at < _end || Fill())
        {
            if (_buffer[_at] != (byte)'<')
            {
                var text = Find((byte)'<', 0);
                Take(text < 0 ? _end - _at : text, raw: false);
                return XmlPiece.Text;
            }

            Need(2);
            switch (_buffer[_at + 1])
            {
                case (byte)'?':
                    _at += Closing("?>"u8, 2);
                    break;
                case (byte)'!':
                    if (Special())
                    {
                        return XmlPiece.Text;
                    }

                    break;
                case (byte)'/':
                    var end = Find((byte)'>', 2);
                    if (end < 0 || --_depth < 0)
                    {
                        throw Damaged();
                    }

                    Names(2, end);
                    _at += end + 1;
                    return XmlPiece.End;
                default:
                    return Element();
            }
        }

        return _depth == 0 ? XmlPiece.None : throw Damaged();
    }

    /// <summary>Passes over the rest of the element that has just begun, with all that is in it.</summary>
    public void Skip()
    {
        var depth = _depth - 1;
        while (_depth > depth)
        {
            if (Read() == XmlPiece.None)
            {
                throw Damaged();
            }
        }
    }

    /// <summary>An attribute of the element that has just begun, as it stands; empty when it has none of the name.</summary>
    /// <param name="name">The name, without a prefix.</param>
    public ReadOnlySpan<byte> Attribute(ReadOnlySpan<byte> name)
    {
        var at = 0;
        while (Next(ref at, out var found, out var value))
        {
            if (found.SequenceEqual(name))
            {
                return value;
            }
        }

        return [];
    }

    /// <summary>The next attribute of the element that has just begun.</summary>
    /// <param name="at">0 for the first; moved on.</param>
    /// <param name="name">Its name, without a prefix.</param>
    /// <param name="value">Its value, as it stands.</param>
    public bool Next(scoped ref int at, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        name = default;
        value = default;
        var rest = _buffer.AsSpan(_rest.Start + at, _rest.Length - at);
        var equals = rest.IndexOf((byte)'=');
        if (equals < 0)
        {
            return false;
        }

        name = rest[..equals].Trim(" \t\r\n"u8);
        var after = rest[(equals + 1)..].TrimStart(" \t\r\n"u8);
        if (after.Length < 2 || after[0] is not ((byte)'"' or (byte)'\'') || after[1..].IndexOf(after[0]) is not (>= 0 and var length))
        {
            throw Damaged();
        }

        value = after.Slice(1, length);
        at += rest.Length - after.Length + length + 2;
        name = name[(name.LastIndexOf((byte)':') + 1)..];
        return true;
    }

    /// <summary>Adds the text that was just read to <paramref name="to"/>, with its entities and escapes resolved.</summary>
    public void AppendText(Utf8Room to) => Append(_buffer.AsSpan(_rest.Start, _rest.Length), _raw, to);

    /// <summary>A value of an attribute as a string.</summary>
    public string Plain(ReadOnlySpan<byte> value)
    {
        var room = new Utf8Room();
        Append(value, raw: false, room);
        return Encoding.UTF8.GetString(room.All);
    }

    /// <summary>The refusal of a part that is not what a spreadsheet writes.</summary>
    public ImportRefused Damaged() => new(ImportTexts.All["WorkbookDamaged", _workbook], _workbook);

    /// <inheritdoc/>
    public void Dispose()
    {
        _source.Dispose();
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }
    }

    private XmlPiece Element()
    {
        var close = TagEnd();
        var empty = _buffer[_at + close - 1] == (byte)'/';
        Names(1, empty ? close - 1 : close);
        _at += close + 1;
        if (empty)
        {
            return XmlPiece.Empty;
        }

        return ++_depth <= DeepestNesting ? XmlPiece.Start : throw Damaged();
    }

    /// <summary>A comment, which is passed over, or text that stands for itself. Anything else that begins so is a document type.</summary>
    private bool Special()
    {
        Need(9);
        var head = _buffer.AsSpan(_at, Math.Min(9, _end - _at));
        if (head.StartsWith("<!--"u8))
        {
            _at += Closing("-->"u8, 4);
            return false;
        }

        if (!head.SequenceEqual("<![CDATA["u8))
        {
            throw new ImportRefused(ImportTexts.All["WorkbookDtd", _workbook], _workbook);
        }

        var length = Closing("]]>"u8, 9);
        _at += 9;
        Take(length - 12, raw: true);
        _at += 3;
        return true;
    }

    private void Take(int length, bool raw)
    {
        (_rest, _raw) = ((_at, length), raw);
        _at += length;
    }

    private void Names(int from, int until)
    {
        var tag = _buffer.AsSpan(_at + from, until - from);
        var length = tag.IndexOfAny(" \t\r\n"u8);
        length = length < 0 ? tag.Length : length;
        var colon = tag[..length].IndexOf((byte)':') + 1;
        _name = (_at + from + colon, length - colon);
        _rest = (_at + from + length, tag.Length - length);
    }

    /// <summary>Where the tag that begins here ends; a &gt; within quotation marks does not end it.</summary>
    private int TagEnd()
    {
        var from = 1;
        while (true)
        {
            var rest = _buffer.AsSpan(_at + from, _end - _at - from);
            var stop = rest.IndexOfAny((byte)'>', (byte)'"', (byte)'\'');
            if (stop < 0)
            {
                from = _end - _at;
                if (!Fill())
                {
                    throw Damaged();
                }
            }
            else if (rest[stop] == (byte)'>')
            {
                return from + stop;
            }
            else
            {
                var close = Find(rest[stop], from + stop + 1);
                from = close < 0 ? throw Damaged() : close + 1;
            }
        }
    }

    private int Closing(ReadOnlySpan<byte> mark, int from)
    {
        for (var last = Find(mark[^1], from); last >= 0; last = Find(mark[^1], last + 1))
        {
            if (last + 1 - mark.Length >= from && _buffer.AsSpan(_at + last + 1 - mark.Length, mark.Length).SequenceEqual(mark))
            {
                return last + 1;
            }
        }

        throw Damaged();
    }

    /// <summary>Where a byte stands, counted from the present place and sought from <paramref name="from"/>; -1 when it comes no more.</summary>
    private int Find(byte what, int from)
    {
        while (true)
        {
            if (_at + from < _end)
            {
                var found = _buffer.AsSpan(_at + from, _end - _at - from).IndexOf(what);
                if (found >= 0)
                {
                    return from + found;
                }
            }

            from = Math.Max(from, _end - _at);
            if (!Fill())
            {
                return -1;
            }
        }
    }

    private void Need(int count)
    {
        while (_end - _at < count && Fill())
        {
        }

        if (_end - _at < Math.Min(count, 2))
        {
            throw Damaged();
        }
    }

    /// <summary>Reads on, keeping what stands from the present place.</summary>
    private bool Fill()
    {
        _cancel.ThrowIfCancellationRequested();
        if (_at > 0)
        {
            _buffer.AsSpan(_at, _end - _at).CopyTo(_buffer);
            _end -= _at;
            _at = 0;
        }

        if (_end == _buffer.Length)
        {
            if (_end >= LongestPiece)
            {
                throw new ImportRefused(ImportTexts.All["WorkbookLongText", _workbook], _workbook);
            }

            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.AsSpan(0, _end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        try
        {
            var read = _source.Read(_buffer.AsSpan(_end));
            _end += read;
            return read > 0;
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new ImportRefused(ImportTexts.All["WorkbookDamaged", _workbook], _workbook, cause: e);
        }
    }

    private void Append(ReadOnlySpan<byte> text, bool raw, Utf8Room to)
    {
        while (!text.IsEmpty)
        {
            var stop = raw ? text.IndexOf((byte)'_') : text.IndexOfAny((byte)'&', (byte)'_');
            if (stop < 0)
            {
                to.Append(text);
                return;
            }

            to.Append(text[..stop]);
            text = text[stop..];
            text = text[(text[0] == (byte)'&' ? Entity(text, to) : Escape(text, to))..];
        }
    }

    private int Entity(ReadOnlySpan<byte> text, Utf8Room to)
    {
        var end = text[..Math.Min(text.Length, 12)].IndexOf((byte)';');
        var name = end < 0 ? throw Damaged() : text[1..end];
        var rune = name switch
        {
            [(byte)'a', (byte)'m', (byte)'p'] => '&',
            [(byte)'l', (byte)'t'] => '<',
            [(byte)'g', (byte)'t'] => '>',
            [(byte)'q', (byte)'u', (byte)'o', (byte)'t'] => '"',
            [(byte)'a', (byte)'p', (byte)'o', (byte)'s'] => '\'',
            [(byte)'#', (byte)'x', .. var hex] when Utf8Parser.TryParse(hex, out int number, out var used, 'x') && used == hex.Length => number,
            [(byte)'#', .. var digits] when Utf8Parser.TryParse(digits, out int number, out var used) && used == digits.Length => number,
            _ => throw Damaged(),
        };
        to.Append(Rune.IsValid(rune) && rune != 0 ? new Rune(rune) : throw Damaged());
        return end + 1;
    }

    /// <summary>A spreadsheet writes characters that XML cannot hold as <c>_x000D_</c>.</summary>
    private static int Escape(ReadOnlySpan<byte> text, Utf8Room to)
    {
        if (text is [_, (byte)'x', _, _, _, _, (byte)'_', ..] && Utf8Parser.TryParse(text[2..6], out int number, out var used, 'x') && used == 4
            && Rune.IsValid(number) && number != 0)
        {
            to.Append(new Rune(number));
            return 7;
        }

        to.Append(text[..1]);
        return 1;
    }
}

/// <summary>Room for bytes that grows with them, and is used again.</summary>
internal sealed class Utf8Room
{
    private byte[] _bytes = new byte[256];

    /// <summary>How many bytes there are.</summary>
    public int Length { get; private set; }

    /// <summary>All of them.</summary>
    public ReadOnlySpan<byte> All => _bytes.AsSpan(0, Length);

    /// <summary>Some of them.</summary>
    public ReadOnlySpan<byte> Slice(int start, int length) => _bytes.AsSpan(start, length);

    /// <summary>Forgets what comes after a length.</summary>
    public void Cut(int length) => Length = length;

    /// <summary>Adds bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (Length + bytes.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + bytes.Length));
        }

        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    /// <summary>Adds a character.</summary>
    public void Append(Rune character)
    {
        Span<byte> bytes = stackalloc byte[4];
        Append(bytes[..character.EncodeToUtf8(bytes)]);
    }
}
