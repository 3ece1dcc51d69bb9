using Fairload.App.Imports;
using Fairload.App.Reading;
using Fairload.Web.Tables;
using Fairload.Web.Words;

namespace Fairload.Web.Pages.Imports;

/// <summary>What came of an import, file by file and problem by problem, as the pages of a job and of a finished import show it.</summary>
public sealed class ReportTables(Text<ReportTables> text)
{
    /// <summary>How many problems a page shows; the file to download has all.</summary>
    public const int MostShown = 100;

    /// <summary>What came of each file.</summary>
    public TableModel<FileReport> Files(IEnumerable<FileReport> files, bool isApplied) => new(
        text["files"],
        [
            new("file", text["file"], file => file.File),
            new("table", text["table"], file => file.Table),
            Number("rows", text["rows"], file => file.Rows),
            Number("added", text["added"], file => file.Added),
            Number("changed", text["changed"], file => file.Changed),
            Number("unchanged", text["unchanged"], file => file.Unchanged),
            Number("withdrawn", isApplied ? text["withdrawn"] : text["withdrawnMaybe"], file => file.Withdrawn),
            Number("rejected", text["rejected"], file => file.Rejected),
        ],
        files);

    /// <summary>The problems found.</summary>
    public TableModel<Problem> Problems(IEnumerable<Problem> problems) => new(
        text["problems"],
        [
            new("file", text["file"], problem => problem.Place),
            new("row", text["row"], problem => problem.Row is { } row ? Format.Count(row) : null) { IsNumeric = true, Csv = problem => problem.Row },
            new("column", text["column"], problem => problem.Column),
            new("value", text["value"], problem => problem.Value),
            new("kept", text["kept"], problem => problem.Severity == Severity.Error ? text["kept.no"] : text["kept.yes"]),
            new("why", text["why"], problem => problem.Message),
        ],
        problems);

    private static Column<FileReport> Number(string key, string title, Func<FileReport, long> value) =>
        new(key, title, file => Format.Count((int)value(file))) { IsNumeric = true, Csv = file => value(file) };
}

/// <summary>What the part of a page about a report shows.</summary>
/// <param name="Files">What came of each file.</param>
/// <param name="Problems">The first problems.</param>
/// <param name="ProblemCount">How many there were in all.</param>
/// <param name="Shown">How many of them are shown.</param>
public sealed record ReportPart(ITable Files, ITable Problems, int ProblemCount, int Shown);
