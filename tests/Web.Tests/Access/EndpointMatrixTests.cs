using System.Net;
using Fairload.App.Accounts;
using Fairload.App.Jobs;
using Fairload.App.Restrictions;
using Fairload.App.Store.Tables;
using Fairload.Core.Cases;
using Fairload.Core.Workload;
using Fairload.Web.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Fairload.Web.Tests.Access;

/// <summary>
/// Every endpoint of the real host, with every verb and handler, against every role (matrix.csv): the answer in the right
/// place of the organisation and, behind a stroke, to the same person about somebody outside their scope. An endpoint
/// without a row fails; so does a row without an endpoint.
/// </summary>
public sealed class EndpointMatrixTests(EndpointMatrixTests.MatrixSite matrix) : IClassFixture<EndpointMatrixTests.MatrixSite>
{
    private const string Absent = "NOT-THERE";

    /// <summary>
    /// What is open to somebody who is nobody yet: a family is one purpose. Signing in (and choosing a person, in the
    /// demonstration), errors, the two pages about Fairload that the law and fairness ask for, whether the site is up, assets,
    /// and what browsers report of themselves when a page breaks the site's policy.
    /// </summary>
    private static readonly string[][] OpenFamilies =
    [
        ["/sign-in", "/sign-in/code", "/sign-in/enrol", "/sign-in/enrol.svg", "/sign-in/password", "/sign-in/start", "/sign-out", "/sign-in/council/refused", "/sign-in/council/unknown", "/sign-out/council", "/demo"],
        ["/error/{status:int?}"],
        ["/accessibility", "/how-the-figures-are-made"],
        ["/health/live", "/health/ready"],
        ["(assets)"],
        ["/policy-reports"],
    ];

    private static readonly string[] Columns =
        ["anonymous", "nobody", "left", "practitioner", "teamManager", "serviceManager", "director", "dataOfficer", "businessSupport", "auditor", "administrator"];

    private static string File => Path.Combine(Repository(), "tests", "Web.Tests", "Access", "matrix.csv");

    /// <summary>One endpoint with a verb and, of a page that has several, a handler.</summary>
    private sealed record Door(string Endpoint, string Verb, string Handler)
    {
        public override string ToString() => $"{Endpoint},{Verb},{Handler}";
    }

    private sealed record Row(Door Door, string Address, IReadOnlyDictionary<string, string> Cells);

    [Fact]
    public async Task Every_endpoint_verb_and_handler_has_a_row_and_every_row_an_endpoint()
    {
        var doors = (await Doors()).ToHashSet();
        var rows = Rows().Select(row => row.Door).ToHashSet();
        Assert.True(doors.Count > 25);
        var wrong = doors.Except(rows).Select(door => "without a row: " + door).Concat(rows.Except(doors).Select(door => "without an endpoint: " + door)).ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        foreach (var row in Rows())
        {
            Assert.True(Columns.All(column => row.Cells[column].Length > 0), $"{row.Door} leaves a cell empty.");
        }
    }

    [Fact]
    public async Task A_new_endpoint_without_a_row_is_found()
    {
        var doors = (await Doors()).Append(new Door("/planted", "GET", ""));
        Assert.Equal(["/planted,GET,"], doors.Except(Rows().Select(row => row.Door)).Select(door => door.ToString()));
    }

    [Fact]
    public void What_is_open_to_everybody_is_a_short_list()
    {
        var open = Endpoints().Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(Pattern).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(OpenFamilies.SelectMany(family => family).Order(StringComparer.Ordinal), open);
        Assert.True(OpenFamilies.Length <= 6);
    }

    [Fact]
    public async Task Every_cell_is_what_a_real_request_gets()
    {
        var wrong = new List<string>();
        var cells = 0;
        foreach (var row in Rows())
        {
            foreach (var column in Columns)
            {
                var parts = row.Cells[column].Split('/', 2);
                var viewer = matrix.Who(column);
                var own = await Answer(viewer, row, matrix.Own(column));
                cells++;
                if (own != parts[0])
                {
                    wrong.Add($"{row.Door} {row.Address} for {column}: {own}, not {parts[0]}");
                }

                if (row.Address.Contains('{', StringComparison.Ordinal) && parts.Length > 1)
                {
                    var outside = await Answer(viewer, row, matrix.Outside);
                    cells++;
                    if (outside != parts[1])
                    {
                        wrong.Add($"{row.Door} {row.Address} outside, for {column}: {outside}, not {parts[1]}");
                    }
                }
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {cells} cells:\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public async Task What_is_outside_looks_as_what_does_not_exist()
    {
        var compared = 0;
        foreach (var row in Rows().Where(row => row.Address.Contains('{', StringComparison.Ordinal)))
        {
            foreach (var column in Columns.Where(column => row.Cells[column].EndsWith("404", StringComparison.Ordinal)))
            {
                var subjects = row.Cells[column].Contains('/', StringComparison.Ordinal) ? matrix.Outside : matrix.Own(column);
                var (forbidden, absent) = (await Shape(matrix.Who(column), row, subjects), await Shape(matrix.Who(column), row, matrix.NotThere));
                Assert.True(forbidden == absent, $"{row.Door} {row.Address} for {column}: forbidden and absent differ:\n{forbidden}\n--\n{absent}");
                compared++;
            }
        }

        Assert.True(compared > 50, $"Only {compared} were compared.");
    }

    [Fact]
    public async Task With_accounts_nobody_and_whoever_was_disabled_get_no_further_than_the_sign_in_page()
    {
        var site = matrix.Accounts;
        var account = await site.Account("left@example.test", site.Day.Statements[0].Person.Id, null, AccountSite.Role(Role.Director), AccountSite.Role(Role.Administrator), AccountSite.Role(Role.Auditor));
        using var left = await site.As(account);
        Assert.Equal(HttpStatusCode.OK, await left.Status("/exceptions"));
        await using (var db = site.Store.Db())
        {
            (await db.Accounts.FindAsync(account.Id))!.IsDisabled = true;
            await db.SaveChangesAsync();
        }

        using var nobody = site.Open();
        var open = OpenFamilies.SelectMany(family => family).ToHashSet();
        var wrong = new List<string>();
        foreach (var row in Rows().Where(row => !open.Contains(row.Door.Endpoint)))
        {
            var address = matrix.NotThere.Aggregate(row.Address, (text, subject) => text.Replace("{" + subject.Key + "}", subject.Value, StringComparison.Ordinal));
            foreach (var (who, browser) in new[] { ("nobody", nobody), ("disabled", left) })
            {
                using var response = row.Door.Verb == "POST" ? await browser.Send(address) : await browser.Get(address);
                var isRefused = row.Door.Verb == "POST"
                    ? response.StatusCode == HttpStatusCode.Unauthorized
                    : response.StatusCode == HttpStatusCode.Found && response.Headers.Location!.OriginalString.StartsWith("/sign-in", StringComparison.Ordinal);
                if (!isRefused)
                {
                    wrong.Add($"{row.Door} for {who}: {response.StatusCode}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("/account", "all")]
    [InlineData("/account/authenticator", "all")]
    [InlineData("/account/password", "all")]
    [InlineData("/account/recovery-codes", "all")]
    [InlineData("/accounts", "administrator")]
    [InlineData("/accounts/new", "administrator")]
    [InlineData("/cover", "teamManager serviceManager director administrator")]
    [InlineData("/audit", "auditor")]
    [InlineData("/audit/children", "auditor")]
    [InlineData("/imports/new", "director dataOfficer")]
    [InlineData("/exceptions", "teamManager serviceManager director")]
    public async Task With_accounts_the_pages_that_the_demonstration_lacks_are_for_these_roles_alone(string path, string roles)
    {
        foreach (var column in Columns.Where(column => column is not ("anonymous" or "left")))
        {
            var held = matrix.Who(column)!;
            var account = await matrix.Accounts.Account(column + path.Replace('/', '-'), null, null, [.. held.Roles.Select(role => AccountSite.Role(role.Role, role.Node))]);
            using var browser = await matrix.Accounts.As(account);
            var expected = roles == "all" || roles.Split(' ').Contains(column) ? HttpStatusCode.OK : HttpStatusCode.NotFound;
            var status = await browser.Status(path);
            Assert.True(status == expected, $"{path} for {column}: {status}, not {expected}");
        }
    }

    private async Task<string> Answer(Viewer? viewer, Row row, IReadOnlyDictionary<string, string> subjects)
    {
        using var response = await Send(viewer, row, subjects);
        var status = ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return response.Headers.Location is { } to && to.OriginalString.StartsWith("/demo", StringComparison.Ordinal) ? "demo"
            : response.Headers.Location is { } elsewhere && elsewhere.OriginalString.StartsWith("/sign-in", StringComparison.Ordinal) ? "sign-in"
            : status;
    }

    /// <summary>All of an answer that somebody could tell two answers apart by, less tokens that are new each time.</summary>
    private async Task<string> Shape(Viewer? viewer, Row row, IReadOnlyDictionary<string, string> subjects)
    {
        using var response = await Send(viewer, row, subjects);
        var headers = response.Headers.Concat(response.Content.Headers).OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => $"{header.Key}: {string.Join(", ", header.Value)}");
        return $"{response.StatusCode}\n{string.Join('\n', headers)}\n{await response.Content.ReadAsStringAsync()}";
    }

    private async Task<HttpResponseMessage> Send(Viewer? viewer, Row row, IReadOnlyDictionary<string, string> subjects)
    {
        var address = subjects.Aggregate(row.Address, (text, subject) => text.Replace("{" + subject.Key + "}", Uri.EscapeDataString(subject.Value), StringComparison.Ordinal));
        Assert.DoesNotContain("{", address, StringComparison.Ordinal);
        using var client = matrix.Site.As(viewer);
        using var request = new HttpRequestMessage(new HttpMethod(row.Door.Verb), address);
        if (row.Door.Verb == "POST")
        {
            // A form sent as a browser would, with a good token, so that only rights can refuse it; its fields are empty.
            var (cookie, token) = matrix.Token();
            client.DefaultRequestHeaders.Add("Cookie", cookie);
            request.Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        }

        return await client.SendAsync(request);
    }

    /// <summary>Of the site in demo mode and of the one with accounts: a few doors are only in the latter.</summary>
    private IEnumerable<RouteEndpoint> Endpoints() => new[] { matrix.Site.Services, matrix.Accounts.Services }
        .SelectMany(services => services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>());

    private static string Pattern(RouteEndpoint endpoint) =>
        endpoint.Metadata.Any(one => one.GetType().Name == "AssetMetadata") ? "(assets)" : "/" + endpoint.RoutePattern.RawText!.TrimStart('/');

    private async Task<List<Door>> Doors()
    {
        var doors = new List<Door>();
        var loader = matrix.Site.Services.GetRequiredService<PageLoader>();
        foreach (var endpoint in Endpoints())
        {
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
            {
                var compiled = await loader.LoadAsync(page, endpoint.Metadata);
                var handlers = compiled.HandlerMethods.Select(handler => new Door(Pattern(endpoint), handler.HttpMethod.ToUpperInvariant(), handler.Name ?? "")).ToList();

                // A page without a handler for GET is shown all the same.
                doors.AddRange(handlers.Exists(door => door is { Verb: "GET", Handler: "" }) ? handlers : handlers.Append(new Door(Pattern(endpoint), "GET", "")));
            }
            else
            {
                doors.AddRange((endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(verb => new Door(Pattern(endpoint), verb, "")));
            }
        }

        return [.. doors.Distinct()];
    }

    private static List<Row> Rows() =>
    [
        .. System.IO.File.ReadAllLines(File).Where(line => line.Length > 0 && line[0] != '#').Skip(1).Select(line =>
        {
            var cells = line.Split(',');
            return new Row(new Door(cells[0], cells[1], cells[2]), cells[3], Columns.Select((column, i) => (column, cell: cells[4 + i])).ToDictionary(pair => pair.column, pair => pair.cell));
        }),
    ];

    private static string Repository()
    {
        for (var at = AppContext.BaseDirectory; ; at = Path.GetDirectoryName(at)!)
        {
            if (System.IO.File.Exists(Path.Combine(at, "Fairload.slnx")))
            {
                return at;
            }
        }
    }

    /// <summary>A site with two teams of two services, a restricted record in each, and a person of every role.</summary>
    public sealed class MatrixSite : IAsyncLifetime
    {
        private readonly Dictionary<string, Viewer> _who = [];
        private readonly Dictionary<string, Guid> _jobs = new() { ["director"] = Guid.NewGuid(), ["dataOfficer"] = Guid.NewGuid() };
        private readonly Dictionary<string, Guid> _labels = new() { ["director"] = Guid.NewGuid(), ["dataOfficer"] = Guid.NewGuid() };
        private Dictionary<string, string> _own = [];

        /// <summary>The site.</summary>
        public CouncilSite Site { get; } = new();

        /// <summary>The same records where people sign in by accounts.</summary>
        public AccountSite Accounts { get; } = new();

        /// <summary>Subjects in the other service.</summary>
        public IReadOnlyDictionary<string, string> Outside { get; private set; } = null!;

        /// <summary>Subjects that do not exist.</summary>
        public IReadOnlyDictionary<string, string> NotThere { get; } = new Dictionary<string, string>
        {
            ["team"] = Absent, ["worker"] = Absent, ["child"] = Absent, ["record"] = Guid.NewGuid().ToString("N"), ["issue"] = Absent,
            ["scheme"] = Absent, ["import"] = "987654", ["job"] = Guid.NewGuid().ToString(), ["entry"] = "987654321", ["account"] = Guid.NewGuid().ToString(),
            ["label"] = Guid.NewGuid().ToString(),
        };

        /// <summary>The person of a column; nothing for nobody known.</summary>
        public Viewer? Who(string column) => _who.GetValueOrDefault(column);

        /// <summary>Subjects in a person's own place.</summary>
        public IReadOnlyDictionary<string, string> Own(string column) => new Dictionary<string, string>(_own)
        {
            ["job"] = _jobs.GetValueOrDefault(column, _jobs["director"]).ToString(),
            ["label"] = _labels.GetValueOrDefault(column, _labels["director"]).ToString(),
        };

        public async Task InitializeAsync()
        {
            await Site.InitializeAsync();
            await Accounts.InitializeAsync();
            var (day, caseload) = (Site.Day, Site.Day.Cases.Caseload);
            bool IsPlain(StatementLine line) => line.RoleOnCase == RoleOnCase.Lead && day.LinesOfChild(line.Child).Count() == 1;
            var holders = day.Statements.Where(one => one.Standing.Team >= 0 && caseload.NodesBelow(one.Standing.Team).Count == 0
                && caseload.Teams[one.Standing.Team].Parent >= 0 && one.Lines.Count(IsPlain) > 2).ToList();
            var own = holders[0];
            var service = caseload.Teams[own.Standing.Team].Parent;
            var other = holders.First(one => !caseload.IsWithin(one.Standing.Team, service));
            await using (var db = Site.Store.Db())
            {
                // A preview for each who may decide about it: whoever decides first decides for all who come after.
                db.Jobs.AddRange(_jobs.Values.Select(job => new Job { Id = job, Council = 1, Kind = JobBoard.ImportPreview, State = JobState.Done, Who = "test", Payload = """{"Files":[],"files":[]}""", Asked = CouncilSite.Now.UtcDateTime }));
                // An answer for each who may forget it, for the same reason.
                db.LabelAnswers.AddRange(_labels.Select(one => new LabelAnswer { Id = one.Value, Council = 1, Meaning = "case-status", Key = one.Key, Label = one.Key, Column = "Case Status", Who = "test", Version = 1 }));
                await db.SaveChangesAsync();
            }

            _own = await Subjects(own);
            Outside = await Subjects(other);
            var (team, worker) = (caseload.Teams[own.Standing.Team].Id, own.Person.Id);
            _who["nobody"] = new Viewer("Nora Nobody", null, []);
            _who["left"] = new Viewer("Lee Left", "LEFT-LONG-AGO", [new RoleAt(Role.Practitioner, null), new RoleAt(Role.TeamManager, "A-TEAM-THAT-WENT")]);
            _who["practitioner"] = CouncilSite.Practitioner(worker);
            _who["teamManager"] = CouncilSite.ManagerOf(team);
            _who["serviceManager"] = Viewer.As("Sam Service", Role.ServiceManager, null, caseload.Teams[service].Id);
            _who["director"] = CouncilSite.Director;
            _who["dataOfficer"] = CouncilSite.DataOfficer;
            _who["businessSupport"] = Viewer.As("Bea Support", Role.BusinessSupport, null, team);
            _who["auditor"] = Viewer.As("Ada Auditor", Role.Auditor, null, null);
            _who["administrator"] = Viewer.As("Ned Keys", Role.Administrator, null, null);

            async Task<Dictionary<string, string>> Subjects(WorkloadStatement of)
            {
                var lines = of.Lines.Where(IsPlain).Take(2).ToList();
                var children = lines.ConvertAll(line => caseload.Children[line.Child].Id);
                return new Dictionary<string, string>
                {
                    ["team"] = caseload.Teams[of.Standing.Team].Id, ["worker"] = of.Person.Id, ["child"] = children[0],
                    ["record"] = await Restrict(children[1]),
                    ["issue"] = "clashes", ["scheme"] = "starter", ["import"] = "1", ["job"] = _jobs["director"].ToString(), ["entry"] = "1", ["account"] = Guid.NewGuid().ToString(),
                    ["label"] = _labels["director"].ToString(),
                };
            }
        }

        public async Task DisposeAsync()
        {
            await Site.DisposeAsync();
            await Accounts.DisposeAsync();
        }

        /// <summary>A form's cookie and token; in the demonstration they are nobody's in particular.</summary>
        public (string Cookie, string Token) Token()
        {
            var tokens = Site.Services.GetRequiredService<IAntiforgery>().GetTokens(new DefaultHttpContext { RequestServices = Site.Services });
            return ("fairload-form=" + tokens.CookieToken, tokens.RequestToken!);
        }

        private async Task<string> Restrict(string child)
        {
            var shelf = Site.Services.GetRequiredService<RestrictionShelf>();
            if (!(await shelf.Of(1, default)).ByChild.ContainsKey(child))
            {
                await Site.Services.GetRequiredService<RestrictRecord>().Run(1, child, new RestrictionAsked(RestrictionKind.Threat, "For this test", [], []), 0, "test", default);
            }

            return (await shelf.Of(1, default)).ByChild[child].Id.ToString("N");
        }
    }
}
