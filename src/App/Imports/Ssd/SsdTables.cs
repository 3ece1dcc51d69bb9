using Fairload.App.Imports.Rows;
using Fairload.Core.Cases;
using static Fairload.App.Imports.Rows.Into;

namespace Fairload.App.Imports.Ssd;

/// <summary>
/// The tables of the Standard Safeguarding Dataset that Fairload reads, column by column, in the order in which they
/// are loaded: whatever a table refers to comes before it. docs/importing.md says the same in words.
/// </summary>
internal static class SsdTables
{
    /// <summary>Teams and services.</summary>
    public static readonly Table Department = new(
        Source.Ssd, "ssd_department", RecordKind.Team,
        new("dept_team_id", Key, Required: true),
        new("dept_team_name", Detail),
        new("dept_team_parent_id", Ref),
        new("dept_team_parent_name", Extra, As: "parentName"))
    { Dated = false };

    /// <summary>Workers.</summary>
    public static readonly Table Professionals = new(
        Source.Ssd, "ssd_professionals", RecordKind.Worker,
        new("prof_professional_id", Key, Required: true),
        new("prof_professional_name", Name),
        new("prof_professional_job_title", Code),
        new("prof_social_worker_registration_no", Ref),
        new("prof_professional_department", Team),
        new("prof_full_time_equivalency", Fte),
        new("prof_agency_worker_flag", Flag),
        new("prof_staff_id", Extra, As: "staffId"),
        new("prof_professional_caseload", ExtraCount, As: "caseload"))
    { Dated = false };

    /// <summary>Children; of a name, where a file has one, only the initials are kept.</summary>
    public static readonly Table Person = new(
        Source.Ssd, "ssd_person", RecordKind.Child,
        new("pers_person_id", Key, Required: true),
        new("pers_dob", From),
        new("pers_death_date", Until),
        new("pers_expected_dob", Due),
        new("pers_sex", Code),
        new("pers_forename", Initial),
        new("pers_surname", Initial),
        new("pers_gender", Nothing),
        new("pers_ethnicity", Nothing),
        new("pers_common_child_id", Nothing),
        new("pers_legacy_id", Nothing),
        new("pers_upn_unknown", Nothing),
        new("pers_send_flag", Nothing),
        new("pers_is_mother", Nothing),
        new("pers_nationality", Nothing))
    { Needed = true, Dated = false };

    /// <summary>Families.</summary>
    public static readonly Table Family = new(
        Source.Ssd, "ssd_family", RecordKind.Family,
        new("fami_table_id", Key),
        new("fami_person_id", Into.Child, Required: true) { IsInKey = true },
        new("fami_family_id", Ref, Required: true) { IsInKey = true })
    { Dated = false };

    /// <summary>Addresses, kept only as the fingerprint of a home.</summary>
    public static readonly Table Address = new(
        Source.Ssd, "ssd_address", RecordKind.Address,
        new("addr_table_id", Key, Required: true),
        new("addr_person_id", Into.Child, Required: true),
        new("addr_address_start_date", From),
        new("addr_address_end_date", Until),
        new("addr_address_json", Into.Address),
        new("addr_address_postcode", Postcode),
        new("addr_address_type", Nothing));

    /// <summary>Who works with whom.</summary>
    public static readonly Table Involvements = new(
        Source.Ssd, "ssd_involvements", RecordKind.Involvement,
        new("invo_involvements_id", Key, Required: true),
        new("invo_person_id", Into.Child, Required: true),
        new("invo_professional_id", Worker, Required: true),
        new("invo_involvement_start_date", From, Required: true),
        new("invo_involvement_end_date", Until),
        new("invo_professional_role_id", Code),
        new("invo_professional_team", Team),
        new("invo_worker_change_reason", Detail),
        new("invo_referral_id", Ref))
    { Needed = true };

    /// <summary>Contacts.</summary>
    public static readonly Table Contacts = new(
        Source.Ssd, "ssd_contacts", RecordKind.Contact,
        new("cont_contact_id", Key, Required: true),
        new("cont_person_id", Into.Child, Required: true),
        new("cont_contact_date", From, Required: true),
        new("cont_contact_source_code", Code),
        new("cont_contact_source_desc", Nothing),
        new("cont_contact_outcome_json", Nothing));

    /// <summary>Referrals and the episodes of need that follow.</summary>
    public static readonly Table CinEpisodes = new(
        Source.Ssd, "ssd_cin_episodes", RecordKind.CinEpisode,
        new("cine_referral_id", Key, Required: true),
        new("cine_person_id", Into.Child, Required: true),
        new("cine_referral_date", From, Required: true),
        new("cine_close_date", Until),
        new("cine_cin_primary_need_code", Code),
        new("cine_referral_nfa", Flag),
        new("cine_referral_source_code", Detail),
        new("cine_close_reason", Ref),
        new("cine_referral_worker_id", Worker),
        new("cine_referral_team", Team),
        new("cine_referral_source_desc", Nothing),
        new("cine_referral_outcome_json", Nothing));

    /// <summary>Child and family assessments.</summary>
    public static readonly Table CinAssessments = new(
        Source.Ssd, "ssd_cin_assessments", RecordKind.Assessment,
        new("cina_assessment_id", Key, Required: true),
        new("cina_person_id", Into.Child, Required: true),
        new("cina_assessment_start_date", From, Required: true),
        new("cina_assessment_auth_date", Until),
        new("cina_assessment_child_seen", Flag),
        new("cina_referral_id", Ref),
        new("cina_assessment_worker_id", Worker),
        new("cina_assessment_team", Team),
        new("cina_assessment_outcome_json", Nothing),
        new("cina_assessment_outcome_nfa", Nothing));

    /// <summary>Factors found by assessments.</summary>
    public static readonly Table AssessmentFactors = new(
        Source.Ssd, "ssd_assessment_factors", RecordKind.Factors,
        new("cinf_table_id", Key, Required: true),
        new("cinf_assessment_id", AssessmentId, Required: true),
        new("cinf_assessment_factors_json", Factors))
    { Dated = false };

    /// <summary>Section 47 enquiries.</summary>
    public static readonly Table S47Enquiry = new(
        Source.Ssd, "ssd_s47_enquiry", RecordKind.Section47,
        new("s47e_s47_enquiry_id", Key, Required: true),
        new("s47e_person_id", Into.Child, Required: true),
        new("s47e_s47_start_date", From, Required: true),
        new("s47e_s47_end_date", Until),
        new("s47e_referral_id", Ref),
        new("s47e_s47_completed_by_worker_id", Worker),
        new("s47e_s47_completed_by_team", Team),
        new("s47e_s47_nfa", Nothing),
        new("s47e_s47_outcome_json", Nothing));

    /// <summary>Initial child protection conferences.</summary>
    public static readonly Table InitialCpConference = new(
        Source.Ssd, "ssd_initial_cp_conference", RecordKind.Conference,
        new("icpc_icpc_id", Key, Required: true),
        new("icpc_person_id", Into.Child, Required: true),
        new("icpc_icpc_date", From),
        new("icpc_icpc_target_date", Due),
        new("icpc_s47_enquiry_id", Ref),
        new("icpc_icpc_outcome_cp_flag", Flag),
        new("icpc_icpc_worker_id", Worker),
        new("icpc_icpc_team", Team),
        new("icpc_icpc_meeting_id", Nothing),
        new("icpc_cp_plan_id", Nothing),
        new("icpc_referral_id", Nothing),
        new("icpc_icpc_transfer_in", Nothing),
        new("icpc_icpc_outcome_json", Nothing));

    /// <summary>Child-in-need plans.</summary>
    public static readonly Table CinPlans = new(
        Source.Ssd, "ssd_cin_plans", RecordKind.CinPlan,
        new("cinp_cin_plan_id", Key, Required: true),
        new("cinp_person_id", Into.Child, Required: true),
        new("cinp_cin_plan_start_date", From, Required: true),
        new("cinp_cin_plan_end_date", Until),
        new("cinp_referral_id", Ref),
        new("cinp_cin_plan_worker_id", Worker),
        new("cinp_cin_plan_team", Team));

    /// <summary>Child protection plans.</summary>
    public static readonly Table CpPlans = new(
        Source.Ssd, "ssd_cp_plans", RecordKind.CpPlan,
        new("cppl_cp_plan_id", Key, Required: true),
        new("cppl_person_id", Into.Child, Required: true),
        new("cppl_cp_plan_start_date", From, Required: true),
        new("cppl_cp_plan_end_date", Until),
        new("cppl_cp_plan_latest_category", Code),
        new("cppl_cp_plan_initial_category", Detail),
        new("cppl_referral_id", Ref),
        new("cppl_icpc_id", Nothing),
        new("cppl_cp_plan_ola", Nothing));

    /// <summary>Looked-after episodes.</summary>
    public static readonly Table ClaEpisodes = new(
        Source.Ssd, "ssd_cla_episodes", RecordKind.ClaEpisode,
        new("clae_cla_episode_id", Key, Required: true),
        new("clae_person_id", Into.Child, Required: true),
        new("clae_cla_episode_start_date", From, Required: true),
        new("clae_cla_episode_ceased_date", Until),
        new("clae_cla_episode_start_reason", Code),
        new("clae_cla_episode_ceased_reason", Detail),
        new("clae_cla_id", Ref),
        new("clae_cla_primary_need_code", Nothing),
        new("clae_referral_id", Nothing),
        new("clae_cla_placement_id", Nothing),
        new("clae_entered_care_date", Nothing),
        new("clae_cla_last_iro_contact_date", Nothing));

    /// <summary>Placements; of the postcode only the home's fingerprint is kept.</summary>
    public static readonly Table ClaPlacement = new(
        Source.Ssd, "ssd_cla_placement", RecordKind.Placement,
        new("clap_cla_placement_id", Key, Required: true),
        new("clap_person_id", Into.Child),
        new("clap_cla_id", CareId),
        new("clap_cla_placement_start_date", From, Required: true),
        new("clap_cla_placement_end_date", Until),
        new("clap_cla_placement_type", Code),
        new("clap_cla_placement_distance", Miles),
        new("clap_cla_placement_postcode", Postcode),
        new("clap_cla_placement_urn", Nothing),
        new("clap_cla_placement_provider", Nothing),
        new("clap_cla_placement_change_reason", Nothing));

    /// <summary>Legal statuses.</summary>
    public static readonly Table LegalStatuses = new(
        Source.Ssd, "ssd_legal_status", RecordKind.LegalStatus,
        new("lega_legal_status_id", Key, Required: true),
        new("lega_person_id", Into.Child, Required: true),
        new("lega_legal_status_start_date", From, Required: true),
        new("lega_legal_status_end_date", Until),
        new("lega_legal_status", Code));

    /// <summary>Care leavers.</summary>
    public static readonly Table CareLeavers = new(
        Source.Ssd, "ssd_care_leavers", RecordKind.CareLeaver,
        new("clea_table_id", Key, Required: true),
        new("clea_person_id", Into.Child, Required: true),
        new("clea_care_leaver_worker_id", Worker),
        new("clea_care_leaver_personal_advisor", OtherWorker),
        new("clea_care_leaver_allocated_team", Team),
        new("clea_care_leaver_eligibility", Code),
        new("clea_care_leaver_in_touch", Nothing),
        new("clea_care_leaver_latest_contact", Nothing),
        new("clea_care_leaver_accommodation", Nothing),
        new("clea_care_leaver_accom_suitable", Nothing),
        new("clea_care_leaver_activity", Nothing),
        new("clea_pathway_plan_review_date", Nothing))
    { Dated = false };

    /// <summary>Early help episodes.</summary>
    public static readonly Table EarlyHelpEpisodes = new(
        Source.Ssd, "ssd_early_help_episodes", RecordKind.EarlyHelp,
        new("earl_episode_id", Key, Required: true),
        new("earl_person_id", Into.Child, Required: true),
        new("earl_episode_start_date", From, Required: true),
        new("earl_episode_end_date", Until),
        new("earl_episode_worker_id", Worker),
        new("earl_episode_organisation", Detail),
        new("earl_episode_reason", Nothing),
        new("earl_episode_end_reason", Nothing));

    /// <summary>Pre-proceedings.</summary>
    public static readonly Table PreProceedings = new(
        Source.Ssd, "ssd_pre_proceedings", RecordKind.PreProceedings,
        [
            new("prep_table_id", Key, Required: true),
            new("prep_person_id", Into.Child, Required: true),
            new("prep_pre_pro_decision_date", From),
            new("prep_agree_stepdown_issue_date", Until),
            new("prep_court_reference", Ref),
            new("prep_pre_pro_outcome", Code),
            .. Unused(
                "prep_plo_family_id", "prep_initial_pre_pro_meeting_date", "prep_cp_plans_referral_period",
                "prep_legal_gateway_outcome", "prep_prev_pre_proc_child", "prep_prev_care_proc_child",
                "prep_pre_pro_letter_date", "prep_care_pro_letter_date", "prep_pre_pro_meetings_num",
                "prep_pre_pro_parents_legal_rep", "prep_parents_legal_rep_point_of_issue", "prep_care_proc_court_hearings",
                "prep_care_proc_short_notice", "prep_proc_short_notice_reason", "prep_la_inital_plan_approved",
                "prep_la_initial_care_plan", "prep_la_final_plan_approved", "prep_la_final_care_plan"),
        ]);

    /// <summary>Missing episodes.</summary>
    public static readonly Table Missing = new(
        Source.Ssd, "ssd_missing", RecordKind.Missing,
        new("miss_table_id", Key, Required: true),
        new("miss_person_id", Into.Child, Required: true),
        new("miss_missing_episode_start_date", From, Required: true),
        new("miss_missing_episode_end_date", Until),
        new("miss_missing_episode_type", Nothing),
        new("miss_missing_rhi_offered", Nothing),
        new("miss_missing_rhi_accepted", Nothing));

    /// <summary>Disabilities.</summary>
    public static readonly Table Disability = new(
        Source.Ssd, "ssd_disability", RecordKind.Disability,
        new("disa_table_id", Key, Required: true),
        new("disa_person_id", Into.Child, Required: true),
        new("disa_disability_code", Code))
    { Dated = false };

    /// <summary>Immigration statuses.</summary>
    public static readonly Table ImmigrationStatus = new(
        Source.Ssd, "ssd_immigration_status", RecordKind.Immigration,
        new("immi_immigration_status_id", Key, Required: true),
        new("immi_person_id", Into.Child, Required: true),
        new("immi_immigration_status_start_date", From),
        new("immi_immigration_status_end_date", Until),
        new("immi_immigration_status", Code));

    /// <summary>Visits under child-in-need plans.</summary>
    public static readonly Table CinVisits = new(
        Source.Ssd, "ssd_cin_visits", RecordKind.CinVisit,
        new("cinv_cin_visit_id", Key, Required: true),
        new("cinv_person_id", Into.Child, Required: true),
        new("cinv_cin_visit_date", From, Required: true),
        new("cinv_cin_visit_seen", Flag),
        new("cinv_cin_visit_seen_alone", Alone),
        new("cinv_cin_visit_bedroom", Nothing));

    /// <summary>Visits under child protection plans.</summary>
    public static readonly Table CpVisits = new(
        Source.Ssd, "ssd_cp_visits", RecordKind.CpVisit,
        new("cppv_cp_visit_id", Key, Required: true),
        new("cppv_person_id", Into.Child, Required: true),
        new("cppv_cp_visit_date", From, Required: true),
        new("cppv_cp_visit_seen", Flag),
        new("cppv_cp_visit_seen_alone", Alone),
        new("cppv_cp_plan_id", Ref),
        new("cppv_cp_visit_bedroom", Nothing));

    /// <summary>Visits to looked-after children.</summary>
    public static readonly Table ClaVisits = new(
        Source.Ssd, "ssd_cla_visits", RecordKind.ClaVisit,
        new("clav_cla_visit_id", Key, Required: true),
        new("clav_person_id", Into.Child),
        new("clav_cla_id", CareId),
        new("clav_cla_visit_date", From, Required: true),
        new("clav_cla_visit_seen", Flag),
        new("clav_cla_visit_seen_alone", Alone));

    /// <summary>Child protection reviews.</summary>
    public static readonly Table CpReviews = new(
        Source.Ssd, "ssd_cp_reviews", RecordKind.CpReview,
        new("cppr_cp_review_id", Key, Required: true),
        new("cppr_person_id", Into.Child, Required: true),
        new("cppr_cp_review_date", From),
        new("cppr_cp_review_due", Due),
        new("cppr_cp_plan_id", Ref),
        new("cppr_cp_review_meeting_id", Nothing),
        new("cppr_cp_review_outcome_continue_cp", Nothing),
        new("cppr_cp_review_quorate", Nothing),
        new("cppr_cp_review_participation", Nothing));

    /// <summary>Looked-after reviews, which name no person.</summary>
    public static readonly Table ClaReviews = new(
        Source.Ssd, "ssd_cla_reviews", RecordKind.ClaReview,
        new("clar_cla_review_id", Key, Required: true),
        new("clar_cla_id", CareId, Required: true),
        new("clar_cla_review_date", From),
        new("clar_cla_review_due_date", Due),
        new("clar_cla_review_cancelled", Nothing),
        new("clar_cla_review_participation", Nothing));

    /// <summary>All of them, in loading order.</summary>
    public static readonly IReadOnlyList<Table> All =
    [
        Department, Professionals, Person, Family, Address, Involvements, Contacts, CinEpisodes, CinAssessments,
        AssessmentFactors, S47Enquiry, InitialCpConference, CinPlans, CpPlans, ClaEpisodes, ClaPlacement, LegalStatuses,
        CareLeavers, EarlyHelpEpisodes, PreProceedings, Missing, Disability, ImmigrationStatus, CinVisits, CpVisits,
        ClaVisits, CpReviews, ClaReviews,
    ];

    /// <summary>Tables of the standard that Fairload does not read, by the start of their columns' names.</summary>
    public static readonly IReadOnlyDictionary<string, string> Others = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["lapp_"] = "ssd_cla_previous_permanence", ["clac_"] = "ssd_cla_convictions", ["clah_"] = "ssd_cla_health",
        ["clai_"] = "ssd_cla_immunisations", ["clas_"] = "ssd_cla_substance_misuse", ["lacp_"] = "ssd_cla_care_plan",
        ["ehca_"] = "ssd_ehcp_assessment", ["ehcn_"] = "ssd_ehcp_named_plan", ["ehcp_"] = "ssd_ehcp_active_plans",
        ["ehcr_"] = "ssd_ehcp_requests", ["link_"] = "ssd_linked_identifiers", ["moth_"] = "ssd_mother",
        ["perm_"] = "ssd_permanence", ["csdq_"] = "ssd_sdq_scores", ["s251_"] = "ssd_s251_finance", ["send_"] = "ssd_send",
        ["senn_"] = "ssd_sen_need", ["voch_"] = "ssd_voice_of_child",
    };

    private static IEnumerable<Column> Unused(params string[] names) => names.Select(name => new Column(name, Nothing));
}
