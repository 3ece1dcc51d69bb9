using Fairload.App.Accounts;
using System.Net;

namespace Fairload.Web.Tests.Pages.Demo;

[Collection(CouncilSiteTests.Name)]
public sealed class IndexTests(CouncilSite site)
{
    [Fact]
    public async Task Nobody_is_anybody_until_they_choose()
    {
        using var client = site.As(null);
        using var response = await client.GetAsync("/");
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.StartsWith("/demo?then=", response.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Choosing_a_person_remembers_them_and_goes_to_the_first_page()
    {
        var worker = site.Day.Statements.First(statement => statement.Cases > 0).Person.Id;
        using var response = await site.Post(CouncilSite.Director, "/demo", "/demo", ("role", "Practitioner"), ("worker", worker), ("node", ""));
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal("/", response.Headers.Location!.OriginalString);
        Assert.Contains(response.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("fairload-viewer=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_person_who_is_not_offered_cannot_be_chosen()
    {
        using var response = await site.Post(CouncilSite.Director, "/demo", "/demo", ("role", "Practitioner"), ("worker", "nobody"), ("node", ""));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Trait("ASVS", "1.2.2")]
    [Fact]
    public async Task A_page_of_another_site_is_never_where_one_goes_next()
    {
        using var response = await site.Post(CouncilSite.Director, "/demo", "/demo", ("role", "Director"), ("worker", ""), ("node", ""), ("then", "https://example.org/"));
        Assert.Equal("/", response.Headers.Location!.OriginalString);
    }

    [Trait("ASVS", "11.3.3")]
    [Fact]
    public async Task A_forged_cookie_is_no_sign_in()
    {
        using var client = site.As(null);
        client.DefaultRequestHeaders.Add("Cookie", "fairload-viewer=" + Uri.EscapeDataString("{\"Role\":3}"));
        using var response = await client.GetAsync("/");
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
    }

    [Fact]
    public async Task Every_role_is_offered()
    {
        var page = await site.Page(CouncilSite.Director, "/demo");
        var roles = page.QuerySelectorAll("input[name=role]").Select(input => input.GetAttribute("value")).ToHashSet();
        Assert.Equal(Enum.GetNames<Role>().ToHashSet(), roles!);
    }
}
