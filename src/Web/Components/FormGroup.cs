namespace Fairload.Web.Components;

/// <summary>What input, text area, select and file upload share: label, hint and error around one field.</summary>
public abstract record FormGroup
{
    public required string Name { get; init; }

    /// <summary>The field's id; its name when not given.</summary>
    public string? Id { get; init; }

    public required Label Label { get; init; }
    public Hint? Hint { get; init; }
    public ErrorMessage? Error { get; init; }

    /// <summary>Ids of further elements that describe the field.</summary>
    public string? DescribedBy { get; init; }

    public bool Disabled { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
    public string? GroupClasses { get; init; }
    public IReadOnlyDictionary<string, string?>? GroupAttributes { get; init; }
    public Content? Before { get; init; }
    public Content? After { get; init; }

    protected string FieldId => Id ?? Name;

    /// <summary>The ids of hint and error, for <c>aria-describedby</c>.</summary>
    protected string? Description => Describe(DescribedBy, FieldId, Hint, Error);

    public Element Html() => Group(Error, GroupClasses, GroupAttributes).Add(
        (Label with { For = FieldId }).Html(),
        HintElement(FieldId, Hint),
        ErrorElement(FieldId, Error),
        Field());

    /// <summary>The field itself, with what stands directly before and after it.</summary>
    protected abstract IHtmlContent Field();

    internal static Element Group(ErrorMessage? error, string? classes, IReadOnlyDictionary<string, string?>? attributes) =>
        Element.Of("div", "govuk-form-group", error is null ? null : "govuk-form-group--error", classes).Set(attributes);

    internal static Element? HintElement(string id, Hint? hint) => hint is null ? null : (hint with { Id = $"{id}-hint" }).Html();

    internal static Element? ErrorElement(string id, ErrorMessage? error) =>
        error is null ? null : (error with { Id = $"{id}-error" }).Html();

    internal static string? Describe(string? describedBy, string id, Hint? hint, ErrorMessage? error)
    {
        var ids = new[] { describedBy, hint is null ? null : $"{id}-hint", error is null ? null : $"{id}-error" };
        var all = string.Join(' ', ids.Where(i => !string.IsNullOrEmpty(i)));
        return all.Length == 0 ? null : all;
    }
}
