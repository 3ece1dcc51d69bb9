using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Fairload.App.Accounts;
using Fairload.App.Demo;
using Fairload.App.Imports;
using Fairload.App.Store;
using Fairload.App.Workloads;
using Fairload.Core.Workload;
using Fairload.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Fairload.Web.Tests;

/// <summary>
/// The site with the synthetic council loaded, in demo mode, at nine on the Thursday after its last day. One for all
/// page tests; tests that change records take a site of their own.
/// </summary>
public sealed class CouncilSite : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fairload-web-").FullName;
    private WebApplication _app = null!;

    /// <summary>Where the site keeps its own files.</summary>
    public string Folder => _folder;

    /// <summary>Today on the site.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 10, 1, 9, 0, 0, TimeSpan.FromHours(1));

    /// <summary>The site's services.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>The store behind the site.</summary>
    public DataStore Store { get; private set; } = null!;

    /// <summary>The day's workload as the pages see it.</summary>
    public WorkloadDay Day { get; private set; } = null!;

    /// <summary>The director, who sees the whole council.</summary>
    public static Viewer Director { get; } = Viewer.As("Dana Director", Role.Director, null, null);

    /// <summary>The data officer.</summary>
    public static Viewer DataOfficer { get; } = Viewer.As("Davy Data", Role.DataOfficer, null, null);

    /// <summary>The manager of a team.</summary>
    public static Viewer ManagerOf(string team) => Viewer.As("Tess Manager", Role.TeamManager, null, team);

    /// <summary>A practitioner.</summary>
    public static Viewer Practitioner(string worker) => Viewer.As("Pat Practitioner", Role.Practitioner, worker, null);

    /// <summary>Whether the synthetic council is loaded; a derived fixture may want an empty site.</summary>
    public bool IsLoaded { get; init; } = true;

    /// <summary>The folder that the site watches, or nothing.</summary>
    public string? Watch { get; init; }

    /// <summary>The most requests of one person in a minute; more than all tests make.</summary>
    public int MostRequests { get; init; } = 1_000_000;

    /// <summary>The most files for one person in a minute.</summary>
    public int MostFiles { get; init; } = 1_000_000;

    public async Task InitializeAsync()
    {
        Store = await DataStore.Open(Path.Combine(_folder, "fairload.db"));
        if (IsLoaded)
        {
            SyntheticCouncil.Write(Path.Combine(_folder, "demo"), 1, 1);
            await new ImportFiles(Store, new StoppedClock(Now)).Run(new ImportRequest([Path.Combine(_folder, "demo")]), null, default);
        }

        _app = WebHost.Build(
            new WebOptions
            {
                Store = Store,
                Demo = true,
                IsServedInMemory = true,
                DataFolder = _folder,
                Watch = Watch,
                MostRequests = MostRequests,
                MostFiles = MostFiles,
                Services = services => services.AddSingleton<TimeProvider>(new StoppedClock(Now)).AddPatientLog(),
                Host = host => host.WebHost.UseTestServer(),
            },
            []);
        await _app.StartAsync();
        if (IsLoaded)
        {
            var workloads = Services.GetRequiredService<Workloads>();
            Day = await workloads.Day(await workloads.Council(null, default), null, null, default);
        }
    }

    public async Task DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A browser's stand-in signed in as somebody, or as nobody; it keeps cookies and follows no redirect.</summary>
    public HttpClient As(Viewer? viewer)
    {
        var server = _app.GetTestServer();
        var cookies = new CookieContainer();
        if (viewer is not null)
        {
            cookies.Add(new Uri("http://localhost/"), new Cookie(ViewerCookie.Name, Services.GetRequiredService<ViewerCookie>().Seal(viewer)));
        }

        return new HttpClient(new CookieHandler(server.CreateHandler(), cookies)) { BaseAddress = new Uri("http://localhost/") };
    }

    /// <summary>A page as somebody sees it; fails unless it comes with 200.</summary>
    public async Task<IDocument> Page(Viewer viewer, string path)
    {
        using var client = As(viewer);
        using var response = await client.GetAsync(path);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {response.StatusCode} {response.Headers.Location}");
        return await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());
    }

    /// <summary>The status that somebody gets for a path.</summary>
    public async Task<HttpStatusCode> Status(Viewer? viewer, string path)
    {
        using var client = As(viewer);
        using var response = await client.GetAsync(path);
        return response.StatusCode;
    }

    /// <summary>Fills in the form at a path and sends it: reads the page first, for its token, as a browser does.</summary>
    public async Task<HttpResponseMessage> Post(Viewer viewer, string page, string action, params (string Name, string Value)[] fields)
    {
        using var client = As(viewer);
        var document = await new HtmlParser().ParseDocumentAsync(await client.GetStringAsync(page));
        var token = document.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value") ?? "";
        return await client.PostAsync(action, new FormUrlEncodedContent(
            fields.Append(("__RequestVerificationToken", token)).Select(field => new KeyValuePair<string, string>(field.Item1, field.Item2))));
    }

    /// <summary>A clock that stands still.</summary>
    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now.ToUniversalTime();
    }

    private sealed class CookieHandler(HttpMessageHandler inner, CookieContainer cookies) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var address = new Uri(new Uri("http://localhost/"), request.RequestUri!);
            if (cookies.GetCookieHeader(address) is { Length: > 0 } header)
            {
                request.Headers.Add("Cookie", header);
            }

            var response = await base.SendAsync(request, cancellationToken);
            if (response.Headers.TryGetValues("Set-Cookie", out var set))
            {
                foreach (var cookie in set)
                {
                    // A cookie without a path belongs to the whole site, as a browser has it for a page at the top.
                    cookies.SetCookies(new Uri("http://localhost/"), cookie);
                }
            }

            return response;
        }
    }
}

/// <summary>Tests that share the loaded site: they only read.</summary>
[CollectionDefinition(Name)]
public sealed class CouncilSiteTests : ICollectionFixture<CouncilSite>
{
    public const string Name = "council site";
}
