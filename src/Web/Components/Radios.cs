using Fairload.Web.Words;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Fairload.Web.Components;

/// <summary>Radios.</summary>
public sealed record Radios : Choices
{
    protected override string Kind => "radios";

    protected override string InputType => "radio";

    protected override bool DescribesEachItem => false;
}

/// <summary><c>&lt;govuk-radios for="Input.Reason" label="…" items="Model.Reasons"&gt;&lt;/govuk-radios&gt;</c></summary>
[HtmlTargetElement("govuk-radios")]
public sealed class RadiosTagHelper(Text<ComponentText> text) : ChoicesTagHelper(text)
{
    protected override async Task<IHtmlContent?> Render(TagHelperOutput output) => new Radios
    {
        Name = FieldName,
        IdPrefix = FieldId,
        Items = await ReadItems(output),
        Fieldset = FieldsetPart,
        Hint = HintPart,
        Error = FieldError,
        Classes = Classes,
        Attributes = Rest(output),
    }.Html();
}
