using System.Security.Cryptography;
using System.Text;
using Fairload.Web.Access;
using Fairload.Web.Tests.Gallery;

namespace Fairload.Web.Tests.Access;

public sealed class SecurityHeadersTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("/gallery")]
    [InlineData("/nowhere")]
    [InlineData("/css/app.css")]
    public async Task Every_response_is_guarded_errors_too(string path)
    {
        var response = await site.Client().GetAsync(path);

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none';", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Contains("require-trusted-types-for 'script'", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Opener-Policy")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.True(response.Headers.Contains("Permissions-Policy"));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Trait("ASVS", "14.3.1"), Trait("ASVS", "14.3.2")]
    [Theory]
    [InlineData("/gallery", true)]
    [InlineData("/nowhere", true)]
    [InlineData("/js/app.js", false)]
    public async Task Pages_are_never_kept_by_a_browser(string path, bool isPage)
    {
        var response = await site.Client().GetAsync(path);

        Assert.Equal(isPage, response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task The_one_inline_line_is_the_one_that_the_policy_knows()
    {
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(SecurityHeaders.TemplateScript)));
        Assert.Equal(SecurityHeaders.TemplateScriptHash, "sha256-" + hash);

        var page = await site.Page("/gallery");
        var inline = Assert.Single(page.QuerySelectorAll("script:not([src])"));
        Assert.Equal(SecurityHeaders.TemplateScript, inline.TextContent);
        Assert.Empty(page.QuerySelectorAll("[style], style, [onclick], [onload], [onchange]"));
    }
}
