using Fairload.App.Imports;
using Fairload.App.Jobs;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.App.Workloads;
using Fairload.Web.Access;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Tables;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.Imports;

/// <summary>
/// One check of files, or the loading of them: how far it has come, then what it would do, for a person to decide, or what
/// it did. A job of another council is not there.
/// </summary>
[ShowsPerson("import job", "id")]
public sealed class JobModel(
    CouncilContext here, DataStore store, Workloads workloads, WebOptions site, JobBoard board, Uploads uploads, Text<ReportTables> words)
    : FilesPage(here, store, workloads, site), IMayNameNobody
{
    /// <summary>How often the page asks again while the job runs, in seconds.</summary>
    private const string RefreshSeconds = "2";

    /// <summary>The job.</summary>
    public Job Job { get; private set; } = null!;

    /// <summary>What it came to, or nothing.</summary>
    public ImportReport? Result { get; private set; }

    /// <summary>Its files and problems.</summary>
    public ReportPart? Report { get; private set; }

    /// <summary>Only what came of it shows rows of the files.</summary>
    public bool NamesNobody => Result is null;

    /// <summary>The import that was asked for after this preview, or nothing.</summary>
    public Job? After { get; private set; }

    /// <summary>Whether it only says what loading would do.</summary>
    public bool IsPreview => Job.Kind == JobBoard.ImportPreview;

    /// <summary>Whether it waits or runs.</summary>
    public bool IsRunning => Job.State is JobState.Queued or JobState.Running;

    /// <summary>Whether a person can still decide to load the files.</summary>
    public bool CanLoad => IsPreview && Job.State == JobState.Done && After is null && JobBoard.Work(Job).Files.All(uploads.Has);

    /// <summary>How far it has come, in whole percent.</summary>
    public int Share => (int)Math.Clamp(Job.Progress * 100, 0, 100);

    /// <summary>The names of the files.</summary>
    public IReadOnlyList<string> FileNames => [.. JobBoard.Work(Job).Files.Select(file => file.Name)];

    /// <summary>A sum over the files.</summary>
    public int Sum(Func<FileReport, long> of) => (int)(Result?.Files.Sum(of) ?? 0);

    public async Task<IActionResult> OnGet(Guid id, string? format, CancellationToken cancel)
    {
        if (await board.Find(CouncilNumber, id, cancel) is not { } found)
        {
            return NotFound();
        }

        Job = found;
        Result = JobBoard.Report(found);
        var tables = new ReportTables(words);
        if (format == "csv")
        {
            return Problems(tables);
        }

        if (Result is { } result)
        {
            var shown = result.Problems.Take(ReportTables.MostShown).ToList();
            Report = new ReportPart(
                tables.Files(result.Files, result.Applied), tables.Problems(shown), (int)result.ProblemCount, shown.Count);
            After = IsPreview ? await board.ImportAfter(found, cancel) : null;
        }

        if (IsRunning)
        {
            Response.Headers["Refresh"] = RefreshSeconds;
        }

        return Page();
    }

    public async Task<IActionResult> OnPostCancel(Guid id, CancellationToken cancel)
    {
        if (await board.Find(CouncilNumber, id, cancel) is not { } found)
        {
            return NotFound();
        }

        await board.Cancel(CouncilNumber, id, cancel);
        if (await board.Find(CouncilNumber, id, cancel) is { State: JobState.Cancelled })
        {
            // It had not begun; a job that runs tidies up after itself.
            uploads.Remove(JobBoard.Work(found).Files);
        }

        return Redirect($"/imports/{id}");
    }

    public async Task<IActionResult> OnPostLoad(Guid id, CancellationToken cancel)
    {
        if (await Decidable(id, cancel) is not { } preview)
        {
            return NotFound();
        }

        // Sent twice, or by two people: the same files are loaded once.
        var load = (await board.ImportAfter(preview, cancel))?.Id
            ?? await board.AskImport(CouncilNumber, JobBoard.Work(preview), preview: false, Here.WhoLooks, cancel);
        return Redirect($"/imports/{load}");
    }

    public async Task<IActionResult> OnPostDiscard(Guid id, CancellationToken cancel)
    {
        if (await Decidable(id, cancel) is not { } preview)
        {
            return NotFound();
        }

        if (await board.ImportAfter(preview, cancel) is { } load)
        {
            return Redirect($"/imports/{load.Id}");
        }

        uploads.Remove(JobBoard.Work(preview).Files);
        await board.Forget(CouncilNumber, id, cancel);
        return Redirect("/imports?removed=true");
    }

    private async Task<Job?> Decidable(Guid id, CancellationToken cancel) =>
        await board.Find(CouncilNumber, id, cancel) is { Kind: JobBoard.ImportPreview, State: JobState.Done } job ? job : null;

    private IActionResult Problems(ReportTables tables)
    {
        if (Result is null)
        {
            return NotFound();
        }

        // The whole list lies beside the uploads while they wait; after that the report has the first thousand.
        var all = uploads.ProblemsPath(JobBoard.Work(Job).Files);
        return IsPreview && System.IO.File.Exists(all)
            ? PhysicalFile(Path.GetFullPath(all), "text/csv; charset=utf-8", "problems.csv")
            : new CsvResult(tables.Problems(Result.Problems), "problems.csv");
    }
}
