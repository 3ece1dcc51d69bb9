using System.Globalization;
using Fairload.Web.Components;
using Microsoft.AspNetCore.Http;

namespace Fairload.Web.Tables;

/// <summary>
/// A list that can be sorted by its headings and downloaded. The columns are written once: the page and the CSV file
/// show the same values under the same titles. Sorting is done here, on the server, from <c>?sort=key&amp;dir=asc|desc</c>.
/// </summary>
public sealed class TableModel<T> : ITable
{
    private readonly IReadOnlyList<Column<T>> _columns;
    private readonly IReadOnlyList<T> _rows;

    /// <summary>A table in the order that the query asks for, or as given where it asks for none it knows.</summary>
    public TableModel(string caption, IReadOnlyList<Column<T>> columns, IEnumerable<T> rows, IQueryCollection? query = null)
    {
        Caption = caption;
        _columns = columns;
        var column = columns.FirstOrDefault(c => c.Sort is not null && c.Key == query?["sort"].ToString());
        SortKey = column?.Key;
        IsDescending = column is not null && query!["dir"] == "desc";
        // Both orders are stable, so people who are equal in one column stay in the order that the page gave.
        _rows = column is null ? [.. rows]
            : IsDescending ? [.. rows.OrderByDescending(column.Sort!, Nulls.Last)]
            : [.. rows.OrderBy(column.Sort!, Nulls.Last)];
    }

    /// <inheritdoc />
    public string Caption { get; }

    /// <inheritdoc />
    public string? SortKey { get; }

    /// <inheritdoc />
    public bool IsDescending { get; }

    /// <summary>The rows in the order shown.</summary>
    public IReadOnlyList<T> Rows => _rows;

    /// <inheritdoc />
    public IReadOnlyList<ColumnHead> Heads =>
        [.. _columns.Select(c => new ColumnHead(c.Key, c.Title, c.IsNumeric, c.Sort is not null))];

    /// <inheritdoc />
    public IEnumerable<IReadOnlyList<CellValue>> Cells =>
        _rows.Select(row => (IReadOnlyList<CellValue>)[.. _columns.Select(c => Cell(c, row))]);

    private static CellValue Cell(Column<T> column, T row)
    {
        var words = column.Value(row);
        return new CellValue(words, column.Html?.Invoke(row), column.Csv is { } csv ? csv(row) : words);
    }

    private sealed class Nulls : IComparer<IComparable?>
    {
        public static readonly Nulls Last = new();

        /// <summary>What has no value sorts as the largest: first when descending, and never hidden in the middle.</summary>
        public int Compare(IComparable? x, IComparable? y) => (x, y) switch
        {
            (null, null) => 0,
            (null, _) => 1,
            (_, null) => -1,
            (string a, string b) => CultureInfo.CurrentCulture.CompareInfo.Compare(a, b, CompareOptions.IgnoreCase),
            _ => x.CompareTo(y),
        };
    }
}

/// <summary>One column: its key in the address, its title, and what a row shows in it.</summary>
public sealed record Column<T>(string Key, string Title, Func<T, string?> Value)
{
    /// <summary>What rows are ordered by; without it the heading is not a link.</summary>
    public Func<T, IComparable?>? Sort { get; init; }

    /// <summary>Aligned right, figures of one width.</summary>
    public bool IsNumeric { get; init; }

    /// <summary>Markup to show instead of the value, such as a link around it; the value still goes to the CSV file.</summary>
    public Func<T, IHtmlContent?>? Html { get; init; }

    /// <summary>
    /// What the CSV file holds where it differs from the page: a <see cref="decimal"/>, an <see cref="int"/> or a
    /// <see cref="DateOnly"/> goes out so that a spreadsheet can reckon with it,
    /// and nothing at all leaves the field empty, whatever words or dash the page has there.
    /// </summary>
    public Func<T, object?>? Csv { get; init; }
}

/// <summary>A table as the tag and the CSV file read it, whatever its rows are.</summary>
public interface ITable
{
    string Caption { get; }
    string? SortKey { get; }
    bool IsDescending { get; }
    IReadOnlyList<ColumnHead> Heads { get; }
    IEnumerable<IReadOnlyList<CellValue>> Cells { get; }
}

/// <summary>A column's heading.</summary>
public sealed record ColumnHead(string Key, string Title, bool IsNumeric, bool IsSortable);

/// <summary>A cell: its words, markup to show instead, and what the CSV file holds.</summary>
public sealed record CellValue(string? Text, IHtmlContent? Html, object? Csv)
{
    internal Content? Content => Html is null ? Text : Components.Content.Of(Html);
}
