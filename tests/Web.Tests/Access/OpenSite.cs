using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Fairload.App.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fairload.Web.Tests.Access;

/// <summary>A site as it is served to others: not the demonstration, with an empty store, and with pages planted by the test.</summary>
internal sealed class OpenSite : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fairload-open-").FullName;
    private WebApplication _app = null!;

    /// <summary>What the site wrote to its log.</summary>
    public Lines Log { get; } = new();

    /// <summary>Its services.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Where it listens; only where it has a server of its own.</summary>
    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>A site in memory; with <paramref name="isServed"/> on a free port of this machine, with a certificate of its own for HTTPS.</summary>
    public static async Task<OpenSite> Start(Func<WebOptions, WebOptions>? with = null, bool isServed = false, Action<WebApplication>? plant = null, params string[] args)
    {
        var site = new OpenSite();
        var options = new WebOptions
        {
            Store = await DataStore.Open(Path.Combine(site._folder, "fairload.db")),
            DataFolder = site._folder,
            Host = host =>
            {
                host.Logging.ClearProviders().AddProvider(site.Log);
                if (isServed)
                {
                    host.Configuration["Kestrel:Certificates:Default:Path"] = site.Certificate();
                    host.Configuration["Kestrel:Certificates:Default:KeyPath"] = Path.Combine(site._folder, "key.pem");
                }
                else
                {
                    host.WebHost.UseTestServer();
                }
            },
        };
        site._app = WebHost.Build(with?.Invoke(options) ?? options, args);
        plant?.Invoke(site._app);
        await site._app.StartAsync();
        return site;
    }

    /// <summary>Asks from an address, by a name, and with headers.</summary>
    public async Task<HttpContext> Ask(string from, string host, string path = "/health/live", params (string Name, string Value)[] headers) =>
        await _app.GetTestServer().SendAsync(context =>
        {
            context.Connection.RemoteIpAddress = IPAddress.Parse(from);
            context.Request.Host = new HostString(host);
            context.Request.Path = path;
            context.Request.Method = "GET";
            foreach (var (name, value) in headers)
            {
                context.Request.Headers[name] = value;
            }
        });

    /// <summary>A client in memory.</summary>
    public HttpClient Client() => _app.GetTestClient();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private string Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
        File.WriteAllText(Path.Combine(_folder, "certificate.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        return Path.Combine(_folder, "certificate.pem");
    }

    /// <summary>Keeps what is logged.</summary>
    internal sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly List<string> _lines = [];

        /// <summary>All of it.</summary>
        public string Text
        {
            get
            {
                lock (_lines)
                {
                    return string.Join('\n', _lines);
                }
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_lines)
            {
                _lines.Add($"{logLevel} {formatter(state, exception)} {exception}");
            }
        }

        public void Dispose()
        {
        }
    }
}
