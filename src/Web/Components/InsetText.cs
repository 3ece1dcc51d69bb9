using Fairload.Web.Words;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Fairload.Web.Components;

/// <summary>Inset text.</summary>
public sealed record InsetText
{
    public required Content Content { get; init; }
    public string? Id { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }

    public Element Html() =>
        new Element("div").Set("id", Id).Class("govuk-inset-text", Classes).Set(Attributes).Add(Content);
}

/// <summary><c>&lt;govuk-inset-text&gt;…&lt;/govuk-inset-text&gt;</c></summary>
[HtmlTargetElement("govuk-inset-text")]
public sealed class InsetTextTagHelper(Text<ComponentText> text) : ComponentTagHelper(text)
{
    protected override async Task<IHtmlContent?> Render(TagHelperOutput output) =>
        new InsetText { Content = await Inner(output), Classes = Classes, Attributes = Rest(output) }.Html();
}
