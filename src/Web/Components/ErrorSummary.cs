using System.Globalization;
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
            .OrderBy(entry => Place(entry.Key), StringComparer.Ordinal)
            .Select(entry => new ErrorSummary.Item(
                entry.Value!.Errors[0].ErrorMessage!,
                entry.Key.Length == 0 ? null : "#" + FieldTagHelper.IdOf(entry.Key)))
            .ToList();
        return Task.FromResult<IHtmlContent?>(errors.Count == 0
            ? null
            : new ErrorSummary { Title = Text["errorSummary.title"], Errors = errors, Classes = Classes }.Html());
    }

    /// <summary>
    /// Errors stand in the order of the questions. The model's own order is that of the alphabet, so it is taken from the
    /// properties as they are declared, which is the order a page asks in.
    /// </summary>
    private string Place(string key)
    {
        var place = "";
        var metadata = ViewContext.ViewData.ModelMetadata;
        foreach (var name in key.Split('.', '['))
        {
            var index = metadata.Properties.TakeWhile(property => property.PropertyName != name).Count();
            place += index.ToString("D4", CultureInfo.InvariantCulture);
            if (index == metadata.Properties.Count)
            {
                break;
            }

            metadata = metadata.Properties[index];
        }

        return place;
    }
}
