using System.Net;
using Fairload.App.Accounts;

namespace Fairload.Web.Tests.Pages.SignIn;

[Collection(AccountSiteTests.Name)]
public sealed class OutTests(AccountSite site)
{
    [Trait("ASVS", "7.4.1"), Trait("ASVS", "7.4.4")]
    [Fact]
    public async Task Signing_out_ends_the_session_on_the_server_too()
    {
        using var browser = await site.As(await site.Account("goer", null, null, AccountSite.Role(Role.Director)));
        Assert.Equal(HttpStatusCode.OK, await browser.Status("/"));
        var kept = browser.Cookies.GetCookieHeader(new Uri("https://localhost/"));
        using (var response = await browser.Send("/sign-out"))
        {
            Assert.Equal("/sign-out", response.Headers.Location!.OriginalString);
            Assert.Equal("\"cache\", \"storage\"", Assert.Single(response.Headers.GetValues("Clear-Site-Data")));
        }

        Assert.Contains("signed out", (await browser.Page("/sign-out")).QuerySelector("h1")!.Words(), StringComparison.Ordinal);
        using var thief = site.Open();
        thief.Cookies.SetCookies(new Uri("https://localhost/"), kept.Split("; ").First(part => part.StartsWith("__Host-", StringComparison.Ordinal)) + "; secure; path=/");
        Assert.Equal(HttpStatusCode.Found, await thief.Status("/"));
    }
}
