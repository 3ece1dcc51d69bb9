using Fairload.Core.Cases;

namespace Fairload.Core.Workload;

/// <summary>Why a count of allocated cases from another list may differ from the holdings here.</summary>
public enum HoldingReason
{
    /// <summary>Open involvements in a role that the role mapping does not know: not counted.</summary>
    RoleNotMapped,

    /// <summary>A lead involvement passed over because a later one holds the child: not counted.</summary>
    Clash,

    /// <summary>A co-worker: on a statement, not counted as a case.</summary>
    CoWorker,

    /// <summary>A student: not counted.</summary>
    Student,

    /// <summary>A lead involvement that names no worker: not counted.</summary>
    NoWorker,

    /// <summary>A lead involvement that ended on the extract date itself: the end day is not covered, so not counted.</summary>
    EndedThatDay,

    /// <summary>A child held in two functions: counted once for each.</summary>
    TwoFunctions,

    /// <summary>Held by an early help episode or a care-leaver record, without an involvement: counted.</summary>
    WithoutInvolvement,

    /// <summary>Held by somebody in no team: counted for the council and for no team.</summary>
    NoTeam,

    /// <summary>Held under an involvement that names another team than the holder's: counted in the holder's team.</summary>
    OtherTeam,
}

/// <summary>One record that may explain a difference.</summary>
/// <param name="Child">The child's place.</param>
/// <param name="Worker">The worker's place, or -1.</param>
/// <param name="Team">The place of the worker's team, or -1.</param>
/// <param name="OtherTeam">The place of the team that the record names instead, or -1.</param>
/// <param name="Kind">The record's table.</param>
/// <param name="Key">The record's id in the source.</param>
/// <param name="Role">The role as the source writes it, or nothing.</param>
/// <param name="From">First day, or nothing.</param>
public sealed record HoldingNote(int Child, int Worker, int Team, int OtherTeam, RecordKind Kind, string Key, string? Role, DateOnly? From);

/// <summary>
/// The holdings of a day by the holders' teams, and every record because of which a list from the case system may count
/// otherwise. It decides nothing: it says where to look when two counts differ.
/// </summary>
/// <example>The council's list has 212 cases for a team and Fairload 204; 8 of the team's open involvements are
/// co-workers', so the list counts them too.</example>
public sealed class HoldingsCheck
{
    private static readonly HoldingReason[] CountedHere =
        [HoldingReason.TwoFunctions, HoldingReason.WithoutInvolvement, HoldingReason.NoTeam, HoldingReason.OtherTeam];

    private readonly Dictionary<HoldingReason, List<HoldingNote>> _notes =
        Enum.GetValues<HoldingReason>().ToDictionary(reason => reason, _ => new List<HoldingNote>());

    private readonly WorkloadDay _day;
    private readonly Caseload _caseload;

    private HoldingsCheck(WorkloadDay day)
    {
        (_day, _caseload) = (day, day.Cases.Caseload);
        HeldByTeam = day.Statements.Where(statement => statement.Cases > 0)
            .GroupBy(statement => statement.Standing.Team)
            .ToDictionary(team => team.Key, team => team.Sum(statement => statement.Cases));
        NoteInvolvements();
        NoteLines();
    }

    /// <summary>Cases held by the place of the holder's team; -1 is no team.</summary>
    public IReadOnlyDictionary<int, int> HeldByTeam { get; }

    /// <summary>All cases held.</summary>
    public int Held => _day.Totals.Cases;

    /// <summary>Looks at a day's holdings.</summary>
    public static HoldingsCheck Of(WorkloadDay day)
    {
        ArgumentNullException.ThrowIfNull(day);
        return new HoldingsCheck(day);
    }

    /// <summary>The records of a reason: all, or those of one team.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="team">The team's place; nothing for the whole council.</param>
    public IReadOnlyList<HoldingNote> Notes(HoldingReason reason, int? team = null) =>
        team is { } one ? [.. _notes[reason].Where(note => note.Team == one || note.OtherTeam == one)] : _notes[reason];

    /// <summary>Whether records of this reason are counted as cases here, so that another list may have fewer; else it may have more.</summary>
    public static bool IsCountedHere(HoldingReason reason) => CountedHere.Contains(reason);

    /// <summary>
    /// The reasons whose records alone would be the whole of a difference: as many as the other list has more (not counted
    /// here) or fewer (counted here). It is a hint where to look first, not a proof.
    /// </summary>
    /// <param name="difference">The other list's count less the holdings here.</param>
    /// <param name="team">The team's place; nothing for the whole council.</param>
    public IReadOnlyList<HoldingReason> AloneExplains(int difference, int? team = null) => difference == 0 ? [] :
        [.. _notes.Keys.Where(reason => Notes(reason, team).Count == Math.Abs(difference) && (reason switch
        {
            // A case of another team may be more here or there; for the whole council teams cancel out.
            HoldingReason.OtherTeam => team is not null,
            HoldingReason.NoTeam => team == -1 && difference < 0,
            _ => IsCountedHere(reason) == (difference < 0),
        }))];

    private void NoteInvolvements()
    {
        var table = _caseload[RecordKind.Involvement];
        var today = _day.Day.DayNumber;
        for (var i = 0; i < table.Count; i++)
        {
            ref readonly var spell = ref table[i];
            var part = spell.Code < 0 ? RolePart.Other : _caseload.RoleOf[spell.Code].Part;
            if (table.Covers(i, today))
            {
                switch (part)
                {
                    case RolePart.Other:
                        Note(HoldingReason.RoleNotMapped, i);
                        break;
                    case RolePart.Student:
                        Note(HoldingReason.Student, i);
                        break;
                    case RolePart.Lead when spell.Worker < 0:
                        Note(HoldingReason.NoWorker, i);
                        break;
                    case RolePart.CoWorker:
                        Note(HoldingReason.CoWorker, i);
                        break;
                }
            }
            else if (part == RolePart.Lead && spell.Until == today && spell.From < today && spell.KnownOn(today))
            {
                Note(HoldingReason.EndedThatDay, i);
            }
        }

        foreach (var clash in _day.Cases.Clashes)
        {
            _notes[HoldingReason.Clash].Add(NoteOf(new LineSource(clash.Kind, clash.Other), _caseload[clash.Kind][clash.Other].Worker));
        }
    }

    private void NoteLines()
    {
        var cases = _day.Cases;
        var met = new HashSet<int>();
        for (var line = 0; line < cases.Count; line++)
        {
            if (cases.Role[line] != RoleOnCase.Lead)
            {
                continue;
            }

            var source = cases.Source[line];
            ref readonly var spell = ref _caseload[source.Kind][source.Index];
            var team = _caseload.Workers[cases.Worker[line]].On(_day.Day).Team;
            var note = NoteOf(source, cases.Worker[line]);
            if (!met.Add(cases.Child[line]))
            {
                _notes[HoldingReason.TwoFunctions].Add(note);
            }

            if (source.Kind != RecordKind.Involvement)
            {
                _notes[HoldingReason.WithoutInvolvement].Add(note);
            }

            if (team < 0)
            {
                _notes[HoldingReason.NoTeam].Add(note);
            }
            else if (source.Kind == RecordKind.Involvement && spell.Team >= 0 && spell.Team != team)
            {
                _notes[HoldingReason.OtherTeam].Add(note with { OtherTeam = spell.Team });
            }
        }
    }

    private void Note(HoldingReason reason, int index)
    {
        var source = new LineSource(RecordKind.Involvement, index);
        _notes[reason].Add(NoteOf(source, _caseload[RecordKind.Involvement][index].Worker));
    }

    private HoldingNote NoteOf(LineSource source, int worker)
    {
        ref readonly var spell = ref _caseload[source.Kind][source.Index];
        return new HoldingNote(
            spell.Child,
            worker,
            worker < 0 ? spell.Team : _caseload.Workers[worker].On(_day.Day).Team,
            -1,
            source.Kind,
            spell.Key,
            source.Kind != RecordKind.Involvement || spell.Code < 0 ? null : _caseload.Codes[spell.Code],
            spell.FromDay);
    }
}
