using System.Text;
using Fairload.App.Imports.Rows;
using Fairload.App.Reading;

namespace Fairload.App.Imports.Formats;

/// <summary>A CSV file of a return, its fields by name. Limits and refusals are those of <see cref="TableText"/>.</summary>
internal sealed class CsvTable : IDisposable
{
    private readonly GivenFile _file;
    private readonly ProblemLog? _problems;
    private readonly int _headers;
    private readonly TableText _text;
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="file">The file.</param>
    /// <param name="problems">Where rows with too many or too few fields are told; nothing to leave that to another reading.</param>
    /// <exception cref="ImportRefused">The file cannot be read.</exception>
    public CsvTable(GivenFile file, ProblemLog? problems = null)
    {
        (_file, _problems) = (file, problems);
        _text = new TableText(file);
        try
        {
            var headers = _text.Headers();
            _headers = headers.Count;
            if (_text.HeaderIsOpen)
            {
                throw _text.OpenQuote();
            }

            for (var i = 0; i < headers.Count; i++)
            {
                _columns.TryAdd(headers[i], i);
            }
        }
        catch
        {
            _text.Dispose();
            throw;
        }
    }

    /// <summary>The columns that the beginning of a file shows, trimmed and in small letters; none when it is no CSV. Never throws.</summary>
    public static IReadOnlySet<string> Headers(ReadOnlySpan<byte> head)
    {
        try
        {
            var bytes = head.ToArray();
            using var text = new TableText(new GivenFile("", "", false, bytes.Length, () => new MemoryStream(bytes)));
            return text.Headers().ToHashSet(StringComparer.Ordinal);
        }
        catch (ImportRefused)
        {
            return new HashSet<string>();
        }
    }

    /// <summary>The row that was read; the header is row 1.</summary>
    public int Row => _text.Row;

    /// <summary>How many rows so far were told and passed over.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Goes to the next row that can be used; false at the end.</summary>
    public bool Read(CancellationToken cancel)
    {
        do
        {
            if ((_text.Csv.RowNumber & 0xFFF) == 0)
            {
                cancel.ThrowIfCancellationRequested();
            }

            if (!_text.Read())
            {
                return false;
            }
        }
        while (!IsWhole());
        return true;
    }

    /// <summary>Whether the file has the column.</summary>
    public bool Has(string name) => _columns.ContainsKey(name);

    /// <summary>A field, trimmed; empty where the row or the file has none.</summary>
    public ReadOnlySpan<byte> Bytes(string name) =>
        _columns.TryGetValue(name, out var i) && i < _text.Csv.FieldCount ? Values.Trim(_text.Csv.GetSpan(i)) : [];

    /// <inheritdoc cref="Bytes"/>
    public string this[string name] => Bytes(name) is { IsEmpty: false } value ? Encoding.UTF8.GetString(value) : "";

    /// <inheritdoc/>
    public void Dispose() => _text.Dispose();

    /// <summary>Whether the row's values stand under their columns: more of them than there are columns may have moved.</summary>
    private bool IsWhole()
    {
        for (var i = _headers; i < _text.Csv.FieldCount; i++)
        {
            if (!_text.Csv.GetSpan(i).IsEmpty)
            {
                _problems?.Add(_file.Name, Row, null, [], Severity.Error, "TooManyFields", _text.Csv.FieldCount, _headers);
                LeftOut++;
                return false;
            }
        }

        if (_text.Csv.FieldCount < _headers)
        {
            _problems?.Add(_file.Name, Row, null, [], Severity.Warning, "TooFewFields", _text.Csv.FieldCount, _headers);
        }

        return true;
    }
}
