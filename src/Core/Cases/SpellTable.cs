namespace Fairload.Core.Cases;

/// <summary>One dated record of one child, as kept in memory. Days are day numbers; see <see cref="SpellTable"/> for none and open.</summary>
public readonly record struct Spell
{
    /// <summary>The child's place in <see cref="Caseload.Children"/>.</summary>
    public required int Child { get; init; }

    /// <summary>The first day, or the day of an event; <see cref="SpellTable.Never"/> when the source gives none.</summary>
    public required int From { get; init; }

    /// <summary>The first day no longer covered, as the source says; <see cref="SpellTable.Open"/> when still open.</summary>
    public required int Until { get; init; }

    /// <summary>The day from which a later extract no longer had the row; <see cref="SpellTable.Open"/> while it stands.</summary>
    public required int Gone { get; init; }

    /// <summary>The day something was due, or <see cref="SpellTable.Never"/>.</summary>
    public required int Due { get; init; }

    /// <summary>The code's number in the vocabulary, or -1.</summary>
    public required int Code { get; init; }

    /// <summary>The worker's place in <see cref="Caseload.Workers"/>, or -1.</summary>
    public required int Worker { get; init; }

    /// <summary>A second worker's place, or -1.</summary>
    public required int OtherWorker { get; init; }

    /// <summary>The team's place in <see cref="Caseload.Teams"/>, or -1.</summary>
    public required int Team { get; init; }

    /// <summary>A number in the unit of the kind, or <see cref="FactTable.Absent"/>.</summary>
    public required int Number { get; init; }

    /// <summary>A yes (1) or no (0), or -1 when the source does not say.</summary>
    public required sbyte Flag { get; init; }

    /// <summary>The source's id of the row.</summary>
    public required string Key { get; init; }

    /// <summary>A second text.</summary>
    public required string? Detail { get; init; }

    /// <summary>A link.</summary>
    public required string? Ref { get; init; }

    /// <summary>The loaded file.</summary>
    public required int File { get; init; }

    /// <summary>The row in that file.</summary>
    public required int Row { get; init; }

    /// <summary>What marks a span that snapshots made: its first day is when it was first seen, and nobody knows when it began.</summary>
    public const string Snapshot = "snapshot";

    /// <summary>Whether snapshots made it, so that its first day is when it was first seen.</summary>
    public bool IsFirstSeen(RecordKind kind) => kind == RecordKind.Involvement && Detail == Snapshot;

    /// <summary>The first day, or nothing.</summary>
    public DateOnly? FromDay => From == SpellTable.Never ? null : DateOnly.FromDayNumber(From);

    /// <summary>The first day no longer covered, or nothing while open.</summary>
    public DateOnly? UntilDay => Until == SpellTable.Open ? null : DateOnly.FromDayNumber(Until);

    /// <summary>The due day, or nothing.</summary>
    public DateOnly? DueDay => Due == SpellTable.Never ? null : DateOnly.FromDayNumber(Due);

    /// <summary>Whether the record was known on the day: it had not been withdrawn.</summary>
    public bool KnownOn(int day) => day < Gone;
}

/// <summary>
/// All records of one kind, in order of child, then first day, then key; with the days that are asked for most in
/// columns of their own, so that a whole council is read in a fraction of a millisecond.
/// </summary>
public sealed class SpellTable
{
    /// <summary>The day number that stands for "no start given": before every day.</summary>
    public const int Never = int.MinValue;

    /// <summary>The day number that stands for "still open": after every day.</summary>
    public const int Open = int.MaxValue;

    private readonly int[] _first;
    private readonly int[] _child;
    private readonly int[] _from;
    private readonly int[] _end;
    private readonly Spell[] _spells;

    /// <summary>A table of spells in any order, for so many children.</summary>
    public SpellTable(IReadOnlyList<Spell> spells, int children)
    {
        _first = new int[children + 1];
        foreach (var spell in spells)
        {
            _first[spell.Child + 1]++;
        }

        for (var child = 0; child < children; child++)
        {
            _first[child + 1] += _first[child];
        }

        var next = _first.AsSpan(0, children).ToArray();
        _spells = new Spell[spells.Count];
        foreach (var spell in spells)
        {
            _spells[next[spell.Child]++] = spell;
        }

        for (var child = 0; child < children; child++)
        {
            var (start, length) = (_first[child], _first[child + 1] - _first[child]);
            if (length > 1)
            {
                Array.Sort(_spells, start, length, InOrder);
            }
        }

        _child = Array.ConvertAll(_spells, spell => spell.Child);
        _from = Array.ConvertAll(_spells, spell => spell.From);
        _end = Array.ConvertAll(_spells, spell => Math.Min(spell.Until, spell.Gone));
    }

    private static readonly Comparer<Spell> InOrder = Comparer<Spell>.Create((a, b) =>
        a.From != b.From ? a.From.CompareTo(b.From) : string.CompareOrdinal(a.Key, b.Key));

    /// <summary>How many records there are.</summary>
    public int Count => _spells.Length;

    /// <summary>All records.</summary>
    public ReadOnlySpan<Spell> All => _spells;

    /// <summary>The child of each record.</summary>
    public ReadOnlySpan<int> Child => _child;

    /// <summary>The first day of each record.</summary>
    public ReadOnlySpan<int> From => _from;

    /// <summary>The first day no longer covered of each record: its end or its withdrawal, whichever comes first.</summary>
    public ReadOnlySpan<int> End => _end;

    /// <summary>One record.</summary>
    public ref readonly Spell this[int index] => ref _spells[index];

    /// <summary>The records of a child.</summary>
    public ReadOnlySpan<Spell> Of(int child) => _spells.AsSpan(_first[child], _first[child + 1] - _first[child]);

    /// <summary>The place of a child's first record.</summary>
    public int FirstOf(int child) => _first[child];

    /// <summary>Whether record <paramref name="index"/> covers the day and was known on it.</summary>
    public bool Covers(int index, int day) => _from[index] <= day && day < _end[index];

    /// <summary>
    /// The place of the child's record that covers the day, or -1; of several the one that started last, and of those
    /// the greatest key.
    /// </summary>
    public int Covering(int child, int day)
    {
        for (var index = _first[child + 1] - 1; index >= _first[child]; index--)
        {
            if (_from[index] <= day && day < _end[index])
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>The latest first day of the child's known records on or before the day, or <see cref="Never"/>.</summary>
    public int LatestStart(int child, int day)
    {
        for (var index = _first[child + 1] - 1; index >= _first[child]; index--)
        {
            if (_from[index] <= day && _spells[index].KnownOn(day))
            {
                return _from[index];
            }
        }

        return Never;
    }

    /// <summary>The latest end on or before the day of the child's known records, or <see cref="Never"/>.</summary>
    public int LatestEnd(int child, int day)
    {
        var latest = Never;
        for (var index = _first[child]; index < _first[child + 1]; index++)
        {
            var until = _spells[index].Until;
            if (until <= day && until > latest && _spells[index].KnownOn(day))
            {
                latest = until;
            }
        }

        return latest;
    }
}
