using System.Net;
using Fairload.Web.Access;

namespace Fairload.Web.Tests.Access;

public sealed class KnownHostsTests
{
    private const string Hsts = "max-age=31536000; includeSubDomains";

    [Trait("ASVS", "3.5.4")]
    [Theory]
    [InlineData("localhost", 200)]
    [InlineData("LOCALHOST:5080", 200)]
    [InlineData("fairload.example.gov.uk", 200)]
    [InlineData("attacker.example", 400)]
    [InlineData("fairload.example.gov.uk.attacker.example", 400)]
    [InlineData("attacker.fairload.example.gov.uk", 400)]
    [InlineData("", 400)]
    public async Task A_request_by_another_name_is_refused_and_its_answer_guarded(string host, int status)
    {
        await using var site = await OpenSite.Start(o => o with { Hosts = ["fairload.example.gov.uk"] });
        var answer = await site.Ask("192.0.2.7", host);
        Assert.Equal(status, answer.Response.StatusCode);
        Assert.StartsWith("default-src 'none'", answer.Response.Headers.ContentSecurityPolicy.ToString(), StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Response.Headers.CacheControl.ToString());
    }

    [Theory]
    [InlineData("https://fairload.example.gov.uk:8443;http://127.0.0.1:5080", "fairload.example.gov.uk", true)]
    [InlineData("https://[::1]:8443", "[::1]", true)]
    [InlineData("http://*:5080", "anything.example", false)]
    [InlineData("http://0.0.0.0:5080", "0.0.0.0", false)]
    public void Without_names_given_it_answers_to_those_it_listens_by(string urls, string host, bool isKnown) =>
        Assert.Equal(isKnown, KnownHosts.Of(new WebOptions { Urls = urls }).Contains(host));

    [Theory]
    [InlineData("fairload.example.gov.uk", true)]
    [InlineData("192.0.2.1", true)]
    [InlineData("*", false)]
    [InlineData("*.example.gov.uk", false)]
    [InlineData("https://fairload.example.gov.uk", false)]
    [InlineData("fairload.example.gov.uk:443", false)]
    [InlineData("", false)]
    public void A_name_is_one_host(string text, bool isName) => Assert.Equal(isName, KnownHosts.IsName(text));

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7/32")]
    [InlineData("192.0.2.0/24", "192.0.2.0/24")]
    [InlineData("2001:db8::1", "2001:db8::1/128")]
    [InlineData("192.0.2.7/24", "192.0.2.0/24")]
    [InlineData("0.0.0.0/0", null)]
    [InlineData("::/0", null)]
    [InlineData("proxy.example", null)]
    public void A_proxy_is_an_address_or_a_network_and_never_everybody(string text, string? read) =>
        Assert.Equal(read, KnownProxies.Read(text)?.ToString());

    [Fact]
    public async Task What_a_known_proxy_says_is_believed()
    {
        await using var site = await OpenSite.Start(Behind);
        var answer = await site.Ask("192.0.2.7", "inside.example", headers: [("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "fairload.example.gov.uk"), ("X-Forwarded-For", "198.51.100.9")]);
        Assert.Equal(200, answer.Response.StatusCode);
        Assert.Equal(Hsts, answer.Response.Headers.StrictTransportSecurity.ToString());
        Assert.Equal("198.51.100.9", answer.Connection.RemoteIpAddress!.ToString());

        // The name that the proxy passes on is asked too: it may be whatever the browser sent.
        var evil = await site.Ask("192.0.2.7", "inside.example", headers: [("X-Forwarded-Host", "attacker.example"), ("X-Forwarded-For", "198.51.100.9")]);
        Assert.Equal(400, evil.Response.StatusCode);
    }

    [Trait("ASVS", "15.3.4")]
    [Fact]
    public async Task Only_the_last_unknown_address_before_the_proxies_is_believed()
    {
        await using var site = await OpenSite.Start(Behind);
        var answer = await site.Ask("192.0.2.7", "fairload.example.gov.uk", headers: [("X-Forwarded-For", "127.0.0.1, 198.51.100.9, 192.0.2.8")]);
        Assert.Equal("198.51.100.9", answer.Connection.RemoteIpAddress!.ToString());
    }

    [Trait("ASVS", "4.1.3")]
    [Theory]
    [InlineData("198.51.100.1")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task What_anybody_else_says_is_not(string from)
    {
        await using var site = await OpenSite.Start(Behind, args: ["--ForwardedHeaders_Enabled=true"]);
        var answer = await site.Ask(from, "localhost", headers: [("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "attacker.example"), ("X-Forwarded-For", "192.0.2.7")]);
        Assert.Equal(200, answer.Response.StatusCode);
        Assert.Equal(0, answer.Response.Headers.StrictTransportSecurity.Count);
        Assert.Equal(from, answer.Connection.RemoteIpAddress!.ToString());
        var evil = await site.Ask(from, "attacker.example", headers: [("X-Forwarded-Host", "localhost")]);
        Assert.Equal(400, evil.Response.StatusCode);
    }

    [Fact]
    public async Task Settings_of_the_machine_cannot_have_it_believe_everybody()
    {
        await using var site = await OpenSite.Start(args: ["--ForwardedHeaders_Enabled=true", "--AllowedHosts=attacker.example"]);
        var answer = await site.Ask("198.51.100.1", "localhost", headers: [("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-Proto", "https")]);
        Assert.Equal(200, answer.Response.StatusCode);
        Assert.Equal("198.51.100.1", answer.Connection.RemoteIpAddress!.ToString());
        Assert.Equal(0, answer.Response.Headers.StrictTransportSecurity.Count);
        Assert.Equal(400, (await site.Ask("198.51.100.1", "attacker.example")).Response.StatusCode);
    }

    [Fact]
    public async Task A_machines_setting_cannot_lead_a_proxys_guest_into_the_demonstration()
    {
        await using var site = await OpenSite.Start(o => o with { Demo = true }, args: "--ForwardedHeaders_Enabled=true");
        var answer = await site.Ask("198.51.100.1", "localhost", "/demo", ("X-Forwarded-For", "127.0.0.1"));
        Assert.Equal((int)HttpStatusCode.NotFound, answer.Response.StatusCode);
        Assert.Equal(200, (await site.Ask("127.0.0.1", "localhost", "/demo")).Response.StatusCode);
    }

    private static WebOptions Behind(WebOptions options) => options with
    {
        Hosts = ["fairload.example.gov.uk"], Proxies = [KnownProxies.Read("192.0.2.0/28")!.Value],
    };
}
