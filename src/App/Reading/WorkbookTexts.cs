using System.Buffers.Binary;
using Fairload.App.Imports;

namespace Fairload.App.Reading;

/// <summary>The texts that the cells of a workbook share, as UTF-8 in pieces of one size: a million texts take no more than their bytes.</summary>
internal sealed class WorkbookTexts
{
    private const int Piece = 1 << 20;
    private const int MostTexts = 4 << 20;
    private const int MostBytes = 64 << 20;

    private readonly List<byte[]> _pieces = [];
    private int[] _starts = [];
    private int _count;
    private int _used = Piece;

    /// <summary>How many there are.</summary>
    public int Count => _count;

    /// <summary>A text by its number.</summary>
    public ReadOnlySpan<byte> this[int number]
    {
        get
        {
            var piece = _pieces[_starts[number] / Piece];
            var at = _starts[number] % Piece;
            return piece.AsSpan(at + 3, piece[at] | (piece[at + 1] << 8) | (piece[at + 2] << 16));
        }
    }

    /// <summary>Reads the part of a workbook that holds them.</summary>
    /// <exception cref="ImportRefused">There is more text than lists have.</exception>
    public static WorkbookTexts Read(WorkbookXml? part, string workbook)
    {
        var texts = new WorkbookTexts();
        if (part is null)
        {
            return texts;
        }

        var text = new Utf8Room();
        for (var piece = part.Read(); piece != XmlPiece.None; piece = part.Read())
        {
            if (piece is XmlPiece.Start or XmlPiece.Empty && part.Name.SequenceEqual("si"u8))
            {
                text.Cut(0);
                if (piece == XmlPiece.Start)
                {
                    AppendRuns(part, text);
                }

                texts.Add(text.All, workbook);
            }
        }

        return texts;
    }

    /// <summary>Adds the text of an element that has just begun: of its <c>t</c> elements, those of its runs among them, not of readings aids.</summary>
    public static void AppendRuns(WorkbookXml part, Utf8Room to)
    {
        var depth = 1;
        var inText = false;
        while (depth > 0)
        {
            switch (part.Read())
            {
                case XmlPiece.Start when part.Name.SequenceEqual("rPh"u8):
                    part.Skip();
                    break;
                case XmlPiece.Start:
                    inText = part.Name.SequenceEqual("t"u8);
                    depth++;
                    break;
                case XmlPiece.End:
                    inText = false;
                    depth--;
                    break;
                case XmlPiece.Text when inText:
                    part.AppendText(to);
                    break;
                case XmlPiece.None:
                    throw part.Damaged();
            }
        }
    }

    private void Add(ReadOnlySpan<byte> text, string workbook)
    {
        if (text.Length + 3 > Piece)
        {
            throw new ImportRefused(ImportTexts.All["WorkbookLongText", workbook], workbook);
        }

        if (_used + text.Length + 3 > Piece)
        {
            _pieces.Add(new byte[Piece]);
            _used = 0;
        }

        if (_count == MostTexts || (long)_pieces.Count * Piece > MostBytes)
        {
            throw new ImportRefused(ImportTexts.All["WorkbookTooMuchText", workbook], workbook);
        }

        if (_count == _starts.Length)
        {
            Array.Resize(ref _starts, Math.Max(1024, _count * 2));
        }

        var piece = _pieces[^1];
        _starts[_count++] = ((_pieces.Count - 1) * Piece) + _used;
        BinaryPrimitives.WriteUInt16LittleEndian(piece.AsSpan(_used), (ushort)text.Length);
        piece[_used + 2] = (byte)(text.Length >> 16);
        text.CopyTo(piece.AsSpan(_used + 3));
        _used += text.Length + 3;
    }
}
