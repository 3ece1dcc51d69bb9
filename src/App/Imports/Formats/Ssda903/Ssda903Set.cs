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
    private readonly Dictionary<ReturnPart, WaitingRows> _waiting = [];
    private string _file = "";
    private ReturnPart _part;
    private readonly Dictionary<string, long> _leftOut = [];
    private TableWriter? _workers;

    private struct Person
    {
        public string Id, Born, Sex, File;
        public int Row;
        public bool FromHeader;
    }

    /// <summary>The rows that follow are of this file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="part">What its rows are.</param>
    /// <param name="inside">What they may hold, even if none does.</param>
    public void Begin(string file, ReturnPart part, params ReadOnlySpan<ReturnPart> inside)
    {
        (_file, _part) = (file, part);
        Expect(part);
        foreach (var held in inside)
        {
            Expect(held);
        }
    }

    /// <summary>Notes that rows of the file were told and left out.</summary>
    public void LeaveOut(long count)
    {
        var leftOut = _waiting.GetValueOrDefault(_part)?.LeftOut ?? _leftOut;
        leftOut[_file] = leftOut.GetValueOrDefault(_file) + count;
    }

    /// <summary>A child is named. What the header says of one counts more than what the other files do.</summary>
    /// <returns>False for a row without a child, which is told and left out.</returns>
    public bool Child(int row, string child, string born, string sex)
    {
        var isHeader = _part == ReturnPart.Header;
        if (child.Length == 0)
        {
            problems.Add(_file, row, "CHILD", [], Severity.Error, "Missing");
            LeaveOut(1);
            return false;
        }

        if (child.Length > LongestId)
        {
            problems.Add(_file, row, "CHILD", Encoding.UTF8.GetBytes(child[..LongestId]), Severity.Error, "TooLongId", LongestId);
            LeaveOut(1);
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
        var (start, end) = (SourceValues.Number(from), SourceValues.Number(until));
        from = SourceValues.Day(from);
        var order = _waiting[ReturnPart.Episodes].Add(_file, row, $"{child}|{from}", end ?? 0,
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
        day = SourceValues.Day(day);
        _waiting[ReturnPart.Reviews].Add(_file, row, $"{child}|{day}", 0, child, day);
    }

    /// <summary>A child went missing.</summary>
    public void Missing(int row, string child, string from, string until)
    {
        from = SourceValues.Day(from);
        _waiting[ReturnPart.Missing].Add(_file, row, $"{child}|{from}", SourceValues.Number(until) ?? 0, child, from, SourceValues.Day(until));
    }

    /// <summary>An unaccompanied child, until the day they ceased to be one.</summary>
    public void Uasc(int row, string child, string until)
    {
        _waiting[ReturnPart.Uasc].Add(_file, row, child, SourceValues.Number(until) ?? 0, child, SourceValues.Day(until));
    }

    /// <summary>A young person who has left care. Who has died is told and left out.</summary>
    public void CareLeaver(int row, string child, string inTouch)
    {
        if (inTouch.Equals("DIED", StringComparison.OrdinalIgnoreCase))
        {
            problems.Add(_file, row, "IN_TOUCH", [], Severity.Warning, "DiedInCare");
        }
        else
        {
            _waiting[ReturnPart.CareLeavers].Add(_file, row, child, 0, child);
        }
    }

    /// <summary>A social worker of a child, over a span of days.</summary>
    public void Worker(int row, string child, string worker, string from, string until, string reason)
    {
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
        _waiting[ReturnPart.Workers].Add(_file, row, $"{child}|{worker}|{from}", SourceValues.Number(until) ?? 0, child, worker, from, SourceValues.Day(until), reason);
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
            string? Said(string value) => value.Length > 0 || person.FromHeader ? value : null;
            people.Add(person.File, person.Row, person.Id, Said(person.Born), Said(person.Sex));
        }

        LeaveOut(people, _leftOut);
        var care = WriteCare();
        WriteReviews(care, people);
        Write(ReturnPart.Missing, row => [$"{row[0]}|{row[1]}", row[0], row[1], row[2]], SsdTables.Missing, "Missing",
            ("miss_table_id", "MIS_START"), ("miss_person_id", "CHILD"), ("miss_missing_episode_start_date", "MIS_START"),
            ("miss_missing_episode_end_date", "MIS_END"));
        Write(ReturnPart.Uasc, row => [row[0], row[0], row[1], "UASC"], SsdTables.ImmigrationStatus, "UASC",
            ("immi_immigration_status_id", "CHILD"), ("immi_person_id", "CHILD"), ("immi_immigration_status_end_date", "DUC"),
            ("immi_immigration_status", "DUC"));
        Write(ReturnPart.CareLeavers, row => [row[0], row[0]], SsdTables.CareLeavers, "OC3", ("clea_table_id", "CHILD"), ("clea_person_id", "CHILD"));
        Write(ReturnPart.Workers, row => [$"{row[0]}|{row[1]}|{row[2]}", row[0], row[1], row[2], row[3], "Social Worker", row[4]],
            SsdTables.Involvements, "SWEpisodes", ("invo_involvements_id", "SW_DECOM"), ("invo_person_id", "CHILD"),
            ("invo_professional_id", "SW_ID"), ("invo_involvement_start_date", "SW_DECOM"), ("invo_involvement_end_date", "SW_DEC"),
            ("invo_professional_role_id", "SW_ID"), ("invo_worker_change_reason", "SW_REASON"));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var waiting in _waiting.Values)
        {
            waiting.Dispose();
        }
    }

    private CareEpisode[] WriteCare()
    {
        if (_waiting.GetValueOrDefault(ReturnPart.Episodes) is not { } waiting)
        {
            return [];
        }

        var care = _care.Where(e => waiting.IsKept(e.Order)).ToArray();
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
        LeaveOut(episodes, waiting.LeftOut);
        foreach (var (row, order) in waiting.Kept())
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

    private void WriteReviews(CareEpisode[] care, TableWriter people)
    {
        if (_waiting.GetValueOrDefault(ReturnPart.Reviews) is not { } waiting)
        {
            return;
        }

        if (!_waiting.ContainsKey(ReturnPart.Episodes))
        {
            foreach (var (file, count) in waiting.Kept().Select(kept => kept.Row.File).CountBy(file => file))
            {
                problems.Add(file, null, null, [], Severity.Warning, count == 1 ? "ReviewNeedsEpisodes" : "ReviewsNeedEpisodes", count);
            }

            LeaveOut(people, waiting.LeftOut);
            return;
        }

        var reviews = new TableWriter(rows, SsdTables.ClaReviews, "Reviews",
            ("clar_cla_review_id", "REVIEW"), ("clar_cla_id", "REVIEW"), ("clar_cla_review_date", "REVIEW"));
        LeaveOut(reviews, waiting.LeftOut);
        foreach (var (row, _) in waiting.Kept())
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
                reviews.LeaveOut(row.File);
            }
        }
    }

    private void Write(ReturnPart part, Func<string[], string?[]> make, Rows.Table table, string name, params (string Column, string Shown)[] columns)
    {
        if (_waiting.GetValueOrDefault(part) is not { } waiting)
        {
            return;
        }

        var writer = new TableWriter(rows, table, name, columns);
        LeaveOut(writer, waiting.LeftOut);
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

    private static void LeaveOut(TableWriter writer, Dictionary<string, long> leftOut)
    {
        foreach (var (file, count) in leftOut)
        {
            writer.LeaveOut(file, count);
        }
    }

    /// <summary>Says that the files have a part, even if there is no row of it.</summary>
    private void Expect(ReturnPart part)
    {
        if (Columns(part) is > 0 and var columns && !_waiting.ContainsKey(part))
        {
            _waiting.Add(part, new(problems, columns));
        }

        if (part == ReturnPart.Workers)
        {
            _workers ??= new(rows, SsdTables.Professionals, "SW_ID", ("prof_professional_id", "SW_ID"), ("prof_social_worker_registration_no", "SW_ID"));
        }
    }

    /// <summary>How many values a row of a part keeps beside the child's birth and sex; none where it only says who the child is.</summary>
    private static int Columns(ReturnPart part) => part switch
    {
        ReturnPart.Episodes => 9,
        ReturnPart.Reviews or ReturnPart.Uasc => 2,
        ReturnPart.Missing => 3,
        ReturnPart.CareLeavers => 1,
        ReturnPart.Workers => 5,
        _ => 0,
    };

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

/// <summary>A part of the return: a CSV file of its own, or elements in XML.</summary>
internal enum ReturnPart
{
    /// <summary>No part.</summary>
    None,

    /// <summary>The children.</summary>
    Header,

    /// <summary>Episodes of care.</summary>
    Episodes,

    /// <summary>Reviews that were held.</summary>
    Reviews,

    /// <summary>Children who went missing.</summary>
    Missing,

    /// <summary>Unaccompanied children.</summary>
    Uasc,

    /// <summary>Young people who have left care.</summary>
    CareLeavers,

    /// <summary>Social workers of children.</summary>
    Workers,

    /// <summary>A part of which nothing is read but who the children are.</summary>
    Other,
}
