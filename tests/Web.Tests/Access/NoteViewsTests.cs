using System.Net;
using System.Reflection;
using Fairload.App.Store.Tables;
using Fairload.Web.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fairload.Web.Tests.Access;

/// <summary>Every look at people is noted before it is shown, or it is not shown. Each test has a site of its own: they take the audit away.</summary>
public sealed class NoteViewsTests : IAsyncLifetime
{
    /// <summary>Endpoints that are no pages, and why they name nobody.</summary>
    private static readonly Dictionary<string, string> NotPages = new(StringComparer.Ordinal)
    {
        ["/health/live"] = "Whether the program runs.",
        ["/health/ready"] = "Whether the store answers.",
        ["/css/"] = "The style sheet.",
        ["/js/"] = "Scripts.",
        ["/favicon"] = "A picture.",
        ["/policy-reports"] = "Takes what a browser reports, and answers nothing.",
    };

    private readonly CouncilSite _site = new();

    public Task InitializeAsync() => _site.InitializeAsync();

    public Task DisposeAsync() => _site.DisposeAsync();

    [Trait("ASVS", "16.3.2-L3")]
    [Fact]
    public void S15_Every_endpoint_says_whether_it_names_people()
    {
        var undecided = new List<string>();
        var decided = 0;
        foreach (var endpoint in _site.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints))
        {
            var page = endpoint.Metadata.GetMetadata<PageActionDescriptor>();
            var route = (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? endpoint.DisplayName ?? "?";
            var says = page is null
                ? NotPages.Keys.Count(path => ("/" + route.TrimStart('/')).StartsWith(path, StringComparison.Ordinal))
                : ModelOf(page).GetCustomAttributes<ShowsPersonAttribute>().Count() + ModelOf(page).GetCustomAttributes<NamesNobodyAttribute>().Count(one => one.Reason.Length > 0);
            decided++;
            if (says != 1)
            {
                undecided.Add($"{route} ({page?.ViewEnginePath})");
            }
        }

        Assert.True(decided > 20);
        Assert.True(undecided.Count == 0, "Give each page [ShowsPerson] or [NamesNobody(reason)]: " + string.Join(", ", undecided));

        Type ModelOf(PageActionDescriptor page) => _site.Services.GetRequiredService<PageLoader>()
            .LoadAsync(page, EndpointMetadataCollection.Empty).GetAwaiter().GetResult().ModelTypeInfo!;
    }

    [Trait("ASVS", "16.2.1")]
    [Fact]
    public async Task S15_Every_look_is_noted_with_who_what_and_how_from_the_kept_page_too()
    {
        var worker = _site.Day.Statements.First(statement => statement.Cases > 0);
        var child = worker.Lines.First().ChildRecord.Id;
        var team = _site.Day.Cases.Caseload.Teams[worker.Standing.Team].Id;
        (string Path, string Action, string Kind, string Subject)[] pages =
        [
            ($"/children/{child}", "view child", "child", child), ($"/workers/{worker.Person.Id}", "view statement", "worker", worker.Person.Id),
            ($"/teams/{team}", "view list", "team", team), ("/", "view list", "team", ""),
            ("/exceptions", "view list", "exceptions", ""), ($"/exceptions?node={team}", "view list", "exceptions", team),
            ("/unallocated", "view list", "waiting children", ""), ("/quiet", "view list", "quiet children", ""),
            ("/schemes/compare", "view list", "comparison", ""),
        ];
        foreach (var (path, action, kind, subject) in pages)
        {
            for (var time = 1; time <= 3; time++)
            {
                Assert.Equal(HttpStatusCode.OK, await _site.Status(CouncilSite.Director, path));
                Assert.Equal(time, Noted().Count(entry => entry == (CouncilSite.Director.Name, action, kind, subject, (string?)null)));
            }
        }

        Assert.Equal(HttpStatusCode.OK, await _site.Status(CouncilSite.Director, $"/workers/{worker.Person.Id}?format=csv"));
        Assert.Equal(HttpStatusCode.OK, await _site.Status(CouncilSite.Director, $"/workers/{worker.Person.Id}?format=csv"));
        Assert.Equal(2, Noted().Count(entry => entry == (CouncilSite.Director.Name, "view statement", "worker", worker.Person.Id, "{\"how\":\"csv\"}")));

        // What is refused, absent, one's own or about nobody leaves no entry of a look.
        var before = Noted().Count;
        Assert.Equal(HttpStatusCode.NotFound, await _site.Status(CouncilSite.DataOfficer, $"/children/{child}"));
        Assert.Equal(HttpStatusCode.NotFound, await _site.Status(CouncilSite.Director, "/children/nobody"));
        Assert.Equal(HttpStatusCode.OK, await _site.Status(CouncilSite.Practitioner(worker.Person.Id), $"/workers/{worker.Person.Id}"));
        Assert.Equal(HttpStatusCode.OK, await _site.Status(CouncilSite.Director, "/accessibility"));
        Assert.Equal(before, Noted().Count);
    }

    [Trait("ASVS", "16.3.4"), Trait("ASVS", "16.5.3")]
    [Fact]
    public async Task S15_When_a_look_cannot_be_noted_what_names_people_is_not_shown_and_the_rest_is()
    {
        var worker = _site.Day.Statements.First(statement => statement.Cases > 0);
        var (child, own) = ($"/children/{worker.Lines.First().ChildRecord.Id}", $"/workers/{worker.Person.Id}");
        var (director, practitioner) = (CouncilSite.Director, CouncilSite.Practitioner(worker.Person.Id));

        // The statement is kept from here on, the child's page is not.
        Assert.Equal(HttpStatusCode.OK, await _site.Status(director, own));
        using (var db = _site.Store.Db())
        {
            await db.Database.ExecuteSqlRawAsync("CREATE TRIGGER planted BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'planted'); END");
        }

        foreach (var path in (string[])[child, own, own + "?format=csv", "/", "/exceptions", "/unallocated"])
        {
            using var client = _site.As(director);
            using var response = await client.GetAsync(path);
            var text = await response.Content.ReadAsStringAsync();
            Assert.True(response.StatusCode == HttpStatusCode.ServiceUnavailable, $"{path}: {response.StatusCode}");
            Assert.Contains("cannot note who looks", text, StringComparison.Ordinal);
            Assert.DoesNotContain(worker.Person.Name, text, StringComparison.Ordinal);
            Assert.DoesNotContain("planted", text, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, await _site.Status(practitioner, own));
        Assert.Equal(HttpStatusCode.OK, await _site.Status(director, "/accessibility"));
        Assert.Equal(HttpStatusCode.OK, await _site.Status(director, "/schemes"));

        using (var db = _site.Store.Db())
        {
            await db.Database.ExecuteSqlRawAsync("DROP TRIGGER planted");
        }

        Assert.Equal(HttpStatusCode.OK, await _site.Status(director, child));
        Assert.Equal(HttpStatusCode.OK, await _site.Status(director, own));
    }

    private List<(string Who, string Action, string Kind, string Subject, string? How)> Noted()
    {
        using var db = _site.Store.Db();
        return db.Audit.AsNoTracking().Where(entry => entry.Action.StartsWith("view ")).AsEnumerable()
            .Select((AuditEntry entry) => (entry.Who, entry.Action, entry.SubjectKind, entry.SubjectId, entry.After)).ToList();
    }
}
