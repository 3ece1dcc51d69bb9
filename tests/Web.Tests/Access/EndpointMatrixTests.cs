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
        ["/sign-in", "/demo"],
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
        Assert.Equal([], doors.Except(rows).Select(door => "without a row: " + door));
        Assert.Equal([], rows.Except(doors).Select(door => "without an endpoint: " + door));
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

    private IEnumerable<RouteEndpoint> Endpoints() => matrix.Site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

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
                doors.AddRange(handlers.Count > 0 ? handlers : [new Door(Pattern(endpoint), "GET", "")]);
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
        private readonly Guid _job = Guid.NewGuid();
        private Dictionary<string, string> _own = [];

        /// <summary>The site.</summary>
        public CouncilSite Site { get; } = new();

        /// <summary>Subjects in the other service.</summary>
        public IReadOnlyDictionary<string, string> Outside { get; private set; } = null!;

        /// <summary>Subjects that do not exist.</summary>
        public IReadOnlyDictionary<string, string> NotThere { get; } = new Dictionary<string, string>
        {
            ["team"] = Absent, ["worker"] = Absent, ["child"] = Absent, ["record"] = Guid.NewGuid().ToString("N"), ["issue"] = Absent,
            ["scheme"] = Absent, ["import"] = "987654", ["job"] = Guid.NewGuid().ToString(), ["entry"] = "987654321", ["account"] = Guid.NewGuid().ToString(),
        };

        /// <summary>The person of a column; nothing for nobody known.</summary>
        public Viewer? Who(string column) => _who.GetValueOrDefault(column);

        /// <summary>Subjects in a person's own place.</summary>
        public IReadOnlyDictionary<string, string> Own(string column) => column == "teamManager" || column == "practitioner"
            ? _own
            : new Dictionary<string, string>(_own) { ["record"] = _own["recordAbove"] };

        public async Task InitializeAsync()
        {
            await Site.InitializeAsync();
            var (day, caseload) = (Site.Day, Site.Day.Cases.Caseload);
            bool IsPlain(StatementLine line) => line.RoleOnCase == RoleOnCase.Lead && day.LinesOfChild(line.Child).Count() == 1;
            var holders = day.Statements.Where(one => one.Standing.Team >= 0 && caseload.NodesBelow(one.Standing.Team).Count == 0
                && caseload.Teams[one.Standing.Team].Parent >= 0 && one.Lines.Count(IsPlain) > 2).ToList();
            var own = holders[0];
            var service = caseload.Teams[own.Standing.Team].Parent;
            var other = holders.First(one => !caseload.IsWithin(one.Standing.Team, service));
            await using (var db = Site.Store.Db())
            {
                // A preview that waits for a decision; whoever decides first decides for all who come after.
                db.Jobs.Add(new Job { Id = _job, Council = 1, Kind = JobBoard.ImportPreview, State = JobState.Done, Who = "test", Payload = """{"Files":[],"files":[]}""", Asked = CouncilSite.Now.UtcDateTime });
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
                    ["record"] = await Restrict(children[1]), ["recordAbove"] = await Restrict(children[1]),
                    ["issue"] = "clashes", ["scheme"] = "starter", ["import"] = "1", ["job"] = _job.ToString(), ["entry"] = "1", ["account"] = Guid.NewGuid().ToString(),
                };
            }
        }

        public Task DisposeAsync() => Site.DisposeAsync();

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
