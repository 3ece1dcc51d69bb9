namespace Fairload.Web.Components;

/// <summary>Table.</summary>
public sealed record Table
{
    public Content? Caption { get; init; }
    public string? CaptionClasses { get; init; }
    public IReadOnlyList<Cell> Head { get; init; } = [];
    public required IReadOnlyList<IReadOnlyList<Cell>> Rows { get; init; }
    public bool FirstCellIsHeader { get; init; }

    /// <summary>The last row is the sum of those above and is drawn so.</summary>
    public bool LastRowIsTotal { get; init; }

    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }

    public Element Html()
    {
        var table = Element.Of("table", "govuk-table", Classes).Set(Attributes)
            .Add(Caption is null ? null : Element.Of("caption", "govuk-table__caption", CaptionClasses).Add(Caption));
        if (Head.Count > 0)
        {
            table.Add(Element.Of("thead", "govuk-table__head").Add(
                Element.Of("tr", "govuk-table__row").Add(Head.Select(cell =>
                    Spans(
                        new Element("th").Set("scope", "col").Class(
                            "govuk-table__header", cell.IsNumeric ? "govuk-table__header--numeric" : null, cell.Classes),
                        cell)))));
        }

        return table.Add(Element.Of("tbody", "govuk-table__body").Add(Rows.Select((row, index) =>
            Element.Of("tr", "govuk-table__row", LastRowIsTotal && index == Rows.Count - 1 ? "fl-total" : null)
                .Add(row.Select((cell, column) => FirstCellIsHeader && column == 0
                    ? Spans(new Element("th").Set("scope", "row").Class("govuk-table__header", cell.Classes), cell)
                    : Spans(
                        Element.Of("td", "govuk-table__cell", cell.IsNumeric ? "govuk-table__cell--numeric" : null, cell.Classes),
                        cell))))));
    }

    private static Element Spans(Element element, Cell cell) => element
        .Set("colspan", cell.Colspan).Set("rowspan", cell.Rowspan).Set(cell.Attributes).Add(cell.Content);

    /// <summary>One cell.</summary>
    public sealed record Cell(Content? Content, bool IsNumeric = false)
    {
        public string? Classes { get; init; }
        public int? Colspan { get; init; }
        public int? Rowspan { get; init; }
        public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
    }
}
