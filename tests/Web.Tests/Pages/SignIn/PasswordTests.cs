using System.Net;
using Fairload.App.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Fairload.Web.Tests.Pages.SignIn;

[Collection(AccountSiteTests.Name)]
public sealed class PasswordTests(AccountSite site)
{
    [Fact]
    public async Task It_is_not_there_without_a_start_code_and_refuses_what_others_would_guess()
    {
        using var nobody = site.Open();
        using (var asked = await nobody.Get("/sign-in/password"))
        {
            Assert.Equal("/sign-in", asked.Headers.Location!.OriginalString);
        }

        var made = await site.Services.GetRequiredService<AddAccount>().Run(site.Council, new NewAccount("chooser", "Chris Ooser", null), Actor.CommandLine, default);
        using var browser = site.Open();
        (await browser.Post("/sign-in/start", "/sign-in/start", ("Input.Name", "chooser"), ("Input.Code", made.StartCode!))).Dispose();
        foreach (var (password, word) in new[] { ("short", "12"), ("", "12"), ("ChrisOoser2026", "guess") })
        {
            using var refused = await browser.Post("/sign-in/password", "/sign-in/password", ("Password", password));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            var page = await AccountSite.Browser.Read(refused);
            Assert.Contains(word, page.QuerySelector(".govuk-error-summary")!.Words(), StringComparison.Ordinal);
            Assert.Null(page.QuerySelector("#Password")!.GetAttribute("value"));
            Assert.Equal("new-password", page.QuerySelector("#Password")!.GetAttribute("autocomplete"));
        }
    }
}
