namespace Fairload.Web.Tests.Pages.About;

[Collection(CouncilSiteTests.Name)]
public sealed class AccessibilityTests(CouncilSite site)
{
    [Fact]
    public async Task Anybody_may_read_what_meets_the_guidelines_and_what_was_not_tested()
    {
        using var client = site.As(null);
        var words = await client.GetStringAsync("/accessibility");
        Assert.All(["2.2, level AA", "partially compliant", "NVDA", "JAWS", "VoiceOver", "people with disabilities"], part => Assert.Contains(part, words, StringComparison.Ordinal));
    }
}
