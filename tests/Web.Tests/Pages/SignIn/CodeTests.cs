using System.Net;
using Fairload.App.Accounts;

namespace Fairload.Web.Tests.Pages.SignIn;

[Collection(AccountSiteTests.Name)]
public sealed class CodeTests(AccountSite site)
{
    [Trait("ASVS", "6.3.3")]
    [Fact]
    public async Task A_code_opens_once_and_a_recovery_code_too()
    {
        var (_, key, recovery) = await site.Ready("coder", AccountSite.Role(Role.Director));
        async Task<HttpStatusCode> With(string code)
        {
            using var browser = site.Open();
            (await browser.Password("coder", AccountSite.Password)).Dispose();
            using var answer = await browser.Post("/sign-in/code", "/sign-in/code", ("Code", code));
            Assert.Equal(answer.StatusCode == HttpStatusCode.Found ? HttpStatusCode.OK : HttpStatusCode.Found, await browser.Status("/"));
            site.Time.Now = site.Time.Now.AddSeconds(13);
            return answer.StatusCode;
        }

        var code = Journey.Code(key, site.Time.Now);
        Assert.Equal(HttpStatusCode.Found, await With(code[..3] + " " + code[3..]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await With(code));
        site.Time.Now = site.Time.Now.AddMinutes(1);
        Assert.Equal(HttpStatusCode.Found, await With(recovery[0].ToLowerInvariant()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await With(recovery[0]));
    }

    [Fact]
    public async Task The_field_asks_for_a_one_time_code_and_the_page_is_not_there_without_a_password()
    {
        await site.Ready("asker");
        using var browser = site.Open();
        Assert.Equal(HttpStatusCode.Found, await browser.Status("/sign-in/code"));
        (await browser.Password("asker", AccountSite.Password)).Dispose();
        var field = (await browser.Page("/sign-in/code")).QuerySelector("#Code")!;
        Assert.Equal(("one-time-code", "numeric"), (field.GetAttribute("autocomplete"), field.GetAttribute("inputmode")));
        site.Time.Now = site.Time.Now.AddMinutes(15);
        Assert.Equal(HttpStatusCode.Found, await browser.Status("/sign-in/code"));
    }
}
