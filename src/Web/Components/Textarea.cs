using Fairload.Web.Words;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Fairload.Web.Components;

/// <summary>Text area.</summary>
public sealed record Textarea : FormGroup
{
    public string? Value { get; init; }
    public int Rows { get; init; } = 5;
    public bool? Spellcheck { get; init; }
    public string? Autocomplete { get; init; }

    protected override IHtmlContent Field() => new Pieces(
        Before,
        Element.Of("textarea", "govuk-textarea", Error is null ? null : "govuk-textarea--error", Classes)
            .Set("id", FieldId).Set("name", Name).Set("rows", Rows)
            .Set("spellcheck", Spellcheck switch { null => null, true => "true", false => "false" })
            .Set("disabled", Disabled).Set("aria-describedby", Description).Set("autocomplete", Autocomplete)
            .Set(Attributes)
            // A browser drops one line break after the tag, so what begins with one keeps it by having two.
            .Add(Value is not null && Value.StartsWith('\n') ? "\n" + Value : Value),
        After);
}

/// <summary><c>&lt;govuk-textarea for="Input.Reason" label="…" hint="…" rows="5" /&gt;</c></summary>
[HtmlTargetElement("govuk-textarea", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TextareaTagHelper(Text<ComponentText> text) : FieldTagHelper(text)
{
    public int Rows { get; set; } = 5;

    protected override Task<IHtmlContent?> Render(TagHelperOutput output) => Task.FromResult<IHtmlContent?>(new Textarea
    {
        Name = FieldName,
        Id = FieldId,
        Label = LabelPart,
        Hint = HintPart,
        Error = FieldError,
        Value = FieldValue,
        Rows = Rows,
        Classes = Classes,
        Attributes = Rest(output),
    }.Html());
}
