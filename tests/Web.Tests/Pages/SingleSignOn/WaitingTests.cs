using System.Net;
using Fairload.Web.Tests.Access.SingleSignOn;

namespace Fairload.Web.Tests.Pages.SingleSignOn;

public sealed class WaitingTests
{
    [Fact]
    public async Task Only_the_administrator_sees_who_waits()
    {
        await using var site = await SignOnSite.Open();
        using var root = await site.SignedIn(site.Root);
        Assert.Contains("Nobody waits", (await root.Page("/accounts/waiting")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        using var browser = site.NewBrowser();
        site.Provider.Claims = claims => (claims["sub"], claims["name"], claims["email"]) = ("subject-9", "<b>Sam</b>", "sam@test.example");
        await browser.SignIn();
        var row = (await root.Page("/accounts/waiting")).QuerySelector("main tbody tr")!;
        Assert.Contains("<b>Sam</b>", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("sam@test.example", row.TextContent, StringComparison.Ordinal);

        using var amina = await site.SignedIn(site.Amina);
        var link = row.QuerySelector("a")!.GetAttribute("href")!;
        foreach (var path in new[] { "/accounts/waiting", link, "/accounts/claims", $"/accounts/{site.Amina.Id}/sign-ins" })
        {
            using var forbidden = await amina.Get(path);
            Assert.Equal(HttpStatusCode.NotFound, forbidden.StatusCode);
            using var allowed = await root.Get(path);
            Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
        }
    }
}
