using Fairload.Web.Words;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.AspNetCore.WebUtilities;

namespace Fairload.Web.Components;

/// <summary>Pagination of a long list.</summary>
public sealed record Pagination
{
    private const string ArrowLeft = "m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z";
    private const string ArrowRight = "m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z";

    public required string Label { get; init; }

    /// <summary>Pages by number; null where only previous and next are shown.</summary>
    public IReadOnlyList<Item>? Items { get; init; }

    public Link? Previous { get; init; }
    public Link? Next { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }

    private bool IsBlock => Items is null && (Previous ?? Next) is not null;

    public Element Html() =>
        Element.Of("nav", "govuk-pagination", IsBlock ? "govuk-pagination--block" : null, Classes)
            .Set("aria-label", Label).Set(Attributes)
            .Add(
                Previous is null ? null : Arrow(Previous, "prev"),
                Items is null ? null : Element.Of("ul", "govuk-pagination__list").Add(Items.Select(Page)),
                Next is null ? null : Arrow(Next, "next"));

    private Element Arrow(Link link, string type)
    {
        var isPrevious = type == "prev";
        var arrow = Element.Of("svg", $"govuk-pagination__icon govuk-pagination__icon--{type}")
            .Set("xmlns", "http://www.w3.org/2000/svg").Set("height", 13).Set("width", 15).Set("aria-hidden", "true")
            .Set("focusable", "false").Set("viewBox", "0 0 15 13")
            .Add(new Element("path").Set("d", isPrevious ? ArrowLeft : ArrowRight));
        return Element.Of("div", $"govuk-pagination__{type}").Add(
            Element.Of("a", "govuk-link govuk-pagination__link").Set("href", link.Href).Set("rel", type).Set(link.Attributes).Add(
                IsBlock || isPrevious ? arrow : null,
                Element.Of(
                        "span",
                        "govuk-pagination__link-title",
                        IsBlock && link.Label is null ? "govuk-pagination__link-title--decorated" : null)
                    .Add(link.Content),
                IsBlock && link.Label is not null
                    ? new Pieces(
                        Element.Of("span", "govuk-visually-hidden").Add(":"),
                        Element.Of("span", "govuk-pagination__link-label").Add(link.Label))
                    : null,
                !IsBlock && !isPrevious ? arrow : null));
    }

    private static Element Page(Item item) => item.Number is null
        ? Element.Of("li", "govuk-pagination__item govuk-pagination__item--ellipsis").Add("⋯")
        : Element.Of("li", "govuk-pagination__item", item.Current ? "govuk-pagination__item--current" : null).Add(
            Element.Of("a", "govuk-link govuk-pagination__link").Set("href", item.Href).Set("aria-label", item.Label)
                .Set("aria-current", item.Current ? "page" : null).Set(item.Attributes).Add(item.Number));

    /// <summary>Previous or next.</summary>
    public sealed record Link(
        Content Content, string Href, string? Label = null, IReadOnlyDictionary<string, string?>? Attributes = null);

    /// <summary>One page; without a number it is the gap between two.</summary>
    public sealed record Item(
        string? Number,
        string? Href = null,
        string? Label = null,
        bool Current = false,
        IReadOnlyDictionary<string, string?>? Attributes = null);
}

/// <summary><c>&lt;govuk-pagination page="Model.Page" pages="Model.Pages" /&gt;</c>: the same address with another <c>page=</c>.</summary>
[HtmlTargetElement("govuk-pagination", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PaginationTagHelper(Text<ComponentText> text) : ComponentTagHelper(text)
{
    public int Page { get; set; } = 1;
    public int Pages { get; set; } = 1;

    protected override Task<IHtmlContent?> Render(TagHelperOutput output) =>
        Task.FromResult<IHtmlContent?>(Pages < 2 ? null : new Pagination
        {
            Label = Text["pagination.label"],
            Previous = Page > 1 ? Step("pagination.previous", Page - 1) : null,
            Next = Page < Pages ? Step("pagination.next", Page + 1) : null,
            Items = [.. Numbers()],
            Classes = Classes,
        }.Html());

    private Pagination.Link Step(string key, int page) => new(
        Content.Of(new Pieces(
            new Element("span").Add(Text[key]), Element.Of("span", "govuk-visually-hidden").Add(Text["pagination.hidden"]))),
        Address(page));

    /// <summary>First, last, and those around the present one.</summary>
    private IEnumerable<Pagination.Item> Numbers()
    {
        var last = 0;
        foreach (var page in Enumerable.Range(1, Pages).Where(p => p == 1 || p == Pages || Math.Abs(p - Page) <= 1))
        {
            if (page > last + 1)
            {
                yield return new Pagination.Item(null);
            }

            last = page;
            var number = Format.Count(page);
            yield return new Pagination.Item(number, Address(page), Text["pagination.page", number], page == Page);
        }
    }

    private string Address(int page)
    {
        var request = ViewContext.HttpContext.Request;
        var query = request.Query.Where(pair => pair.Key != "page")
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value));
        var address = QueryHelpers.AddQueryString(request.PathBase + request.Path, query);
        return QueryHelpers.AddQueryString(address, "page", page.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
