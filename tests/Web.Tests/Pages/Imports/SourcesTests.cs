using System.Net;
using AngleSharp.Html.Parser;
using Fairload.Core.Cases;

namespace Fairload.Web.Tests.Pages.Imports;

public sealed class SourcesTests : EmptySiteTests
{
    private const string Path = "/imports/sources";

    [Fact]
    public async Task It_says_what_is_loaded_who_leads_and_what_no_source_gives()
    {
        await SmallFiles.Load(Site, SmallFiles.Sound);
        Assert.Equal(HttpStatusCode.NotFound, await Site.Status(CouncilSite.ManagerOf("T1"), Path));
        var words = (await Site.Page(CouncilSite.DataOfficer, Path)).QuerySelector("main")!.TextContent;
        Assert.Contains("Standard Safeguarding Dataset", words, StringComparison.Ordinal);
        Assert.Contains("No source gives child protection plans.", words, StringComparison.Ordinal);
        Assert.DoesNotContain("No source gives children.", words, StringComparison.Ordinal);
        Assert.DoesNotMatch("asks about [a-z]+[A-Z]", words);
        Assert.All(Enum.GetNames<RecordKind>().Where(kind => kind.Skip(1).Any(char.IsUpper)), kind => Assert.DoesNotContain(kind, words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_leading_source_is_chosen_with_an_entry_in_the_audit_and_never_over_another_choice()
    {
        await SmallFiles.Load(Site, SmallFiles.Sound);
        using (var saved = await Site.Post(CouncilSite.DataOfficer, Path, Path, ("Lead", "ssd"), ("Seen", "")))
        {
            Assert.Equal(Path + "?saved=true", saved.Headers.Location!.OriginalString);
        }

        using var refused = await Site.Post(CouncilSite.DataOfficer, Path, Path, ("Lead", "usual"), ("Seen", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = await new HtmlParser().ParseDocumentAsync(await refused.Content.ReadAsStringAsync());
        Assert.NotNull(page.QuerySelector(".govuk-error-summary"));
        using var unknown = await Site.Post(CouncilSite.DataOfficer, Path, Path, ("Lead", "nobody"), ("Seen", "0"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.StatusCode);
        using var db = Site.Store.Db();
        Assert.Equal("[\"ssd\"]", db.Settings.Single(one => one.Key == Leads.SettingKey).Value);
        Assert.Equal(1, db.Audit.Count(entry => entry.Action == "set leading source"));
    }
}
