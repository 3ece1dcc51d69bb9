using System.Net;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Fairload.App.Tests;
using Fairload.Browser.Tests;
using Npgsql;

namespace Fairload.Drills;

/// <summary>The published program with the synthetic council, served on SQLite and on PostgreSQL, for scanners to look at.</summary>
public sealed partial class ScannedSite : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fairload-drills-").FullName;
    private readonly Dictionary<string, ServedProgram> _served = [];
    private string? _database;

    /// <summary>The engines that are there.</summary>
    public static IReadOnlyList<string> Engines => PostgresServer is null ? ["sqlite"] : ["sqlite", "postgresql"];

    /// <summary>The tests' own server of PostgreSQL, or nothing. A busy machine lets a connection in later than after the usual three seconds.</summary>
    public static string? PostgresServer => Environment.GetEnvironmentVariable("FAIRLOAD_TEST_POSTGRES") is { Length: > 0 } server
        ? new NpgsqlConnectionStringBuilder(server) { Timeout = (int)Patience.Most.TotalSeconds }.ConnectionString : null;

    /// <summary>A folder for what scanners write.</summary>
    public string Folder => _folder;

    /// <summary>Where the site is on an engine.</summary>
    public string Address(string engine) => _served[engine].Address;

    /// <summary>What the site wrote meanwhile.</summary>
    public string Output(string engine) => _served[engine].Output;

    public async Task InitializeAsync()
    {
        if (Long.WhySkipped is not null)
        {
            return;
        }

        var root = Root();
        var program = Path.Combine(_folder, "out/fairload");
        var files = Path.Combine(_folder, "demo");
        await Scanner.Run("dotnet", TimeSpan.FromMinutes(10), "publish", Path.Combine(root, "src/Cli"), "-c", "Release", "-o", Path.Combine(_folder, "out"), "-v", "quiet");
        await Scanner.Run(program, TimeSpan.FromMinutes(2), "demo", files);
        foreach (var engine in Engines)
        {
            var store = Path.Combine(_folder, "fairload.db");
            if (engine == "postgresql")
            {
                _database = "fairload_drill_" + Guid.NewGuid().ToString("N");
                await OnServer($"CREATE DATABASE {_database}");
                store = new NpgsqlConnectionStringBuilder(PostgresServer) { Database = _database }.ConnectionString;
            }

            await Scanner.Run(program, TimeSpan.FromMinutes(10), "import", files, "--store", store, "--format", "json");
            var own = Directory.CreateDirectory(Path.Combine(_folder, engine)).FullName;
            _served[engine] = await ServedProgram.Start(program, store, own);
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var served in _served.Values)
        {
            await served.DisposeAsync();
        }

        if (_database is not null)
        {
            await OnServer($"DROP DATABASE IF EXISTS {_database} WITH (FORCE)");
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A client signed in as a role of the whole council, and its cookies as a header.</summary>
    public async Task<(HttpClient Client, string Cookies)> As(string engine, string? role)
    {
        var cookies = new CookieContainer();
        var client = new HttpClient(new HttpClientHandler { CookieContainer = cookies }) { BaseAddress = new Uri(Address(engine)) };
        if (role is not null)
        {
            var token = Token().Match(await client.GetStringAsync("/demo")).Groups[1].Value;
            using var chosen = await client.PostAsync("/demo", new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["role"] = role, ["worker"] = "", ["node"] = "", ["__RequestVerificationToken"] = token,
            }));
            chosen.EnsureSuccessStatusCode();
        }

        return (client, cookies.GetCookieHeader(new Uri(Address(engine))));
    }

    /// <summary>
    /// One address of every shape of page that links lead to, with each parameter that links or handlers of that shape know;
    /// then the same with a star where an id stands.
    /// </summary>
    public async Task<IReadOnlyList<string>> Targets(string engine)
    {
        var (client, _) = await As(engine, "Director");
        using (client)
        {
            var (shapes, queue, looked) = (new SortedDictionary<string, (string Path, SortedDictionary<string, string> Asked)>(StringComparer.Ordinal), new Queue<string>(), new HashSet<string>());
            foreach (var start in new[]
            {
                "/?format=csv", "/imports?removed=true", "/imports/new", "/imports/holdings?team=D001000004&reason=Ended&saved=true&format=csv", "/schemes?adopted=starter",
                "/schemes/compare?a=starter&b=factors&node=D001000004", "/exceptions?node=D001000004", "/quiet?node=D001000004", "/unallocated?node=D001000004", "/data-quality", "/accessibility", "/sign-in?then=/",
            })
            {
                queue.Enqueue(start);
            }

            while (queue.TryDequeue(out var address))
            {
                var (path, query) = (address.Split('?')[0], address.Split('?').ElementAtOrDefault(1) ?? "");
                var parts = path.Split('/');
                var shape = string.Join('/', parts.Take(2)) + (parts.Length > 2 ? "/*" + string.Concat(parts.Skip(3).Select(part => "/" + part)) : "");
                var kept = shapes.TryGetValue(shape, out var known) ? known : shapes[shape] = (path, []);
                foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
                {
                    kept.Asked.TryAdd(pair.Split('=')[0], pair.Split('=').ElementAtOrDefault(1) ?? "");
                }

                if (!looked.Add(shape))
                {
                    continue;
                }

                using var response = await client.GetAsync(path);
                foreach (Match match in Link().Matches(await response.Content.ReadAsStringAsync()))
                {
                    var link = WebUtility.HtmlDecode(match.Groups[1].Value).Split('#')[0];
                    if (!link.StartsWith("/demo", StringComparison.Ordinal))
                    {
                        queue.Enqueue(link);
                    }
                }
            }

            return
            [
                .. shapes.Values.Where(one => one.Asked.Count > 0).Select(one => one.Path + "?" + string.Join('&', one.Asked.Select(pair => pair.Key + "=" + pair.Value))),
                .. shapes.Where(one => one.Key.Contains("/*", StringComparison.Ordinal)).Select(one => string.Join('/', one.Value.Path.Split('/').Select((part, i) => i == 2 ? part + "*" : part))),
            ];
        }
    }

    private static async Task OnServer(string command)
    {
        await using var server = new NpgsqlConnection(PostgresServer);
        await server.OpenAsync();
#pragma warning disable CA2100 // The name is a number of the test's own.
        await using var one = new NpgsqlCommand(command, server);
#pragma warning restore CA2100
        await one.ExecuteNonQueryAsync();
    }

    public static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../.."));

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("<a[^>]* href=\"(/[^\"]*)\"")]
    private static partial Regex Link();
}

/// <summary>Scanners share the served site and come one after another.</summary>
[CollectionDefinition(Name)]
public sealed class Scans : ICollectionFixture<ScannedSite>
{
    public const string Name = "scans";
}
