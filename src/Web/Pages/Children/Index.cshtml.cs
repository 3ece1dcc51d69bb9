using Fairload.App.Restrictions;
using Fairload.App.Workloads;
using Fairload.Core.Cases;
using Fairload.Core.Workload;
using Fairload.Web.Access;
using Fairload.Web.Charts;
using Fairload.Web.Components;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Tables;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace Fairload.Web.Pages.Children;

/// <summary>One child's case: what it weighs and why, how that came about, what stands against closing it, and who has had it.</summary>
[ShowsPerson("child", "id")]
[OutputCache(PolicyName = FigureCache.Name)]
public sealed class IndexModel(CouncilContext here, SourceFiles files, CaseFindings findings, CaseTables tables, CaseEvents events)
    : CouncilPage(here)
{
    /// <summary>Months of points that the page draws.</summary>
    private const int Months = 13;

    /// <summary>The case.</summary>
    public ChildCase Case { get; private set; } = null!;

    /// <summary>The child.</summary>
    public Child Child { get; private set; } = null!;

    /// <summary>The restriction of the child's record; nothing without.</summary>
    public RestrictedRecord? Restriction => Here.Restricted.ByChild.GetValueOrDefault(Child.Id);

    /// <summary>Whether the viewer sees a restricted record because they said why they must.</summary>
    public bool IsOpened => Here.Restricted.IsOpenTo(Child.Id, Here.Viewer.Key, Here.Now);

    /// <summary>What the child is called here.</summary>
    public string Name => Here.Children.Initials(Case.Child);

    /// <summary>The day's lines.</summary>
    public CaseList Cases => Here.Workload.Cases;

    /// <summary>The latest visit on which the child was seen.</summary>
    public Seen? LastSeen => Cases.LastSeenOf(Case.Child);

    /// <summary>Whether the hours a week, in halves, are "½ hour" or "1 hour".</summary>
    public bool IsAnHourAtMost => Case.HoursAWeek is < 1.25m and >= 0.25m;

    /// <summary>Since when the child has waited for a worker, or nothing.</summary>
    public DateOnly? WaitsSince { get; private set; }

    /// <summary>The points over time; nothing for a child whom nobody has held in that time.</summary>
    public StepChart? Points { get; private set; }

    /// <summary>What the points over time show.</summary>
    public string PointsFinding { get; private set; } = "";

    /// <summary>The reasons for today's points.</summary>
    public ITable? Reasons { get; private set; }

    /// <summary>How the family's work is shared with the worker, in words.</summary>
    public string? Sharing { get; private set; }

    /// <summary>The checks before a closure.</summary>
    public ITable? Closure { get; private set; }

    /// <summary>What the checks show.</summary>
    public string ClosureFinding { get; private set; } = "";

    /// <summary>How many checks no loaded file can answer.</summary>
    public int ChecksNotKnown { get; private set; }

    /// <summary>Who has had the child, one after another.</summary>
    public Timeline? Workers { get; private set; }

    /// <summary>What the line of workers shows.</summary>
    public string WorkersFinding { get; private set; } = "";

    /// <summary>Hearings, meetings, visits written up and audits; nothing where there are none.</summary>
    public ITable? Events { get; private set; }

    /// <summary>Which files of such rows were never loaded; nothing when all were.</summary>
    public string? EventsNotLoaded { get; private set; }

    /// <summary>The way here.</summary>
    public IReadOnlyList<Breadcrumb> Way { get; private set; } = [];

    public async Task<IActionResult> OnGet(string id, CancellationToken cancel)
    {
        if (Cases.Caseload.FindChild(id) is not { } child || !Here.Policy.MaySeeChild(child))
        {
            return NotFound();
        }

        (Case, Child) = (new ChildCase(Here.Workload, child), Cases.Caseload.Children[child]);
        WaitsSince = Cases.IsHeld(child) ? null : Cases.Unallocated().Where(wait => wait.Child == child).Select(wait => (DateOnly?)wait.Since).FirstOrDefault();
        Way = FindWay();
        var history = CaseHistory.Of(Cases.Caseload, Here.Workload.Scheme, child, Here.Workload.Day.AddMonths(-Months), Here.Workload.Day);
        if (history.Steps.Count > 0)
        {
            (Points, PointsFinding) = (findings.Chart(Name, history), findings.OfPoints(history));
        }

        if (Case.Main is { } main)
        {
            var reasons = main.Reasons();
            var names = await files.Names(Here.Council, CaseTables.FilesBehind(reasons, Cases), cancel);
            Reasons = tables.OfReasons(main, reasons, history, Cases, Here.Workload.Scheme, names);
            Sharing = findings.OfSharing(Case.Shares(), Here);
            var checks = Cases.ClosureChecksOf(child);
            (Closure, ClosureFinding) = (tables.OfClosure(checks, Here), findings.OfClosure(main.Closure, checks));
            ChecksNotKnown = checks.Count(check => check.Answer == ClosureAnswer.NotKnown);
        }

        (Events, EventsNotLoaded) = (events.Of(Cases, child), events.NotLoaded(Cases));
        var function = Case.Main?.Function ?? Function.SocialWork;
        if (Cases.HoldingsOf(child, function) is { Count: > 0 } holdings)
        {
            (Workers, WorkersFinding) = (findings.Line(Name, holdings, Here.Workload), findings.OfWorkers(Name, function, holdings, Here.Workload));
        }

        return Page();
    }

    /// <summary>A child whom the viewer may see, as a link; anybody else only as one more.</summary>
    public (string Words, string? Href) Sibling(OpenSibling sibling) =>
        Here.Policy.MaySeeChild(sibling.Child)
            ? (Here.Children.Who(sibling.Child), Here.Children.Href(sibling.Child))
            : ("", null);

    private List<Breadcrumb> FindWay()
    {
        var team = Case.Main is { } main ? Cases.Caseload.Workers[main.Worker].On(Here.Workload.Day).Team : Cases.LastTeamOf(Case.Child);
        var way = team >= 0 ? Here.WayTo(team, isLast: false).ToList() : [];
        if (Case.Main is { } held && Here.Policy.MaySeeStatement(held.Worker))
        {
            way.Add(new Breadcrumb(Cases.Caseload.Workers[held.Worker].Name, Here.WorkerHref(held.Worker)));
        }

        way.Add(new Breadcrumb(Name));
        return way;
    }
}
