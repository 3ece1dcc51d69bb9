using System.Net;

namespace Fairload.Web.Tests.Access;

/// <summary>A site of the class's own, with small measures.</summary>
public sealed class RequestRatesTests : IAsyncLifetime
{
    private const int MostRequests = 8, MostFiles = 2;

    private readonly CouncilSite _site = new() { MostRequests = MostRequests, MostFiles = MostFiles };

    public Task InitializeAsync() => _site.InitializeAsync();

    public Task DisposeAsync() => _site.DisposeAsync();

    [Trait("ASVS", "2.4.1")]
    [Fact]
    public async Task Who_asks_for_more_in_a_minute_than_people_read_is_told_to_wait_and_nobody_else_is()
    {
        for (var i = 0; i < MostRequests; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await _site.Status(CouncilSite.Director, "/schemes"));
        }

        using (var client = _site.As(CouncilSite.Director))
        {
            using var response = await client.GetAsync("/schemes");
            Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
            Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
            var text = await response.Content.ReadAsStringAsync();
            Assert.Contains("Too many pages at once", text, StringComparison.Ordinal);
            Assert.Contains("Wait a minute", text, StringComparison.Ordinal);
            using var sent = await client.PostAsync("/imports/new", new FormUrlEncodedContent([new("x", "y")]));
            Assert.Equal(HttpStatusCode.TooManyRequests, sent.StatusCode);
        }

        foreach (var open in new[] { "/health/live", "/health/ready", "/accessibility", "/css/app.css" })
        {
            Assert.Equal(HttpStatusCode.OK, await _site.Status(CouncilSite.Director, open));
        }

        Assert.Equal(HttpStatusCode.OK, await _site.Status(CouncilSite.DataOfficer, "/imports"));
    }

    [Trait("ASVS", "2.4.1")]
    [Fact]
    public async Task Who_takes_more_files_in_a_minute_than_people_open_waits_for_files_and_still_reads_pages()
    {
        for (var i = 0; i < MostFiles; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await _site.Status(CouncilSite.Director, "/exceptions?format=csv"));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await _site.Status(CouncilSite.Director, "/exceptions?format=csv"));
        Assert.Equal(HttpStatusCode.OK, await _site.Status(CouncilSite.Director, "/exceptions"));
    }
}
