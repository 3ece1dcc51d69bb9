using System.Net;
using System.Security.Cryptography;
using System.Text;
using AngleSharp.Html.Parser;
using Fairload.Web.Access;
using Microsoft.Data.Sqlite;

namespace Fairload.Web.Tests.Access;

/// <summary>
/// What must hold at every endpoint there is, whoever asks and by whatever method: they are counted off the router, so
/// that a new page is tried the day it is written.
/// </summary>
[Collection(CouncilSiteTests.Name)]
public sealed class EveryDoorTests(CouncilSite site)
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY", "PAGE"];

    private readonly IReadOnlyList<Doors.Door> _doors = Doors.Of(site);

    [Trait("ASVS", "3.2.1"), Trait("ASVS", "3.3.1"), Trait("ASVS", "3.3.2"), Trait("ASVS", "3.3.3"), Trait("ASVS", "3.3.4"), Trait("ASVS", "3.4.1")]
    [Trait("ASVS", "3.4.3"), Trait("ASVS", "3.4.4"), Trait("ASVS", "3.4.5"), Trait("ASVS", "3.4.6"), Trait("ASVS", "3.4.8"), Trait("ASVS", "4.1.1")]
    [Trait("ASVS", "14.2.3")]
    [Theory]
    [InlineData("http://localhost/")]
    [InlineData("https://localhost/")]
    public async Task Every_answer_is_guarded_and_every_cookie_closed_to_scripts(string address)
    {
        var answers = 0;
        foreach (var viewer in new[] { CouncilSite.Director, null })
        {
            using var client = site.As(viewer);
            client.BaseAddress = new Uri(address);
            foreach (var path in _doors.Select(door => door.Path).Concat(["/nowhere", "/workers/nobody", "/error/413"]))
            {
                foreach (var method in Methods)
                {
                    using var request = Doors.Request(method, address.TrimEnd('/') + path);
                    using var response = await client.SendAsync(request);
                    Guarded(response, $"{method} {path}", isHttps: address.StartsWith("https", StringComparison.Ordinal));
                    var (content, type) = (await response.Content.ReadAsByteArrayAsync(), response.Content.Headers.ContentType);
                    Assert.True(content.Length == 0 || type is { CharSet: "utf-8" } or { MediaType: "application/json" }, $"{method} {path}: {type}");
                    answers++;
                }
            }
        }

        Assert.True(answers > 30 * Methods.Length, $"{answers}");
    }

    [Trait("ASVS", "6.1.3"), Trait("ASVS", "13.4.4")]
    [Fact]
    public async Task A_method_that_no_endpoint_knows_is_refused_and_none_breaks()
    {
        using var client = site.As(CouncilSite.Director);
        foreach (var door in _doors)
        {
            foreach (var method in Methods)
            {
                using var request = Doors.Request(method, door.Path);
                using var response = await client.SendAsync(request);
                Assert.True((int)response.StatusCode < 500, $"{method} {door.Path}: {response.StatusCode}");
                if (method is not ("GET" or "HEAD" or "POST"))
                {
                    Assert.True(response.StatusCode is HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotFound, $"{method} {door.Path}: {response.StatusCode}");
                }
            }
        }

        // A page that is only looked at has no handler for a form: it must not run without one.
        using var form = Doors.Request("POST", "/exceptions");
        using var refused = await client.SendAsync(form);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, refused.StatusCode);
        Assert.Equal("GET,HEAD", string.Join(',', refused.Content.Headers.Allow));
    }

    [Trait("ASVS", "3.5.1")]
    [Fact]
    public async Task A_form_without_its_token_with_anothers_or_from_another_site_is_refused_everywhere()
    {
        var (theirs, _) = await Token(CouncilSite.DataOfficer);
        var (own, _) = await Token(CouncilSite.Director);
        var (before, tried) = (State(), 0);
        foreach (var door in _doors.Where(door => door.IsPage))
        {
            foreach (var path in new[] { door.Path, door.Path + "?handler=Load", door.Path + "?handler=Discard" })
            {
                foreach (var (token, headers) in new (string?, (string, string)[])[]
                {
                    (null, []),
                    ("forged", []),
                    (theirs, []),
                    (own, [("Sec-Fetch-Site", "cross-site")]),
                    (own, [("Sec-Fetch-Site", "same-site")]),
                    (own, [("Origin", "https://attacker.example")]),
                    (own, [("Origin", "http://localhost:8080")]),
                    (own, [("Origin", "null")]),
                })
                {
                    // The cookie of the one who sends, so that only what is said to be wrong is wrong.
                    var (fresh, client) = await Token(CouncilSite.Director);
                    using (client)
                    {
                        using var response = await Send(client, path, token == own ? fresh : token, headers);
                        Assert.True(response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed, $"{path} {token} {headers.FirstOrDefault()}: {response.StatusCode}");
                        tried++;
                    }
                }
            }
        }

        Assert.True(tried >= 24 * 20, $"{tried}");
        Assert.Equal(before, State());
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("Origin", "http://localhost")]
    [InlineData("X-Nothing", "of it")]
    public async Task The_same_form_with_its_own_token_from_this_site_is_taken(string header, string value)
    {
        var (token, client) = await Token(CouncilSite.Director);
        using (client)
        {
            // Nothing typed: the form comes back with its questions, so it was read, and nothing is changed.
            using var response = await Send(client, "/schemes/starter/adopt", token, [(header, value)]);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
            using var foreign = await Send(client, "/schemes/starter/adopt", token, [("Sec-Fetch-Site", "cross-site"), ("Origin", "http://localhost")]);
            Assert.Equal(HttpStatusCode.BadRequest, foreign.StatusCode);
        }
    }

    [Trait("ASVS", "3.5.3")]
    [Fact]
    public async Task Looking_at_every_page_as_page_and_as_file_changes_nothing()
    {
        var before = State();
        var looked = 0;
        foreach (var viewer in new[] { CouncilSite.Director, CouncilSite.DataOfficer, CouncilSite.ManagerOf(site.Day.Cases.Caseload.Teams[^1].Id) })
        {
            using var client = site.As(viewer);
            var queue = new Queue<string>(_doors.Select(door => door.Path));
            var shapes = new HashSet<string>(StringComparer.Ordinal);
            while (queue.TryDequeue(out var path))
            {
                if (!shapes.Add(Shape(path)))
                {
                    continue;
                }

                foreach (var address in new[] { path, path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "format=csv" })
                {
                    using var response = await client.GetAsync(address);
                    Assert.True((int)response.StatusCode < 500, $"{address}: {response.StatusCode}");
                    looked++;
                    if (response.Content.Headers.ContentType?.MediaType == "text/html" && response.StatusCode == HttpStatusCode.OK)
                    {
                        var page = await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());
                        foreach (var link in page.QuerySelectorAll("a[href^='/']"))
                        {
                            queue.Enqueue(link.GetAttribute("href")!.Split('#')[0]);
                        }
                    }
                }
            }
        }

        Assert.True(looked > 150, $"{looked}");
        Assert.Equal(before, State());
    }

    [Fact]
    public void The_comparison_of_all_tables_rings()
    {
        var before = State();
        using var connection = new SqliteConnection($"Data Source={Path.Combine(site.Folder, "fairload.db")}");
        connection.Open();
        using var change = connection.CreateCommand();
        change.CommandText = "CREATE TABLE alarm (a)";
        change.ExecuteNonQuery();
        var after = State();
        change.CommandText = "DROP TABLE alarm";
        change.ExecuteNonQuery();
        Assert.NotEqual(before, after);
        Assert.Equal(before, State());
    }

    [Trait("ASVS", "15.3.3"), Trait("ASVS", "15.3.7")]
    [Theory]
    [InlineData("/schemes/starter/adopt")]
    [InlineData("/imports/holdings")]
    public async Task Fields_that_a_form_does_not_ask_for_change_nothing(string path)
    {
        var before = State();
        (string, string)[] extra =
        [
            ("Here.Viewer.Role", "Director"), ("Viewer.Role", "Director"), ("Here.Policy", "x"), ("Here.Council.Name", "Elsewhere"), ("Council.Id", "99"),
            ("Input.Council", "99"), ("Council", "99"), ("Scheme.Code", "factors"), ("Version", "99"), ("Lines[0].Held", "1"), ("IsFound", "true"), ("Site.Demo", "true"),
        ];
        foreach (var viewer in new[] { CouncilSite.Practitioner(site.Day.Cases.Caseload.Workers[0].Id), CouncilSite.Director })
        {
            var (token, client) = await Token(viewer);
            using (client)
            {
                using var response = await Send(client, path, token, [], extra);
                var isTheirs = viewer == CouncilSite.Director;
                // Holdings with no counts is a form with nothing to save; adoption asks its questions again.
                Assert.True(isTheirs ? response.StatusCode is HttpStatusCode.UnprocessableEntity or HttpStatusCode.Found : response.StatusCode == HttpStatusCode.NotFound, $"{viewer.Roles[0].Role}: {response.StatusCode}");
            }
        }

        Assert.Equal(before, State());
    }

    private static void Guarded(HttpResponseMessage response, string what, bool isHttps)
    {
        string One(string name) => response.Headers.TryGetValues(name, out var values) ? Assert.Single(values) : $"no {name}";
        var policy = One("Content-Security-Policy");
        Assert.True(
            policy.StartsWith("default-src 'none'; ", StringComparison.Ordinal) && !policy.Contains("unsafe", StringComparison.Ordinal)
            && policy.Contains("require-trusted-types-for 'script'; trusted-types 'none'", StringComparison.Ordinal)
            && policy.Contains("frame-ancestors 'none'", StringComparison.Ordinal) && policy.Contains("base-uri 'none'", StringComparison.Ordinal)
            && policy.Split("'sha256-").Length == 2, $"{what}: {policy}");
        Assert.Equal((what, "nosniff"), (what, One("X-Content-Type-Options")));
        Assert.Equal((what, "DENY"), (what, One("X-Frame-Options")));
        Assert.Equal((what, "same-origin"), (what, One("Referrer-Policy")));
        Assert.Equal((what, "same-origin"), (what, One("Cross-Origin-Opener-Policy")));
        Assert.Equal((what, "same-origin"), (what, One("Cross-Origin-Resource-Policy")));
        Assert.Equal((what, "policy=\"/policy-reports\""), (what, One("Reporting-Endpoints")));
        Assert.True(response.Headers.Contains("Permissions-Policy"), what);
        Assert.False(response.Headers.Contains("Server") || response.Headers.Contains("X-Powered-By"), what);
        var isAsset = response.Content.Headers.ContentType?.MediaType is "text/css" or "text/javascript" or "image/svg+xml";
        Assert.True(isAsset || response.Headers.CacheControl is { NoStore: true }, $"{what}: {response.Headers.CacheControl}");
        Assert.Equal((what, isHttps ? "max-age=31536000; includeSubDomains" : "no Strict-Transport-Security"), (what, One("Strict-Transport-Security")));
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var parts = cookie.Split(';', StringSplitOptions.TrimEntries).Select(part => part.ToLowerInvariant()).ToList();
            Assert.True(parts.Contains("httponly") && parts.Contains("path=/") && parts.Exists(part => part is "samesite=strict" or "samesite=lax"), $"{what}: {cookie}");
            Assert.True(parts.Contains("secure") == isHttps && !parts.Exists(part => part.StartsWith("domain", StringComparison.Ordinal)), $"{what}: {cookie}");
            Assert.True(!isHttps || cookie.StartsWith("__Host-", StringComparison.Ordinal) || cookie.StartsWith(ViewerCookie.Name, StringComparison.Ordinal), $"{what}: {cookie}");
        }
    }

    private async Task<(string Token, HttpClient Client)> Token(Viewer viewer)
    {
        var client = site.As(viewer);
        var page = await new HtmlParser().ParseDocumentAsync(await client.GetStringAsync("/demo"));
        return (page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!, client);
    }

    private static async Task<HttpResponseMessage> Send(
        HttpClient client, string path, string? token, IEnumerable<(string Name, string Value)> headers, params (string Name, string Value)[] fields)
    {
        using var request = Doors.Request("POST", path, [.. headers]);
        request.Content = new FormUrlEncodedContent(
            (token is null ? fields : [.. fields, ("__RequestVerificationToken", token)]).Select(field => new KeyValuePair<string, string>(field.Name, field.Value)));
        return await client.SendAsync(request);
    }

    /// <summary>The tables and columns but those of the audit, each with a hash of all its rows.</summary>
    private string State()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(site.Folder, "fairload.db")}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%audit%' ORDER BY name";
        var tables = new List<string>();
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                tables.Add(reader.GetString(0));
            }
        }

        var state = new StringBuilder();
        foreach (var table in tables)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            command.CommandText = $"SELECT * FROM \"{table}\"";
            using var reader = command.ExecuteReader();
            var row = new object[reader.FieldCount];
            var kept = Enumerable.Range(0, row.Length).Where(i => !reader.GetName(i).Contains("audit", StringComparison.OrdinalIgnoreCase)).ToList();
            while (reader.Read())
            {
                reader.GetValues(row);
                hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\u001f', kept.Select(i => row[i] is byte[] bytes ? Convert.ToHexString(bytes) : row[i])) + "\n"));
            }

            state.Append(table).Append(' ').AppendLine(Convert.ToHexString(hash.GetHashAndReset()));
        }

        return state.ToString();
    }

    private static string Shape(string path)
    {
        var parts = path.Split('?');
        var segments = parts[0].Split('/');
        var keys = parts.Length > 1 ? string.Join('&', parts[1].Split('&').Select(pair => pair.Split('=')[0]).Order(StringComparer.Ordinal)) : "";
        return string.Join('/', segments.Take(2)) + (segments.Length > 2 ? "/*" + string.Concat(segments.Skip(3).Select(part => "/" + part)) : "") + "?" + keys;
    }
}
