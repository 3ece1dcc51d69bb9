using System.Text;
using System.Text.Json;
using Fairload.App.Imports.Formats.Ssda903;
using Fairload.App.Imports.Ssd;
using Fairload.App.Reading;
using Fairload.App.Store.Rows;

namespace Fairload.App.Imports.Formats.CscApi;

/// <summary>
/// Turns children of the feed into rows; a row's place is the child's number in the file. Ids are taken with the child's, since
/// brothers and sisters may share an assessment's. docs/importing.md says what becomes of each property.
/// </summary>
internal sealed class CscChildren : IUnfinished
{
    private readonly ProblemLog _problems;
    private readonly KnownProperties _known;
    private readonly TranslatedRows _rows;
    private readonly List<(string Id, string File, int Row)> _workers = [];
    private readonly IdMap _workerIds = new();
    private readonly SortedDictionary<string, int> _purged = new(StringComparer.Ordinal);
    private readonly List<CareEpisode> _care = [];
    private readonly List<JsonElement> _placed = [];
    private readonly Dictionary<string, int> _types = new(StringComparer.Ordinal);
    private readonly TableWriter _people, _disabilities, _uasc, _episodes, _involvements, _assessments, _factors, _plans, _enquiries,
        _conferences, _cpPlans, _claEpisodes, _placements, _leavers;

    private string _file = "";
    private string _child = "";
    private int _row;

    public CscChildren(TranslatedRows rows, ProblemLog problems)
    {
        (_rows, _problems, _known) = (rows, problems, new KnownProperties(problems));
        _people = new(rows, SsdTables.Person, "child_details",
            ("pers_person_id", "la_child_id"), ("pers_dob", "date_of_birth"), ("pers_expected_dob", "expected_date_of_birth"), ("pers_sex", "sex"),
            ("pers_forename", "first_name"), ("pers_surname", "surname"));
        _disabilities = new(rows, SsdTables.Disability, "disabilities",
            ("disa_table_id", "disabilities"), ("disa_person_id", "la_child_id"), ("disa_disability_code", "disabilities"));
        _uasc = new(rows, SsdTables.ImmigrationStatus, "uasc_flag",
            ("immi_immigration_status_id", "la_child_id"), ("immi_person_id", "la_child_id"), ("immi_immigration_status_end_date", "uasc_end_date"),
            ("immi_immigration_status", "uasc_flag"));
        _episodes = new(rows, SsdTables.CinEpisodes, "social_care_episodes",
            ("cine_referral_id", "social_care_episode_id"), ("cine_person_id", "la_child_id"), ("cine_referral_date", "referral_date"),
            ("cine_close_date", "closure_date"), ("cine_referral_nfa", "referral_no_further_action_flag"), ("cine_referral_source_code", "referral_source"),
            ("cine_close_reason", "closure_reason"));
        _involvements = new(rows, SsdTables.Involvements, "care_worker_details",
            ("invo_involvements_id", "worker_id"), ("invo_person_id", "la_child_id"), ("invo_professional_id", "worker_id"),
            ("invo_involvement_start_date", "start_date"), ("invo_involvement_end_date", "end_date"), ("invo_professional_role_id", "worker_id"),
            ("invo_referral_id", "social_care_episode_id"));
        _assessments = new(rows, SsdTables.CinAssessments, "child_and_family_assessments",
            ("cina_assessment_id", "child_and_family_assessment_id"), ("cina_person_id", "la_child_id"), ("cina_assessment_start_date", "start_date"),
            ("cina_assessment_auth_date", "authorisation_date"), ("cina_referral_id", "social_care_episode_id"));
        _factors = new(rows, SsdTables.AssessmentFactors, "factors",
            ("cinf_table_id", "child_and_family_assessment_id"), ("cinf_assessment_id", "child_and_family_assessment_id"),
            ("cinf_assessment_factors_json", "factors"));
        _plans = new(rows, SsdTables.CinPlans, "child_in_need_plans",
            ("cinp_cin_plan_id", "child_in_need_plan_id"), ("cinp_person_id", "la_child_id"), ("cinp_cin_plan_start_date", "start_date"),
            ("cinp_cin_plan_end_date", "end_date"), ("cinp_referral_id", "social_care_episode_id"));
        _enquiries = new(rows, SsdTables.S47Enquiry, "section_47_assessments",
            ("s47e_s47_enquiry_id", "section_47_assessment_id"), ("s47e_person_id", "la_child_id"), ("s47e_s47_start_date", "start_date"),
            ("s47e_s47_end_date", "end_date"), ("s47e_referral_id", "social_care_episode_id"));
        _conferences = new(rows, SsdTables.InitialCpConference, "icpc_date",
            ("icpc_icpc_id", "section_47_assessment_id"), ("icpc_person_id", "la_child_id"), ("icpc_icpc_date", "icpc_date"),
            ("icpc_s47_enquiry_id", "section_47_assessment_id"));
        _cpPlans = new(rows, SsdTables.CpPlans, "child_protection_plans",
            ("cppl_cp_plan_id", "child_protection_plan_id"), ("cppl_person_id", "la_child_id"), ("cppl_cp_plan_start_date", "start_date"),
            ("cppl_cp_plan_end_date", "end_date"), ("cppl_referral_id", "social_care_episode_id"));
        _claEpisodes = new(rows, SsdTables.ClaEpisodes, "child_looked_after_placements",
            ("clae_cla_episode_id", "child_looked_after_placement_id"), ("clae_person_id", "la_child_id"), ("clae_cla_episode_start_date", "start_date"),
            ("clae_cla_episode_ceased_date", "end_date"), ("clae_cla_episode_start_reason", "start_reason"), ("clae_cla_episode_ceased_reason", "end_reason"),
            ("clae_cla_id", "child_looked_after_placement_id"));
        _placements = new(rows, SsdTables.ClaPlacement, "child_looked_after_placements: placement_type",
            ("clap_cla_placement_id", "child_looked_after_placement_id"), ("clap_person_id", "la_child_id"), ("clap_cla_id", "child_looked_after_placement_id"),
            ("clap_cla_placement_start_date", "start_date"), ("clap_cla_placement_end_date", "end_date"), ("clap_cla_placement_type", "placement_type"),
            ("clap_cla_placement_postcode", "postcode"));
        _leavers = new(rows, SsdTables.CareLeavers, "care_leavers", ("clea_table_id", "la_child_id"), ("clea_person_id", "la_child_id"));
    }

    /// <summary>The children that follow are of this file.</summary>
    public void Begin(string file) => _file = file;

    /// <summary>The file has ended: tells what was left out of it.</summary>
    public void End()
    {
        foreach (var (what, count) in _purged)
        {
            var text = (what, count) switch
            {
                ("la_child_id", 1) => "PurgedChild",
                ("la_child_id", _) => "PurgedChildren",
                (_, 1) => "PurgedOne",
                _ => "Purged",
            };
            _problems.Add(_file, null, "purge", [], Severity.Warning, text, count, what);
        }

        _purged.Clear();
        _known.Tell(_file);
    }

    /// <inheritdoc/>
    /// <exception cref="ImportRefused">No child that stays is in the files: everything on record would be withdrawn.</exception>
    public void Finish()
    {
        if (_people.Count == 0)
        {
            throw new ImportRefused(ImportTexts.All["NoChildren", _file], _file);
        }

        var workers = new TableWriter(_rows, SsdTables.Professionals, "worker_id",
            ("prof_professional_id", "worker_id"), ("prof_social_worker_registration_no", "worker_id"));
        foreach (var (id, file, row) in _workers)
        {
            workers.Add(file, row, id, id);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <summary>One child.</summary>
    /// <param name="child">The object.</param>
    /// <param name="row">Its number in the file, from 1.</param>
    public void Take(JsonElement child, int row)
    {
        _row = row;
        _known.Check(child, Level.Child, row);
        _child = Text(child, "la_child_id");
        if (_child.Length == 0)
        {
            if (child.EnumerateObject().FirstOrDefault(property => HoldsChildren(property.Value)) is { Value.ValueKind: JsonValueKind.Array } list)
            {
                throw new ImportRefused(ImportTexts.All["ChildrenInside", _file, list.Name.Length > 60 ? list.Name[..60] : list.Name], _file, row);
            }

            _problems.Add(_file, row, "la_child_id", [], Severity.Error, "ChildWithoutId");
            _people.LeaveOut(_file);
            return;
        }

        if (IsPurged(child, "la_child_id"))
        {
            return;
        }

        TakeDetails(child);
        _care.Clear();
        _placed.Clear();
        _types.Clear();
        var isLeaver = false;
        foreach (var episode in All(child, "social_care_episodes", Level.Episode))
        {
            TakeEpisode(episode, ref isLeaver);
        }

        WriteCare();
    }

    private void TakeDetails(JsonElement child)
    {
        var details = All(child, "child_details", Level.Details).FirstOrDefault();
        _people.Add(_file, _row, _child, Day(details, "date_of_birth"), Day(details, "expected_date_of_birth"), SourceValues.Sex(Text(details, "sex")),
            Initial(Text(details, "first_name")), Initial(Text(details, "surname")));
        foreach (var code in Texts(details, "disabilities").Distinct(StringComparer.Ordinal))
        {
            _disabilities.Add(_file, _row, $"{_child}|{code}", _child, code);
        }

        if (Text(details, "uasc_flag") == "true" || Text(details, "uasc_end_date").Length > 0)
        {
            _uasc.Add(_file, _row, _child, _child, Day(details, "uasc_end_date"), "UASC");
        }
    }

    private void TakeEpisode(JsonElement episode, ref bool isLeaver)
    {
        var referral = Key(episode, "social_care_episode_id");
        _episodes.Add(_file, _row, referral, _child, Day(episode, "referral_date"), Day(episode, "closure_date"),
            Text(episode, "referral_no_further_action_flag"), Text(episode, "referral_source"), Text(episode, "closure_reason"));
        foreach (var worker in All(episode, "care_worker_details", Level.Worker))
        {
            var (id, start) = (Text(worker, "worker_id"), Day(worker, "start_date"));
            Meet(id);
            _involvements.Add(_file, _row, $"{referral}|{id}|{start}", _child, id, start, Day(worker, "end_date"), "Social Worker", referral);
        }

        foreach (var assessment in All(episode, "child_and_family_assessments", Level.Assessment))
        {
            var key = Key(assessment, "child_and_family_assessment_id");
            _assessments.Add(_file, _row, key, _child, Day(assessment, "start_date"), Day(assessment, "authorisation_date"), referral);
            if (string.Join(',', Texts(assessment, "factors")) is { Length: > 0 } codes)
            {
                _factors.Add(_file, _row, key, key, codes);
            }
        }

        foreach (var plan in All(episode, "child_in_need_plans", Level.CinPlan))
        {
            _plans.Add(_file, _row, Key(plan, "child_in_need_plan_id"), _child, Day(plan, "start_date"), Day(plan, "end_date"), referral);
        }

        foreach (var enquiry in All(episode, "section_47_assessments", Level.Section47))
        {
            var key = Key(enquiry, "section_47_assessment_id");
            _enquiries.Add(_file, _row, key, _child, Day(enquiry, "start_date"), Day(enquiry, "end_date"), referral);
            if (Day(enquiry, "icpc_date") is { Length: > 0 } held)
            {
                _conferences.Add(_file, _row, key, _child, held, key);
            }
        }

        foreach (var plan in All(episode, "child_protection_plans", Level.CpPlan))
        {
            _cpPlans.Add(_file, _row, Key(plan, "child_protection_plan_id"), _child, Day(plan, "start_date"), Day(plan, "end_date"), referral);
        }

        foreach (var placement in All(episode, "child_looked_after_placements", Level.Placement))
        {
            TakePlacement(placement);
        }

        var leavers = All(episode, "care_leavers", Level.CareLeaver).Where(l => l.EnumerateObject().Any(p => p.Name != "purge" && Text(p.Value).Length > 0));
        if (!isLeaver && leavers.Any())
        {
            isLeaver = true;
            _leavers.Add(_file, _row, _child, _child);
        }
    }

    private void TakePlacement(JsonElement placement)
    {
        if (SourceValues.Number(Text(placement, "start_date")) is not { } from)
        {
            // The loader tells that it cannot be used.
            _claEpisodes.Add(_file, _row, Key(placement, "child_looked_after_placement_id"), _child, Day(placement, "start_date"));
            return;
        }

        var (reason, type) = (Text(placement, "start_reason"), Text(placement, "placement_type"));
        _care.Add(new CareEpisode
        {
            Child = 1,
            From = from,
            Until = SourceValues.Number(Text(placement, "end_date")) ?? CareEpisode.Open,
            Reason = reason.Length == 1 ? char.ToUpperInvariant(reason[0]) : ' ',
            Place = _types.TryGetValue(type, out var known) ? known : _types[type] = _types.Count,
            Order = _placed.Count,
        });
        _placed.Add(placement);
    }

    private void WriteCare()
    {
        var care = _care.ToArray();
        CarePeriods.Find(care);
        foreach (var episode in care)
        {
            var placement = _placed[episode.Order];
            var (key, from) = (Key(placement, "child_looked_after_placement_id"), Day(placement, "start_date"));
            var period = $"{_child}|{SourceValues.Iso(episode.Period)}";
            _claEpisodes.Add(_file, _row, key, _child, from, Day(placement, "end_date"), Text(placement, "start_reason"), Text(placement, "end_reason"), period);
            if (episode.PlacedUntil != 0)
            {
                _placements.Add(_file, _row, key, _child, period, from,
                    episode.PlacedUntil == CareEpisode.Open ? "" : SourceValues.Iso(episode.PlacedUntil), Text(placement, "placement_type"), Text(placement, "postcode"));
            }
        }
    }

    private void Meet(string worker)
    {
        var id = Encoding.UTF8.GetBytes(worker);
        if (id.Length is > 0 and <= 200 && _workerIds[id] == 0)
        {
            _workerIds.Set(id, 1);
            _workers.Add((worker, _file, _row));
        }
    }

    /// <summary>The objects in a property, an array or one alone, without those that are to be purged; what is neither is none.</summary>
    private List<JsonElement> All(JsonElement of, string name, Level level)
    {
        if (!of.TryGetProperty(name, out var found))
        {
            return [];
        }

        IEnumerable<JsonElement> all = found.ValueKind switch
        {
            JsonValueKind.Array => found.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.Object),
            JsonValueKind.Object => [found],
            _ => [],
        };
        var kept = new List<JsonElement>();
        foreach (var one in all)
        {
            _known.Check(one, level, _row);
            if (!IsPurged(one, name))
            {
                kept.Add(one);
            }
        }

        return kept;
    }

    private static bool HoldsChildren(JsonElement value) => value.ValueKind == JsonValueKind.Array
        && value.EnumerateArray().Any(one => one.ValueKind == JsonValueKind.Object && one.TryGetProperty("la_child_id", out _));

    private bool IsPurged(JsonElement element, string what)
    {
        var purge = Text(element, "purge") == "true";
        if (purge)
        {
            _purged[what] = _purged.GetValueOrDefault(what) + 1;
        }

        return purge;
    }

    private string Key(JsonElement of, string id) => Text(of, id) is { Length: > 0 } text ? $"{_child}|{text}" : "";

    private static IEnumerable<string> Texts(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.Array
            ? found.EnumerateArray().Select(Text).Where(t => t.Length > 0)
            : [];

    private static string Day(JsonElement of, string name) => SourceValues.Day(Text(of, name));

    private static string Text(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var found) ? Text(found) : "";

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Trim(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "",
    };

    /// <summary>Of a name nothing but its first letter goes on, not even into a waiting file.</summary>
    private static string Initial(string name) => name.Length == 0 ? "" : name.EnumerateRunes().First().ToString();
}
