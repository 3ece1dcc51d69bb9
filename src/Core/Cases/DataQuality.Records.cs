namespace Fairload.Core.Cases;

/// <summary>What is wrong or missing in single records about children.</summary>
public sealed partial class DataQuality
{
    private static readonly RecordKind[] Visits = [RecordKind.CinVisit, RecordKind.CpVisit, RecordKind.ClaVisit];

    /// <summary>Tables whose rows are signs of work: what lasts, such as an address or a disability, is none.</summary>
    private static readonly RecordKind[] SignsOfWork =
    [
        RecordKind.Contact, RecordKind.CinEpisode, RecordKind.Assessment, RecordKind.Section47, RecordKind.Conference,
        RecordKind.CinPlan, RecordKind.CpPlan, RecordKind.ClaEpisode, RecordKind.Placement, RecordKind.LegalStatus,
        RecordKind.EarlyHelp, RecordKind.PreProceedings, RecordKind.Missing, RecordKind.CinVisit, RecordKind.CpVisit,
        RecordKind.ClaVisit, RecordKind.CpReview, RecordKind.ClaReview,
    ];

    /// <summary>Tables that are not of spells about a child.</summary>
    private static readonly RecordKind[] NotSpells =
        [RecordKind.Team, RecordKind.Worker, RecordKind.Post, RecordKind.Child, RecordKind.Family, RecordKind.Absence, RecordKind.Role];

    private IEnumerable<QualityRow> PlansWithoutVisit()
    {
        // Without any table of visits nothing is known about visits, so nothing is missing.
        if (!Visits.Any(_caseload.WasSupplied))
        {
            yield break;
        }

        var after = _today - (WeeksWithoutVisit * 7);
        foreach (var kind in (RecordKind[])[RecordKind.CpPlan, RecordKind.CinPlan])
        {
            var plans = _caseload[kind];
            for (var i = 0; i < plans.Count; i++)
            {
                var child = plans.Child[i];
                // A child looked after is visited as one, whatever older plan was left open; two plans of a kind are one child.
                if (!plans.Covers(i, _today) || plans.From[i] > after || plans.Covering(child, _today) != i
                    || _cases.StatusOf(child) != (kind == RecordKind.CpPlan ? Status.Cp : Status.Cin))
                {
                    continue;
                }

                var seen = Visits.Max(visit => _caseload[visit].LatestStart(child, _today));
                if (seen <= after)
                {
                    yield return OfChild(child) with { Kind = kind, Key = plans[i].Key, Place = (plans[i].File, plans[i].Row), From = DayOf(plans.From[i]), Until = DayOf(seen) };
                }
            }
        }
    }

    private IEnumerable<QualityRow> LongAssessments()
    {
        var before = _caseload.Calendar.Add(_day.Day, -LongAssessmentWorkingDays).DayNumber;
        var assessments = _caseload[RecordKind.Assessment];
        for (var i = 0; i < assessments.Count; i++)
        {
            ref readonly var spell = ref assessments[i];
            if (assessments.Covers(i, _today) && spell.From != SpellTable.Never && spell.From < before)
            {
                yield return OfChild(spell.Child) with
                {
                    Kind = RecordKind.Assessment, Key = spell.Key, Place = (spell.File, spell.Row), From = DayOf(spell.From),
                };
            }
        }
    }

    private IEnumerable<QualityRow> StuckCases()
    {
        var after = _today - (WeeksStuck * 7);
        for (var line = 0; line < _cases.Count; line++)
        {
            if (_cases.Role[line] == RoleOnCase.Lead && _cases.Closure[line] is ClosureState.Agreed or ClosureState.Check
                && LatestSign(_cases.Child[line]) is var latest && latest <= after)
            {
                yield return OfLine(line) with { Until = DayOf(latest) };
            }
        }
    }

    /// <summary>The latest day up to today on which something began or ended for the child.</summary>
    private int LatestSign(int child)
    {
        var latest = SpellTable.Never;
        foreach (var kind in SignsOfWork)
        {
            latest = Math.Max(latest, Math.Max(_caseload[kind].LatestStart(child, _today), _caseload[kind].LatestEnd(child, _today)));
        }

        return latest;
    }

    private IEnumerable<QualityRow> RolesNotMapped()
    {
        var table = _caseload[RecordKind.Involvement];
        for (var i = 0; i < table.Count; i++)
        {
            ref readonly var spell = ref table[i];
            if (table.Covers(i, _today) && (spell.Code < 0 || _caseload.RoleOf[spell.Code].Part == RolePart.Other))
            {
                yield return OfRow(RecordKind.Involvement, i);
            }
        }
    }

    private IEnumerable<QualityRow> Clashes() =>
        _cases.Clashes.Select(clash => OfRow(clash.Kind, clash.Other) with
        {
            OtherWorker = _caseload[clash.Kind][clash.Holds].Worker,
        });

    private IEnumerable<QualityRow> HeldElsewhere() => _caseload.Beside
        .Where(one => one.Spell.From <= _today && _today < one.Spell.Until && _today < one.Spell.Gone && !_cases.IsHeld(one.Spell.Child)
            && one.Spell.Code >= 0 && _caseload.RoleOf[one.Spell.Code].Part == RolePart.Lead)
        .DistinctBy(one => (one.Spell.Child, one.Source))
        .Select(one => new QualityRow
        {
            Child = one.Spell.Child,
            Worker = one.Spell.Worker,
            Team = one.Spell.Team >= 0 || one.Spell.Worker < 0 ? one.Spell.Team : _caseload.Workers[one.Spell.Worker].On(_day.Day).Team,
            Name = one.Source.Name(),
            From = DayOf(one.Spell.From),
            Place = (one.Spell.File, one.Spell.Row),
        });

    private IEnumerable<QualityRow> ChildrenWithoutBirthDate()
    {
        for (var child = 0; child < _caseload.Children.Count; child++)
        {
            if (_cases.IsHeld(child) && _caseload.Children[child] is { BornOn: null, IsHousehold: false })
            {
                yield return OfChild(child) with { Place = _caseload.Children[child].Place };
            }
        }
    }

    private IEnumerable<QualityRow> EndsBeforeStart()
    {
        foreach (var kind in Enum.GetValues<RecordKind>().Except(NotSpells))
        {
            var table = _caseload[kind];
            for (var i = 0; i < table.Count; i++)
            {
                ref readonly var spell = ref table[i];
                if (spell.From != SpellTable.Never && spell.Until < spell.From && spell.KnownOn(_today))
                {
                    yield return OfChild(spell.Child) with
                    {
                        Worker = spell.Worker,
                        Kind = kind,
                        Key = spell.Key,
                        Place = (spell.File, spell.Row),
                        From = DayOf(spell.From),
                        Until = DayOf(spell.Until),
                    };
                }
            }
        }

        for (var worker = 0; worker < _caseload.Workers.Count; worker++)
        {
            foreach (var post in _caseload.Workers[worker].Posts.Where(post => post.Until < post.From && post.IsKnownOn(_day.Day)))
            {
                yield return new QualityRow
                {
                    Worker = worker, Team = _caseload.Workers[worker].On(_day.Day).Team, Kind = RecordKind.Post, Place = post.Place, From = post.From, Until = post.Until,
                };
            }
        }
    }

    private QualityRow OfRow(RecordKind kind, int index)
    {
        ref readonly var spell = ref _caseload[kind][index];
        return new QualityRow
        {
            Child = spell.Child,
            Worker = spell.Worker,
            Team = spell.Worker < 0 ? spell.Team : _caseload.Workers[spell.Worker].On(_day.Day).Team,
            Kind = kind,
            Key = spell.Key,
            Place = (spell.File, spell.Row),
            Name = spell.Code < 0 ? null : _caseload.Codes[spell.Code],
            From = DayOf(spell.From),
        };
    }

    /// <summary>A child with whoever holds them, the first by function where several do.</summary>
    private QualityRow OfChild(int child)
    {
        var line = Holder(child);
        return line < 0 ? new QualityRow { Child = child, Team = _cases.LastTeamOf(child) } : OfLine(line) with { From = null };
    }

    private int Holder(int child)
    {
        if (_holders is null)
        {
            _holders = new int[_caseload.Children.Count];
            Array.Fill(_holders, -1);
            for (var line = _cases.Count - 1; line >= 0; line--)
            {
                var had = _holders[_cases.Child[line]];
                if (_cases.Role[line] == RoleOnCase.Lead && (had < 0 || _cases.Function[line] <= _cases.Function[had]))
                {
                    _holders[_cases.Child[line]] = line;
                }
            }
        }

        return _holders[child];
    }

    private int[]? _holders;
}
