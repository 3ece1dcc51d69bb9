using Fairload.Web.Words;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Fairload.Web.Components;

/// <summary>Tag: the state of a thing (a file, a scheme), never a judgement on a person.</summary>
public sealed record Tag
{
    public required Content Content { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }

    public Element Html() => Element.Of("strong", "govuk-tag", Classes).Set(Attributes).Add(Content);
}

/// <summary><c>&lt;govuk-tag colour="grey"&gt;Draft&lt;/govuk-tag&gt;</c></summary>
[HtmlTargetElement("govuk-tag")]
public sealed class TagTagHelper(Text<ComponentText> text) : ComponentTagHelper(text)
{
    public string? Colour { get; set; }

    protected override async Task<IHtmlContent?> Render(TagHelperOutput output) => new Tag
    {
        Content = await Inner(output),
        Classes = Colour is null ? Classes : $"govuk-tag--{Colour} {Classes}".TrimEnd(),
        Attributes = Rest(output),
    }.Html();
}
