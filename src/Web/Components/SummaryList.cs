using Fairload.Web.Words;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Fairload.Web.Components;

/// <summary>Summary list: facts about one thing, each with what can be done about it.</summary>
public sealed record SummaryList
{
    public required IReadOnlyList<Row> Rows { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }

    public Element Html()
    {
        var anyActions = Rows.Any(row => row.Actions.Count > 0);
        return Element.Of("dl", "govuk-summary-list", Classes).Set(Attributes).Add(Rows.Select(row =>
            Element.Of(
                    "div",
                    "govuk-summary-list__row",
                    anyActions && row.Actions.Count == 0 ? "govuk-summary-list__row--no-actions" : null,
                    row.Classes)
                .Add(
                    Element.Of("dt", "govuk-summary-list__key", row.KeyClasses).Add(row.Key),
                    Element.Of("dd", "govuk-summary-list__value", row.ValueClasses).Add(row.Value),
                    Actions(row))));
    }

    private static Element? Actions(Row row)
    {
        if (row.Actions.Count == 0)
        {
            return null;
        }

        var cell = Element.Of("dd", "govuk-summary-list__actions", row.ActionsClasses);
        return row.Actions.Count == 1
            ? cell.Add(Link(row.Actions[0]))
            : cell.Add(Element.Of("ul", "govuk-summary-list__actions-list")
                .Add(row.Actions.Select(a => Element.Of("li", "govuk-summary-list__actions-list-item").Add(Link(a)))));
    }

    private static Element Link(Action action) =>
        Element.Of("a", "govuk-link", action.Classes).Set("href", action.Href).Set(action.Attributes).Add(
            action.Content,
            action.Hidden is null ? null : Element.Of("span", "govuk-visually-hidden").Add($" {action.Hidden}"));

    /// <summary>One fact.</summary>
    public sealed record Row(Content? Key, Content? Value, params IReadOnlyList<Action> Actions)
    {
        public string? Classes { get; init; }
        public string? KeyClasses { get; init; }
        public string? ValueClasses { get; init; }
        public string? ActionsClasses { get; init; }
    }

    /// <summary>What can be done about a fact; the hidden words say which, for those who hear the link alone.</summary>
    public sealed record Action(
        Content Content, string Href, string? Hidden = null, string? Classes = null, IReadOnlyDictionary<string, string?>? Attributes = null);
}

/// <summary><c>&lt;govuk-summary-list&gt;&lt;govuk-summary-row key="Status"&gt;…&lt;/govuk-summary-row&gt;&lt;/govuk-summary-list&gt;</c></summary>
[HtmlTargetElement("govuk-summary-list")]
public sealed class SummaryListTagHelper(Text<ComponentText> text) : ComponentTagHelper(text)
{
    internal List<SummaryList.Row> Written { get; } = [];

    public override void Init(TagHelperContext context) => context.Items[typeof(SummaryListTagHelper)] = this;

    protected override async Task<IHtmlContent?> Render(TagHelperOutput output)
    {
        await output.GetChildContentAsync();
        return new SummaryList { Rows = Written, Classes = Classes, Attributes = Rest(output) }.Html();
    }
}

/// <summary>One fact of a summary list; <c>action</c>, <c>href</c> and <c>hidden</c> make its link.</summary>
[HtmlTargetElement("govuk-summary-row", ParentTag = "govuk-summary-list")]
public sealed class SummaryRowTagHelper : TagHelper
{
    public required string Key { get; set; }
    public string? Action { get; set; }
    public string? Href { get; set; }
    public string? Hidden { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var list = (SummaryListTagHelper)context.Items[typeof(SummaryListTagHelper)];
        var value = await output.GetChildContentAsync();
        list.Written.Add(Action is null || Href is null
            ? new SummaryList.Row(Key, Content.Of(value))
            : new SummaryList.Row(Key, Content.Of(value), new SummaryList.Action(Action, Href, Hidden)));
        output.SuppressOutput();
    }
}
