using Fairload.Core.People;
using Fairload.Core.Workload;

namespace Fairload.Core.Cases;

/// <summary>
/// What may be wrong or missing in the records behind a day's workload, each row of it named, so that it can be mended
/// where it was written. Nothing here changes a figure: what is not known is said beside the figure instead.
/// </summary>
/// <example>A practitioner with 14 cases and a full-time equivalent of 0 is one row of
/// <see cref="QualityIssue.NoTimeHoldingCases"/>; its effect is the percentage with and without them.</example>
public sealed partial class DataQuality
{
    /// <summary>Weeks without any visit after which a plan is named. The statutory intervals are shorter: this finds what is not recorded.</summary>
    public const int WeeksWithoutVisit = 8;

    /// <summary>Working days after which an open assessment is named: the statutory limit (Working together to safeguard children, 2023).</summary>
    public const int LongAssessmentWorkingDays = 45;

    /// <summary>Weeks without any record after which a case that waits for closure is named.</summary>
    public const int WeeksStuck = 12;

    /// <summary>Working days after which the latest extract is old.</summary>
    public const int OldExtractWorkingDays = 5;

    private readonly WorkloadDay _day;
    private readonly Caseload _caseload;
    private readonly CaseList _cases;
    private readonly int _today;
    private readonly int _node;
    private readonly DataQuality _council;

    private DataQuality(WorkloadDay day)
    {
        (_day, _cases, _caseload, _today, _node, _council) = (day, day.Cases, day.Cases.Caseload, day.Day.DayNumber, -1, this);
        Findings = [.. Enum.GetValues<QualityIssue>().Select(issue => Finding(issue, [.. Find(issue)]))];
    }

    private DataQuality(DataQuality council, int node)
    {
        (_day, _cases, _caseload, _today, _node, _council) = (council._day, council._cases, council._caseload, council._today, node, council);
        Findings = [.. council.Findings.Select(finding => Finding(
            finding.Issue,
            IsOfEverybody(finding.Issue) ? finding.Rows : [.. finding.Rows.Where(row => row.Team >= 0 && _caseload.IsWithin(row.Team, node))]))];
    }

    /// <summary>Every issue that is looked for, in order; one with no rows was looked for and not found.</summary>
    public IReadOnlyList<QualityFinding> Findings { get; }

    /// <summary>How many rows need a look, over all findings.</summary>
    public int Count => Findings.Sum(finding => finding.Rows.Count);

    /// <summary>The finding of an issue.</summary>
    public QualityFinding this[QualityIssue issue] => Findings[(int)issue];

    /// <summary>Looks at the records behind a day.</summary>
    public static DataQuality Of(WorkloadDay day)
    {
        ArgumentNullException.ThrowIfNull(day);
        return new DataQuality(day);
    }

    /// <summary>What concerns a part of the organisation, and what it does to the figures there; everything for -1.</summary>
    public DataQuality In(int node) => node < 0 ? _council : new DataQuality(_council, node);

    /// <summary>What concerns the figures of every part alike, and nobody's records in particular.</summary>
    private static bool IsOfEverybody(QualityIssue issue) => issue is QualityIssue.StaleExtract or QualityIssue.FactsNotGiven;

    private QualityFinding Finding(QualityIssue issue, IReadOnlyList<QualityRow> rows) => new(issue, rows, found => EffectsOf(issue, found));

    private IEnumerable<QualityRow> Find(QualityIssue issue) => issue switch
    {
        QualityIssue.PlansWithoutVisit => PlansWithoutVisit(),
        QualityIssue.LongAssessments => LongAssessments(),
        QualityIssue.StuckCases => StuckCases(),
        QualityIssue.HoldersGone => OfHolders(statement => IsGone(statement.Person)),
        QualityIssue.StaleExtract => StaleExtracts(),
        QualityIssue.RolesNotMapped => RolesNotMapped(),
        QualityIssue.Clashes => Clashes(),
        QualityIssue.HeldElsewhere => HeldElsewhere(),
        QualityIssue.WorkersWithoutFte => OfHolders(statement => statement.Fte is null),
        QualityIssue.NoTimeHoldingCases => OfHolders(statement => statement.HasNoTime),
        QualityIssue.WorkersWithoutTeam => OfHolders(statement => statement.Standing.Team < 0),
        QualityIssue.HoldersWithoutRow => OfHolders(statement => !statement.Person.HasOwnRow),
        QualityIssue.UnlinkedNames => OfHolders(statement => statement.Person.IsNameOnly),
        QualityIssue.CoWorkersNowhere => CoWorkersNowhere(),
        QualityIssue.NotWeighted => NotWeighted(),
        QualityIssue.MissingCells => MissingCells(),
        QualityIssue.FactsNotGiven => FactsNotGiven(),
        QualityIssue.TeamsWithoutRow => TeamsWithoutRow(),
        QualityIssue.TeamsWithoutParent => TeamsWithoutParent(),
        QualityIssue.ChildrenWithoutBirthDate => ChildrenWithoutBirthDate(),
        _ => EndsBeforeStart(),
    };

    private IEnumerable<QualityRow> OfHolders(Func<WorkloadStatement, bool> isFound) =>
        _day.Statements.Where(statement => statement.Cases > 0 && isFound(statement)).Select(statement => new QualityRow
        {
            Worker = statement.Worker, Team = statement.Standing.Team, Count = statement.Cases, Place = PlaceOf(statement.Person),
        });

    /// <summary>The row to mend: the post's, which says more, else the case system's.</summary>
    private (int File, int Row)? PlaceOf(Worker worker) => worker.PostOn(_day.Day)?.Place ?? worker.Place;

    /// <summary>The case system's row was withdrawn, or there were posts and none covers the day. Who never had either is another finding.</summary>
    private bool IsGone(Worker worker) =>
        worker.Gone <= _today || (worker.Posts.Count > 0 && worker.PostOn(_day.Day) is null);

    private IEnumerable<QualityRow> StaleExtracts() => _caseload.Supplies
        // Teams and roles stand until somebody changes them.
        .Where(supply => supply.Source is not (Source.Teams or Source.Roles) && _caseload.Calendar.Between(supply.ExtractDate, _day.Day) > OldExtractWorkingDays)
        .GroupBy(supply => supply.Source)
        .Select(of => new QualityRow { Name = of.Key.Name(), Until = of.Min(supply => supply.ExtractDate) });

    private IEnumerable<QualityRow> CoWorkersNowhere()
    {
        for (var line = 0; line < _cases.Count;)
        {
            var (worker, first) = (_cases.Worker[line], line);
            while (line < _cases.Count && _cases.Worker[line] == worker)
            {
                line++;
            }

            // A worker with lines and no statement has co-worked lines only.
            if (_day.Of(worker) is null)
            {
                yield return new QualityRow { Worker = worker, Team = _caseload.Workers[worker].On(_day.Day).Team, Count = line - first, Place = PlaceOf(_caseload.Workers[worker]) };
            }
        }
    }

    private IEnumerable<QualityRow> NotWeighted()
    {
        for (var line = 0; line < _cases.Count; line++)
        {
            if (_cases.Role[line] == RoleOnCase.Lead && !_day.IsWeighted(line))
            {
                yield return OfLine(line) with { Name = _cases.StatusOf(_cases.Child[line]).Word() };
            }
        }
    }

    private IEnumerable<QualityRow> MissingCells() => _day.MissingCells().Where(pair => pair.Value > 0)
        .Select(pair => new QualityRow { Name = pair.Key.Title, Key = pair.Key.Code, Count = pair.Value });

    private IEnumerable<QualityRow> FactsNotGiven() =>
        _day.Scheme.FactsNobodyGives(_caseload).Select(fact => new QualityRow { Name = fact.ToString() });

    private IEnumerable<QualityRow> TeamsWithoutRow()
    {
        for (var team = 0; team < _caseload.Teams.Count; team++)
        {
            if (!_caseload.Teams[team].HasOwnRow)
            {
                yield return new QualityRow { Team = team, Key = _caseload.Teams[team].Id };
            }
        }
    }

    private IEnumerable<QualityRow> TeamsWithoutParent()
    {
        var hasParts = _caseload.Teams.Select(team => team.Parent).ToHashSet();
        for (var team = 0; team < _caseload.Teams.Count; team++)
        {
            if (_caseload.Teams.Count > 1 && _caseload.Teams[team].Parent < 0 && !hasParts.Contains(team))
            {
                var cases = _day.TotalsOf(_day.StatementsIn(team)).Cases;
                yield return new QualityRow { Team = team, Key = _caseload.Teams[team].Id, Count = cases, Place = _caseload.Teams[team].Place };
            }
        }
    }

    private QualityRow OfLine(int line)
    {
        var worker = _cases.Worker[line];
        ref readonly var spell = ref _caseload[_cases.Source[line].Kind][_cases.Source[line].Index];
        return new QualityRow
        {
            Child = _cases.Child[line],
            Worker = worker,
            Team = _caseload.Workers[worker].On(_day.Day).Team,
            From = DayOf(_cases.AllocatedSince(line)),
            Place = (spell.File, spell.Row),
        };
    }

    private static DateOnly? DayOf(int day) => day is SpellTable.Never or SpellTable.Open ? null : DateOnly.FromDayNumber(day);
}
