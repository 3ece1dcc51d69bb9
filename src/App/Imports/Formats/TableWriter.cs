using System.Text;
using Fairload.App.Imports.Rows;

namespace Fairload.App.Imports.Formats;

/// <summary>Writes rows of one table, value by value in the order of the columns named: a reader's mapping is the list of pairs.</summary>
internal sealed class TableWriter
{
    private readonly TranslatedTable _rows;
    private readonly int[] _columns;
    private byte[] _bytes = new byte[256];

    /// <param name="rows">Where the rows go; the table is supplied from now on.</param>
    /// <param name="table">The table.</param>
    /// <param name="name">What the report calls it.</param>
    /// <param name="columns">Each column and what the source calls it.</param>
    public TableWriter(TranslatedRows rows, Table table, string name, params (string Column, string Shown)[] columns)
    {
        _rows = rows.Of(table, name);
        _columns = Array.ConvertAll(columns, c => _rows.Column(c.Column, c.Shown));
    }

    /// <summary>How many rows the table has.</summary>
    public long Count => _rows.Count;

    /// <summary>Notes that rows of a file were told and left out.</summary>
    public void LeaveOut(string file, long rows = 1) => _rows.LeaveOut(file, rows);

    /// <summary>Writes a row; values in the order of the columns: empty for none, nothing for what the source does not say.</summary>
    public void Add(string file, int row, params ReadOnlySpan<string?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is { } value)
            {
                if (_bytes.Length < value.Length * 3)
                {
                    _bytes = new byte[value.Length * 3];
                }

                _rows.Set(_columns[i], _bytes.AsSpan(0, Encoding.UTF8.GetBytes(value, _bytes)));
            }
        }

        _rows.End(file, null, row);
    }
}
