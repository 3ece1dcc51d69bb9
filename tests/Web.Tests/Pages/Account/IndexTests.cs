using System.Net;
using Fairload.App.Accounts;
using Fairload.Web.Tests.Pages.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace Fairload.Web.Tests.Pages.Account;

[Collection(AccountSiteTests.Name)]
public sealed class IndexTests(AccountSite site)
{
    [Trait("ASVS", "7.1.2")]
    [Fact]
    public async Task It_shows_who_one_is_and_signs_out_everywhere_else()
    {
        var account = await site.Account("owner", null, null, AccountSite.Role(Role.Director), AccountSite.Role(Role.Auditor));
        using var here = await site.As(account);
        using var there = await site.As(account);
        var page = await here.Page("/account");
        Assert.Contains("Director, the whole council, since 1 January 2026", page.QuerySelector("main")!.Words(), StringComparison.Ordinal);
        Assert.Contains("This one", page.QuerySelector("main")!.Words(), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("a[href='/account/password']"));
        using var answer = await here.Post("/account", "/account");
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await here.Status("/account"));
        Assert.Equal(HttpStatusCode.Found, await there.Status("/account"));
    }

    [Trait("ASVS", "7.5.2")]
    [Fact]
    public async Task Who_has_a_password_is_asked_for_it_before_the_other_sessions_end()
    {
        var (account, _, _) = await site.Ready("warden");
        using var here = await site.As(account);
        using var there = await site.As(account);
        foreach (var wrong in new[] { "", "not my password at all" })
        {
            using var refused = await here.Post("/account", "/account", ("Password", wrong));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            var page = await AccountSite.Browser.Read(refused);
            Assert.Contains("This is not your present password", page.QuerySelector(".govuk-error-summary")!.Words(), StringComparison.Ordinal);
            Assert.Contains("This one", page.QuerySelector("main")!.Words(), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, await there.Status("/account"));
        }

        using var done = await here.Post("/account", "/account", ("Password", AccountSite.Password));
        Assert.Equal(HttpStatusCode.Found, done.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await here.Status("/account"));
        Assert.Equal(HttpStatusCode.Found, await there.Status("/account"));
    }

    [Fact]
    public async Task Somebody_without_a_role_has_this_page_and_no_other()
    {
        using var browser = await site.As(await site.Account("roleless", null, null));
        Assert.Contains("hold no role yet", (await browser.Page("/account")).QuerySelector("main")!.Words(), StringComparison.Ordinal);
        foreach (var path in new[] { "/", "/accounts", "/cover", "/imports", "/exceptions", "/schemes", "/data-quality", "/unallocated" })
        {
            Assert.Equal(HttpStatusCode.NotFound, await browser.Status(path));
        }
    }

    [Fact]
    public async Task What_ended_is_gone_at_the_next_request()
    {
        var day = DateOnly.FromDateTime(site.Time.Now.DateTime);
        var team = site.Day.Cases.Caseload.Teams.First(one => one.Parent >= 0).Id;
        var account = await site.Account("brief", null, null, AccountSite.Role(Role.TeamManager, team, day), AccountSite.Role(Role.DataOfficer, null, day.AddDays(1)));
        using var browser = await site.As(account);
        Assert.Equal(HttpStatusCode.NotFound, await browser.Status("/teams/" + Uri.EscapeDataString(team)));
        Assert.Equal(HttpStatusCode.OK, await browser.Status("/imports"));
        var give = site.Services.GetRequiredService<GiveRole>();
        var role = (await give.Of(account.Id, default)).Single(one => one.Held.Role == Role.DataOfficer).Held;
        await give.End(site.Council.Id, role.Id, role.Version, day, Actor.CommandLine, default);
        Assert.Equal(HttpStatusCode.NotFound, await browser.Status("/imports"));
        var version = (await site.Services.GetRequiredService<FindAccount>().ById(site.Council.Id, account.Id, default))!.Version;
        await site.Services.GetRequiredService<EditAccount>().SetDisabled(site.Council.Id, account.Id, version, true, Actor.CommandLine, default);
        Assert.Equal(HttpStatusCode.Found, await browser.Status("/account"));
    }
}
