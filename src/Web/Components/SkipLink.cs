namespace Fairload.Web.Components;

/// <summary>Skip link, the first thing on every page.</summary>
public sealed record SkipLink
{
    public required Content Content { get; init; }
    public required string Href { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }

    public Element Html() => new Element("a").Set("href", Href).Class("govuk-skip-link", Classes)
        .Set(Attributes).Set("data-module", "govuk-skip-link").Add(Content);
}
