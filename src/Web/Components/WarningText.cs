using Fairload.Web.Words;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Fairload.Web.Components;

/// <summary>Warning text.</summary>
public sealed record WarningText
{
    public required Content Content { get; init; }

    /// <summary>The hidden word that says what the mark means.</summary>
    public required string Prefix { get; init; }

    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }

    public Element Html() => Element.Of("div", "govuk-warning-text", Classes).Set(Attributes).Add(
        Element.Of("span", "govuk-warning-text__icon").Set("aria-hidden", "true").Add("!"),
        Element.Of("strong", "govuk-warning-text__text")
            .Add(Element.Of("span", "govuk-visually-hidden").Add(Prefix), " ", Content));
}

/// <summary><c>&lt;govuk-warning-text&gt;…&lt;/govuk-warning-text&gt;</c></summary>
[HtmlTargetElement("govuk-warning-text")]
public sealed class WarningTextTagHelper(Text<ComponentText> text) : ComponentTagHelper(text)
{
    protected override async Task<IHtmlContent?> Render(TagHelperOutput output) => new WarningText
    {
        Content = await Inner(output),
        Prefix = Text["warning.prefix"],
        Classes = Classes,
        Attributes = Rest(output),
    }.Html();
}
