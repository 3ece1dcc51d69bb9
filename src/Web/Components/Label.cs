namespace Fairload.Web.Components;

/// <summary>Label of a field; may be the page's heading.</summary>
public sealed record Label
{
    public Content? Content { get; init; }
    public string? For { get; init; }
    public bool IsPageHeading { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }

    public Element? Html()
    {
        if (Content is null)
        {
            return null;
        }

        var label = Element.Of("label", "govuk-label", Classes).Set(Attributes).Set("for", For).Add(Content);
        return IsPageHeading ? Element.Of("h1", "govuk-label-wrapper").Add(label) : label;
    }
}
