namespace Fairload.Web.Tests.Pages.Start;

[Collection(CouncilSiteTests.Name)]
public sealed class SignInTests(CouncilSite site)
{
    [Fact]
    public async Task It_says_that_accounts_are_not_set_up() =>
        Assert.Contains("accounts are not set up", (await site.Page(CouncilSite.Director, "/sign-in")).Body!.TextContent, StringComparison.Ordinal);
}
