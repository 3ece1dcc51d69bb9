using System.Text.Json;
using Fairload.App.Reading;

namespace Fairload.App.Imports.Formats.CscApi;

/// <summary>The objects of the feed.</summary>
internal enum Level
{
    /// <summary>A child.</summary>
    Child,

    /// <summary><c>child_details</c>.</summary>
    Details,

    /// <summary>One of <c>social_care_episodes</c>.</summary>
    Episode,

    /// <summary>One of <c>care_worker_details</c>.</summary>
    Worker,

    /// <summary>One of <c>child_and_family_assessments</c>.</summary>
    Assessment,

    /// <summary>One of <c>child_in_need_plans</c>.</summary>
    CinPlan,

    /// <summary>One of <c>section_47_assessments</c>.</summary>
    Section47,

    /// <summary>One of <c>child_protection_plans</c>.</summary>
    CpPlan,

    /// <summary>One of <c>child_looked_after_placements</c>.</summary>
    Placement,

    /// <summary><c>care_leavers</c>.</summary>
    CareLeaver,
}

/// <summary>Notes properties that version 1.0.1 of the feed does not have, so that each is told once.</summary>
internal sealed class KnownProperties(ProblemLog problems)
{
    private const int MostUnknown = 50;

    private static readonly Dictionary<Level, HashSet<string>> Known = new()
    {
        [Level.Child] = ["la_child_id", "mis_child_id", "purge", "child_details", "health_and_wellbeing", "social_care_episodes"],
        [Level.Details] =
        [
            "unique_pupil_number", "former_unique_pupil_number", "unique_pupil_number_unknown_reason", "first_name", "surname", "date_of_birth",
            "expected_date_of_birth", "sex", "ethnicity", "disabilities", "postcode", "uasc_flag", "uasc_end_date", "purge",
        ],
        [Level.Episode] =
        [
            "social_care_episode_id", "referral_date", "referral_source", "referral_no_further_action_flag", "care_worker_details",
            "child_and_family_assessments", "child_in_need_plans", "section_47_assessments", "child_protection_plans",
            "child_looked_after_placements", "adoption", "care_leavers", "closure_date", "closure_reason", "purge",
        ],
        [Level.Worker] = ["worker_id", "start_date", "end_date"],
        [Level.Assessment] = ["child_and_family_assessment_id", "start_date", "authorisation_date", "factors", "purge"],
        [Level.CinPlan] = ["child_in_need_plan_id", "start_date", "end_date", "purge"],
        [Level.Section47] = ["section_47_assessment_id", "start_date", "icpc_required_flag", "icpc_date", "end_date", "purge"],
        [Level.CpPlan] = ["child_protection_plan_id", "start_date", "end_date", "purge"],
        [Level.Placement] =
        [
            "child_looked_after_placement_id", "start_date", "start_reason", "placement_type", "postcode", "end_date", "end_reason",
            "change_reason", "purge",
        ],
        [Level.CareLeaver] = ["contact_date", "activity", "accommodation", "purge"],
    };

    private readonly Dictionary<string, (int Row, long Count)> _unknown = new(StringComparer.Ordinal);

    /// <summary>Notes what an object has that it should not.</summary>
    public void Check(JsonElement element, Level level, int row)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (!Known[level].Contains(property.Name))
            {
                var name = property.Name.Length > 60 ? property.Name[..60] : property.Name;
                name = _unknown.Count < MostUnknown || _unknown.ContainsKey(name) ? name : "…";
                _unknown.TryGetValue(name, out var known);
                _unknown[name] = (known.Count == 0 ? row : known.Row, known.Count + 1);
            }
        }
    }

    /// <summary>Tells what was noted in a file, and forgets it.</summary>
    public void Tell(string file)
    {
        foreach (var (name, (row, count)) in _unknown)
        {
            problems.Add(file, row, name, [], Severity.Warning, "UnknownProperty", name, count);
        }

        _unknown.Clear();
    }
}
