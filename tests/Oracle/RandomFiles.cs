using System.Globalization;
using System.Text;

namespace Fairload.Oracle;

/// <summary>CSV files in the columns of the Standard Safeguarding Dataset, each file in a style of its own: ISO or British dates,
/// with times or without, and every way that sources write "no date".</summary>
internal sealed class RandomFiles(string folder, SeededChance chance)
{
    private static readonly Dictionary<string, string> Headers = new(StringComparer.Ordinal)
    {
        ["ssd_person"] =
            "pers_person_id,pers_sex,pers_gender,pers_ethnicity,pers_dob,pers_common_child_id,pers_legacy_id,"
            + "pers_upn_unknown,pers_send_flag,pers_expected_dob,pers_death_date,pers_is_mother,pers_nationality",
        ["ssd_family"] =
            "fami_table_id,fami_family_id,fami_person_id",
        ["ssd_address"] =
            "addr_table_id,addr_address_json,addr_person_id,addr_address_type,addr_address_start_date,"
            + "addr_address_end_date,addr_address_postcode",
        ["ssd_disability"] =
            "disa_person_id,disa_table_id,disa_disability_code",
        ["ssd_immigration_status"] =
            "immi_person_id,immi_immigration_status_id,immi_immigration_status,"
            + "immi_immigration_status_start_date,immi_immigration_status_end_date",
        ["ssd_legal_status"] =
            "lega_legal_status_id,lega_person_id,lega_legal_status,lega_legal_status_start_date,"
            + "lega_legal_status_end_date",
        ["ssd_contacts"] =
            "cont_contact_id,cont_person_id,cont_contact_date,cont_contact_source_code,cont_contact_source_desc,"
            + "cont_contact_outcome_json",
        ["ssd_early_help_episodes"] =
            "earl_episode_id,earl_person_id,earl_episode_start_date,earl_episode_end_date,earl_episode_reason,"
            + "earl_episode_end_reason,earl_episode_organisation,earl_episode_worker_id",
        ["ssd_cin_episodes"] =
            "cine_referral_id,cine_person_id,cine_referral_date,cine_cin_primary_need_code,"
            + "cine_referral_source_code,cine_referral_source_desc,cine_referral_outcome_json,cine_referral_nfa,"
            + "cine_close_reason,cine_close_date,cine_referral_team,cine_referral_worker_id",
        ["ssd_cin_assessments"] =
            "cina_assessment_id,cina_person_id,cina_referral_id,cina_assessment_start_date,"
            + "cina_assessment_child_seen,cina_assessment_auth_date,cina_assessment_outcome_json,"
            + "cina_assessment_outcome_nfa,cina_assessment_team,cina_assessment_worker_id",
        ["ssd_assessment_factors"] =
            "cinf_table_id,cinf_assessment_id,cinf_assessment_factors_json",
        ["ssd_cin_plans"] =
            "cinp_cin_plan_id,cinp_referral_id,cinp_person_id,cinp_cin_plan_start_date,cinp_cin_plan_end_date,"
            + "cinp_cin_plan_team,cinp_cin_plan_worker_id",
        ["ssd_cin_visits"] =
            "cinv_cin_visit_id,cinv_person_id,cinv_cin_visit_date,cinv_cin_visit_seen,cinv_cin_visit_seen_alone,"
            + "cinv_cin_visit_bedroom",
        ["ssd_s47_enquiry"] =
            "s47e_s47_enquiry_id,s47e_referral_id,s47e_person_id,s47e_s47_start_date,s47e_s47_end_date,"
            + "s47e_s47_nfa,s47e_s47_outcome_json,s47e_s47_completed_by_worker_id,s47e_s47_completed_by_team",
        ["ssd_initial_cp_conference"] =
            "icpc_icpc_id,icpc_icpc_meeting_id,icpc_s47_enquiry_id,icpc_person_id,icpc_cp_plan_id,"
            + "icpc_referral_id,icpc_icpc_transfer_in,icpc_icpc_target_date,icpc_icpc_date,"
            + "icpc_icpc_outcome_cp_flag,icpc_icpc_outcome_json,icpc_icpc_team,icpc_icpc_worker_id",
        ["ssd_cp_plans"] =
            "cppl_cp_plan_id,cppl_referral_id,cppl_icpc_id,cppl_person_id,cppl_cp_plan_start_date,"
            + "cppl_cp_plan_end_date,cppl_cp_plan_initial_category,cppl_cp_plan_ola,cppl_cp_plan_latest_category",
        ["ssd_cp_visits"] =
            "cppv_cp_visit_id,cppv_person_id,cppv_cp_plan_id,cppv_cp_visit_date,cppv_cp_visit_seen,"
            + "cppv_cp_visit_seen_alone,cppv_cp_visit_bedroom",
        ["ssd_cp_reviews"] =
            "cppr_cp_review_id,cppr_person_id,cppr_cp_plan_id,cppr_cp_review_due,cppr_cp_review_date,"
            + "cppr_cp_review_meeting_id,cppr_cp_review_outcome_continue_cp,cppr_cp_review_quorate,"
            + "cppr_cp_review_participation",
        ["ssd_cla_episodes"] =
            "clae_cla_episode_id,clae_person_id,clae_cla_episode_start_date,clae_cla_episode_start_reason,"
            + "clae_cla_primary_need_code,clae_cla_episode_ceased_date,clae_cla_episode_ceased_reason,"
            + "clae_cla_id,clae_referral_id,clae_cla_placement_id,clae_entered_care_date,"
            + "clae_cla_last_iro_contact_date",
        ["ssd_cla_placement"] =
            "clap_cla_placement_id,clap_cla_placement_start_date,clap_cla_placement_type,clap_cla_placement_urn,"
            + "clap_cla_placement_distance,clap_cla_id,clap_cla_placement_provider,clap_cla_placement_postcode,"
            + "clap_cla_placement_end_date,clap_cla_placement_change_reason,clap_person_id",
        ["ssd_cla_visits"] =
            "clav_cla_visit_id,clav_cla_id,clav_person_id,clav_cla_visit_date,clav_cla_visit_seen,"
            + "clav_cla_visit_seen_alone",
        ["ssd_cla_reviews"] =
            "clar_cla_review_id,clar_cla_id,clar_cla_review_due_date,clar_cla_review_date,"
            + "clar_cla_review_cancelled,clar_cla_review_participation",
        ["ssd_missing"] =
            "miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_type,"
            + "miss_missing_episode_end_date,miss_missing_rhi_offered,miss_missing_rhi_accepted",
        ["ssd_care_leavers"] =
            "clea_table_id,clea_person_id,clea_care_leaver_eligibility,clea_care_leaver_in_touch,"
            + "clea_care_leaver_latest_contact,clea_care_leaver_accommodation,clea_care_leaver_accom_suitable,"
            + "clea_care_leaver_activity,clea_pathway_plan_review_date,clea_care_leaver_personal_advisor,"
            + "clea_care_leaver_allocated_team,clea_care_leaver_worker_id",
        ["ssd_pre_proceedings"] =
            "prep_table_id,prep_person_id,prep_plo_family_id,prep_pre_pro_decision_date,"
            + "prep_initial_pre_pro_meeting_date,prep_pre_pro_outcome,prep_agree_stepdown_issue_date,"
            + "prep_cp_plans_referral_period,prep_legal_gateway_outcome,prep_prev_pre_proc_child,"
            + "prep_prev_care_proc_child,prep_pre_pro_letter_date,prep_care_pro_letter_date,"
            + "prep_pre_pro_meetings_num,prep_pre_pro_parents_legal_rep,prep_parents_legal_rep_point_of_issue,"
            + "prep_court_reference,prep_care_proc_court_hearings,prep_care_proc_short_notice,"
            + "prep_proc_short_notice_reason,prep_la_inital_plan_approved,prep_la_initial_care_plan,"
            + "prep_la_final_plan_approved,prep_la_final_care_plan",
        ["ssd_professionals"] =
            "prof_professional_id,prof_staff_id,prof_professional_name,prof_social_worker_registration_no,"
            + "prof_professional_job_title,prof_professional_caseload,prof_professional_department,"
            + "prof_full_time_equivalency,prof_agency_worker_flag",
        ["ssd_involvements"] =
            "invo_involvements_id,invo_professional_id,invo_professional_role_id,invo_professional_team,"
            + "invo_involvement_start_date,invo_involvement_end_date,invo_worker_change_reason,invo_person_id,"
            + "invo_referral_id",
        ["ssd_department"] =
            "dept_team_id,dept_team_name,dept_team_parent_id,dept_team_parent_name",
        ["staff"] =
            "worker_id,swe_number,name,team_id,fte,contracted_hours,band,role,title,agency,start,until,manager_id",
    };

    private readonly Dictionary<string, List<Dictionary<string, object?>>> _tables =
        Headers.Keys.ToDictionary(name => name, _ => new List<Dictionary<string, object?>>());

    public void Put(string table, params (string Column, object? Value)[] cells) =>
        _tables[table].Add(cells.ToDictionary(cell => cell.Column, cell => cell.Value, StringComparer.Ordinal));

    /// <summary>Writes every table but those that this council does not supply. ssd_person is always there: without it no
    /// other row has anybody to be about.</summary>
    public void Write()
    {
        Directory.CreateDirectory(folder);
        foreach (string table in Headers.Keys)
        {
            bool supplied = !chance.Percent(7) || table == "ssd_person";
            string text = Text(table);
            if (supplied)
            {
                File.WriteAllText(Path.Combine(folder, $"{table}.csv"), text, new UTF8Encoding(chance.Percent(30)));
            }
        }

        File.WriteAllText(Path.Combine(folder, "extract.json"), """{ "extractDate": "2026-03-31" }""" + "\n");
    }

    private string Text(string table)
    {
        string dates = chance.Pick("yyyy-MM-dd", "yyyy-MM-dd", "dd/MM/yyyy", "yyyy-MM-ddT00:00:00", "dd/MM/yyyy 00:00");
        string none = chance.Pick("", "", "NULL", "1900-01-01", "9999-12-31");
        string lineEnd = chance.Pick("\n", "\r\n");
        string[] columns = [.. chance.Shuffled(Headers[table].Split(','))];
        IEnumerable<string> lines = chance.Shuffled(_tables[table]).Select(row => string.Join(',', columns.Select(column =>
            Quoted(row.TryGetValue(column, out object? value) ? Cell(value, dates, none) : ""))));
        return string.Join(lineEnd, lines.Prepend(string.Join(',', columns))) + lineEnd;
    }

    private static string Cell(object? value, string dates, string none) => value switch
    {
        DateOnly day => day.ToDateTime(TimeOnly.MinValue).ToString(dates, CultureInfo.InvariantCulture),
        NoDate => none,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString() ?? "",
    };

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\n") >= 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}

/// <summary>A date that is not there, which each file writes in its own way.</summary>
internal sealed record NoDate
{
    public static object Or(DateOnly? date) => date is DateOnly day ? day : new NoDate();
}
