namespace Fairload.Web.Components;

/// <summary>Fieldset with its legend.</summary>
public sealed record Fieldset
{
    public Content? Legend { get; init; }
    public string? LegendClasses { get; init; }
    public bool LegendIsPageHeading { get; init; }
    public string? DescribedBy { get; init; }
    public string? Role { get; init; }
    public IHtmlContent? Content { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }

    public Element Html()
    {
        var legend = Legend is null
            ? null
            : Element.Of("legend", "govuk-fieldset__legend", LegendClasses)
                .Add(LegendIsPageHeading ? Element.Of("h1", "govuk-fieldset__heading").Add(Legend) : Legend);
        return Element.Of("fieldset", "govuk-fieldset", Classes)
            .Set("role", Role).Set("aria-describedby", DescribedBy).Set(Attributes).Add(legend, Content);
    }
}
