using Fairload.Web.Words;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Fairload.Web.Components;

/// <summary>Details: more for those who want it.</summary>
public sealed record Details
{
    public required Content Summary { get; init; }
    public required IHtmlContent Content { get; init; }
    public string? Id { get; init; }
    public bool Open { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }

    public Element Html() => new Element("details").Set("id", Id).Class("govuk-details", Classes)
        .Set(Attributes).Set("open", Open)
        .Add(
            Element.Of("summary", "govuk-details__summary")
                .Add(Element.Of("span", "govuk-details__summary-text").Add(Summary)),
            Element.Of("div", "govuk-details__text").Add(Content));
}

/// <summary><c>&lt;govuk-details summary="…"&gt;…&lt;/govuk-details&gt;</c></summary>
[HtmlTargetElement("govuk-details")]
public sealed class DetailsTagHelper(Text<ComponentText> text) : ComponentTagHelper(text)
{
    public required string Summary { get; set; }
    public string? Id { get; set; }
    public bool Open { get; set; }

    protected override async Task<IHtmlContent?> Render(TagHelperOutput output) => new Details
    {
        Summary = Summary,
        Content = await Inner(output),
        Id = Id,
        Open = Open,
        Classes = Classes,
        Attributes = Rest(output),
    }.Html();
}
