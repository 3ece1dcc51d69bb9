using System.Security.Cryptography;
using System.Text;
using Fairload.App.Demo;

namespace Fairload.App.Tests.Demo;

[Collection(CouncilTests.Name)]
public sealed class SyntheticCouncilTests(WrittenCouncil council)
{
    /// <summary>
    /// The hash of all files of scale 1, seed 1. It holds on every machine; a change of the generator changes it, and
    /// with it every screenshot and worked example made from the demo, so it is changed on purpose only.
    /// </summary>
    private const string Golden = "70551df2e1c204991ae50421c61c5b9f60f796368240d590542ccab21062b06c";

    /// <summary>
    /// The field names of the Standard Safeguarding Dataset, and in ssd_person the two columns that councils add.
    /// </summary>
    private static readonly Dictionary<string, string> Headers = new()
    {
        ["ssd_person"] =
            "pers_person_id,pers_forename,pers_surname,pers_sex,pers_gender,pers_ethnicity,pers_dob," +
            "pers_common_child_id,pers_legacy_id,pers_upn_unknown,pers_send_flag,pers_expected_dob," +
            "pers_death_date,pers_is_mother,pers_nationality",
        ["ssd_family"] =
            "fami_table_id,fami_family_id,fami_person_id",
        ["ssd_address"] =
            "addr_table_id,addr_address_json,addr_person_id,addr_address_type,addr_address_start_date," +
            "addr_address_end_date,addr_address_postcode",
        ["ssd_department"] =
            "dept_team_id,dept_team_name,dept_team_parent_id,dept_team_parent_name",
        ["ssd_professionals"] =
            "prof_professional_id,prof_staff_id,prof_professional_name,prof_social_worker_registration_no," +
            "prof_professional_job_title,prof_professional_caseload,prof_professional_department," +
            "prof_full_time_equivalency,prof_agency_worker_flag",
        ["ssd_involvements"] =
            "invo_involvements_id,invo_professional_id,invo_professional_role_id,invo_professional_team," +
            "invo_involvement_start_date,invo_involvement_end_date,invo_worker_change_reason,invo_person_id," +
            "invo_referral_id",
        ["ssd_contacts"] =
            "cont_contact_id,cont_person_id,cont_contact_date,cont_contact_source_code,cont_contact_source_desc," +
            "cont_contact_outcome_json",
        ["ssd_cin_episodes"] =
            "cine_referral_id,cine_person_id,cine_referral_date,cine_cin_primary_need_code," +
            "cine_referral_source_code,cine_referral_source_desc,cine_referral_outcome_json,cine_referral_nfa," +
            "cine_close_reason,cine_close_date,cine_referral_team,cine_referral_worker_id",
        ["ssd_cin_assessments"] =
            "cina_assessment_id,cina_person_id,cina_referral_id,cina_assessment_start_date," +
            "cina_assessment_child_seen,cina_assessment_auth_date,cina_assessment_outcome_json," +
            "cina_assessment_outcome_nfa,cina_assessment_team,cina_assessment_worker_id",
        ["ssd_assessment_factors"] =
            "cinf_table_id,cinf_assessment_id,cinf_assessment_factors_json",
        ["ssd_s47_enquiry"] =
            "s47e_s47_enquiry_id,s47e_referral_id,s47e_person_id,s47e_s47_start_date,s47e_s47_end_date," +
            "s47e_s47_nfa,s47e_s47_outcome_json,s47e_s47_completed_by_worker_id,s47e_s47_completed_by_team",
        ["ssd_initial_cp_conference"] =
            "icpc_icpc_id,icpc_icpc_meeting_id,icpc_s47_enquiry_id,icpc_person_id,icpc_cp_plan_id," +
            "icpc_referral_id,icpc_icpc_transfer_in,icpc_icpc_target_date,icpc_icpc_date," +
            "icpc_icpc_outcome_cp_flag,icpc_icpc_outcome_json,icpc_icpc_team,icpc_icpc_worker_id",
        ["ssd_cin_plans"] =
            "cinp_cin_plan_id,cinp_referral_id,cinp_person_id,cinp_cin_plan_start_date,cinp_cin_plan_end_date," +
            "cinp_cin_plan_team,cinp_cin_plan_worker_id",
        ["ssd_cp_plans"] =
            "cppl_cp_plan_id,cppl_referral_id,cppl_icpc_id,cppl_person_id,cppl_cp_plan_start_date," +
            "cppl_cp_plan_end_date,cppl_cp_plan_initial_category,cppl_cp_plan_ola,cppl_cp_plan_latest_category",
        ["ssd_cin_visits"] =
            "cinv_cin_visit_id,cinv_person_id,cinv_cin_visit_date,cinv_cin_visit_seen,cinv_cin_visit_seen_alone," +
            "cinv_cin_visit_bedroom",
        ["ssd_cp_visits"] =
            "cppv_cp_visit_id,cppv_person_id,cppv_cp_plan_id,cppv_cp_visit_date,cppv_cp_visit_seen," +
            "cppv_cp_visit_seen_alone,cppv_cp_visit_bedroom",
        ["ssd_cla_visits"] =
            "clav_cla_visit_id,clav_cla_id,clav_person_id,clav_cla_visit_date,clav_cla_visit_seen," +
            "clav_cla_visit_seen_alone",
        ["ssd_cp_reviews"] =
            "cppr_cp_review_id,cppr_person_id,cppr_cp_plan_id,cppr_cp_review_due,cppr_cp_review_date," +
            "cppr_cp_review_meeting_id,cppr_cp_review_outcome_continue_cp,cppr_cp_review_quorate," +
            "cppr_cp_review_participation",
        ["ssd_cla_reviews"] =
            "clar_cla_review_id,clar_cla_id,clar_cla_review_due_date,clar_cla_review_date," +
            "clar_cla_review_cancelled,clar_cla_review_participation",
        ["ssd_cla_episodes"] =
            "clae_cla_episode_id,clae_person_id,clae_cla_episode_start_date,clae_cla_episode_start_reason," +
            "clae_cla_primary_need_code,clae_cla_episode_ceased_date,clae_cla_episode_ceased_reason,clae_cla_id," +
            "clae_referral_id,clae_cla_placement_id,clae_entered_care_date,clae_cla_last_iro_contact_date",
        ["ssd_cla_placement"] =
            "clap_cla_placement_id,clap_cla_placement_start_date,clap_cla_placement_type,clap_cla_placement_urn," +
            "clap_cla_placement_distance,clap_cla_id,clap_cla_placement_provider,clap_cla_placement_postcode," +
            "clap_cla_placement_end_date,clap_cla_placement_change_reason,clap_person_id",
        ["ssd_legal_status"] =
            "lega_legal_status_id,lega_person_id,lega_legal_status,lega_legal_status_start_date," +
            "lega_legal_status_end_date",
        ["ssd_care_leavers"] =
            "clea_table_id,clea_person_id,clea_care_leaver_eligibility,clea_care_leaver_in_touch," +
            "clea_care_leaver_latest_contact,clea_care_leaver_accommodation,clea_care_leaver_accom_suitable," +
            "clea_care_leaver_activity,clea_pathway_plan_review_date,clea_care_leaver_personal_advisor," +
            "clea_care_leaver_allocated_team,clea_care_leaver_worker_id",
        ["ssd_early_help_episodes"] =
            "earl_episode_id,earl_person_id,earl_episode_start_date,earl_episode_end_date,earl_episode_reason," +
            "earl_episode_end_reason,earl_episode_organisation,earl_episode_worker_id",
        ["ssd_pre_proceedings"] =
            "prep_table_id,prep_person_id,prep_plo_family_id,prep_pre_pro_decision_date," +
            "prep_initial_pre_pro_meeting_date,prep_pre_pro_outcome,prep_agree_stepdown_issue_date," +
            "prep_cp_plans_referral_period,prep_legal_gateway_outcome,prep_prev_pre_proc_child," +
            "prep_prev_care_proc_child,prep_pre_pro_letter_date,prep_care_pro_letter_date," +
            "prep_pre_pro_meetings_num,prep_pre_pro_parents_legal_rep,prep_parents_legal_rep_point_of_issue," +
            "prep_court_reference,prep_care_proc_court_hearings,prep_care_proc_short_notice," +
            "prep_proc_short_notice_reason,prep_la_inital_plan_approved,prep_la_initial_care_plan," +
            "prep_la_final_plan_approved,prep_la_final_care_plan",
        ["ssd_missing"] =
            "miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_type," +
            "miss_missing_episode_end_date,miss_missing_rhi_offered,miss_missing_rhi_accepted",
        ["ssd_disability"] =
            "disa_person_id,disa_table_id,disa_disability_code",
        ["ssd_immigration_status"] =
            "immi_person_id,immi_immigration_status_id,immi_immigration_status," +
            "immi_immigration_status_start_date,immi_immigration_status_end_date",
        ["staff"] = "worker_id,swe_number,name,team_id,fte,contracted_hours,band,role,title,agency,start,until,manager_id",
    };

    [Fact]
    public void The_same_seed_writes_the_same_bytes_on_every_machine() => Assert.Equal(Golden, Hash(council.Folder));

    [Fact]
    public void Another_seed_writes_another_council() => InFolder(folder =>
    {
        SyntheticCouncil.Write(folder, seed: 2);
        foreach (var file in new[] { "ssd_person.csv", "ssd_involvements.csv", "staff.csv" })
        {
            Assert.NotEqual(File.ReadAllBytes(Path.Combine(council.Folder, file)),
                File.ReadAllBytes(Path.Combine(folder, file)));
        }
    });

    [Fact]
    public void The_first_council_is_the_same_at_every_scale_and_the_second_has_other_ids() => InFolder(folder =>
    {
        SyntheticCouncil.Write(folder, scale: 2);
        foreach (var table in Headers.Keys)
        {
            var one = File.ReadAllBytes(Path.Combine(council.Folder, table + ".csv"));
            var two = File.ReadAllBytes(Path.Combine(folder, table + ".csv"));
            Assert.True(two.Length > one.Length && two.AsSpan(0, one.Length).SequenceEqual(one), table);
        }

        var people = CsvFile.Read(Path.Combine(folder, "ssd_person.csv")).Column("pers_person_id").Distinct().ToList();
        Assert.Contains(people, id => id.StartsWith("P002", StringComparison.Ordinal));
        Assert.Equal(council.People.Count, people.Count(id => id.StartsWith("P001", StringComparison.Ordinal)));
    });

    [Fact]
    public void Every_file_has_exactly_the_columns_of_the_standard_dataset()
    {
        var files = Directory.GetFiles(council.Folder, "*.csv").Select(Path.GetFileNameWithoutExtension);
        Assert.Equal(Headers.Keys.Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
        foreach (var (table, header) in Headers)
        {
            Assert.Equal(header, string.Join(',', council[table].Header));
            Assert.All(council[table].Rows, row => Assert.Equal(council[table].Header.Length, row.Length));
            Assert.NotEmpty(council[table].Rows);
        }
    }

    [Fact]
    public void The_extract_says_its_date_and_council() => Assert.Equal(
        "{\"extractDate\":\"2026-09-30\",\"council\":\"NMR\",\"councilName\":\"Northmoor Council (invented)\"}\n",
        File.ReadAllText(Path.Combine(council.Folder, "extract.json")));

    [Fact]
    public void A_cancelled_run_stops()
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        InFolder(folder =>
            Assert.Throws<OperationCanceledException>(() => SyntheticCouncil.Write(folder, cancel: cancel.Token)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    public void A_scale_that_the_ids_cannot_carry_is_refused(int scale) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SyntheticCouncil.Write(council.Folder, scale));

    [Fact]
    public void Progress_ends_at_one() => InFolder(folder =>
    {
        var seen = new Seen();
        SyntheticCouncil.Write(folder, 1, 1, seen, CancellationToken.None);
        Assert.Equal([1.0], seen.Values);
    });

    private static void InFolder(Action<string> test)
    {
        var folder = Directory.CreateTempSubdirectory("fairload-demo-").FullName;
        try
        {
            test(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Hash(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in Directory.GetFiles(folder).OrderBy(Path.GetFileName, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetFileName(path)));
            hash.AppendData(File.ReadAllBytes(path));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private sealed class Seen : IProgress<double>
    {
        public List<double> Values { get; } = [];

        public void Report(double value) => Values.Add(value);
    }
}
