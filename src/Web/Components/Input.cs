using Fairload.Web.Words;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Fairload.Web.Components;

/// <summary>Text input, with an optional unit before or after it.</summary>
public sealed record Input : FormGroup
{
    public string Type { get; init; } = "text";
    public string? Value { get; init; }
    public bool? Spellcheck { get; init; }
    public string? Autocomplete { get; init; }
    public string? Autocapitalize { get; init; }
    public string? Pattern { get; init; }
    public string? Inputmode { get; init; }
    public Affix? Prefix { get; init; }
    public Affix? Suffix { get; init; }
    public string? WrapperClasses { get; init; }
    public IReadOnlyDictionary<string, string?>? WrapperAttributes { get; init; }

    protected override IHtmlContent Field()
    {
        var input = Element.Of("input", "govuk-input", Classes, Error is null ? null : "govuk-input--error")
            .Set("id", FieldId).Set("name", Name).Set("type", Type)
            .Set("spellcheck", Spellcheck switch { null => null, true => "true", false => "false" })
            .Set("value", Value).Set("disabled", Disabled).Set("aria-describedby", Description)
            .Set("autocomplete", Autocomplete).Set("autocapitalize", Autocapitalize)
            .Set("pattern", Pattern).Set("inputmode", Inputmode).Set(Attributes);
        return Prefix is null && Suffix is null && Before is null && After is null
            ? input
            : Element.Of("div", "govuk-input__wrapper", WrapperClasses).Set(WrapperAttributes)
                .Add(Before, Prefix?.Html("prefix"), input, Suffix?.Html("suffix"), After);
    }

    /// <summary>A unit, such as £ or "hours"; hidden from assistive technology, so the label says it too.</summary>
    public sealed record Affix(Content Content, string? Classes = null, IReadOnlyDictionary<string, string?>? Attributes = null)
    {
        internal Element Html(string place) => Element.Of("div", $"govuk-input__{place}", Classes)
            .Set("aria-hidden", "true").Set(Attributes).Add(Content);
    }
}

/// <summary><c>&lt;govuk-input for="Input.Hours" label="…" hint="…" suffix="hours" classes="govuk-input--width-4" /&gt;</c></summary>
[HtmlTargetElement("govuk-input", TagStructure = TagStructure.WithoutEndTag)]
public sealed class InputTagHelper(Text<ComponentText> text) : FieldTagHelper(text)
{
    public string Type { get; set; } = "text";
    public string? Autocomplete { get; set; }
    public string? Inputmode { get; set; }
    public bool? Spellcheck { get; set; }
    public string? Prefix { get; set; }
    public string? Suffix { get; set; }

    protected override Task<IHtmlContent?> Render(TagHelperOutput output) => Task.FromResult<IHtmlContent?>(new Input
    {
        Name = FieldName,
        Id = FieldId,
        Label = LabelPart,
        Hint = HintPart,
        Error = FieldError,
        // A password that was refused is not sent back.
        Value = Type == "password" ? null : FieldValue,
        Type = Type,
        Autocomplete = Autocomplete,
        Inputmode = Inputmode,
        Spellcheck = Spellcheck,
        Prefix = Prefix is null ? null : new Input.Affix(Prefix),
        Suffix = Suffix is null ? null : new Input.Affix(Suffix),
        Classes = Classes,
        Attributes = Rest(output),
    }.Html());
}
