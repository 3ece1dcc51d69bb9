namespace Fairload.Web.Components;

/// <summary>Breadcrumbs. The layout draws them from <c>PageFrame.Breadcrumbs</c>.</summary>
public sealed record Breadcrumbs
{
    public required IReadOnlyList<Breadcrumb> Items { get; init; }
    public required string Label { get; init; }
    public bool CollapseOnMobile { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }

    public Element Html() =>
        Element.Of("nav", "govuk-breadcrumbs", Classes, CollapseOnMobile ? "govuk-breadcrumbs--collapse-on-mobile" : null)
            .Set(Attributes).Set("aria-label", Label)
            .Add(Element.Of("ol", "govuk-breadcrumbs__list").Add(Items.Select(Row)));

    private static Element Row(Breadcrumb item)
    {
        var row = Element.Of("li", "govuk-breadcrumbs__list-item");
        return item.Href is null
            ? row.Set("aria-current", "page").Add(item.Content)
            : row.Add(Element.Of("a", "govuk-breadcrumbs__link").Set("href", item.Href).Set(item.Attributes).Add(item.Content));
    }
}

/// <summary>One step of the way here; the present page has no address.</summary>
public sealed record Breadcrumb(Content Content, string? Href = null, IReadOnlyDictionary<string, string?>? Attributes = null);
