using Fairload.Core.People;
using Fairload.Core.Workload;

namespace Fairload.Core.Cases;

/// <summary>
/// What may be wrong or missing in the records behind a day's workload, each row of it named, so that it can be mended
/// where it was written. Nothing here changes a figure: what is not known is said beside the figure instead.
/// </summary>
/// <example>A practitioner with 14 cases and a full-time equivalent of 0 is one row of
/// <see cref="QualityIssue.NoTimeHoldingCases"/>; its effect is the council's percentage with and without them.</example>
public sealed partial class DataQuality
{
    /// <summary>Weeks without any visit after which a plan is named. The statutory intervals are shorter: this finds what is not recorded.</summary>
    public const int WeeksWithoutVisit = 8;

    /// <summary>Working days after which an open assessment is named; the statutory limit is 45, so these are long past it.</summary>
    public const int LongAssessmentWorkingDays = 60;

    /// <summary>Weeks without any record after which a case that waits for closure is named.</summary>
    public const int WeeksStuck = 12;

    /// <summary>Working days after which the latest extract is old.</summary>
    public const int OldExtractWorkingDays = 5;

    private readonly WorkloadDay _day;
    private readonly Caseload _caseload;
    private readonly CaseList _cases;
    private readonly int _today;

    private DataQuality(WorkloadDay day)
    {
        (_day, _cases, _caseload, _today) = (day, day.Cases, day.Cases.Caseload, day.Day.DayNumber);
        Findings = [.. Enum.GetValues<QualityIssue>().Select(Find)];
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

    private QualityFinding Find(QualityIssue issue) => issue switch
    {
        QualityIssue.PlansWithoutVisit => new(issue, [.. PlansWithoutVisit()]),
        QualityIssue.LongAssessments => new(issue, [.. LongAssessments()]),
        QualityIssue.StuckCases => new(issue, [.. StuckCases()]),
        QualityIssue.HoldersGone => new(issue, OfHolders(statement => IsGone(statement.Person))),
        QualityIssue.RolesNotMapped => new(issue, [.. RolesNotMapped()]),
        QualityIssue.Clashes => new(issue, [.. Clashes()]),
        QualityIssue.WorkersWithoutFte => new(issue, OfHolders(statement => statement.Fte is null)),
        QualityIssue.NoTimeHoldingCases => WithoutTime(issue),
        QualityIssue.WorkersWithoutTeam => new(issue, OfHolders(statement => statement.Standing.Team < 0)),
        QualityIssue.HoldersWithoutRow => new(issue, OfHolders(statement => !statement.Person.HasOwnRow)),
        QualityIssue.CoWorkersNowhere => new(issue, [.. CoWorkersNowhere()]),
        QualityIssue.NotWeighted => NotWeighted(issue),
        QualityIssue.MissingCells => new(issue, [.. MissingCells()]),
        QualityIssue.FactsNotGiven => new(issue, [.. FactsNotGiven()]),
        QualityIssue.TeamsWithoutRow => new(issue, [.. TeamsWithoutRow()]),
        QualityIssue.ChildrenWithoutBirthDate => new(issue, [.. ChildrenWithoutBirthDate()]),
        _ => new(issue, [.. EndsBeforeStart()]),
    };

    private QualityRow[] OfHolders(Func<WorkloadStatement, bool> isFound) =>
        [.. _day.Statements.Where(statement => statement.Cases > 0 && isFound(statement))
            .Select(statement => new QualityRow { Worker = statement.Worker, Team = statement.Standing.Team, Count = statement.Cases })];

    /// <summary>The case system's row was withdrawn, or there were posts and none covers the day. Who never had either is another finding.</summary>
    private bool IsGone(Worker worker) =>
        worker.Gone <= _today || (worker.Posts.Count > 0 && worker.PostOn(_day.Day) is null);

    private QualityFinding WithoutTime(QualityIssue issue)
    {
        var rows = OfHolders(statement => statement.HasNoTime);
        if (rows.Length == 0 || _day.Totals.Percent is not { } with)
        {
            return new(issue, rows);
        }

        var without = _day.TotalsOf(_day.Statements.Where(statement => !statement.HasNoTime)).Percent;
        return new(issue, rows, without is { } percent ? new QualityEffect(QualityMeasure.WorkloadPercent, with, percent) : null);
    }

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
                yield return new QualityRow { Worker = worker, Team = _caseload.Workers[worker].On(_day.Day).Team, Count = line - first };
            }
        }
    }

    private QualityFinding NotWeighted(QualityIssue issue)
    {
        var (rows, cases, points) = (new List<QualityRow>(), 0, 0L);
        for (var line = 0; line < _cases.Count; line++)
        {
            if (_cases.Role[line] != RoleOnCase.Lead)
            {
                continue;
            }

            (cases, points) = (cases + 1, points + _day.PointsOf(line).Hundredths);
            if (!_day.IsWeighted(line))
            {
                rows.Add(OfLine(line) with { Name = _cases.StatusOf(_cases.Child[line]).Word() });
            }
        }

        var weighed = cases - rows.Count;
        return new(issue, rows, rows.Count == 0 || weighed == 0
            ? null
            : new QualityEffect(QualityMeasure.PointsPerCase, points / 100m / cases, points / 100m / weighed));
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

    private QualityRow OfLine(int line)
    {
        var worker = _cases.Worker[line];
        return new QualityRow
        {
            Child = _cases.Child[line],
            Worker = worker,
            Team = _caseload.Workers[worker].On(_day.Day).Team,
            From = DayOf(_cases.AllocatedSince(line)),
        };
    }

    private static DateOnly? DayOf(int day) => day is SpellTable.Never or SpellTable.Open ? null : DateOnly.FromDayNumber(day);
}
