using Fairload.App;
using Fairload.App.Imports;
using Fairload.App.Reading;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.App.Workloads;
using Fairload.Web.Access;
using Fairload.Web.Components;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Tables;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fairload.Web.Pages.Imports;

/// <summary>One import that was applied: what came of each file, and what was wrong in them.</summary>
[ShowsPerson("import", "number")]
public sealed class RunModel(CouncilContext here, DataStore store, Workloads workloads, WebOptions site, UndoImport undo, Text<ReportTables> words, Text<RunModel> text)
    : FilesPage(here, store, workloads, site)
{
    /// <summary>The import.</summary>
    public ImportRun Run { get; private set; } = null!;

    /// <summary>Its files and problems.</summary>
    public ReportPart Report { get; private set; } = null!;

    /// <summary>Whether no import came after it.</summary>
    public bool IsLatest { get; private set; }

    /// <summary>Why it cannot be undone; nothing when it can.</summary>
    public string? WhyNot { get; private set; }

    /// <summary>Whether it can be undone from here.</summary>
    public bool MayUndo => Run.Undone is null && IsLatest && WhyNot is null;

    /// <summary>What was just done.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    /// <summary>Whether the person is sure that this is the import to undo.</summary>
    [BindProperty]
    public IReadOnlyList<string> Sure { get; set; } = [];

    /// <summary>The box to tick.</summary>
    public IReadOnlyList<Choice> SureChoices => [new("yes", text["undo.yes"])];

    public async Task<IActionResult> OnGet(int number, string? format, CancellationToken cancel)
    {
        await using var db = Store.Db();
        return await Find(db, number, cancel) ? await Show(db, number, format, cancel) : NotFound();
    }

    public async Task<IActionResult> OnPostUndo(int number, CancellationToken cancel)
    {
        await using var db = Store.Db();
        if (!await Find(db, number, cancel))
        {
            return NotFound();
        }

        if (!Sure.Contains("yes"))
        {
            ModelState.AddModelError(nameof(Sure), text["undo.needed"]);
        }
        else
        {
            try
            {
                await undo.Run(Council!, number, Here.WhoLooks, dryRun: false, cancel);
                return Redirect($"/imports/{number}?done=undone");
            }
            catch (Refused refused)
            {
                ModelState.AddModelError(nameof(Sure), refused.Message);
                await Find(db, number, cancel);
            }
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return await Show(db, number, null, cancel);
    }

    private async Task<bool> Find(FairloadDb db, int number, CancellationToken cancel)
    {
        if (await db.Imports.AsNoTracking().SingleOrDefaultAsync(run => run.Council == CouncilNumber && run.Id == number, cancel) is not { } found)
        {
            return false;
        }

        Run = found;
        IsLatest = !await db.Imports.AnyAsync(run => run.Council == CouncilNumber && run.Id > number, cancel);
        WhyNot = UndoImport.WhyNot(db, CouncilNumber, number);
        return true;
    }

    private async Task<IActionResult> Show(FairloadDb db, int number, string? format, CancellationToken cancel)
    {
        var tables = new ReportTables(words);
        var problems = db.Problems.AsNoTracking().Where(p => p.Council == CouncilNumber && p.Import == number).OrderBy(p => p.Id);
        if (format == "csv")
        {
            return new CsvResult(tables.Problems((await problems.ToListAsync(cancel)).Select(Of)), "problems.csv");
        }

        var files = await db.ImportFiles.AsNoTracking().Where(f => f.Council == CouncilNumber && f.Import == number).OrderBy(f => f.Id).ToListAsync(cancel);
        var first = await problems.Take(ReportTables.MostShown).ToListAsync(cancel);
        Report = new ReportPart(
            tables.Files(files.Select(Of), isApplied: true), tables.Problems(first.Select(Of)), (int)Run.Problems, first.Count);
        return Page();
    }

    private static Problem Of(ImportProblem problem) => new(
        problem.File, problem.Sheet, problem.Row, problem.Column, problem.Value, problem.IsError ? Severity.Error : Severity.Warning, problem.Message);

    private static FileReport Of(ImportFile file) => new()
    {
        File = file.Name,
        Table = file.Table,
        Kind = "",
        Rows = file.Rows,
        Added = file.Added,
        Changed = file.Changed,
        Unchanged = file.Unchanged,
        Withdrawn = file.Withdrawn,
        Rejected = file.Rejected,
    };
}
