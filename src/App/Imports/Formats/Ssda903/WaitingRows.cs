using System.Globalization;
using System.Text;
using Fairload.App.Imports.Rows;
using Fairload.App.Reading;
using Fairload.App.Store.Rows;
using Fairload.Core.Cases;

namespace Fairload.App.Imports.Formats.Ssda903;

/// <summary>
/// Rows that wait until all files were read. Returns of several years have one row several times, open in one and ended in the next:
/// the one that knows its end stays, and of those the latest end.
/// </summary>
internal sealed class WaitingRows : IDisposable
{
    private readonly ProblemLog _problems;
    private readonly TranslatedRows _own = new();
    private readonly TableWriter _rows;
    private readonly TranslatedTable _table;
    private readonly IdMap _keys = new();
    private readonly List<(int End, int Order, string File)> _best = [];
    private readonly List<bool> _kept = [];
    private readonly SortedDictionary<string, int> _inOtherFiles = new(StringComparer.Ordinal);
    private readonly byte[] _key = new byte[1024];

    /// <summary>How many rows of each file were told and left out.</summary>
    public Dictionary<string, long> LeftOut { get; } = [];

    /// <param name="problems">Where repeated rows are told.</param>
    /// <param name="columns">How many values a row has.</param>
    public WaitingRows(ProblemLog problems, int columns)
    {
        _problems = problems;
        var names = Enumerable.Range(0, columns).Select(i => i.ToString(CultureInfo.InvariantCulture)).ToArray();
        var table = new Table(Source.Ssda903, "", RecordKind.Child, [.. names.Select(name => new Column(name, Into.Nothing))]);
        _rows = new TableWriter(_own, table, "", [.. names.Select(name => (name, name))]);
        _table = _own.Of(table);
    }

    /// <summary>Takes a row and gives its place in the order of all.</summary>
    /// <param name="file">The file.</param>
    /// <param name="row">The row there.</param>
    /// <param name="key">What makes it one row.</param>
    /// <param name="end">The number of its last day, 0 for open or none.</param>
    /// <param name="values">What it says.</param>
    public int Add(string file, int row, string key, int end, params ReadOnlySpan<string?> values)
    {
        var order = _kept.Count;
        _rows.Add(file, row, values);
        _kept.Add(true);
        if (Encoding.UTF8.GetByteCount(key) > _key.Length)
        {
            // Longer than any id: the loader says so.
            return order;
        }

        var bytes = _key.AsSpan(0, Encoding.UTF8.GetBytes(key, _key));
        if (_keys[bytes] is not 0 and var number)
        {
            Choose(number - 1, (end, order, file), row);
        }
        else
        {
            _best.Add((end, order, file));
            _keys.Set(bytes, _best.Count);
        }

        return order;
    }

    /// <summary>Whether the row at a place stays.</summary>
    public bool IsKept(int order) => _kept[order];

    /// <summary>The rows that stay, with their places, in the order in which they came.</summary>
    public IEnumerable<(TranslatedRow Row, int Order)> Kept()
    {
        foreach (var (file, count) in _inOtherFiles)
        {
            _problems.Add(file, null, null, [], Severity.Warning, "SameInFiles", count);
        }

        var order = 0;
        foreach (var row in _table.Rows())
        {
            if (_kept[order++])
            {
                yield return (row, order - 1);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _own.Dispose();

    private void Choose(int number, (int End, int Order, string File) another, int row)
    {
        var best = _best[number];
        if (best.File == another.File)
        {
            _kept[another.Order] = false;
            _problems.Add(another.File, row, null, [], Severity.Error, "SameInFile");
            LeftOut[another.File] = LeftOut.GetValueOrDefault(another.File) + 1;
            return;
        }

        _inOtherFiles[another.File] = _inOtherFiles.GetValueOrDefault(another.File) + 1;
        var isBetter = another.End > best.End;
        _kept[isBetter ? best.Order : another.Order] = false;
        _best[number] = isBetter ? another : best;
    }
}
