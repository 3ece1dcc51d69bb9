using Fairload.Web.Words;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Fairload.Web.Components;

/// <summary>Checkboxes.</summary>
public sealed record Checkboxes : Choices
{
    protected override string Kind => "checkboxes";

    protected override string InputType => "checkbox";

    protected override bool DescribesEachItem => true;
}

/// <summary><c>&lt;govuk-checkboxes for="Input.Reason" label="…" items="Model.Reasons"&gt;&lt;/govuk-checkboxes&gt;</c></summary>
[HtmlTargetElement("govuk-checkboxes")]
public sealed class CheckboxesTagHelper(Text<ComponentText> text) : ChoicesTagHelper(text)
{
    protected override async Task<IHtmlContent?> Render(TagHelperOutput output) => new Checkboxes
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
