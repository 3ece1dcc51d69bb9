using Fairload.Web.Components;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.AspNetCore.WebUtilities;

namespace Fairload.Web.Tables;

/// <summary>
/// <c>&lt;fl-table model="Model.People" csv="true" /&gt;</c>: the table in a named region that scrolls by itself, so that
/// the page never scrolls sideways; headings are links that sort; <c>csv="true"</c> adds the download link.
/// </summary>
[HtmlTargetElement("fl-table", TagStructure = TagStructure.WithoutEndTag)]
public sealed class DataTableTagHelper(Text<ComponentText> text) : ComponentTagHelper(text)
{
    public required ITable Model { get; set; }

    /// <summary>The query value that asks the page's handler for the file: <c>?format=csv</c>.</summary>
    public bool Csv { get; set; }

    /// <summary>Hides the caption from sight where a heading above says the same.</summary>
    public bool CaptionHidden { get; set; }

    /// <summary>On a phone, each row becomes labelled lines instead of a table that scrolls.</summary>
    public bool Stack { get; set; }

    /// <summary>The last row is the sum of those above.</summary>
    public bool Total { get; set; }

    protected override Task<IHtmlContent?> Render(TagHelperOutput output)
    {
        var heads = Model.Heads;
        var rows = Model.Cells
            .Select(row => (IReadOnlyList<Table.Cell>)[.. row.Select((cell, i) => new Table.Cell(cell.Content, heads[i].IsNumeric)
            {
                Attributes = Stack && i > 0 ? Label(heads[i].Title) : null,
            })])
            .ToList();
        IHtmlContent body = rows.Count == 0
            ? Element.Of("p", "govuk-body").Add(Text["table.empty"])
            : Scroll(Text["table.scroll", Model.Caption], new Table
            {
                Caption = Model.Caption,
                CaptionClasses = CaptionHidden ? "govuk-visually-hidden" : "govuk-table__caption--s",
                Head = [.. heads.Select(Head)],
                Rows = rows,
                FirstCellIsHeader = true,
                LastRowIsTotal = Total,
                Classes = string.Join(' ', new[] { "fl-table", Stack ? "fl-stack" : null, Classes }.OfType<string>()),
            });
        return Task.FromResult<IHtmlContent?>(new Pieces(
            body,
            Csv && rows.Count > 0
                ? Element.Of("p", "fl-small fl-noprint").Add(
                    Element.Of("a", "govuk-link").Set("href", Address("format", "csv")).Set("download", true).Add(Text["table.download"]))
                : null));
    }

    /// <summary>A wide table in a region that scrolls by itself and that the keyboard can reach.</summary>
    internal static Element Scroll(string label, Table table) =>
        Element.Of("div", "fl-scroll").Set("tabindex", "0").Set("role", "region").Set("aria-label", label).Add(table.Html());

    private Table.Cell Head(ColumnHead head)
    {
        var isSorted = head.Key == Model.SortKey;
        if (!head.IsSortable)
        {
            return new Table.Cell(head.Title, head.IsNumeric);
        }

        var next = isSorted && !Model.IsDescending ? "desc" : "asc";
        var link = Element.Of("a", "govuk-link fl-sort").Set("href", Address("sort", head.Key, "dir", next)).Add(
            head.Title,
            Element.Of("span", "fl-sort__mark").Set("aria-hidden", "true").Add(!isSorted ? "↕" : Model.IsDescending ? "▼" : "▲"));
        return new Table.Cell(Content.Of(link), head.IsNumeric)
        {
            Attributes = new Dictionary<string, string?>
            {
                ["aria-sort"] = !isSorted ? "none" : Model.IsDescending ? "descending" : "ascending",
            },
        };
    }

    private static Dictionary<string, string?> Label(string title) => new() { ["data-label"] = title };

    /// <summary>The same address with some values of the query changed; filters stay, and sorting starts at page 1.</summary>
    private string Address(params string[] pairs)
    {
        var request = ViewContext.HttpContext.Request;
        var changed = pairs.Where((_, i) => i % 2 == 0).Append("page").Append("format").ToHashSet(StringComparer.Ordinal);
        var kept = request.Query.Where(pair => !changed.Contains(pair.Key))
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value));
        var address = QueryHelpers.AddQueryString(request.PathBase + request.Path, kept);
        for (var i = 0; i < pairs.Length; i += 2)
        {
            address = QueryHelpers.AddQueryString(address, pairs[i], pairs[i + 1]);
        }

        return address;
    }
}
