using System.Net;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;

namespace Fairload.Web.Tests.Pages.Schemes;

/// <summary>A site of its own: adopting changes what every other page says.</summary>
public sealed class AdoptTests : IAsyncLifetime
{
    private const string Form = "/schemes/hundred-point/adopt";

    private readonly CouncilSite _site = new();

    public Task InitializeAsync() => _site.InitializeAsync();

    public Task DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Only_the_director_may_adopt()
    {
        var worker = _site.Day.Statements.First(statement => statement.Cases > 0);
        var manager = CouncilSite.ManagerOf(_site.Day.Cases.Caseload.Teams[worker.Standing.Team].Id);
        Assert.Equal(HttpStatusCode.OK, await _site.Status(CouncilSite.Director, Form));
        Assert.Equal(HttpStatusCode.NotFound, await _site.Status(manager, Form));
        Assert.Equal(HttpStatusCode.NotFound, await _site.Status(CouncilSite.DataOfficer, Form));
        Assert.Equal(HttpStatusCode.NotFound, await _site.Status(CouncilSite.Director, "/schemes/nothing/adopt"));
        using var response = await _site.Post(manager, "/demo", Form, ("Input.Manager", "M"), ("Input.Reason", "R"));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("", "A panel chose it", "Enter the name of the manager who adopts the scheme", "#Input-Manager")]
    [InlineData("Dana Director", " ", "Enter why", "#Input-Reason")]
    public async Task A_missing_answer_is_said_at_the_top_and_at_its_question(string manager, string reason, string error, string field)
    {
        using var response = await _site.Post(CouncilSite.Director, Form, Form, ("Input.Manager", manager), ("Input.Reason", reason));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var page = await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());
        var summary = page.QuerySelector(".govuk-error-summary a")!;
        Assert.Equal(error, summary.Words());
        Assert.NotNull(page.QuerySelector(summary.GetAttribute("href")!));
        Assert.Equal(field, summary.GetAttribute("href")!);
        await using var db = _site.Store.Db();
        Assert.Empty(db.Settings.Where(setting => setting.Key == "scheme"));
    }

    [Fact]
    public async Task What_is_too_long_is_refused()
    {
        using var response = await _site.Post(CouncilSite.Director, Form, Form, ("Input.Manager", new string('x', 201)), ("Input.Reason", new string('x', 2001)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var page = await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());
        Assert.Equal(2, page.QuerySelectorAll(".govuk-error-summary li").Length);
    }

    [Fact]
    public async Task Adopting_puts_the_scheme_in_force_and_says_before_and_after_in_the_audit()
    {
        using (var first = await _site.Post(CouncilSite.Director, Form, Form, ("Input.Manager", "Dana Director"), ("Input.Reason", "The panel chose it")))
        {
            Assert.Equal("/schemes?adopted=hundred-point", first.Headers.Location!.OriginalString);
        }

        var page = await _site.Page(CouncilSite.Director, "/schemes?adopted=hundred-point");
        Assert.NotNull(page.QuerySelector(".govuk-notification-banner--success"));
        Assert.Contains("The panel chose it", page.QuerySelector("main")!.Words(), StringComparison.Ordinal);
        Assert.Contains("adopted by Dana Director", page.QuerySelector("footer")!.Words(), StringComparison.Ordinal);
        using (var second = await _site.Post(CouncilSite.Director, "/schemes/factors/adopt", "/schemes/factors/adopt", ("Input.Manager", "Dana Director"), ("Input.Reason", "After the trial"), ("Seen", "0")))
        {
            Assert.Equal(HttpStatusCode.Found, second.StatusCode);
        }

        await using var db = _site.Store.Db();
        var entries = await db.Audit.Where(entry => entry.Action == "adopt scheme").OrderBy(entry => entry.Id).ToListAsync();
        Assert.Equal([null, "hundred-point"], entries.Select(entry => entry.Before is null ? null : "hundred-point"));
        Assert.Contains("hundred-point", entries[1].Before!, StringComparison.Ordinal);
        Assert.Contains("After the trial", entries[1].After!, StringComparison.Ordinal);
        Assert.All(entries, entry => Assert.Equal(CouncilSite.Director.Name, entry.Who));
    }

    [Fact]
    public async Task Of_two_directors_at_once_the_second_sees_what_the_first_adopted_and_keeps_what_they_typed()
    {
        using (var first = await _site.Post(CouncilSite.Director, Form, Form, ("Input.Manager", "First Director"), ("Input.Reason", "The panel chose it")))
        {
            Assert.Equal(HttpStatusCode.Found, first.StatusCode);
        }

        const string Other = "/schemes/factors/adopt";
        using (var second = await _site.Post(CouncilSite.Director, Other, Other, ("Input.Manager", "Second Director"), ("Input.Reason", "We always had it")))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, second.StatusCode);
            var page = await new HtmlParser().ParseDocumentAsync(await second.Content.ReadAsStringAsync());
            Assert.Contains(page.Rows("table"), row => row[1] == "First Director" && row[2] == "Second Director");
            Assert.Contains("We always had it", page.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
            Assert.Equal("0", page.QuerySelector("input[name=Seen]")!.GetAttribute("value"));
        }

        using var knowingly = await _site.Post(CouncilSite.Director, Other, Other, ("Input.Manager", "Second Director"), ("Input.Reason", "We always had it"), ("Seen", "0"));
        Assert.Equal(HttpStatusCode.Found, knowingly.StatusCode);
    }
}
