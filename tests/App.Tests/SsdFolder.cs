using System.IO.Compression;
using System.Text;
using Fairload.App.Imports.Rows;
using Fairload.App.Imports.Ssd;
using Fairload.App.Imports.Staff;

namespace Fairload.App.Tests;

/// <summary>A small council's SSD tables, that a test may change before they are written as files.</summary>
public sealed class SsdFolder : IDisposable
{
    private readonly Dictionary<string, List<Dictionary<string, string>>> _tables = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("fairload-ssd-").FullName;

    public string Path => _folder;

    /// <summary>Two children of one family, two workers in a team, and one row in every other table.</summary>
    public static SsdFolder Full()
    {
        var ssd = Small();
        ssd.Add("ssd_address", "A1,P1,2020-01-01,,\"{\"\"Line1\"\":\"\"1 High Street\"\"}\",AB1 2CD", "addr_table_id,addr_person_id,addr_address_start_date,addr_address_end_date,addr_address_json,addr_address_postcode");
        ssd.Add("ssd_contacts", "C1,P1,2025-12-01,1A", "cont_contact_id,cont_person_id,cont_contact_date,cont_contact_source_code");
        ssd.Add("ssd_cin_episodes", "R1,P1,2026-01-05,,N1,N,1A,,W1,T1", "cine_referral_id,cine_person_id,cine_referral_date,cine_close_date,cine_cin_primary_need_code,cine_referral_nfa,cine_referral_source_code,cine_close_reason,cine_referral_worker_id,cine_referral_team");
        ssd.Add("ssd_cin_assessments", "AS1,P1,2026-01-06,2026-02-10,Y,R1,W1,T1", "cina_assessment_id,cina_person_id,cina_assessment_start_date,cina_assessment_auth_date,cina_assessment_child_seen,cina_referral_id,cina_assessment_worker_id,cina_assessment_team");
        ssd.Add("ssd_assessment_factors", "F1,AS1,\"[\"\"1A\"\",\"\"2B\"\"]\"", "cinf_table_id,cinf_assessment_id,cinf_assessment_factors_json");
        ssd.Add("ssd_s47_enquiry", "S1,P1,2026-01-20,2026-02-01,R1,W1,T1", "s47e_s47_enquiry_id,s47e_person_id,s47e_s47_start_date,s47e_s47_end_date,s47e_referral_id,s47e_s47_completed_by_worker_id,s47e_s47_completed_by_team");
        ssd.Add("ssd_initial_cp_conference", "IC1,P1,2026-02-05,2026-02-10,S1,Y,W1,T1", "icpc_icpc_id,icpc_person_id,icpc_icpc_date,icpc_icpc_target_date,icpc_s47_enquiry_id,icpc_icpc_outcome_cp_flag,icpc_icpc_worker_id,icpc_icpc_team");
        ssd.Add("ssd_cin_plans", "CP1,P1,2026-02-11,,R1,W1,T1", "cinp_cin_plan_id,cinp_person_id,cinp_cin_plan_start_date,cinp_cin_plan_end_date,cinp_referral_id,cinp_cin_plan_worker_id,cinp_cin_plan_team");
        ssd.Add("ssd_cp_plans", "PL1,P1,2026-02-05,,NEG,EMO,R1", "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_end_date,cppl_cp_plan_latest_category,cppl_cp_plan_initial_category,cppl_referral_id");
        ssd.Add("ssd_cla_episodes", "CE1,P2,2025-06-01,,S,,CLA1", "clae_cla_episode_id,clae_person_id,clae_cla_episode_start_date,clae_cla_episode_ceased_date,clae_cla_episode_start_reason,clae_cla_episode_ceased_reason,clae_cla_id");
        ssd.Add("ssd_cla_placement", "PC1,P2,CLA1,2025-06-01,,U1,12.5,AB1 2CD", "clap_cla_placement_id,clap_person_id,clap_cla_id,clap_cla_placement_start_date,clap_cla_placement_end_date,clap_cla_placement_type,clap_cla_placement_distance,clap_cla_placement_postcode");
        ssd.Add("ssd_legal_status", "LS1,P2,2025-06-01,,C2", "lega_legal_status_id,lega_person_id,lega_legal_status_start_date,lega_legal_status_end_date,lega_legal_status");
        ssd.Add("ssd_care_leavers", "CL1,P2,W1,W2,T1,Relevant", "clea_table_id,clea_person_id,clea_care_leaver_worker_id,clea_care_leaver_personal_advisor,clea_care_leaver_allocated_team,clea_care_leaver_eligibility");
        ssd.Add("ssd_early_help_episodes", "EH1,P1,2025-01-01,2025-03-01,W2,School", "earl_episode_id,earl_person_id,earl_episode_start_date,earl_episode_end_date,earl_episode_worker_id,earl_episode_organisation");
        ssd.Add("ssd_pre_proceedings", "PP1,P1,2026-03-01,,COURT1,Issue", "prep_table_id,prep_person_id,prep_pre_pro_decision_date,prep_agree_stepdown_issue_date,prep_court_reference,prep_pre_pro_outcome");
        ssd.Add("ssd_missing", "M1,P2,2026-03-05,2026-03-06", "miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_end_date");
        ssd.Add("ssd_disability", "D1,P1,MOB", "disa_table_id,disa_person_id,disa_disability_code");
        ssd.Add("ssd_immigration_status", "IM1,P2,2024-01-01,,UASC", "immi_immigration_status_id,immi_person_id,immi_immigration_status_start_date,immi_immigration_status_end_date,immi_immigration_status");
        ssd.Add("ssd_cin_visits", "CV1,P1,2026-02-20,Y,N", "cinv_cin_visit_id,cinv_person_id,cinv_cin_visit_date,cinv_cin_visit_seen,cinv_cin_visit_seen_alone");
        ssd.Add("ssd_cp_visits", "PV1,P1,2026-02-21,Y,Y,PL1", "cppv_cp_visit_id,cppv_person_id,cppv_cp_visit_date,cppv_cp_visit_seen,cppv_cp_visit_seen_alone,cppv_cp_plan_id");
        ssd.Add("ssd_cla_visits", "LV1,P2,CLA1,2026-02-22,Y,Y", "clav_cla_visit_id,clav_person_id,clav_cla_id,clav_cla_visit_date,clav_cla_visit_seen,clav_cla_visit_seen_alone");
        ssd.Add("ssd_cp_reviews", "CR1,P1,2026-03-20,2026-03-25,PL1", "cppr_cp_review_id,cppr_person_id,cppr_cp_review_date,cppr_cp_review_due,cppr_cp_plan_id");
        ssd.Add("ssd_cla_reviews", "LR1,CLA1,2026-01-15,2026-01-20", "clar_cla_review_id,clar_cla_id,clar_cla_review_date,clar_cla_review_due_date");
        return ssd;
    }

    /// <summary>Persons, professionals, a team and involvements.</summary>
    public static SsdFolder Small()
    {
        var ssd = new SsdFolder();
        ssd.Add("ssd_department", "T1,Team One,S1,Service One", "dept_team_id,dept_team_name,dept_team_parent_id,dept_team_parent_name");
        ssd.Add("ssd_professionals", "W1,Ada Quill,Social Worker,SW100,T1,1,N,E1,12", "prof_professional_id,prof_professional_name,prof_professional_job_title,prof_social_worker_registration_no,prof_professional_department,prof_full_time_equivalency,prof_agency_worker_flag,prof_staff_id,prof_professional_caseload");
        ssd.Add("ssd_professionals", "W2,Ben Nib,Senior,SW200,T1,0.8,Y,E2,3");
        ssd.Add("ssd_person", "P1,2015-04-02,,,F,Faye,Rowan", "pers_person_id,pers_dob,pers_death_date,pers_expected_dob,pers_sex,pers_forename,pers_surname");
        ssd.Add("ssd_person", "P2,2010-09-09,,,M,Gwen,Rowan");
        ssd.Add("ssd_family", "FA1,P1,FAM1", "fami_table_id,fami_person_id,fami_family_id");
        ssd.Add("ssd_family", "FA2,P2,FAM1");
        ssd.Add("ssd_involvements", "I1,P1,W1,2026-01-06,,ALLOC,T1,,R1", "invo_involvements_id,invo_person_id,invo_professional_id,invo_involvement_start_date,invo_involvement_end_date,invo_professional_role_id,invo_professional_team,invo_worker_change_reason,invo_referral_id");
        ssd.Add("ssd_involvements", "I2,P2,W2,2025-06-01,2026-02-01,ALLOC,T1,LEFTRL,");
        ssd.Add("ssd_involvements", "I3,P2,W1,2026-02-01,,ALLOC,T1,,");
        return ssd;
    }

    /// <summary>The staff CSV of the two workers.</summary>
    public SsdFolder WithStaff()
    {
        Add("staff", "E1,SW100,Ada Quill,T1,1,37,experienced,case-holder,Social Worker,N,2024-01-01,,E2", string.Join(',', StaffTable.Posts.Columns.Select(c => c.Name)));
        Add("staff", "E2,SW200,Ben Nib,T1,0.8,29.6,senior,first-line-manager,Team Manager,N,2023-01-01,,");
        return this;
    }

    /// <summary>Adds a row, its values parted by commas; the first row of a table says the columns.</summary>
    public SsdFolder Add(string table, string row, string? columns = null)
    {
        if (!_tables.TryGetValue(table, out var rows))
        {
            _tables[table] = rows = [];
        }

        var names = columns?.Split(',') ?? [.. rows[0].Keys];
        using var csv = CsvHelper.CsvReader.FromText(row, new CsvHelper.CsvReaderOptions { HasHeader = false, Separator = ',' });
        csv.Read();
        rows.Add(names.Select((name, i) => (name, value: csv.GetString(i))).ToDictionary(p => p.name, p => p.value));
        return this;
    }

    public SsdFolder Without(string table)
    {
        _tables.Remove(table);
        return this;
    }

    /// <summary>Takes every row out of a table but leaves its header.</summary>
    public SsdFolder Change(string table, int row, string column, string value)
    {
        _tables[table][row][column] = value;
        return this;
    }

    public SsdFolder Remove(string table, int row)
    {
        _tables[table].RemoveAt(row);
        return this;
    }

    public IEnumerable<string> Tables => _tables.Keys;

    public IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string table) => _tables[table];

    /// <summary>Writes the files and gives the folder.</summary>
    public string Write(Func<string, string>? name = null, Func<string, byte[]>? encode = null)
    {
        foreach (var old in Directory.EnumerateFiles(_folder))
        {
            File.Delete(old);
        }

        foreach (var table in _tables.Keys)
        {
            File.WriteAllBytes(
                System.IO.Path.Combine(_folder, name?.Invoke(table) ?? table + ".csv"),
                (encode ?? Encoding.UTF8.GetBytes)(Csv(table)));
        }

        return _folder;
    }

    /// <summary>Writes the files into a zip and gives its path.</summary>
    public string WriteZip()
    {
        Write();
        var path = _folder + ".zip";
        File.Delete(path);
        ZipFile.CreateFromDirectory(_folder, path);
        return path;
    }

    public string Csv(string table)
    {
        var rows = _tables[table];
        var lines = rows.Select(r => string.Join(',', r.Values.Select(Quoted)));
        return string.Join('\n', lines.Prepend(string.Join(',', rows[0].Keys))) + "\n";
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        File.Delete(_folder + ".zip");
    }

    internal static Table Definition(string name) =>
        name == "staff" ? StaffTable.Posts : SsdTables.All.Single(t => t.Name == name);

    private static string Quoted(string value) =>
        value.AsSpan().IndexOfAny(",\"\r\n") < 0 ? value : "\"" + value.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
