using Fairload.App.Accounts;
using Fairload.App.Restrictions;
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
/// <param name="restricted">The council's restricted records.</param>
/// <param name="now">Now, in UTC: a record opened for a while closes again.</param>
public sealed class Policy(Viewer viewer, WorkloadDay? day, RestrictedRecords restricted, DateTime now)
{
    private readonly Caseload? _caseload = day?.Cases.Caseload;
    private int[]? _managed;
    private int[]? _supported;

    /// <summary>The nodes that they manage, in the order of their roles; -1 is the whole council.</summary>
    public IReadOnlyList<int> OwnNodes => _managed ??= NodesOf(role => role.Manages());

    /// <summary>The node that a manager's pages open with: -1 for the whole council, nothing for those who manage none.</summary>
    public int? OwnNode => OwnNodes.Count == 0 ? null : OwnNodes.Contains(-1) ? -1 : OwnNodes[0];

    /// <summary>The node that a list of waiting children opens with.</summary>
    public int? WaitingNode => OwnNode ?? (Supported is [var first, ..] ? first : null);

    /// <summary>The viewer's own place among the workers, or nothing.</summary>
    public int? OwnWorker => viewer.Worker is { } id ? _caseload?.FindWorker(id) : null;

    /// <summary>Whether they see a part of the organisation with its people; -1 is the whole council.</summary>
    public bool MaySeeNode(int node) => IsWithinAny(node, OwnNodes);

    /// <summary>Whether they see a worker's statement: their own, or of those they manage.</summary>
    public bool MaySeeStatement(int worker) =>
        worker == OwnWorker || (day is not null && MaySeeNode(_caseload!.Workers[worker].On(day.Day).Team));

    /// <summary>
    /// Whether they see why a worker's time is reduced (health, pregnancy, union duties): the worker and the manager of
    /// the worker's own team, nobody above; to others time is only reduced.
    /// </summary>
    public bool MaySeeReasonForLessTime(int worker) =>
        worker == OwnWorker || (day is not null && _caseload!.Workers[worker].On(day.Day).Team is >= 0 and var team
            && viewer.Roles.Any(held => held is { Role: Role.TeamManager, Node: { } node } && _caseload.TeamWithId(node) == team));

    /// <summary>Whether they see a child's case: it is within what they work on or manage, and no restriction closes it to them.</summary>
    public bool MaySeeChild(int child) => _caseload?.IsHousehold(child) != true && MayReach(child) && !IsClosed(child);

    /// <summary>
    /// Whether a restriction closes a child's record to them. It is open to those who work on the case, the manager of their
    /// very team, people named in it, and for a while to somebody who said why they must see it; never to a relative.
    /// </summary>
    public bool IsClosed(int child) =>
        Restricted(child) is { } record && (IsBarred(record)
            || !(IsOnCase(child) || ManagesTeamOf(child) || (viewer.Worker is { } worker && record.Open.Contains(worker)) || IsOpened(child)));

    /// <summary>Whether they may open a record that a restriction closes to them, saying why: only within what they work on or manage.</summary>
    public bool MayOpen(int child) => Restricted(child) is { } record && !IsBarred(record) && IsClosed(child) && MayReach(child);

    /// <summary>Whether they may restrict a child's record, or change or lift the restriction: managers of those who work on it.</summary>
    public bool MayRestrict(int child) =>
        MaySeeChild(child) && (TeamOf(child) is { } team ? MaySeeNode(team) : OwnNode == -1);

    /// <summary>
    /// Whether they are told when somebody opens a restricted record: who manages the very node that the notice names, which is
    /// the nearest above the case that somebody manages; and the council's director, so that a notice outlives who held a role.
    /// </summary>
    /// <param name="team">The source id of the team or service, or nothing.</param>
    public bool IsToldOfOpenings(string? team) =>
        (team is not null && viewer.Roles.Any(held => held.Role.Manages() && held.Node == team)) || IsDirectorOfCouncil;

    /// <summary>
    /// Whether they are the one who says that an opening was seen, which ends the notice on their pages: who manages the very
    /// node that it names, the council's director only where it names none, and never whoever opened the record.
    /// </summary>
    /// <param name="team">The source id of the team or service, or nothing.</param>
    /// <param name="opener">The key of the person who opened the record.</param>
    public bool MaySeeOff(string? team, string opener) =>
        opener != viewer.Key && (team is null ? IsDirectorOfCouncil : viewer.Roles.Any(held => held.Role.Manages() && held.Node == team));

    /// <summary>
    /// The place of the team that has a child's case: the lead's, of several the social worker's, or the last one's while
    /// nobody has it; nothing without.
    /// </summary>
    public int? TeamOf(int child)
    {
        if (day is null)
        {
            return null;
        }

        var leads = day.LinesOfChild(child).Where(line => line.RoleOnCase == RoleOnCase.Lead).ToList();
        var team = leads.Count > 0 ? _caseload!.Workers[leads.MinBy(line => line.Function).Worker].On(day.Day).Team : day.Cases.LastTeamOf(child);
        return team >= 0 ? team : null;
    }

    /// <summary>Whether they see children who wait for a worker.</summary>
    public bool MaySeeUnallocated => WaitingNode is not null;

    /// <summary>Whether they see the children who wait for a worker in a part of the organisation.</summary>
    public bool MaySeeWaitingIn(int node) => MaySeeNode(node) || IsWithinAny(node, Supported);

    /// <summary>Whether they see exceptions, of the people they manage.</summary>
    public bool MaySeeExceptions => OwnNode is not null;

    /// <summary>Whether they may weigh the caseload by two schemes side by side.</summary>
    public bool MayCompareSchemes => OwnNode is not null;

    /// <summary>Whether they may make a scheme the council's own.</summary>
    public bool MayAdoptScheme => IsDirectorOfCouncil;

    /// <summary>Whether they may load files and read what was wrong in them.</summary>
    public bool MayImport => viewer.Has(Role.DataOfficer) || IsDirectorOfCouncil;

    /// <summary>Whether they see the quality of the records: of what they manage, or of all for those who mend them.</summary>
    public bool MaySeeDataQuality => OwnNode is not null || viewer.Has(Role.DataOfficer);

    /// <summary>Whether they see the quality of the records of a part of the organisation, with its rows: who manages it, and who can mend all.</summary>
    public bool MaySeeDataRowsOf(int node) => MayMendRecords || MaySeeNode(node);

    /// <summary>Whether they mend records at the source, whoever the records are about.</summary>
    public bool MayMendRecords => viewer.Has(Role.DataOfficer) || IsDirectorOfCouncil;

    /// <summary>Whether they read who did and who saw what.</summary>
    public bool MaySeeAudit => viewer.Has(Role.Auditor);

    /// <summary>Whether they look after accounts and roles.</summary>
    public bool MayManageAccounts => viewer.Has(Role.Administrator);

    /// <summary>Whether they arrange cover for their own absence, or end cover below them: whoever manages, and whoever looks after accounts.</summary>
    public bool MayArrangeCover => viewer.Account is not null && (viewer.Roles.Any(held => held.Role.Manages()) || MayManageAccounts);

    /// <summary>
    /// Whether they may end cover at these nodes: they are one of the two, or manage above all of them, or look after accounts.
    /// </summary>
    /// <param name="absent">The account of the absent manager.</param>
    /// <param name="colleague">The account of whoever covers.</param>
    /// <param name="nodes">The ids of the nodes; nothing among them is the whole council.</param>
    public bool MayEndCover(Guid absent, Guid colleague, IEnumerable<string?> nodes) =>
        viewer.Account == absent || viewer.Account == colleague || MayManageAccounts
        || (_caseload is not null && nodes.All(node => node is null ? OwnNode == -1 : _caseload.TeamWithId(node) is { } place && MaySeeNode(place)));

    /// <summary>Whether they decide about names in the store, retention, legal holds and erasure.</summary>
    public bool MayManagePrivacy => viewer.Has(Role.Administrator);

    /// <summary>Whether they see the figures that may be published, with small numbers suppressed.</summary>
    public bool MayPublish => IsDirectorOfCouncil || viewer.Has(Role.DataOfficer);

    /// <summary>
    /// Whether a child's case is one that they, or somebody they manage, hold or share; or waits for a worker in a part of
    /// the organisation that they manage. A case that is closed waits for nobody.
    /// </summary>
    private bool MayReach(int child) =>
        OwnNode == -1
        || (day is not null && (day.LinesOfChild(child).Any(line => MaySeeStatement(line.Worker))
            || (!day.Cases.IsHeld(child) && day.Cases.StatusOf(child) != Status.None && MaySeeNode(day.Cases.LastTeamOf(child)))));

    private RestrictedRecord? Restricted(int child) =>
        restricted.ByChild.Count == 0 || _caseload is null || _caseload.IsHousehold(child) ? null : restricted.ByChild.GetValueOrDefault(_caseload.Children[child].Id);

    private bool IsBarred(RestrictedRecord record) => viewer.Worker is { } worker && record.Barred.Contains(worker);

    private bool IsOnCase(int child) => OwnWorker is { } own && day!.LinesOfChild(child).Any(line => line.Worker == own);

    private bool ManagesTeamOf(int child) => TeamOf(child) is { } team && viewer.Roles.Any(held => held is { Role: Role.TeamManager, Node: { } node } && _caseload!.TeamWithId(node) == team);

    private bool IsOpened(int child) => restricted.IsOpenTo(_caseload!.Children[child].Id, viewer.Key, now);

    private IReadOnlyList<int> Supported => _supported ??= NodesOf(role => role == Role.BusinessSupport);

    private bool IsDirectorOfCouncil => viewer.Roles.Any(held => held is { Role: Role.Director, Node: null });

    /// <summary>A role at a node that is no longer in the records is held nowhere.</summary>
    private int[] NodesOf(Func<Role, bool> isMeant) =>
    [
        .. viewer.Roles.Where(held => isMeant(held.Role))
            .Select(held => held.Node is { } node ? _caseload?.TeamWithId(node) : held.Role.IsOfPart() ? null : -1)
            .OfType<int>(),
    ];

    private bool IsWithinAny(int node, IReadOnlyList<int> nodes) =>
        nodes.Any(own => own < 0 || (node >= 0 && _caseload!.IsWithin(node, own)));
}
