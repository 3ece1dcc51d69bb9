using Fairload.Web.Components;
using Fairload.Web.Words;

namespace Fairload.Web.Charts;

/// <summary>
/// A picture and the same numbers as a table, from one immutable record. A chart only draws: every number comes to it
/// ready, and nothing here divides points by available time.
/// </summary>
public interface IChart
{
    /// <summary>What the figures are about, as in "Show the figures for …": "the sum", "KT’s points".</summary>
    string About { get; }

    /// <summary>The picture, with a label that says what it shows in figures.</summary>
    IHtmlContent Picture(TextSource words);

    /// <summary>Every number of the picture, and no other.</summary>
    FigureTable Figures(TextSource words);
}

/// <summary>The figures behind a picture.</summary>
public sealed record FigureTable(string Caption, IReadOnlyList<FigureTable.Head> Heads, IReadOnlyList<IReadOnlyList<FigureTable.Cell>> Rows)
{
    /// <summary>The last row is the sum of those above.</summary>
    public bool LastRowIsTotal { get; init; }

    /// <summary>The table as the design system draws it.</summary>
    public Table Table() => new()
    {
        Caption = PracticeTerms.Capital(Caption),
        CaptionClasses = "govuk-table__caption--s",
        Head = [.. Heads.Select(head => new Table.Cell(head.Title, head.IsNumeric))],
        Rows = [.. Rows.Select(row =>
            (IReadOnlyList<Table.Cell>)[.. row.Select((cell, i) => new Table.Cell(cell.Text, i < Heads.Count && Heads[i].IsNumeric))])],
        FirstCellIsHeader = true,
        LastRowIsTotal = LastRowIsTotal,
        Classes = "fl-table",
    };

    /// <summary>A column's title.</summary>
    public sealed record Head(string Title, bool IsNumeric = false);

    /// <summary>A cell; what is a number in the picture is kept as one, so that a test can compare the two.</summary>
    public sealed record Cell(string Text, decimal? Number = null)
    {
        /// <summary>Words.</summary>
        public static implicit operator Cell(string? text) => new(text ?? "");

        /// <summary>A percentage under a heading that says %.</summary>
        public static Cell Percent(decimal? percent, string otherwise = Format.None) =>
            percent is { } value ? new(Format.PercentNumber(value), value) : new(otherwise);

        /// <summary>Points.</summary>
        public static Cell Points(decimal? points, string otherwise = Format.None) =>
            points is { } value ? new(Format.Points(value), value) : new(otherwise);

        /// <summary>A count.</summary>
        public static Cell Count(int count) => new(Format.Count(count), count);
    }
}
