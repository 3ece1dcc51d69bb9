using Fairload.App.Jobs;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.App.Workloads;
using Fairload.Core.Cases;
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
    CouncilContext here, DataStore store, Workloads workloads, WebOptions site, JobBoard board, Uploads uploads, SourceWords sources, Text<IndexModel> text)
    : FilesPage(here, store, workloads, site)
{
    /// <summary>Enough for a year of nightly loads.</summary>
    private const int MostShown = 400;

    private const int MostJobs = 20;

    /// <summary>Jobs that run or wait, and previews that wait for a decision.</summary>
    public IReadOnlyList<Job> UnderWay { get; private set; } = [];

    /// <summary>What was loaded, and what was not, the newest first.</summary>
    public TableModel<Line> History { get; private set; } = null!;

    /// <summary>The latest import that stands, or nothing.</summary>
    public ImportRun? Latest { get; private set; }

    /// <summary>One line of the history.</summary>
    /// <param name="When">When it ended, in UTC.</param>
    /// <param name="Who">Who asked.</param>
    /// <param name="What">What was given: the kinds of file, or their names.</param>
    /// <param name="Result">What came of it.</param>
    /// <param name="Run">The import, where it was applied.</param>
    public sealed record Line(DateTime When, string Who, string What, string Result, ImportRun? Run);

    /// <summary>Whether uploads were just removed without being loaded.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Removed { get; set; }

    public async Task<IActionResult> OnGet(string? format, CancellationToken cancel)
    {
        await using var db = Store.Db();
        var runs = await db.Imports.AsNoTracking().Where(run => run.Council == CouncilNumber)
            .OrderByDescending(run => run.Id).Take(MostShown).ToListAsync(cancel);
        var tries = await db.ImportTries.AsNoTracking().Where(one => one.Council == CouncilNumber)
            .OrderByDescending(one => one.When).ThenByDescending(one => one.Id).Take(MostShown).ToListAsync(cancel);
        Latest = runs.Find(run => run.Undone is null);
        History = Table(runs.Select(Of).Concat(tries.Select(Of)).OrderByDescending(line => line.When).ThenByDescending(line => line.Run?.Id).Take(MostShown));
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

    private Line Of(ImportRun run) => new(
        run.When,
        run.Who,
        string.Join(", ", run.Kinds.Split(',').Select(kind => SourceNames.Find(kind) is { } source ? sources.Name(source) : kind)),
        run.Undone is { } undone ? text["result.undone", ("who", run.UndoneBy ?? ""), ("when", Format.DateAndTime(undone))]
            : run.Added + run.Changed + run.Withdrawn == 0 ? text["result.same"] : text["result.loaded"],
        run);

    private Line Of(ImportTry one) => new(
        one.When, one.Who, one.Files, (one.IsCheck ? text["result.check"] + " " : "") + one.Outcome switch
        {
            TryOutcome.Cancelled => text["result.cancelled"],
            TryOutcome.Failed => text["result.failed", one.Message],
            _ => text["result.refused", one.Message],
        },
        null);

    private TableModel<Line> Table(IEnumerable<Line> lines) => new(
        text["history"],
        [
            new("when", text["when"], line => Format.DateAndTime(line.When)) { Sort = line => line.When, Html = Link },
            new("who", text["who"], line => line.Who) { Sort = line => line.Who },
            new("extract", text["extract"], line => line.Run is { } run ? Format.Date(run.ExtractDate) : Format.None)
            {
                Sort = line => line.Run?.ExtractDate, Csv = line => line.Run?.ExtractDate,
            },
            new("kinds", text["kinds"], line => line.What),
            new("result", text["result"], line => line.Result),
            Number("rows", text["rows"], run => run.Rows),
            Number("added", text["added"], run => run.Added),
            Number("changed", text["changed"], run => run.Changed),
            Number("withdrawn", text["withdrawn"], run => run.Withdrawn),
            Number("rejected", text["rejected"], run => run.Rejected),
            Number("problems", text["problems"], run => run.Problems),
        ],
        lines,
        Request.Query);

    private static Element Link(Line line) => line.Run is { } run
        ? Element.Of("a", "govuk-link").Set("href", $"/imports/{run.Id}").Add(Format.DateAndTime(run.When))
        : Element.Of("span").Add(Format.DateAndTime(line.When));

    private static Column<Line> Number(string key, string title, Func<ImportRun, long> value) =>
        new(key, title, line => line.Run is { } run ? Format.Count((int)value(run)) : Format.None)
        {
            Sort = line => line.Run is { } run ? value(run) : -1, IsNumeric = true, Csv = line => line.Run is { } run ? value(run) : null,
        };
}
