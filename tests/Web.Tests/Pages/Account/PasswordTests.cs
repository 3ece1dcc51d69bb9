using System.Net;
using Fairload.Web.Tests.Pages.SignIn;

namespace Fairload.Web.Tests.Pages.Account;

[Collection(AccountSiteTests.Name)]
public sealed class PasswordTests(AccountSite site)
{
    [Trait("ASVS", "6.2.2"), Trait("ASVS", "6.2.3"), Trait("ASVS", "7.4.3")]
    [Fact]
    public async Task The_present_password_is_asked_and_the_others_are_signed_out()
    {
        var (account, _, _) = await site.Ready("changer");
        using var here = await site.As(account);
        using var there = await site.As(account);
        using (var wrong = await here.Post("/account/password", "/account/password", ("Input.Present", "wrong"), ("Input.Wanted", "tulip gravel window")))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        }

        using (var weak = await here.Post("/account/password", "/account/password", ("Input.Present", AccountSite.Password), ("Input.Wanted", "changer2026!")))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, weak.StatusCode);
        }

        using (var done = await here.Post("/account/password", "/account/password", ("Input.Present", AccountSite.Password), ("Input.Wanted", "tulip gravel window")))
        {
            Assert.Equal("/account?done=password", done.Headers.Location!.OriginalString);
        }

        Assert.Equal(HttpStatusCode.OK, await here.Status("/account"));
        Assert.Equal(HttpStatusCode.Found, await there.Status("/account"));
        site.Time.Now = site.Time.Now.AddMinutes(2);
        using var browser = site.Open();
        using var old = await browser.Password("changer", AccountSite.Password);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, old.StatusCode);
    }
}
