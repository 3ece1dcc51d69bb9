using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Fairload.Web.Components;

/// <summary>What every component's tag has: extra classes, further attributes, and the request around it.</summary>
public abstract class ComponentTagHelper(Text<ComponentText> text) : TagHelper
{
    /// <summary>Further classes.</summary>
    public string? Classes { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    protected Text<ComponentText> Text { get; } = text;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var html = await Render(output);
        output.TagName = null;
        output.Attributes.Clear();
        if (html is null)
        {
            output.SuppressOutput();
        }
        else
        {
            output.Content.SetHtmlContent(html);
        }
    }

    /// <summary>The component, or null where there is nothing to show.</summary>
    protected abstract Task<IHtmlContent?> Render(TagHelperOutput output);

    /// <summary>What the page wrote between the tags.</summary>
    protected static async Task<Content> Inner(TagHelperOutput output) => Content.Of(await output.GetChildContentAsync());

    /// <summary>What the page wrote between the tags, or null for nothing but space.</summary>
    protected static async Task<Content?> InnerOrNone(TagHelperOutput output)
    {
        var inner = await output.GetChildContentAsync();
        return inner.IsEmptyOrWhiteSpace ? null : Content.Of(inner);
    }

    /// <summary>Attributes that the tag does not know, such as <c>data-…</c> and <c>aria-…</c>, go to the element.</summary>
    protected static IReadOnlyDictionary<string, string?>? Rest(TagHelperOutput output) => output.Attributes.Count == 0
        ? null
        : output.Attributes.ToDictionary(a => a.Name, a => a.Value is null ? null : a.Value as string ?? a.Value.ToString());
}

/// <summary>A field bound to a property: its name, value and error come from the model.</summary>
public abstract class FieldTagHelper(Text<ComponentText> text) : ComponentTagHelper(text)
{
    /// <summary>The property, as in <c>for="Input.Reason"</c>.</summary>
    public required ModelExpression For { get; set; }

    public required string Label { get; set; }
    public string? LabelClasses { get; set; }
    public bool LabelIsPageHeading { get; set; }
    public string? Hint { get; set; }

    protected string FieldName => ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);

    /// <summary>The address of the field that the error summary links to.</summary>
    protected string FieldId => IdOf(FieldName);

    /// <summary>What the person typed, before what the record says: an answer that was refused is shown again.</summary>
    protected string? FieldValue =>
        ViewContext.ModelState.TryGetValue(FieldName, out var entry) && entry.AttemptedValue is not null
            ? entry.AttemptedValue
            : For.Model switch
            {
                null => null,
                DateOnly day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                _ => Convert.ToString(For.Model, System.Globalization.CultureInfo.InvariantCulture),
            };

    protected ErrorMessage? FieldError =>
        ViewContext.ModelState.TryGetValue(FieldName, out var entry) && entry.Errors.Count > 0
            ? new ErrorMessage { Content = entry.Errors[0].ErrorMessage!, Prefix = Text["error.prefix"] }
            : null;

    protected Label LabelPart => new() { Content = Label, Classes = LabelClasses, IsPageHeading = LabelIsPageHeading };

    protected Hint? HintPart => Hint is null ? null : new Hint { Content = Hint };

    internal static string IdOf(string fieldName) => TagBuilder.CreateSanitizedId(fieldName, "-");
}
