using System.Net;

namespace Fairload.Web.Tests.Pages.SignIn;

[Collection(AccountSiteTests.Name)]
public sealed class EnrolTests(AccountSite site)
{
    [Fact]
    public async Task The_picture_is_a_file_of_the_own_session_and_says_nothing_inline()
    {
        await site.Account("pictured", null, AccountSite.Password);
        using var browser = site.Open();
        (await browser.Password("pictured", AccountSite.Password)).Dispose();
        var page = await browser.Page("/sign-in/enrol");
        Assert.Equal("/sign-in/enrol.svg", page.QuerySelector(".fl-qr img")!.GetAttribute("src"));
        using var picture = await browser.Get("/sign-in/enrol.svg");
        Assert.Equal("image/svg+xml", picture.Content.Headers.ContentType!.MediaType);
        Assert.Contains("no-store", picture.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        var svg = await picture.Content.ReadAsStringAsync();
        Assert.DoesNotContain("style", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", svg, StringComparison.Ordinal);
        using var nobody = site.Open();
        Assert.Equal(HttpStatusCode.NotFound, await nobody.Status("/sign-in/enrol.svg"));
    }

    [Fact]
    public async Task A_wrong_code_is_refused_and_the_codes_can_be_saved_by_their_owner_only()
    {
        await site.Account("saver", null, AccountSite.Password);
        using var browser = site.Open();
        (await browser.Password("saver", AccountSite.Password)).Dispose();
        using (var wrong = await browser.Post("/sign-in/enrol", "/sign-in/enrol", ("Code", "12345")))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        }

        var (_, done) = await browser.Enrol(site);
        var codes = done.QuerySelectorAll(".fl-codes code").Select(code => code.TextContent).ToList();
        var sealedCodes = done.QuerySelector("input[name=codes]")!.GetAttribute("value")!;
        using (var file = await browser.Send("/account/recovery-codes.txt", ("codes", sealedCodes)))
        {
            Assert.Equal(codes, (await file.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }

        using var other = await site.As(await site.Account("other saver".Replace(" ", "", StringComparison.Ordinal), null, null));
        using var refused = await other.Send("/account/recovery-codes.txt", ("codes", sealedCodes));
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        using var again = await browser.Get("/sign-in/enrol");
        Assert.Equal(HttpStatusCode.Found, again.StatusCode);
    }
}
