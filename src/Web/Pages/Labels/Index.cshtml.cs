using Fairload.App.Labels;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.App.Workloads;
using Fairload.Web.Access;
using Fairload.Web.Components;
using Fairload.Web.Pages.Imports;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Tables;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.Labels;

/// <summary>What stood in columns of codes and could not be read, with what it may mean; and what people have said that it means.</summary>
[NamesNobody("Labels of codes and how many rows have each, without the rows.")]
public sealed class IndexModel(CouncilContext here, DataStore store, Workloads workloads, WebOptions site, Text<IndexModel> text, LabelWords words)
    : FilesPage(here, store, workloads, site)
{
    /// <summary>What nobody has said anything about yet.</summary>
    public TableModel<AskedLabel> Asked { get; private set; } = null!;

    /// <summary>What people have said.</summary>
    public TableModel<LabelAnswer> Answers { get; private set; } = null!;

    /// <summary>Whether an answer was just kept.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Kept { get; set; }

    /// <summary>Whether an answer was just forgotten.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Forgotten { get; set; }

    public async Task<IActionResult> OnGet(string? format, CancellationToken cancel)
    {
        await using var db = Store.Db();
        Asked = new TableModel<AskedLabel>(
            text["asked"],
            [
                new("label", text["label"], one => one.Unknown.Label) { Sort = one => one.Unknown.Label, Html = one => Link(one.Unknown.Id, one.Unknown.Label) },
                new("column", text["column"], one => text["column.of", ("list", one.Unknown.List), ("column", one.Unknown.Column)]) { Sort = one => one.Unknown.Column },
                new("rows", text["rows"], one => Format.Count(one.Unknown.Count)) { Sort = one => one.Unknown.Count, IsNumeric = true, Csv = one => one.Unknown.Count },
                new("suggestion", text["suggestion"], one => one.Reading.Suggestion ?? text["suggestion.none"]) { Sort = one => one.Reading.Suggestion },
                new("why", text["why"], one => words.Why(one.Reading)),
            ],
            await LabelBook.Asked(db, CouncilNumber, cancel),
            Request.Query);
        if (format == "csv")
        {
            return new CsvResult(Asked, "labels.csv");
        }

        Answers = new TableModel<LabelAnswer>(
            text["answers"],
            [
                new("answered", text["label"], one => one.Label) { Html = one => Link(one.Id, one.Label) },
                new("where", text["column"], one => one.Column),
                new("means", text["means"], one => one.Value ?? text["means.unknown"]),
                new("who", text["who"], one => one.Who),
                new("when", text["when"], one => Format.DateAndTime(one.When)),
            ],
            await LabelBook.Answers(db, CouncilNumber, cancel));
        return Page();
    }

    private static Element Link(Guid id, string label) => Element.Of("a", "govuk-link").Set("href", $"/labels/{id}").Add(label);
}
