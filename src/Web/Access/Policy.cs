using Fairload.Core.Cases;
using Fairload.Core.Workload;

namespace Fairload.Web.Access;

/// <summary>
/// Who may see and do what: named questions, asked by every page, export and search. The one place for rights; what a
/// person may not see looks the same as what is not there.
/// </summary>
/// <param name="viewer">The person looking.</param>
/// <param name="day">
/// The day they look at, which says who is in which team and who has which child; nothing on pages that need no records,
/// where only the role counts.
/// </param>
public sealed class Policy(Viewer viewer, WorkloadDay? day)
{
    private readonly Caseload? _caseload = day?.Cases.Caseload;

    /// <summary>The node a manager manages: -1 for the whole council, nothing for those who manage none.</summary>
    public int? OwnNode => viewer.Role switch
    {
        Role.Director => -1,
        Role.TeamManager or Role.ServiceManager => viewer.Node is { } node ? _caseload?.FindTeam(node) : null,
        _ => null,
    };

    /// <summary>The viewer's own place among the workers, or nothing.</summary>
    public int? OwnWorker => viewer.Worker is { } id ? _caseload?.FindWorker(id) : null;

    /// <summary>Whether they see a part of the organisation with its people; -1 is the whole council.</summary>
    public bool MaySeeNode(int node) =>
        OwnNode is { } own && (own < 0 || (node >= 0 && IsWithin(node, own)));

    /// <summary>Whether they see a worker's statement: their own, or of those they manage.</summary>
    public bool MaySeeStatement(int worker) =>
        worker == OwnWorker || (OwnNode is { } own && (own < 0 || (day is not null && IsWithin(_caseload!.Workers[worker].On(day.Day).Team, own))));

    /// <summary>
    /// Whether they see a child's case: one that they, or somebody they manage, hold or share; or that waits for a worker
    /// in a part of the organisation they manage.
    /// </summary>
    public bool MaySeeChild(int child) =>
        OwnNode == -1
        || (day is not null && (day.LinesOfChild(child).Any(line => MaySeeStatement(line.Worker))
            || (OwnNode is { } own && !day.Cases.IsHeld(child) && IsWithin(day.Cases.LastTeamOf(child), own))));

    /// <summary>Whether they see children who wait for a worker.</summary>
    public bool MaySeeUnallocated => OwnNode is not null;

    /// <summary>Whether they see exceptions, of the people they manage.</summary>
    public bool MaySeeExceptions => OwnNode is not null;

    /// <summary>Whether they may weigh the caseload by two schemes side by side.</summary>
    public bool MayCompareSchemes => OwnNode is not null;

    /// <summary>Whether they may make a scheme the council's own.</summary>
    public bool MayAdoptScheme => viewer.Role == Role.Director;

    /// <summary>Whether they may load files and read what was wrong in them.</summary>
    public bool MayImport => viewer.Role is Role.DataOfficer or Role.Director;

    /// <summary>Whether they see the quality of the records: counts for everyone who manages, rows for those who can mend them.</summary>
    public bool MaySeeDataQuality => OwnNode is not null || viewer.Role == Role.DataOfficer;

    /// <summary>Whether they see the single rows behind a data-quality count.</summary>
    public bool MaySeeDataRows => viewer.Role is Role.DataOfficer or Role.Director;

    private bool IsWithin(int team, int node) => _caseload is not null && _caseload.IsWithin(team, node);
}
