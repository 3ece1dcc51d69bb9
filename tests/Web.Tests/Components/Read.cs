using System.Text.Json;
using Fairload.Web.Components;
using Microsoft.AspNetCore.Html;

namespace Fairload.Web.Tests.Components;

/// <summary>Turns the options of the design system's templates into our components, one method a component.</summary>
internal static class Read
{
    public static IHtmlContent Breadcrumbs(JsonElement o) => new Breadcrumbs
    {
        Items = [.. o.Many("items").Select(i => new Breadcrumb(i.Words()!, i.Some("href"), i.Attrs()))],
        Label = o.Str("labelText") ?? "Breadcrumb",
        CollapseOnMobile = o.Is("collapseOnMobile"),
        Classes = o.Str("classes"),
        Attributes = o.Attrs(),
    }.Html();

    public static IHtmlContent Button(JsonElement o) => new Button
    {
        Content = o.Words()!,
        Href = o.Some("href"),
        Type = o.Some("type"),
        Name = o.Some("name"),
        Value = o.Some("value"),
        Id = o.Some("id"),
        Disabled = o.Is("disabled"),
        PreventDoubleClick = o.Flag("preventDoubleClick"),
        Classes = o.Str("classes"),
        Attributes = o.Attrs(),
    }.Html();

    public static IHtmlContent Details(JsonElement o) => new Details
    {
        Summary = o.Words("summaryHtml", "summaryText")!,
        Content = o.Words() ?? Content.Of(HtmlString.Empty),
        Id = o.Some("id"),
        Open = o.Is("open"),
        Classes = o.Str("classes"),
        Attributes = o.Attrs(),
    }.Html();

    public static ErrorMessage? Error(JsonElement? o) => o is not { ValueKind: JsonValueKind.Object } e ? null : new ErrorMessage
    {
        Content = e.Words() ?? Content.Of(HtmlString.Empty),
        Id = e.Some("id"),
        Prefix = e.Str("visuallyHiddenText") ?? (e.Flag("visuallyHiddenText") == false ? "" : "Error"),
        Classes = e.Str("classes"),
        Attributes = e.Attrs(),
    };

    public static IHtmlContent ErrorSummary(JsonElement o) => new ErrorSummary
    {
        Title = o.Words("titleHtml", "titleText") ?? Content.Of(HtmlString.Empty),
        Description = o.Words("descriptionHtml", "descriptionText"),
        Errors = [.. o.Many("errorList").Select(e => new ErrorSummary.Item(e.Words()!, e.Some("href"), e.Attrs()))],
        DisableAutoFocus = o.Flag("disableAutoFocus"),
        Classes = o.Str("classes"),
        Attributes = o.Attrs(),
    }.Html();

    public static Fieldset Fieldset(JsonElement o) => new()
    {
        Legend = (o.Get("legend") ?? default).Words(),
        LegendClasses = o.Str("legend.classes"),
        LegendIsPageHeading = o.Is("legend.isPageHeading"),
        DescribedBy = o.Some("describedBy"),
        Role = o.Some("role"),
        Content = o.Some("html") is { } html ? new HtmlString(html) : null,
        Classes = o.Str("classes"),
        Attributes = o.Attrs(),
    };

    public static IHtmlContent FileUpload(JsonElement o) => new FileUpload
    {
        Name = o.Str("name")!,
        Id = o.Some("id"),
        Label = Label(o.Get("label")),
        Hint = Hint(o.Get("hint")),
        Error = Error(o.Get("errorMessage")),
        DescribedBy = o.Some("describedBy"),
        Disabled = o.Is("disabled"),
        Multiple = o.Is("multiple"),
        Classes = o.Str("classes"),
        Attributes = o.Attrs(),
        GroupClasses = o.Str("formGroup.classes"),
        GroupAttributes = o.Attrs("formGroup.attributes"),
        Before = (o.Get("formGroup.beforeInput") ?? default).Words(),
        After = (o.Get("formGroup.afterInput") ?? default).Words(),
    }.Html();

    public static IHtmlContent GenericHeader(JsonElement o) => new GenericHeader
    {
        Logo = o.Words("logoHtml", "logoText")!,
        Url = o.Some("url") ?? "/",
        ContainerClasses = o.Some("containerClasses"),
        Classes = o.Str("classes"),
        Attributes = o.Attrs(),
    }.Html();

    public static Hint? Hint(JsonElement? o) => o is not { ValueKind: JsonValueKind.Object } h ? null : new Hint
    {
        Content = h.Words()!,
        Id = h.Some("id"),
        Classes = h.Str("classes"),
        Attributes = h.Attrs(),
    };

    public static IHtmlContent Input(JsonElement o) => new Input
    {
        Name = o.Str("name")!,
        Id = o.Some("id"),
        Label = Label(o.Get("label")),
        Hint = Hint(o.Get("hint")),
        Error = Error(o.Get("errorMessage")),
        DescribedBy = o.Some("describedBy"),
        Disabled = o.Is("disabled"),
        Type = o.Some("type") ?? "text",
        Value = o.Str("value"),
        Spellcheck = o.Flag("spellcheck"),
        Autocomplete = o.Some("autocomplete"),
        Autocapitalize = o.Some("autocapitalize"),
        Pattern = o.Some("pattern"),
        Inputmode = o.Some("inputmode"),
        Prefix = Affix(o.Get("prefix")),
        Suffix = Affix(o.Get("suffix")),
        WrapperClasses = o.Str("inputWrapper.classes"),
        WrapperAttributes = o.Attrs("inputWrapper.attributes"),
        Classes = o.Str("classes"),
        Attributes = o.Attrs(),
        GroupClasses = o.Str("formGroup.classes"),
        GroupAttributes = o.Attrs("formGroup.attributes"),
        Before = (o.Get("formGroup.beforeInput") ?? default).Words(),
        After = (o.Get("formGroup.afterInput") ?? default).Words(),
    }.Html();

    public static IHtmlContent InsetText(JsonElement o) => new InsetText
    {
        Content = o.Words()!,
        Id = o.Some("id"),
        Classes = o.Str("classes"),
        Attributes = o.Attrs(),
    }.Html();

    public static Label Label(JsonElement? o) => o is not { ValueKind: JsonValueKind.Object } l ? new Label() : new Label
    {
        Content = l.Words(),
        For = l.Some("for"),
        IsPageHeading = l.Is("isPageHeading"),
        Classes = l.Str("classes"),
        Attributes = l.Attrs(),
    };

    public static IHtmlContent NotificationBanner(JsonElement o)
    {
        var success = o.Str("type") == "success";
        return new NotificationBanner
        {
            Content = o.Words() ?? Content.Of(HtmlString.Empty),
            Title = o.Words("titleHtml", "titleText") ?? (success ? "Success" : "Important")!,
            Success = success,
            TitleHeadingLevel = o.Get("titleHeadingLevel")?.GetInt32() ?? 2,
            TitleId = o.Some("titleId") ?? "govuk-notification-banner-title",
            Role = o.Some("role"),
            DisableAutoFocus = o.Flag("disableAutoFocus"),
            Classes = o.Str("classes"),
            Attributes = o.Attrs(),
        }.Html();
    }

    public static IHtmlContent Pagination(JsonElement o) => new Pagination
    {
        Label = o.Some("landmarkLabel") ?? "Pagination",
        Items = o.Get("items") is null ? null : [.. o.Many("items").Where(i => i.EnumerateObject().Any()).Select(i => i.Is("ellipsis")
            ? new Pagination.Item(null)
            : new Pagination.Item(
                i.Str("number"), i.Some("href") ?? "", i.Str("visuallyHiddenText") ?? "Page " + i.Str("number"), i.Is("current"), i.Attrs()))],
        Previous = Arrow(o.Get("previous"), "Previous"),
        Next = Arrow(o.Get("next"), "Next"),
        Classes = o.Str("classes"),
        Attributes = o.Attrs(),
    }.Html();

    public static IHtmlContent Radios(JsonElement o) => Choices(new Radios { Name = o.Str("name")!, Items = Items(o) }, o).Html();

    public static IHtmlContent Checkboxes(JsonElement o) =>
        Choices(new Checkboxes { Name = o.Str("name")!, Items = Items(o) }, o).Html();

    public static IHtmlContent Select(JsonElement o)
    {
        var chosen = o.Some("value");
        return new Select
        {
            Name = o.Str("name")!,
            Id = o.Some("id"),
            Label = Label(o.Get("label")),
            Hint = Hint(o.Get("hint")),
            Error = Error(o.Get("errorMessage")),
            DescribedBy = o.Some("describedBy"),
            Disabled = o.Is("disabled"),
            Options = [.. o.Many("items").Select(i => new Select.Option(
                i.Flag("value") == false ? "false" : i.Str("value"),
                i.Str("text")!,
                i.Flag("selected") ?? (chosen is not null && (i.Str("value") ?? i.Str("text")) == chosen),
                i.Is("disabled"),
                i.Attrs()))],
            Classes = o.Str("classes"),
            Attributes = o.Attrs(),
            GroupClasses = o.Str("formGroup.classes"),
            GroupAttributes = o.Attrs("formGroup.attributes"),
            Before = (o.Get("formGroup.beforeInput") ?? default).Words(),
            After = (o.Get("formGroup.afterInput") ?? default).Words(),
        }.Html();
    }

    public static IHtmlContent ServiceNavigation(JsonElement o) => new ServiceNavigation
    {
        Items = [.. o.Many("navigation").Select(i => new NavigationItem(
            i.Words()!, i.Some("href"), i.Is("current") ? Here.Page : i.Is("active") ? Here.Section : Here.No, i.Attrs()))],
        MenuButton = o.Some("menuButtonText") ?? "Menu",
        Label = o.Some("navigationLabel"),
        ServiceName = o.Some("serviceName"),
        ServiceUrl = o.Some("serviceUrl"),
        RegionLabel = o.Some("ariaLabel") ?? "Service information",
        Id = o.Some("navigationId") ?? "navigation",
        CollapseOnMobile = o.Flag("collapseNavigationOnMobile"),
        MenuButtonLabel = o.Some("menuButtonLabel"),
        NavigationClasses = o.Str("navigationClasses"),
        Classes = o.Str("classes"),
        Attributes = o.Attrs(),
    }.Html();

    public static IHtmlContent SkipLink(JsonElement o) => new SkipLink
    {
        Content = o.Words()!,
        Href = o.Some("href") ?? "#content",
        Classes = o.Str("classes"),
        Attributes = o.Attrs(),
    }.Html();

    public static IHtmlContent SummaryList(JsonElement o) => new SummaryList
    {
        Rows = [.. o.Many("rows").Select(r => new SummaryList.Row(
            (r.Get("key") ?? default).Words(),
            (r.Get("value") ?? default).Words(),
            [.. (r.Get("actions") ?? default).Many("items").Select(a => new SummaryList.Action(
                a.Words()!, a.Str("href")!, a.Some("visuallyHiddenText"), a.Str("classes"), a.Attrs()))])
        {
            Classes = r.Str("classes"),
            KeyClasses = r.Str("key.classes"),
            ValueClasses = r.Str("value.classes"),
            ActionsClasses = r.Str("actions.classes"),
        })],
        Classes = o.Str("classes"),
        Attributes = o.Attrs(),
    }.Html();

    public static IHtmlContent Table(JsonElement o) => new Table
    {
        Caption = o.Str("caption"),
        CaptionClasses = o.Str("captionClasses"),
        Head = [.. o.Many("head").Select(Cell)],
        Rows = [.. o.Many("rows").Select(r => (IReadOnlyList<Table.Cell>)[.. r.EnumerateArray().Select(Cell)])],
        FirstCellIsHeader = o.Is("firstCellIsHeader"),
        Classes = o.Str("classes"),
        Attributes = o.Attrs(),
    }.Html();

    public static IHtmlContent Tag(JsonElement o) =>
        new Tag { Content = o.Words()!, Classes = o.Str("classes"), Attributes = o.Attrs() }.Html();

    public static IHtmlContent Textarea(JsonElement o) => new Textarea
    {
        Name = o.Str("name")!,
        Id = o.Some("id"),
        Label = Label(o.Get("label")),
        Hint = Hint(o.Get("hint")),
        Error = Error(o.Get("errorMessage")),
        DescribedBy = o.Some("describedBy"),
        Disabled = o.Is("disabled"),
        Value = o.Str("value"),
        Rows = o.Get("rows") is { ValueKind: JsonValueKind.Number } rows ? rows.GetInt32()
            : o.Some("rows") is { } text ? int.Parse(text) : 5,
        Spellcheck = o.Flag("spellcheck"),
        Autocomplete = o.Some("autocomplete"),
        Classes = o.Str("classes"),
        Attributes = o.Attrs(),
        GroupClasses = o.Str("formGroup.classes"),
        GroupAttributes = o.Attrs("formGroup.attributes"),
        Before = (o.Get("formGroup.beforeInput") ?? default).Words(),
        After = (o.Get("formGroup.afterInput") ?? default).Words(),
    }.Html();

    public static IHtmlContent WarningText(JsonElement o) => new WarningText
    {
        Content = o.Words()!,
        Prefix = o.Some("iconFallbackText") ?? "Warning",
        Classes = o.Str("classes"),
        Attributes = o.Attrs(),
    }.Html();

    private static Choices Choices(Choices choices, JsonElement o) => choices with
    {
        IdPrefix = o.Some("idPrefix"),
        Fieldset = o.Get("fieldset") is { } fieldset ? Fieldset(fieldset) : null,
        Hint = Hint(o.Get("hint")),
        Error = Error(o.Get("errorMessage")),
        DescribedBy = o.Some("describedBy"),
        Classes = o.Str("classes"),
        Attributes = o.Attrs(),
        GroupClasses = o.Str("formGroup.classes"),
        GroupAttributes = o.Attrs("formGroup.attributes"),
        Before = (o.Get("formGroup.beforeInputs") ?? default).Words(),
        After = (o.Get("formGroup.afterInputs") ?? default).Words(),
    };

    private static IReadOnlyList<ChoiceItem> Items(JsonElement o)
    {
        var chosen = o.Get("values") is { } values ? values.EnumerateArray().Select(v => v.ToString()).ToHashSet()
            : o.Some("value") is { } value ? [value] : new HashSet<string>();
        // The templates count an item that a condition left out; ours never sees one, so the number is given as an id.
        var prefix = o.Some("idPrefix") ?? o.Str("name");
        var all = o.Get("items")!.Value.EnumerateArray().ToList();
        var isComplete = all.All(i => i.ValueKind == JsonValueKind.Object);
        return [.. all.Select((i, at) => (Item: i, At: at)).Where(p => p.Item.ValueKind == JsonValueKind.Object).Select(p => new ChoiceItem
        {
            Value = p.Item.Str("value") ?? "",
            Content = p.Item.Words(),
            Id = p.Item.Some("id") ?? (isComplete || p.At == 0 ? null : $"{prefix}-{p.At + 1}"),
            Name = p.Item.Some("name"),
            Hint = (p.Item.Get("hint") ?? default).Words() is null ? null : Hint(p.Item.Get("hint")),
            Checked = p.Item.Flag("checked") ?? chosen.Contains(p.Item.Str("value") ?? ""),
            Disabled = p.Item.Is("disabled"),
            Conditional = p.Item.Some("conditional.html") is { } html ? new HtmlString(html.Trim()) : null,
            Behaviour = p.Item.Some("behaviour"),
            Divider = p.Item.Some("divider"),
            LabelClasses = p.Item.Str("label.classes"),
            LabelAttributes = p.Item.Attrs("label.attributes"),
            Attributes = p.Item.Attrs(),
        })];
    }

    private static Table.Cell Cell(JsonElement c) => new(c.Words(), c.Str("format") == "numeric")
    {
        Classes = c.Str("classes"),
        Colspan = c.Get("colspan")?.GetInt32(),
        Rowspan = c.Get("rowspan")?.GetInt32(),
        Attributes = c.Attrs(),
    };

    private static Input.Affix? Affix(JsonElement? o) => o is not { } a ? null : new Input.Affix(a.Words()!, a.Str("classes"), a.Attrs());

    private static Pagination.Link? Arrow(JsonElement? o, string word) => o is not { } l ? null : new Pagination.Link(
        l.Words() ?? Content.Of(new HtmlString($"{word}<span class=\"govuk-visually-hidden\"> page</span>")),
        l.Str("href")!,
        l.Str("labelText"),
        l.Attrs());
}
