using System.Net;
using Fairload.Web.Tests.Access.SingleSignOn;

namespace Fairload.Web.Tests.Pages.SingleSignOn;

public sealed class LinkTests
{
    [Fact]
    public async Task An_administrator_links_somebody_who_waits_and_they_are_let_in()
    {
        await using var site = await SignOnSite.Open();
        var (browser, root, address) = await Waiting(site);
        using (browser)
        using (root)
        {
            using var missing = await root.Post(address, address, ("Input.Account", ""));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, missing.StatusCode);
            using var nobody = await root.Post(address, address, ("Input.Account", Guid.NewGuid().ToString()));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, nobody.StatusCode);
            using var own = await root.Post(address, address, ("Input.Account", site.Root.Id.ToString()));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, own.StatusCode);
            using var linked = await root.Post(address, address, ("Input.Account", site.Amina.Id.ToString()));
            Assert.Equal("/accounts/waiting?done=linked", linked.Headers.Location!.OriginalString);
            Assert.Contains("Linked", (await root.Page("/accounts/waiting?done=linked")).QuerySelector(".govuk-notification-banner")!.TextContent, StringComparison.Ordinal);
            using var gone = await root.Get(address);
            Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
            Assert.Equal("/", await browser.SignIn());

            // One link came with the site; this is the second.
            Assert.Equal(2, await site.Count(db => db.Audit.Where(entry => entry.Action == "link sign-in" && entry.SubjectId == site.Amina.Id.ToString())));
        }
    }

    [Fact]
    public async Task Somebody_who_is_not_to_be_linked_is_taken_off_the_list()
    {
        await using var site = await SignOnSite.Open();
        var (browser, root, address) = await Waiting(site);
        using (browser)
        using (root)
        {
            using var gone = await root.Post(address, address + "?handler=Forget");
            Assert.Equal("/accounts/waiting?done=forgotten", gone.Headers.Location!.OriginalString);
            Assert.Equal(0, await site.Count(db => db.SignOnWaiting));
        }
    }

    [Fact]
    public async Task Nobody_but_an_administrator_links()
    {
        await using var site = await SignOnSite.Open();
        var (browser, root, address) = await Waiting(site);
        using var amina = await site.SignedIn(site.Amina);
        using (browser)
        using (root)
        {
            using var refused = await amina.Post("/account", address, ("Input.Account", site.Amina.Id.ToString()));
            Assert.True(refused.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{refused.StatusCode}");
            Assert.Equal(1, await site.Count(db => db.AccountLogins));
        }
    }

    private static async Task<(SignOnSite.Browser Person, SignOnSite.Browser Root, string Address)> Waiting(SignOnSite site)
    {
        var browser = site.NewBrowser();
        site.Provider.Claims = claims => claims["sub"] = "subject-9";
        await browser.SignIn();
        var root = await site.SignedIn(site.Root);
        return (browser, root, (await root.Page("/accounts/waiting")).QuerySelector("main tbody a")!.GetAttribute("href")!);
    }
}
