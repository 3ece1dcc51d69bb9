namespace Fairload.Web.Components;

/// <summary>Hint of a field.</summary>
public sealed record Hint
{
    public required Content Content { get; init; }
    public string? Id { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }

    public Element Html() => new Element("div").Set("id", Id).Class("govuk-hint", Classes).Set(Attributes).Add(Content);
}
