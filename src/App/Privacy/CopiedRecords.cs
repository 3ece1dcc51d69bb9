using Fairload.Core.Cases;

namespace Fairload.App.Privacy;

/// <summary>Makes a council's rows into those of a copy: what each field of each kind holds, and so what stands in its place.</summary>
internal sealed class CopiedRecords
{
    private const string Team = "team", Care = "care", Home = "home", Household = "family", Court = "z-court", Carers = "carer household", Registration = "registration", StaffId = "staff";

    private readonly Pseudonyms _new;
    private readonly IReadOnlyList<Record> _records;
    private readonly Dictionary<int, int> _households;
    private readonly HashSet<string> _teamIds;
    private readonly Dictionary<string, string> _teamNames;
    private readonly Dictionary<int, string> _initials = [];
    private readonly Dictionary<int, int> _numbers;

    /// <summary>Prepares the stand-ins of all rows.</summary>
    public CopiedRecords(Pseudonyms stand, IReadOnlyList<Record> records, string council, string newCouncil)
    {
        (_new, _records) = (stand, records);
        _households = Households(records);
        var children = records.Select(one => one.Child).OfType<int>().Distinct().Order().ToList();
        var workers = records.SelectMany(one => new[] { one.Worker, one.OtherWorker }).OfType<int>().Distinct().Order().ToList();
        _numbers = children.Concat(workers).Zip(Pseudonyms.Shuffled(children.Count + workers.Count)).ToDictionary(pair => pair.First, pair => pair.Second);
        (Children, Workers) = (children, workers);

        var teams = records.Where(one => one.Kind == RecordKind.Team).ToList();
        _teamIds = [.. teams.Select(one => one.Key).Concat(teams.Select(one => one.Ref).OfType<string>())];
        _teamNames = teams.Select(one => one.Detail).Concat(teams.Select(one => ExtraOf(one.Extra, "parentName"))).OfType<string>()
            .GroupBy(name => name, StringComparer.OrdinalIgnoreCase).ToDictionary(name => name.Key, name => name.First(), StringComparer.OrdinalIgnoreCase);
        if (_teamNames.TryGetValue(council, out var own))
        {
            // A council may be a node of its own tree, known by its name.
            _new.Set("Team", own, newCouncil);
        }

        foreach (var household in records.Where(one => one is { Kind: RecordKind.Family, Ref: not null }).GroupBy(one => HouseholdOf(one.Child!.Value), one => one.Ref!))
        {
            _new.Give(Household, household);
        }

        foreach (var rows in records.GroupBy(one => (one.Kind, one.Child, Worker: one.Child is null ? one.Worker : null)))
        {
            _new.Give(KeysOf(rows.Key.Kind), rows.Select(one => one.Key));
        }
    }

    /// <summary>The numbers of the children in the source.</summary>
    public IReadOnlyList<int> Children { get; }

    /// <summary>The numbers of the workers in the source.</summary>
    public IReadOnlyList<int> Workers { get; }

    /// <summary>The number in the copy.</summary>
    public int Number(int number) => _numbers[number];

    /// <summary>Gives the children ids: in the order that they had within a household, and in none beyond.</summary>
    public void NameChildren(IReadOnlyDictionary<int, string> ids)
    {
        foreach (var household in Children.GroupBy(HouseholdOf, child => ids.GetValueOrDefault(child) ?? "#" + child))
        {
            _new.Give("child", household);
        }
    }

    /// <summary>The rows of the copy, without file and row.</summary>
    public IEnumerable<Record> Rows()
    {
        foreach (var one in _records)
        {
            var row = new Record
            {
                Kind = one.Kind,
                Source = one.Source,
                Key = _new.Id(KeysOf(one.Kind), one.Key)!,
                Child = one.Child is { } child ? _numbers[child] : null,
                Worker = one.Worker is { } worker ? _numbers[worker] : null,
                OtherWorker = one.OtherWorker is { } other ? _numbers[other] : null,
                Team = TeamOf(one.Team),
                From = one.Kind == RecordKind.Child ? _new.Birth(one.From, HouseholdOf(one.Child!.Value)) : _new.Day(one.From),
                Until = _new.Day(one.Until),
                Due = _new.Day(one.Due),
                Code = CodeOf(one),
                Detail = DetailOf(one),
                Ref = RefOf(one),
                Number = one.Number,
                Flag = one.Flag,
                Extra = ExtraOf(one),
                Withdrawn = _new.Day(one.Withdrawn),
            };
            if (one.Kind == RecordKind.Team)
            {
                row.Key = _new.Id(Team, one.Key)!;
            }
            else if (one.Kind == RecordKind.Role)
            {
                // A word of the case system, which says nothing of anybody; involvements keep it too.
                row.Key = one.Key;
            }

            yield return row;
        }
    }

    private static string KeysOf(RecordKind kind) => "key " + kind;

    private static string KeySpace(RecordKind kind) => KeysOf(kind);

    private int HouseholdOf(int child) => _households.GetValueOrDefault(child, child);

    private string? TeamOf(string? team) => team is null ? null
        : _teamIds.Contains(team) || !_teamNames.TryGetValue(team, out var name) ? _new.Id(Team, team) : _new.Numbered("Team", name);

    private string? NameOfTeam(string? name) => name is null ? null : _new.Numbered("Team", _teamNames[name]);

    /// <summary>Codes of the standard, which rules ask for, stay; where a council writes words of its own, others stand in their place.</summary>
    private string? CodeOf(Record one) => one.Kind switch
    {
        RecordKind.Worker => _new.Numbered("Job title", one.Code),
        RecordKind.CarerHousehold or RecordKind.Hearing or RecordKind.Meeting or RecordKind.Recording or RecordKind.Audit => _new.Numbered(one.Kind + " type", one.Code),
        _ => one.Code,
    };

    private string? DetailOf(Record one) => one.Kind switch
    {
        RecordKind.Team => NameOfTeam(one.Detail),
        RecordKind.Worker or RecordKind.Post => one.Detail is null ? null : _new.Numbered("Worker", "#" + one.Worker),
        RecordKind.Child => one.Detail is null ? null : _initials.TryGetValue(one.Child!.Value, out var had) ? had : _initials[one.Child!.Value] = Pseudonyms.Initials(),
        RecordKind.Involvement => _new.Numbered("Reason", one.Detail),
        RecordKind.Placement => _new.Id(Care, one.Detail),
        RecordKind.EarlyHelp => _new.Numbered("Organisation", one.Detail),

        // A source, a category, a reason for an end: codes of the standard, which rules ask for.
        RecordKind.CinEpisode or RecordKind.CpPlan or RecordKind.ClaEpisode or RecordKind.Role => one.Detail,
        _ => _new.Numbered("Text", one.Detail),
    };

    private string? RefOf(Record one) => one.Kind switch
    {
        RecordKind.Team => _new.Id(Team, one.Ref),
        RecordKind.Worker or RecordKind.Post => _new.Id(Registration, one.Ref),
        RecordKind.Family => _new.Id(Household, one.Ref),
        RecordKind.Address or RecordKind.Placement => _new.Id(Home, one.Ref),
        RecordKind.ClaEpisode or RecordKind.ClaVisit or RecordKind.ClaReview => _new.Id(Care, one.Ref),
        RecordKind.Factors => _new.Id(KeySpace(RecordKind.Assessment), one.Ref),
        RecordKind.Conference => _new.Id(KeySpace(RecordKind.Section47), one.Ref),
        RecordKind.CpVisit or RecordKind.CpReview => _new.Id(KeySpace(RecordKind.CpPlan), one.Ref),
        RecordKind.PreProceedings or RecordKind.Hearing => _new.Id(Court, one.Ref),
        RecordKind.CarerHousehold => _new.Id(Carers, one.Ref),

        // Why an episode was closed: a code of the standard.
        RecordKind.CinEpisode => one.Ref,
        _ => _new.Id(KeySpace(RecordKind.CinEpisode), one.Ref),
    };

    private string? ExtraOf(Record one) => one.Extra is null ? null : string.Join('\n', one.Extra.Split('\n').Select(pair =>
    {
        var at = pair.IndexOf('=', StringComparison.Ordinal);
        var (name, value) = (pair[..Math.Max(at, 0)], pair[(at + 1)..]);
        return name + "=" + name switch
        {
            "parentName" => NameOfTeam(value),
            "staffId" => _new.Id(StaffId, value),
            "title" => _new.Numbered("Job title", value),
            "role" or "contractedHours" or "caseload" => value,
            _ => _new.Numbered("Text", value),
        };
    }));

    private static string? ExtraOf(string? extra, string name) =>
        (extra ?? "").Split('\n').Where(pair => pair.StartsWith(name + "=", StringComparison.Ordinal)).Select(pair => pair[(name.Length + 1)..]).FirstOrDefault();

    /// <summary>The children who belong together through any family, each by the least number among them.</summary>
    private static Dictionary<int, int> Households(IReadOnlyList<Record> records)
    {
        var of = new Dictionary<int, int>();
        int Find(int child)
        {
            while (of.TryGetValue(child, out var up) && up != child)
            {
                child = up;
            }

            return child;
        }

        foreach (var family in records.Where(one => one is { Kind: RecordKind.Family, Ref: not null }).GroupBy(one => one.Ref!, one => one.Child!.Value))
        {
            var first = Find(family.First());
            foreach (var child in family)
            {
                var root = Find(child);
                var least = Math.Min(root, first);
                (of[root], of[first]) = (least, least);
                first = least;
            }
        }

        return of.Keys.ToDictionary(child => child, Find);
    }
}
