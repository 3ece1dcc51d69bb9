using System.Net;
using Fairload.Web.Access;

namespace Fairload.Web.Tests.Access;

public sealed class RefusalLogTests
{
    [Trait("ASVS", "16.3.3")]
    [Fact]
    public async Task What_the_guards_turn_away_is_logged_by_why_and_the_shape_of_the_address_and_nothing_else()
    {
        await using var site = await OpenSite.Start();
        Assert.Equal(200, (await site.Ask("192.0.2.1", "localhost")).Response.StatusCode);
        Assert.DoesNotContain("Refused", site.Log.Text, StringComparison.Ordinal);

        Assert.Equal(400, (await site.Ask("192.0.2.1", "zuleika.example", "/children/P00123")).Response.StatusCode);
        Assert.Equal(400, (await site.Ask("192.0.2.1", "zuleika.example", "/P00123/zuleika")).Response.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, await Send(site, "cross-site"));
        Assert.Equal(HttpStatusCode.BadRequest, await Send(site, "same-origin"));
        foreach (var line in new[]
        {
            "a name that is not the site's on /children/{id}.", "a name that is not the site's on other.",
            "a form from another site on /sign-in.", "a form without its token on /sign-in.",
        })
        {
            Assert.Single(site.Log.Text.Split('\n'), written => written.Contains("Refused: " + line, StringComparison.Ordinal));
        }

        foreach (var secret in new[] { "Zuleika", "P00123" })
        {
            Assert.DoesNotContain(secret, site.Log.Text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Who_is_refused_without_end_does_not_fill_the_log()
    {
        await using var site = await OpenSite.Start();
        for (var i = 0; i < RefusalLog.MostInAMinute + 20; i++)
        {
            await site.Ask("192.0.2.1", "elsewhere.example");
        }

        // A minute may turn between two of them.
        Assert.InRange(site.Log.Text.Split("Refused: ").Length - 1, RefusalLog.MostInAMinute, RefusalLog.MostInAMinute + 19);
    }

    private static async Task<HttpStatusCode> Send(OpenSite site, string from)
    {
        using var client = site.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in?then=/children/P00123") { Content = new FormUrlEncodedContent([new("Input.Name", "zuleika")]) };
        request.Headers.Add("Sec-Fetch-Site", from);
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }
}
