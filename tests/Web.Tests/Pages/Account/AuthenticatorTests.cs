using System.Net;
using Fairload.Web.Tests.Pages.SignIn;

namespace Fairload.Web.Tests.Pages.Account;

[Collection(AccountSiteTests.Name)]
public sealed class AuthenticatorTests(AccountSite site)
{
    [Trait("ASVS", "7.5.1")]
    [Fact]
    public async Task Another_app_takes_the_place_of_the_first_only_with_the_password()
    {
        const string Path = "/account/authenticator";
        var (account, oldKey, _) = await site.Ready("mover");
        using var browser = await site.As(account);
        var key = (await browser.Page(Path)).QuerySelector("code.fl-code")!.Words().Replace(" ", "", StringComparison.Ordinal);
        Assert.NotEqual(oldKey, key);
        using (var wrong = await browser.Post(Path, Path, ("Input.Password", "wrong"), ("Input.Code", Journey.Code(key, site.Time.Now))))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        }

        using (var old = await browser.Post(Path, Path, ("Input.Password", AccountSite.Password), ("Input.Code", Journey.Code(oldKey, site.Time.Now))))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, old.StatusCode);
        }

        site.Time.Now = site.Time.Now.AddMinutes(2);
        using (var done = await browser.Post(Path, Path, ("Input.Password", AccountSite.Password), ("Input.Code", Journey.Code(key, site.Time.Now))))
        {
            Assert.Equal(10, (await AccountSite.Browser.Read(done)).QuerySelectorAll(".fl-codes code").Length);
        }

        site.Time.Now = site.Time.Now.AddMinutes(2);
        foreach (var (used, status) in new[] { (oldKey, HttpStatusCode.UnprocessableEntity), (key, HttpStatusCode.Found) })
        {
            using var fresh = site.Open();
            (await fresh.Password("mover", AccountSite.Password)).Dispose();
            using var answer = await fresh.Post("/sign-in/code", "/sign-in/code", ("Code", Journey.Code(used, site.Time.Now)));
            Assert.Equal(status, answer.StatusCode);
        }
    }
}
