using System.Collections.Concurrent;
using System.Globalization;
using Fairload.App.Demo;

namespace Fairload.App.Tests.Demo;

/// <summary>
/// The council of scale 1 and seed 1, written once for all tests and read back as a tolerant reader would.
/// </summary>
public sealed class WrittenCouncil : IDisposable
{
    public static readonly DateOnly Last = new(2026, 9, 30);

    private static readonly HashSet<string> NoDate = ["", "NULL", "1900-01-01", "9999-12-31"];
    private readonly ConcurrentDictionary<string, CsvFile> files = new();

    public WrittenCouncil()
        : this(seed: 1)
    {
    }

    private WrittenCouncil(int seed)
    {
        Folder = Directory.CreateTempSubdirectory("fairload-demo-").FullName;
        SyntheticCouncil.Write(Folder, seed: seed);
    }

    public static WrittenCouncil OfSeed(int seed) => new(seed);

    public string Folder { get; }

    public CsvFile this[string table] =>
        files.GetOrAdd(table, name => CsvFile.Read(Path.Combine(Folder, name + ".csv")));

    /// <summary>The ids of the people on file.</summary>
    public HashSet<string> People => field ??= [.. this["ssd_person"].Column("pers_person_id")];

    public static DateOnly? Day(string value)
    {
        if (NoDate.Contains(value))
        {
            return null;
        }

        return DateOnly.TryParseExact(value.AsSpan(0, 10), value[2] == '/' ? "dd/MM/yyyy"
            : "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : DateOnly.MinValue;
    }

    /// <summary>Whether [from, until) covers the last day; rows that cannot be used cover nothing.</summary>
    public static bool Covers(string from, string until) =>
        Day(from) is { } start && start != DateOnly.MinValue && start <= Last
            && (Day(until) is not { } end || end > Last);

    /// <summary>The rows of a table whose span covers the last day.</summary>
    public IEnumerable<string[]> Open(string table, string from, string until) =>
        this[table].Rows.Where(row => Covers(this[table].Value(row, from), this[table].Value(row, until)));

    public IEnumerable<string> OpenPeople(string table, string person, string from, string until) =>
        Open(table, from, until).Select(row => this[table].Value(row, person)).Distinct();

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>What a lead involvement open on the last day says.</summary>
    public sealed record Held(string Child, string Worker, string Team, string Role, string Id);

    /// <summary>Roles of lead workers, folded and trimmed, and their function (contracts: section 2).</summary>
    public static string? Function(string role) => role.Trim().ToUpperInvariant() switch
    {
        "ALLOC" or "ALLOCATED CASE WORKER" or "ALLOCATED SOCIAL WORKER" or "ALLOCATED WORKER" or "SOCIAL WORKER" =>
            "social-work",
        "FAMILY HELP LEAD PRACTITIONER" or "LEAD PRACTITIONER" => "family-help",
        "PERSONAL ADVISER" or "PERSONAL ADVISOR" or "PA" => "personal-adviser",
        "EARLY HELP WORKER" => "early-help",
        _ => null,
    };

    public List<Held> Holdings => field ??= [.. ReadHoldings()];

    /// <summary>Children with an open status, with the first status that holds.</summary>
    public Dictionary<string, string> Statuses => field ??= ReadStatuses();

    /// <summary>Full-time equivalent of the professionals; 0 where the file has none.</summary>
    public Dictionary<string, decimal> Ftes => field ??= this["ssd_professionals"].Rows.ToDictionary(
        row => this["ssd_professionals"].Value(row, "prof_professional_id"),
        row => decimal.TryParse(this["ssd_professionals"]
            .Value(row, "prof_full_time_equivalency"), CultureInfo.InvariantCulture, out var fte) ? fte : 0);

    /// <summary>Ids of professionals with a registration number.</summary>
    public HashSet<string> Registered => field ??= [.. this["ssd_professionals"].Rows
        .Where(row => this["ssd_professionals"].Value(row, "prof_social_worker_registration_no").Length > 0)
        .Select(row => this["ssd_professionals"].Value(row, "prof_professional_id"))];

    /// <summary>
    /// Held children whose work has ended with nothing after: the closure state `check` of the contracts.
    /// </summary>
    public HashSet<string> AwaitingClosure => field ??= ReadAwaitingClosure();

    private IEnumerable<Held> ReadHoldings()
    {
        var table = this["ssd_involvements"];
        var held = new HashSet<string>();
        foreach (var row in Open("ssd_involvements", "invo_involvement_start_date", "invo_involvement_end_date"))
        {
            var child = table.Value(row, "invo_person_id");
            var role = table.Value(row, "invo_professional_role_id");
            var worker = table.Value(row, "invo_professional_id");
            if (Function(role) is not null && People.Contains(child) && Ftes.ContainsKey(worker))
            {
                held.Add(child);
                yield return new Held(child, worker, table.Value(row, "invo_professional_team"), role,
                    table.Value(row, "invo_involvements_id"));
            }
        }

        table = this["ssd_early_help_episodes"];
        foreach (var row in Open("ssd_early_help_episodes", "earl_episode_start_date", "earl_episode_end_date"))
        {
            var child = table.Value(row, "earl_person_id");
            if (!held.Contains(child))
            {
                yield return new Held(child, table.Value(row, "earl_episode_worker_id"), "", "Early Help Worker", "");
            }
        }
    }

    private Dictionary<string, string> ReadStatuses()
    {
        var statuses = new Dictionary<string, string>();
        Add("cla", OpenPeople("ssd_cla_episodes", "clae_person_id", "clae_cla_episode_start_date",
            "clae_cla_episode_ceased_date"));
        Add("cp", OpenPeople("ssd_cp_plans", "cppl_person_id", "cppl_cp_plan_start_date", "cppl_cp_plan_end_date"));
        Add("cin", OpenPeople("ssd_cin_plans", "cinp_person_id", "cinp_cin_plan_start_date", "cinp_cin_plan_end_date"));
        Add("assessment",
            OpenPeople("ssd_cin_assessments", "cina_person_id", "cina_assessment_start_date",
            "cina_assessment_auth_date"));
        Add("assessment", OpenPeople("ssd_s47_enquiry", "s47e_person_id", "s47e_s47_start_date", "s47e_s47_end_date"));
        Add("care-leaver", this["ssd_care_leavers"].Column("clea_person_id"));
        var episodes = this["ssd_cin_episodes"];
        Add("referral", Open("ssd_cin_episodes", "cine_referral_date", "cine_close_date")
            .Where(row => episodes.Value(row, "cine_referral_nfa") == "N")
                .Select(row => episodes.Value(row, "cine_person_id")));
        Add("early-help",
            OpenPeople("ssd_early_help_episodes", "earl_person_id", "earl_episode_start_date",
            "earl_episode_end_date"));
        return statuses;

        void Add(string status, IEnumerable<string> children)
        {
            foreach (var child in children)
            {
                statuses.TryAdd(child, status);
            }
        }
    }

    private HashSet<string> ReadAwaitingClosure()
    {
        var ends = new Dictionary<string, DateOnly>();
        var starts = new Dictionary<string, DateOnly>();
        Note(ends, "ssd_cin_assessments", "cina_person_id", "cina_assessment_auth_date");
        Note(ends, "ssd_cin_plans", "cinp_person_id", "cinp_cin_plan_end_date");
        Note(ends, "ssd_cp_plans", "cppl_person_id", "cppl_cp_plan_end_date");
        Note(ends, "ssd_cla_episodes", "clae_person_id", "clae_cla_episode_ceased_date");
        Note(ends, "ssd_cin_episodes", "cine_person_id", "cine_close_date");
        Note(starts, "ssd_cin_episodes", "cine_person_id", "cine_referral_date");
        Note(starts, "ssd_contacts", "cont_person_id", "cont_contact_date");
        Note(starts, "ssd_cin_assessments", "cina_person_id", "cina_assessment_start_date");
        return [.. Holdings.Select(held => held.Child)
            .Where(child => Statuses.GetValueOrDefault(child, "referral") == "referral"
            && ends.TryGetValue(child, out var end) && !(starts.TryGetValue(child, out var start) && start > end))];

        void Note(Dictionary<string, DateOnly> latest, string table, string person, string date)
        {
            foreach (var row in this[table].Rows)
            {
                var child = this[table].Value(row, person);
                if (Day(this[table].Value(row, date)) is { } day && day <= Last
                    && (!latest.TryGetValue(child, out var before) || before < day))
                {
                    latest[child] = day;
                }
            }
        }
    }
}

/// <summary>Shares one written council among the test classes of the demo.</summary>
[Xunit.CollectionDefinition(Name)]
public sealed class CouncilTests : Xunit.ICollectionFixture<WrittenCouncil>
{
    public const string Name = "The written council";
}
