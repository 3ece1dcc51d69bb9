using System.Net;
using Fairload.App.Accounts;

namespace Fairload.Web.Tests.Pages.Accounts;

[Collection(AccountSiteTests.Name)]
public sealed class IndexTests(AccountSite site)
{
    [Fact]
    public async Task Only_an_administrator_sees_the_list()
    {
        using var director = await site.As(await site.Account("list-director", null, null, AccountSite.Role(Role.Director)));
        foreach (var path in new[] { "/accounts", "/accounts/new", "/accounts/" + Guid.NewGuid() })
        {
            Assert.Equal(HttpStatusCode.NotFound, await director.Status(path));
        }

        using var admin = await site.As(await site.Account("list-admin", null, null, AccountSite.Role(Role.Administrator)));
        Assert.Contains(Rows(await admin.Page("/accounts")), row => row[1] == "list-director" && row[2] == "director");
        Assert.All(Rows(await admin.Page("/accounts?q=list-ad")), row => Assert.Equal("list-admin", row[1]));
        Assert.Contains("No account has this name", (await admin.Page("/accounts?q=nobody-at-all")).QuerySelector("main")!.Words(), StringComparison.Ordinal);
        Assert.Contains("/accounts", (await admin.Page("/account")).QuerySelectorAll("nav a").Select(link => link.GetAttribute("href")));

        static List<string[]> Rows(AngleSharp.Dom.IDocument page) => page.Rows("table");
    }
}
