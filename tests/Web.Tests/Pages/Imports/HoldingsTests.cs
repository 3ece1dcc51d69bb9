using System.Net;
using AngleSharp.Html.Parser;

namespace Fairload.Web.Tests.Pages.Imports;

public sealed class HoldingsTests : EmptySiteTests
{
    private const string Path = "/imports/holdings";

    [Fact]
    public async Task Only_those_who_load_files_find_it()
    {
        await SmallFiles.Load(Site, SmallFiles.Sound);
        Assert.Equal(HttpStatusCode.NotFound, await Site.Status(CouncilSite.ManagerOf("T1"), Path));
        Assert.Equal(HttpStatusCode.NotFound, await Site.Status(CouncilSite.Practitioner("W1"), Path));
        Assert.Equal(HttpStatusCode.NotFound, await Site.Status(CouncilSite.DataOfficer, Path + "?team=nowhere"));
        Assert.Equal(HttpStatusCode.NotFound, await Site.Status(CouncilSite.DataOfficer, Path + "?format=csv&reason=nothing"));
    }

    [Fact]
    public async Task A_count_is_saved_and_its_difference_explained()
    {
        await SmallFiles.Load(Site, SmallFiles.Sound);
        using (var saved = await Save(("T1", "2", 0), ("", "3", 0)))
        {
            Assert.Equal(Path + "?saved=true", saved.Headers.Location!.OriginalString);
        }

        var page = await Site.Page(CouncilSite.DataOfficer, Path);
        var rows = page.QuerySelectorAll("table.fl-counts tbody tr");
        Assert.Contains("None", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("1 more in your report", rows[^1].TextContent, StringComparison.Ordinal);
        Assert.Contains("co-worker", page.QuerySelector("#why")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("IRO (1)", page.QuerySelector("#why")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("As many as the difference", page.QuerySelector("#why")!.TextContent, StringComparison.Ordinal);
        using var client = Site.As(CouncilSite.DataOfficer);
        Assert.Contains("W2,Ben Nib,P2,Co-worker", await client.GetStringAsync(Path + "?format=csv&reason=CoWorker"), StringComparison.Ordinal);
        using var db = Site.Store.Db();
        Assert.Equal(2, db.Audit.Count(entry => entry.Action == "type count"));
    }

    [Theory]
    [InlineData("many")]
    [InlineData("-1")]
    [InlineData("1.5")]
    public async Task What_is_no_count_is_refused_and_nothing_is_saved(string typed)
    {
        await SmallFiles.Load(Site, SmallFiles.Sound);
        using var response = await Save(("T1", typed, 0), ("", "3", 0));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var page = await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());
        Assert.Contains("Team One: enter a whole number", page.QuerySelector(".govuk-error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(typed, page.QuerySelector("#Counts-0--Count")!.GetAttribute("value"));
        using var db = Site.Store.Db();
        Assert.Empty(db.Reconciliations);
    }

    [Fact]
    public async Task Of_two_people_the_second_sees_both_values_keeps_what_they_typed_and_may_save_it_then()
    {
        await SmallFiles.Load(Site, SmallFiles.Sound);
        using (await Save(("T1", "12", 0), ("", "", 0)))
        {
        }

        using var refused = await Save(("T1", "14", 0), ("", "15", 0));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = await new HtmlParser().ParseDocumentAsync(await refused.Content.ReadAsStringAsync());
        Assert.Contains("Davy Data saved 12", page.QuerySelector(".govuk-error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("14", page.QuerySelector("#Counts-0--Count")!.GetAttribute("value"));
        Assert.Equal("1", page.QuerySelector("input[name='Counts[0].Version']")!.GetAttribute("value"));
        using (var db = Site.Store.Db())
        {
            Assert.Equal(12, db.Reconciliations.Single().TypedCount);
        }

        using (var again = await Save(("T1", "14", 1), ("", "15", 0)))
        {
            Assert.Equal(HttpStatusCode.Found, again.StatusCode);
        }

        using var after = Site.Store.Db();
        Assert.Equal([15, 14], after.Reconciliations.OrderBy(count => count.Team).Select(count => count.TypedCount));
    }

    [Fact]
    public async Task A_team_that_is_not_there_cannot_be_counted()
    {
        await SmallFiles.Load(Site, SmallFiles.Sound);
        using var response = await Save(("T9", "12", 0));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private Task<HttpResponseMessage> Save(params (string Team, string Count, int Version)[] counts) => Site.Post(
        CouncilSite.DataOfficer,
        Path,
        Path,
        [.. counts.SelectMany((count, i) => new[]
        {
            ($"Counts[{i}].Team", count.Team),
            ($"Counts[{i}].Count", count.Count),
            ($"Counts[{i}].Version", count.Version.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        })]);
}
