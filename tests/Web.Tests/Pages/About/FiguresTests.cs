namespace Fairload.Web.Tests.Pages.About;

[Collection(CouncilSiteTests.Name)]
public sealed class FiguresTests(CouncilSite site)
{
    [Fact]
    public async Task Anybody_may_read_it_and_those_signed_in_see_the_scheme_in_force()
    {
        using var client = site.As(null);
        var open = await client.GetStringAsync("/how-the-figures-are-made");
        Assert.DoesNotContain(site.Day.Scheme.Title, open, StringComparison.Ordinal);
        var page = await site.Page(CouncilSite.Director, "/how-the-figures-are-made");
        Assert.Contains(site.Day.Scheme.Title, page.QuerySelector("main")!.Words(), StringComparison.Ordinal);
        Assert.Contains("No manager has adopted a scheme yet", page.QuerySelector("main")!.Words(), StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("nav"));
    }

    [Fact]
    public async Task It_works_the_example_of_the_documentation()
    {
        // The figures of docs/the-sum.md, which a test of its own holds to the product.
        var page = await site.Page(CouncilSite.DataOfficer, "/how-the-figures-are-made");
        Assert.Contains("51.6 ÷ 80 is 64.5%", page.QuerySelector("main")!.Words(), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("main a[href^='/schemes']"));
    }
}
