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

    public TableText(GivenFile file)
    {
        _name = file.Name;
        Stream? source = null;
        try
        {
            source = file.Open();
            var clean = CleanStream.Over(source, () => throw new ImportRefused(ImportTexts.All["Nul", _name], _name));
            Csv = CsvReader.Create(clean, new CsvReaderOptions { MaxRecordSize = LongestRecord, BufferSize = 128 * 1024 });
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

    /// <summary>The header's names, trimmed and in small letters.</summary>
    public IReadOnlyList<string> Headers()
    {
        try
        {
            Csv.ReadHeader();
        }
        catch (CsvFormatException e)
        {
            throw TooLong(1, e);
        }
        catch (IOException e)
        {
            throw new ImportRefused(ImportTexts.All["CannotRead", _name], _name, cause: e);
        }

        if (Csv.Headers.Count > MostColumns)
        {
            throw new ImportRefused(ImportTexts.All["TooManyColumns", _name, Csv.Headers.Count, MostColumns], _name, 1);
        }

        return [.. Csv.Headers.Select(h => h.Trim().ToLowerInvariant())];
    }

    /// <summary>Goes to the next record; false at the end.</summary>
    public bool Read()
    {
        try
        {
            if (!Csv.Read())
            {
                return false;
            }
        }
        catch (CsvFormatException e)
        {
            throw TooLong((int)Math.Min(Csv.RowNumber + 2, int.MaxValue), e);
        }
        catch (IOException e)
        {
            throw new ImportRefused(ImportTexts.All["CannotRead", _name], _name, cause: e);
        }

        if (Csv.FieldCount > MostColumns)
        {
            var row = (int)Csv.RowNumber + 1;
            throw new ImportRefused(ImportTexts.All["TooManyColumnsInRow", _name, row, Csv.FieldCount, MostColumns], _name, row);
        }

        if (Csv.RawRecord.Length > LongestField)
        {
            CheckFields();
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => Csv.Dispose();

    private void CheckFields()
    {
        for (var i = 0; i < Csv.FieldCount; i++)
        {
            if (Csv.GetSpan(i).Length > LongestField)
            {
                var row = (int)Csv.RowNumber + 1;
                throw new ImportRefused(ImportTexts.All["FieldTooLong", _name, row, i + 1], _name, row);
            }
        }
    }

    private ImportRefused TooLong(int row, Exception cause) =>
        new(ImportTexts.All["RecordTooLong", _name, row], _name, row, cause: cause);
}
