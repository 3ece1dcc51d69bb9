namespace Fairload.App.Demo;

/// <summary>
/// The files of the synthetic council, open for writing. Headers are the field names of the Standard Safeguarding
/// Dataset (SSD); ssd_person has two more columns, the forename and the surname that councils add.
/// The styles differ on purpose: they are the mess that real files bring (docs/synthetic-council.md).
/// </summary>
internal sealed class Tables : IDisposable
{
    private readonly List<TableWriter> all = [];

    public Tables(string folder)
    {
        Person = Open(
            folder,
            "ssd_person",
            "pers_person_id,pers_forename,pers_surname,pers_sex,pers_gender,pers_ethnicity,pers_dob," +
            "pers_common_child_id,pers_legacy_id,pers_upn_unknown,pers_send_flag,pers_expected_dob," +
            "pers_death_date,pers_is_mother,pers_nationality",
            new(Mark: true));
        Family = Open(
            folder,
            "ssd_family",
            "fami_table_id,fami_family_id,fami_person_id");
        Address = Open(
            folder,
            "ssd_address",
            "addr_table_id,addr_address_json,addr_person_id,addr_address_type,addr_address_start_date," +
            "addr_address_end_date,addr_address_postcode");
        Department = Open(
            folder,
            "ssd_department",
            "dept_team_id,dept_team_name,dept_team_parent_id,dept_team_parent_name",
            new(Mark: true, CarriageReturns: true));
        Professionals = Open(
            folder,
            "ssd_professionals",
            "prof_professional_id,prof_staff_id,prof_professional_name,prof_social_worker_registration_no," +
            "prof_professional_job_title,prof_professional_caseload,prof_professional_department," +
            "prof_full_time_equivalency,prof_agency_worker_flag",
            new(Windows1252: true));
        Involvements = Open(
            folder,
            "ssd_involvements",
            "invo_involvements_id,invo_professional_id,invo_professional_role_id,invo_professional_team," +
            "invo_involvement_start_date,invo_involvement_end_date,invo_worker_change_reason,invo_person_id," +
            "invo_referral_id");
        Contacts = Open(
            folder,
            "ssd_contacts",
            "cont_contact_id,cont_person_id,cont_contact_date,cont_contact_source_code,cont_contact_source_desc," +
            "cont_contact_outcome_json");
        Episodes = Open(
            folder,
            "ssd_cin_episodes",
            "cine_referral_id,cine_person_id,cine_referral_date,cine_cin_primary_need_code," +
            "cine_referral_source_code,cine_referral_source_desc,cine_referral_outcome_json,cine_referral_nfa," +
            "cine_close_reason,cine_close_date,cine_referral_team,cine_referral_worker_id");
        Assessments = Open(
            folder,
            "ssd_cin_assessments",
            "cina_assessment_id,cina_person_id,cina_referral_id,cina_assessment_start_date," +
            "cina_assessment_child_seen,cina_assessment_auth_date,cina_assessment_outcome_json," +
            "cina_assessment_outcome_nfa,cina_assessment_team,cina_assessment_worker_id");
        Factors = Open(
            folder,
            "ssd_assessment_factors",
            "cinf_table_id,cinf_assessment_id,cinf_assessment_factors_json");
        Enquiries = Open(
            folder,
            "ssd_s47_enquiry",
            "s47e_s47_enquiry_id,s47e_referral_id,s47e_person_id,s47e_s47_start_date,s47e_s47_end_date," +
            "s47e_s47_nfa,s47e_s47_outcome_json,s47e_s47_completed_by_worker_id,s47e_s47_completed_by_team");
        Conferences = Open(
            folder,
            "ssd_initial_cp_conference",
            "icpc_icpc_id,icpc_icpc_meeting_id,icpc_s47_enquiry_id,icpc_person_id,icpc_cp_plan_id," +
            "icpc_referral_id,icpc_icpc_transfer_in,icpc_icpc_target_date,icpc_icpc_date," +
            "icpc_icpc_outcome_cp_flag,icpc_icpc_outcome_json,icpc_icpc_team,icpc_icpc_worker_id");
        CinPlans = Open(
            folder,
            "ssd_cin_plans",
            "cinp_cin_plan_id,cinp_referral_id,cinp_person_id,cinp_cin_plan_start_date,cinp_cin_plan_end_date," +
            "cinp_cin_plan_team,cinp_cin_plan_worker_id");
        CpPlans = Open(
            folder,
            "ssd_cp_plans",
            "cppl_cp_plan_id,cppl_referral_id,cppl_icpc_id,cppl_person_id,cppl_cp_plan_start_date," +
            "cppl_cp_plan_end_date,cppl_cp_plan_initial_category,cppl_cp_plan_ola,cppl_cp_plan_latest_category");
        CinVisits = Open(
            folder,
            "ssd_cin_visits",
            "cinv_cin_visit_id,cinv_person_id,cinv_cin_visit_date,cinv_cin_visit_seen,cinv_cin_visit_seen_alone," +
            "cinv_cin_visit_bedroom",
            new(CarriageReturns: true));
        CpVisits = Open(
            folder,
            "ssd_cp_visits",
            "cppv_cp_visit_id,cppv_person_id,cppv_cp_plan_id,cppv_cp_visit_date,cppv_cp_visit_seen," +
            "cppv_cp_visit_seen_alone,cppv_cp_visit_bedroom");
        ClaVisits = Open(
            folder,
            "ssd_cla_visits",
            "clav_cla_visit_id,clav_cla_id,clav_person_id,clav_cla_visit_date,clav_cla_visit_seen," +
            "clav_cla_visit_seen_alone",
            new(Dates: DateStyle.WithTime));
        CpReviews = Open(
            folder,
            "ssd_cp_reviews",
            "cppr_cp_review_id,cppr_person_id,cppr_cp_plan_id,cppr_cp_review_due,cppr_cp_review_date," +
            "cppr_cp_review_meeting_id,cppr_cp_review_outcome_continue_cp,cppr_cp_review_quorate," +
            "cppr_cp_review_participation");
        ClaReviews = Open(
            folder,
            "ssd_cla_reviews",
            "clar_cla_review_id,clar_cla_id,clar_cla_review_due_date,clar_cla_review_date," +
            "clar_cla_review_cancelled,clar_cla_review_participation");
        ClaEpisodes = Open(
            folder,
            "ssd_cla_episodes",
            "clae_cla_episode_id,clae_person_id,clae_cla_episode_start_date,clae_cla_episode_start_reason," +
            "clae_cla_primary_need_code,clae_cla_episode_ceased_date,clae_cla_episode_ceased_reason,clae_cla_id," +
            "clae_referral_id,clae_cla_placement_id,clae_entered_care_date,clae_cla_last_iro_contact_date",
            new(CarriageReturns: true));
        Placements = Open(
            folder,
            "ssd_cla_placement",
            "clap_cla_placement_id,clap_cla_placement_start_date,clap_cla_placement_type,clap_cla_placement_urn," +
            "clap_cla_placement_distance,clap_cla_id,clap_cla_placement_provider,clap_cla_placement_postcode," +
            "clap_cla_placement_end_date,clap_cla_placement_change_reason,clap_person_id");
        LegalStatuses = Open(
            folder,
            "ssd_legal_status",
            "lega_legal_status_id,lega_person_id,lega_legal_status,lega_legal_status_start_date," +
            "lega_legal_status_end_date");
        CareLeavers = Open(
            folder,
            "ssd_care_leavers",
            "clea_table_id,clea_person_id,clea_care_leaver_eligibility,clea_care_leaver_in_touch," +
            "clea_care_leaver_latest_contact,clea_care_leaver_accommodation,clea_care_leaver_accom_suitable," +
            "clea_care_leaver_activity,clea_pathway_plan_review_date,clea_care_leaver_personal_advisor," +
            "clea_care_leaver_allocated_team,clea_care_leaver_worker_id");
        EarlyHelp = Open(
            folder,
            "ssd_early_help_episodes",
            "earl_episode_id,earl_person_id,earl_episode_start_date,earl_episode_end_date,earl_episode_reason," +
            "earl_episode_end_reason,earl_episode_organisation,earl_episode_worker_id");
        PreProceedings = Open(
            folder,
            "ssd_pre_proceedings",
            "prep_table_id,prep_person_id,prep_plo_family_id,prep_pre_pro_decision_date," +
            "prep_initial_pre_pro_meeting_date,prep_pre_pro_outcome,prep_agree_stepdown_issue_date," +
            "prep_cp_plans_referral_period,prep_legal_gateway_outcome,prep_prev_pre_proc_child," +
            "prep_prev_care_proc_child,prep_pre_pro_letter_date,prep_care_pro_letter_date," +
            "prep_pre_pro_meetings_num,prep_pre_pro_parents_legal_rep,prep_parents_legal_rep_point_of_issue," +
            "prep_court_reference,prep_care_proc_court_hearings,prep_care_proc_short_notice," +
            "prep_proc_short_notice_reason,prep_la_inital_plan_approved,prep_la_initial_care_plan," +
            "prep_la_final_plan_approved,prep_la_final_care_plan",
            new(Dates: DateStyle.British));
        Missing = Open(
            folder,
            "ssd_missing",
            "miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_type," +
            "miss_missing_episode_end_date,miss_missing_rhi_offered,miss_missing_rhi_accepted",
            new(Dates: DateStyle.WithTime));
        Disability = Open(
            folder,
            "ssd_disability",
            "disa_person_id,disa_table_id,disa_disability_code");
        Immigration = Open(
            folder,
            "ssd_immigration_status",
            "immi_person_id,immi_immigration_status_id,immi_immigration_status," +
            "immi_immigration_status_start_date,immi_immigration_status_end_date");
        Staff = Open(
            folder,
            "staff",
            "worker_id,swe_number,name,team_id,fte,contracted_hours,band,role,title,agency,start,until,manager_id");
    }

    public TableWriter Person { get; }

    public TableWriter Family { get; }

    public TableWriter Address { get; }

    public TableWriter Department { get; }

    public TableWriter Professionals { get; }

    public TableWriter Involvements { get; }

    public TableWriter Contacts { get; }

    public TableWriter Episodes { get; }

    public TableWriter Assessments { get; }

    public TableWriter Factors { get; }

    public TableWriter Enquiries { get; }

    public TableWriter Conferences { get; }

    public TableWriter CinPlans { get; }

    public TableWriter CpPlans { get; }

    public TableWriter CinVisits { get; }

    public TableWriter CpVisits { get; }

    public TableWriter ClaVisits { get; }

    public TableWriter CpReviews { get; }

    public TableWriter ClaReviews { get; }

    public TableWriter ClaEpisodes { get; }

    public TableWriter Placements { get; }

    public TableWriter LegalStatuses { get; }

    public TableWriter CareLeavers { get; }

    public TableWriter EarlyHelp { get; }

    public TableWriter PreProceedings { get; }

    public TableWriter Missing { get; }

    public TableWriter Disability { get; }

    public TableWriter Immigration { get; }

    public TableWriter Staff { get; }

    /// <summary>The council whose rows come next.</summary>
    public void Turn(int council) => all.ForEach(table => table.Council = council);

    public void Dispose() => all.ForEach(table => table.Dispose());

    private TableWriter Open(string folder, string name, string header, FileStyle? style = null)
    {
        var table = new TableWriter(folder, name, header, style ?? new FileStyle());
        all.Add(table);
        return table;
    }
}
