using CsvHelper;
using Fairload.App.Reading;

namespace Fairload.App.Imports;

/// <summary>
/// A file's records, one after another, within limits that every real file keeps: what is beyond them is refused at
/// once, before it can fill the memory.
/// </summary>
internal sealed class TableText : IDisposable
{
    private const int LongestField = 1 << 20;
    private const int LongestRecord = 4 << 20;
    private const int MostColumns = 512;

    private readonly string _name;
    private long _row;
    private bool _isMalformed;

    public TableText(GivenFile file)
    {
        _name = file.Name;
        Stream? source = null;
        try
        {
            source = file.Open();
            var clean = CleanStream.Over(source, () => throw new ImportRefused(ImportTexts.All["Nul", _name], _name));
            _row = clean.SkipEmptyLines();
            Csv = CsvReader.Create(clean, new CsvReaderOptions
            {
                MaxRecordSize = LongestRecord,
                BufferSize = 128 * 1024,
                SkipEmptyLines = false,
                OnMalformedRecord = record =>
                {
                    _isMalformed = true;
                    HeaderIsOpen |= record.RecordNumber == 1 && record.Reason == CsvMalformedReason.UnterminatedQuote;
                },
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            source?.Dispose();
            throw new ImportRefused(ImportTexts.All["CannotRead", _name], _name, cause: e);
        }
        catch
        {
            source?.Dispose();
            throw;
        }
    }

    /// <summary>The reader, which stands on the record last read.</summary>
    public CsvReader Csv { get; }

    /// <summary>
    /// The row last read, as a spreadsheet counts: an empty line is a row, a value of several lines is in one. The header is row 1 unless
    /// empty lines are above it.
    /// </summary>
    public int Row => (int)Math.Min(_row, int.MaxValue);

    /// <summary>Whether the header has a quotation mark that is never closed, so that it runs to the end of the file.</summary>
    public bool HeaderIsOpen { get; private set; }

    /// <summary>The header's names, trimmed and in small letters.</summary>
    public IReadOnlyList<string> Headers()
    {
        try
        {
            Csv.ReadHeader();
            _row++;
            _isMalformed = false;
        }
        catch (CsvFormatException e)
        {
            throw TooLong(Row + 1, e);
        }
        catch (IOException e)
        {
            throw new ImportRefused(ImportTexts.All["CannotRead", _name], _name, cause: e);
        }

        if (Csv.Headers.Count > MostColumns)
        {
            throw new ImportRefused(ImportTexts.All["TooManyColumns", _name, Csv.Headers.Count, MostColumns], _name, Row);
        }

        return [.. Csv.Headers.Select(h => h.Trim().ToLowerInvariant())];
    }

    /// <summary>Goes to the next record; false at the end.</summary>
    public bool Read()
    {
        try
        {
            do
            {
                if (!Csv.Read())
                {
                    return false;
                }

                _row++;
            }
            while (Csv.RawRecord.IsEmpty);
        }
        catch (CsvFormatException e)
        {
            throw TooLong(Row + 1, e);
        }
        catch (IOException e)
        {
            throw new ImportRefused(ImportTexts.All["CannotRead", _name], _name, cause: e);
        }

        if (_isMalformed)
        {
            _isMalformed = false;
            if (HasOpenQuote(Csv.RawRecord, Csv.Separator))
            {
                throw OpenQuote();
            }
        }

        if (Csv.FieldCount > MostColumns)
        {
            throw new ImportRefused(ImportTexts.All["TooManyColumnsInRow", _name, Row, Csv.FieldCount, MostColumns], _name, Row);
        }

        if (Csv.RawRecord.Length > LongestField)
        {
            CheckFields();
        }

        return true;
    }

    /// <summary>The refusal of a file with a quotation mark that is never closed, in the row last read: it has swallowed the rows behind it.</summary>
    public ImportRefused OpenQuote() => new(ImportTexts.All["OpenQuote", _name, Row], _name, Row);

    /// <inheritdoc/>
    public void Dispose() => Csv.Dispose();

    /// <summary>
    /// Whether a quoted value of a record is never closed, or holds a line break and goes on behind its closing mark: then that mark is the
    /// next value's opening one, rows further down.
    /// </summary>
    private static bool HasOpenQuote(ReadOnlySpan<byte> record, char separator)
    {
        for (var i = 0; i < record.Length; i++)
        {
            if (record[i] == '"')
            {
                var (start, isClosed) = (++i, false);
                for (; i < record.Length && !isClosed; i++)
                {
                    if (record[i] == '"')
                    {
                        isClosed = i + 1 == record.Length || record[i + 1] != '"';
                        i += isClosed ? 0 : 1;
                    }
                }

                var value = record[start..Math.Min(i, record.Length)];
                var rest = record[i..].TrimStart(" \t"u8);
                if (!isClosed || (!rest.IsEmpty && rest[0] != separator && value.ContainsAny((byte)'\r', (byte)'\n')))
                {
                    return true;
                }
            }

            while (i < record.Length && record[i] != separator)
            {
                i++;
            }
        }

        return false;
    }

    private void CheckFields()
    {
        for (var i = 0; i < Csv.FieldCount; i++)
        {
            if (Csv.GetSpan(i).Length > LongestField)
            {
                throw new ImportRefused(ImportTexts.All["FieldTooLong", _name, Row, i + 1], _name, Row);
            }
        }
    }

    private ImportRefused TooLong(int row, Exception cause) =>
        new(ImportTexts.All["RecordTooLong", _name, row], _name, row, cause: cause);
}
