using System.Diagnostics;
using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Fairload.App.Tests;
using Microsoft.Playwright;

namespace Fairload.Browser.Tests;

/// <summary>
/// Sign-in by a council's own provider, a real one on this machine, as people do it: the published program over TLS with a
/// certificate made for the occasion, and nothing between the two but the browser and their own calls.
/// </summary>
[Collection(Journeys.Name)]
public sealed class SignOnJourneyTests(ServedCouncil council) : IAsyncLifetime
{
    private const string Team = "D001000024", Secret = "journeys-only";

    private readonly string _folder = Directory.CreateTempSubdirectory("fairload-sign-on-").FullName;
    private Process? _provider;
    private Process? _server;
    private string _address = "";
    private string _issuer = "";

    public async Task InitializeAsync()
    {
        var (certificate, key) = Certificate();
        (_address, _issuer) = ($"https://127.0.0.1:{ServedProgram.FreePort()}", $"http://127.0.0.1:{ServedProgram.FreePort()}");
        var provider = Command("node", "provider.mjs", $$"""{"port":{{new Uri(_issuer).Port}},"site":"{{_address}}","secret":"{{Secret}}"}""");
        provider.WorkingDirectory = Path.Combine(Here(), "provider");
        provider.Environment["NODE_EXTRA_CA_CERTS"] = certificate;
        _provider = Started(provider);
        await File.WriteAllTextAsync(Path.Combine(_folder, "sso.json"), $$"""
            {
              "name": "your Testshire account", "issuer": "{{_issuer}}", "clientId": "fairload", "clientSecret": { "environment": "JOURNEY_SECRET" },
              "roles": [ { "claim": "groups", "value": "managers", "role": "team-manager", "node": { "fromClaim": "department" } } ]
            }
            """);
        await Fairload("import", council.Files, "--store", Store);
        await Fairload("user", "add", "rita", "--name", "Rita Root", "--role", "administrator", "--store", Store);
        await Fairload("user", "add", "amina", "--name", "Amina Adeyemi", "--store", Store);
        var serve = Command(council.Program, "serve", "--store", Store, "--urls", _address, "--sso", Path.Combine(_folder, "sso.json"));
        serve.Environment["JOURNEY_SECRET"] = Secret;
        serve.Environment["FAIRLOAD_DATA"] = _folder;
        serve.Environment["ASPNETCORE_Kestrel__Certificates__Default__Path"] = certificate;
        serve.Environment["ASPNETCORE_Kestrel__Certificates__Default__KeyPath"] = key;
        _server = Started(serve);
        await Answers(_issuer + "/.well-known/openid-configuration");
        await Answers(_address + "/health/ready");
    }

    public Task DisposeAsync()
    {
        foreach (var process in new[] { _server, _provider })
        {
            process?.Kill(entireProcessTree: true);
            process?.WaitForExit();
        }

        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task People_are_linked_signed_in_given_their_roles_and_signed_out_by_their_own_provider()
    {
        // The first administrator: the page gives a reference, the server's command line links it.
        await using var rita = await Browser();
        await SignIn(rita.Page, "rita");
        await rita.Page.HasCome("Fairload does not know you yet");
        await Fairload("user", "link", "rita", "--reference", await rita.Page.Locator("main strong").InnerTextAsync(), "--store", Store);
        await SignIn(rita.Page, null);
        await rita.Page.GotoAsync(_address + "/accounts");
        await rita.Page.HasCome("Accounts");

        // Somebody unknown waits, is linked by the administrator, and sees the page of the role that the claims give.
        await using var amina = await Browser();
        await SignIn(amina.Page, "amina." + Team);
        await amina.Page.HasCome("Fairload does not know you yet");
        await rita.Page.Press(rita.Page.GetByRole(AriaRole.Link, new() { Name = "People waiting to be linked" }));
        await rita.Page.Press(rita.Page.GetByRole(AriaRole.Link, new() { Name = "Amina Adeyemi" }));
        await rita.Page.GetByLabel("Account", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Amina Adeyemi (amina)" });
        await rita.Page.Press("Link to this account");
        Assert.Contains("Linked", await rita.Page.Locator(".govuk-notification-banner").InnerTextAsync(), StringComparison.Ordinal);
        await SignIn(amina.Page, null);
        Assert.Equal(200, (await amina.Page.GotoAsync($"{_address}/teams/{Team}"))!.Status);
        Assert.Equal(404, (await amina.Page.GotoAsync(_address + "/accounts"))!.Status);

        // Signing out at the provider ends the session here, by the provider's own message.
        await amina.Page.GotoAsync(_issuer + "/session/end");
        await amina.Page.Press(amina.Page.Locator("button[value=yes]"));
        await IsOut(amina.Page);

        // A password typed wrong again and again shuts out nobody who signs in there.
        await using var stranger = await Browser();
        for (var tries = 0; tries < 7; tries++)
        {
            await stranger.Page.GotoAsync(_address + "/sign-in");
            if (await stranger.Page.Locator("[name='Input.Name']").CountAsync() > 0)
            {
                await stranger.Page.Locator("[name='Input.Name']").FillAsync("amina");
                await stranger.Page.Locator("[name='Input.Password']").FillAsync("wrong wrong wrong " + tries);
                await stranger.Page.Press(stranger.Page.Locator("main form button").First);
            }
        }

        await SignIn(amina.Page, "amina." + Team);
        Assert.Equal(200, (await amina.Page.GotoAsync($"{_address}/teams/{Team}"))!.Status);

        // A disabled account is out at the next request, and does not come back.
        await Fairload("user", "disable", "amina", "--store", Store);
        await IsOut(amina.Page);
        await SignIn(amina.Page, null);
        await amina.Page.HasCome("You are not signed in");
        Assert.Contains("is closed", await amina.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        // Signing out here leads on to signing out there, and back.
        await rita.Page.Press("Sign out");
        await rita.Page.WaitForURLAsync(_issuer + "/session/end**");
        await rita.Page.Press(rita.Page.Locator("button[value=yes]"));
        await rita.Page.WaitForURLAsync(_address + "/sign-in");
        await rita.Page.Press("Sign in with your Testshire account");
        await rita.Page.HasCome("Testshire sign-in");
        Assert.Empty(rita.ConsoleErrors);
        Assert.All(amina.ConsoleErrors, error => Assert.Contains("404", error, StringComparison.Ordinal));
    }

    private string Store => Path.Combine(_folder, "fairload.db");

    private async Task SignIn(IPage page, string? who)
    {
        await page.GotoAsync(_address + "/sign-in");
        await page.Press("Sign in with your Testshire account");
        if (who is not null)
        {
            await page.GetByLabel("Who").FillAsync(who);
            await page.Press("Go on");
        }

        // On the way there is the provider, and our own pages that send on.
        await page.WaitForURLAsync(at => at.StartsWith(_address + "/", StringComparison.Ordinal) && new Uri(at).AbsolutePath is not ("/sign-in" or "/sign-in/council" or "/sign-in/council/back"));
    }

    private async Task IsOut(IPage page)
    {
        await page.GotoAsync($"{_address}/teams/{Team}");
        Assert.StartsWith(_address + "/sign-in", page.Url, StringComparison.Ordinal);
    }

    private async Task<JourneyPage> Browser()
    {
        var context = await council.Context(new BrowserNewContextOptions { IgnoreHTTPSErrors = true, Locale = "en-GB" });
        var page = await context.NewPageAsync();
        var errors = new List<string>();
        page.Console += (_, message) =>
        {
            // What the provider's own pages complain of is not ours to mend.
            if (message.Type == "error" && message.Location.StartsWith(_address, StringComparison.Ordinal))
            {
                errors.Add(message.Text);
            }
        };
        return new JourneyPage(page, errors);
    }

    private async Task Fairload(params string[] arguments)
    {
        var start = Command(council.Program, arguments);
        start.Environment["FAIRLOAD_DATA"] = _folder;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', arguments)}: {await output} {await errors}");
    }

    private (string Certificate, string Key) Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
        var paths = (Path.Combine(_folder, "certificate.pem"), Path.Combine(_folder, "key.pem"));
        File.WriteAllText(paths.Item1, made.ExportCertificatePem());
        File.WriteAllText(paths.Item2, key.ExportPkcs8PrivateKeyPem());
        return paths;
    }

    private static async Task Answers(string address)
    {
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true };
        using var client = new HttpClient(handler);
        await Patience.Until(async () =>
        {
            try
            {
                (await client.GetAsync(address)).EnsureSuccessStatusCode();
                return null;
            }
            catch (HttpRequestException fault)
            {
                return fault.Message;
            }
        });
    }

    /// <summary>A program that goes on; what it writes is read and thrown away, or it would stand still once the pipe is full.</summary>
    private static Process Started(ProcessStartInfo start)
    {
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static ProcessStartInfo Command(string program, params string[] arguments) =>
        new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
