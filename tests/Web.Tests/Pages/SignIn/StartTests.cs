using System.Net;
using Fairload.App.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Fairload.Web.Tests.Pages.SignIn;

[Collection(AccountSiteTests.Name)]
public sealed class StartTests(AccountSite site)
{
    [Trait("ASVS", "6.3.2")]
    [Fact]
    public async Task A_start_code_leads_to_a_password_an_app_and_the_first_page()
    {
        var made = await site.Services.GetRequiredService<AddAccount>().Run(
            site.Council, new NewAccount("fresh", "Fresh Person", null) { Role = AccountSite.Role(Role.Director) }, Actor.CommandLine, default);
        using var browser = site.Open();
        using (var wrong = await browser.Post("/sign-in/start", "/sign-in/start", ("Input.Name", "fresh"), ("Input.Code", "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF")))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        }

        using (var right = await browser.Post("/sign-in/start", "/sign-in/start", ("Input.Name", "fresh"), ("Input.Code", made.StartCode!)))
        {
            Assert.Equal("/sign-in/password", right.Headers.Location!.OriginalString);
        }

        Assert.Equal(HttpStatusCode.Found, await browser.Status("/"));
        using (var chosen = await browser.Post("/sign-in/password", "/sign-in/password", ("Password", AccountSite.Password)))
        {
            Assert.Equal("/sign-in/enrol", chosen.Headers.Location!.OriginalString);
        }

        var (_, done) = await browser.Enrol(site);
        Assert.Equal(10, done.QuerySelectorAll(".fl-codes code").Length);
        Assert.Equal("/", done.QuerySelector("a.govuk-button")!.GetAttribute("href"));
        var page = await browser.Page("/");
        Assert.Contains("Fresh Person, director.", page.QuerySelector(".fl-top__who")!.Words(), StringComparison.Ordinal);
        Assert.Equal("post", page.QuerySelector(".fl-top__out")!.GetAttribute("method"));
        using var other = site.Open();
        using var again = await other.Post("/sign-in/start", "/sign-in/start", ("Input.Name", "fresh"), ("Input.Code", made.StartCode!));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
    }
}
