using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.Core.Cases;
using Fairload.Web.Access;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fairload.Web.Pages.Quality;

/// <summary>What needs a look in the records, what it does to the figures, and what was looked for and not found.</summary>
[NamesNobody("Counts of what needs a look; the rows are pages of their own.")]
public sealed class IndexModel(CouncilContext here, DataStore store, Text<IssueWords> words) : CouncilPage(here)
{
    /// <summary>What was found, in order.</summary>
    public IReadOnlyList<QualityFinding> Found { get; private set; } = [];

    /// <summary>What was looked for and not found.</summary>
    public IReadOnlyList<QualityFinding> Clear { get; private set; } = [];

    /// <summary>What the findings are called.</summary>
    public IssueWords Words => new(words, Here);

    /// <summary>The latest import.</summary>
    public ImportRun? Latest { get; private set; }

    /// <summary>Whether the latest extract is too old to rely on.</summary>
    public bool IsOld => Here.WorkingDaysOld > DataQuality.OldExtractWorkingDays;

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        if (!Here.Policy.MaySeeDataQuality)
        {
            return NotFound();
        }

        Found = [.. Here.Quality.Findings.Where(finding => finding.Rows.Count > 0)];
        Clear = [.. Here.Quality.Findings.Where(finding => finding.Rows.Count == 0)];
        await using var db = store.Db();
        Latest = await db.Imports.AsNoTracking().Where(run => run.Council == Here.Council.Id)
            .OrderByDescending(run => run.Id).FirstOrDefaultAsync(cancel);
        return Page();
    }
}
