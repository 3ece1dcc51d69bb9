using System.Net;
using AngleSharp.Html.Parser;
using Fairload.App.Store.Tables;
using Fairload.Core.Cases;
using Fairload.Web.Tests.Pages.Imports;
using Record = Fairload.Core.Cases.Record;

namespace Fairload.Web.Tests.Pages.Joins;

public sealed class IndexTests : EmptySiteTests
{
    private const string Named = "quill ada @ team two";

    [Fact]
    public async Task Only_those_who_load_files_find_it_and_without_a_question_it_says_so()
    {
        await SmallFiles.Load(Site, SmallFiles.Sound);
        Assert.Equal(HttpStatusCode.NotFound, await Site.Status(CouncilSite.ManagerOf("T1"), "/joins"));
        Assert.Contains("Nobody is in doubt", (await Site.Page(CouncilSite.DataOfficer, "/joins")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_shown_with_its_candidates_and_answered_once()
    {
        await Ask();
        var page = await Site.Page(CouncilSite.DataOfficer, "/joins");
        Assert.Contains("Who is Quill, Ada, Team Two?", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["W1", "other"], page.QuerySelectorAll("input[type=radio]").Select(radio => radio.GetAttribute("value")));
        Assert.Contains("Team One, full-time equivalent 1", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        using (var saved = await Save("W1", 0))
        {
            Assert.Equal("/joins?saved=true", saved.Headers.Location!.OriginalString);
        }

        using var db = Site.Store.Db();
        Assert.Equal(JoinState.Same, db.JoinQuestions.Single().State);
        Assert.Equal(
            db.Identities.Single(one => one.Subject == Subject.Worker && one.System == Identity.Ssd && one.SourceId == "W1").Number,
            db.Identities.Single(one => one.System == Identity.Named).Number);

        // What the second person saw is no more; their answer is kept in the form and saved when they say so again.
        using var refused = await Save("other", 0);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var again = await new HtmlParser().ParseDocumentAsync(await refused.Content.ReadAsStringAsync());
        Assert.Contains("answered meanwhile", again.QuerySelector(".govuk-error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("1", again.QuerySelector("input[name='Answers[0].Version']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Nobody_is_joined_to_somebody_who_was_not_offered()
    {
        await Ask();
        using var response = await Save("W2", 0);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private async Task Ask()
    {
        await SmallFiles.Load(Site, SmallFiles.Sound);
        using var db = Site.Store.Db();
        var council = db.Councils.Single();
        var number = ++council.LastIdentity;
        council.DataVersion++;
        db.Identities.Add(new Identity { Council = council.Id, Subject = Subject.Worker, System = Identity.Named, SourceId = Named, Number = number });
        db.JoinQuestions.Add(new JoinQuestion { Council = council.Id, System = Identity.Named, SourceId = Named, Number = number });
        db.Records.Add(new Record { Id = ++council.LastRecord, Council = council.Id, Kind = RecordKind.Worker, Source = Source.AnnexA, Key = Named, Worker = number, Detail = "Quill, Ada", Team = "Team Two", File = 1, Row = 2 });
        db.ImportTables.Add(new ImportTable { Council = council.Id, Kind = RecordKind.Worker, Source = Source.AnnexA, ExtractDate = new DateOnly(2026, 3, 31) });
        db.SaveChanges();
    }

    private Task<HttpResponseMessage> Save(string answer, int version) => Site.Post(
        CouncilSite.DataOfficer, "/joins", "/joins",
        ("Answers[0].Id", Named), ("Answers[0].Answer", answer), ("Answers[0].Version", version.ToString(System.Globalization.CultureInfo.InvariantCulture)));
}
