using Fairload.Web.Tests.Access.SingleSignOn;

namespace Fairload.Web.Tests.Pages.SingleSignOn;

public sealed class UnknownTests(SignedOnSite signed) : IClassFixture<SignedOnSite>
{
    [Fact]
    public async Task Somebody_unknown_reads_what_happened_and_a_reference_by_which_the_administrator_finds_them()
    {
        var site = signed.Site;
        using var browser = site.NewBrowser();
        site.Provider.Claims = claims => claims["sub"] = "subject-9";
        var page = await browser.Page(await browser.SignIn());
        site.Provider.Claims = _ => { };
        Assert.Equal("Fairload does not know you yet", page.QuerySelector("h1")!.TextContent);
        var reference = page.QuerySelector("main strong")!.TextContent;
        using var root = await site.SignedIn(site.Root);
        Assert.Contains(reference, (await root.Page("/accounts/waiting")).QuerySelector("main table")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reference_that_the_address_made_up_is_not_shown()
    {
        using var browser = signed.Site.NewBrowser();
        Assert.Null((await browser.Page("/sign-in/council/unknown?reference=Call%200800")).QuerySelector("main strong"));
        Assert.Null((await browser.Page("/sign-in/council/unknown")).QuerySelector("main strong"));
    }
}
