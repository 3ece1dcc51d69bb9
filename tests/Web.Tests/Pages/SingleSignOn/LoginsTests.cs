using System.Net;
using Fairload.Web.Tests.Access.SingleSignOn;

namespace Fairload.Web.Tests.Pages.SingleSignOn;

public sealed class LoginsTests
{
    [Fact]
    public async Task Taking_a_sign_in_away_puts_the_person_out_at_once()
    {
        await using var site = await SignOnSite.Open();
        using var browser = site.NewBrowser();
        await browser.SignIn();
        using var root = await site.SignedIn(site.Root);
        var address = $"/accounts/{site.Amina.Id}/sign-ins";
        Assert.Contains("subject-1", (await root.Page(address)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        using var taken = await root.Post(address, address, ("issuer", StandInProvider.Issuer), ("subject", "subject-1"));
        Assert.Equal(address + "?done=true", taken.Headers.Location!.OriginalString);
        Assert.False(await browser.IsSignedIn());
        Assert.StartsWith("/sign-in/council/unknown", await browser.SignIn(), StringComparison.Ordinal);
        Assert.Contains("linked to no sign-in", (await root.Page(address + "?done=true")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        using var nobody = await root.Get($"/accounts/{Guid.NewGuid()}/sign-ins");
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
    }
}
