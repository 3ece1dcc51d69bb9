using System.Collections.Concurrent;
using Fairload.Core.Time;

namespace Fairload.Core.Cases;

/// <summary>Where a line of the caseload comes from: the record that makes a worker the holder or co-worker.</summary>
/// <param name="Kind">An involvement, an early help episode, a care-leaver record or a carer household.</param>
/// <param name="Index">The record's place in that kind's table.</param>
public readonly record struct LineSource(RecordKind Kind, int Index);

/// <summary>Two open lead involvements of one child in one function: only the later holds it.</summary>
/// <param name="Child">The child's place.</param>
/// <param name="Holds">The place of the involvement that holds the case.</param>
/// <param name="Other">The place of the involvement passed over.</param>
public readonly record struct Clash(int Child, int Holds, int Other)
{
    /// <summary>The table of both places: involvements, or carer households.</summary>
    public RecordKind Kind { get; init; } = RecordKind.Involvement;
}

/// <summary>A child with an open status whom nobody holds.</summary>
/// <param name="Child">The child's place.</param>
/// <param name="Status">The status on the day.</param>
/// <param name="Since">Since when: the later of the status's start and the end of the last holding.</param>
public readonly record struct Unallocated(int Child, Status Status, DateOnly Since);

/// <summary>
/// Who holds, and who shares, which child on one day (contracts, section 2), with every fact of each case in columns.
/// Lines stand in order of worker, then child, then function.
/// </summary>
public sealed partial class CaseList : FactTable
{
    private static readonly Status[] SpellStatuses =
        [Status.EarlyHelp, Status.Referral, Status.CareLeaver, Status.Assessment, Status.Cin, Status.Cp, Status.Cla];

    private readonly int _today;
    private readonly int[] _child;
    private readonly int[] _worker;
    private readonly Function[] _function;
    private readonly RoleOnCase[] _role;
    private readonly LineSource[] _source;
    private readonly bool[] _held;
    private readonly byte[] _statusOfChild;
    private ConcurrentDictionary<FactRef, int[]> _columns = [];

    private CaseList(Caseload caseload, DateOnly day, Gathering gathered)
    {
        (Caseload, Day, _today) = (caseload, day, day.DayNumber);
        var lines = gathered.Lines;
        lines.Sort();
        var count = lines.Count;
        (_child, _worker) = (new int[count], new int[count]);
        (_function, _role, _source) = (new Function[count], new RoleOnCase[count], new LineSource[count]);
        for (var i = 0; i < count; i++)
        {
            (_worker[i], _child[i], _role[i], _function[i], _source[i]) = lines[i];
        }

        (_held, _statusOfChild, Clashes, OtherRoles) = (gathered.Held, gathered.Statuses, gathered.Clashes, gathered.OtherRoles);
    }

    /// <summary>The caseload read.</summary>
    public Caseload Caseload { get; }

    /// <summary>The day, as at its end.</summary>
    public DateOnly Day { get; }

    /// <inheritdoc />
    public override int Count => _child.Length;

    /// <summary>The child's place, by line.</summary>
    public ReadOnlySpan<int> Child => _child;

    /// <summary>The worker's place, by line.</summary>
    public ReadOnlySpan<int> Worker => _worker;

    /// <summary>The function, by line.</summary>
    public ReadOnlySpan<Function> Function => _function;

    /// <summary>Lead or co-worker, by line.</summary>
    public ReadOnlySpan<RoleOnCase> Role => _role;

    /// <summary>The record behind each line.</summary>
    public ReadOnlySpan<LineSource> Source => _source;

    /// <summary>Lead involvements passed over because a later one holds the child in the same function.</summary>
    public IReadOnlyList<Clash> Clashes { get; }

    /// <summary>Open involvements in a role that neither holds nor shares a case, by role code: how many.</summary>
    public IReadOnlyDictionary<int, int> OtherRoles { get; }

    /// <summary>The status of any child on the day, held or not.</summary>
    public Status StatusOf(int child) => (Status)_statusOfChild[child];

    /// <summary>Whether anybody holds the child.</summary>
    public bool IsHeld(int child) => _held[child];

    /// <summary>Aged 18 to 24, while a care-leaver record counts. The record is not dated, so the age bounds it.</summary>
    public static bool IsOfLeavingAge(DateOnly? born, DateOnly day) => born <= day && Months.WholeYears(born.Value, day) is >= 18 and <= 24;

    /// <summary>Reads who holds whom on the day.</summary>
    public static CaseList On(Caseload caseload, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(caseload);
        var gathering = new Gathering(caseload, day);
        gathering.Statuses = ReadStatuses(caseload, day);
        gathering.ReadInvolvements();
        gathering.ReadEarlyHelp();
        gathering.ReadCareLeavers();
        gathering.ReadCarerHouseholds();
        gathering.ReadCoWorkers();
        return new CaseList(caseload, day, gathering);
    }

    /// <summary>
    /// The same lines with one judgement changed: for showing what it would make of the totals without writing anything.
    /// Everything but that one column is shared, so it costs next to nothing.
    /// </summary>
    /// <param name="judgement">The judgement's code.</param>
    /// <param name="line">The line.</param>
    /// <param name="value">The option's place, or the number in hundredths.</param>
    public CaseList WithJudgement(string judgement, int line, int value)
    {
        var fact = new FactRef(Fact.Judged, judgement);
        var changed = (int[])Column(fact).Clone();
        changed[line] = value;
        var copy = (CaseList)MemberwiseClone();
        copy._columns = new ConcurrentDictionary<FactRef, int[]>(_columns) { [fact] = changed };
        return copy;
    }

    /// <summary>Children with an open status and no holder, the longest wait first.</summary>
    public IReadOnlyList<Unallocated> Unallocated()
    {
        var found = new List<Unallocated>();
        for (var child = 0; child < _held.Length; child++)
        {
            if (_statusOfChild[child] != (byte)Status.None && !_held[child])
            {
                found.Add(new Unallocated(child, StatusOf(child), DateOnly.FromDayNumber(Math.Max(StatusSince(child), LastHeld(child)))));
            }
        }

        return [.. found.OrderBy(wait => wait.Since).ThenBy(wait => wait.Child)];
    }

    /// <summary>How many children have an open status and no holder.</summary>
    public int CountUnallocated()
    {
        var count = 0;
        for (var child = 0; child < _held.Length; child++)
        {
            count += _statusOfChild[child] != (byte)Status.None && !_held[child] ? 1 : 0;
        }

        return count;
    }

    /// <summary>
    /// The team that last had to do with the child on or before the day: of the latest lead involvement, else of the
    /// latest referral or assessment; -1 when no record says.
    /// </summary>
    public int LastTeamOf(int child)
    {
        foreach (var kind in (ReadOnlySpan<RecordKind>)[RecordKind.Involvement, RecordKind.CinEpisode, RecordKind.Assessment])
        {
            var spells = Caseload[kind].Of(child);
            for (var i = spells.Length - 1; i >= 0; i--)
            {
                ref readonly var spell = ref spells[i];
                if (spell.From > _today || !spell.KnownOn(_today)
                    || (kind == RecordKind.Involvement && (spell.Code < 0 || Caseload.RoleOf[spell.Code].Part != RolePart.Lead)))
                {
                    continue;
                }

                var team = spell.Team >= 0 || spell.Worker < 0 ? spell.Team : Caseload.Workers[spell.Worker].On(Day).Team;
                if (team >= 0)
                {
                    return team;
                }
            }
        }

        return -1;
    }

    private int LastHeld(int child)
    {
        var latest = SpellTable.Never;
        foreach (var spell in Caseload[RecordKind.Involvement].Of(child))
        {
            var end = Math.Min(spell.Until, spell.Gone);
            if (spell.Code >= 0 && Caseload.RoleOf[spell.Code].Part == RolePart.Lead && end <= _today)
            {
                latest = Math.Max(latest, end);
            }
        }

        return latest;
    }

    /// <summary>
    /// The status of every child in one pass over each table, the weightiest last so that it overwrites: a scan of
    /// days in columns costs less than asking seven tables about each child.
    /// </summary>
    private static byte[] ReadStatuses(Caseload caseload, DateOnly day)
    {
        var statuses = new byte[caseload.Children.Count];
        Array.Fill(statuses, (byte)Status.None);
        var today = day.DayNumber;
        foreach (var status in SpellStatuses)
        {
            foreach (var kind in KindsOf(status))
            {
                var table = caseload[kind];
                var child = table.Child;
                var from = table.From;
                var end = table.End;
                for (var i = 0; i < child.Length; i++)
                {
                    if (from[i] <= today && today < end[i] && Counts(caseload, table, i, status, day))
                    {
                        statuses[child[i]] = (byte)status;
                    }
                }
            }
        }

        return statuses;
    }

    private static ReadOnlySpan<RecordKind> KindsOf(Status status) => status switch
    {
        Status.Cla => [RecordKind.ClaEpisode],
        Status.Cp => [RecordKind.CpPlan],
        Status.Cin => [RecordKind.CinPlan],
        Status.Assessment => [RecordKind.Assessment, RecordKind.Section47],
        Status.CareLeaver => [RecordKind.CareLeaver],
        Status.Referral => [RecordKind.CinEpisode],
        Status.EarlyHelp => [RecordKind.EarlyHelp],
        _ => [],
    };

    private static bool Counts(Caseload caseload, SpellTable table, int index, Status status, DateOnly day) => status switch
    {
        Status.Referral => table[index].Flag != 1,
        Status.CareLeaver => IsOfLeavingAge(caseload.Children[table.Child[index]].BornOn, day),
        _ => true,
    };

    /// <summary>The day number on which the child's status began; the day itself when the status is none.</summary>
    private int StatusSince(int child)
    {
        var status = StatusOf(child);
        if (status == Status.CareLeaver)
        {
            return Caseload.Children[child].BornOn!.Value.AddYears(18).DayNumber;
        }

        return RunStart(child, status);
    }

    /// <summary>
    /// The first day of the unbroken run that covers today, over all records that give the status: adjoining and
    /// overlapping ones are joined.
    /// </summary>
    private int RunStart(int child, Status status)
    {
        var start = SpellTable.Open;
        for (var again = true; again;)
        {
            again = false;
            foreach (var kind in KindsOf(status))
            {
                foreach (var spell in Caseload[kind].Of(child))
                {
                    var end = Math.Min(spell.Until, spell.Gone);
                    var reaches = start == SpellTable.Open ? spell.From <= _today && _today < end : end >= start;
                    if (reaches && spell.From < start && spell.From < end && (status != Status.Referral || spell.Flag != 1))
                    {
                        start = spell.From;
                        again = true;
                    }
                }
            }
        }

        // A status whose record has no start is as old as the day: what is not known is not guessed.
        return start is SpellTable.Open or SpellTable.Never ? _today : start;
    }

    /// <summary>What is gathered on the way to the lines.</summary>
    private sealed class Gathering(Caseload caseload, DateOnly day)
    {
        private const byte Shared = 1 << 7;

        private readonly int _today = day.DayNumber;
        private readonly byte[] _functions = new byte[caseload.Children.Count];
        private readonly List<(int Child, int Worker, int Index)> _coWorkers = [];

        public LineBuffer Lines { get; } = new();

        public bool[] Held { get; } = new bool[caseload.Children.Count];

        public byte[] Statuses { get; set; } = [];

        public List<Clash> Clashes { get; } = [];

        public Dictionary<int, int> OtherRoles { get; } = [];

        /// <summary>
        /// Open involvements in order of child, start and id, so that of two leads in one function the last met holds.
        /// </summary>
        public void ReadInvolvements()
        {
            var table = caseload[RecordKind.Involvement];
            var child = table.Child;
            var from = table.From;
            var end = table.End;
            Span<int> lead = stackalloc int[6];
            lead.Fill(-1);
            var current = -1;
            for (var i = 0; i < child.Length; i++)
            {
                if (from[i] > _today || _today >= end[i])
                {
                    continue;
                }

                if (child[i] != current)
                {
                    Flush(current, lead);
                    current = child[i];
                }

                ref readonly var spell = ref table[i];
                var (part, function) = spell.Code < 0 ? (RolePart.Other, default) : caseload.RoleOf[spell.Code];
                if (part == RolePart.Lead && spell.Worker >= 0)
                {
                    ref var holds = ref lead[(int)function];
                    if (holds >= 0 && table[holds].Worker != spell.Worker)
                    {
                        Clashes.Add(new Clash(current, i, holds));
                    }

                    holds = i;
                }
                else if (part == RolePart.CoWorker && spell.Worker >= 0)
                {
                    _coWorkers.Add((current, spell.Worker, i));
                }
                else if (part == RolePart.Other)
                {
                    OtherRoles[spell.Code] = OtherRoles.GetValueOrDefault(spell.Code) + 1;
                }
            }

            Flush(current, lead);
        }

        public void ReadEarlyHelp()
        {
            // From the last to the first, so that of two open episodes the one that started last holds.
            var table = caseload[RecordKind.EarlyHelp];
            for (var i = table.Count - 1; i >= 0; i--)
            {
                ref readonly var spell = ref table[i];
                if (table.Covers(i, _today) && spell.Worker >= 0)
                {
                    HoldUnlessHeld(spell.Child, spell.Worker, Cases.Function.EarlyHelp, new LineSource(RecordKind.EarlyHelp, i));
                }
            }
        }

        public void ReadCareLeavers()
        {
            var table = caseload[RecordKind.CareLeaver];
            for (var i = table.Count - 1; i >= 0; i--)
            {
                ref readonly var spell = ref table[i];
                if (!table.Covers(i, _today) || !IsOfLeavingAge(caseload.Children[spell.Child].BornOn, day))
                {
                    continue;
                }

                var source = new LineSource(RecordKind.CareLeaver, i);
                if (spell.OtherWorker >= 0)
                {
                    HoldUnlessHeld(spell.Child, spell.OtherWorker, Cases.Function.PersonalAdviser, source);
                }

                if (spell.Worker >= 0)
                {
                    HoldUnlessHeld(spell.Child, spell.Worker, Cases.Function.SocialWork, source);
                }
            }
        }

        /// <summary>Carer households with a worker: of two workers at once the one who started last holds it.</summary>
        public void ReadCarerHouseholds()
        {
            var table = caseload[RecordKind.CarerHousehold];
            var holds = -1;
            for (var i = 0; i < table.Count; i++)
            {
                if (table.Covers(i, _today) && table[i].Worker >= 0)
                {
                    if (holds >= 0 && table[holds].Child == table[i].Child && table[holds].Worker != table[i].Worker)
                    {
                        Clashes.Add(new Clash(table[i].Child, i, holds) { Kind = RecordKind.CarerHousehold });
                    }

                    holds = i;
                }

                if (holds >= 0 && (i + 1 == table.Count || table[i + 1].Child != table[i].Child))
                {
                    Hold(table[holds].Child, table[holds].Worker, Cases.Function.Carer, new LineSource(RecordKind.CarerHousehold, holds));
                    holds = -1;
                }
            }
        }

        /// <summary>Lines of co-workers, one for each worker and child. Who leads the child in any function is not weighed for it twice.</summary>
        public void ReadCoWorkers()
        {
            var had = new HashSet<(int, int)>();
            foreach (var (child, _, _) in _coWorkers)
            {
                _functions[child] |= Shared;
            }

            if (_coWorkers.Count > 0)
            {
                had.UnionWith(Lines.Where(child => (_functions[child] & Shared) != 0));
            }

            // From the last to the first: of several involvements of one worker the one that started last stands.
            foreach (var (child, worker, index) in Enumerable.Reverse(_coWorkers))
            {
                if (had.Add((worker, child)))
                {
                    Lines.Add(worker, child, RoleOnCase.CoWorker, Cases.Function.SocialWork, new LineSource(RecordKind.Involvement, index));
                }
            }
        }

        private void Flush(int child, Span<int> lead)
        {
            if (child < 0)
            {
                return;
            }

            var table = caseload[RecordKind.Involvement];
            for (var function = 0; function < lead.Length; function++)
            {
                if (lead[function] >= 0)
                {
                    Hold(child, table[lead[function]].Worker, (Function)function, new LineSource(RecordKind.Involvement, lead[function]));
                }
            }

            lead.Fill(-1);
        }

        private void HoldUnlessHeld(int child, int worker, Function function, LineSource source)
        {
            if ((_functions[child] & (1 << (int)function)) == 0)
            {
                Hold(child, worker, function, source);
            }
        }

        private void Hold(int child, int worker, Function function, LineSource source)
        {
            _functions[child] |= (byte)(1 << (int)function);
            Held[child] = true;
            Lines.Add(worker, child, RoleOnCase.Lead, function, source);
        }
    }

    /// <summary>Lines as sortable keys, so that a hundred thousand of them are put in order of worker and child quickly.</summary>
    private sealed class LineBuffer
    {
        private static readonly Function[] ByWord =
            [.. Enum.GetValues<Function>().OrderBy(function => function.Word(), StringComparer.Ordinal)];

        private readonly List<long> _keys = [];
        private readonly List<LineSource> _sources = [];
        private long[] _sorted = [];
        private LineSource[] _sortedSources = [];

        public int Count => _keys.Count;

        public (int Worker, int Child, RoleOnCase Role, Function Function, LineSource Source) this[int index]
        {
            get
            {
                var key = _sorted[index];
                return ((int)(key >> 36), (int)((key >> 4) & 0xFFFFFFFF), (RoleOnCase)(1 - (key & 1)), ByWord[(key >> 1) & 7], _sortedSources[index]);
            }
        }

        // 27 bits of worker, 32 of child, 3 of function, 1 of role, in the order of the words that JSON shows.
        public void Add(int worker, int child, RoleOnCase role, Function function, LineSource source)
        {
            _keys.Add(((long)worker << 36) | ((long)child << 4) | ((long)Array.IndexOf(ByWord, function) << 1) | (1L - (long)role));
            _sources.Add(source);
        }

        /// <summary>The worker and child of every line so far whose child is one of those asked for.</summary>
        public IEnumerable<(int Worker, int Child)> Where(Func<int, bool> isAsked)
        {
            foreach (var key in _keys)
            {
                var child = (int)((key >> 4) & 0xFFFFFFFF);
                if (isAsked(child))
                {
                    yield return ((int)(key >> 36), child);
                }
            }
        }

        public void Sort()
        {
            (_sorted, _sortedSources) = ([.. _keys], [.. _sources]);
            Array.Sort(_sorted, _sortedSources);
        }
    }
}
