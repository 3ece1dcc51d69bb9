namespace Fairload.Oracle;

/// <summary>Who may see whom, once more, in plain lines from the words of the roles, of ADR 13 and of the product document.</summary>
public sealed class ScopeOracle(ScopeCouncil council)
{
    private static DateOnly Day => ScopeCouncil.Day;

    // A node is a row, a parent that rows name, or a team that only workers' rows name, unless it is the name of a row.
    private readonly HashSet<string> _nodes = [.. council.Teams.SelectMany(team => new[] { team.Id, team.Parent }).OfType<string>().Concat(
        council.Workers.SelectMany(worker => worker.Posts.Select(post => post.Team).Append(worker.HasRow ? worker.Team : null)).OfType<string>()
            .Where(written => !council.Teams.Any(team => Same(team.Name, written))))];

    public IReadOnlyCollection<string> Nodes => _nodes;

    // Files write a team's id or its name; the id goes before.
    public string? Node(string? written) => written is null ? null : _nodes.Contains(written) ? written
        : council.Teams.Where(team => Same(team.Name, written)).Select(team => team.Id).Order(StringComparer.Ordinal).FirstOrDefault();

    // Of several posts that cover the day the one that started last; where it is silent, the case system.
    public string? TeamOf(string id) => council.Workers.FirstOrDefault(one => one.Id == id) is not { } worker ? null
        : Node(worker.Posts.Where(post => Covers(post.From, post.Until)).MaxBy(post => post.From)?.Team) ?? (worker.HasRow ? Node(worker.Team) : null);

    // Who leads: in each function the latest; who shares: every co-worker. Any other role works on no case.
    public static IEnumerable<string> Leads(ScopeChild child) => new[] { "ALLOC", "PA" }.Select(role => child.Work
        .Where(work => work.Role == role && Covers(work.From, work.Until)).MaxBy(work => work.From)?.Worker).OfType<string>();

    public static IEnumerable<string> WorkOn(ScopeChild child) => Leads(child).Concat(child.Work.Where(work => work.Role == "SECOND" && Covers(work.From, work.Until)).Select(work => work.Worker));

    public static bool Waits(ScopeChild child) => !Leads(child).Any() && new[] { child.Plan, child.Referral }.Any(open => open is not null && Covers(open.From, open.Until));

    // Of the latest lead, else of the latest referral, whose team is known.
    public string? LastTeam(ScopeChild child) => child.Work.Where(work => work.Role is "ALLOC" or "PA" && work.From <= Day).OrderByDescending(work => work.From).ThenByDescending(work => work.Id, StringComparer.Ordinal)
        .Select(work => Node(work.Team) ?? TeamOf(work.Worker)).FirstOrDefault(team => team is not null) ?? (child.Referral?.From <= Day ? Node(child.Referral.Team) : null);

    // The team that has the case: the lead's, the social worker's first; the last one's only while nobody leads.
    public string? TeamThatHas(ScopeChild child) => Leads(child).FirstOrDefault() is { } lead ? TeamOf(lead) : LastTeam(child);

    public bool IsIn(string? team, string node) => Above(team).Contains(node);

    // A statement is of everybody who leads a case or whose post covers the day.
    public bool Appears(ScopeWorker worker) =>
        worker.Posts.Any(post => Covers(post.From, post.Until)) || council.Children.Any(child => Leads(child).Contains(worker.Id));

    public static bool IsDirector(ScopeViewer viewer) => viewer.Roles.Contains(new ScopeRole("Director", null));

    // A role is held at a node and all below it; nobody below the whole council manages what is in no team.
    public bool Manages(ScopeViewer viewer, string? node) => IsDirector(viewer) || Holds(viewer, node, "TeamManager", "ServiceManager", "Director");

    public bool SeesWaiting(ScopeViewer viewer, string? node) =>
        Manages(viewer, node) || viewer.Roles.Contains(new ScopeRole("BusinessSupport", null)) || Holds(viewer, node, "BusinessSupport");

    public bool SeesWorker(ScopeViewer viewer, string worker) => viewer.Worker == worker || Manages(viewer, TeamOf(worker));

    // Health, pregnancy, union: the worker and the manager of their very team, nobody above.
    public bool SeesReason(ScopeViewer viewer, string worker) => viewer.Worker == worker || ManagesVery(viewer, TeamOf(worker));

    public bool Reaches(ScopeViewer viewer, ScopeChild child) =>
        IsDirector(viewer) || WorkOn(child).Any(worker => SeesWorker(viewer, worker)) || (Waits(child) && Manages(viewer, LastTeam(child)));

    public bool IsClosed(ScopeViewer viewer, ScopeChild child) => council.Restrictions.FirstOrDefault(one => one.Child == child.Id) is { } record
        && (IsBarred(viewer, record) || !(WorkOn(child).Contains(viewer.Worker) || ManagesVery(viewer, TeamThatHas(child)) || record.Open.Contains(viewer.Worker)
            || council.Openings.Any(one => one.Child == child.Id && one.Viewer == viewer && one.Until > ScopeCouncil.Now)));

    public bool SeesChild(ScopeViewer viewer, ScopeChild child) => Reaches(viewer, child) && !IsClosed(viewer, child);

    public bool MayOpen(ScopeViewer viewer, ScopeChild child) =>
        Reaches(viewer, child) && IsClosed(viewer, child) && !IsBarred(viewer, council.Restrictions.First(one => one.Child == child.Id));

    public bool MayRestrict(ScopeViewer viewer, ScopeChild child) => SeesChild(viewer, child) && Manages(viewer, TeamThatHas(child));

    // A notice names the nearest node that somebody manages: whoever manages that very node is told, and the director always.
    public static bool IsTold(ScopeViewer viewer, string? node) => IsDirector(viewer) || MaySeeOff(viewer, node);

    // It is ended by whom it names, and by the director only where it names nobody.
    public static bool MaySeeOff(ScopeViewer viewer, string? node) => node is null ? IsDirector(viewer)
        : viewer.Roles.Any(held => held.Role is "TeamManager" or "ServiceManager" or "Director" && held.Node == node);

    private static bool IsBarred(ScopeViewer viewer, ScopeRestriction record) => record.Barred.Contains(viewer.Worker);

    private static bool ManagesVery(ScopeViewer viewer, string? team) => team is not null && viewer.Roles.Contains(new ScopeRole("TeamManager", team));

    private bool Holds(ScopeViewer viewer, string? node, params string[] roles) => Above(node).Any(above => viewer.Roles.Any(held => roles.Contains(held.Role) && held.Node == above));

    private HashSet<string> Above(string? node)
    {
        var above = new HashSet<string>();
        for (var at = node; at is not null && above.Add(at);)
        {
            at = council.Teams.FirstOrDefault(team => team.Id == at)?.Parent;
        }

        return above;
    }

    private static bool Covers(DateOnly from, DateOnly? until) => from <= Day && (until is null || Day < until);

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
