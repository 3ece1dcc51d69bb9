using Fairload.Web.Components;
using Fairload.Web.Tables;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Fairload.Web.Charts;

/// <summary>
/// <c>&lt;fl-chart chart="Model.Sum" finding="…" sub="…" key="…" /&gt;</c>: the finding as heading, how to read the marks,
/// the picture, and "Show the figures" with the same numbers from the same object.
/// </summary>
[HtmlTargetElement("fl-chart", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ChartTagHelper(Text<ComponentText> text, Text<ChartText> words) : ComponentTagHelper(text)
{
    public required IChart Chart { get; set; }

    /// <summary>One sentence that the figures bear out; the page has checked that they do.</summary>
    public required string Finding { get; set; }

    /// <summary>How to read the marks.</summary>
    public string? Sub { get; set; }

    public IEnumerable<KeyEntry> Key { get; set; } = [];

    /// <summary>The level of the heading.</summary>
    public int Level { get; set; } = 2;

    protected override Task<IHtmlContent?> Render(TagHelperOutput output)
    {
        var key = Key.ToList();
        return Task.FromResult<IHtmlContent?>(Element.Of("figure", "fl-chart", Classes).Set(Rest(output)).Add(
            new Element("figcaption").Add(
                Element.Of($"h{Level}", "govuk-heading-m fl-finding").Add(Finding),
                Sub is null ? null : Element.Of("p", "fl-sub").Add(Sub)),
            key.Count == 0 ? null : Element.Of("ul", "fl-key").Add(key.Select(entry => entry.Html())),
            Chart.Picture(words),
            FiguresTagHelper.Figures(Text, Chart.About, [Chart.Figures(words)])));
    }
}

/// <summary><c>&lt;fl-picture chart="row.Bar" /&gt;</c>: the picture alone, in a cell; the page shows the figures of all rows.</summary>
[HtmlTargetElement("fl-picture", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PictureTagHelper(Text<ComponentText> text, Text<ChartText> words) : ComponentTagHelper(text)
{
    public required IChart Chart { get; set; }

    protected override Task<IHtmlContent?> Render(TagHelperOutput output) => Task.FromResult<IHtmlContent?>(Chart.Picture(words));
}

/// <summary>
/// <c>&lt;fl-figures about="the team" tables="Model.Figures" /&gt;</c>: "Show the figures" for pictures that a page set out itself.
/// </summary>
[HtmlTargetElement("fl-figures", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FiguresTagHelper(Text<ComponentText> text) : ComponentTagHelper(text)
{
    public required string About { get; set; }

    public required IEnumerable<FigureTable> Tables { get; set; }

    internal static Element Figures(Text<ComponentText> text, string about, IEnumerable<FigureTable> tables) => new Details
    {
        Summary = Content.Of(new Pieces(
            new Element("span").Add(text["figures.show"]),
            Element.Of("span", "govuk-visually-hidden").Add(text["figures.hiddenFor", about]))),
        Content = new Pieces(tables.Select((table, i) =>
            DataTableTagHelper.Scroll(text["figures.for", i == 0 ? about : table.Caption], table.Table()))),
        Classes = "fl-figures",
    }.Html();

    protected override Task<IHtmlContent?> Render(TagHelperOutput output) =>
        Task.FromResult<IHtmlContent?>(Figures(Text, About, Tables));
}
