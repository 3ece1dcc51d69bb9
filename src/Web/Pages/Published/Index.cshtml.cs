using Fairload.Core.Cases;
using Fairload.Core.Disclosure;
using Fairload.Core.Workload;
using Fairload.Web.Access;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Tables;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.Published;

/// <summary>Figures that may be published: counts of children and of people in groups, with small numbers withheld so that none can be found.</summary>
[NamesNobody("Counts from which nobody can be found.")]
public sealed class IndexModel(CouncilContext here, Text<IndexModel> text) : CouncilPage(here)
{
    /// <summary>What stands for a number that is withheld.</summary>
    public const string Symbol = "[c]";

    /// <summary>Children by status and service.</summary>
    public PublishedTable Children { get; private set; } = null!;

    /// <summary>People by how their work stands to their time, and service; nothing where not even all together can be spoken of.</summary>
    public PublishedTable? People { get; private set; }

    /// <summary>The children as a table.</summary>
    public ITable ChildrenTable { get; private set; } = null!;

    /// <summary>The people as a table.</summary>
    public ITable? PeopleTable { get; private set; }

    public IActionResult OnGet(string? format, string? table)
    {
        if (!Here.Policy.MayPublish)
        {
            return NotFound();
        }

        var services = Services();
        Children = ChildrenBy(services).Publish();
        People = PeopleBy(services)?.Publish();
        ChildrenTable = Table(text["children"], text["status"], Children);
        PeopleTable = People is { } people ? Table(text["people"], text["state"], people) : null;
        return (format, table) switch
        {
            ("csv", "people") => PeopleTable is { } shown ? new CsvResult(shown, text["people.file"]) : NotFound(),
            ("csv", _) => new CsvResult(ChildrenTable, text["children.file"]),
            _ => Page(),
        };
    }

    /// <summary>The services right below the council; where it is a node of its own tree, those below that.</summary>
    private List<int> Services()
    {
        var caseload = Here.Workload.Cases.Caseload;
        var top = caseload.NodesBelow(-1);
        return [.. top.SelectMany(node => Here.IsCouncil(node) || top.Count == 1 && caseload.NodesBelow(node).Count > 0 ? caseload.NodesBelow(node) : [node])];
    }

    private int ServiceOf(int team, List<int> services)
    {
        var found = services.FindIndex(service => Here.Workload.Cases.Caseload.IsWithin(team, service));
        return found < 0 ? services.Count : found;
    }

    private CountTable ChildrenBy(List<int> services)
    {
        var cases = Here.Workload.Cases;
        var statuses = Enum.GetValues<Status>().Where(status => status != Status.None).ToList();
        var counts = new int[statuses.Count, services.Count + 1];
        for (var child = 0; child < cases.Caseload.Children.Count; child++)
        {
            if (statuses.IndexOf(cases.StatusOf(child)) is >= 0 and var status)
            {
                counts[status, ServiceOf(TeamOf(child), services)]++;
            }
        }

        return new CountTable([.. statuses.Select(StatusWords)], NamesOf(services), counts);
    }

    /// <summary>The team of whoever holds the child, else the one that last had to do with them.</summary>
    private int TeamOf(int child) => Here.Workload.LinesOfChild(child).Where(line => line.RoleOnCase == RoleOnCase.Lead)
        .Select(line => (int?)Here.Workload.Cases.Caseload.Workers[line.Worker].On(Here.Workload.Day).Team).FirstOrDefault() ?? Here.Workload.Cases.LastTeamOf(child);

    private CountTable? PeopleBy(List<int> services)
    {
        var states = Enum.GetValues<WorkloadState>();
        var counts = new int[services.Count + 1, states.Length];
        foreach (var statement in Here.Workload.Statements.Where(one => one.Cases > 0))
        {
            counts[ServiceOf(statement.Standing.Team, services), Array.IndexOf(states, statement.State)]++;
        }

        var groups = SafeGroups.Join(counts);
        if (groups.Count == 0)
        {
            return null;
        }

        var names = NamesOf(services);
        var joined = new int[states.Length, groups.Count];
        for (var group = 0; group < groups.Count; group++)
        {
            for (var state = 0; state < states.Length; state++)
            {
                joined[state, group] = groups[group].Sum(service => counts[service, state]);
            }
        }

        return new CountTable([.. states.Select(StateWords)], [.. groups.Select(group => string.Join(" + ", group.Select(service => names[service])))], joined);
    }

    private IReadOnlyList<string> NamesOf(List<int> services) => [.. services.Select(Here.NodeName), text["noService"]];

    private TableModel<int> Table(string caption, string head, PublishedTable table) => new(caption,
    [
        new("row", head, row => row < table.Rows.Count ? table.Rows[row] : text["total"]),
        .. Enumerable.Range(0, table.Columns.Count + 1).Select(column => new Column<int>(
            "c" + column, column < table.Columns.Count ? table.Columns[column] : text["total"],
            row => table[row, column] is { } count ? Format.Count(count) : Symbol)
        {
            IsNumeric = true,
            Csv = row => table[row, column] is { } count ? count : Symbol,
        }),
    ],
    [.. Enumerable.Range(0, table.Rows.Count + 1)], Request.Query);

    private string StatusWords(Status status) => status switch
    {
        Status.Cla => text["status.cla"],
        Status.Cp => text["status.cp"],
        Status.Cin => text["status.cin"],
        Status.Assessment => text["status.assessment"],
        Status.CareLeaver => text["status.careLeaver"],
        Status.Referral => text["status.referral"],
        _ => text["status.earlyHelp"],
    };

    private string StateWords(WorkloadState state) => state switch
    {
        WorkloadState.NotKnown => text["state.notKnown"],
        WorkloadState.NoTime => text["state.noTime"],
        WorkloadState.Over => text["state.over"],
        WorkloadState.AboveRange => text["state.above"],
        WorkloadState.InRange => text["state.in"],
        _ => text["state.below"],
    };
}
