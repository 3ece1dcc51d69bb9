using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Fairload.App.Accounts;
using Fairload.App.Imports;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.Web.Access;
using Fairload.Web.Access.SingleSignOn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fairload.Web.Tests.Access.SingleSignOn;

/// <summary>
/// A site with accounts and a council's own sign-in, its provider beside it, a team called T1, an administrator, and
/// Amina, whose account is linked to <c>subject-1</c>.
/// </summary>
internal sealed partial class SignOnSite : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fairload-sso-").FullName;
    private WebApplication _app = null!;

    public StandInProvider Provider { get; } = new() { Now = CouncilSite.Now.ToUniversalTime() };

    public DataStore Store { get; private set; } = null!;

    public Clock Time { get; } = new() { Now = CouncilSite.Now.ToUniversalTime() };

    public Account Amina { get; private set; } = null!;

    public Account Root { get; private set; } = null!;

    /// <summary>What the site wrote to its log.</summary>
    public List<string> Log { get; } = [];

    public IServiceProvider Services => _app.Services;

    public static async Task<SignOnSite> Open(Func<SingleSignOnSettings, SingleSignOnSettings>? with = null)
    {
        var site = new SignOnSite();
        await site.Begin(with ?? (settings => settings));
        return site;
    }

    /// <summary>A browser.</summary>
    public Browser NewBrowser() => new(this, _app.GetTestServer().CreateHandler());

    /// <summary>A browser in which somebody is signed in already, by whatever means.</summary>
    public async Task<Browser> SignedIn(Account account)
    {
        var browser = NewBrowser();
        var value = await Services.GetRequiredService<Sessions>().Begin(account, new SessionStart(SessionStage.SignedIn, "test"), default);
        browser.Cookies.Add(new Uri("https://localhost/"), new Cookie(SessionCookie.Name, value!) { Secure = true });
        return browser;
    }

    /// <summary>Moves both clocks.</summary>
    public void Wait(TimeSpan time)
    {
        Time.Now += time;
        Provider.Now += time;
    }

    public async Task<int> Count<T>(Func<FairloadDb, IQueryable<T>> of)
    {
        await using var db = Store.Db();
        return await of(db).CountAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task Begin(Func<SingleSignOnSettings, SingleSignOnSettings> with)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "files"));
        Write("ssd_department", "dept_team_id,dept_team_name,dept_team_parent_id,dept_team_parent_name", "T1,Team One,,", "T2,Team Two,,");
        Write("ssd_person", "pers_person_id,pers_dob,pers_death_date,pers_expected_dob,pers_sex,pers_forename,pers_surname", "P1,2015-04-02,,,F,Kit,Tarn");
        Write("ssd_involvements", "invo_involvements_id,invo_person_id,invo_professional_id,invo_involvement_start_date,invo_involvement_end_date,invo_professional_role_id,invo_professional_team,invo_worker_change_reason,invo_referral_id", "I1,P1,W1,2026-01-06,,ALLOC,T1,,");
        Store = await DataStore.Open(Path.Combine(_folder, "fairload.db"));
        await new ImportFiles(Store, Time).Run(new ImportRequest([Path.Combine(_folder, "files")]) { ExtractDate = new DateOnly(2026, 9, 30), Council = "TINY" }, null, default);
        await using (var db = Store.Db())
        {
            var council = await db.Councils.SingleAsync();
            Amina = Made(council.Id, "amina@test.example", "Amina Adeyemi");
            Root = Made(council.Id, "root", "Rita Root");
            db.Accounts.AddRange(Amina, Root);
            db.RolesHeld.Add(new RoleHeld { Id = Guid.NewGuid(), Council = council.Id, Account = Root.Id, Role = Role.Administrator, From = new DateOnly(2020, 1, 1), GivenBy = "test" });
            await db.SaveChangesAsync();
        }

        await new LinkLogin(Store, Time).Run(Amina.Council, Amina.Id, StandInProvider.Issuer, "subject-1", "root", default);
        var settings = with(new SingleSignOnSettings
        {
            Name = "your Testshire account", Issuer = StandInProvider.Issuer, ClientId = StandInProvider.Client, ClientSecret = StandInProvider.Secret,
            Roles = [new ClaimRule("groups", "managers", Role.TeamManager, NodeFromClaim: "department"), new ClaimRule("groups", "directors", Role.Director)],
        });
        _app = WebHost.Build(
            new WebOptions
            {
                Store = Store,
                DataFolder = _folder,
                MostRequests = 1_000_000,
                MostFiles = 1_000_000,
                IsServedInMemory = true,
                SingleSignOn = settings,
                Services = services =>
                {
                    services.AddSingleton<TimeProvider>(Time).AddPatientLog();
                    services.Configure<SingleSignOnOptions>(SingleSignOnHandler.SchemeName, options => options.BackchannelHttpHandler = Provider);
                },
                Host = host =>
                {
                    host.WebHost.UseTestServer();
                    host.Logging.AddProvider(new Lines(Log));
                },
            },
            []);
        await _app.StartAsync();
    }

    private void Write(string table, params string[] rows) => File.WriteAllLines(Path.Combine(_folder, "files", table + ".csv"), rows);

    private static Account Made(int council, string signInName, string name) =>
        new() { Id = Guid.NewGuid(), Council = council, UserName = signInName, NormalizedUserName = FindAccount.Key(signInName), Name = name, SecurityStamp = "x" };

    internal sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }

    /// <summary>A browser: it keeps cookies by their path, and goes where it is told.</summary>
    internal sealed partial class Browser(SignOnSite site, HttpMessageHandler server) : IDisposable
    {
        private readonly HttpClient _client = new(server) { BaseAddress = new Uri("https://localhost/") };

        public CookieContainer Cookies { get; } = new();

        /// <summary>Whether the next page is somebody's own: a session of ours is in force.</summary>
        public async Task<bool> IsSignedIn()
        {
            using var page = await Get("/exceptions");
            return !(page.Headers.Location?.OriginalString.StartsWith("/sign-in", StringComparison.Ordinal) ?? false);
        }

        public async Task<HttpResponseMessage> Get(string address, params (string Name, string Value)[] headers)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_client.BaseAddress!, address));
            foreach (var (name, value) in headers)
            {
                request.Headers.Add(name, value);
            }

            return await Send(request);
        }

        public async Task<HttpResponseMessage> Send(HttpRequestMessage request)
        {
            var address = request.RequestUri!;
            if (Cookies.GetCookieHeader(address) is { Length: > 0 } sent)
            {
                request.Headers.Add("Cookie", sent);
            }

            var response = await _client.SendAsync(request);
            foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            {
                // A cookie runs out by the site's clock. The stand-in would have it run out by the machine's, which goes on while tests wait.
                Cookies.SetCookies(address, Expires().Replace(cookie, until => DateTimeOffset.Parse(until.Groups[1].Value, CultureInfo.InvariantCulture) > site.Time.Now ? "" : until.Value));
            }

            return response;
        }

        public async Task<IDocument> Page(string address)
        {
            using var response = await Get(address);
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{address}: {response.StatusCode} {response.Headers.Location}");
            return await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());
        }

        /// <summary>Fills in the form at an address and sends it.</summary>
        public async Task<HttpResponseMessage> Post(string page, string action, params (string Name, string Value)[] fields)
        {
            var token = (await Page(page)).QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value") ?? "";
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_client.BaseAddress!, action))
            {
                Content = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(field => new KeyValuePair<string, string>(field.Item1, field.Item2))),
            };
            return await Send(request);
        }

        /// <summary>To the provider: the question.</summary>
        public async Task<Uri> GoOut(string start = "/sign-in/council")
        {
            using var response = await Get(start);
            Assert.True(response.StatusCode == HttpStatusCode.Redirect, $"{response.StatusCode}");
            return response.Headers.Location!;
        }

        /// <summary>The whole way, to where the site sends the browser after the provider's answer.</summary>
        public async Task<string> SignIn(string start = "/sign-in/council")
        {
            var question = await GoOut(start);
            return question.IsAbsoluteUri ? await ComeBack(site.Provider.SignIn(question)) : question.OriginalString;
        }

        /// <summary>Back from the provider: where the site sends the browser.</summary>
        public async Task<string> ComeBack(string address)
        {
            using var response = await Get(address);
            Assert.True(response.StatusCode == HttpStatusCode.Redirect, $"{response.StatusCode}");
            return response.Headers.Location!.OriginalString;
        }

        public void Dispose() => _client.Dispose();

        [GeneratedRegex("; expires=([^;]+)", RegexOptions.IgnoreCase)]
        private static partial Regex Expires();
    }

    private sealed class Lines(List<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (lines)
            {
                lines.Add($"{formatter(state, exception)} {exception}");
            }
        }

        public void Dispose()
        {
        }
    }
}
