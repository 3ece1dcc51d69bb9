using Fairload.Core.Cases;
using Fairload.Core.Workload;
using Fairload.Web.Access;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Tables;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace Fairload.Web.Pages.Waiting;

/// <summary>Children with an open status whom nobody holds, the longest wait first.</summary>
[ShowsPerson("waiting children", "node")]
[OutputCache(PolicyName = FigureCache.Name)]
public sealed class UnallocatedModel(CouncilContext here, ChildWords words, Text<UnallocatedModel> text) : CouncilPage(here)
{
    /// <summary>The node that the list is about.</summary>
    public int Node { get; private set; }

    /// <summary>The children.</summary>
    public IReadOnlyList<Unallocated> Waiting { get; private set; } = [];

    /// <summary>The children as a table.</summary>
    public ITable Table { get; private set; } = null!;

    /// <summary>Working days that a child has waited.</summary>
    public int DaysOf(Unallocated wait) => Here.Workload.Cases.Caseload.Calendar.Between(wait.Since, Here.Workload.Day);

    public IActionResult OnGet(string? node, string? format)
    {
        if (NodeFilter.FindWaiting(Here, node) is not { } found)
        {
            return NotFound();
        }

        Node = found;
        Waiting = ChildrenFirst.WaitingIn(Here.Workload, found);
        Table = MakeTable();
        return format == "csv" ? new CsvResult(Table, text["file"]) : Page();
    }

    private TableModel<Unallocated> MakeTable()
    {
        var cases = Here.Workload.Cases;
        string? Team(Unallocated wait) => cases.LastTeamOf(wait.Child) is var team and >= 0 ? cases.Caseload.Teams[team].Name : null;
        string? Worker(Unallocated wait) => !Here.Children.IsClosed(wait.Child) && cases.LastWorkerOf(wait.Child) is var worker and >= 0 ? cases.Caseload.Workers[worker].Name : null;
        string Name(Unallocated wait) => Here.Children.Who(wait.Child);
        DateOnly? Since(Unallocated wait) => Here.Children.IsClosed(wait.Child) ? null : wait.Since;
        int? Days(Unallocated wait) => Here.Children.IsClosed(wait.Child) ? null : DaysOf(wait);
        string Status(Unallocated wait) => Here.Children.IsClosed(wait.Child) ? Format.None : words.Status(wait.Status);
        return new TableModel<Unallocated>(
            text["caption", ("node", Here.NodeName(Node))],
            [
                new("child", text["head.child"], Name)
                {
                    Sort = Name,
                    Html = wait => ChildLink.Of(Here.Children, wait.Child),
                },
                new("id", text["head.id"], wait => Here.Children.Id(wait.Child)) { Sort = wait => Here.Children.Id(wait.Child) },
                new("status", text["head.status"], Status) { Sort = Status },
                new("since", text["head.since"], wait => Since(wait) is { } since ? Format.Date(since) : Format.None) { Sort = wait => Since(wait), Csv = wait => Since(wait) },
                new("days", text["head.days"], wait => Days(wait) is { } days ? Format.Count(days) : Format.None) { Sort = wait => Days(wait), Csv = wait => Days(wait), IsNumeric = true },
                new("team", text["head.team"], wait => Team(wait) ?? text["none"]) { Sort = Team },
                new("worker", text["head.worker"], wait => Worker(wait) ?? text["none"]) { Sort = Worker },
            ],
            Waiting,
            Request.Query);
    }
}
