using System.Net;
using AngleSharp.Dom;
using Fairload.Web.Tests.Pages.Imports;

namespace Fairload.Web.Tests.Pages.Labels;

public sealed class AnswerTests : IAsyncLifetime
{
    private readonly CouncilSite _site = new() { IsLoaded = false };

    public async Task InitializeAsync()
    {
        await _site.InitializeAsync();
        await SmallFiles.Load(_site, SmallFiles.Sound);
    }

    public Task DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task The_suggestion_is_marked_and_nothing_is_chosen_beforehand()
    {
        var page = await _site.Page(CouncilSite.DataOfficer, await Asked(("Primary Need Code", "N1 - Low income")));
        Assert.Equal("What does ‘N1 - Low income’ mean?", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(11, page.QuerySelectorAll("input[type=radio]").Length);
        Assert.Empty(page.QuerySelectorAll("input[type=radio][checked]"));
        var marked = Assert.Single(page.QuerySelectorAll(".govuk-radios__item"), item => item.TextContent.Contains("Suggested", StringComparison.Ordinal));
        Assert.Contains("a) Abuse or neglect", marked.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_is_kept_said_shown_and_can_be_changed_and_forgotten()
    {
        var address = await Asked(("Case Status", "blue folder"));
        using var kept = await _site.Post(CouncilSite.DataOfficer, address, address, ("Seen", "0"), ("Value", "c) Child in need plan"));
        Assert.Equal("/labels?kept=true", kept.Headers.Location!.OriginalString);
        var list = await _site.Page(CouncilSite.DataOfficer, "/labels?kept=true");
        Assert.Contains("It holds from the next load on", Words(list), StringComparison.Ordinal);
        Assert.Contains("0 labels to be answered", Words(list), StringComparison.Ordinal);
        Assert.Equal(["blue folder", "Case Status", "c) Child in need plan", "Davy Data"], list.QuerySelectorAll("main table tbody td, main table tbody th").Take(4).Select(cell => cell.TextContent.Trim()));

        var answer = list.QuerySelector("main table tbody a")!.GetAttribute("href")!;
        Assert.Equal("c) Child in need plan", (await _site.Page(CouncilSite.DataOfficer, answer)).QuerySelector("input[type=radio][checked]")!.GetAttribute("value"));
        using var changed = await _site.Post(CouncilSite.DataOfficer, answer, answer, ("Seen", "1"), ("Value", "-"));
        Assert.Contains("Left unknown", Words(await _site.Page(CouncilSite.DataOfficer, changed.Headers.Location!.OriginalString)), StringComparison.Ordinal);
        using var forgotten = await _site.Post(CouncilSite.DataOfficer, answer, answer + "?handler=Forget");
        Assert.Contains("1 label to be answered", Words(await _site.Page(CouncilSite.DataOfficer, forgotten.Headers.Location!.OriginalString)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await _site.Status(CouncilSite.DataOfficer, answer));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no such value")]
    public async Task Without_a_value_of_the_column_nothing_is_kept(string value)
    {
        var address = await Asked(("Case Status", "blue folder"));
        using var response = await _site.Post(CouncilSite.DataOfficer, address, address, ("Seen", "0"), ("Value", value));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains("Choose what the label means", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var db = _site.Store.Db();
        Assert.Empty(db.LabelAnswers);
    }

    [Fact]
    public async Task Who_was_overtaken_sees_both_answers()
    {
        var address = await Asked(("Case Status", "blue folder"));
        using var first = await _site.Post(CouncilSite.Director, address, address, ("Seen", "0"), ("Value", "e) Closed episode"));
        using var second = await _site.Post(CouncilSite.DataOfficer, address, address, ("Seen", "0"), ("Value", "d) Open assessment"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.StatusCode);
        var page = await second.Content.ReadAsStringAsync();
        Assert.Contains("e) Closed episode", page, StringComparison.Ordinal);
        Assert.Contains("name=\"Seen\" value=\"1\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_list_of_values_is_a_list_to_choose_from() =>
        Assert.True((await _site.Page(CouncilSite.DataOfficer, await Asked(("LA of Placement", "blue folder")))).QuerySelectorAll("select option").Length > 150);

    [Fact]
    public async Task Others_find_no_page()
    {
        var address = await Asked(("Case Status", "blue folder"));
        Assert.Equal(HttpStatusCode.NotFound, await _site.Status(CouncilSite.ManagerOf("T1"), address));
        Assert.Equal(HttpStatusCode.NotFound, await _site.Status(CouncilSite.DataOfficer, "/labels/" + Guid.NewGuid()));
    }

    private async Task<string> Asked((string Column, string Label) cell)
    {
        Labels.IndexTests.Unknown(_site, cell);
        return (await _site.Page(CouncilSite.DataOfficer, "/labels")).QuerySelector("main table tbody a")!.GetAttribute("href")!;
    }

    private static string Words(IDocument page) => page.QuerySelector("main")!.TextContent;
}
