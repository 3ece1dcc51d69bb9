using Fairload.App.Jobs;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.App.Workloads;
using Fairload.Web.Access;
using Fairload.Web.Components;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Tables;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fairload.Web.Pages.Imports;

/// <summary>What was loaded, by whom and when, and what is being loaded now.</summary>
[NamesNobody("What was loaded and by whom, not whom it is about.")]
public sealed class IndexModel(
    CouncilContext here, DataStore store, Workloads workloads, WebOptions site, JobBoard board, Uploads uploads, Text<IndexModel> text)
    : FilesPage(here, store, workloads, site)
{
    /// <summary>Enough for a year of nightly loads.</summary>
    private const int MostShown = 400;

    private const int MostJobs = 20;

    /// <summary>Jobs that run or wait, and previews that wait for a decision.</summary>
    public IReadOnlyList<Job> UnderWay { get; private set; } = [];

    /// <summary>What was loaded, the newest first.</summary>
    public TableModel<ImportRun> History { get; private set; } = null!;

    /// <summary>The latest import, or nothing.</summary>
    public ImportRun? Latest => History.Rows.Count > 0 ? History.Rows.MaxBy(run => run.Id) : null;

    /// <summary>Whether uploads were just removed without being loaded.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Removed { get; set; }

    public async Task<IActionResult> OnGet(string? format, CancellationToken cancel)
    {
        await using var db = Store.Db();
        var runs = await db.Imports.AsNoTracking().Where(run => run.Council == CouncilNumber)
            .OrderByDescending(run => run.Id).Take(MostShown).ToListAsync(cancel);
        History = Table(runs);
        if (format == "csv")
        {
            return new CsvResult(History, "imports.csv");
        }

        var waiting = new List<Job>();
        foreach (var job in await board.Latest(CouncilNumber, MostJobs, cancel))
        {
            if (job.State is JobState.Queued or JobState.Running || await IsUndecided(job, cancel))
            {
                waiting.Add(job);
            }
        }

        UnderWay = waiting;
        return Page();
    }

    /// <summary>What a job is doing, as a link's words.</summary>
    public string Doing(Job job) => job switch
    {
        { State: JobState.Done } => text["doing.waits"],
        { State: JobState.Queued } => text["doing.queued"],
        { Kind: JobBoard.Import } => text["doing.loads"],
        _ => text["doing.checks"],
    };

    private async Task<bool> IsUndecided(Job job, CancellationToken cancel) =>
        job is { Kind: JobBoard.ImportPreview, State: JobState.Done }
        && JobBoard.Work(job).Files.All(uploads.Has)
        && await board.ImportAfter(job, cancel) is null;

    private TableModel<ImportRun> Table(IEnumerable<ImportRun> runs) => new(
        text["history"],
        [
            new("when", text["when"], run => Format.DateAndTime(run.When)) { Sort = run => run.When, Html = Link },
            new("who", text["who"], run => run.Who) { Sort = run => run.Who },
            new("extract", text["extract"], run => Format.Date(run.ExtractDate)) { Sort = run => run.ExtractDate, Csv = run => run.ExtractDate },
            new("kinds", text["kinds"], run => run.Kinds.Replace(",", ", ", StringComparison.Ordinal)),
            Number("rows", text["rows"], run => run.Rows),
            Number("added", text["added"], run => run.Added),
            Number("changed", text["changed"], run => run.Changed),
            Number("withdrawn", text["withdrawn"], run => run.Withdrawn),
            Number("rejected", text["rejected"], run => run.Rejected),
            Number("problems", text["problems"], run => run.Problems),
        ],
        runs,
        Request.Query);

    private static Element Link(ImportRun run) =>
        Element.Of("a", "govuk-link").Set("href", $"/imports/{run.Id}").Add(Format.DateAndTime(run.When));

    private static Column<ImportRun> Number(string key, string title, Func<ImportRun, long> value) =>
        new(key, title, run => Format.Count((int)value(run))) { Sort = run => value(run), IsNumeric = true, Csv = run => value(run) };
}
