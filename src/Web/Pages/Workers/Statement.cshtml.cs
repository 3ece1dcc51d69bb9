using Fairload.App.Workloads;
using Fairload.Core.Cases;
using Fairload.Core.Workload;
using Fairload.Web.Access;
using Fairload.Web.Charts;
using Fairload.Web.Pages.Quality;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Pages.Teams;
using Fairload.Web.Tables;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace Fairload.Web.Pages.Workers;

/// <summary>
/// One worker's workload: the figure, the sum it is made of, and every child with the records behind the points. The
/// worker and the manager read the same figures in the same words.
/// </summary>
[ShowsPerson("worker", "id")]
[OutputCache(PolicyName = FigureCache.Name)]
public sealed class StatementModel(
    CouncilContext here,
    Workloads workloads,
    SourceFiles sources,
    Text<StatementModel> text,
    WorkerWords workers,
    ChildWords children,
    RecordWords records,
    IssueWords issues) : CouncilPage(here)
{
    /// <summary>The statement.</summary>
    public WorkloadStatement Statement { get; private set; } = null!;

    /// <summary>Whether the viewer reads about themselves.</summary>
    public bool IsOwn => Statement.Worker == Here.Policy.OwnWorker;

    /// <summary>Band and time.</summary>
    public string Post => workers.Post(Statement);

    /// <summary>The state in words.</summary>
    public string State => workers.State(Statement);

    /// <summary>Since when.</summary>
    public string? Since => workers.Since(Statement, Here.History);

    /// <summary>What bends the figure.</summary>
    public IReadOnlyList<Bend> Bends => issues.BendsOf(Statement.Worker, Statement.Standing.Team);

    /// <summary>The last thirteen weeks; nothing where there is no percentage to draw.</summary>
    public SinceLine? Weeks => People.SinceLineOf(Statement, Here.History);

    /// <summary>The sum; without a known time there is no line to set it against, and its table alone is shown.</summary>
    public Ledger Sum { get; private set; } = null!;

    /// <summary>The title of the sum.</summary>
    public string Finding { get; private set; } = "";

    /// <summary>Children whose work goes on, brothers and sisters together.</summary>
    public IReadOnlyList<LineGroup> Active { get; private set; } = [];

    /// <summary>Carer households.</summary>
    public LineGroup Carers { get; private set; } = new(null, []);

    /// <summary>Children whose cases wait to be closed.</summary>
    public LineGroup Awaiting { get; private set; } = new(null, []);

    /// <summary>Children worked for beside their lead.</summary>
    public LineGroup CoWorked { get; private set; } = new(null, []);

    /// <summary>What changed in a week; nothing where the worker was not on record then.</summary>
    public WorkloadChange? Change { get; private set; }

    /// <summary>The day a week before.</summary>
    public DateOnly WeekBefore => Here.Workload.Day.AddDays(-7);

    /// <summary>Whether the workload has been above the scheme's limit for as long as the scheme says.</summary>
    public bool IsSustained => Here.Workload.Scheme.Exceptions.SustainedDays is { } days && Here.History.IsSustained(Statement.Worker, days);

    /// <summary>Hours a week beyond the time there is; nothing below a quarter, which would be written as none.</summary>
    public decimal? HoursBeyond =>
        Statement is { IsOverCapacity: true, BeyondTime: { } beyond } && Here.Workload.Scheme.HoursAWeek(beyond) is >= 0.25m and var hours ? hours : null;

    public async Task<IActionResult> OnGet(string id, string? format, CancellationToken cancel)
    {
        if (Here.Workload.Cases.Caseload.FindWorker(id) is not { } worker
            || !Here.Policy.MaySeeStatement(worker)
            || Here.Workload.Of(worker) is not { } statement)
        {
            return NotFound();
        }

        Statement = statement;
        var files = await sources.Names(Here.Council, ChildLines.Files(statement, Here.Workload.Cases.Caseload), cancel);
        var childLines = new ChildLines(Here, text, children, records, files);
        var lines = childLines.Of(statement);
        if (format == "csv")
        {
            return new CsvResult(childLines.File(statement.Person.Name, lines), text["file.name"]);
        }

        Carers = new LineGroup(null, [.. lines.Where(one => one.Line.IsHousehold)]);
        var held = lines.Where(one => one.Line is { RoleOnCase: RoleOnCase.Lead, IsHousehold: false }).ToLookup(one => one.Line.AwaitsClosure);
        Active = childLines.ByFamily([.. held[false]]);
        Awaiting = new LineGroup(null, [.. held[true]]);
        CoWorked = new LineGroup(null, [.. lines.Where(one => one.Line.RoleOnCase == RoleOnCase.CoWorker)]);
        var sum = new TheSum(Here.Workload.Scheme, text, workers);
        (Sum, Finding) = (sum.Of(statement), sum.Finding(statement));
        var before = await workloads.Day(Here.Council, WeekBefore, Here.Workload.Scheme, cancel);
        Change = before.Of(worker) is { } then ? WorkloadChange.Between(then, statement) : null;
        return Page();
    }

    /// <summary>A child in the words of the lines, for what changed; one who has gone to others since is not named.</summary>
    public string WhoIs(int child) =>
        Here.Children.IsHousehold(child) || Here.Children.IsClosed(child) || Here.Policy.MaySeeChild(child) ? Here.Children.Who(child) : text["change.elsewhere"];
}
