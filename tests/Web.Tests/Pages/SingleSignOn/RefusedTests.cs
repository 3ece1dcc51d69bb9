using System.Net;
using Fairload.Web.Access.SingleSignOn;
using Fairload.Web.Tests.Access.SingleSignOn;

namespace Fairload.Web.Tests.Pages.SingleSignOn;

public sealed class RefusedTests(SignedOnSite signed) : IClassFixture<SignedOnSite>
{
    [Fact]
    public async Task Every_refusal_has_its_words_and_a_way_on_and_shows_nothing_that_the_address_made_up()
    {
        using var browser = signed.Site.NewBrowser();
        foreach (var why in Enum.GetNames<SignOnRefusal>().Select(name => name.ToLowerInvariant()).Append("disabled"))
        {
            var page = await browser.Page("/sign-in/council/refused?why=" + why);
            Assert.Equal("You are not signed in", page.QuerySelector("h1")!.TextContent);
            Assert.Contains(why, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
            Assert.True(page.QuerySelectorAll("main p").Length >= 4, why);
        }

        foreach (var made in new[] { "Call 0800 000", "7", "<b>x</b>", "" })
        {
            var page = await browser.Page("/sign-in/council/refused?why=" + Uri.EscapeDataString(made));
            Assert.DoesNotContain("The word to tell them", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_site_without_single_sign_on_has_none_of_its_doors()
    {
        var site = new CouncilSite { IsLoaded = false };
        await site.InitializeAsync();
        foreach (var path in new[] { "/sign-in/council", "/sign-in/council/back", "/sign-in/council/refused", "/sign-in/council/unknown", "/sign-out/council", "/sign-out/front-channel" })
        {
            Assert.Equal(HttpStatusCode.NotFound, await site.Status(CouncilSite.Director, path));
        }

        await site.DisposeAsync();
    }
}
