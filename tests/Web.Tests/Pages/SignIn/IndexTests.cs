using System.Net;
using Fairload.App.Accounts;
using Fairload.Web.Access;

namespace Fairload.Web.Tests.Pages.SignIn;

[Collection(AccountSiteTests.Name)]
public sealed class IndexTests(AccountSite site)
{
    [Fact]
    public async Task Nobody_comes_further_than_here_and_is_led_back_after()
    {
        using var browser = site.Open();
        using var asked = await browser.Get("/exceptions?node=1");
        Assert.Equal("/sign-in?then=%2Fexceptions%3Fnode%3D1", asked.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.NotFound, await browser.Status("/demo"));
        using var sent = await browser.Send("/demo", ("role", "Director"));
        Assert.False(sent.IsSuccessStatusCode);

        await site.Ready("led", AccountSite.Role(Role.Director));
        using var first = await browser.Password("led", AccountSite.Password, "?then=%2Fexceptions%3Fnode%3D1");
        Assert.Equal("/sign-in/code?then=%2Fexceptions%3Fnode%3D1", first.Headers.Location!.OriginalString);
        using var again = await browser.Get("/exceptions");
        Assert.Equal(HttpStatusCode.Found, again.StatusCode);
    }

    [Trait("ASVS", "6.2.6"), Trait("ASVS", "6.2.7")]
    [Fact]
    public async Task The_fields_help_the_browser_and_the_person()
    {
        using var browser = site.Open();
        var page = await browser.Page("/sign-in");
        Assert.Equal("username", page.QuerySelector("#Input-Name")!.GetAttribute("autocomplete"));
        Assert.Equal("current-password", page.QuerySelector("#Input-Password")!.GetAttribute("autocomplete"));
        Assert.Null(page.QuerySelector("#Input-Password")!.GetAttribute("maxlength"));
    }

    [Fact]
    public async Task A_wrong_name_a_wrong_password_a_disabled_and_a_new_account_get_the_same_words()
    {
        var (disabled, _, _) = await site.Ready("leaver");
        await site.Account("newcomer", null, null);
        await site.Ready("known");
        var edit = (EditAccount)site.Services.GetService(typeof(EditAccount))!;
        var find = (FindAccount)site.Services.GetService(typeof(FindAccount))!;
        await edit.SetDisabled(site.Council.Id, disabled.Id, (await find.ById(site.Council.Id, disabled.Id, default))!.Version, true, Actor.CommandLine, default);
        var said = new List<string>();
        foreach (var (name, password) in new[] { ("nobody", "x"), ("known", "wrong"), ("leaver", AccountSite.Password), ("newcomer", "x"), ("", "") })
        {
            using var browser = site.Open();
            using var response = await browser.Password(name, password);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
            said.Add((await AccountSite.Browser.Read(response)).QuerySelector(".govuk-error-summary")!.Words());
        }

        Assert.Single(said.Distinct());
    }

    [Fact]
    public async Task Too_many_tries_get_a_page_that_asks_to_wait()
    {
        using var browser = site.Open();
        HttpResponseMessage? last = null;
        for (var i = 0; i < 12 && last?.StatusCode != HttpStatusCode.TooManyRequests; i++)
        {
            last?.Dispose();
            last = await browser.Password("guessed", "wrong " + i);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last!.StatusCode);
        Assert.InRange(last.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("Wait a minute", (await AccountSite.Browser.Read(last)).QuerySelector("h1")!.Words(), StringComparison.Ordinal);
        last.Dispose();
        site.Time.Now = site.Time.Now.AddMinutes(2);
        using var later = await browser.Password("guessed", "wrong");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, later.StatusCode);
    }

    [Fact]
    public async Task Another_site_is_no_place_to_be_led_to()
    {
        var (_, key, _) = await site.Ready("careful", AccountSite.Role(Role.Director));
        using var browser = site.Open();
        using var first = await browser.Password("careful", AccountSite.Password, "?then=https%3A%2F%2Fevil.example%2F");
        Assert.Equal("/sign-in/code", first.Headers.Location!.OriginalString);
        using var last = await browser.Post("/sign-in/code?then=%2F%2Fevil.example", "/sign-in/code?then=%2F%2Fevil.example", ("Code", Journey.Code(key, site.Time.Now)));
        Assert.Equal("/", last.Headers.Location!.OriginalString);
        var cookie = Assert.Single(last.Headers.GetValues("Set-Cookie"), value => value.StartsWith(SessionCookie.Name, StringComparison.Ordinal));
        Assert.Equal(["httponly", "path=/", "samesite=lax", "secure"], cookie.Split("; ").Skip(1).Order(StringComparer.Ordinal).Select(part => part.ToLowerInvariant()));
    }
}
