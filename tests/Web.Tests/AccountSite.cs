using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Fairload.App.Accounts;
using Fairload.App.Demo;
using Fairload.App.Imports;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.App.Workloads;
using Fairload.Core.Workload;
using Fairload.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Fairload.Web.Tests;

/// <summary>
/// The site as a council runs it, with accounts and without the demonstration, over HTTPS as its cookies demand. The
/// clock stands at nine on the Thursday after the last day of the records, and moves when a test moves it.
/// </summary>
public sealed class AccountSite : IAsyncLifetime
{
    /// <summary>The password of accounts that have one.</summary>
    public const string Password = "kettle plum archive";

    private readonly string _folder = Directory.CreateTempSubdirectory("fairload-accounts-").FullName;
    private WebApplication _app = null!;

    /// <summary>The clock.</summary>
    public MovingClock Time { get; } = new(CouncilSite.Now);

    /// <summary>The site's services.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>The store behind the site.</summary>
    public DataStore Store { get; private set; } = null!;

    /// <summary>The council.</summary>
    public Council Council { get; private set; } = null!;

    /// <summary>The day's workload as the pages see it.</summary>
    public WorkloadDay Day { get; private set; } = null!;

    /// <summary>Whether the synthetic council is loaded.</summary>
    public bool IsLoaded { get; init; } = true;

    public async Task InitializeAsync()
    {
        Store = await DataStore.Open(Path.Combine(_folder, "fairload.db"));
        if (IsLoaded)
        {
            SyntheticCouncil.Write(Path.Combine(_folder, "demo"), 1, 1);
            await new ImportFiles(Store, Time).Run(new ImportRequest([Path.Combine(_folder, "demo")]), null, default);
        }

        _app = WebHost.Build(
            new WebOptions
            {
                Store = Store,
                IsServedInMemory = true,
                DataFolder = _folder,
                MostRequests = 1_000_000,
                MostFiles = 1_000_000,
                SignIn = new SignInRules { HashRounds = 1000 },
                Services = services => services.AddSingleton<TimeProvider>(Time).AddPatientLog(),
                Host = host => host.WebHost.UseTestServer(),
            },
            []);
        await _app.StartAsync();
        Council = await Services.GetRequiredService<AddAccount>().CouncilFor(null, default);
        if (IsLoaded)
        {
            Day = await Services.GetRequiredService<Workloads>().Day(Council, null, null, default);
        }
    }

    public async Task DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>An account with roles, put in as an administrator would; without a password unless one is given.</summary>
    public async Task<Account> Account(string name, string? worker, string? password, params NewRole[] roles)
    {
        var made = await Services.GetRequiredService<AddAccount>().Run(Council, new NewAccount(name, name, worker) { Password = password }, Actor.CommandLine, default);
        foreach (var role in roles)
        {
            await Services.GetRequiredService<GiveRole>().Run(Council.Id, made.Account.Id, role, Actor.CommandLine, default);
        }

        return made.Account;
    }

    /// <summary>A role since the start of the year.</summary>
    public static NewRole Role(Role role, string? node = null, DateOnly? until = null) => new(role, node, new DateOnly(2026, 1, 1), until);

    /// <summary>A browser's stand-in; it keeps cookies as a browser does over TLS, and follows no redirect.</summary>
    public Browser Open() => new(_app.GetTestServer());

    /// <summary>A browser in which an account is signed in, by a session made straight in the store.</summary>
    public async Task<Browser> As(Account account)
    {
        var browser = Open();
        var value = await Services.GetRequiredService<Sessions>().Begin(account, new SessionStart(SessionStage.SignedIn, "Test browser"), default);
        browser.Cookies.Add(new Uri("https://localhost/"), new Cookie(SessionCookie.Name, value) { Secure = true });
        return browser;
    }

    /// <summary>A clock that stands where it was set.</summary>
    public sealed class MovingClock(DateTimeOffset now) : TimeProvider
    {
        /// <summary>Now.</summary>
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();
    }

    /// <summary>A browser's stand-in.</summary>
    public sealed class Browser : IDisposable
    {
        private readonly HttpClient _client;

        internal Browser(TestServer server) =>
            _client = new HttpClient(new CookieHandler(server.CreateHandler(), Cookies)) { BaseAddress = new Uri("https://localhost/") };

        /// <summary>What it keeps.</summary>
        public CookieContainer Cookies { get; } = new();

        /// <summary>Asks for a page.</summary>
        public Task<HttpResponseMessage> Get(string path) => _client.GetAsync(path);

        /// <summary>The status of a page.</summary>
        public async Task<HttpStatusCode> Status(string path)
        {
            using var response = await Get(path);
            return response.StatusCode;
        }

        /// <summary>A page that comes with 200.</summary>
        public async Task<IDocument> Page(string path)
        {
            using var response = await Get(path);
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {response.StatusCode} {response.Headers.Location}");
            return await Read(response);
        }

        /// <summary>Fills in the form of a page and sends it, with the page's token and the hidden fields of its first form.</summary>
        public async Task<HttpResponseMessage> Post(string page, string action, params (string Name, string Value)[] fields)
        {
            var document = await Page(page);
            var token = document.QuerySelector("main input[name=__RequestVerificationToken]")?.GetAttribute("value") ?? "";
            return await Send(action, [.. fields, ("__RequestVerificationToken", token)]);
        }

        /// <summary>Sends fields as they are.</summary>
        public Task<HttpResponseMessage> Send(string action, params (string Name, string Value)[] fields) =>
            _client.PostAsync(action, new FormUrlEncodedContent(fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))));

        /// <summary>A response as a page.</summary>
        public static async Task<IDocument> Read(HttpResponseMessage response) => await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());

        public void Dispose() => _client.Dispose();
    }

    private sealed class CookieHandler(HttpMessageHandler inner, CookieContainer cookies) : DelegatingHandler(inner)
    {
        private static readonly Uri Site = new("https://localhost/");

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (cookies.GetCookieHeader(Site) is { Length: > 0 } header)
            {
                request.Headers.Add("Cookie", header);
            }

            var response = await base.SendAsync(request, cancellationToken);
            if (response.Headers.TryGetValues("Set-Cookie", out var set))
            {
                foreach (var cookie in set)
                {
                    cookies.SetCookies(Site, cookie);
                }
            }

            return response;
        }
    }
}

/// <summary>Tests that share a site with accounts: each makes its own, and moves the clock only on.</summary>
[CollectionDefinition(Name)]
public sealed class AccountSiteTests : ICollectionFixture<AccountSite>
{
    public const string Name = "account site";
}
