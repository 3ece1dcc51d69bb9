using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.RegularExpressions;
using Fairload.Browser.Tests;
using Xunit.Abstractions;

namespace Fairload.Drills;

/// <summary>
/// Public scanners over every page of the served program, signed in; each is also shown to find a hole that was planted.
/// docs/assurance/drills.md says what was found when.
/// </summary>
[Collection(Scans.Name)]
public sealed class ScannerTests(ScannedSite site, ITestOutputHelper say)
{
    private static readonly string[] Sqlmap =
    [
        "--batch", "--level=3", "--risk=2", "--technique=BEU", "--skip=user-agent,referer,host,cookie", "--threads=4", "--flush-session",
        "--timeout=20", "--retries=1", "--disable-coloring", "--ignore-code=404", "--drop-set-cookie",
    ];

    /// <summary>Debian's Wapiti is older than Debian's Python, which refuses the expression that it makes of an address to leave out.</summary>
    private const string Wapiti3 = """
        import fnmatch, re, sys
        import wapitiCore.net.crawler as crawler
        crawler.wildcard_translate = lambda pattern: re.compile(fnmatch.translate(pattern))
        from wapitiCore.main.wapiti import wapiti_main
        sys.argv[0] = 'wapiti'
        wapiti_main()
        """;

    public static TheoryData<string> Engines => [.. ScannedSite.Engines];

    [Trait("ASVS", "1.2.4")]
    [LongTheory]
    [MemberData(nameof(Engines))]
    public async Task No_address_takes_sql(string engine)
    {
        var (client, cookies) = await site.As(engine, "Director");
        client.Dispose();
        var clean = 0;
        foreach (var target in await site.Targets(engine))
        {
            var output = await Scanner.Run("sqlmap", TimeSpan.FromMinutes(10), [.. Sqlmap, "-u", site.Address(engine) + target, "--cookie", cookies, "--dbms", engine, "--output-dir", Path.Combine(site.Folder, "sqlmap"), "--answers", "process it=Y"]);
            Assert.False(output.Contains("identified the following injection", StringComparison.Ordinal) || output.Contains("is vulnerable", StringComparison.Ordinal), output);
            var parameters = Regex.Count(output, "does not seem to be injectable");
            Assert.True(parameters > 0, output);
            say.WriteLine($"{engine} {target}: {parameters}");
            clean += parameters;
        }

        Assert.True(clean >= 30, $"{clean} parameters");
        say.WriteLine($"{engine}: {clean} parameters, none injectable");
    }

    [LongTheory]
    [MemberData(nameof(Engines))]
    public async Task No_form_takes_sql(string engine)
    {
        var (client, cookies) = await site.As(engine, "Director");
        client.Dispose();
        foreach (var (page, fields) in new[]
        {
            ("/schemes/starter/adopt", "Input.Manager=Ann&Input.Reason=Because"),
            ("/imports/holdings", "Counts[0].Team=&Counts[0].Count=1&Counts[0].Version=0"),
        })
        {
            var output = await Scanner.Run("sqlmap", TimeSpan.FromMinutes(15),
            [
                // A token is asked for anew with each try, which goes only one after another.
                .. Sqlmap.Where(option => option != "--threads=4"), "-u", site.Address(engine) + page, "--data", fields + "&__RequestVerificationToken=x", "--csrf-token", "__RequestVerificationToken", "--csrf-url", site.Address(engine) + page,
                "--cookie", cookies, "--dbms", engine, "--output-dir", Path.Combine(site.Folder, "sqlmap"), "--ignore-redirects", "--ignore-code=404,422",
            ]);
            Assert.False(output.Contains("identified the following injection", StringComparison.Ordinal) || output.Contains("is vulnerable", StringComparison.Ordinal), output);
            Assert.True(Regex.Count(output, "does not seem to be injectable") >= 2, output);
            Assert.DoesNotContain("400 (Bad Request)", output, StringComparison.Ordinal);
            say.WriteLine($"{engine} POST {page}: {Regex.Count(output, "does not seem to be injectable")}");
        }
    }

    [LongTheory]
    [MemberData(nameof(Engines))]
    public async Task The_scan_for_sql_finds_the_planted_hole_and_not_its_sound_twin(string engine)
    {
        await using var planted = await PlantedHost.Start(engine);
        var options = Sqlmap.Where(option => !option.StartsWith("--threads", StringComparison.Ordinal)).Concat(["--dbms", engine, "--output-dir", Path.Combine(site.Folder, "sqlmap")]).ToList();
        var hole = await Scanner.Run("sqlmap", TimeSpan.FromMinutes(5), [.. options, "-u", planted.Address + "/planted?id=1"]);
        Assert.Contains("identified the following injection", hole, StringComparison.Ordinal);
        var twin = await Scanner.Run("sqlmap", TimeSpan.FromMinutes(5), [.. options, "-u", planted.Address + "/sound?id=1"]);
        Assert.DoesNotContain("identified the following injection", twin, StringComparison.Ordinal);
        Assert.Contains("do not appear to be injectable", twin, StringComparison.Ordinal);
    }

    [LongFact]
    public async Task A_crawling_scanner_finds_nothing_and_finds_the_planted_script()
    {
        var (client, cookies) = await site.As("sqlite", "Director");
        client.Dispose();
        var found = await Wapiti(site.Address("sqlite"), 20, ["-H", "Accept-Encoding: identity", "-H", "Cookie: " + cookies, "-x", site.Address("sqlite") + "/demo*", "-d", "4", "--max-links-per-page", "30", "--max-files-per-dir", "12", "--max-scan-time", "600"]);
        Assert.True(found.Count == 0, string.Join('\n', found));

        await using var planted = await PlantedHost.Start("sqlite");
        Assert.Contains(await Wapiti(planted.Address, 4, ["--max-scan-time", "120"]), one => one.Contains("Cross Site Scripting", StringComparison.Ordinal) && one.Contains("/raw", StringComparison.Ordinal));
    }

    [Trait("ASVS", "13.4.1")]
    [LongFact]
    public async Task Forced_browsing_opens_what_the_role_may_open_and_nothing_else()
    {
        string[] open = ["accessibility", "css/app.css", "demo", "favicon.svg", "health/live", "health/ready", "how-the-figures-are-made", "js/app.js", "js/govuk-frontend.min.js", "nothing-loaded", "sign-in"];
        string[] ofDirector = ["", "data-quality", "exceptions", "imports", "imports/holdings", "imports/new", "quiet", "schemes", "schemes/compare", "unallocated"];
        string[] ofDataOfficer = ["data-quality", "imports", "imports/holdings", "imports/new"];
        var nobody = await Ffuf(null);
        var director = await Ffuf("Director");
        var officer = await Ffuf("DataOfficer");
        say.WriteLine($"nobody: {string.Join(' ', nobody)}\ndirector: {string.Join(' ', director)}\ndata officer: {string.Join(' ', officer)}");
        Assert.Empty(nobody.Except(open));
        Assert.Empty(ofDirector.Except(director));
        Assert.Empty(officer.Intersect(["exceptions", "quiet", "schemes", "schemes/compare", "unallocated", "workers/W001000527", "children/P001000005"]));
        Assert.Empty(ofDataOfficer.Except(officer));
        string[] never = ["admin", ".env", ".git/config", "appsettings.json", "fairload.db", "data/fairload.db", "swagger", "metrics", "gallery", "web.config", "uploads", "keys"];
        Assert.Empty(nobody.Concat(director).Concat(officer).Intersect(never));
    }

    [LongFact]
    public async Task The_servers_tls_has_no_finding_that_its_throw_away_certificate_does_not_make()
    {
        var folder = Directory.CreateDirectory(Path.Combine(site.Folder, "tls")).FullName;
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(90));
        await File.WriteAllTextAsync(Path.Combine(folder, "c.pem"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(folder, "k.pem"), key.ExportPkcs8PrivateKeyPem());
        await using var served = await ServedProgram.Start(Path.Combine(site.Folder, "out/fairload"), Path.Combine(folder, "fairload.db"), folder, Path.Combine(folder, "c.pem"), Path.Combine(folder, "k.pem"));
        var json = Path.Combine(folder, "testssl.json");
        await Scanner.Run("testssl", TimeSpan.FromMinutes(10), "--quiet", "--color", "0", "--warnings", "off", "--jsonfile", json, served.Address);
        using var result = JsonDocument.Parse(await File.ReadAllTextAsync(json));
        var findings = result.RootElement.EnumerateArray().Select(one => (Severity: one.GetProperty("severity").GetString()!, Id: one.GetProperty("id").GetString()!, Text: one.GetProperty("finding").GetString()!)).ToList();
        Assert.True(findings.Count > 100, $"{findings.Count}");

        // Nobody vouches for a certificate of one's own, and localhost has no record that says who may.
        string[] ofTheCertificate = ["cert_chain_of_trust", "cert_revocation", "cert_expirationStatus", "cert_notAfter", "cert_extlifeSpan", "DNS_CAArecord"];
        Assert.DoesNotContain(findings, one => one.Severity is "LOW" or "MEDIUM" or "HIGH" or "CRITICAL" && !ofTheCertificate.Contains(one.Id));
        Assert.Contains(findings, one => one.Id == "HSTS_time" && one.Severity == "OK");
    }

    private async Task<List<string>> Wapiti(string address, int least, IEnumerable<string> options)
    {
        var report = Path.Combine(site.Folder, $"wapiti-{Guid.NewGuid():N}.json");
        var output = await Scanner.Run("/usr/bin/python3", TimeSpan.FromMinutes(15), ["-c", Wapiti3, "-u", address + "/", "-m", "sql,xss,permanentxss,file,exec,crlf", "--flush-session", "--no-bugreport", "-f", "json", "-o", report, .. options]);
        using var result = JsonDocument.Parse(await File.ReadAllTextAsync(report));
        var pages = int.Parse(Regex.Match(output, "found (\\d+) URLs").Groups[1].Value);
        say.WriteLine($"{address}: {pages} addresses and forms");
        Assert.True(pages >= least, output);
        return
        [
            .. result.RootElement.GetProperty("vulnerabilities").EnumerateObject()
                .SelectMany(kind => kind.Value.EnumerateArray().Select(one => $"{kind.Name}: {one.GetProperty("path").GetString()} {one.GetProperty("info").GetString()}")),
        ];
    }

    private async Task<List<string>> Ffuf(string? role)
    {
        var (client, cookies) = await site.As("sqlite", role);
        client.Dispose();
        var (words, report) = (Path.Combine(site.Folder, "words.txt"), Path.Combine(site.Folder, "ffuf.json"));
        await File.WriteAllLinesAsync(words, Words);
        await Scanner.Run("ffuf", TimeSpan.FromMinutes(5), "-s", "-u", site.Address("sqlite") + "/FUZZ", "-w", words, "-H", "Cookie: " + cookies, "-mc", "200", "-t", "4", "-of", "json", "-o", report);
        using var result = JsonDocument.Parse(await File.ReadAllTextAsync(report));
        return [.. result.RootElement.GetProperty("results").EnumerateArray().Select(one => one.GetProperty("input").GetProperty("FUZZ").GetString()!).Order(StringComparer.Ordinal)];
    }

    /// <summary>The site's own addresses, and those that others have and forget.</summary>
    private static IEnumerable<string> Words =>
    [
        "", "accessibility", "how-the-figures-are-made", "sign-in", "sign-out", "nothing-loaded", "demo", "error", "error/404", "error/500", "imports", "imports/new", "imports/1", "imports/holdings", "schemes",
        "schemes/starter", "schemes/starter/adopt", "schemes/compare", "exceptions", "unallocated", "quiet", "data-quality", "data-quality/plans-without-visit", "workers/W001000527", "children/P001000005", "teams/D001000004",
        "workers", "children", "teams", "workers/", "health", "health/live", "health/ready", "policy-reports", "css/app.css", "js/app.js", "js/govuk-frontend.min.js", "favicon.svg", "favicon.ico", "robots.txt", "sitemap.xml",
        "admin", "administrator", "administration", "login", "logout", "signin", "signup", "register", "account", "accounts", "profile", "user", "users", "roles", "permissions", "audit", "log", "logs", "api", "api/v1", "api/users",
        "swagger", "swagger/index.html", "swagger/v1/swagger.json", "openapi.json", "graphql", "odata", "metrics", "status", "info", "debug", "trace", "trace.axd", "elmah.axd", "web.config", "appsettings.json",
        "appsettings.Development.json", "fairload.dll", "fairload.deps.json", "fairload.runtimeconfig.json", ".env", ".git/config", ".git/HEAD", ".svn/entries", ".DS_Store", ".well-known/security.txt", "backup", "backup.zip", "backup.sql",
        "dump.sql", "db", "database", "fairload.db", "fairload.db-wal", "data", "data/fairload.db", "data/keys", "data/uploads", "keys", "uploads", "upload", "files", "download", "downloads", "export", "export.csv", "import", "report",
        "reports", "search", "tmp", "temp", "test", "tests", "gallery", "console", "shell", "cgi-bin/", "phpinfo.php", "index.php", "wp-login.php", "server-status", "_framework/blazor.boot.json", "_blazor", "Pages", "Views", "bin", "obj",
        "wwwroot", "src", "docs", "README.md", "%2e%2e/", "..%2f..%2fetc%2fpasswd", "css/../data", "js/%2e%2e/data", "//etc/passwd", "restricted", "break-glass", "records", "record", "old", "new", "config", "settings", "setup", "install",
    ];
}
