using Fairload.App.Accounts;
using Fairload.App.Imports;
using Fairload.App.Restrictions;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.App.Workloads;
using Fairload.Core.Cases;
using Fairload.Core.Workload;
using Fairload.Web.Access;
using Fairload.Web.Components;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Fairload.Web.Pages.Shared;

/// <summary>
/// What every page about a council starts from: the council, the day's workload, who looks, and what they may see. One
/// for each request, filled before the page runs.
/// </summary>
public sealed class CouncilContext(
    Workloads workloads, RestrictionShelf restrictions, WebOptions site, TimeProvider time, Text<CouncilContext> text, ChildWords childWords)
{
    private static readonly string[] StartPages = ["/", "/imports"];

    private static readonly string[] AboutFiles = ["/joins", "/labels"];

    private WorkloadHistory? _history;
    private DataQuality? _quality;
    private ChildNames? _children;
    private WatchNotice? _watch;

    /// <summary>The council.</summary>
    public Council Council { get; private set; } = new();

    /// <summary>The workload of the latest extract's day by the council's scheme.</summary>
    public WorkloadDay Workload { get; private set; } = null!;

    /// <summary>The thirteen weeks behind it.</summary>
    public WorkloadHistory History => _history ??= workloads.History(Council, Workload);

    /// <summary>What may be wrong or missing in the records behind it.</summary>
    public DataQuality Quality => _quality ??= workloads.Quality(Council, Workload);

    /// <summary>The person looking.</summary>
    public Viewer Viewer { get; private set; } = null!;

    /// <summary>How records and lists name them: by the name they sign in by; in the demonstration, which has none, by name or role.</summary>
    public string WhoLooks => Viewer.SignInName ?? (Viewer.Name.Length > 0 ? Viewer.Name : RoleNames());

    /// <summary>What they may see and do.</summary>
    public Policy Policy { get; private set; } = null!;

    /// <summary>The council's restricted records.</summary>
    public RestrictedRecords Restricted { get; private set; } = RestrictedRecords.None;

    /// <summary>Whether people sign in by accounts; the demonstration has none, nor their pages.</summary>
    public bool HasAccounts => !site.Demo;

    /// <summary>What they may read of a child.</summary>
    public ChildNames Children => _children ??= new ChildNames(this, childWords, text);

    /// <summary>Who adopted the scheme in force, or nothing when nobody has.</summary>
    public Adoption? Adoption { get; private set; }

    /// <summary>Now, in UTC.</summary>
    public DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Today in the United Kingdom.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/London")).DateTime);

    /// <summary>How many working days old the records are.</summary>
    public int WorkingDaysOld => Workload.Cases.Caseload.Calendar.Between(Workload.Day, Today);

    /// <summary>Where a page is sent instead when it cannot be shown yet; nothing when all is there.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancel">Stops the work.</param>
    internal async Task<string?> Load(HttpRequest request, CancellationToken cancel)
    {
        if (!LoadViewer(request))
        {
            return RequireViewer.SignInPath;
        }

        if (!await workloads.HasRecords(site.Council, cancel).ConfigureAwait(false))
        {
            return "/nothing-loaded";
        }

        Council = await workloads.Council(site.Council, cancel).ConfigureAwait(false);
        Adoption = await workloads.AdoptionOf(Council, cancel).ConfigureAwait(false);
        Workload = await workloads.Day(Council, null, null, cancel).ConfigureAwait(false);
        Restricted = await restrictions.Of(Council.Id, cancel).ConfigureAwait(false);
        Policy = new Policy(Viewer, Workload, Restricted, Now);
        LoadWatch(request.HttpContext.RequestServices.GetRequiredService<DataStore>(), Council.Id);
        if (Restricted.Openings.Any(opening => opening.Viewer == Viewer.Key && opening.Until > Now))
        {
            FigureCache.DoNotKeep(request.HttpContext);
        }

        return null;
    }

    /// <summary>Takes what is wrong with the nightly load, for those who load files or manage people.</summary>
    internal void LoadWatch(DataStore store, int council)
    {
        if (site.Watch is not null && (Policy.MayImport || Policy.OwnNode is not null))
        {
            using var db = store.Db();
            _watch = WatchedFolder.NoticeOf(db, council);
        }
    }

    /// <summary>
    /// Takes only who looks, for pages that need no records: then the role alone says what they may do. No when nobody does,
    /// which happens only on the few pages open to everybody.
    /// </summary>
    /// <param name="request">The request.</param>
    internal bool LoadViewer(HttpRequest request)
    {
        if (request.HttpContext.Viewer() is not { } viewer)
        {
            return false;
        }

        Viewer = viewer;
        Policy = new Policy(Viewer, null, RestrictedRecords.None, Now);
        return true;
    }

    /// <summary>
    /// Takes who looks, and the records where there are any: for pages that work before anything is loaded and know more
    /// after it. No when nobody looks.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="cancel">Stops the work.</param>
    internal async Task<bool> LoadWhatThereIs(HttpRequest request, CancellationToken cancel)
    {
        var isViewed = LoadViewer(request);
        if (isViewed)
        {
            await Load(request, cancel).ConfigureAwait(false);
        }

        return isViewed;
    }

    /// <summary>Sets what the frame around every page says: the menu, who looks, how old the records are, by which scheme.</summary>
    internal void Frame(PageFrame frame, string path)
    {
        // What files left open is answered on pages of their own address, and is part of loading files.
        var place = AboutFiles.Any(about => path == about || path.StartsWith(about + "/", StringComparison.OrdinalIgnoreCase)) ? "/imports" + path : path;
        frame.Navigation = [.. Menu().Select(item => new NavigationItem(item.Words, item.Href, WhereIs(place, item.Href)))];
        frame.ShowsDataQuality = Policy.MaySeeDataQuality;
        frame.CouncilName = Council.Name;
        frame.Watch = StartPages.Contains(path, StringComparer.OrdinalIgnoreCase) || Policy.OwnNodes.Any(node => Workload is not null && path == NodeHref(node)) ? _watch : null;
        frame.SignedIn = new SignedIn(Viewer.Name, RoleNames(), site.Demo ? "/demo" : null)
        {
            Note = Viewer.Covers is [var cover, ..]
                ? cover.Until is { } until ? text["covering", ("name", cover.Name), ("until", until)] : text["coveringOpen", ("name", cover.Name)]
                : null,
        };
        if (Workload is null)
        {
            // A page that needs no records: it says itself what is loaded.
            return;
        }

        frame.Openings = Restricted.Openings.Count(opening => opening.SeenBy is null && Policy.MaySeeOff(opening.Team, opening.Viewer));
        frame.RecordsAsAt = Adoption is { } adoption
            ? text["recordsAsAt", ("day", Format.WeekdayAndFullDate(Workload.Day)), ("scheme", Workload.Scheme.Title), ("version", Workload.Scheme.Version), ("by", adoption.By)]
            : text["recordsAsAtNotAdopted", ("day", Format.WeekdayAndFullDate(Workload.Day)), ("scheme", Workload.Scheme.Title), ("version", Workload.Scheme.Version)];
    }

    /// <summary>A role in words.</summary>
    public string RoleName(Role role) => role switch
    {
        Role.Practitioner => text["role.practitioner"],
        Role.TeamManager => text["role.teamManager"],
        Role.ServiceManager => text["role.serviceManager"],
        Role.Director => text["role.director"],
        Role.BusinessSupport => text["role.businessSupport"],
        Role.Auditor => text["role.auditor"],
        Role.Administrator => text["role.administrator"],
        _ => text["role.dataOfficer"],
    };

    private string RoleNames() => string.Join(", ", Viewer.Roles.Select(held => RoleName(held.Role)).Distinct());

    /// <summary>The address of a node of the organisation; -1 is the whole council.</summary>
    public string NodeHref(int node) => node < 0 ? "/" : "/teams/" + Uri.EscapeDataString(Workload.Cases.Caseload.Teams[node].Id);

    /// <summary>The address of a worker's statement.</summary>
    public string WorkerHref(int worker) => "/workers/" + Uri.EscapeDataString(Workload.Cases.Caseload.Workers[worker].Id);

    /// <summary>The name of a node; the council's own at the top.</summary>
    public string NodeName(int node) => node < 0 ? Council.Name : Workload.Cases.Caseload.Teams[node].Name;

    /// <summary>Whether a node of the organisation is the council itself, which some files write as the topmost team.</summary>
    public bool IsCouncil(int node) =>
        node >= 0 && Workload.Cases.Caseload.Teams[node] is { Parent: < 0 } top && string.Equals(top.Name, Council.Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The way to a node from the topmost one that the viewer may see, as links; the node itself is the last, without one
    /// when <paramref name="isLast"/>.
    /// </summary>
    public IReadOnlyList<Breadcrumb> WayTo(int node, bool isLast)
    {
        var way = new List<Breadcrumb>();
        for (var (at, steps) = (node, 0); steps <= Workload.Cases.Caseload.Teams.Count; at = Workload.Cases.Caseload.Teams[at].Parent, steps++)
        {
            if (Policy.MaySeeNode(at) && !(IsCouncil(at) && at != node && Policy.MaySeeNode(-1)))
            {
                way.Insert(0, at == node && isLast ? new Breadcrumb(NodeName(at)) : new Breadcrumb(NodeName(at), NodeHref(at)));
            }

            if (at < 0)
            {
                break;
            }
        }

        return way;
    }

    private IEnumerable<(string Words, string Href)> Menu()
    {
        foreach (var node in Policy.OwnNode == -1 ? [-1] : Policy.OwnNodes.Distinct())
        {
            yield return (node < 0 ? text["menu.council"] : Policy.OwnNodes.Count == 1 ? text["menu.team"] : NodeName(node), NodeHref(node));
        }

        if (Policy.OwnWorker is { } worker && Workload.Of(worker) is not null)
        {
            yield return (text["menu.mine"], WorkerHref(worker));
        }

        if (Policy.MaySeeUnallocated)
        {
            yield return (text["menu.unallocated"], "/unallocated");
        }

        if (Policy.OwnNode is not null && Restricted.ByChild.Count > 0)
        {
            yield return (text["menu.restricted"], "/restricted");
        }

        if (Policy.MaySeeExceptions)
        {
            yield return (text["menu.exceptions"], "/exceptions");
        }

        if (Policy.MayCompareSchemes)
        {
            yield return (text["menu.schemes"], "/schemes");
        }

        if (Policy.MayImport)
        {
            yield return (text["menu.imports"], "/imports");
        }

        if (Policy.MaySeeDataQuality)
        {
            yield return (text["menu.quality"], "/data-quality");
        }

        if (Policy.MayArrangeCover)
        {
            yield return (text["menu.cover"], "/cover");
        }

        if (Policy.MayManageAccounts && HasAccounts)
        {
            yield return (text["menu.accounts"], "/accounts");
        }

        if (Policy.MaySeeAudit)
        {
            yield return (text["menu.audit"], "/audit");
        }

        if (Policy.MayPublish)
        {
            yield return (text["menu.published"], "/published");
        }

        if (Policy.MayManagePrivacy)
        {
            yield return (text["menu.privacy"], "/privacy");
        }
    }

    private static Here WhereIs(string path, string href) =>
        path == href ? Components.Here.Page
        : href != "/" && path.StartsWith(href + "/", StringComparison.OrdinalIgnoreCase) ? Components.Here.Section
        : Components.Here.No;
}
