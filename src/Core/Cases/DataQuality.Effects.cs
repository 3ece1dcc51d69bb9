using System.Collections.Concurrent;
using Fairload.Core.People;
using Fairload.Core.Workload;

namespace Fairload.Core.Cases;

/// <summary>
/// What a finding does to the figures: the totals of the day as they are, beside the same totals of the same day without the rows found, or
/// with them plainly mended. Both come from <see cref="WorkloadTotals"/>, as every page's figures do.
/// </summary>
public sealed partial class DataQuality
{
    private readonly ConcurrentDictionary<QualityIssue, Lazy<WorkloadDay>> _mended = [];

    private IEnumerable<QualityEffect> EffectsOf(QualityIssue issue, IReadOnlyList<QualityRow> rows) => issue switch
    {
        QualityIssue.HoldersGone or QualityIssue.NoTimeHoldingCases => Between(_day.TotalsOf(Statements(_day).Where(Without(rows)))),
        QualityIssue.NotWeighted => PointsPerCase(),
        QualityIssue.LongAssessments or QualityIssue.StuckCases or QualityIssue.WorkersWithoutFte or QualityIssue.UnlinkedNames
            or QualityIssue.EndsBeforeStart => _council.Mended(issue) is var day ? Between(day.TotalsOf(Statements(day))) : [],
        _ => [],
    };

    private IEnumerable<WorkloadStatement> Statements(WorkloadDay day) => day.StatementsIn(_node);

    private static Func<WorkloadStatement, bool> Without(IReadOnlyList<QualityRow> rows)
    {
        var found = rows.Select(row => row.Worker).ToHashSet();
        return statement => !found.Contains(statement.Worker);
    }

    private IEnumerable<QualityEffect> Between(WorkloadTotals other)
    {
        var totals = _day.TotalsOf(Statements(_day));
        if (totals.Percent is { } percent && other.Percent is { } otherPercent)
        {
            yield return new QualityEffect(QualityMeasure.WorkloadPercent, percent, otherPercent);
        }

        if (totals.CasesPerFte is { } cases && other.CasesPerFte is { } otherCases)
        {
            yield return new QualityEffect(QualityMeasure.CasesPerFte, cases, otherCases);
        }
    }

    private IEnumerable<QualityEffect> PointsPerCase()
    {
        var (cases, weighed, points) = (0, 0, 0m);
        foreach (var statement in Statements(_day))
        {
            (cases, weighed, points) = (cases + statement.Cases, weighed + statement.Cases - statement.NotWeighted, points + statement.LedPoints.Number);
        }

        if (weighed > 0)
        {
            yield return new QualityEffect(QualityMeasure.PointsPerCase, points / cases, points / weighed);
        }
    }

    /// <summary>The day with every row of a finding mended; made once, for the council and all its parts.</summary>
    private WorkloadDay Mended(QualityIssue issue) => _mended.GetOrAdd(issue, one => new Lazy<WorkloadDay>(() =>
    {
        var spells = new Dictionary<RecordKind, Func<Spell, Spell?>>();
        Func<Worker, Worker> worker = same => same;
        switch (one)
        {
            case QualityIssue.LongAssessments:
                // Done and never authorised on the record: taken as authorised.
                var keys = this[one].Rows.Select(row => row.Key).ToHashSet();
                spells[RecordKind.Assessment] = spell => keys.Contains(spell.Key) ? spell with { Until = Math.Min(spell.Until, _today) } : spell;
                break;
            case QualityIssue.StuckCases:
                // Taken as closed: nobody holds the child any more.
                var children = this[one].Rows.Select(row => row.Child).ToHashSet();
                foreach (var kind in (RecordKind[])[RecordKind.Involvement, RecordKind.EarlyHelp, RecordKind.CareLeaver])
                {
                    spells[kind] = spell => children.Contains(spell.Child) && spell.Until > _today ? null : spell;
                }

                break;
            case QualityIssue.EndsBeforeStart:
                // Taken as still open: the end is the date that is typed last and checked least.
                foreach (var kind in this[one].Rows.Select(row => row.Kind).OfType<RecordKind>().Where(kind => kind != RecordKind.Post).Distinct())
                {
                    spells[kind] = spell => spell.Until < spell.From && spell.From != SpellTable.Never ? spell with { Until = SpellTable.Open } : spell;
                }

                worker = person => person with { Posts = [.. person.Posts.Select(post => post.Until < post.From ? post with { Until = null } : post)] };
                break;
            default:
                // Taken as full time, which is what most are.
                var without = this[one].Rows.Select(row => _caseload.Workers[row.Worker].Number).ToHashSet();
                worker = person => without.Contains(person.Number) && person.On(_day.Day).Fte is null ? person with { Fte = 1m } : person;
                break;
        }

        return WorkloadDay.On(_caseload.Mended(spells, worker), _day.Day, _day.Scheme);
    })).Value;
}
