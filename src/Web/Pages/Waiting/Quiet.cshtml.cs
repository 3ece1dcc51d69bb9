using Fairload.Core.People;
using Fairload.Core.Workload;
using Fairload.Web.Access;
using Fairload.Web.Components;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Tables;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace Fairload.Web.Pages.Waiting;

/// <summary>Cases with no recent record: children to check on first, never cases to close.</summary>
[ShowsPerson("quiet children", "node")]
[OutputCache(PolicyName = FigureCache.Name)]
public sealed class QuietModel(CouncilContext here, RecordWords records, Text<QuietModel> text) : CouncilPage(here)
{
    /// <summary>The node that the list is about.</summary>
    public int Node { get; private set; }

    /// <summary>The cases.</summary>
    public IReadOnlyList<StatementLine> Lines { get; private set; } = [];

    /// <summary>The cases as a table.</summary>
    public ITable Table { get; private set; } = null!;

    public IActionResult OnGet(string? node, string? format)
    {
        if (NodeFilter.Find(Here, node) is not { } found)
        {
            return NotFound();
        }

        Node = found;
        Lines = ChildrenFirst.QuietIn(Here.Workload, found);
        Table = MakeTable();
        return format == "csv" ? new CsvResult(Table, text["file"]) : Page();
    }

    private TableModel<StatementLine> MakeTable()
    {
        var cases = Here.Workload.Cases;
        string Name(StatementLine line) => Here.Children.Who(line.Child);
        string Worker(StatementLine line) => cases.Caseload.Workers[line.Worker].Name;
        DateOnly? Seen(StatementLine line) => Here.Children.IsClosed(line.Child) ? null : cases.LastSeenOf(line.Child)?.Day;
        int? Days(StatementLine line) => Seen(line) is { } day ? cases.Caseload.Calendar.Between(day, Here.Workload.Day) : null;
        string? Kind(StatementLine line) =>
            !Here.Children.IsClosed(line.Child) && cases.LastRecordOf(line.Child) is { } last ? PracticeTerms.Capital(records.One(last.Kind)) : null;
        DateOnly? Recorded(StatementLine line) => Here.Children.IsClosed(line.Child) ? null : cases.LastRecordOf(line.Child)?.Day;
        return new TableModel<StatementLine>(
            text["caption", ("node", Here.NodeName(Node))],
            [
                new("child", text["head.child"], Name)
                {
                    Sort = line => Name(line),
                    Html = line => ChildLink.Of(Here.Children, line.Child),
                },
                new("id", text["head.id"], line => Here.Children.Id(line.Child)) { Sort = line => Here.Children.Id(line.Child) },
                new("worker", text["head.worker"], Worker)
                {
                    Sort = line => SurnameOrder.SurnameOf(Worker(line)) + Worker(line),
                    Html = line => Element.Of("a", "govuk-link").Set("href", Here.WorkerHref(line.Worker)).Add(Worker(line)),
                },
                new("seen", text["head.seen"], line => Seen(line) is { } day ? Format.Date(day) : Here.Children.IsClosed(line.Child) ? Format.None : text["never"]) { Sort = line => Seen(line), Csv = line => Seen(line) },
                new("days", text["head.days"], line => Days(line) is { } days ? Format.Count(days) : Format.None) { Sort = line => Days(line), Csv = line => Days(line), IsNumeric = true },
                new("recorded", text["head.recorded"], line => Recorded(line) is { } day ? Format.Date(day) : Format.None) { Sort = line => Recorded(line), Csv = line => Recorded(line) },
                new("kind", text["head.kind"], line => Kind(line) ?? Format.None)
                {
                    Sort = Kind,
                },
            ],
            Lines,
            Request.Query);
    }
}
