using Fairload.Core.Cases;
using Fairload.Core.People;
using Fairload.Core.Weighting;

namespace Fairload.Core.Workload;

/// <summary>
/// A council's workload on one day by one scheme: every line weighed, every worker's statement made of those lines.
/// The one way from records to figures: pages, files, commands and what-ifs all read this.
/// </summary>
public sealed class WorkloadDay
{
    private readonly Weigher _weigher;
    private readonly Weighing _weighing;
    private readonly WorkloadStatement?[] _byWorker;
    private readonly byte[] _levels;
    private readonly Lazy<WorkloadTotals> _totals;

    private WorkloadDay(CaseList cases, Scheme scheme)
    {
        (Cases, Scheme) = (cases, scheme);
        _weigher = new Weigher(scheme, cases);
        _weighing = _weigher.Weigh();
        _levels = LevelPlaces(scheme, _weighing.Points);
        Statements = MakeStatements(new LineSums(cases, scheme, _weighing, _levels));
        _byWorker = new WorkloadStatement?[cases.Caseload.Workers.Count];
        foreach (var statement in Statements)
        {
            _byWorker[statement.Worker] = statement;
        }

        _totals = new Lazy<WorkloadTotals>(() => new WorkloadTotals(Statements, cases));
        Unallocated = cases.CountUnallocated();
    }

    /// <summary>The lines and their facts.</summary>
    public CaseList Cases { get; }

    /// <summary>The scheme that weighs them.</summary>
    public Scheme Scheme { get; }

    /// <summary>The day, as at its end.</summary>
    public DateOnly Day => Cases.Day;

    /// <summary>A statement for every worker who holds a case or whose post covers the day, in order of id.</summary>
    public IReadOnlyList<WorkloadStatement> Statements { get; }

    /// <summary>The council's totals: of workers, those who hold a case.</summary>
    public WorkloadTotals Totals => _totals.Value;

    /// <summary>How many children have an open status and no holder.</summary>
    public int Unallocated { get; }

    /// <summary>The workload of a day.</summary>
    public static WorkloadDay On(Caseload caseload, DateOnly day, Scheme scheme) => new(CaseList.On(caseload, day), scheme);

    /// <summary>The same day's lines by another scheme.</summary>
    public static WorkloadDay Of(CaseList cases, Scheme scheme) => new(cases, scheme);

    /// <summary>The statement of a worker by place, or nothing for one who does not appear.</summary>
    public WorkloadStatement? Of(int worker) => worker >= 0 && worker < _byWorker.Length ? _byWorker[worker] : null;

    /// <summary>The statements of workers whose team is the node or below it; all of them for -1.</summary>
    public IEnumerable<WorkloadStatement> StatementsIn(int node) =>
        node < 0 ? Statements : Statements.Where(statement => Cases.Caseload.IsWithin(statement.Standing.Team, node));

    /// <summary>Totals of some of the statements: a team's, a service's.</summary>
    public WorkloadTotals TotalsOf(IEnumerable<WorkloadStatement> statements) => new([.. statements], Cases);

    /// <summary>The lines of a child, whoever has them.</summary>
    public IEnumerable<StatementLine> LinesOfChild(int child)
    {
        for (var line = 0; line < Cases.Count; line++)
        {
            if (Cases.Child[line] == child)
            {
                yield return new StatementLine(this, line);
            }
        }
    }

    /// <summary>For each table rule, how many lines fell on a cell that the table lacks.</summary>
    public IReadOnlyDictionary<Rule, int> MissingCells() => _weigher.MissingCells();

    internal Points PointsOf(int line) => new(_weighing.Points[line]);

    internal int? LevelOf(int line) =>
        Cases.Role[line] == RoleOnCase.Lead && _levels[line] > 0 ? Scheme.Levels[_levels[line] - 1].Number : null;

    internal bool IsWeighted(int line) => _weighing.Weighted[line] != 0;

    internal IReadOnlyList<Contribution> Explain(int line) => _weigher.Explain(line);

    /// <summary>The place of each line's level among the scheme's, counted from 1; 0 below the first.</summary>
    private static byte[] LevelPlaces(Scheme scheme, int[] points)
    {
        var places = new byte[points.Length];
        foreach (var level in scheme.Levels)
        {
            for (var line = 0; line < points.Length; line++)
            {
                places[line] += points[line] >= level.From ? (byte)1 : (byte)0;
            }
        }

        return places;
    }

    private List<WorkloadStatement> MakeStatements(LineSums sums)
    {
        var workers = new List<int>();
        var standings = new List<Standing>();
        for (var worker = 0; worker < Cases.Caseload.Workers.Count; worker++)
        {
            var standing = Cases.Caseload.Workers[worker].On(Day);
            if (sums.Cases(worker) > 0 || standing.HasPost)
            {
                workers.Add(worker);
                standings.Add(standing);
            }
        }

        var limits = new LimitTests(Scheme, Cases);
        var facts = new WorkerFacts(Cases.Caseload, standings);
        var (stable, duties) = (facts.Apply(Scheme, Scheme.Stable), facts.Apply(Scheme, Scheme.Duties));
        return [.. workers.Select((worker, row) => new WorkloadStatement(this, sums, worker, standings[row], stable[row], duties[row], limits))];
    }
}
