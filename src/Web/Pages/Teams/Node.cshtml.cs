using Fairload.Web.Access;
using Fairload.Web.Pages.Quality;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Tables;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace Fairload.Web.Pages.Teams;

/// <summary>
/// A part of the organisation: what needs its manager first, then how its work stands. The same page for the whole
/// council, a service and a team; a team shows its people, the others their parts.
/// </summary>
[ShowsPerson("team", "id")]
[OutputCache(PolicyName = FigureCache.Name)]
public sealed class NodeModel(CouncilContext here, Text<NodeModel> text, WorkerWords workers, ChildWords children, IssueWords issues)
    : CouncilPage(here)
{
    /// <summary>The node's place; -1 for the whole council.</summary>
    public int Node { get; private set; }

    /// <summary>Its name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>What needs a person first.</summary>
    public IReadOnlyList<FirstThing> First { get; private set; } = [];

    /// <summary>The parts below and the whole.</summary>
    public Parts Parts { get; private set; } = null!;

    /// <summary>The people, on a team's page.</summary>
    public People? People { get; private set; }

    /// <summary>The parts as a table, on the page of anything larger.</summary>
    public ITable? PartsTable { get; private set; }

    /// <summary>The title of the people or of the parts.</summary>
    public string Finding { get; private set; } = "";

    /// <summary>The title of how the people stand.</summary>
    public string DistributionFinding { get; private set; } = "";

    /// <summary>How many records here need a look.</summary>
    public int ToLookAt { get; private set; }

    /// <summary>Where they are listed.</summary>
    public string QualityHref => Node < 0 ? "/data-quality" : "/data-quality?node=" + Uri.EscapeDataString(Here.Workload.Cases.Caseload.Teams[Node].Id);

    /// <summary>What bends the figures.</summary>
    public IReadOnlyList<Bend> Bends { get; private set; } = [];

    public IActionResult OnGet(string? id, string? format)
    {
        if (id is null && !Here.Policy.MaySeeNode(-1))
        {
            return Home();
        }

        if ((id is null ? -1 : Here.Workload.Cases.Caseload.FindTeam(id)) is not { } node || !Here.Policy.MaySeeNode(node))
        {
            return NotFound();
        }

        Fill(node);
        return format != "csv" ? Page()
            : PartsTable is { } parts ? new CsvResult(parts, text["file.parts"])
            : new CsvResult(People!.Table(text["people.caption", Name]), text["file.people"]);
    }

    private void Fill(int node)
    {
        (Node, Name, ToLookAt) = (node, Here.NodeName(node), Here.Quality.In(node).Count);
        Bends = issues.Bends(node);
        Parts = new Parts(Here, text, node);
        var (totals, findings) = (Parts.Totals.Totals, new Findings(text));
        if (Parts.Rows.Count > 0)
        {
            PartsTable = Parts.Table(text["parts.caption", Name], Request.Query);
            Finding = findings.Parts(totals, Parts.Totals.Unallocated);
            DistributionFinding = findings.Distribution(totals, Parts.Distribution);
        }
        else
        {
            var statements = Here.Workload.StatementsIn(node).ToList();
            People = new People(Here, text, workers, statements);
            Finding = findings.Team(totals, Here.Workload.TotalsOf(statements.Where(one => !one.HasNoTime)).Percent);
        }

        var first = new FirstThings(Here, text, workers, children, node, isTeam: People is not null);
        First = first.Of(first.Attention());
    }

    /// <summary>The first page of somebody who does not see the whole council.</summary>
    private IActionResult Home() =>
        Here.Policy.OwnNode is { } own ? Redirect(Here.NodeHref(own))
        : Here.Policy.OwnWorker is { } worker && Here.Workload.Of(worker) is not null ? Redirect(Here.WorkerHref(worker))
        : Here.Policy.MayImport ? Redirect("/imports")
        : Here.Policy.MaySeeUnallocated ? Redirect("/unallocated")
        : Here.Policy.MaySeeAudit ? Redirect("/audit")
        : Here.Policy.MayManageAccounts ? Redirect(Here.HasAccounts ? "/accounts" : "/privacy")
        : NotFound();
}
