using Fairload.Web.Words;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Fairload.Web.Components;

/// <summary>What radios and checkboxes share: a group of choices under one question.</summary>
public abstract record Choices
{
    public required string Name { get; init; }

    /// <summary>What the ids begin with; the name when not given. The first choice has it as it is, so errors can link to it.</summary>
    public string? IdPrefix { get; init; }

    public required IReadOnlyList<ChoiceItem> Items { get; init; }
    public Fieldset? Fieldset { get; init; }
    public Hint? Hint { get; init; }
    public ErrorMessage? Error { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
    public string? GroupClasses { get; init; }
    public IReadOnlyDictionary<string, string?>? GroupAttributes { get; init; }

    /// <summary>Ids of further elements that describe the choices where there is no fieldset.</summary>
    public string? DescribedBy { get; init; }

    public Content? Before { get; init; }
    public Content? After { get; init; }

    /// <summary><c>radios</c> or <c>checkboxes</c>.</summary>
    protected abstract string Kind { get; }

    protected abstract string InputType { get; }

    /// <summary>Checkboxes without a fieldset are described one by one; radios are not.</summary>
    protected abstract bool DescribesEachItem { get; }

    private string Prefix => IdPrefix ?? Name;

    public Element Html()
    {
        var description = FormGroup.Describe(Fieldset?.DescribedBy ?? DescribedBy, Prefix, Hint, Error);
        var each = DescribesEachItem && Fieldset is null ? description : null;
        var list = Element.Of("div", $"govuk-{Kind}", Classes).Set(Attributes).Set("data-module", $"govuk-{Kind}")
            .Add(Before);
        for (var index = 0; index < Items.Count; index++)
        {
            list.Add(Item(Items[index], index, each));
        }

        var inner = new Pieces(
            FormGroup.HintElement(Prefix, Hint), FormGroup.ErrorElement(Prefix, Error), list.Add(After));
        return FormGroup.Group(Error, GroupClasses, GroupAttributes)
            .Add(Fieldset is null ? inner : (Fieldset with { DescribedBy = description, Content = inner }).Html());
    }

    private Pieces Item(ChoiceItem item, int index, string? describedBy)
    {
        if (item.Divider is not null)
        {
            return new Pieces(Element.Of("div", $"govuk-{Kind}__divider").Add(item.Divider));
        }

        var id = item.Id ?? (index == 0 ? Prefix : $"{Prefix}-{index + 1}");
        var hintId = item.Hint is null ? null : $"{id}-item-hint";
        var conditionalId = item.Conditional is null ? null : $"conditional-{id}";
        var descriptions = string.Join(' ', new[] { describedBy, hintId }.OfType<string>());
        var input = Element.Of("input", $"govuk-{Kind}__input")
            .Set("id", id).Set("name", item.Name ?? Name).Set("type", InputType).Set("value", item.Value)
            .Set("checked", item.Checked).Set("disabled", item.Disabled)
            .Set("data-aria-controls", conditionalId).Set("data-behaviour", item.Behaviour)
            .Set("aria-describedby", descriptions.Length == 0 ? null : descriptions).Set(item.Attributes);
        var label = new Label
        {
            Content = item.Content,
            Classes = $"govuk-{Kind}__label {item.LabelClasses}".TrimEnd(),
            Attributes = item.LabelAttributes,
            For = id,
        };
        return new Pieces(
            Element.Of("div", $"govuk-{Kind}__item").Add(
                input,
                label.Html(),
                item.Hint is null
                    ? null
                    : (item.Hint with { Id = hintId, Classes = $"govuk-{Kind}__hint {item.Hint.Classes}".TrimEnd() }).Html()),
            item.Conditional is null
                ? null
                : Element.Of(
                        "div",
                        $"govuk-{Kind}__conditional",
                        item.Checked ? null : $"govuk-{Kind}__conditional--hidden")
                    .Set("id", conditionalId).Add(item.Conditional));
    }
}

/// <summary>One radio or checkbox, or the word between two of them.</summary>
public sealed record ChoiceItem
{
    public string Value { get; init; } = "";
    public Content? Content { get; init; }
    public string? Id { get; init; }
    public string? Name { get; init; }
    public Hint? Hint { get; init; }
    public bool Checked { get; init; }
    public bool Disabled { get; init; }

    /// <summary>Shown only while this is chosen.</summary>
    public IHtmlContent? Conditional { get; init; }

    /// <summary><c>exclusive</c>: choosing it clears the others.</summary>
    public string? Behaviour { get; init; }

    /// <summary>Instead of a choice, the word "or".</summary>
    public string? Divider { get; init; }

    public string? LabelClasses { get; init; }
    public IReadOnlyDictionary<string, string?>? LabelAttributes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>A choice as a page lists it, for select, radios and checkboxes.</summary>
public sealed record Choice(string Value, string Label, string? Hint = null, bool Disabled = false);

/// <summary>The tag of a group of choices; <see cref="Choice"/>s come from <c>items</c>, or from tags inside.</summary>
public abstract class ChoicesTagHelper(Text<ComponentText> text) : FieldTagHelper(text)
{
    public IEnumerable<Choice> Items { get; set; } = [];

    /// <summary>Choices written as tags, with what they show when chosen.</summary>
    internal List<(Choice Choice, IHtmlContent? Conditional)> Written { get; } = [];

    public override void Init(TagHelperContext context) => context.Items[typeof(ChoicesTagHelper)] = this;

    protected async Task<IReadOnlyList<ChoiceItem>> ReadItems(TagHelperOutput output)
    {
        await output.GetChildContentAsync();
        var chosen = Chosen();
        return [.. Items.Select(item => (Choice: item, Conditional: (IHtmlContent?)null)).Concat(Written)
            .Select(item => new ChoiceItem
            {
                Value = item.Choice.Value,
                Content = item.Choice.Label,
                Hint = item.Choice.Hint is null ? null : new Hint { Content = item.Choice.Hint },
                Disabled = item.Choice.Disabled,
                Checked = chosen.Contains(item.Choice.Value),
                Conditional = item.Conditional,
            })];
    }

    protected Fieldset FieldsetPart => new()
    {
        Legend = Label,
        LegendClasses = LabelClasses,
        LegendIsPageHeading = LabelIsPageHeading,
    };

    private HashSet<string> Chosen()
    {
        if (ViewContext.ModelState.TryGetValue(FieldName, out var entry) && entry.RawValue is not null)
        {
            return entry.RawValue switch
            {
                string[] many => [.. many],
                string one => [one],
                _ => [.. new[] { FieldValue }.OfType<string>()],
            };
        }

        return For.Model is IEnumerable<string> values ? [.. values] : [.. new[] { FieldValue }.OfType<string>()];
    }
}

/// <summary><c>&lt;govuk-choice value="other" label="Another reason"&gt;shown when chosen&lt;/govuk-choice&gt;</c></summary>
[HtmlTargetElement("govuk-choice")]
public sealed class ChoiceTagHelper : TagHelper
{
    public required string Value { get; set; }
    public required string Label { get; set; }
    public string? Hint { get; set; }
    public bool Disabled { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var group = (ChoicesTagHelper)context.Items[typeof(ChoicesTagHelper)];
        var inner = await output.GetChildContentAsync();
        group.Written.Add((new Choice(Value, Label, Hint, Disabled), inner.IsEmptyOrWhiteSpace ? null : inner));
        output.SuppressOutput();
    }
}
