using System.Text;
using Fairload.App.Jobs;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.App.Tests;
using Microsoft.Playwright;

namespace Fairload.Browser.Tests;

/// <summary>
/// The pages about files in states that no link leads to: before anything is loaded, with questions and with answers, refused, stopped, undone.
/// Each is looked at wide and narrow and walked by keyboard, as <see cref="EveryPageTests"/> does with the pages it comes to.
/// </summary>
[Collection(Journeys.Name)]
public sealed class EveryStateTests(ServedCouncil council) : IAsyncLifetime
{
    private const string Head = "invo_involvements_id,invo_person_id,invo_professional_id,invo_involvement_start_date,invo_involvement_end_date,invo_professional_role_id,invo_professional_team\n";

    private const string Persons = "ssd_person.csv";

    private const string PersonRows = "pers_person_id,pers_dob,pers_forename,pers_surname\nP1,2015-04-02,Faye,Rowan\nP2,2010-09-09,Gwen,Rowan\n";

    private static readonly string? Pictures = Environment.GetEnvironmentVariable("FAIRLOAD_PICTURES");

    private readonly string _folder = Directory.CreateTempSubdirectory("fairload-states-").FullName;
    private readonly List<string> _problems = [];
    private ServedProgram _served = null!;
    private int _looks;

    public async Task InitializeAsync() => _served = await ServedProgram.Start(council.Program, Path.Combine(_folder, "fairload.db"), _folder);

    public async Task DisposeAsync()
    {
        await _served.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Pages_about_files_pass_in_every_state()
    {
        await using var journey = await council.As("DataOfficer", at: _served.Address);
        var page = journey.Page;
        await Go(page, "/imports", "Load files", "Nothing is loaded yet");
        await Go(page, "/imports/templates", "Templates", "The staff file");
        await Go(page, "/labels", "Labels", "Nothing to answer");
        await Go(page, "/joins", "No records are loaded yet", "");

        Load(Dataset(), "2026-03-30");
        await Go(page, "/joins", "Who is who", "Nobody is in doubt");
        await Go(page, "/imports/sources", "Where the records come from", "Standard Safeguarding Dataset");
        Load(AnnexAWorkbook.Write(_folder, "annex-a.xlsx", [("P1", "Team Two", "Ada Quill"), ("P2", "Team Two", "W2")], [("P2", "06/01/2026", "Team Two", "Ada Quill")], "blue folder"), "2026-03-31");
        await Sources(page);
        await Joins(page);
        await Labels(page);
        await Jobs(page);
        await LoadUnderWay(page);
        await Undo(page);
        await Go(page, "/imports", "Load files", "Refused: ", "Stopped: nothing was changed", "Undone ");
        Assert.DoesNotContain(journey.ConsoleErrors, error => !error.Contains("422", StringComparison.Ordinal));

        await using var worker = await council.As("Practitioner", worker: "W1", at: _served.Address);
        foreach (var path in new[] { "/imports", "/imports/1", "/imports/sources", "/imports/templates", "/joins", "/labels" })
        {
            Assert.Equal(404, (await worker.Page.GotoAsync(path))!.Status);
        }

        await Look(worker.Page, "Page not found");
        Assert.True(_problems.Count == 0, string.Join('\n', _problems.Distinct()));
    }

    private async Task Sources(IPage page)
    {
        await Go(page, "/imports/sources", "Where the records come from", "The usual order");
        var second = await page.Context.NewPageAsync();
        await second.GotoAsync("/imports/sources");
        await page.GetByLabel("Ofsted Annex A workbook", new() { Exact = true }).CheckAsync();
        await page.Press("Save");
        await Look(page, "Where the records come from", "", "Saved.");
        await second.GetByLabel("Standard Safeguarding Dataset", new() { Exact = true }).CheckAsync();
        await second.Press("Save");
        await Look(second, "Where the records come from", "Somebody else changed this", "As it stands now");
        await second.CloseAsync();
    }

    private async Task Joins(IPage page)
    {
        await Go(page, "/joins", "Who is who", "1 name waits for an answer");
        var second = await page.Context.NewPageAsync();
        await second.GotoAsync("/joins");
        await page.GetByLabel("The same as Ada Quill (W1)").CheckAsync();
        await page.Press("Save answers");
        await Look(page, "Who is who", "", "Your answers are saved", "1 name was answered");
        await second.GetByLabel("Somebody else").CheckAsync();
        await second.Press("Save answers");
        await Look(second, "Who is who", "Ada Quill: ", "answered meanwhile");

        await Go(page, "/imports/2", "Extract of Tuesday 31 March 2026", "1 name was joined by a rule");
        await page.Press(page.GetByRole(AriaRole.Link, new() { Name = "See who is who" }));
        await Look(page, "Who is who", more: ["1 name was joined by a rule", "Ben Nib (W2)", "Staff id or id of the case system", "Only what import 2 joined is shown"]);
        await second.GotoAsync(page.Url);
        await page.Press("Not the same person W2, Team Two");
        await Look(page, "Who is who", "", "Your answers are saved", "2 names were answered", "0 names were joined by a rule");
        await second.Press("Not the same person W2, Team Two");
        await Look(second, "Who is who", "", "answered about that name meanwhile");
        await second.CloseAsync();
    }

    private async Task Labels(IPage page)
    {
        await Go(page, "/labels", "Labels that could not be read", "1 label to be answered");
        await page.Press(page.GetByRole(AriaRole.Link, new() { Name = "blue folder" }));
        await Look(page, "What does ‘blue folder’ mean?");
        var second = await page.Context.NewPageAsync();
        await second.GotoAsync(page.Url);
        await page.Press("Keep the answer");
        await Look(page, "What does ‘blue folder’ mean?", "Choose what the label means", "There is a problem");
        await page.GetByLabel("Leave unknown").CheckAsync();
        await page.Press("Keep the answer");
        await Look(page, "Labels that could not be read", "", "0 labels to be answered");
        await second.Locator("main form input[type=radio]").First.CheckAsync();
        await second.Press("Keep the answer");
        await Look(second, "What does ‘blue folder’ mean?", "Somebody else changed this", "As it stands now");
        await second.GotoAsync(second.Url);
        await Look(second, "What does ‘blue folder’ mean?", more: "Answer now");
        await second.Press("Forget the answer");
        await Look(second, "Labels that could not be read", "", "forgotten");

        // More values than fit as buttons are a list to choose from.
        await InStore(db => db.UnknownLabels.Add(new UnknownLabel { Id = Guid.NewGuid(), Council = 1, List = "List 8", Column = "LA of Placement", Label = "over the river", Count = 1, Last = DateTime.UtcNow }));
        await second.GotoAsync("/labels");
        await second.Press(second.GetByRole(AriaRole.Link, new() { Name = "over the river" }));
        Assert.True(await second.Locator("main select option").CountAsync() > 25);
        await Look(second, "What does ‘over the river’ mean?");
        await second.Press("Keep the answer");
        await Look(second, "What does ‘over the river’ mean?", "Choose what the label means", "There is a problem");
        await second.Locator("main select").SelectOptionAsync(new SelectOptionValue { Label = "Leave unknown" });
        await second.Press("Keep the answer");
        await Look(second, "Labels that could not be read", "", "over the river");
        await second.CloseAsync();
    }

    private async Task Jobs(IPage page)
    {
        await Send(page, (Persons, PersonRows));
        await page.HasCome("The files were not loaded");
        await Look(page, "The files were not loaded");

        await KeepStill(page);
        var (isLookedAt, isStopped) = (false, false);
        for (var rows = 50_000; !isLookedAt || !isStopped; rows *= 2)
        {
            Assert.True(rows < 1_000_000, "It was never met at work.");
            await Send(page, (Persons, PersonRows), ("ssd_involvements.csv", Head + string.Concat(Enumerable.Range(0, rows).Select(i => $"N{i},P1,W1,2026-02-01,,Allocated Worker,T1\n"))));
            if (!await page.GetByRole(AriaRole.Heading, new() { Name = "Checking the files" }).IsVisibleAsync())
            {
                continue;
            }

            if (isStopped)
            {
                await page.GotoAsync(page.Url);
                if (!await page.Locator("progress").IsVisibleAsync())
                {
                    continue;
                }

                await Look(page, "Checking the files");
                isLookedAt = true;
                continue;
            }

            await page.Press("Stop checking");
            await Patience.Until(async () =>
            {
                if (!await page.Locator("progress").IsVisibleAsync())
                {
                    return null;
                }

                await Task.Delay(200);
                await page.ReloadAsync();
                return "The check has not stopped.";
            });

            if ((await page.Locator("h1").InnerTextAsync()).StartsWith("Stopped", StringComparison.Ordinal))
            {
                await Look(page, "Stopped: nothing was loaded");
                isStopped = true;
            }
        }

        await page.UnrouteAllAsync();
        await page.Press("Stop checking");
    }

    /// <summary>A load that runs for as long as it is looked at: it stands in the store as running, and nobody works on it.</summary>
    private async Task LoadUnderWay(IPage page)
    {
        var id = Guid.NewGuid();
        await InStore(db => db.Jobs.Add(new Job
        {
            Id = id, Council = 1, Kind = JobBoard.Import, State = JobState.Running, Progress = 0.4, Message = "ssd_involvements.csv: 24,000 rows", Who = "Davy Data",
            Payload = """{"files":[{"id":"00000000000000000000000000000000","name":"ssd_involvements.csv"}]}""",
            Asked = DateTime.UtcNow, Started = DateTime.UtcNow, Beat = DateTime.UtcNow,
        }));
        await KeepStill(page);
        await Go(page, $"/imports/{id}", "Loading the files", "40% of the files read", "24,000 rows", "Stop and undo");
        await page.UnrouteAllAsync();
        await Go(page, "/imports", "Load files", "Under way", "Davy Data");
        await InStore(db => db.Jobs.Remove(db.Jobs.Single(job => job.Id == id)));
    }

    private async Task InStore(Action<FairloadDb> change)
    {
        await using var db = (await DataStore.Open(Path.Combine(_folder, "fairload.db"))).Db();
        change(db);
        await db.SaveChangesAsync();
    }

    /// <summary>The page of work under way asks for itself again every two seconds: it is kept still while it is looked at.</summary>
    private static Task<IAsyncDisposable> KeepStill(IPage page) =>
        page.RouteAsync("**/imports/*-*", async route =>
        {
            if (route.Request.Method != "GET")
            {
                await route.ContinueAsync();
                return;
            }

            var answer = await route.FetchAsync();
            await route.FulfillAsync(new RouteFulfillOptions
            {
                Response = answer, Headers = answer.Headers.Where(header => header.Key != "refresh").ToDictionary(header => header.Key, header => header.Value),
            });
        });

    private async Task Undo(IPage page)
    {
        await Go(page, "/imports/1", "Extract of Monday 30 March 2026", "");
        await Go(page, "/imports/2", "Extract of Tuesday 31 March 2026", "cannot be undone");
        Load(Dataset(), "2026-04-01");
        await Go(page, "/imports/3", "Extract of Wednesday 1 April 2026", "Is this the import to undo?");
        await page.Press("Undo this import");
        await Look(page, "Extract of Wednesday 1 April 2026", "Tick", "There is a problem");
        await page.GetByLabel("Yes, undo it").CheckAsync();
        await page.Press("Undo this import");
        await Look(page, "Extract of Wednesday 1 April 2026", "", "The import is undone");
    }

    private async Task Go(IPage page, string path, string heading, params string[] words)
    {
        Assert.Equal(200, (await page.GotoAsync(path))!.Status);
        await Look(page, heading, more: words);
    }

    /// <summary>Looks at the page that stands in the browser, which must be the one that is meant.</summary>
    private async Task Look(IPage page, string heading, string first = "Skip to main content", params string[] more)
    {
        // The script that puts the focus on a summary or a banner has then run.
        await page.WaitForLoadStateAsync();
        Assert.Contains(heading, await page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
        var words = await page.Locator("main").InnerTextAsync();
        Assert.All(more, one => Assert.Contains(one, words, StringComparison.OrdinalIgnoreCase));
        _looks++;
        await PageChecks.Walk(page, first);
        foreach (var width in new[] { 320, 1280 })
        {
            await page.SetViewportSizeAsync(width, 900);
            _problems.AddRange((await PageChecks.Problems(page)).Select(problem => $"{heading}, {width}: {problem}"));
            if (Pictures is not null)
            {
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, $"{_looks:00}-{width}.png"), FullPage = true, Caret = ScreenshotCaret.Initial });
            }
        }
    }

    private static async Task Send(IPage page, params (string Name, string Text)[] files)
    {
        await page.GotoAsync("/imports/new");
        await page.Locator("input[type=file]").SetInputFilesAsync(files.Select(file => new FilePayload { Name = file.Name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(file.Text) }));
        await page.Locator("[name='Input.ExtractDate']").FillAsync("1 4 2026");
        await page.Press("Check the files");
    }

    private void Load(string path, string day) =>
        ServedCouncil.Run(council.Program, "import", path, "--extract-date", day, "--store", Path.Combine(_folder, "fairload.db"), "--council", "STATES", "--format", "json");

    /// <summary>A council of two teams with a worker of one name, and two children.</summary>
    private string Dataset()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "dataset")).FullName;
        File.WriteAllText(Path.Combine(folder, "ssd_department.csv"), "dept_team_id,dept_team_name,dept_team_parent_id,dept_team_parent_name\nT1,Team One,,\nT2,Team Two,,\n");
        File.WriteAllText(Path.Combine(folder, "ssd_professionals.csv"), "prof_professional_id,prof_professional_name,prof_professional_department,prof_full_time_equivalency\nW1,Ada Quill,T1,1\nW2,Ben Nib,T2,0.8\n");
        File.WriteAllText(Path.Combine(folder, Persons), PersonRows);
        File.WriteAllText(Path.Combine(folder, "ssd_involvements.csv"), Head + "I1,P1,W1,2026-01-06,,Allocated Worker,T1\n");
        return folder;
    }
}
