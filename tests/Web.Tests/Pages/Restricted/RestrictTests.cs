using System.Net;
using AngleSharp.Html.Parser;
using Fairload.App.Restrictions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fairload.Web.Tests.Pages.Restricted;

public sealed class RestrictTests(RestrictedSite restricted) : IClassFixture<RestrictedSite>
{
    private CouncilSite Site => restricted.Site;

    [Fact]
    public async Task A_manager_restricts_changes_and_lifts_and_each_is_in_the_audit_with_before_and_after()
    {
        var line = restricted.Take();
        var path = Path(restricted.Id(line));
        var manager = restricted.Manager(line);
        var other = restricted.Caseload.Workers[restricted.Take().Worker];

        using (var made = await Site.Post(manager, path, path, ("Input.Kind", "Adoption"), ("Input.Reason", "Placed for adoption"), ("Input.Open", other.Name), ("Input.Barred", ""), ("Input.Version", "0")))
        {
            Assert.Equal("/restricted", made.Headers.Location!.OriginalString);
        }

        Assert.Equal([other.Id], (await Standing(line)).Open);
        var form = await Site.Page(manager, path);
        Assert.Equal(other.Name, form.QuerySelector("textarea[name='Input.Open']")!.TextContent.Trim());
        using (var changed = await Site.Post(manager, path, path, ("Input.Kind", "Threat"), ("Input.Reason", "A threat was made"), ("Input.Version", "1")))
        {
            Assert.Equal(HttpStatusCode.Found, changed.StatusCode);
        }

        Assert.Empty((await Standing(line)).Open);
        using (var lifted = await Site.Post(manager, path, path, ("lift", "true"), ("Input.Version", "2")))
        {
            Assert.Equal(HttpStatusCode.Found, lifted.StatusCode);
        }

        Assert.DoesNotContain(restricted.Id(line), (await Shelf()).ByChild.Keys);
        await using var db = Site.Store.Db();
        var entries = await db.Audit.Where(entry => entry.SubjectId == restricted.Id(line) && entry.Action != "view child").OrderBy(entry => entry.Id).ToListAsync();
        Assert.Equal(["restrict record", "change restriction", "lift restriction"], entries.Select(entry => entry.Action));
        Assert.Null(entries[0].Before);
        Assert.Equal(entries[0].After, entries[1].Before);
        Assert.Equal(entries[1].After, entries[2].Before);
        Assert.Null(entries[2].After);
    }

    [Fact]
    public async Task Whoever_is_second_sees_what_the_first_saved_and_keeps_what_they_typed()
    {
        var line = restricted.Take();
        var path = Path(restricted.Id(line));
        var manager = restricted.Manager(line);
        await restricted.Restrict(line, App.Store.Tables.RestrictionKind.Threat);

        using var late = await Site.Post(manager, path, path, ("Input.Kind", "Adoption"), ("Input.Reason", "What I typed at length"), ("Input.Version", "0"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);
        var page = await new HtmlParser().ParseDocumentAsync(await late.Content.ReadAsStringAsync());
        Assert.Equal("What I typed at length", page.QuerySelector("textarea[name='Input.Reason']")!.TextContent.Trim());
        Assert.Contains("For this test", page.Body!.Words(), StringComparison.Ordinal);
        Assert.Equal("For this test", (await Standing(line)).Reason);

        // Sent again, knowing of it, theirs takes its place.
        var version = page.QuerySelector("input[name='Input.Version']")!.GetAttribute("value")!;
        using var again = await Site.Post(manager, path, path, ("Input.Kind", "Adoption"), ("Input.Reason", "What I typed at length"), ("Input.Version", version));
        Assert.Equal(HttpStatusCode.Found, again.StatusCode);
        Assert.Equal("What I typed at length", (await Standing(line)).Reason);
    }

    [Theory]
    [InlineData("", "Enough said", "", "", "Choose why the record is restricted")]
    [InlineData("Threat", " ", "", "", "Enter what makes this necessary")]
    [InlineData("Relative", "Enough said", "", "", "Enter the relative who works here")]
    [InlineData("Threat", "Enough said", "Nobody Of That Name", "", "No worker has the name or id")]
    public async Task A_form_that_lacks_something_says_what(string kind, string reason, string open, string barred, string sentence)
    {
        var line = restricted.Take();
        var path = Path(restricted.Id(line));
        using var refused = await Site.Post(restricted.Manager(line), path, path, ("Input.Kind", kind), ("Input.Reason", reason), ("Input.Open", open), ("Input.Barred", barred), ("Input.Version", "0"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains(sentence, WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.DoesNotContain(restricted.Id(line), (await Shelf()).ByChild.Keys);
    }

    [Fact]
    public async Task Only_managers_of_those_who_work_on_it_may_restrict_a_record()
    {
        var line = restricted.Take();
        var path = Path(restricted.Id(line));
        var elsewhere = restricted.Caseload.Teams.First(team => team.Parent >= 0 && team.Id != restricted.TeamId(line) && team.Parent != restricted.Caseload.Teams[restricted.Caseload.TeamWithId(restricted.TeamId(line))!.Value].Parent);
        Assert.Equal(HttpStatusCode.OK, await Site.Status(restricted.Manager(line), path));
        Assert.Equal(HttpStatusCode.OK, await Site.Status(restricted.Above(line), path));
        Assert.Equal(HttpStatusCode.NotFound, await Site.Status(restricted.Holder(line), path));
        Assert.Equal(HttpStatusCode.NotFound, await Site.Status(CouncilSite.ManagerOf(elsewhere.Id), path));
        Assert.Equal(HttpStatusCode.NotFound, await Site.Status(CouncilSite.DataOfficer, path));
        Assert.Equal(HttpStatusCode.NotFound, await Site.Status(CouncilSite.Director, Path("nobody")));
    }

    private static string Path(string child) => $"/children/{child}/restrict";

    private Task<RestrictedRecords> Shelf() => Site.Services.GetRequiredService<RestrictionShelf>().Of(1, default);

    private async Task<RestrictedRecord> Standing(Core.Workload.StatementLine line) => (await Shelf()).ByChild[restricted.Id(line)];
}
