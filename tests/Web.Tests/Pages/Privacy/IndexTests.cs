using System.Net;
using Fairload.Core.Cases;

namespace Fairload.Web.Tests.Pages.Privacy;

/// <summary>A site of its own: what is kept changes what every other page shows.</summary>
public sealed class IndexTests : IAsyncLifetime
{
    private readonly CouncilSite _site = new();

    public Task InitializeAsync() => _site.InitializeAsync();

    public Task DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Only_the_administrator_finds_the_pages_and_sees_no_case_there()
    {
        foreach (var path in (string[])["/privacy", "/privacy/retention", "/privacy/holds", "/privacy/erase"])
        {
            Assert.Equal(HttpStatusCode.NotFound, await _site.Status(CouncilSite.Director, path));
            Assert.Equal(HttpStatusCode.NotFound, await _site.Status(CouncilSite.DataOfficer, path));
            await _site.Page(PrivacySite.Administrator, path);
        }

        Assert.NotEqual(HttpStatusCode.OK, await _site.Status(PrivacySite.Administrator, "/"));
        Assert.Equal(HttpStatusCode.NotFound, await _site.Status(PrivacySite.Administrator, "/workers/" + _site.Day.Statements[0].Person.Id));
        using var refused = await _site.Post(CouncilSite.Director, "/demo", "/privacy", ("Input.Names", "initials"));
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task Going_over_to_initials_changes_every_page_that_names_a_worker()
    {
        var person = _site.Day.Statements.First(one => one.Cases > 0).Person;
        using (var none = await _site.Post(PrivacySite.Administrator, "/privacy", "/privacy"))
        {
            Assert.Equal(["Choose how names are kept"], await PrivacySite.Errors(none));
        }

        using var saved = await _site.Post(PrivacySite.Administrator, "/privacy", "/privacy", ("Input.Names", "initials"));
        Assert.Equal("/privacy?done=names", saved.Headers.Location!.OriginalString);
        Assert.NotNull((await _site.Page(PrivacySite.Administrator, "/privacy?done=names")).QuerySelector("input[value=initials][checked]"));
        await using var db = _site.Store.Db();
        Assert.All(db.Records.Where(one => one.Kind == RecordKind.Worker && one.Detail != null).Select(one => one.Detail!), name => Assert.Matches(@"^\p{Lu}( \p{Lu})*$", name));
        Assert.Contains(db.Audit, entry => entry.Action == "set names kept" && entry.Who == "Ada Admin");
        Assert.DoesNotContain(db.Records.Select(one => one.Detail), detail => detail == person.Name);
    }
}
