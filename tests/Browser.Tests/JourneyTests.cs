using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Fairload.Browser.Tests;

/// <summary>What people come for, from the first page to the answer, as they would do it.</summary>
[Collection(Journeys.Name)]
public sealed partial class JourneyTests(ServedCouncil council)
{
    [Fact]
    public async Task A_head_of_service_finds_the_most_overloaded_person_in_the_north_why_and_what_waits_to_be_closed()
    {
        await using var journey = await council.As("Director");
        var page = journey.Page;
        await page.Press(page.GetByRole(AriaRole.Link, new() { Name = "North Service", Exact = true }).First);
        await page.Press(page.GetByRole(AriaRole.Link, new() { Name = "Moorgate Safeguarding", Exact = true }).First);
        var highest = 0m;
        var person = "";
        foreach (var row in await page.Locator(".fl-people tbody tr").AllAsync())
        {
            var percent = Percent().Match(await row.InnerTextAsync());
            if (percent.Success && decimal.Parse(percent.Groups[1].Value) is var figure && figure > highest)
            {
                (highest, person) = (figure, await row.Locator("th a").InnerTextAsync());
            }
        }

        Assert.True(highest > 200, $"{person} {highest}");
        await page.Press(page.GetByRole(AriaRole.Link, new() { Name = person, Exact = true }).First);
        Assert.Contains(person, await page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains($"{highest:0.0}%", await page.Locator(".fl-figure").First.InnerTextAsync(), StringComparison.Ordinal);
        var text = await page.Locator("main").InnerTextAsync();
        Assert.Matches("7 children awaiting closure", text);
        Assert.Contains("Still counted in full until closed", text, StringComparison.Ordinal);

        // Why: the first child's line opens to reasons with a record and its row.
        await page.Locator("details.fl-child > summary").First.ClickAsync();
        Assert.Matches(@"ssd_\w+\.csv, row [\d,]+", await page.Locator("details.fl-child[open]").First.InnerTextAsync());
        Assert.Empty(journey.ConsoleErrors);
    }

    [Fact]
    public async Task A_practitioner_sees_their_own_workload_and_nothing_of_a_colleague()
    {
        await using var journey = await council.As("Practitioner", worker: "W001000119");
        Assert.Contains("My workload", await journey.Page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
        foreach (var path in new[] { "/workers/W001000120", "/teams/D001000024", "/exceptions", "/unallocated", "/data-quality", "/imports", "/schemes", "/workers/nobody" })
        {
            var response = await journey.Page.GotoAsync(path);
            Assert.Equal(404, response!.Status);
            Assert.Contains("Page not found", await journey.Page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_data_officer_loads_the_same_files_again_and_nothing_changes()
    {
        var zip = Path.Combine(Path.GetTempPath(), $"fairload-{Guid.NewGuid():N}.zip");
        ZipFile.CreateFromDirectory(council.Files, zip);
        try
        {
            await using var journey = await council.As("DataOfficer");
            var page = journey.Page;
            await page.GotoAsync("/imports/new");
            await page.Locator("input[type=file]").SetInputFilesAsync(zip);
            await page.Press(page.Locator("main form button[type=submit]").First);

            // The page refreshes itself while the files are checked.
            var load = page.GetByRole(AriaRole.Button, new() { Name = "Load the files" });
            await load.WaitForAsync();
            var preview = await page.Locator("main").InnerTextAsync();
            Assert.Contains("ssd_involvements.csv", preview, StringComparison.Ordinal);
            await page.Press(load);
            await page.GetByRole(AriaRole.Heading, new() { Name = "The files are loaded" }).WaitForAsync();
            Assert.Contains("nothing was changed", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
            Assert.Empty(journey.ConsoleErrors);
        }
        finally
        {
            File.Delete(zip);
        }
    }

    [Fact]
    public async Task The_statement_reads_in_order_to_somebody_who_hears_it()
    {
        await using var journey = await council.As("Director");
        await journey.Page.GotoAsync("/workers/W001000119");
        var heard = await journey.Page.Locator("main").AriaSnapshotAsync();
        var places = new[] { "heading \"", "img \"", "Show the figures", "active", "awaiting closure" }.Select(part => heard.IndexOf(part, StringComparison.Ordinal)).ToArray();
        Assert.DoesNotContain(-1, places);
        Assert.True(places[0] < places[1] && places[1] < places[2], string.Join(' ', places));
        Assert.Matches("img \"[^\"]*[0-9.]+", heard);
    }

    [Fact]
    public async Task The_page_grows_with_the_text_and_loses_nothing_at_four_times_the_size()
    {
        // 1280 pixels at 400% are 320; the text alone at twice its size must fit too.
        await using var journey = await council.As("Director", width: 320);
        foreach (var path in new[] { "/", "/teams/D001000024", "/workers/W001000119" })
        {
            await journey.Page.GotoAsync(path);
            await journey.Page.EvaluateAsync("() => { const sheet = new CSSStyleSheet(); sheet.replaceSync('* { letter-spacing: .12em !important; word-spacing: .16em !important; line-height: 1.5 !important; }'); document.adoptedStyleSheets = [sheet]; }");
            Assert.True(await journey.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth + 1"), path);
        }
    }

    [GeneratedRegex(@"([\d,]+\.\d)%")]
    private static partial Regex Percent();
}
