using System.Reflection;
using Fairload.App.Imports;
using Fairload.App.Restrictions;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.App.Tests;
using Fairload.App.Workloads;
using Fairload.Core.Workload;
using Fairload.Oracle;
using Fairload.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit.Sdk;

namespace Fairload.Web.Tests.Access;

/// <summary>
/// The site over a random organisation that came through the import: first the files with the teams that vanish, a month
/// later those without; its restrictions and openings in the store.
/// </summary>
internal sealed class ScopeSite : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fairload-scope-").FullName;
    private WebApplication _app = null!;
    private string? _database;

    private ScopeSite(ScopeCouncil council) => Council = council;

    /// <summary>The organisation.</summary>
    public ScopeCouncil Council { get; }

    /// <summary>The day's workload as the pages see it.</summary>
    public WorkloadDay Day { get; private set; } = null!;

    /// <summary>The restrictions as they are in the store.</summary>
    public RestrictedRecords Restricted { get; private set; } = null!;

    private static string? PostgresServer => Environment.GetEnvironmentVariable("FAIRLOAD_TEST_POSTGRES") is { Length: > 0 } server ? server : null;

    /// <summary>Whether an engine can be had here.</summary>
    public static bool Has(StoreEngine engine) => engine == StoreEngine.Sqlite || PostgresServer is not null;

    /// <summary>The site of an organisation.</summary>
    public static async Task<ScopeSite> Open(ScopeCouncil council, StoreEngine engine)
    {
        var site = new ScopeSite(council);
        await site.Start(engine);
        return site;
    }

    /// <summary>A browser's stand-in that follows no redirect.</summary>
    public HttpClient As(ScopeViewer viewer)
    {
        var client = _app.GetTestServer().CreateClient();
        client.DefaultRequestHeaders.Add("Cookie", $"{ViewerCookie.Name}={_app.Services.GetRequiredService<ViewerCookie>().Seal(ScopeWorld.ViewerOf(viewer))}");
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_database is { } database)
        {
            NpgsqlConnection.ClearAllPools();
            await using var server = new NpgsqlConnection(PostgresServer);
            await server.OpenAsync();
            await using var drop = new NpgsqlCommand($"DROP DATABASE IF EXISTS \"{database}\" WITH (FORCE)", server);
            await drop.ExecuteNonQueryAsync();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task Start(StoreEngine engine)
    {
        _database = engine == StoreEngine.Postgres ? "fairload_test_" + Guid.NewGuid().ToString("N") : null;
        var store = await DataStore.Open(_database is null
            ? Path.Combine(_folder, "fairload.db")
            : new NpgsqlConnectionStringBuilder(PostgresServer!) { Database = _database, MaxPoolSize = 5, Timeout = (int)Patience.Most.TotalSeconds }.ConnectionString);
        foreach (var isEarlier in new[] { true, false })
        {
            var files = Path.Combine(_folder, isEarlier ? "earlier" : "files");
            Council.Write(files, isEarlier);
            var request = new ImportRequest([files]) { ExtractDate = isEarlier ? ScopeCouncil.Day.AddDays(-30) : ScopeCouncil.Day, Council = "TREE" };
            await new ImportFiles(store, new ScopeClock()).Run(request, null, default);
        }

        _app = WebHost.Build(
            new WebOptions
            {
                Store = store,
                Demo = true,
                IsServedInMemory = true,
                DataFolder = _folder,
                MostRequests = 1_000_000,
                MostFiles = 1_000_000,
                Services = services => services.AddSingleton<TimeProvider>(new ScopeClock()).AddPatientLog(),
                Host = host => host.WebHost.UseTestServer(),
            },
            []);
        await _app.StartAsync();
        var workloads = _app.Services.GetRequiredService<Workloads>();
        var council = await workloads.Council(null, default);
        Day = await workloads.Day(council, null, null, default);
        foreach (var one in Council.Restrictions)
        {
            Assert.True(await _app.Services.GetRequiredService<RestrictRecord>()
                .Run(council.Id, one.Child, new RestrictionAsked(RestrictionKind.Threat, "For this test", one.Open, one.Barred), 0, "test", default));
        }

        await using (var db = store.Db())
        {
            db.Openings.AddRange(Council.Openings.Select(one => new Opening
            {
                Council = council.Id, Id = Guid.NewGuid(), Child = one.Child, Who = one.Viewer.Name, Viewer = ScopeWorld.ViewerOf(one.Viewer).Key,
                Reason = "Asked for this test", When = one.Until.AddHours(-8), Until = one.Until,
            }));
            await db.SaveChangesAsync();
        }

        Restricted = await _app.Services.GetRequiredService<RestrictionShelf>().Of(council.Id, default);
    }

    private sealed class ScopeClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(ScopeCouncil.Now);
    }
}

/// <summary>Runs a theory on an engine, and shows it as skipped where the engine is not there.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class ScopeEngineAttribute : DataAttribute
{
    private readonly StoreEngine _engine;

    public ScopeEngineAttribute(StoreEngine engine)
    {
        _engine = engine;
        if (!ScopeSite.Has(engine))
        {
            Skip = "No PostgreSQL: set FAIRLOAD_TEST_POSTGRES to a server's connection string to run this.";
        }
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[_engine]];
}
