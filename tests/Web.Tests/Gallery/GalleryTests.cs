using System.Net;

namespace Fairload.Web.Tests.Gallery;

/// <summary>The layout and the tags, as a page uses them.</summary>
public sealed class GalleryTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task The_layout_names_the_page_the_service_the_council_and_the_person()
    {
        var page = await site.Page("/gallery");

        Assert.Equal("Gallery – Fairload – Northmoor Council", page.Title);
        Assert.Equal("en-GB", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Fairload", page.QuerySelector(".govuk-generic-header__homepage-link")!.TextContent);
        Assert.Equal("Northmoor Council", page.QuerySelector(".fl-top__council")!.TextContent);
        Assert.Contains("Ruth Ashdown, team manager.", page.QuerySelector(".fl-top__who")!.TextContent);
        Assert.Equal("#main", page.Body!.QuerySelector("a")!.GetAttribute("href"));
        Assert.NotNull(page.QuerySelector("main#main"));
        Assert.Equal("true", page.QuerySelector(".govuk-service-navigation__item--active a")!.GetAttribute("aria-current"));
        Assert.Contains("never for capability, discipline, pay or selection", page.QuerySelector("footer")!.TextContent);
        Assert.Equal(
            ["/how-the-figures-are-made", "/data-quality", "/accessibility"],
            page.QuerySelectorAll("footer a").Select(a => a.GetAttribute("href")!));
        Assert.NotNull(page.QuerySelector("#fl-hatch"));
    }

    [Fact]
    public async Task A_chart_has_its_finding_its_picture_and_its_figures()
    {
        var page = await site.Page("/gallery");

        foreach (var figure in page.QuerySelectorAll("figure.fl-chart"))
        {
            Assert.NotNull(figure.QuerySelector("figcaption h2"));
            Assert.NotNull(figure.QuerySelector("svg[role=img]"));
            var scroll = figure.QuerySelector("details.fl-figures .fl-scroll")!;
            Assert.Equal("0", scroll.GetAttribute("tabindex"));
            Assert.Equal("region", scroll.GetAttribute("role"));
            Assert.NotEmpty(scroll.GetAttribute("aria-label")!);
            Assert.NotEmpty(scroll.QuerySelectorAll("tbody tr"));
        }
    }

    [Fact]
    public async Task Every_id_is_there_once()
    {
        var page = await site.Page("/gallery");
        var ids = page.QuerySelectorAll("[id]").Select(e => e.Id!).ToList();

        Assert.Equal(ids.Distinct().Order(), ids.Order());
        Assert.All(page.QuerySelectorAll("[aria-describedby], [aria-labelledby], label[for]"), e =>
            Assert.All((e.GetAttribute("aria-describedby") ?? e.GetAttribute("aria-labelledby") ?? e.GetAttribute("for"))!.Split(' '), id => Assert.Contains(id, ids)));
    }

    [Fact]
    public async Task A_form_shows_the_value_of_the_model()
    {
        var page = await site.Page("/gallery");

        var hours = page.QuerySelector("#Input-Hours")!;
        Assert.Equal("18.5", hours.GetAttribute("value"));
        Assert.Equal("Input.Hours", hours.GetAttribute("name"));
        Assert.Equal("kept", hours.GetAttribute("data-test"));
        Assert.Equal("Input-Hours-hint", hours.GetAttribute("aria-describedby"));
        Assert.Equal("b", page.QuerySelector("#Input-Team option[selected]")!.GetAttribute("value"));
        Assert.Equal("tue", page.QuerySelector("input[type=checkbox][checked]")!.GetAttribute("value"));
        Assert.NotNull(page.QuerySelector("#conditional-Input-Kind-2 #Input-Other"));
        Assert.Null(page.QuerySelector(".govuk-error-summary"));
    }

    [Fact]
    public async Task A_form_that_is_refused_says_so_everywhere_and_keeps_what_was_typed()
    {
        var client = site.Client();
        var first = await client.GetAsync("/gallery");
        var page = await Site.Read(first);
        var form = new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!,
            ["Input.Hours"] = "400",
            ["Input.Reason"] = "",
            ["Input.Kind"] = "",
            ["Input.Team"] = "a",
            ["Input.Days"] = "mon",
        };
        var request = new HttpRequestMessage(HttpMethod.Post, "/gallery") { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("Cookie", first.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));

        var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var refused = await Site.Read(response);
        Assert.StartsWith("Error: ", refused.Title);
        var links = refused.QuerySelectorAll(".govuk-error-summary a");
        Assert.Equal(["Hours must be from 1 to 37", "Say why", "Choose the kind"], links.Select(a => a.TextContent));
        Assert.All(links, a => Assert.NotNull(refused.QuerySelector(a.GetAttribute("href")!)));
        Assert.Equal("400", refused.QuerySelector("#Input-Hours")!.GetAttribute("value"));
        Assert.Contains("Input-Hours-error", refused.QuerySelector("#Input-Hours")!.GetAttribute("aria-describedby"));
        Assert.Equal("a", refused.QuerySelector("#Input-Team option[selected]")!.GetAttribute("value"));
        Assert.Equal("mon", refused.QuerySelector("input[type=checkbox][checked]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_post_without_its_token_is_refused()
    {
        var response = await site.Client().PostAsync("/gallery", new FormUrlEncodedContent(new Dictionary<string, string> { ["Input.Hours"] = "3" }));

        Assert.False(response.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Pages_link_to_each_other_and_keep_the_rest_of_the_address()
    {
        var page = await site.Page("/gallery?team=a&page=3");

        Assert.Equal("/gallery?team=a&page=2", page.QuerySelector(".govuk-pagination__prev a")!.GetAttribute("href"));
        Assert.Equal("Page 9", page.QuerySelectorAll(".govuk-pagination__item a")[^1].GetAttribute("aria-label"));
        Assert.Equal("3", page.QuerySelector("[aria-current=page]")!.TextContent);
    }
}
