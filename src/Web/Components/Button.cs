using Fairload.Web.Words;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Fairload.Web.Components;

/// <summary>Button, or a link that looks like one when it has an address.</summary>
public sealed record Button
{
    public required Content Content { get; init; }
    public string? Href { get; init; }
    public string? Type { get; init; }
    public string? Name { get; init; }
    public string? Value { get; init; }
    public string? Id { get; init; }
    public bool Disabled { get; init; }
    public bool? PreventDoubleClick { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }

    public Element Html()
    {
        var element = Href is null
            ? new Element("button")
                .Set("type", Type ?? "submit").Set("value", Value).Set("name", Name)
                .Set("disabled", Disabled).Set("aria-disabled", Disabled ? "true" : null)
                .Set("data-prevent-double-click", PreventDoubleClick switch { null => null, true => "true", false => "false" })
            : new Element("a").Set("href", Href).Set("role", "button").Set("draggable", "false");
        return element.Class("govuk-button", Classes).Set("data-module", "govuk-button")
            .Set(Attributes).Set("id", Id).Add(Content);
    }
}

/// <summary><c>&lt;govuk-button&gt;Save&lt;/govuk-button&gt;</c>; <c>look="secondary"</c> or <c>"warning"</c>.</summary>
[HtmlTargetElement("govuk-button")]
public sealed class ButtonTagHelper(Text<ComponentText> text) : ComponentTagHelper(text)
{
    public string? Href { get; set; }
    public string? Type { get; set; }
    public string? Name { get; set; }
    public string? Value { get; set; }
    public string? Id { get; set; }
    public string? Look { get; set; }
    public bool Disabled { get; set; }
    public bool PreventDoubleClick { get; set; }

    protected override async Task<IHtmlContent?> Render(TagHelperOutput output) => new Button
    {
        Content = await Inner(output),
        Href = Href,
        Type = Type,
        Name = Name,
        Value = Value,
        Id = Id,
        Disabled = Disabled,
        PreventDoubleClick = PreventDoubleClick ? true : null,
        Classes = string.Join(' ', new[] { Look is null ? null : $"govuk-button--{Look}", Classes }.OfType<string>()),
        Attributes = Rest(output),
    }.Html();
}
