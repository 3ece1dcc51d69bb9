using System.Net;
using Fairload.Web.Tests.Pages.SignIn;

namespace Fairload.Web.Tests.Pages.Account;

[Collection(AccountSiteTests.Name)]
public sealed class RecoveryCodesTests(AccountSite site)
{
    [Trait("ASVS", "6.5.2"), Trait("ASVS", "6.5.4")]
    [Fact]
    public async Task New_codes_stop_the_old_ones()
    {
        const string Path = "/account/recovery-codes";
        var (account, _, old) = await site.Ready("printer");
        using var browser = await site.As(account);
        using (var wrong = await browser.Post(Path, Path, ("Password", "wrong")))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        }

        using var done = await browser.Post(Path, Path, ("Password", AccountSite.Password));
        var made = (await AccountSite.Browser.Read(done)).QuerySelectorAll(".fl-codes code").Select(code => code.TextContent).ToList();
        Assert.Equal(10, made.Count);

        // Twenty-four letters of thirty-two: 120 bits, and the standard asks 112 of what is hashed plainly.
        Assert.All(made, code => Assert.Matches("^[A-Z2-9]{4}(-[A-Z2-9]{4}){5}$", code));
        Assert.Empty(made.Intersect(old));
        site.Time.Now = site.Time.Now.AddMinutes(2);
        using var fresh = site.Open();
        (await fresh.Password("printer", AccountSite.Password)).Dispose();
        using var answer = await fresh.Post("/sign-in/code", "/sign-in/code", ("Code", old[3]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }
}
