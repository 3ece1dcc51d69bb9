using Fairload.App.Workloads;
using Fairload.Core.Cases;
using Fairload.Web.Access;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Tables;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.Quality;

/// <summary>
/// The rows of one finding, to be mended where they were written: of what the viewer manages, or of all for those who mend them.
/// </summary>
[ShowsPerson("data quality", "issue")]
public sealed class ListModel(CouncilContext here, SourceFiles sourceFiles, Text<ListModel> text, IssueWords words) : CouncilPage(here)
{
    /// <summary>How many rows the page shows; the file to download has all.</summary>
    public const int MostShown = 100;

    /// <summary>The finding.</summary>
    public QualityFinding Finding { get; private set; } = null!;

    /// <summary>Its first rows.</summary>
    public ITable Rows { get; private set; } = null!;

    /// <summary>What the findings are called.</summary>
    public IssueWords Words => words;

    /// <summary>The part of the organisation looked at; -1 for the whole council.</summary>
    public int Node { get; private set; }

    private IReadOnlyDictionary<int, string> _files = new Dictionary<int, string>();

    public async Task<IActionResult> OnGet(string issue, string? node, string? format, CancellationToken cancel)
    {
        if (!Here.Policy.MaySeeDataQuality || NodeFilter.FindRecords(Here, node) is not { } found || IssueWords.OfSlug(issue) is not { } known)
        {
            return NotFound();
        }

        Node = found;
        Finding = Here.Quality.In(found)[known];
        _files = await sourceFiles.Names(Here.Council, [.. Finding.Rows.Select(row => row.Place?.File).OfType<int>().Distinct()], cancel);
        if (format == "csv")
        {
            return new CsvResult(Table(Finding.Rows), $"{issue}.csv");
        }

        Rows = Table(Finding.Rows.Take(MostShown));
        return Page();
    }

    /// <summary>Columns that no row fills are left out.</summary>
    private TableModel<QualityRow> Table(IEnumerable<QualityRow> rows)
    {
        var names = Words;
        var all = Finding.Rows;

        // Of a closed record, or one of others, there is only that it is one: no day, no key, no row that would tell what befell the child.
        bool IsClosed(QualityRow row) => names.IsHidden(row.Child);
        IEnumerable<Column<QualityRow>?> columns =
        [
            all.Any(row => row.Child >= 0) ? new("child", text["child"], row => names.Child(row.Child)) : null,
            all.Any(row => row.Worker >= 0) ? new("worker", text["worker"], row => names.Worker(row.Worker)) : null,
            all.Any(row => row.OtherWorker >= 0) ? new("other", text["other"], row => names.Worker(row.OtherWorker)) : null,
            all.Any(row => row.Team >= 0) ? new("team", text["team"], row => names.Team(row.Team)) : null,
            all.Any(row => row.Name is not null) ? new("name", text["name"], names.Name) : null,
            all.Any(row => row.Kind is not null) ? new("table", text["table"], row => IsClosed(row) ? null : IssueWords.Table(row.Kind)) : null,
            all.Any(row => row.Key is not null) ? new("key", text["key"], row => IsClosed(row) ? null : row.Key) : null,
            all.Any(row => row.From is not null) ? Day("from", text["from"], row => IsClosed(row) ? null : row.From) : null,
            all.Any(row => row.Until is not null) ? Day("until", Finding.Issue == QualityIssue.EndsBeforeStart ? text["until"] : text["latest"], row => IsClosed(row) ? null : row.Until) : null,
            all.Any(row => row.Place is not null) ? new("file", text["file"], row => IsClosed(row) ? null : FileOf(row)) : null,
            all.Any(row => row.Place is not null)
                ? new("row", text["row"], row => IsClosed(row) || row.Place is not { } place ? null : Format.Count(place.Row)) { IsNumeric = true, Csv = row => IsClosed(row) ? null : row.Place?.Row }
                : null,
            all.Any(row => row.Count > 1) ? new("count", text["count"], row => Format.Count(row.Count)) { IsNumeric = true, Csv = row => row.Count } : null,
        ];
        return new TableModel<QualityRow>(text["caption"], [.. columns.OfType<Column<QualityRow>>()], rows);
    }

    private string? FileOf(QualityRow row) => row.Place is { } place ? _files.GetValueOrDefault(place.File) : null;

    private static Column<QualityRow> Day(string key, string title, Func<QualityRow, DateOnly?> day) =>
        new(key, title, row => day(row) is { } some ? Format.Date(some) : null) { Csv = row => day(row) };
}
