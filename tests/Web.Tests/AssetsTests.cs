using System.IO.Compression;
using System.Net;
using Fairload.Web.Tests.Gallery;
using Microsoft.Extensions.DependencyInjection;

namespace Fairload.Web.Tests;

public sealed class AssetsTests(Site site) : IClassFixture<Site>
{
    public static TheoryData<string, string> Expected => new()
    {
        { "/css/app.css", "text/css" },
        { "/js/app.js", "text/javascript" },
        { "/js/govuk-frontend.min.js", "text/javascript" },
        { "/favicon.svg", "image/svg+xml" },
    };

    [Theory]
    [MemberData(nameof(Expected))]
    public async Task Each_is_served_at_its_plain_path_whole_and_compressed(string path, string type)
    {
        var plain = await site.Client().GetAsync(path);
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Encoding", "gzip, deflate, br, zstd");
        var small = await site.Client().SendAsync(request);

        Assert.Equal(type, plain.Content.Headers.ContentType!.MediaType);
        var bytes = await plain.Content.ReadAsByteArrayAsync();
        Assert.NotEmpty(bytes);
        Assert.Equal(HttpStatusCode.OK, small.StatusCode);
        if (small.Content.Headers.ContentEncoding.Contains("br"))
        {
            using var brotli = new BrotliStream(await small.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
            using var unpacked = new MemoryStream();
            await brotli.CopyToAsync(unpacked);
            Assert.Equal(bytes, unpacked.ToArray());
        }
    }

    [Fact]
    public async Task A_link_with_the_files_hash_may_be_kept_and_an_unchanged_file_is_not_sent_again()
    {
        var link = site.Services.GetRequiredService<Assets>().Link("/css/app.css");
        var kept = await site.Client().GetAsync(link);
        var request = new HttpRequestMessage(HttpMethod.Get, "/css/app.css");
        request.Headers.Add("If-None-Match", kept.Headers.ETag!.ToString());

        Assert.Contains("immutable", kept.Headers.CacheControl!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, (await site.Client().SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Nothing_of_the_brand_of_GOV_UK_is_served()
    {
        foreach (var path in site.Services.GetRequiredService<Assets>().Paths.Append("/gallery"))
        {
            var text = await site.Client().GetStringAsync(path);
            foreach (var brand in new[] { "GDS Transport", "crown", "crest", "logotype", "@font-face", "open-government-licence", "-ogl" })
            {
                Assert.DoesNotContain(brand, text, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Fact]
    public async Task Style_and_script_weigh_little()
    {
        var weight = 0;
        foreach (var path in new[] { "/css/app.css", "/js/app.js", "/js/govuk-frontend.min.js" })
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Accept-Encoding", "br");
            weight += (await (await site.Client().SendAsync(request)).Content.ReadAsByteArrayAsync()).Length;
        }

        // A page with its words may come to 60 KB.
        Assert.True(weight < 40_000, $"{weight} bytes");
    }
}
