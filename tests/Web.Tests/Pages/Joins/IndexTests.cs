using System.Net;
using AngleSharp.Html.Parser;
using Fairload.App.Imports;
using Fairload.App.Store.Tables;
using Fairload.App.Tests;
using Fairload.Core.Cases;
using Fairload.Web.Tests.Pages.Imports;
using Microsoft.Extensions.DependencyInjection;
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

    [Fact]
    public async Task What_a_rule_joined_is_told_by_the_import_listed_taken_back_and_given_back()
    {
        await Join();
        var import = (await Site.Page(CouncilSite.DataOfficer, "/imports/2")).QuerySelector("main")!;
        Assert.Contains("2 names were joined by a rule to workers who are known.", import.TextContent, StringComparison.Ordinal);
        Assert.Contains("/joins?import=2", import.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
        Assert.DoesNotContain("joined by a rule", (await Site.Page(CouncilSite.DataOfficer, "/imports/1")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        var page = await Site.Page(CouncilSite.DataOfficer, "/joins");
        Assert.Equal("2 names were joined by a rule", page.QuerySelector("#joined h2")!.TextContent);
        Assert.Equal(
            [
                "Ada Quill, Team One|Ada Quill (W1)|The only one of the name in the team|1 October 2026, 09:00|Import 2",
                "W2, Team One|Ben Nib (W2)|Staff id or id of the case system|1 October 2026, 09:00|Import 2",
            ],
            page.QuerySelectorAll("#joined tbody tr").Select(row => string.Join('|', row.QuerySelectorAll("th, td").Take(5).Select(cell => cell.TextContent.Trim()))));
        Assert.Equal("Not the same person W2, Team One", page.QuerySelectorAll("#joined button")[1].TextContent);
        Assert.Empty((await Site.Page(CouncilSite.DataOfficer, "/joins?import=1")).QuerySelectorAll("#joined tbody tr"));
        using (var client = Site.As(CouncilSite.DataOfficer))
        {
            var file = await client.GetStringAsync("/joins?format=csv");
            Assert.Contains("\"W2, Team One\",Ben Nib (W2),Staff id or id of the case system,", file.Replace("'", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.DoesNotContain("If it is wrong", file, StringComparison.Ordinal);
        }

        var value = page.QuerySelectorAll("#joined button")[1].GetAttribute("value")!;
        using (var apart = await Apart(value))
        {
            Assert.Equal("/joins?saved=true", apart.Headers.Location!.OriginalString);
        }

        // It is an answer from now on, and she may be said to be the one again, though she has another name.
        page = await Site.Page(CouncilSite.DataOfficer, "/joins?saved=true");
        Assert.Equal("1 name was joined by a rule", page.QuerySelector("#joined h2")!.TextContent);
        Assert.Equal(["W2", "other"], page.QuerySelectorAll("input[type=radio]").Select(radio => radio.GetAttribute("value")));
        Assert.Equal("other", page.QuerySelector("input[type=radio][checked]")!.GetAttribute("value"));
        Assert.Contains("Answered by Davy Data", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        using (var again = await Apart(value))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
            Assert.Contains("answered about that name meanwhile", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var back = await Site.Post(
            CouncilSite.DataOfficer, "/joins", "/joins",
            ("Answers[0].Id", page.QuerySelector("input[name='Answers[0].Id']")!.GetAttribute("value")!), ("Answers[0].Answer", "W2"),
            ("Answers[0].Version", page.QuerySelector("input[name='Answers[0].Version']")!.GetAttribute("value")!));
        Assert.Equal(HttpStatusCode.Found, back.StatusCode);
        using var db = Site.Store.Db();
        Assert.Equal(2, db.Identities.Where(one => one.Subject == Subject.Worker).Select(one => one.Number).Distinct().Count());
    }

    [Fact]
    public async Task A_joined_name_is_taken_back_only_as_it_was_seen()
    {
        await Join();
        foreach (var said in (string[])["", "ada quill @ team one", "7|ada quill @ team one", "0|ada quill @ team two"])
        {
            using var refused = await Apart(said);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        }

        using var db = Site.Store.Db();
        Assert.Equal(2, db.JoinQuestions.Count(one => one.State == JoinState.Same && one.Who == JoinQuestion.ByRule));
    }

    [Fact]
    public async Task More_joined_names_than_a_page_holds_are_on_further_pages()
    {
        await Join([.. Enumerable.Range(1, 51).Select(i => ("P1", $"Team {i}", "W2"))]);
        var first = await Site.Page(CouncilSite.DataOfficer, "/joins?import=2");
        Assert.Equal("51 names were joined by a rule", first.QuerySelector("#joined h2")!.TextContent);
        Assert.Equal(50, first.QuerySelectorAll("#joined tbody tr").Length);
        Assert.Contains("/joins?import=2&page=2", first.QuerySelectorAll("#joined nav a").Select(link => link.GetAttribute("href")));
        Assert.Single((await Site.Page(CouncilSite.DataOfficer, "/joins?import=2&page=2")).QuerySelectorAll("#joined tbody tr"));
    }

    /// <summary>Loads a workbook in which the team's Ada Quill stands by name, and Ben Nib by his id.</summary>
    private async Task Join((string Child, string Team, string Worker)[]? held = null)
    {
        await SmallFiles.Load(Site, SmallFiles.Sound);
        var path = AnnexAWorkbook.Write(Site.Folder, "annex.xlsx", held ?? [("P1", "Team One", "Ada Quill"), ("P2", "Team One", "W2")], []);
        await new ImportFiles(Site.Store, Site.Services.GetRequiredService<TimeProvider>()).Run(
            new ImportRequest([path]) { ExtractDate = new DateOnly(2026, 4, 1), Who = "Davy Data" }, null, default);
    }

    private Task<HttpResponseMessage> Apart(string apart) => Site.Post(CouncilSite.DataOfficer, "/joins", "/joins?handler=apart", ("apart", apart));

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
