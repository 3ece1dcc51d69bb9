using System.Text.Json;
using Fairload.App.Accounts;

namespace Fairload.App.Tests.Accounts;

public sealed class SingleSignOnSettingsTests
{
    private const string Smallest = """
        { "name": "Testshire account", "issuer": "https://id.test.example", "clientId": "fairload", "clientSecret": { "environment": "SECRET" } }
        """;

    [Trait("ASVS", "13.1.1")]
    [Fact]
    public void The_smallest_file_names_the_provider_and_where_the_secret_is()
    {
        var read = Read(Smallest);
        Assert.Equal(
            ("Testshire account", "https://id.test.example", "fairload", "s3cret", ClientAuthentication.Basic),
            (read.Name, read.Issuer, read.ClientId, read.ClientSecret, read.ClientAuthentication));
        Assert.Equal("https://id.test.example/.well-known/openid-configuration", read.Discovery);
        Assert.Equal(["profile", "email"], read.Scopes);
        Assert.Empty(read.Roles);
        Assert.DoesNotContain("s3cret", $"{read}", StringComparison.Ordinal);
    }

    [Fact]
    public void The_guides_example_is_understood()
    {
        var read = SingleSignOnFile.Read(File.ReadAllText(Path.Combine(Root(), "docs/single-sign-on/entra.json")), _ => "s3cret", _ => "");
        Assert.True(read.IsOfSeveralTenants);
        Assert.Equal("https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration", read.Discovery);
        Assert.Equal("https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0", read.IssuerOf("11111111-2222-3333-4444-555555555555"));
        Assert.Equal(new ClaimRule("roles", "Fairload.TeamManager", Role.TeamManager, NodeFromClaim: "department"), read.Roles[0]);
        Assert.Equal(TimeSpan.FromHours(12), read.LongestSincePassword);
    }

    [Trait("ASVS", "13.2.1"), Trait("ASVS", "13.3.1"), Trait("ASVS", "13.3.2")]
    [Fact]
    public void A_secret_is_read_from_a_file_of_its_own_without_the_line_end() =>
        Assert.Equal("s3cret", Read(Smallest.Replace("\"environment\": \"SECRET\"", "\"file\": \"/run/secret\"", StringComparison.Ordinal)).ClientSecret);

    [Trait("ASVS", "13.2.3")]
    [Theory]
    [InlineData("\"name\": \"Testshire account\"", "\"name\": \" \"", "need “name”")]
    [InlineData("{ \"environment\": \"SECRET\" }", "\"s3cret\"", "never be the secret")]
    [InlineData("{ \"environment\": \"SECRET\" }", "{ \"value\": \"s3cret\" }", "never be the secret")]
    [InlineData("\"SECRET\"", "\"OTHER\"", "variable OTHER")]
    [InlineData("{ \"environment\": \"SECRET\" }", "{ \"file\": \"/nowhere\" }", "file /nowhere")]
    [InlineData("https://id.test.example", "http://id.test.example", "cannot be used")]
    [InlineData("https://id.test.example", "id.test.example", "cannot be used")]
    [InlineData("https://id.test.example", "https://id.test.example?x=1", "cannot be used")]
    [InlineData("https://id.test.example", "https://id.test.example/{tenantid}/v2.0", "needs “tenants”")]
    [InlineData("\"clientId\"", "\"longestMinutesSincePassword\": 0, \"clientId\"", "from 1 to 525600")]
    [InlineData("\"clientId\"", "\"roles\": [ { \"claim\": \"groups\", \"role\": \"director\" } ], \"clientId\"", "Rule 1")]
    [InlineData("\"clientId\"", "\"roles\": [ { \"claim\": \"g\", \"value\": \"v\", \"role\": \"auditor\", \"node\": \"T1\" } ], \"clientId\"", "leave out “node”")]
    [InlineData("\"clientId\"", "\"roles\": [ { \"claim\": \"g\", \"value\": \"v\", \"role\": \"team-manager\" } ], \"clientId\"", "{ \"fromClaim\": \"…\" }")]
    [InlineData("\"clientId\"", "\"roles\": [ { \"claim\": \"g\", \"value\": \"v\", \"role\": \"team-manager\", \"node\": 7 } ], \"clientId\"", "Rule 1")]
    public void What_cannot_be_is_refused_in_a_sentence(string written, string instead, string said)
    {
        var text = Smallest.Replace(written, instead, StringComparison.Ordinal);
        Assert.NotEqual(Smallest, text);
        var refused = Assert.Throws<Refused>(() => Read(text));
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"clientId\"", "\"tennants\": [\"x\"], \"clientId\"")]
    [InlineData("\"clientId\"", "\"roles\": [ { \"claim\": \"g\", \"value\": \"v\", \"role\": \"king\" } ], \"clientId\"")]
    [InlineData("\"clientId\"", "\"roles\": [ { \"claim\": \"g\", \"value\": \"v\", \"role\": 3 } ], \"clientId\"")]
    public void A_misspelt_name_is_never_passed_over(string written, string instead) =>
        Assert.Throws<JsonException>(() => Read(Smallest.Replace(written, instead, StringComparison.Ordinal)));

    [Trait("ASVS", "12.3.1")]
    [Fact]
    public void A_provider_without_tls_is_let_in_only_on_this_machine()
    {
        Assert.True(Read(Smallest.Replace("https://id.test.example", "http://127.0.0.1:7999", StringComparison.Ordinal)).IsOnThisMachine);
        Assert.False(Read(Smallest).IsOnThisMachine);
    }

    [Fact]
    public void A_file_that_is_not_there_is_said_by_its_name() =>
        Assert.Contains("nowhere.json", Assert.Throws<Refused>(() => SingleSignOnSettings.Read("nowhere.json")).Message, StringComparison.Ordinal);

    private static SingleSignOnSettings Read(string text) => SingleSignOnFile.Read(
        text,
        name => name == "SECRET" ? "s3cret" : null,
        file => file == "/run/secret" ? "s3cret\n" : throw new FileNotFoundException());

    private static string Root([System.Runtime.CompilerServices.CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));
}
