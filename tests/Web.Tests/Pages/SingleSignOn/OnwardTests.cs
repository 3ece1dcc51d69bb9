using Fairload.Web.Tests.Access.SingleSignOn;

namespace Fairload.Web.Tests.Pages.SingleSignOn;

public sealed class OnwardTests
{
    [Fact]
    public async Task It_leads_on_to_the_end_of_the_providers_session_by_itself_and_by_a_link()
    {
        await using var site = await SignOnSite.Open();
        using var browser = site.NewBrowser();
        using var response = await browser.Get("/sign-out/council");
        const string Way = "https://id.test.example/out?client_id=fairload&post_logout_redirect_uri=https%3A%2F%2Flocalhost%2Fsign-in";
        Assert.Equal("0; url=" + Way, response.Headers.GetValues("Refresh").Single());
        Assert.Equal(Way, (await browser.Page("/sign-out/council")).QuerySelector("main a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Where_the_provider_has_no_such_place_or_does_not_answer_it_says_so()
    {
        await using var site = await SignOnSite.Open();
        using var browser = site.NewBrowser();
        site.Provider.IsDown = true;
        Assert.Contains("may still be signed in", (await browser.Page("/sign-out/council")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        site.Provider.IsDown = false;
        site.Provider.Discovery = said => said.Remove("end_session_endpoint");
        using var response = await browser.Get("/sign-out/council");
        Assert.False(response.Headers.Contains("Refresh"));
    }
}
