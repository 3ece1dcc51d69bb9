using System.Runtime.InteropServices;
using System.Text;
using Fairload.App.Imports.Ssd;
using Fairload.App.Reading;
using Fairload.App.Store.Rows;

namespace Fairload.App.Imports.Formats.Ssda903;

/// <summary>
/// The looked-after return of a council, as it comes from any number of files: what each says waits, since a child's file may come
/// after the episodes and the episodes after the reviews. docs/importing.md says what becomes of each column.
/// </summary>
internal sealed class Ssda903Set(TranslatedRows rows, ProblemLog problems) : IUnfinished
{
    /// <summary>Reasons for a change of social worker (<c>SW_REASON</c>, since 2024).</summary>
    private static readonly HashSet<string> Reasons = new(StringComparer.OrdinalIgnoreCase)
    {
        "MANAGE", "FCONTA", "LEFTRL", "ORGRST", "TSPROC", "ABSENC", "CHCHAN", "PCCHAN", "SWDIED", "OTHERS",
    };

    /// <summary>The longest id, in characters: no system's has more.</summary>
    private const int LongestId = 200;

    private readonly IdMap _numbers = new();
    private readonly IdMap _workerIds = new();
    private readonly List<Person> _people = [];
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
    private readonly List<CareEpisode> _care = [];
    private string _file = "";
    private TableWriter? _workers;
    private WaitingRows? _episodes, _reviews, _missing, _uasc, _leavers, _involvements;

    private struct Person
    {
        public string Id, Born, Sex, File;
        public int Row;
        public bool FromHeader;
    }

    /// <summary>The rows that follow are of this file.</summary>
    public void Begin(string file) => _file = file;

    /// <summary>Says that the files have these, even if there is none.</summary>
    public void HasEpisodes() => _episodes ??= new(problems, 11);

    /// <inheritdoc cref="HasEpisodes"/>
    public void HasReviews() => _reviews ??= new(problems, 2);

    /// <inheritdoc cref="HasEpisodes"/>
    public void HasMissing() => _missing ??= new(problems, 3);

    /// <inheritdoc cref="HasEpisodes"/>
    public void HasUasc() => _uasc ??= new(problems, 2);

    /// <inheritdoc cref="HasEpisodes"/>
    public void HasLeavers() => _leavers ??= new(problems, 1);

    /// <inheritdoc cref="HasEpisodes"/>
    public void HasWorkers()
    {
        _involvements ??= new(problems, 5);
        _workers ??= new(rows, SsdTables.Professionals, "SW_ID", ("prof_professional_id", "SW_ID"), ("prof_social_worker_registration_no", "SW_ID"));
    }

    /// <summary>A child is named. What the header says of one counts more than what the other files do.</summary>
    /// <returns>False for a row without a child, which is told.</returns>
    public bool Child(int row, string child, string born, string sex, bool isHeader)
    {
        if (child.Length == 0)
        {
            problems.Add(_file, row, "CHILD", [], Severity.Error, "Missing");
            return false;
        }

        if (child.Length > LongestId)
        {
            problems.Add(_file, row, "CHILD", Encoding.UTF8.GetBytes(child[..LongestId]), Severity.Error, "TooLongId", LongestId);
            return false;
        }

        (born, sex) = (SourceValues.Day(born), SourceValues.Sex(sex));
        var place = NumberOf(child) - 1;
        if (place == _people.Count)
        {
            _people.Add(new Person { Id = child, Born = born, Sex = sex, File = _file, Row = row, FromHeader = isHeader });
            return true;
        }

        ref var known = ref CollectionsMarshal.AsSpan(_people)[place];
        if (isHeader && !known.FromHeader)
        {
            known = new Person { Id = child, Born = Either(born, known.Born), Sex = Either(sex, known.Sex), File = _file, Row = row, FromHeader = true };
            return true;
        }

        if (isHeader && (Differ(born, known.Born) || Differ(sex, known.Sex)))
        {
            problems.Add(_file, row, Differ(born, known.Born) ? "DOB" : "SEX", [], Severity.Warning, "ChildDiffers");
        }

        (known.Born, known.Sex) = (Either(known.Born, born), Either(known.Sex, sex));
        return true;
    }

    /// <summary>A row of the episodes.</summary>
    public void Episode(int row, string child, string from, string reason, string status, string place, string until, string ceased, string postcode, string miles)
    {
        HasEpisodes();
        var (start, end) = (SourceValues.Number(from), SourceValues.Number(until));
        from = SourceValues.Day(from);
        var order = _episodes!.Add(_file, row, $"{child}|{from}", end ?? 0,
            child, from, SourceValues.Day(until), reason, ceased, status, place, postcode, miles);
        if (start is { } day)
        {
            _care.Add(new CareEpisode
            {
                Child = NumberOf(child), From = day, Until = end ?? CareEpisode.Open, Order = order, Reason = reason.Length == 1 ? char.ToUpperInvariant(reason[0]) : ' ',
                Place = CodeOf(place), Status = CodeOf(status),
            });
        }
    }

    /// <summary>A review that was held.</summary>
    public void Review(int row, string child, string day)
    {
        HasReviews();
        day = SourceValues.Day(day);
        _reviews!.Add(_file, row, $"{child}|{day}", 0, child, day);
    }

    /// <summary>A child went missing.</summary>
    public void Missing(int row, string child, string from, string until)
    {
        HasMissing();
        from = SourceValues.Day(from);
        _missing!.Add(_file, row, $"{child}|{from}", SourceValues.Number(until) ?? 0, child, from, SourceValues.Day(until));
    }

    /// <summary>An unaccompanied child, until the day they ceased to be one.</summary>
    public void Uasc(int row, string child, string until)
    {
        HasUasc();
        _uasc!.Add(_file, row, child, SourceValues.Number(until) ?? 0, child, SourceValues.Day(until));
    }

    /// <summary>A young person who has left care. Who has died is told and left out.</summary>
    public void CareLeaver(int row, string child, string inTouch)
    {
        HasLeavers();
        if (inTouch.Equals("DIED", StringComparison.OrdinalIgnoreCase))
        {
            problems.Add(_file, row, "IN_TOUCH", [], Severity.Warning, "DiedInCare");
        }
        else
        {
            _leavers!.Add(_file, row, child, 0, child);
        }
    }

    /// <summary>A social worker of a child, over a span of days.</summary>
    public void Worker(int row, string child, string worker, string from, string until, string reason)
    {
        HasWorkers();
        if (worker.Length is > 0 and <= LongestId && _workerIds[Encoding.UTF8.GetBytes(worker)] == 0)
        {
            _workerIds.Set(Encoding.UTF8.GetBytes(worker), 1);
            _workers!.Add(_file, row, worker, worker);
        }

        if (reason.Length > 0 && !Reasons.Contains(reason))
        {
            problems.Add(_file, row, "SW_REASON", Encoding.UTF8.GetBytes(reason), Severity.Warning, "UnknownCode");
            reason = "";
        }

        from = SourceValues.Day(from);
        _involvements!.Add(_file, row, $"{child}|{worker}|{from}", SourceValues.Number(until) ?? 0, child, worker, from, SourceValues.Day(until), reason);
    }

    /// <inheritdoc/>
    /// <exception cref="ImportRefused">No child is in the files: everything on record would be withdrawn.</exception>
    public void Finish()
    {
        if (_people.Count == 0)
        {
            throw new ImportRefused(ImportTexts.All["NoChildren", _file], _file);
        }

        if (!_people.Exists(p => p.FromHeader))
        {
            problems.Add(_file, null, null, [], Severity.Warning, "NoHeaderFile");
        }

        var people = new TableWriter(rows, SsdTables.Person, "Header", ("pers_person_id", "CHILD"), ("pers_dob", "DOB"), ("pers_sex", "SEX"));
        foreach (var person in _people)
        {
            // Only the header says of a child that there is no date of birth; where it does not have the child, nothing was said.
            var none = person.FromHeader ? "" : SourceValues.NotSaid;
            people.Add(person.File, person.Row, person.Id, Either(person.Born, none), Either(person.Sex, none));
        }

        var care = WriteCare();
        WriteReviews(care);
        Write(_missing, row => [$"{row[0]}|{row[1]}", row[0], row[1], row[2]], SsdTables.Missing, "Missing",
            ("miss_table_id", "MIS_START"), ("miss_person_id", "CHILD"), ("miss_missing_episode_start_date", "MIS_START"),
            ("miss_missing_episode_end_date", "MIS_END"));
        Write(_uasc, row => [row[0], row[0], row[1], "UASC"], SsdTables.ImmigrationStatus, "UASC",
            ("immi_immigration_status_id", "CHILD"), ("immi_person_id", "CHILD"), ("immi_immigration_status_end_date", "DUC"),
            ("immi_immigration_status", "DUC"));
        Write(_leavers, row => [row[0], row[0]], SsdTables.CareLeavers, "OC3", ("clea_table_id", "CHILD"), ("clea_person_id", "CHILD"));
        Write(_involvements, row => [$"{row[0]}|{row[1]}|{row[2]}", row[0], row[1], row[2], row[3], "Social Worker", row[4]],
            SsdTables.Involvements, "SWEpisodes", ("invo_involvements_id", "SW_DECOM"), ("invo_person_id", "CHILD"),
            ("invo_professional_id", "SW_ID"), ("invo_involvement_start_date", "SW_DECOM"), ("invo_involvement_end_date", "SW_DEC"),
            ("invo_professional_role_id", "SW_ID"), ("invo_worker_change_reason", "SW_REASON"));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var waiting in (WaitingRows?[])[_episodes, _reviews, _missing, _uasc, _leavers, _involvements])
        {
            waiting?.Dispose();
        }
    }

    private CareEpisode[] WriteCare()
    {
        if (_episodes is null)
        {
            return [];
        }

        var care = _care.Where(e => _episodes.IsKept(e.Order)).ToArray();
        CarePeriods.Find(care);
        var byOrder = new Dictionary<int, int>(care.Length);
        for (var i = 0; i < care.Length; i++)
        {
            byOrder[care[i].Order] = i;
        }

        var episodes = new TableWriter(rows, SsdTables.ClaEpisodes, "Episodes",
            ("clae_cla_episode_id", "DECOM"), ("clae_person_id", "CHILD"), ("clae_cla_episode_start_date", "DECOM"),
            ("clae_cla_episode_ceased_date", "DEC"), ("clae_cla_episode_start_reason", "RNE"), ("clae_cla_episode_ceased_reason", "REC"),
            ("clae_cla_id", "DECOM"));
        var placements = new TableWriter(rows, SsdTables.ClaPlacement, "Episodes: PLACE",
            ("clap_cla_placement_id", "DECOM"), ("clap_person_id", "CHILD"), ("clap_cla_id", "DECOM"), ("clap_cla_placement_start_date", "DECOM"),
            ("clap_cla_placement_end_date", "DEC"), ("clap_cla_placement_type", "PLACE"), ("clap_cla_placement_postcode", "PL_POST"),
            ("clap_cla_placement_distance", "PL_DISTANCE"));
        var statuses = new TableWriter(rows, SsdTables.LegalStatuses, "Episodes: LS",
            ("lega_legal_status_id", "DECOM"), ("lega_person_id", "CHILD"), ("lega_legal_status_start_date", "DECOM"),
            ("lega_legal_status_end_date", "DEC"), ("lega_legal_status", "LS"));
        foreach (var (row, order) in _episodes.Kept())
        {
            string At(int i) => Encoding.UTF8.GetString(row[i]);
            var (child, from) = (At(0), At(1));
            var found = byOrder.TryGetValue(order, out var place);
            var period = found ? PeriodId(child, care[place].Period) : "";
            episodes.Add(row.File, row.Row, $"{child}|{from}", child, from, At(2), At(3), At(4), period);
            if (found && care[place].PlacedUntil != 0)
            {
                placements.Add(row.File, row.Row, $"{child}|{from}", child, period, from, UntilOf(care[place].PlacedUntil), At(6), At(7), At(8));
            }

            if (found && care[place].StatusUntil != 0 && At(5) is { Length: > 0 } status)
            {
                statuses.Add(row.File, row.Row, $"{child}|{from}", child, from, UntilOf(care[place].StatusUntil), status);
            }
        }

        return care;
    }

    private void WriteReviews(CareEpisode[] care)
    {
        if (_reviews is null)
        {
            return;
        }

        if (_episodes is null)
        {
            problems.Add(_file, null, null, [], Severity.Warning, "ReviewsNeedEpisodes", _reviews.Kept().Count());
            return;
        }

        var reviews = new TableWriter(rows, SsdTables.ClaReviews, "Reviews",
            ("clar_cla_review_id", "REVIEW"), ("clar_cla_id", "REVIEW"), ("clar_cla_review_date", "REVIEW"));
        foreach (var (row, _) in _reviews.Kept())
        {
            var (child, day) = (Encoding.UTF8.GetString(row[0]), Encoding.UTF8.GetString(row[1]));
            var period = SourceValues.Number(day) is { } number ? CarePeriods.PeriodOn(care, NumberOf(child), number) : null;
            if (period is { } start)
            {
                reviews.Add(row.File, row.Row, $"{child}|{day}", PeriodId(child, start), day);
            }
            else
            {
                problems.Add(row.File, row.Row, "REVIEW", row[1], Severity.Error, "NoCareThen");
                reviews.LeaveOut();
            }
        }
    }

    private void Write(WaitingRows? waiting, Func<string[], string?[]> make, Rows.Table table, string name, params (string Column, string Shown)[] columns)
    {
        if (waiting is null)
        {
            return;
        }

        var writer = new TableWriter(rows, table, name, columns);
        var values = new string[5];
        foreach (var (row, _) in waiting.Kept())
        {
            for (var i = 0; i < row.Count; i++)
            {
                values[i] = Encoding.UTF8.GetString(row[i]);
            }

            writer.Add(row.File, row.Row, make(values));
        }
    }

    /// <summary>A child's number among those named so far, from 1.</summary>
    private int NumberOf(string child)
    {
        var id = Encoding.UTF8.GetBytes(child);
        var number = _numbers[id];
        if (number == 0)
        {
            number = _numbers.Count + 1;
            _numbers.Set(id, number);
        }

        return number;
    }

    private int CodeOf(string code)
    {
        // What is longer is no code, and differs from all.
        if (code.Length > 10)
        {
            return -1 - _care.Count;
        }

        if (!_codes.TryGetValue(code, out var number))
        {
            number = _codes.Count;
            _codes.Add(code, number);
        }

        return number;
    }

    private static string PeriodId(string child, int start) => $"{child}|{SourceValues.Iso(start)}";

    private static string UntilOf(int day) => day == CareEpisode.Open ? "" : SourceValues.Iso(day);

    private static bool Differ(string one, string other) => one.Length > 0 && other.Length > 0 && one != other;

    private static string Either(string first, string second) => first.Length > 0 ? first : second;
}
