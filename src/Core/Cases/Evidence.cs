namespace Fairload.Core.Cases;

/// <summary>What a fact rests on: a record, or a count.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Kind">The kind of the record, or nothing for a count or a judgement.</param>
/// <param name="Index">The record's place in its table, or -1.</param>
/// <param name="Value">The fact's value in the column.</param>
public readonly record struct Evidence(FactRef Fact, RecordKind? Kind, int Index, int Value);

/// <summary>The records behind a line's facts.</summary>
public sealed partial class CaseList
{
    /// <summary>What these facts rest on, for one line; facts that the source does not give are left out.</summary>
    public IReadOnlyList<Evidence> EvidenceFor(IEnumerable<FactRef> facts, int line)
    {
        var found = new List<Evidence>();
        foreach (var fact in facts.Distinct())
        {
            var value = fact.Fact == Fact.FirstOfFamily ? Absent : Column(fact)[line];
            var (kind, index) = RecordBehind(fact.Fact, line);
            if (value != Absent || kind is not null || fact.Fact is Fact.Judged or Fact.FirstOfFamily)
            {
                found.Add(new Evidence(fact, kind, index, value));
            }
        }

        return found;
    }

    private (RecordKind? Kind, int Index) RecordBehind(Fact fact, int line)
    {
        var child = _child[line];
        return fact switch
        {
            Fact.Status or Fact.DaysInStatus or Fact.MonthsInStatus => BehindStatus(child),
            Fact.Function or Fact.RoleOnCase or Fact.DaysSinceAllocated => (_source[line].Kind, _source[line].Index),
            Fact.S47Open => Covering(RecordKind.Section47, child),
            Fact.S47Days => LatestStarted(RecordKind.Section47, child),
            Fact.IcpcPending => At(RecordKind.Conference, Pending(child, Caseload.Calendar.Add(Day, ConferenceWorkingDays).DayNumber)),
            Fact.PreProceedings => At(RecordKind.PreProceedings, PreProceedingsOf(child)),
            Fact.CareProceedings => InProceedings(child) is { } source ? At(source.Kind, source.Index) : (null, -1),
            Fact.LegalStatus => Covering(RecordKind.LegalStatus, child),
            Fact.PlacementType or Fact.PlacementMiles or Fact.PlacementMonths => Covering(RecordKind.Placement, child),
            Fact.MonthsOpen => Covering(RecordKind.CinEpisode, child),
            _ => (null, -1),
        };
    }

    private (RecordKind? Kind, int Index) BehindStatus(int child)
    {
        foreach (var kind in KindsOf(StatusOf(child)))
        {
            if (Caseload[kind].Covering(child, _today) is var index and >= 0)
            {
                return (kind, index);
            }
        }

        return (null, -1);
    }

    private (RecordKind? Kind, int Index) Covering(RecordKind kind, int child) => At(kind, Caseload[kind].Covering(child, _today));

    private (RecordKind? Kind, int Index) LatestStarted(RecordKind kind, int child)
    {
        var table = Caseload[kind];
        for (var i = table.FirstOf(child + 1) - 1; i >= table.FirstOf(child); i--)
        {
            if (table.From[i] <= _today && table[i].KnownOn(_today))
            {
                return (kind, i);
            }
        }

        return (null, -1);
    }

    private static (RecordKind? Kind, int Index) At(RecordKind kind, int index) => index >= 0 ? (kind, index) : (null, -1);
}
