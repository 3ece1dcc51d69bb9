using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.RegularExpressions;
using Fairload.App.Tests;
using Microsoft.Playwright;

namespace Fairload.Browser.Tests;

/// <summary>
/// The published program with the synthetic council, served on a free port as its users run it, and a browser beside
/// it. One for all journeys; journeys that change records start from what they themselves load.
/// </summary>
public sealed partial class ServedCouncil : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fairload-browser-").FullName;
    private ServedProgram? _server;
    private ServedProgram? _withAccounts;
    private int _browsers;
    private IPlaywright? _playwright;

    /// <summary>Where the site is.</summary>
    public string Address => _server!.Address;

    /// <summary>The browser.</summary>
    public IBrowser Browser { get; private set; } = null!;

    /// <summary>The folder of the synthetic council's files.</summary>
    public string Files => Path.Combine(_folder, "demo");

    /// <summary>The script of axe-core.</summary>
    public static string Axe { get; } = File.ReadAllText(Path.Combine(Root(), "tests/Browser.Tests/node_modules/axe-core/axe.min.js"));

    /// <summary>The published program.</summary>
    public string Program => Path.Combine(_folder, "out/fairload");

    private string Store => Path.Combine(_folder, "fairload.db");

    public async Task InitializeAsync()
    {
        Run("dotnet", "publish", Path.Combine(Root(), "src/Cli"), "-c", "Release", "-o", Path.Combine(_folder, "out"), "-v", "quiet");
        Run(Program, "demo", Files);
        Run(Program, "import", Files, "--store", Store);
        _server = await ServedProgram.Start(Program, Store, _folder);
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("FAIRLOAD_CHROMIUM") is { Length: > 0 } path ? path : "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.CloseAsync();
        }

        _playwright?.Dispose();
        foreach (var server in new[] { _server, _withAccounts }.OfType<ServedProgram>())
        {
            await server.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A browser of its own that waits as long as a busy machine may take.</summary>
    public async Task<IBrowserContext> Context(BrowserNewContextOptions? options = null)
    {
        var context = await Browser.NewContextAsync(options);
        context.SetDefaultTimeout((float)Patience.Most.TotalMilliseconds);
        return context;
    }

    /// <summary>
    /// A browser page signed in as a person of the demonstration, at their first page. Whatever it writes to its console
    /// as an error is collected: a policy that blocks something says so there.
    /// </summary>
    /// <param name="role">The role's name in the form, such as <c>Director</c>.</param>
    /// <param name="worker">The worker's id, or nothing.</param>
    /// <param name="node">The team's id, or nothing.</param>
    /// <param name="width">The window's width.</param>
    /// <param name="script">Whether script runs.</param>
    /// <param name="at">Where, if not at the synthetic council.</param>
    public async Task<JourneyPage> As(string role, string worker = "", string node = "", int width = 1280, bool script = true, string? at = null)
    {
        var context = await Context(new BrowserNewContextOptions
        {
            BaseURL = at ?? Address, JavaScriptEnabled = script, ViewportSize = new ViewportSize { Width = width, Height = 900 }, Locale = "en-GB",
        });
        var first = await SignIn(context, role, worker, node);
        var page = await context.NewPageAsync();
        var errors = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                errors.Add(message.Text);
            }
        };
        await page.GotoAsync(first);
        return new JourneyPage(page, errors);
    }

    /// <summary>
    /// The same council served as a council does it: with accounts and without the demonstration, over TLS with a
    /// certificate made for the occasion.
    /// </summary>
    /// <param name="signInName">The account that is made on the command line.</param>
    /// <param name="role">Its role.</param>
    /// <param name="node">Where it is held; nothing is the whole council.</param>
    /// <returns>Where it is, and the start code that the command printed.</returns>
    public async Task<(string Address, string StartCode)> ServeWithAccounts(string signInName, string role, string? node = null)
    {
        var said = Run(
            Program, ["user", "add", signInName, "--name", "Amina Khan", "--role", role, .. node is null ? Array.Empty<string>() : ["--node", node], "--store", Store, "--format", "json"]);
        var code = JsonDocument.Parse(said).RootElement.GetProperty("startCode").GetString()!;
        if (_withAccounts is not null)
        {
            return (_withAccounts.Address, code);
        }

        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(120));
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "accounts")).FullName;
        var (certificateFile, keyFile) = (Path.Combine(folder, "certificate.pem"), Path.Combine(folder, "key.pem"));
        await File.WriteAllTextAsync(certificateFile, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem());
        _withAccounts = await ServedProgram.Start(Program, Store, folder, certificateFile, keyFile);
        return (_withAccounts.Address, code);
    }

    /// <summary>
    /// A browser at an address of its own: the site with accounts counts the tries from each, and a dozen journeys from one are too many.
    /// </summary>
    public Task<IBrowserContext> BrowserElsewhere(string address, bool script) => Context(new BrowserNewContextOptions
    {
        BaseURL = address, IgnoreHTTPSErrors = true, JavaScriptEnabled = script, Locale = "en-GB",
        ExtraHTTPHeaders = new Dictionary<string, string> { ["X-Forwarded-For"] = $"192.0.2.{Interlocked.Increment(ref _browsers)}" },
    });

    /// <summary>Has a browser be a person of the demonstration; gives the path of their first page.</summary>
    public static async Task<string> SignIn(IBrowserContext context, string role, string worker = "", string node = "")
    {
        var chooser = await (await context.APIRequest.GetAsync("/demo")).TextAsync();
        var form = context.APIRequest.CreateFormData();
        foreach (var (name, value) in new[] { ("role", role), ("worker", worker), ("node", node), ("__RequestVerificationToken", Token().Match(chooser).Groups[1].Value) })
        {
            form.Append(name, value);
        }

        var chosen = await context.APIRequest.PostAsync("/demo", new APIRequestContextOptions { Form = form });
        Assert.True(chosen.Ok, $"{role} {worker} {node}: {chosen.Status} {chosen.Url}");
        return new Uri(chosen.Url).PathAndQuery;
    }

    /// <summary>The worker's id of a team's manager, as the demonstration offers them; empty where the team has none.</summary>
    public async Task<string> ManagerOf(string team)
    {
        await using var context = await Context(new BrowserNewContextOptions { BaseURL = Address });
        var chooser = await (await context.APIRequest.GetAsync("/demo")).TextAsync();
        return Regex.Match(chooser, $"""value="TeamManager">\s*<input type="hidden" name="worker"(?: value="([^"]*)")?>\s*<input type="hidden" name="node" value="{team}">""").Groups[1].Value;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    /// <summary>Runs a program, which must end well, and gives what it said.</summary>
    internal static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(Command(program, arguments))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {output.Result} {errors.Result}");
        }

        return output.Result;
    }

    private static ProcessStartInfo Command(string program, params string[] arguments) =>
        new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../.."));
}

/// <summary>A browser page on a journey, with the errors that its console showed.</summary>
/// <param name="Page">The page.</param>
/// <param name="ConsoleErrors">What it complained of.</param>
public sealed record JourneyPage(IPage Page, IReadOnlyList<string> ConsoleErrors) : IAsyncDisposable
{
    /// <summary>Closes the page and forgets its cookies.</summary>
    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}

/// <summary>Journeys share the served council.</summary>
[CollectionDefinition(Name)]
public sealed class Journeys : ICollectionFixture<ServedCouncil>
{
    public const string Name = "journeys";
}
