using Fairload.Web.Words;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Fairload.Web.Components;

/// <summary>Error summary: every fault of the form, at the top, each a link to its field.</summary>
public sealed record ErrorSummary
{
    public required Content Title { get; init; }
    public Content? Description { get; init; }
    public IReadOnlyList<Item> Errors { get; init; } = [];
    public bool? DisableAutoFocus { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }

    public Element Html()
    {
        var body = Element.Of("div", "govuk-error-summary__body")
            .Add(Description is null ? null : new Element("p").Add(Description));
        if (Errors.Count > 0)
        {
            body.Add(Element.Of("ul", "govuk-list govuk-error-summary__list").Add(Errors.Select(Row)));
        }

        return Element.Of("div", "govuk-error-summary", Classes)
            .Set("data-disable-auto-focus", DisableAutoFocus switch { null => null, true => "true", false => "false" })
            .Set(Attributes).Set("data-module", "govuk-error-summary")
            .Add(new Element("div").Set("role", "alert")
                .Add(Element.Of("h2", "govuk-error-summary__title").Add(Title), body));
    }

    private static Element Row(Item error) => new Element("li").Add(error.Href is null
        ? error.Content
        : new Element("a").Set("href", error.Href).Set(error.Attributes).Add(error.Content));

    /// <summary>One fault.</summary>
    public sealed record Item(Content Content, string? Href = null, IReadOnlyDictionary<string, string?>? Attributes = null);
}

/// <summary><c>&lt;govuk-error-summary /&gt;</c>: the faults of the page's model; nothing when there are none.</summary>
[HtmlTargetElement("govuk-error-summary", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorSummaryTagHelper(Text<ComponentText> text) : ComponentTagHelper(text)
{
    protected override Task<IHtmlContent?> Render(TagHelperOutput output)
    {
        var errors = ViewContext.ModelState
            .Where(entry => entry.Value!.Errors.Count > 0)
            .Select(entry => new ErrorSummary.Item(
                entry.Value!.Errors[0].ErrorMessage!,
                entry.Key.Length == 0 ? null : "#" + FieldTagHelper.IdOf(entry.Key)))
            .ToList();
        return Task.FromResult<IHtmlContent?>(errors.Count == 0
            ? null
            : new ErrorSummary { Title = Text["errorSummary.title"]!, Errors = errors, Classes = Classes }.Html());
    }
}
