using System.Net;
using System.Text;
using Fairload.Web.Access;

namespace Fairload.Web.Tests.Access;

public sealed class PolicyReportsTests
{
    private const string Older = """
        {"csp-report":{"document-uri":"https://fairload.example/children/P00123?name=Zuleika","effective-directive":"script-src-elem","blocked-uri":"inline","script-sample":"alert('Zuleika')"}}
        """;

    private const string Newer = """
        [{"type":"deprecation","body":{}},
         {"type":"csp-violation","url":"https://fairload.example/workers/W77","body":{"documentURL":"https://fairload.example/workers/W77","effectiveDirective":"require-trusted-types-for","sample":"Zuleika"}},
         {"type":"csp-violation","body":{"documentURL":"javascript:Zuleika","effectiveDirective":"Zuleika\nforged line"}}]
        """;

    [Trait("ASVS", "3.4.7")]
    [Theory]
    [InlineData(Older, "application/csp-report", "script-src-elem on /children/{id}")]
    [InlineData(Newer, "application/reports+json", "require-trusted-types-for on /workers/{id}")]
    public async Task A_report_is_logged_by_its_directive_and_the_shape_of_its_page_and_nothing_else(string report, string type, string line)
    {
        await using var site = await OpenSite.Start();
        Assert.Equal(HttpStatusCode.NoContent, await Send(site, report, type));
        Assert.Contains(line, site.Log.Text, StringComparison.Ordinal);
        foreach (var secret in new[] { "Zuleika", "P00123", "W77", "forged" })
        {
            Assert.DoesNotContain(secret, site.Log.Text, StringComparison.Ordinal);
        }
    }

    [Trait("ASVS", "16.4.1")]
    [Theory]
    [InlineData("not json", 400)]
    [InlineData("{\"csp-report\":7}", 204)]
    [InlineData("[[[[[[[[[[[[]]]]]]]]]]]]", 400)]
    [InlineData("", 400)]
    public async Task Whatever_else_is_sent_is_answered_and_not_logged(string report, int status)
    {
        await using var site = await OpenSite.Start();
        Assert.Equal(status, (int)await Send(site, report, "application/csp-report"));
        Assert.Equal((int)HttpStatusCode.RequestEntityTooLarge, (int)await Send(site, "\"" + new string('x', PolicyReports.Largest) + "\"", "application/csp-report"));
        Assert.DoesNotContain("stopped", site.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_a_few_in_a_minute_are_thrown_away()
    {
        await using var site = await OpenSite.Start();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < PolicyReports.MostInAMinute + 5; i++)
        {
            answers.Add(await Send(site, Older, "application/csp-report"));
        }

        Assert.InRange(answers.Count(answer => answer == HttpStatusCode.NoContent), PolicyReports.MostInAMinute, PolicyReports.MostInAMinute + 4);
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }

    private static async Task<HttpStatusCode> Send(OpenSite site, string report, string type)
    {
        using var client = site.Client();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(report));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var response = await client.PostAsync(PolicyReports.Path, content);
        Assert.True(response.Headers.Contains("Content-Security-Policy"));
        return response.StatusCode;
    }
}
