using Fairload.Core.People;
using Fairload.Core.Time;

namespace Fairload.Core.Cases;

/// <summary>A child as kept in memory.</summary>
/// <param name="Number">Fairload's own number.</param>
/// <param name="Id">The id the source knows the child by.</param>
/// <param name="Initials">Initials, or nothing where the source gives no name.</param>
/// <param name="Born">Day number of birth, else of expected birth, or <see cref="SpellTable.Never"/>.</param>
/// <param name="Family">The place of the child's family, or -1: of several families, the one with the least id.</param>
/// <param name="Gone">The day number from which later extracts no longer had the child.</param>
public sealed record Child(int Number, string Id, string? Initials, int Born, int Family, int Gone)
{
    /// <summary>
    /// Whether this is no child but a carer household, which a worker holds as a case (contracts, section 2). It names no child, is in no
    /// family and has only the facts that a case has by itself.
    /// </summary>
    public bool IsHousehold { get; init; }

    /// <summary>The loaded file and its row that says who they are; nothing when rows only name them.</summary>
    public (int File, int Row)? Place { get; init; }

    /// <summary>Day of birth, else of expected birth, or nothing.</summary>
    public DateOnly? BornOn => Born == SpellTable.Never ? null : DateOnly.FromDayNumber(Born);
}

/// <summary>
/// A council's records in memory: immutable, made once per version of the data, read by every page and command.
/// Children, workers, families and teams are known by their place in the lists, which stand in ordinal order of id,
/// so that the least place is the least id.
/// </summary>
public sealed class Caseload
{
    private readonly SpellTable[] _tables;
    private readonly bool[] _supplied;
    private readonly Dictionary<string, int> _childPlaces;
    private readonly Dictionary<string, int> _workerPlaces;
    private readonly Dictionary<string, int> _teamPlaces;

    internal Caseload(
        RoleMap roles,
        WorkingCalendar calendar,
        Vocabulary codes,
        IReadOnlyList<Child> children,
        IReadOnlyList<Worker> workers,
        IReadOnlyList<Team> teams,
        IReadOnlyList<string> families,
        IReadOnlyList<IReadOnlyList<int>> familyChildren,
        SpellTable[] tables,
        bool[] supplied)
    {
        (Roles, Calendar, Codes, Children, Workers, Teams) = (roles, calendar, codes, children, workers, teams);
        (Families, FamilyChildren, _tables, _supplied) = (families, familyChildren, tables, supplied);
        _childPlaces = Places([.. children.TakeWhile(child => !child.IsHousehold)], child => child.Id);
        _workerPlaces = Places(workers, worker => worker.Id);
        _teamPlaces = Places(teams, team => team.Id);
        FamilyOf = [.. children.Select(child => child.Family)];
        RoleOf = [.. Enumerable.Range(0, codes.Count).Select(code => roles[codes[code]])];
    }

    /// <summary>The version of the council's data that this is.</summary>
    public long Version { get; internal init; }

    /// <summary>The date of the latest extract loaded: the day that figures are for unless another is asked.</summary>
    public DateOnly? ExtractDate { get; internal init; }

    /// <summary>For each kind of record the source that leads, and its latest extract.</summary>
    public IReadOnlyList<Supply> Supplies { get; internal init; } = [];

    /// <summary>What other sources than the leading one say of who holds whom, where they are as new as that one.</summary>
    public IReadOnlyList<HeldBeside> Beside { get; internal init; } = [];

    /// <summary>The council's role mapping.</summary>
    public RoleMap Roles { get; }

    /// <summary>The nation's working days.</summary>
    public WorkingCalendar Calendar { get; }

    /// <summary>The codes that the records use.</summary>
    public Vocabulary Codes { get; }

    /// <summary>All children on record, and after them the carer households, each in order of id.</summary>
    public IReadOnlyList<Child> Children { get; }

    /// <summary>Whether a place among <see cref="Children"/> is a carer household's.</summary>
    public bool IsHousehold(int child) => Children[child].IsHousehold;

    /// <summary>All workers on record.</summary>
    public IReadOnlyList<Worker> Workers { get; }

    /// <summary>All teams, services and the council.</summary>
    public IReadOnlyList<Team> Teams { get; }

    /// <summary>The ids of all families.</summary>
    public IReadOnlyList<string> Families { get; }

    /// <summary>The children of each family, by the family's place.</summary>
    public IReadOnlyList<IReadOnlyList<int>> FamilyChildren { get; }

    /// <summary>The records of a kind that is about children.</summary>
    public SpellTable this[RecordKind kind] => _tables[(int)kind];

    /// <summary>The family's place of each child, or -1.</summary>
    internal int[] FamilyOf { get; }

    /// <summary>What each code means if it is a role on an involvement, by the code's number.</summary>
    internal (RolePart Part, Function Function)[] RoleOf { get; }

    /// <summary>Whether any source ever gave the table.</summary>
    public bool WasSupplied(RecordKind kind) => _supplied[(int)kind];

    /// <summary>Whether the fact can be known: some source that gives it was loaded.</summary>
    public bool CanKnow(Fact fact) =>
        Facts.Sources(fact) is { } sources && (sources.Count == 0 || sources.Any(WasSupplied));

    /// <summary>The place of the child with this source id, or nothing.</summary>
    public int? FindChild(string id) => _childPlaces.TryGetValue(id, out var place) ? place : null;

    /// <summary>The place of the worker with this source id, or nothing.</summary>
    public int? FindWorker(string id) => _workerPlaces.TryGetValue(id, out var place) ? place : null;

    /// <summary>The place of the team with this very id, or nothing: rights are held at ids, never at names that anybody may write.</summary>
    public int? TeamWithId(string id) => _teamPlaces.TryGetValue(id, out var place) ? place : null;

    /// <summary>The place of the team with this id, else with this name, or nothing.</summary>
    public int? FindTeam(string idOrName)
    {
        if (_teamPlaces.TryGetValue(idOrName, out var place))
        {
            return place;
        }

        for (var i = 0; i < Teams.Count; i++)
        {
            if (string.Equals(Teams[i].Name, idOrName, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return null;
    }

    /// <summary>The places of the nodes right below a node, in order of name; the topmost ones for -1.</summary>
    public IReadOnlyList<int> NodesBelow(int node) =>
        [.. Enumerable.Range(0, Teams.Count).Where(team => Teams[team].Parent == node && team != node)
            .OrderBy(team => Teams[team].Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>Whether a team is <paramref name="node"/> or stands below it. A team without a place (-1) is below none.</summary>
    public bool IsWithin(int team, int node)
    {
        // A council's files may hold a ring of parents; no tree is deeper than its number of nodes.
        for (var steps = 0; team >= 0 && steps <= Teams.Count; steps++)
        {
            if (team == node)
            {
                return true;
            }

            team = Teams[team].Parent;
        }

        return false;
    }

    /// <summary>
    /// The same caseload with some of its records as they would be if they were mended: for showing what that would make of the figures.
    /// Everybody keeps their place.
    /// </summary>
    /// <param name="spells">By kind, what becomes of a record; nothing for one left out. Kinds that it lacks stay.</param>
    /// <param name="worker">What becomes of a worker.</param>
    internal Caseload Mended(IReadOnlyDictionary<RecordKind, Func<Spell, Spell?>> spells, Func<Worker, Worker> worker)
    {
        var tables = (SpellTable[])_tables.Clone();
        foreach (var (kind, mend) in spells)
        {
            var mended = new List<Spell>(this[kind].Count);
            foreach (ref readonly var spell in this[kind].All)
            {
                if (mend(spell) is { } kept)
                {
                    mended.Add(kept);
                }
            }

            tables[(int)kind] = new SpellTable(mended, Children.Count);
        }

        return new Caseload(Roles, Calendar, Codes, Children, [.. Workers.Select(worker)], Teams, Families, FamilyChildren, tables, _supplied)
        {
            Version = Version, ExtractDate = ExtractDate, Supplies = Supplies, Beside = Beside,
        };
    }

    private static Dictionary<string, int> Places<T>(IReadOnlyList<T> items, Func<T, string> id)
    {
        var places = new Dictionary<string, int>(items.Count, StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            places.TryAdd(id(items[i]), i);
        }

        return places;
    }
}
