using System.Text.Json;
using Fairload.Web.Components;
using Microsoft.AspNetCore.Html;

namespace Fairload.Web.Tests.Components;

/// <summary>
/// Every component gives the markup that the design system itself gives for its own examples, however it is written.
/// What is not applicable stands in <see cref="NotApplicable"/> with the reason; nothing is left out in silence.
/// </summary>
public sealed class ConformanceTests
{
    private static readonly Dictionary<string, Func<JsonElement, IHtmlContent>> Components = new()
    {
        ["breadcrumbs"] = Read.Breadcrumbs,
        ["button"] = Read.Button,
        ["checkboxes"] = Read.Checkboxes,
        ["details"] = Read.Details,
        ["error-message"] = o => Read.Error(o)!.Html(),
        ["error-summary"] = Read.ErrorSummary,
        ["fieldset"] = o => Read.Fieldset(o).Html(),
        ["file-upload"] = Read.FileUpload,
        ["generic-header"] = Read.GenericHeader,
        ["hint"] = o => Read.Hint(o)!.Html(),
        ["input"] = Read.Input,
        ["inset-text"] = Read.InsetText,
        ["label"] = o => new Pieces(Read.Label(o).Html()),
        ["notification-banner"] = Read.NotificationBanner,
        ["pagination"] = Read.Pagination,
        ["radios"] = Read.Radios,
        ["select"] = Read.Select,
        ["service-navigation"] = Read.ServiceNavigation,
        ["skip-link"] = Read.SkipLink,
        ["summary-list"] = Read.SummaryList,
        ["table"] = Read.Table,
        ["tag"] = Read.Tag,
        ["textarea"] = Read.Textarea,
        ["warning-text"] = Read.WarningText,
    };

    private const string NoStart = "A start button opens a public service from GOV.UK; an office tool has none.";
    private const string NoCard = "Cards are not used: the pages have no boxes in boxes.";
    private const string NoEnhancement = "The script-built drop zone is not used: the browser's own field works without script.";
    private const string NoSlots = "The menu has only links: who is signed in and the language stand in the header.";

    private static readonly Dictionary<(string Component, string Fixture), string> NotApplicable = new()
    {
        [("button", "start")] = NoStart,
        [("button", "start link")] = NoStart,
        [("button", "start link with html")] = NoStart,
        [("file-upload", "enhanced")] = NoEnhancement,
        [("file-upload", "enhanced, with error message and hint")] = NoEnhancement,
        [("file-upload", "enhanced, multiple files")] = NoEnhancement,
        [("file-upload", "enhanced, custom wrapper classes and attributes")] = NoEnhancement,
        [("file-upload", "translated")] = NoEnhancement,
        [("service-navigation", "with language navigation")] = NoSlots,
        [("service-navigation", "with right-aligned language navigation")] = NoSlots,
        [("service-navigation", "inverse with language navigation")] = NoSlots,
        [("service-navigation", "with slotted content")] = NoSlots,
        [("service-navigation", "with `inline` end slot")] = NoSlots,
        [("summary-list", "as a summary card with a text header")] = NoCard,
        [("summary-list", "as a summary card with a html header")] = NoCard,
        [("summary-list", "as a summary card with actions")] = NoCard,
        [("summary-list", "as a summary card with actions plus summary list actions")] = NoCard,
        [("summary-list", "as a summary card extreme")] = NoCard,
        [("summary-list", "summary card with custom classes")] = NoCard,
        [("summary-list", "summary card with custom attributes")] = NoCard,
        [("summary-list", "summary card with only 1 action")] = NoCard,
        [("summary-list", "as a summary card with a custom header level")] = NoCard,
    };

    public static TheoryData<string, string> All
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var component in Components.Keys)
            {
                foreach (var fixture in Fixture.Of(component).Where(f => !NotApplicable.ContainsKey((component, f.Name))))
                {
                    data.Add(component, fixture.Name);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Gives_the_markup_of_the_design_system(string component, string fixture)
    {
        var example = Fixture.Of(component).Single(f => f.Name == fixture);

        var html = Components[component](example.Options);

        using var writer = new StringWriter();
        html.WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Default);
        Assert.Equal(Markup.Normalise(example.Html), Markup.Normalise(writer.ToString()));
    }

    [Fact]
    public void Every_example_left_out_exists_and_has_a_reason()
    {
        Assert.All(NotApplicable, entry =>
        {
            Assert.Contains(Fixture.Of(entry.Key.Component), f => f.Name == entry.Key.Fixture);
            Assert.True(entry.Value.Length > 20);
        });
    }

    [Fact]
    public void Every_component_of_the_style_sheet_is_checked_here()
    {
        var sheet = File.ReadAllText(Path.Combine(Fixture.StylesFolder(), "app.scss"));
        var used = System.Text.RegularExpressions.Regex.Matches(sheet, "components/([a-z-]+)\"").Select(m => m.Groups[1].Value);

        Assert.Equal(Components.Keys.Order(), used.Order());
    }
}
