using Fairload.Web.Words;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Fairload.Web.Components;

/// <summary>Error message of a field.</summary>
public sealed record ErrorMessage
{
    public required Content Content { get; init; }
    public string? Id { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }

    /// <summary>The hidden word before the message; empty leaves it out.</summary>
    public required string Prefix { get; init; }

    public Element Html()
    {
        var message = new Element("p").Set("id", Id).Class("govuk-error-message", Classes).Set(Attributes);
        return Prefix.Length == 0
            ? message.Add(Content)
            : message.Add(Element.Of("span", "govuk-visually-hidden").Add($"{Prefix}:"), " ", Content);
    }
}

/// <summary><c>&lt;govuk-error-message&gt;</c>: for a fault that belongs to no field of its own; fields bring theirs.</summary>
[HtmlTargetElement("govuk-error-message")]
public sealed class ErrorMessageTagHelper(Text<ComponentText> text) : ComponentTagHelper(text)
{
    public string? Id { get; set; }

    protected override async Task<IHtmlContent?> Render(TagHelperOutput output) => new ErrorMessage
    {
        Content = await Inner(output),
        Id = Id,
        Classes = Classes,
        Prefix = Text["error.prefix"],
        Attributes = Rest(output),
    }.Html();
}
