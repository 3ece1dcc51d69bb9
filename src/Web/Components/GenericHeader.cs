namespace Fairload.Web.Components;

/// <summary>Generic header: for a service that is not on GOV.UK.</summary>
public sealed record GenericHeader
{
    public required Content Logo { get; init; }
    public string Url { get; init; } = "/";

    /// <summary>What stands beside the service's name, inside the same line.</summary>
    public IHtmlContent? BesideLogo { get; init; }

    /// <summary>What stands at the far end: who is signed in.</summary>
    public IHtmlContent? End { get; init; }

    public string? ContainerClasses { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }

    public Element Html() => Element.Of("div", "govuk-generic-header", Classes).Set(Attributes)
        .Add(Element.Of("div", "govuk-generic-header__container", ContainerClasses ?? "govuk-width-container").Add(
            Element.Of("div", "govuk-generic-header__logo").Add(
                Element.Of("a", "govuk-generic-header__homepage-link").Set("href", Url).Add(Logo),
                BesideLogo),
            End));
}
