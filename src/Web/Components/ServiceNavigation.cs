namespace Fairload.Web.Components;

/// <summary>Service navigation. The layout draws it from <c>PageFrame.Navigation</c>.</summary>
public sealed record ServiceNavigation
{
    public required IReadOnlyList<NavigationItem> Items { get; init; }
    public required string MenuButton { get; init; }

    /// <summary>The service's name, for a page without a header; then the whole is a region of its own.</summary>
    public string? ServiceName { get; init; }

    public string? ServiceUrl { get; init; }
    public string? RegionLabel { get; init; }
    public string? Label { get; init; }
    public string Id { get; init; } = "navigation";
    public bool? CollapseOnMobile { get; init; }
    public string? MenuButtonLabel { get; init; }
    public string? NavigationClasses { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }

    public Element Html()
    {
        var container = Element.Of("div", "govuk-service-navigation__container").Add(ServiceName is null ? null : Name());
        if (Items.Count > 0)
        {
            container.Add(Element.Of("nav", "govuk-service-navigation__wrapper", NavigationClasses)
                .Set("aria-label", Label ?? MenuButton)
                .Add(
                    CollapseOnMobile ?? Items.Count > 1 ? Toggle() : null,
                    Element.Of("ul", "govuk-service-navigation__list").Set("id", Id).Add(Items.Select(Row))));
        }

        var whole = ServiceName is null ? new Element("div") : new Element("section").Set("aria-label", RegionLabel);
        return whole.Class("govuk-service-navigation", Classes).Set("data-module", "govuk-service-navigation")
            .Set(Attributes).Add(Element.Of("div", "govuk-width-container").Add(container));
    }

    private Element Name() => Element.Of("span", "govuk-service-navigation__service-name").Add(ServiceUrl is null
        ? Element.Of("span", "govuk-service-navigation__text").Add(ServiceName)
        : Element.Of("a", "govuk-service-navigation__link").Set("href", ServiceUrl).Add(ServiceName));

    private Element Toggle() =>
        Element.Of("button", "govuk-service-navigation__toggle govuk-js-service-navigation-toggle")
            .Set("type", "button").Set("aria-controls", Id)
            .Set("aria-label", MenuButtonLabel == MenuButton ? null : MenuButtonLabel)
            .Set("hidden", true).Set("aria-hidden", "true").Add(MenuButton);

    private static Element Row(NavigationItem item)
    {
        var here = item.Here != Here.No;
        Element link = item.Href is null
            ? Element.Of("span", "govuk-service-navigation__text")
            : Element.Of("a", "govuk-service-navigation__link").Set("href", item.Href);
        link.Set("aria-current", item.Here switch { Here.Page => "page", Here.Section => "true", _ => null })
            .Set(item.Href is null ? null : item.Attributes)
            .Add(here ? Element.Of("strong", "govuk-service-navigation__active-fallback").Add(item.Content) : item.Content);
        return Element.Of("li", "govuk-service-navigation__item", here ? "govuk-service-navigation__item--active" : null).Add(link);
    }
}

/// <summary>One entry of the menu.</summary>
public sealed record NavigationItem(
    Content Content, string? Href, Here Here = Here.No, IReadOnlyDictionary<string, string?>? Attributes = null);

/// <summary>Where the reader is, seen from an entry of the menu.</summary>
public enum Here
{
    /// <summary>Elsewhere.</summary>
    No,

    /// <summary>On a page below it.</summary>
    Section,

    /// <summary>On that very page.</summary>
    Page,
}
