using Fairload.Core.Time;

namespace Fairload.Core.Cases;

/// <summary>The facts of each line, a column for each, made when first asked for.</summary>
public sealed partial class CaseList
{
    /// <summary>Days that count as recent in "no recent record" (contracts, section 2).</summary>
    private const int QuietWorkingDays = 20;

    /// <summary>How far ahead a conference without a date is pending (contracts, section 3).</summary>
    private const int ConferenceWorkingDays = 15;

    /// <summary>The distance that the looked-after return writes for "not known": 999.9 miles, in hundredths.</summary>
    private const int MilesNotKnown = 99_990;

    /// <summary>
    /// Full care order, freeing order, placement order: orders that end care proceedings (SSDA903 legal status codes;
    /// the list is a reading of "final order", docs/adr/0007).
    /// </summary>
    private static readonly HashSet<string> FinalOrders = new(StringComparer.OrdinalIgnoreCase) { "C2", "D1", "E1" };

    private static readonly HashSet<string> SupervisionOrders =
        new(StringComparer.OrdinalIgnoreCase) { "SO", "ISO", "Supervision order", "Interim supervision order" };

    private static readonly HashSet<string> NoDisability =
        new(StringComparer.OrdinalIgnoreCase) { "NONE", "None", "No disability", "N", "0" };

    private static readonly RecordKind[] SeenVisits = [RecordKind.CinVisit, RecordKind.CpVisit, RecordKind.ClaVisit];

    private static readonly RecordKind[] Ends =
        [RecordKind.Assessment, RecordKind.CinPlan, RecordKind.CpPlan, RecordKind.ClaEpisode, RecordKind.CinEpisode, RecordKind.EarlyHelp];

    private readonly Vocabulary _listWords = new();
    private readonly List<int[]> _lists = [];
    private ClosureState[]? _closure;

    /// <summary>The closure state, by line.</summary>
    public ReadOnlySpan<ClosureState> Closure => _closure ??= ReadClosure();

    /// <inheritdoc />
    public override int[] Column(FactRef fact) => _columns.GetOrAdd(fact, MakeColumn);

    /// <inheritdoc />
    public override int? Code(Fact fact, string word)
    {
        if (CaseWords.Of(fact) is { } words)
        {
            return words.ToList().IndexOf(word) is var i and >= 0 ? i : null;
        }

        if (Facts.Shape(fact) == FactShape.Words)
        {
            Column(new FactRef(fact));
            return _listWords.Find(word);
        }

        return Caseload.Codes.Find(word);
    }

    /// <inheritdoc />
    public override bool Contains(int list, int code) => Array.IndexOf(_lists[list], code) >= 0;

    /// <summary>
    /// Which lines are the heaviest of their family with their worker: 1 or 0, absent for co-workers. Children of one
    /// weight: the least id.
    /// </summary>
    /// <param name="weights">Hundredths of points before any share, by line.</param>
    public int[] FirstOfFamily(ReadOnlySpan<int> weights)
    {
        var best = new Dictionary<(int Worker, int Family), int>(Count);
        for (var line = 0; line < Count; line++)
        {
            var family = Caseload.FamilyOf[_child[line]];
            if (_role[line] != RoleOnCase.Lead || family < 0)
            {
                continue;
            }

            // Lines stand in order of child within a worker, so on equal weight the one met first stays.
            var key = (_worker[line], family);
            if (!best.TryGetValue(key, out var first) || weights[line] > weights[first])
            {
                best[key] = line;
            }
        }

        var column = new int[Count];
        for (var line = 0; line < Count; line++)
        {
            var family = Caseload.FamilyOf[_child[line]];
            column[line] = _role[line] != RoleOnCase.Lead || !Caseload.CanKnow(Fact.FirstOfFamily) ? Absent
                : family < 0 || _child[best[(_worker[line], family)]] == _child[line] ? 1 : 0;
        }

        ForgetHouseholds(column);
        return column;
    }

    private int[] MakeColumn(FactRef fact)
    {
        var column = MakeColumnOfAll(fact);
        if (!IsOfAnyCase(fact.Fact))
        {
            ForgetHouseholds(column);
        }

        return column;
    }

    /// <summary>Facts that a case has by itself, so that a carer household has them too; all others are about a child.</summary>
    private static bool IsOfAnyCase(Fact fact) => fact is Fact.Status or Fact.Function or Fact.RoleOnCase or Fact.ClosureState
        or Fact.AwaitingClosure or Fact.DaysSinceAllocated or Fact.WorkerBand or Fact.Judged;

    private void ForgetHouseholds(int[] column)
    {
        for (var line = 0; line < Count; line++)
        {
            column[line] = _function[line] == Cases.Function.Carer && Caseload.IsHousehold(_child[line]) ? Absent : column[line];
        }
    }

    private int[] MakeColumnOfAll(FactRef fact)
    {
        if (!Caseload.CanKnow(fact.Fact) || (fact.Part is not null && fact.Fact != Fact.Judged))
        {
            return Filled(Absent);
        }

        return fact.Fact switch
        {
            Fact.Status => Fill(line => _statusOfChild[_child[line]]),
            Fact.Function => Fill(line => (int)_function[line]),
            Fact.RoleOnCase => Fill(line => (int)_role[line]),
            Fact.ClosureState => Fill(line => (int)Closure[line]),
            Fact.AwaitingClosure => Fill(line => IsAwaitingClosure(line) ? 1 : 0),
            Fact.CoWorked => CoWorkedColumn(),
            Fact.DaysInStatus => Fill(line => StatusOf(_child[line]) == Status.None ? Absent : Whole(_today - StatusSince(_child[line]))),
            Fact.MonthsInStatus => Fill(line => StatusOf(_child[line]) == Status.None ? Absent : MonthsSince(StatusSince(_child[line]))),
            Fact.MonthsOpen => Fill(MonthsOpen),
            Fact.DaysSinceAllocated => Fill(line => AllocatedSince(line) is var from and not SpellTable.Never ? Whole(_today - from) : Absent),
            Fact.AgeYears => Fill(line => Caseload.Children[_child[line]].BornOn is { } born ? Whole(Months.WholeYears(born, Day)) : Absent),
            Fact.Unborn => Fill(line => Caseload.Children[_child[line]].Born is var born and not SpellTable.Never ? (born > _today ? 1 : 0) : Absent),
            Fact.SiblingsOpen => SiblingsColumn(),
            Fact.FamilySize => Fill(line => Whole(FamilyOf(line) is var family and >= 0 ? Caseload.FamilyChildren[family].Count : 1)),
            Fact.HomesInFamily => HomesColumn(),
            Fact.S47Open => Fill(line => Caseload[RecordKind.Section47].Covering(_child[line], _today) >= 0 ? 1 : 0),
            Fact.S47Days => Fill(line => Caseload[RecordKind.Section47].LatestStart(_child[line], _today) is var from and not SpellTable.Never ? Whole(_today - from) : Absent),
            Fact.IcpcPending => IcpcColumn(),
            Fact.PreProceedings => Fill(line => PreProceedingsOf(_child[line]) >= 0 ? 1 : 0),
            Fact.CareProceedings => Fill(line => InProceedings(_child[line]) is null ? 0 : 1),
            Fact.LegalStatus => Covering(RecordKind.LegalStatus, (in spell) => spell.Code < 0 ? Absent : spell.Code),
            Fact.PlacementType => Covering(RecordKind.Placement, (in spell) => spell.Code < 0 ? Absent : spell.Code),
            Fact.PlacementMiles => Covering(RecordKind.Placement, (in spell) => spell.Number == MilesNotKnown ? Absent : spell.Number),
            Fact.PlacementMonths => Covering(RecordKind.Placement, (in spell) => spell.From == SpellTable.Never ? Absent : MonthsSince(spell.From)),
            Fact.MissingLast90Days => Fill(line => Whole(CountStarts(Caseload[RecordKind.Missing].Of(_child[line]), 90))),
            Fact.Disability => Fill(line => HasDisability(_child[line]) ? 1 : 0),
            Fact.Uasc => Fill(line => IsUasc(_child[line]) ? 1 : 0),
            Fact.PrimaryNeed => Fill(line => LatestNeed(_child[line])),
            Fact.Factors => FactorsColumn(),
            Fact.VisitsLast28Days => Fill(line => Whole(SeenDays(_child[line], _today - 28))),
            Fact.WorkerBand => BandColumn(),
            _ => Filled(Absent),
        };
    }

    private delegate int OfSpell(in Spell spell);

    private int[] Covering(RecordKind kind, OfSpell value)
    {
        var table = Caseload[kind];
        return Fill(line => table.Covering(_child[line], _today) is var index and >= 0 ? value(in table[index]) : Absent);
    }

    private int[] Fill(Func<int, int> value)
    {
        var column = new int[Count];
        for (var line = 0; line < column.Length; line++)
        {
            column[line] = value(line);
        }

        return column;
    }

    private int[] Filled(int value)
    {
        var column = new int[Count];
        Array.Fill(column, value);
        return column;
    }

    private static int Whole(int number) => number * 100;

    private int MonthsSince(int from) => Whole(Months.Whole(DateOnly.FromDayNumber(from), Day));

    private int FamilyOf(int line) => Caseload.FamilyOf[_child[line]];

    private bool IsAwaitingClosure(int line) => Closure[line] is ClosureState.Agreed or ClosureState.Check;

    /// <summary>The day number from which the worker has had the case, or never when the source does not say.</summary>
    public int AllocatedSince(int line) => Caseload[_source[line].Kind].From[_source[line].Index];

    private int[] CoWorkedColumn()
    {
        var byChild = new Dictionary<int, List<int>>();
        var table = Caseload[RecordKind.Involvement];
        for (var i = 0; i < table.Count; i++)
        {
            if (table.Covers(i, _today) && table[i].Code >= 0 && table[i].Worker >= 0
                && Caseload.RoleOf[table[i].Code].Part == RolePart.CoWorker)
            {
                (byChild.TryGetValue(table[i].Child, out var list) ? list : byChild[table[i].Child] = []).Add(table[i].Worker);
            }
        }

        return Fill(line => byChild.TryGetValue(_child[line], out var workers) && workers.Exists(worker => worker != _worker[line]) ? 1 : 0);
    }

    private int[] SiblingsColumn()
    {
        var open = new int[Caseload.Families.Count];
        for (var child = 0; child < _held.Length; child++)
        {
            if (_held[child] && Caseload.FamilyOf[child] is var family and >= 0)
            {
                open[family]++;
            }
        }

        return Fill(line => FamilyOf(line) is var family and >= 0 ? Whole(open[family] - (_held[_child[line]] ? 1 : 0)) : 0);
    }

    private int[] HomesColumn()
    {
        if (!Caseload.WasSupplied(RecordKind.Family))
        {
            return Filled(Absent);
        }

        var homes = new Dictionary<int, int>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return Fill(line =>
        {
            var family = FamilyOf(line);
            if (family < 0)
            {
                return HomeOf(_child[line]) is null ? Absent : Whole(1);
            }

            if (!homes.TryGetValue(family, out var count))
            {
                seen.Clear();
                var unknown = false;
                foreach (var child in Caseload.FamilyChildren[family])
                {
                    if (_held[child])
                    {
                        unknown |= HomeOf(child) is not { } home || !(seen.Add(home) || true);
                    }
                }

                homes[family] = count = unknown || seen.Count == 0 ? Absent : Whole(seen.Count);
            }

            return count;
        });
    }

    /// <summary>
    /// The child's home on the day: the placement of a looked-after child, else the address; as a fingerprint, or the
    /// placement's id where the source gives no place. Nothing when unknown.
    /// </summary>
    private string? HomeOf(int child)
    {
        var placements = Caseload[RecordKind.Placement];
        var placed = placements.Covering(child, _today);
        if (placed >= 0)
        {
            return placements[placed].Ref ?? "placement " + placements[placed].Key;
        }

        if (Caseload[RecordKind.ClaEpisode].Covering(child, _today) >= 0)
        {
            return null;
        }

        var addresses = Caseload[RecordKind.Address];
        var lives = addresses.Covering(child, _today);
        return lives >= 0 ? addresses[lives].Ref : null;
    }

    private int[] IcpcColumn()
    {
        var latest = Caseload.Calendar.Add(Day, ConferenceWorkingDays).DayNumber;
        return Fill(line => Pending(_child[line], latest) >= 0 ? 1 : 0);
    }

    /// <summary>The place of a conference of the child that is due by <paramref name="latest"/> and not held; or -1.</summary>
    private int Pending(int child, int latest)
    {
        var conferences = Caseload[RecordKind.Conference];
        for (var i = conferences.FirstOf(child); i < conferences.FirstOf(child + 1); i++)
        {
            ref readonly var conference = ref conferences[i];
            if (conference.KnownOn(_today) && conference.Due != SpellTable.Never && conference.Due <= latest
                && (conference.From == SpellTable.Never || conference.From > _today))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The place of the child's pre-proceedings record that covers the day, or -1: a record without a decision covers none.</summary>
    private int PreProceedingsOf(int child)
    {
        var table = Caseload[RecordKind.PreProceedings];
        var index = table.Covering(child, _today);
        return index >= 0 && table[index].From != SpellTable.Never ? index : -1;
    }

    /// <summary>The record that says the child is in care proceedings, or nothing.</summary>
    private LineSource? InProceedings(int child)
    {
        var legal = Caseload[RecordKind.LegalStatus];
        for (var i = legal.FirstOf(child); i < legal.FirstOf(child + 1); i++)
        {
            if (legal.Covers(i, _today) && CodeIs(legal[i].Code, "C1"))
            {
                return new LineSource(RecordKind.LegalStatus, i);
            }
        }

        var table = Caseload[RecordKind.PreProceedings];
        for (var i = table.FirstOf(child); i < table.FirstOf(child + 1); i++)
        {
            if (table.Covers(i, _today) && table[i].Ref is not null && !FinalOrderSince(child, table.From[i]))
            {
                return new LineSource(RecordKind.PreProceedings, i);
            }
        }

        return null;
    }

    private bool FinalOrderSince(int child, int from)
    {
        foreach (var spell in Caseload[RecordKind.LegalStatus].Of(child))
        {
            if (spell.From >= from && spell.From <= _today && spell.KnownOn(_today) && spell.Code >= 0
                && FinalOrders.Contains(Caseload.Codes[spell.Code]))
            {
                return true;
            }
        }

        return false;
    }

    private bool CodeIs(int code, string text) => code >= 0 && string.Equals(Caseload.Codes[code], text, StringComparison.OrdinalIgnoreCase);

    private bool UnderSupervisionOrder(int child)
    {
        foreach (var spell in Caseload[RecordKind.LegalStatus].Of(child))
        {
            if (spell.From <= _today && _today < Math.Min(spell.Until, spell.Gone) && spell.Code >= 0
                && SupervisionOrders.Contains(Caseload.Codes[spell.Code]))
            {
                return true;
            }
        }

        return false;
    }

    private int CountStarts(ReadOnlySpan<Spell> spells, int days)
    {
        var count = 0;
        foreach (var spell in spells)
        {
            count += spell.From > _today - days && spell.From <= _today && spell.KnownOn(_today) ? 1 : 0;
        }

        return count;
    }

    private bool HasDisability(int child)
    {
        foreach (var spell in Caseload[RecordKind.Disability].Of(child))
        {
            if (spell.KnownOn(_today) && spell.Code >= 0 && !NoDisability.Contains(Caseload.Codes[spell.Code]))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsUasc(int child)
    {
        foreach (var spell in Caseload[RecordKind.Immigration].Of(child))
        {
            if (spell.From <= _today && _today < Math.Min(spell.Until, spell.Gone) && spell.Code >= 0
                && (Caseload.Codes[spell.Code].Contains("UASC", StringComparison.OrdinalIgnoreCase)
                    || Caseload.Codes[spell.Code].Contains("Unaccompanied", StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }

    private int LatestNeed(int child)
    {
        var need = Absent;
        foreach (var spell in Caseload[RecordKind.CinEpisode].Of(child))
        {
            if (spell.From <= _today && spell.KnownOn(_today) && spell.Code >= 0)
            {
                need = spell.Code;
            }
        }

        return need;
    }

    private int[] FactorsColumn()
    {
        var assessments = Caseload[RecordKind.Assessment];
        var factors = Caseload[RecordKind.Factors];
        return Fill(line =>
        {
            var (latest, ended) = (-1, SpellTable.Never);
            var spells = assessments.Of(_child[line]);
            for (var i = 0; i < spells.Length; i++)
            {
                if (spells[i].Until <= _today && spells[i].Until >= ended && spells[i].KnownOn(_today))
                {
                    (latest, ended) = (i, spells[i].Until);
                }
            }

            if (latest < 0)
            {
                return Absent;
            }

            foreach (var spell in factors.Of(_child[line]))
            {
                if (spell.Ref == spells[latest].Key && spell.Code >= 0 && spell.KnownOn(_today))
                {
                    return ListOf(Caseload.Codes[spell.Code]);
                }
            }

            return ListOf("");
        });
    }

    private int ListOf(string codes)
    {
        var parts = codes.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        _lists.Add(Array.ConvertAll(parts, _listWords.Learn));
        return _lists.Count - 1;
    }

    /// <summary>Distinct days after <paramref name="after"/> on which the child was seen on a visit of any kind.</summary>
    private int SeenDays(int child, int after)
    {
        HashSet<int>? days = null;
        foreach (var kind in SeenVisits)
        {
            foreach (var visit in Caseload[kind].Of(child))
            {
                if (visit.From > after && visit.From <= _today && visit.Flag == 1 && visit.KnownOn(_today))
                {
                    (days ??= []).Add(visit.From);
                }
            }
        }

        return days?.Count ?? 0;
    }

    private int[] BandColumn()
    {
        var (worker, band) = (-1, Absent);
        return Fill(line =>
        {
            if (_worker[line] != worker)
            {
                worker = _worker[line];
                band = Caseload.Workers[worker].On(Day).Band is { } word ? Caseload.Codes.Find(word) ?? Absent : Absent;
            }

            return band;
        });
    }

    private int MonthsOpen(int line)
    {
        var child = _child[line];
        var episodes = Caseload[RecordKind.CinEpisode];
        var open = episodes.Covering(child, _today);
        var since = open >= 0 ? episodes.From[open] : SpellTable.Open;
        if (open < 0)
        {
            foreach (var status in SpellStatuses)
            {
                foreach (var kind in KindsOf(status))
                {
                    var run = kind == RecordKind.CareLeaver ? SpellTable.Open : EarliestOpen(Caseload[kind], child);
                    since = Math.Min(since, run);
                }
            }
        }

        return since is SpellTable.Open or SpellTable.Never ? Absent : MonthsSince(since);
    }

    private int EarliestOpen(SpellTable table, int child)
    {
        var earliest = SpellTable.Open;
        foreach (var spell in table.Of(child))
        {
            if (spell.From != SpellTable.Never && spell.From <= _today && _today < Math.Min(spell.Until, spell.Gone))
            {
                earliest = Math.Min(earliest, spell.From);
            }
        }

        return earliest;
    }

    private ClosureState[] ReadClosure()
    {
        var states = new ClosureState[Count];
        var recent = Caseload.Calendar.Add(Day, -QuietWorkingDays).DayNumber;
        for (var line = 0; line < Count; line++)
        {
            var child = _child[line];
            var status = StatusOf(child);
            if (status is not (Status.None or Status.Referral))
            {
                continue;
            }

            states[line] = IsToCheck(child) ? ClosureState.Check
                : status == Status.Referral && !HasRecord(child, recent) ? ClosureState.Quiet
                : ClosureState.Open;
        }

        return states;
    }

    /// <summary>Whether the record says that work has ended and nothing has begun since (contracts, section 2, <c>check</c>).</summary>
    private bool IsToCheck(int child)
    {
        var ended = LastEnd(child);
        return ended != SpellTable.Never
            && Caseload[RecordKind.CinEpisode].LatestStart(child, _today) <= ended
            && Caseload[RecordKind.Contact].LatestStart(child, _today) <= ended
            && Caseload[RecordKind.Assessment].LatestStart(child, _today) <= ended
            && PreProceedingsOf(child) < 0
            && InProceedings(child) is null
            && !UnderSupervisionOrder(child);
    }

    /// <summary>The latest day on or before today on which an assessment was authorised, or a plan, care period or episode ended.</summary>
    private int LastEnd(int child)
    {
        var ended = SpellTable.Never;
        foreach (var kind in Ends)
        {
            ended = Math.Max(ended, Caseload[kind].LatestEnd(child, _today));
        }

        return ended;
    }

    /// <summary>Whether, after the day given, the child was seen, an assessment began, or a conference or review was held.</summary>
    private bool HasRecord(int child, int after) =>
        SeenDays(child, after) > 0
        || Caseload[RecordKind.Assessment].LatestStart(child, _today) > after
        || Caseload[RecordKind.Conference].LatestStart(child, _today) > after
        || Caseload[RecordKind.CpReview].LatestStart(child, _today) > after
        || Caseload[RecordKind.ClaReview].LatestStart(child, _today) > after;
}
