using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.Core.Cases;
using Fairload.Web.Access;
using Fairload.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fairload.Web.Pages.Quality;

/// <summary>What needs a look in the records, what it does to the figures, and what was looked for and not found.</summary>
[NamesNobody("Counts of what needs a look; the rows are pages of their own.")]
public sealed class IndexModel(CouncilContext here, DataStore store, IssueWords words) : CouncilPage(here)
{
    /// <summary>What was found, in order.</summary>
    public IReadOnlyList<QualityFinding> Found { get; private set; } = [];

    /// <summary>What was looked for and not found.</summary>
    public IReadOnlyList<QualityFinding> Clear { get; private set; } = [];

    /// <summary>What the findings are called.</summary>
    public IssueWords Words => words;

    /// <summary>The part of the organisation looked at; -1 for the whole council.</summary>
    public int Node { get; private set; }

    /// <summary>How many rows need a look there.</summary>
    public int Count { get; private set; }

    /// <summary>How many names may be somebody known and wait for an answer; nothing for those who do not answer.</summary>
    public int Questions { get; private set; }

    /// <summary>The latest import.</summary>
    public ImportRun? Latest { get; private set; }

    /// <summary>Whether the latest extract is too old to rely on.</summary>
    public bool IsOld => Here.WorkingDaysOld > DataQuality.OldExtractWorkingDays;

    public async Task<IActionResult> OnGet(string? node, CancellationToken cancel)
    {
        if (!Here.Policy.MaySeeDataQuality || NodeFilter.FindRecords(Here, node) is not { } found)
        {
            return NotFound();
        }

        Node = found;
        var quality = Here.Quality.In(found);
        Count = quality.Count;
        Found = [.. quality.Findings.Where(finding => finding.Rows.Count > 0)];
        Clear = [.. quality.Findings.Where(finding => finding.Rows.Count == 0)];
        await using var db = store.Db();
        Questions = !Here.Policy.MayImport ? 0
            : await db.JoinQuestions.CountAsync(question => question.Council == Here.Council.Id && question.State == JoinState.Open, cancel);
        Latest = await db.Imports.AsNoTracking().Where(run => run.Council == Here.Council.Id)
            .OrderByDescending(run => run.Id).FirstOrDefaultAsync(cancel);
        return Page();
    }
}
