using Fairload.Web.Words;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Fairload.Web.Components;

/// <summary>Select.</summary>
public sealed record Select : FormGroup
{
    public required IReadOnlyList<Option> Options { get; init; }

    protected override IHtmlContent Field() => new Pieces(
        Before,
        Element.Of("select", "govuk-select", Classes, Error is null ? null : "govuk-select--error")
            .Set("id", FieldId).Set("name", Name).Set("disabled", Disabled).Set("aria-describedby", Description)
            .Set(Attributes)
            .Add(Options.Select(option => new Element("option").Set("value", option.Value).Set("selected", option.Selected)
                .Set("disabled", option.Disabled).Set(option.Attributes).Add(option.Text))),
        After);

    /// <summary>One option.</summary>
    public sealed record Option(
        string? Value, string Text, bool Selected = false, bool Disabled = false, IReadOnlyDictionary<string, string?>? Attributes = null);
}

/// <summary><c>&lt;govuk-select for="Input.Team" label="…" items="Model.Teams" /&gt;</c></summary>
[HtmlTargetElement("govuk-select", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SelectTagHelper(Text<ComponentText> text) : FieldTagHelper(text)
{
    public required IEnumerable<Choice> Items { get; set; }

    protected override Task<IHtmlContent?> Render(TagHelperOutput output)
    {
        var chosen = FieldValue ?? "";
        return Task.FromResult<IHtmlContent?>(new Select
        {
            Name = FieldName,
            Id = FieldId,
            Label = LabelPart,
            Hint = HintPart,
            Error = FieldError,
            Options = [.. Items.Select(item => new Select.Option(item.Value, item.Label, item.Value == chosen, item.Disabled))],
            Classes = Classes,
            Attributes = Rest(output),
        }.Html());
    }
}
