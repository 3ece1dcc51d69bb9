using Fairload.App.Imports.Rows;

namespace Fairload.App.Imports.Formats.AnnexA;

/// <summary>A table as one list writes it: values are added in the order of the columns given.</summary>
internal sealed class AnnexATable
{
    private readonly TranslatedTable _rows;
    private readonly int[] _columns;
    private int _next;

    /// <summary>Writes to some columns of a table, each shown by the name that the sheet has for it.</summary>
    public AnnexATable(TranslatedRows rows, Table table, string name, AnnexAValues values, params (string Column, string From)[] columns)
    {
        _rows = rows.Of(table, name);
        _columns = [.. columns.Select(c => _rows.Column(c.Column, values.Shown(c.From)))];
    }

    /// <summary>Another table has the same cells of each row and tells what is wrong with them, so that this one does not tell it again.</summary>
    public AnnexATable ToldElsewhere()
    {
        _rows.IsToldElsewhere = true;
        return this;
    }

    /// <summary>Sets the next column.</summary>
    public AnnexATable Add(ReadOnlySpan<byte> value)
    {
        _rows.Set(_columns[_next++], value);
        return this;
    }

    /// <summary>Ends the row.</summary>
    public void End(in AnnexAPlace place)
    {
        _rows.End(place.File, place.Sheet, place.Row);
        _next = 0;
    }
}
