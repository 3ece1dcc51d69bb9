using System.Net;
using Fairload.App.Accounts;

namespace Fairload.Web.Tests.Pages.Accounts;

[Collection(AccountSiteTests.Name)]
public sealed class AccountTests(AccountSite site)
{
    [Fact]
    public async Task Of_two_administrators_at_once_the_second_sees_both_versions_and_keeps_what_they_typed()
    {
        var account = await site.Account("edited", null, null);
        var path = "/accounts/" + account.Id;
        using var one = await site.As(await site.Account("edit-one", null, null, AccountSite.Role(Role.Administrator)));
        using var two = await site.As(await site.Account("edit-two", null, null, AccountSite.Role(Role.Administrator)));
        using (var first = await one.Post(path, path + "?handler=Edit", ("Input.Name", "First Name"), ("Input.Version", "0")))
        {
            Assert.Equal(path + "?saved=true", first.Headers.Location!.OriginalString);
        }

        using (var second = await two.Post(path, path + "?handler=Edit", ("Input.Name", "Second Name"), ("Input.Version", "0")))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, second.StatusCode);
            var page = await AccountSite.Browser.Read(second);
            Assert.Equal(["Name", "First Name", "Second Name"], page.Rows("table")[0]);
            Assert.Equal("Second Name", page.QuerySelector("#Input-Name")!.GetAttribute("value"));
            Assert.Equal("1", page.QuerySelector("form[action$='Edit'] input[name='Input.Version']")!.GetAttribute("value"));
        }

        using var knowingly = await two.Post(path, path + "?handler=Edit", ("Input.Name", "Second Name"), ("Input.Version", "1"));
        Assert.Equal(HttpStatusCode.Found, knowingly.StatusCode);
        Assert.Equal("Second Name", (await one.Page(path)).QuerySelector("h1")!.Words());
    }

    [Fact]
    public async Task Roles_are_given_and_ended_here_and_the_audit_says_before_and_after()
    {
        var account = await site.Account("given", null, null);
        var path = "/accounts/" + account.Id;
        using var admin = await site.As(await site.Account("give-admin", null, null, AccountSite.Role(Role.Administrator)));
        using (var refused = await admin.Post(path, path + "?handler=Give", ("Given.Role", "TeamManager")))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        }

        (await admin.Post(path, path + "?handler=Give", ("Given.Role", "Director"))).Dispose();
        using var person = await site.As(account);
        Assert.Equal(HttpStatusCode.OK, await person.Status("/exceptions"));
        var page = await admin.Page(path);
        var role = page.QuerySelector("input[name=role]")!.GetAttribute("value")!;
        using (var ended = await admin.Post(path, path + "?handler=End", ("role", role), ("roleVersion", "0")))
        {
            Assert.Equal(HttpStatusCode.Found, ended.StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, await person.Status("/exceptions"));
        await using var db = site.Store.Db();
        var entry = db.Audit.Where(one => one.SubjectId == account.Id.ToString() && one.Action == "end role").ToList().Single();
        Assert.Equal("give-admin", entry.Who);
        Assert.Contains("Director", entry.Before!, StringComparison.Ordinal);
    }

    [Trait("ASVS", "6.4.3"), Trait("ASVS", "7.4.2"), Trait("ASVS", "7.4.5")]
    [Fact]
    public async Task Disabling_and_resetting_sign_the_person_out_and_nobody_does_so_to_themselves()
    {
        var account = await site.Account("disabled", null, null, AccountSite.Role(Role.Director));
        var path = "/accounts/" + account.Id;
        var self = await site.Account("self-admin", null, null, AccountSite.Role(Role.Administrator));
        using var admin = await site.As(self);
        using var person = await site.As(account);
        Assert.Equal(HttpStatusCode.OK, await person.Status("/"));
        (await admin.Post(path, path + "?handler=Disable", ("Input.Version", "0"))).Dispose();
        Assert.Equal(HttpStatusCode.Found, await person.Status("/"));
        (await admin.Post(path, path + "?handler=Enable", ("Input.Version", "1"))).Dispose();
        using var back = await site.As(account);
        using (var reset = await admin.Post(path, path + "?handler=Reset"))
        {
            Assert.NotNull((await AccountSite.Browser.Read(reset)).QuerySelector("code.fl-code"));
        }

        Assert.Equal(HttpStatusCode.Found, await back.Status("/"));
        var own = "/accounts/" + self.Id;
        Assert.Empty((await admin.Page(own)).QuerySelectorAll("form[action$='Give'], form[action$='Disable'], form[action$='Reset'], form[action$='End']"));
        foreach (var handler in new[] { "Disable", "Reset", "Give" })
        {
            using var refused = await admin.Post(own, own + "?handler=" + handler, ("Input.Version", "0"), ("Given.Role", "Director"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, await admin.Status("/account"));
    }
}
