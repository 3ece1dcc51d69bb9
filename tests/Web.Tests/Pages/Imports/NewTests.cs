using System.Net;
using AngleSharp.Html.Parser;

namespace Fairload.Web.Tests.Pages.Imports;

public sealed class NewTests : EmptySiteTests
{
    [Fact]
    public async Task Only_those_who_load_files_find_the_page_and_it_works_before_anything_is_loaded()
    {
        Assert.Equal(HttpStatusCode.OK, await Site.Status(CouncilSite.DataOfficer, "/imports/new"));
        Assert.Equal(HttpStatusCode.OK, await Site.Status(CouncilSite.Director, "/imports/new"));
        Assert.Equal(HttpStatusCode.NotFound, await Site.Status(CouncilSite.ManagerOf("T1"), "/imports/new"));
        Assert.Equal(HttpStatusCode.NotFound, await Site.Status(CouncilSite.Practitioner("W1"), "/imports/new"));
        Assert.Equal(HttpStatusCode.Found, await Site.Status(null, "/imports/new"));
    }

    [Fact]
    public async Task A_manager_who_sends_files_finds_nothing_and_nothing_is_kept()
    {
        using var client = Site.As(CouncilSite.ManagerOf("T1"));
        using var form = new MultipartFormDataContent { { new StringContent("x"), "Input.Files", "ssd_person.csv" } };
        using var response = await client.PostAsync("/imports/new", form);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(Uploaded);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_before_any_file_is_kept()
    {
        using var client = Site.As(CouncilSite.DataOfficer);
        await client.GetStringAsync("/imports/new");
        using var form = new MultipartFormDataContent
        {
            { new StringContent("forged"), "__RequestVerificationToken" },
            { new StringContent("a,b\n1,2\n"), "Input.Files", "ssd_person.csv" },
        };
        using var response = await client.PostAsync("/imports/new", form);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        using var plain = await client.PostAsync("/imports/new", new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.BadRequest, plain.StatusCode);
        Assert.Empty(Uploaded);
    }

    [Trait("ASVS", "5.1.1"), Trait("ASVS", "5.2.2")]
    [Theory]
    [InlineData(null, "", "Select the files to load")]
    [InlineData("rota.ods", "PK", "rota.ods is none of the files that can be read")]
    [InlineData("ssd_person.csv", "", "ssd_person.csv is empty")]
    public async Task Files_that_cannot_be_loaded_are_refused_with_a_sentence_and_not_kept(string? name, string content, string sentence)
    {
        var files = name is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [name] = content };
        using var response = await SmallFiles.Send(Site, CouncilSite.DataOfficer, files, ("Input.ExtractDate", "31 3 2026"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var page = await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());
        Assert.Contains(sentence, page.QuerySelector(".govuk-error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("31 3 2026", page.QuerySelector("#Input-ExtractDate")!.GetAttribute("value"));
        Assert.Empty(Uploaded);
    }

    [Theory]
    [InlineData("Input.ExtractDate", "2 10 2026", "must be 1 October 2026 or earlier")]
    [InlineData("Input.ExtractDate", "31 2 2026", "a real date")]
    [InlineData("Input.Code", "no spaces", "a code of up to 40")]
    public async Task Answers_that_cannot_be_used_are_refused_with_a_sentence(string field, string value, string sentence)
    {
        using var response = await SmallFiles.Send(Site, CouncilSite.DataOfficer, SmallFiles.Sound, (field, value));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains(sentence, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(Uploaded);
    }

    [Trait("ASVS", "5.2.1")]
    [Fact]
    public async Task More_than_may_be_sent_is_answered_with_a_sentence_and_not_kept()
    {
        var large = new Dictionary<string, string> { ["small.csv"] = "a,b\n", ["large.csv"] = new('x', 65 * 1024 * 1024) };
        using var response = await SmallFiles.Send(Site, CouncilSite.DataOfficer, large);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("larger than 64 MB", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(Uploaded);
    }

    [Trait("ASVS", "5.2.4")]
    [Fact]
    public async Task An_eleventh_set_of_files_waiting_is_refused_with_a_sentence_and_not_kept()
    {
        for (var set = 1; set <= 10; set++)
        {
            using var taken = await SmallFiles.Send(Site, CouncilSite.DataOfficer, SmallFiles.Sound, ("Input.ExtractDate", "31 3 2026"), ("Input.Code", "NORTH"), ("Input.Name", "North Council"));
            Assert.Equal(HttpStatusCode.Found, taken.StatusCode);
        }

        using var response = await SmallFiles.Send(Site, CouncilSite.DataOfficer, SmallFiles.Sound, ("Input.ExtractDate", "31 3 2026"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var page = await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());
        Assert.Contains("You have 10 sets of files waiting", page.QuerySelector(".govuk-error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(10 * SmallFiles.Sound.Count, Uploaded.Count(file => !file.EndsWith(".csv", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_first_import_gives_the_council_its_code_and_name_and_later_ones_do_not_ask()
    {
        await SmallFiles.Load(Site, SmallFiles.Sound);
        using var db = Site.Store.Db();
        var council = Assert.Single(db.Councils);
        Assert.Equal(("NORTH", "North Council"), (council.Code, council.Name));
        var page = await Site.Page(CouncilSite.DataOfficer, "/imports/new");
        Assert.Null(page.QuerySelector("#Input-Code"));
        Assert.Contains("31 March 2026", page.QuerySelector(".fl-records")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_extract_json_beside_the_files_answers_the_questions()
    {
        var files = new Dictionary<string, string>(SmallFiles.Sound) { ["extract.json"] = """{ "extractDate": "2026-03-31", "council": "EAST", "councilName": "East" }""" };
        using var response = await SmallFiles.Send(Site, CouncilSite.DataOfficer, files, ("Input.ExtractDate", ""), ("Input.Code", ""));
        var page = await SmallFiles.Ended(Site, response.Headers.Location!.OriginalString);
        Assert.Contains("Tuesday 31 March 2026", page.Body!.TextContent, StringComparison.Ordinal);
    }
}
