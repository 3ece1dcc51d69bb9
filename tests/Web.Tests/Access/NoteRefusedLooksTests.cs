using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Fairload.Web.Tests.Access;

/// <summary>A look that was refused is noted as one. The site is the class's own: it takes the audit away.</summary>
public sealed class NoteRefusedLooksTests : IAsyncLifetime
{
    private readonly CouncilSite _site = new();

    public Task InitializeAsync() => _site.InitializeAsync();

    public Task DisposeAsync() => _site.DisposeAsync();

    [Trait("ASVS", "16.3.2")]
    [Fact]
    public async Task S15_Who_asks_for_what_is_not_theirs_is_noted_with_what_it_was_as_for_what_is_not_there()
    {
        var worker = _site.Day.Statements.First(statement => statement.Cases > 0);
        var (child, practitioner) = (worker.Lines.First().ChildRecord.Id, CouncilSite.Practitioner("W-elsewhere"));
        Assert.Equal(HttpStatusCode.NotFound, await _site.Status(practitioner, $"/children/{child}"));
        Assert.Equal(HttpStatusCode.NotFound, await _site.Status(practitioner, "/children/nobody"));
        Assert.Equal(HttpStatusCode.NotFound, await _site.Status(practitioner, $"/workers/{worker.Person.Id}?format=csv"));
        Assert.Equal(HttpStatusCode.NotFound, await _site.Status(practitioner, "/audit"));
        using (var refused = await _site.Post(practitioner, "/accessibility", $"/children/{child}/restrict", ("lift", "true")))
        {
            // A page that this person may see has no form, and so no token: the form is refused before the look.
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }

        Assert.Equal(
            [("child", child, null), ("child", "nobody", null), ("worker", worker.Person.Id, """{"how":"csv"}"""), ("audit", "", null)],
            Refused(practitioner.Name));

        // What is shown, what names nobody, and who is nobody leave no such entry.
        Assert.Equal(HttpStatusCode.OK, await _site.Status(CouncilSite.Director, $"/children/{child}"));
        Assert.Equal(HttpStatusCode.NotFound, await _site.Status(CouncilSite.Director, "/schemes/none"));
        Assert.Equal(HttpStatusCode.NotFound, await _site.Status(CouncilSite.Director, "/no-such-page"));
        Assert.Equal(HttpStatusCode.Redirect, await _site.Status(null, $"/children/{child}"));
        Assert.Empty(Refused(CouncilSite.Director.Name));
        using var db = _site.Store.Db();
        Assert.Equal(4, await db.Audit.CountAsync(entry => entry.Action == "refused look"));

        // Nobody who was refused is among those who looked.
        var auditor = Fairload.Web.Access.Viewer.As("Ada Auditor", Fairload.App.Accounts.Role.Auditor, null, null);
        Assert.DoesNotContain(practitioner.Name, (await _site.Page(auditor, $"/audit/children?id={child}")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var trail = (await _site.Page(auditor, "/audit?doing=refused+look")).QuerySelector("main")!.TextContent;
        Assert.Contains(practitioner.Name, trail, StringComparison.Ordinal);
        Assert.Contains("nobody", trail, StringComparison.Ordinal);
    }

    [Trait("ASVS", "16.5.3")]
    [Fact]
    public async Task S15_Where_a_refused_look_cannot_be_noted_the_answer_is_the_same()
    {
        using (var db = _site.Store.Db())
        {
            await db.Database.ExecuteSqlRawAsync("CREATE TRIGGER planted BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'planted'); END");
        }

        Assert.Equal(HttpStatusCode.NotFound, await _site.Status(CouncilSite.DataOfficer, "/children/nobody"));
        Assert.Empty(Refused(CouncilSite.DataOfficer.Name));
    }

    private List<(string Kind, string Subject, string? How)> Refused(string who)
    {
        using var db = _site.Store.Db();
        return db.Audit.AsNoTracking().Where(entry => entry.Action == "refused look" && entry.Who == who).OrderBy(entry => entry.Id).AsEnumerable()
            .Select(entry => (entry.SubjectKind, entry.SubjectId, entry.After)).ToList();
    }
}
