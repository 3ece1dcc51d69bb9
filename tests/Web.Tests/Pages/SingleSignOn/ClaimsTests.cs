using System.Text.Json.Nodes;
using Fairload.Web.Tests.Access.SingleSignOn;

namespace Fairload.Web.Tests.Pages.SingleSignOn;

public sealed class ClaimsTests
{
    [Fact]
    public async Task What_gave_no_role_is_listed_with_its_reason_until_it_is_cleared()
    {
        await using var site = await SignOnSite.Open();
        using var root = await site.SignedIn(site.Root);
        Assert.Contains("Nothing:", (await root.Page("/accounts/claims")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        using var browser = site.NewBrowser();
        site.Provider.Claims = claims => (claims["groups"], claims["_claim_names"]) = (new JsonArray("managers", "choir"), new JsonObject { ["groups"] = "src1" });
        await browser.SignIn();
        var page = (await root.Page("/accounts/claims")).QuerySelector("main")!.TextContent;
        foreach (var words in new[] { "choir", "No rule names it", "it was not sent", "too many groups" })
        {
            Assert.Contains(words, page, StringComparison.Ordinal);
        }

        using var cleared = await root.Post("/accounts/claims", "/accounts/claims");
        Assert.Equal("/accounts/claims", cleared.Headers.Location!.OriginalString);
        Assert.Contains("Nothing:", (await root.Page("/accounts/claims")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }
}
