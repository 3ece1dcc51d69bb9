using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Security.Authentication;
using System.Text;
using Fairload.App.Tests;
using Fairload.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Fairload.Web.Tests.Access;

/// <summary>The server itself, on a free port of this machine.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ServerLimitsTests
{
    private static bool IsLong => Environment.GetEnvironmentVariable("FAIRLOAD_LONG") is { Length: > 0 };

    [Trait("ASVS", "12.1.1"), Trait("ASVS", "12.1.2")]
    [Fact]
    public async Task It_speaks_tls_without_block_chaining_and_says_so_to_come_back_only_by_https()
    {
        await using var site = await OpenSite.Start(o => o with { Urls = "https://127.0.0.1:0" }, isServed: true);
        Assert.Equal(SslProtocols.Tls13, (await Handshake(site.Address, null)).Protocol);
        Assert.Equal(SslProtocols.Tls12, (await Handshake(site.Address, TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)).Protocol);
        await Assert.ThrowsAnyAsync<Exception>(() => Handshake(site.Address, TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256));
        await Assert.ThrowsAnyAsync<Exception>(() => Handshake(site.Address, TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA));

        using var client = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator });
        using var answer = await client.GetAsync(new Uri(site.Address, "/health/live"));
        Assert.Equal("max-age=31536000; includeSubDomains", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task The_alarm_about_block_chaining_rings_at_a_server_as_the_framework_makes_it()
    {
        // The same certificate and the same client: only the site's own limits are away.
        await using var site = await OpenSite.Start(o => o with { Urls = "https://127.0.0.1:0" }, isServed: true);
        var path = site.Services.GetRequiredService<Microsoft.Extensions.Configuration.IConfiguration>();
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["Kestrel:Certificates:Default:Path"] = path["Kestrel:Certificates:Default:Path"];
        builder.Configuration["Kestrel:Certificates:Default:KeyPath"] = path["Kestrel:Certificates:Default:KeyPath"];
        builder.WebHost.UseUrls("https://127.0.0.1:0");
        await using var plain = builder.Build();
        await plain.StartAsync();
        var address = new Uri(plain.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Assert.Equal(SslProtocols.Tls12, (await Handshake(address, TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256)).Protocol);
    }

    [Trait("ASVS", "12.2.1")]
    [Fact]
    public async Task Plain_http_is_sent_on_where_https_is_served_and_stays_where_it_is_not()
    {
        await using var both = await OpenSite.Start(o => o with { Urls = "http://127.0.0.1:0;https://127.0.0.1:0" }, isServed: true);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var addresses = both.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        using var moved = await client.GetAsync(new Uri(new Uri(addresses.First(one => one.StartsWith("http:", StringComparison.Ordinal))), "/accessibility"));
        Assert.Equal(HttpStatusCode.TemporaryRedirect, moved.StatusCode);
        Assert.Equal(new Uri(new Uri(addresses.First(one => one.StartsWith("https:", StringComparison.Ordinal))), "/accessibility"), moved.Headers.Location);
        Assert.True(moved.Headers.Contains("Content-Security-Policy"));

        await using var one = await OpenSite.Start(o => o with { Urls = "http://127.0.0.1:0" }, isServed: true);
        using var stays = await client.GetAsync(new Uri(one.Address, "/accessibility"));
        Assert.Equal(HttpStatusCode.OK, stays.StatusCode);
    }

    [Trait("ASVS", "4.1.2")]
    [Theory]
    [InlineData("POST", "/sign-in")]
    [InlineData("POST", "/health/live")]
    [InlineData("PUT", "/accessibility")]
    [InlineData("DELETE", "/nowhere")]
    public async Task What_is_more_than_a_look_is_refused_by_plain_http_and_never_sent_on(string method, string path)
    {
        await using var both = await OpenSite.Start(o => o with { Urls = "http://127.0.0.1:0;https://127.0.0.1:0" }, isServed: true);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var plain = new Uri(both.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(one => one.StartsWith("http:", StringComparison.Ordinal)));
        using var sent = new HttpRequestMessage(new HttpMethod(method), new Uri(plain, path)) { Content = new StringContent("Input.Password=secret", null, "application/x-www-form-urlencoded") };
        using var refused = await client.SendAsync(sent);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Null(refused.Headers.Location);
        Assert.Contains("<h1", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var looked = new HttpRequestMessage(HttpMethod.Head, new Uri(plain, "/accessibility"));
        using var moved = await client.SendAsync(looked);
        Assert.Equal(HttpStatusCode.TemporaryRedirect, moved.StatusCode);
    }

    [Trait("ASVS", "2.1.3")]
    [Fact]
    public async Task A_form_is_no_larger_than_a_form_needs()
    {
        await using var site = await Demonstration();
        using var client = new HttpClient { BaseAddress = site.Address };
        foreach (var (body, what) in new[]
        {
            ("role=" + new string('x', 2 * 1024 * 1024), "the whole"),
            ("role=" + new string('x', ServerLimits.LongestAnswer + 1), "an answer"),
            (new string('k', 300) + "=1", "a question"),
            (string.Concat(Enumerable.Range(0, ServerLimits.MostAnswers + 1).Select(i => $"a{i}=1&")), "the number of answers"),
        })
        {
            using var refused = await client.PostAsync("/demo", new StringContent(body, Encoding.ASCII, "application/x-www-form-urlencoded"));
            Assert.True(refused.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge, $"{what}: {refused.StatusCode}");
            Assert.True(refused.Headers.Contains("Content-Security-Policy"), what);
        }

        Assert.DoesNotContain("Exception", site.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_that_takes_files_takes_more()
    {
        await using var site = await Demonstration();
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = site.Address };
        using var chosen = await client.PostAsync("/demo", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["role"] = "DataOfficer", ["__RequestVerificationToken"] = await Token(client, "/demo"),
        }));
        Assert.Equal(HttpStatusCode.Found, chosen.StatusCode);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(await Token(client, "/imports/new")), "__RequestVerificationToken" },
            { new StringContent("invo_involvements_id\n" + new string('x', 3 * 1024 * 1024)), "Input.Files", "ssd_involvements.csv" },
            { new StringContent("31 3 2026"), "Input.ExtractDate" },
            { new StringContent("NORTH"), "Input.Code" },
        };
        using var sent = await client.PostAsync("/imports/new", form);
        Assert.True(sent.StatusCode == HttpStatusCode.Found, $"{sent.StatusCode} {await sent.Content.ReadAsStringAsync()}");
    }

    [Trait("ASVS", "4.2.1")]
    [Fact]
    public async Task Headers_are_few_and_short()
    {
        await using var site = await OpenSite.Start(o => o with { Urls = "http://127.0.0.1:0" }, isServed: true);
        Assert.StartsWith("HTTP/1.1 431", await Raw(site.Address, "GET / HTTP/1.1\r\nHost: localhost\r\n" + string.Concat(Enumerable.Range(0, 65).Select(i => $"X-{i}: 1\r\n")) + "\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 431", await Raw(site.Address, "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + new string('x', 40_000) + "\r\n\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 414", await Raw(site.Address, "GET /" + new string('x', 9_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 400", await Raw(site.Address, "GET / HTTP/1.1\r\n\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 400", await Raw(site.Address, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcde"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 400", await Raw(site.Address, "GET / HTTP/1.1\r\nHost: a\r\nHost: localhost\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_sends_too_slowly_is_let_go()
    {
        await using var site = await Demonstration();
        var limits = site.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;
        Assert.True(limits.RequestHeadersTimeout <= TimeSpan.FromSeconds(15));
        Assert.True(limits.MinRequestBodyDataRate is { BytesPerSecond: >= 240, GracePeriod.TotalSeconds: <= 5 });
        Assert.NotNull(limits.MaxConcurrentConnections);
        if (!IsLong)
        {
            return;
        }

        // Sixty people who send a letter a second hold nobody up, and are gone within the limits.
        var slow = Enumerable.Range(0, 60).Select(i => Drip(site.Address, i % 2 == 0
            ? "GET / HTTP/1.1\r\nHost: localhost\r\nX: "
            : "POST /demo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\nrole=")).ToList();
        await Task.Delay(2000);
        using var client = new HttpClient { BaseAddress = site.Address, Timeout = TimeSpan.FromSeconds(2) };
        Assert.Equal("live", await client.GetStringAsync("/health/live"));
        var seconds = await Task.WhenAll(slow);
        Assert.All(seconds, took => Assert.InRange(took, 1, 25));
    }

    private static async Task<OpenSite> Demonstration() =>
        await OpenSite.Start(o => o with { Demo = true, Urls = "http://127.0.0.1:0" }, isServed: true);

    private static async Task<string> Token(HttpClient client, string path) =>
        (await client.GetStringAsync(path)).Split("__RequestVerificationToken")[1].Split("value=\"")[1].Split('"')[0];

    private static async Task<(SslProtocols Protocol, TlsCipherSuite Suite)> Handshake(Uri address, TlsCipherSuite? only)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        await using var tls = new SslStream(client.GetStream(), false, (_, certificate, _, _) => certificate is not null);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = address.Host,
            EnabledSslProtocols = only is null ? SslProtocols.None : SslProtocols.Tls12,
            CipherSuitesPolicy = only is { } suite ? new CipherSuitesPolicy([suite]) : null,
        });
        return (tls.SslProtocol, tls.NegotiatedCipherSuite);
    }

    private static async Task<string> Raw(Uri address, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        var buffer = new byte[1024];
        var read = await stream.ReadAsync(buffer).AsTask().WaitAsync(Patience.Most);
        return Encoding.ASCII.GetString(buffer, 0, read);
    }

    /// <summary>Sends a beginning and then a letter a second; says after how many seconds the server had enough.</summary>
    private static async Task<double> Drip(Uri address, string beginning)
    {
        var began = System.Diagnostics.Stopwatch.StartNew();
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(beginning));
        var answer = stream.ReadAsync(new byte[64]).AsTask();
        while (!answer.IsCompleted && began.Elapsed.TotalSeconds < 60)
        {
            try
            {
                await stream.WriteAsync("x"u8.ToArray());
            }
            catch (IOException)
            {
                break;
            }

            await Task.WhenAny(answer, Task.Delay(1000));
        }

        return began.Elapsed.TotalSeconds;
    }
}
