using System.Net;
using Fairload.App.Accounts;

namespace Fairload.Web.Tests.Pages.Accounts;

[Collection(AccountSiteTests.Name)]
public sealed class NewTests(AccountSite site)
{
    [Fact]
    public async Task A_new_account_gets_a_start_code_that_is_shown_once()
    {
        const string Path = "/accounts/new";
        using var admin = await site.As(await site.Account("new-admin", null, null, AccountSite.Role(Role.Administrator)));
        var team = site.Day.Cases.Caseload.Teams.First(one => one.Parent >= 0).Id;
        foreach (var (name, role, node, from) in new[] { ("", "", "", ""), ("made", "TeamManager", "nowhere", ""), ("made", "TeamManager", "", ""), ("made", "Auditor", team, ""), ("made", "Director", "", "tomorrow") })
        {
            using var refused = await admin.Post(Path, Path, ("Input.SignInName", name), ("Input.Name", "Made Person"), ("Input.Role.Role", role), ("Input.Role.Node", node), ("Input.Role.From", from));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.NotNull((await AccountSite.Browser.Read(refused)).QuerySelector(".govuk-error-summary"));
        }

        using var done = await admin.Post(Path, Path, ("Input.SignInName", "made"), ("Input.Name", "Made Person"), ("Input.Role.Role", "TeamManager"), ("Input.Role.Node", team), ("Input.Role.Until", "2027-01-01"));
        var code = (await AccountSite.Browser.Read(done)).QuerySelector("code.fl-code")!.TextContent;
        Assert.Matches("^[A-Z2-9]{4}(-[A-Z2-9]{4}){5}$", code);
        using var taken = await admin.Post(Path, Path, ("Input.SignInName", "MADE"), ("Input.Name", "Other Person"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, taken.StatusCode);
        using var person = site.Open();
        using var start = await person.Post("/sign-in/start", "/sign-in/start", ("Input.Name", "made"), ("Input.Code", code));
        Assert.Equal(HttpStatusCode.Found, start.StatusCode);
    }
}
