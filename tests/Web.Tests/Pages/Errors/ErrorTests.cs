using System.Net;

namespace Fairload.Web.Tests.Pages.Errors;

[Collection(CouncilSiteTests.Name)]
public sealed class ErrorTests(CouncilSite site)
{
    [Trait("ASVS", "16.5.1")]
    [Fact]
    public async Task A_page_that_is_not_there_says_so_in_the_frame_of_the_site()
    {
        using var client = site.As(CouncilSite.Director);
        using var response = await client.GetAsync("/no-such-page");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        var text = await response.Content.ReadAsStringAsync();
        Assert.Contains("Page not found", text, StringComparison.Ordinal);
        Assert.Contains("govuk-generic-header", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_sent_without_its_token_is_refused()
    {
        using var client = site.As(CouncilSite.Director);
        using var response = await client.PostAsync("/demo", new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("out of date", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
