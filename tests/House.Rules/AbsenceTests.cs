using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Fairload.House.Rules;

/// <summary>
/// What the ledger of requirements (docs/assurance/asvs-5.0.csv) says is not in the program is not in it, and what the
/// inventories say is all there is, is all there is.
/// </summary>
public sealed partial class AbsenceTests
{
    /// <summary>Requirements that rest on something not being there, how that would show in the source, and a line that shows it.</summary>
    private static readonly (string Ids, string Shows, string Planted)[] NotThere =
    [
        ("1.2.5", @"Process\.Start|ProcessStartInfo", "using var shell = Process.Start(name);"),
        ("1.2.6", "DirectoryServices|LdapConnection", "using System.DirectoryServices;"),
        ("1.2.7", "XPath", "document.XPathSelectElement(path)"),
        ("1.2.8", "(?i:pdflatex|xelatex)", "var maker = \"pdflatex\";"),
        ("1.2.9", @"new Regex\(|\bRegex\.\w+\(", "Regex.IsMatch(text, typed)"),
        ("1.3.1 1.3.5", @"contenteditable|Markdig|Html\.Raw|XslCompiledTransform", "@Html.Raw(Model.Note)"),
        ("1.3.2", @"\beval\(|new Function\(|CSharpScript|DynamicExpression", "eval(rule)"),
        ("1.3.9", @"(?i:memcache)|StackExchange\.Redis", "using StackExchange.Redis;"),
        ("1.3.11", "SmtpClient|MailKit|MailMessage", "new SmtpClient()"),
        ("1.5.1", @"DtdProcessing\.Parse|XmlUrlResolver|XmlDocument|XmlTextReader", "DtdProcessing = DtdProcessing.Parse"),
        ("1.5.2", "BinaryFormatter|TypeNameHandling|XmlSerializer|DataContractSerializer", "new BinaryFormatter()"),
        ("3.2.2", @"innerHTML|outerHTML|insertAdjacentHTML|document\.write", "list.innerHTML = text;"),
        ("3.4.2 3.5.2", "AddCors|UseCors|Access-Control-Allow", "app.UseCors();"),
        ("3.5.5", @"postMessage|addEventListener\('message'", "addEventListener('message', read);"),
        ("3.7.1", @"<(?:object|embed|applet)\s", "<embed src=\"x.swf\">"),
        ("4.3.1 4.3.2", "GraphQL", "services.AddGraphQLServer();"),
        ("4.4.1 4.4.2 4.4.3 4.4.4", "WebSocket|MapHub<", "app.UseWebSockets();"),
        ("6.4.2", "(?i:secret question|security question|password hint)", "What is your secret question?"),
        ("6.6.1 6.6.2", "Twilio|SmsSender|EmailSender", "IEmailSender sender"),
        ("6.8.3", @"\bSaml", "using Saml2;"),
        (
            "9.2.4 10.3.1 10.3.2 10.3.3 10.3.4 10.4.1 10.4.2 10.4.3 10.4.4 10.4.5 10.4.6 10.4.7 10.4.8 10.4.9 10.4.10 10.4.11 10.6.1 10.6.2 10.7.1 10.7.2 10.7.3",
            @"OpenIddict|IdentityServer|JwtBearer|\.CreateToken\(|\.WriteToken\(", "services.AddOpenIddict();"),
        (
            "11.2.3 11.3.1 11.3.2 11.4.1",
            @"\bMD5\b|\bSHA1\b|CipherMode|PaddingMode|\bDES\b|TripleDES|\bRC2\b|RSAEncryptionPadding|\bAes(?:Gcm|Cng)?\.", "MD5.HashData(bytes)"),
        ("11.5.1", @"Random\.Shared|new Random\(", "Random.Shared.Next()"),
        ("12.1.3", @"ClientCertificateMode|\.AddCertificate\(", "https.ClientCertificateMode = mode;"),
        ("12.3.2", "CertificateCustomValidationCallback|RemoteCertificateValidationCallback|DangerousAcceptAny|(?i:trust ?server ?certificate)", "Trust Server Certificate=true"),
        ("13.4.2", "UseDeveloperExceptionPage", "app.UseDeveloperExceptionPage();"),
        ("13.4.3", "UseDirectoryBrowser|UseFileServer|UseStaticFiles", "app.UseFileServer();"),
        ("14.3.3", "localStorage|sessionStorage|indexedDB", "localStorage.setItem('name', name);"),
        ("15.3.6", @"__proto__|Object\.assign|Object\.fromEntries", "Object.assign(settings, sent);"),
        ("17.1.1 17.2.1 17.2.2 17.2.3 17.2.4 17.3.1 17.3.2", "RTCPeerConnection|getUserMedia|SIPSorcery", "new RTCPeerConnection()"),
    ];

    public static TheoryData<string, string> Planted
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (ids, _, planted) in NotThere)
            {
                data.Add(ids, planted);
            }

            return data;
        }
    }

    [Fact]
    public void What_the_ledger_says_is_not_there_is_not_there()
    {
        Refusal.None("The ledger of requirements says that this is not in the program (docs/assurance/asvs-5.0.csv):", Sources()
            .SelectMany(path => Found(Repository.Text(path)).Select(found => $"{path}: {found}")));

        // The ledger and the list here name the same requirements.
        var cited = Repository.Lines("docs/assurance/asvs-5.0.csv").Where(line => line.Contains(nameof(What_the_ledger_says_is_not_there_is_not_there), StringComparison.Ordinal))
            .Select(line => line["v5.0.0-".Length..line.IndexOf(',', StringComparison.Ordinal)]);
        Assert.Equal(NotThere.SelectMany(one => one.Ids.Split(' ')).Order(StringComparer.Ordinal), cited.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Planted))]
    public void The_scan_rings(string ids, string planted) => Assert.Contains(Found("// a comment: " + planted + "\n" + planted + "\n"), found => found.StartsWith(ids, StringComparison.Ordinal));

    [Fact]
    public void The_scan_is_silent_on_comments_and_addresses() =>
        Assert.Empty(Found("/// <summary>No WebSocket here, no eval(x).</summary>\nvar address = \"https://example.org/a\"; // innerHTML\n@* <object *@\n"));

    [Fact]
    public void Sums_never_wrap() =>
        Assert.Contains("<CheckForOverflowUnderflow>true</CheckForOverflowUnderflow>", Repository.Text("src/Core/Core.csproj"), StringComparison.Ordinal);

    [Fact]
    public void Unsafe_code_is_in_one_file_only()
    {
        Assert.Equal(["src/App/App.csproj"], Repository.Files("src", ".csproj").Where(path => Repository.Text(path).Contains("AllowUnsafeBlocks", StringComparison.Ordinal)));
        Assert.Equal(["src/App/Store/Rows/NativeSqlite.cs"], Repository.Files("src", ".cs").Where(path => Unsafe().IsMatch(Repository.CodeOnly(Repository.Text(path)))));
    }

    [Fact]
    public void Every_use_of_cryptography_is_in_the_list()
    {
        var text = Repository.Text("docs/assurance/security.md");
        var list = text[text.IndexOf("Files that use cryptography:", StringComparison.Ordinal)..text.IndexOf("## What it talks to", StringComparison.Ordinal)];
        var listed = Quoted().Matches(list).Select(match => match.Groups["path"].Value).ToHashSet(StringComparer.Ordinal);
        var using_ = Repository.Files("src", ".cs").Where(path => Cryptography().IsMatch(Repository.CodeOnly(Repository.Text(path)))).ToList();
        Assert.True(using_.Count > 10, $"{using_.Count}");
        Refusal.None("docs/assurance/security.md does not list what uses cryptography:", using_.Where(path => !listed.Contains(path)));
        Refusal.None("docs/assurance/security.md lists what is gone:", listed.Where(path => !Repository.Has(path)));
    }

    [Fact]
    public void The_bill_of_materials_has_every_package_of_every_lock_file()
    {
        using var made = Process.Start(new ProcessStartInfo("node", [Path.Combine(Repository.Root, "docs/assurance/sbom")]) { RedirectStandardOutput = true })!;
        using var bill = JsonDocument.Parse(made.StandardOutput.ReadToEnd());
        made.WaitForExit();
        Assert.Equal(0, made.ExitCode);
        Assert.Equal("CycloneDX", bill.RootElement.GetProperty("bomFormat").GetString());
        var parts = bill.RootElement.GetProperty("components").EnumerateArray().ToDictionary(
            part => $"{part.GetProperty("name").GetString()} {part.GetProperty("version").GetString()}", part => part, StringComparer.OrdinalIgnoreCase);

        // Read another way: line by line, name and version.
        var locked = Repository.Files("", "packages.lock.json").SelectMany(path =>
            LockedPackage().Matches(Repository.Text(path)).Select(package => $"{package.Groups["name"].Value} {package.Groups["version"].Value}"));
        var fromNpm = Repository.Files("", "package-lock.json").SelectMany(path =>
            LockedModule().Matches(Repository.Text(path)).Select(package => $"{package.Groups["name"].Value} {package.Groups["version"].Value}"));
        Assert.Equal(locked.Concat(fromNpm).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase), parts.Keys.Order(StringComparer.OrdinalIgnoreCase));

        // What is shipped is told from what only builds and tests, and each has its hash: 64 bytes.
        Assert.All(parts.Values, part => Assert.Equal(128, part.GetProperty("hashes")[0].GetProperty("content").GetString()!.Length));
        Assert.Equal("required", parts.First(part => part.Key.StartsWith("CsvHelper ", StringComparison.Ordinal)).Value.GetProperty("scope").GetString());
        Assert.Equal("excluded", parts.First(part => part.Key.StartsWith("xunit ", StringComparison.Ordinal)).Value.GetProperty("scope").GetString());
    }

    private static IEnumerable<string> Sources() => Repository.Files("src", ".cs", ".cshtml", ".js", ".mjs", ".resx", ".csproj", ".scss")
        .Where(path => !path.Contains("/wwwroot/", StringComparison.Ordinal));

    private static IEnumerable<string> Found(string source)
    {
        var code = Comment().Replace(source, "");
        return NotThere.SelectMany(one => Regex.Matches(code, one.Shows).Select(match => $"{one.Ids}: {match.Value}"));
    }

    [GeneratedRegex(@"(?<![:""'\w])//[^\n]*|/\*.*?\*/|@\*.*?\*@|<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\bunsafe\s")]
    private static partial Regex Unsafe();

    [GeneratedRegex("`(?<path>src/[^`]+\\.cs)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b(?:MD5|SHA1|SHA256|SHA384|SHA512|HMAC\w+|Aes\w*|RSA|ECDsa\w*|RandomNumberGenerator|PasswordHasher|IDataProtect\w+|Rfc2898\w*|CryptographicOperations|X509Certificate\w+|SecurityAlgorithms)\b")]
    private static partial Regex Cryptography();

    [GeneratedRegex("""
        "(?<name>[^"]+)": \{\s+"type": "(?:Direct|Transitive|CentralTransitive)",(?:\s+"requested": "[^"]+",)?\s+"resolved": "(?<version>[^"]+)"
        """)]
    private static partial Regex LockedPackage();

    [GeneratedRegex("""
        "(?:[^"]+/)?node_modules/(?<name>(?:@[^"/]+/)?[^"/]+)": \{\s+"version": "(?<version>[^"]+)"
        """)]
    private static partial Regex LockedModule();
}
