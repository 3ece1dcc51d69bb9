using System.Globalization;
using Fairload.Core.People;
using Fairload.Core.Time;

namespace Fairload.Core.Cases;

/// <summary>Gathers records, in any order, into an immutable <see cref="Caseload"/>.</summary>
/// <param name="roles">The council's role mapping.</param>
/// <param name="calendar">The nation's working days.</param>
public sealed class CaseloadBuilder(RoleMap roles, WorkingCalendar calendar)
{
    private static readonly int Kinds = Enum.GetValues<RecordKind>().Max(kind => (int)kind) + 1;

    private readonly Vocabulary _codes = new();
    private readonly bool[] _supplied = new bool[Kinds];
    private readonly List<Spell>[] _spells = [.. Enumerable.Range(0, Kinds).Select(_ => new List<Spell>())];
    private readonly Dictionary<int, string> _childIds = [];
    private readonly Dictionary<int, string> _workerIds = [];
    private readonly Dictionary<string, int> _households = new(StringComparer.Ordinal);
    private readonly List<(string Role, string Word)> _roles = [];
    private readonly HashSet<int> _namesOnly = [];
    private readonly List<Supply> _supplies = [];
    private readonly List<HeldBeside> _beside = [];
    private readonly Dictionary<int, ChildRow> _children = [];
    private readonly Dictionary<int, WorkerRow> _workers = [];
    private readonly List<PostRow> _posts = [];
    private readonly List<(int Child, string Family)> _families = [];
    private readonly Dictionary<string, TeamRow> _teams = new(StringComparer.Ordinal);
    private readonly List<string?> _teamsNamed = [];
    private readonly Dictionary<string, int> _teamNameNumbers = new(StringComparer.Ordinal);

    private readonly record struct ChildRow(string? Initials, int Born, int Gone, (int File, int Row)? Place);

    private sealed record WorkerRow(
        string? Name, string? Registration, string? Team, decimal? Fte, bool? Agency, string? Title, int Gone, int File, int Row);

    private sealed record PostRow(int Worker, DateOnly From, DateOnly? Until, int Gone, string? Name, string? Registration,
        string? Team, decimal? Fte, string? Band, string? Role, string? Title, bool? Agency, int? Manager, int File, int Row);

    private sealed record TeamRow(string? Name, string? Parent, string? ParentName, int File, int Row);

    /// <summary>The version of the council's data that the records are of.</summary>
    public long Version { get; set; }

    /// <summary>The date of the latest extract among them, or nothing.</summary>
    public DateOnly? ExtractDate { get; set; }

    /// <summary>Says that a source gave this table, even if empty: its facts are then known to be no, not unknown.</summary>
    public void Supplied(RecordKind kind) => _supplied[(int)kind] = true;

    /// <summary>Says that a source gave this table, that it leads for it, and the latest day it described.</summary>
    public void Supplied(Supply supply)
    {
        ArgumentNullException.ThrowIfNull(supply);
        Supplied(supply.Kind);
        _supplies.Add(supply);
    }

    /// <summary>Names the child with Fairload's own number by the id the source knows it by.</summary>
    public void NameChild(int child, string sourceId) => _childIds[child] = sourceId;

    /// <summary>Names the worker with Fairload's own number by the id the source knows them by.</summary>
    /// <param name="worker">The number.</param>
    /// <param name="sourceId">The id.</param>
    /// <param name="isNameOnly">Whether every source that knows them knows them by name alone.</param>
    public void NameWorker(int worker, string sourceId, bool isNameOnly = false)
    {
        _workerIds[worker] = sourceId;
        if (isNameOnly)
        {
            _namesOnly.Add(worker);
        }
    }

    /// <summary>Takes a record. Its values are copied: the caller may use the object again.</summary>
    /// <exception cref="ArgumentException">A record about a child or worker that names none.</exception>
    public void Add(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        Supplied(record.Kind);
        switch (record.Kind)
        {
            case RecordKind.Team:
                if (record.Withdrawn is null)
                {
                    _teams[record.Key] = new TeamRow(record.Detail, record.Ref, ExtraOf(record.Extra, "parentName"), record.File, record.Row);
                }

                break;
            case RecordKind.Worker:
                _workers[NumberOf(record.Worker, record)] = new WorkerRow(record.Detail, record.Ref, record.Team,
                    Millionths(record.Number), record.Flag, record.Code, Day(record.Withdrawn, SpellTable.Open), record.File, record.Row);
                break;
            case RecordKind.Post:
                Learn(record.Code);
                Learn(ExtraOf(record.Extra, "role"));
                _posts.Add(new PostRow(NumberOf(record.Worker, record), record.From ?? DateOnly.MinValue, record.Until,
                    Day(record.Withdrawn, SpellTable.Open), record.Detail, record.Ref, record.Team, Millionths(record.Number),
                    record.Code, ExtraOf(record.Extra, "role"), ExtraOf(record.Extra, "title"), record.Flag, record.OtherWorker, record.File, record.Row));
                break;
            case RecordKind.Child:
                _children[NumberOf(record.Child, record)] = new ChildRow(record.Detail, Day(record.From ?? record.Due, SpellTable.Never),
                    Day(record.Withdrawn, SpellTable.Open), (record.File, record.Row));
                break;
            case RecordKind.Family:
                if (record.Withdrawn is null && record.Ref is { } family)
                {
                    _families.Add((NumberOf(record.Child, record), family));
                }

                break;
            case RecordKind.Role:
                if (record is { Withdrawn: null, Detail: { } role, Code: { } word })
                {
                    _roles.Add((role, word));
                }

                break;
            case RecordKind.CarerHousehold:
                _spells[(int)record.Kind].Add(SpellOf(record, HouseholdOf(record)));
                break;
            case RecordKind.Absence:
                // Says nothing of a case.
                break;
            default:
                _spells[(int)record.Kind].Add(SpellOf(record, ChildOf(record)));
                break;
        }
    }

    /// <summary>Takes a holding of a source that does not lead: see <see cref="Caseload.Beside"/>.</summary>
    public void AddBeside(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        _beside.Add(new HeldBeside(record.Source, SpellOf(record, ChildOf(record))));
    }

    /// <summary>The caseload of all that was added.</summary>
    public Caseload Build()
    {
        var (teams, teamPlaces) = BuildTeams();
        var (workers, workerPlaces) = BuildWorkers(teams, teamPlaces);
        var numbers = _childIds.Keys.Union(_children.Keys).ToArray();
        var ids = Array.ConvertAll(numbers, number => _childIds.GetValueOrDefault(number) ?? Own(number));
        Array.Sort(ids, numbers, StringComparer.Ordinal);
        var households = _households.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToArray();
        var childPlaces = new Dictionary<int, int>(numbers.Length + households.Length);
        foreach (var number in numbers.Concat(households.Select(pair => pair.Value)))
        {
            childPlaces[number] = childPlaces.Count;
        }

        var children = new Child[childPlaces.Count];
        var (families, familyOf, familyChildren) = BuildFamilies(childPlaces, children.Length);
        for (var i = 0; i < numbers.Length; i++)
        {
            var row = _children.TryGetValue(numbers[i], out var found) ? found : new ChildRow(null, SpellTable.Never, SpellTable.Open, null);
            children[i] = new Child(numbers[i], ids[i], row.Initials, row.Born, familyOf[i], row.Gone) { Place = row.Place };
        }

        for (var i = 0; i < households.Length; i++)
        {
            children[numbers.Length + i] = new Child(households[i].Value, households[i].Key, null, SpellTable.Never, -1, SpellTable.Open) { IsHousehold = true };
        }

        var teamOfName = _teamsNamed.Select(name => TeamPlace(name, teams, teamPlaces)).ToArray();
        var tables = _spells.Select(list => Table(list, childPlaces, workerPlaces, teamOfName)).ToArray();
        return new Caseload(
            _roles.Count == 0 ? roles : roles.With(_roles), calendar, _codes, children, workers, teams, families, familyChildren, tables, _supplied)
        {
            Version = Version, ExtractDate = ExtractDate, Supplies = [.. _supplies],
            Beside = [.. _beside.Select(one => one with { Spell = Placed(one.Spell, childPlaces, workerPlaces, teamOfName) })],
        };
    }

    private static SpellTable Table(List<Spell> list, Dictionary<int, int> childPlaces, Dictionary<int, int> workerPlaces, int[] teamOfName)
    {
        for (var i = 0; i < list.Count; i++)
        {
            list[i] = Placed(list[i], childPlaces, workerPlaces, teamOfName);
        }

        return new SpellTable(list, childPlaces.Count);
    }

    private static Spell Placed(Spell spell, Dictionary<int, int> childPlaces, Dictionary<int, int> workerPlaces, int[] teamOfName) => spell with
    {
        Child = childPlaces[spell.Child],
        Worker = spell.Worker < 0 ? -1 : workerPlaces[spell.Worker],
        OtherWorker = spell.OtherWorker < 0 ? -1 : workerPlaces[spell.OtherWorker],
        Team = spell.Team < 0 ? -1 : teamOfName[spell.Team],
    };

    /// <summary>The child of a row. One whom no row describes is still a child.</summary>
    private int ChildOf(Record record)
    {
        var child = NumberOf(record.Child, record);
        _childIds.TryAdd(child, Own(child));
        return child;
    }

    /// <summary>The number of a carer household: below those of people, and only good inside this caseload.</summary>
    private int HouseholdOf(Record record)
    {
        var id = record.Ref ?? record.Key;
        return _households.TryGetValue(id, out var number) ? number : _households[id] = -1 - _households.Count;
    }

    private Spell SpellOf(Record record, int child) =>
        new()
        {
            Child = child,
            From = Day(record.From, SpellTable.Never),
            Until = Day(record.Until, SpellTable.Open),
            Gone = Day(record.Withdrawn, SpellTable.Open),
            Due = Day(record.Due, SpellTable.Never),
            Code = record.Code is { } code ? _codes.Learn(code) : -1,
            Worker = Named(record.Worker),
            OtherWorker = Named(record.OtherWorker),
            Team = record.Team is { } team ? TeamName(team) : -1,
            Number = record.Number ?? FactTable.Absent,
            Flag = record.Flag switch { true => 1, false => 0, _ => -1 },
            // A household's key repeats its id and the day, which are said beside it.
            Key = record.Kind == RecordKind.CarerHousehold ? record.Ref ?? record.Key : record.Key,
            Detail = record.Detail,
            Ref = record.Ref,
            File = record.File,
            Row = record.Row,
        };

    private int Named(int? worker)
    {
        if (worker is not { } number)
        {
            return -1;
        }

        _workerIds.TryAdd(number, Own(number));
        return number;
    }

    private int TeamName(string name)
    {
        if (!_teamNameNumbers.TryGetValue(name, out var number))
        {
            number = _teamsNamed.Count;
            _teamsNamed.Add(name);
            _teamNameNumbers.Add(name, number);
        }

        return number;
    }

    private (Team[] Teams, Dictionary<string, int> Places) BuildTeams()
    {
        var names = new SortedDictionary<string, (string? Name, string? Parent, bool Own)>(StringComparer.Ordinal);
        foreach (var (id, row) in _teams)
        {
            names[id] = (row.Name, row.Parent, true);
        }

        foreach (var row in _teams.Values)
        {
            if (row.Parent is { } parent && !names.ContainsKey(parent))
            {
                names[parent] = (row.ParentName, null, false);
            }
        }

        // A team that only workers' rows name is still a team; one named by its name is the team of that name.
        var known = names.Values.Select(team => team.Name).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var named in _workers.Values.Select(row => row.Team).Concat(_posts.Select(post => post.Team)).OfType<string>())
        {
            if (!names.ContainsKey(named) && !known.Contains(named))
            {
                names[named] = (null, null, false);
            }
        }

        var places = names.Keys.Select((id, place) => (id, place)).ToDictionary(pair => pair.id, pair => pair.place, StringComparer.Ordinal);
        var teams = names
            .Select(pair => new Team(pair.Key, pair.Value.Name ?? pair.Key,
                pair.Value.Parent is { } parent && parent != pair.Key ? places[parent] : -1, pair.Value.Own)
            {
                Place = _teams.TryGetValue(pair.Key, out var row) ? (row.File, row.Row) : null,
            })
            .ToArray();
        return (teams, places);
    }

    private (Worker[] Workers, Dictionary<int, int> Places) BuildWorkers(Team[] teams, Dictionary<string, int> teamPlaces)
    {
        foreach (var number in _workers.Keys.Concat(_posts.Select(post => post.Worker)).Concat(_posts.Select(post => post.Manager).OfType<int>()))
        {
            _workerIds.TryAdd(number, Own(number));
        }

        var ordered = _workerIds.OrderBy(pair => pair.Value, StringComparer.Ordinal).ThenBy(pair => pair.Key).ToArray();
        var places = ordered.Select((pair, place) => (pair.Key, place)).ToDictionary(pair => pair.Key, pair => pair.place);
        var posts = _posts.ToLookup(post => post.Worker);
        var workers = new Worker[ordered.Length];
        for (var i = 0; i < ordered.Length; i++)
        {
            var (number, id) = ordered[i];
            var row = _workers.GetValueOrDefault(number);
            var own = posts[number].OrderBy(post => post.From).ToArray();
            workers[i] = new Worker(number, id,
                row?.Name ?? own.LastOrDefault(post => post.Name is not null)?.Name ?? id,
                row?.Registration ?? own.LastOrDefault(post => post.Registration is not null)?.Registration,
                TeamPlace(row?.Team, teams, teamPlaces), row?.Fte, row?.Agency, row?.Title, row?.Gone ?? SpellTable.Open,
                [.. own.Select(post => new Post(post.From, post.Until, post.Gone, TeamPlace(post.Team, teams, teamPlaces),
                    post.Fte, post.Band, post.Role, post.Title, post.Agency,
                    post.Manager is { } manager ? places[manager] : -1) { Place = (post.File, post.Row) })])
            {
                HasOwnRow = row is not null,
                IsNameOnly = _namesOnly.Contains(number),
                Place = row is not null ? (row.File, row.Row) : own is [.., var last] ? (last.File, last.Row) : null,
            };
        }

        return (workers, places);
    }

    private (string[] Families, int[] FamilyOf, IReadOnlyList<int>[] Children) BuildFamilies(Dictionary<int, int> childPlaces, int children)
    {
        var least = new string?[children];
        foreach (var (child, family) in _families)
        {
            if (childPlaces.TryGetValue(child, out var place) && (least[place] is not { } other || string.CompareOrdinal(family, other) < 0))
            {
                least[place] = family;
            }
        }

        var families = least.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var places = families.Select((id, place) => (id, place)).ToDictionary(pair => pair.id, pair => pair.place, StringComparer.Ordinal);
        var familyOf = Array.ConvertAll(least, family => family is null ? -1 : places[family]);
        var members = families.Select(_ => new List<int>()).ToArray();
        for (var child = 0; child < children; child++)
        {
            if (familyOf[child] >= 0)
            {
                members[familyOf[child]].Add(child);
            }
        }

        return (families, familyOf, members);
    }

    /// <summary>A team by id, else by name: some case systems put the name where the id belongs.</summary>
    private static int TeamPlace(string? idOrName, Team[] teams, Dictionary<string, int> places)
    {
        if (idOrName is null)
        {
            return -1;
        }

        return places.TryGetValue(idOrName, out var place)
            ? place
            : Array.FindIndex(teams, team => string.Equals(team.Name, idOrName, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Bands and roles are asked for by rules too, so they need numbers.</summary>
    private void Learn(string? code)
    {
        if (code is not null)
        {
            _codes.Learn(code);
        }
    }

    private static string Own(int number) => string.Create(CultureInfo.InvariantCulture, $"#{number}");

    private static int NumberOf(int? number, Record record) =>
        number ?? throw new ArgumentException($"A {record.Kind} record ({record.Key}) names nobody.", nameof(record));

    private static int Day(DateOnly? day, int none) => day?.DayNumber ?? none;

    private static decimal? Millionths(int? number) => number / 1_000_000m;

    /// <summary>A value out of <see cref="Record.Extra"/>, or nothing.</summary>
    private static string? ExtraOf(string? extra, string name)
    {
        foreach (var line in (extra ?? "").Split('\n'))
        {
            if (line.StartsWith(name, StringComparison.Ordinal) && line.Length > name.Length + 1 && line[name.Length] == '=')
            {
                return line[(name.Length + 1)..];
            }
        }

        return null;
    }
}
