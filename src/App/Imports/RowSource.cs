using Fairload.App.Imports.Formats;
using Fairload.App.Imports.Rows;

namespace Fairload.App.Imports;

/// <summary>The rows of one table of one import, whatever file they stand in: one row at a time.</summary>
internal abstract class RowSource : IDisposable
{
    /// <summary>Goes to the next row; false at the end.</summary>
    public abstract bool Read();

    /// <summary>How many fields the row has.</summary>
    public abstract int FieldCount { get; }

    /// <summary>A field of the row as UTF-8; empty beyond the last.</summary>
    public abstract ReadOnlySpan<byte> this[int field] { get; }

    /// <summary>Whether the row says anything of a field: where it does not, what was said before may hold. An empty field that it says is none.</summary>
    public virtual bool Says(int field) => true;

    /// <summary>Whether what is wrong with a row is told by another table, which has the same cells.</summary>
    public virtual bool IsToldElsewhere => false;

    /// <summary>The file that the row stands in.</summary>
    public abstract string File { get; }

    /// <summary>The sheet, in a workbook.</summary>
    public abstract string? Sheet { get; }

    /// <summary>The row in the file, as a spreadsheet counts: the header is row 1, an empty line is a row; the line, in XML.</summary>
    public abstract int Row { get; }

    /// <summary>The share of the rows that was read, from 0 to 1.</summary>
    public abstract double Share { get; }

    /// <summary>By what name the file knows a column.</summary>
    public abstract string Shown(Column column);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the file.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>Rows as a CSV file has them.</summary>
internal sealed class CsvRows(TableText text, string file, long length) : RowSource
{
    public override int FieldCount => text.Csv.FieldCount;

    public override ReadOnlySpan<byte> this[int field] => text.Csv.GetSpan(field);

    public override string File => file;

    public override string? Sheet => null;

    public override int Row => text.Row;

    public override double Share => length == 0 ? 0 : Math.Min(1, text.Csv.ByteOffset / (double)length);

    public override bool Read() => text.Read();

    public override string Shown(Column column) => column.Name;

    protected override void Dispose(bool disposing)
    {
        text.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>Rows as a format's reader made them.</summary>
internal sealed class SpooledRows(TranslatedTable table) : RowSource
{
    private readonly IEnumerator<TranslatedRow> _rows = table.Rows().GetEnumerator();
    private readonly int _columns = table.Table.Columns.Count;
    private long _read;

    public override int FieldCount => _columns;

    public override ReadOnlySpan<byte> this[int field] => _rows.Current[field];

    public override bool Says(int field) => _rows.Current.Says(field);

    public override bool IsToldElsewhere => table.IsToldElsewhere;

    public override string File => _rows.Current.File;

    public override string? Sheet => _rows.Current.Sheet;

    public override int Row => _rows.Current.Row;

    public override double Share => table.Count == 0 ? 0 : _read / (double)table.Count;

    public override bool Read()
    {
        _read++;
        return _rows.MoveNext();
    }

    public override string Shown(Column column)
    {
        for (var i = 0; i < _columns; i++)
        {
            if (table.Table.Columns[i] == column)
            {
                return _rows.Current.Shown(i);
            }
        }

        return column.Name;
    }

    protected override void Dispose(bool disposing)
    {
        _rows.Dispose();
        base.Dispose(disposing);
    }
}
