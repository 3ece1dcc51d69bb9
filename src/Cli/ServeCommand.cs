using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Fairload.App;
using Fairload.App.Accounts;
using Fairload.App.Caseloads;
using Fairload.App.Workloads;
using Fairload.Web;
using Fairload.Web.Access;

namespace Fairload.Cli;

/// <summary><c>fairload serve</c>: the web service.</summary>
internal static class ServeCommand
{
    public static Command Make()
    {
        var common = new CommonOptions();
        var demo = new Option<bool>("--demo") { Description = CliTexts.Say("ServeDemo") };
        var urls = new Option<string>("--urls") { Description = CliTexts.Say("ServeUrls"), DefaultValueFactory = _ => "http://localhost:5080" };
        var sso = new Option<string?>("--sso") { Description = CliTexts.Say("ServeSso"), HelpName = "file" };
        var certificate = new Option<string?>("--keys-certificate") { Description = CliTexts.Say("ServeKeysCertificate") };
        var blocked = CommonOptions.BlockedPasswordsOption();
        var host = new Option<string[]>("--host") { Description = CliTexts.Say("ServeHost") };
        var proxy = new Option<string[]>("--proxy") { Description = CliTexts.Say("ServeProxy") };
        var watch = new Option<string?>("--watch") { Description = CliTexts.Say("ServeWatch"), HelpName = "folder" };
        var requests = Most("--most-requests", "ServeMostRequests", new WebOptions().MostRequests);
        var files = Most("--most-files", "ServeMostFiles", new WebOptions().MostFiles);
        var command = new Command("serve", CliTexts.Say("ServeAbout")) { demo, urls, host, proxy, sso, certificate, requests, files, blocked, watch };
        common.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var (at, isDemo) = (parsed.GetValue(urls)!, parsed.GetValue(demo));
            if (ListenAddresses.Wrong(at) is { } wrong)
            {
                throw new Refused(CliTexts.Say("ServeNoAddress", wrong));
            }

            if (isDemo && !ListenAddresses.AreOwnMachine(at))
            {
                throw new Refused(CliTexts.Say("ServeDemoElsewhere"));
            }

            var signOn = parsed.GetValue(sso) is { } settings ? SingleSignOnSettings.Read(settings) : null;
            if (isDemo && signOn is not null)
            {
                throw new Refused(CliTexts.Say("ServeDemoSso"));
            }

            var rules = CommonOptions.Rules(parsed.GetValue(blocked));
            var (hosts, proxies) = (Hosts(parsed.GetValue(host)), Proxies(parsed.GetValue(proxy)));
            if (isDemo && (hosts.Count > 0 || proxies.Count > 0))
            {
                throw new Refused(CliTexts.Say("ServeDemoElsewhere"));
            }

            var store = await common.Open(parsed, toRead: false, cancel);
            var council = parsed.GetValue(common.Council);
            var workloads = new Workloads(new CaseloadCache(new CaseloadLoader(store)), store);
            if (council is null && await workloads.HasRecords(null, cancel))
            {
                // Refuses when there are several: every page would.
                await workloads.Council(null, cancel);
            }

            var isUp = false;
            await using var web = WebHost.Build(
                new WebOptions
                {
                    Store = store,
                    Council = council,
                    Demo = isDemo,
                    SignIn = rules,
                    SingleSignOn = signOn,
                    Urls = at,
                    Hosts = hosts,
                    Proxies = proxies,
                    MostRequests = parsed.GetValue(requests),
                    MostFiles = parsed.GetValue(files),
                    Watch = parsed.GetValue(watch) is { } folder ? Path.GetFullPath(folder) : null,
                    DataFolder = CommonOptions.DataFolder,
                    KeysCertificate = parsed.GetValue(certificate) is { } file ? CertificateOf(file) : null,
                    Host = builder =>
                    {
                        // Settings of the server's own would have it listen elsewhere than --urls says.
                        if (isDemo && builder.Configuration.GetSection("Kestrel:Endpoints").GetChildren().Any())
                        {
                            throw new Refused(CliTexts.Say("ServeDemoElsewhere"));
                        }

                        // Why it cannot start is said in one sentence below, not by the framework with its trace.
                        builder.Logging
                            .AddFilter("Microsoft.Extensions.Hosting", level => isUp && level >= LogLevel.Warning)
                            .AddFilter("Microsoft.AspNetCore.Server.Kestrel", level => isUp && level >= LogLevel.Error);
                    },
                },
                []);
            try
            {
                await web.StartAsync(cancel);
            }
            catch (Exception cannot) when (cannot is IOException or FormatException or ArgumentException or InvalidOperationException
                or UnauthorizedAccessException or SocketException or NotSupportedException)
            {
                throw new Refused(CliTexts.Say("ServeTaken", at), cannot);
            }

            isUp = true;
            Console.Out.WriteLine(CliTexts.Say("ServeAt", string.Join(" ", web.Urls)));
            await web.WaitForShutdownAsync(cancel);
            return Exit.Done;
        });
        return command;
    }

    /// <summary>How many at the most; one or more.</summary>
    private static Option<int> Most(string name, string about, int usual)
    {
        var option = new Option<int>(name) { Description = CliTexts.Say(about), DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError(CliTexts.Say("ServeMostWrong", name));
            }
        });
        return option;
    }

    private static X509Certificate2 CertificateOf(string file)
    {
        try
        {
            return X509CertificateLoader.LoadPkcs12FromFile(file, Environment.GetEnvironmentVariable("FAIRLOAD_KEYS_PASSWORD"));
        }
        catch (Exception cannot) when (cannot is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new Refused(CliTexts.Say("ServeNoCertificate", file), cannot);
        }
    }

    private static List<string> Hosts(string[]? given) =>
        [.. (given ?? []).Select(name => KnownHosts.IsName(name) ? KnownHosts.Written(name) : throw new Refused(CliTexts.Say("ServeNoHost", name)))];

    private static List<IPNetwork> Proxies(string[]? given) =>
        [.. (given ?? []).Select(text => KnownProxies.Read(text) ?? throw new Refused(CliTexts.Say("ServeNoProxy", text)))];
}
