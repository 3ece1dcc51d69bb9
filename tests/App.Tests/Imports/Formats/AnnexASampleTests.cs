using Fairload.App.Imports.Ssd;
using Fairload.App.Reading;

namespace Fairload.App.Tests.Imports.Formats;

/// <summary>The public sample, whole, with its mess. What is expected was written down from the sheets as a spreadsheet shows them.</summary>
public sealed class AnnexASampleTests : IDisposable
{
    private readonly AnnexAFile _file = AnnexAFile.Read(new DateOnly(2021, 3, 16), Sample());

    internal static GivenFile Sample()
    {
        var path = SamplePath();
        return new GivenFile("Annex_A.xlsx", "", true, new FileInfo(path).Length, () => File.OpenRead(path));
    }

    internal static string SamplePath()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Fairload.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return Path.Combine(folder, "tests", "samples", "annex-a", "Annex_A.xlsx");
    }

    [Fact]
    public void Every_child_of_lists_1_to_9_is_one_row()
    {
        var children = _file.Of(SsdTables.Person, "pers_person_id", "pers_dob", "pers_sex");
        Assert.Equal(48, children.Count);
        Assert.Equal(48, children.Distinct().Count());
        Assert.Contains("9212044|2015-01-25|F", children);
        Assert.Contains("11973218||F", children);
        Assert.Contains("6890906|2011-11-30|U", children);
        Assert.Contains("6537810|2004-07-18|M", children);
        Assert.Contains("12590177|1999-03-03|M", children);
    }

    [Fact]
    public void Who_holds_whom_is_said_by_the_list_that_says_most() => Assert.Equal(
        [
            "1761444|Allocated Worker|eugene swift @ children in care team 1|Children in Care Team 1|2021-03-16",
            "1373595|Allocated Worker|eugene swift @ children in care team 1|Children in Care Team 1|2021-03-16",
            "14065184|Allocated Worker|wyatt hammond @ children in care team 1|Children in Care Team 1|2021-03-16",
            "2529037|Allocated Worker|fatimah davison @ children in care team 2|Children in Care Team 2|2021-03-16",
            "5358472|Allocated Worker|petra wills @ locality 4 unit 1|Locality 4 Unit 1|2021-03-16",
            "14953858|Allocated Worker|petra wills @ locality 4 unit 1|Locality 4 Unit 1|2021-03-16",
            "4653765|Allocated Worker|mathilde cutsforth @ locality 4 duty team|Locality 4 Duty Team|2021-03-16",
            "997679|Allocated Worker|mathilde cutsforth @ locality 4 duty team|Locality 4 Duty Team|2021-03-16",
            "14007367|Allocated Worker|mathilde cutsforth @ locality 4 duty team|Locality 4 Duty Team|2021-03-16",
            "10897459|Allocated Worker|verdell arp @ locality 2 unit 1|Locality 2 Unit 1|2021-03-16",
            "11096583|Allocated Worker|mathilde cutsforth @ locality 4 duty team|Locality 4 Duty Team|2021-03-16",
            "7961370|Allocated Worker|jae vang @ care leavers team|Care Leavers Team|2021-03-16",
            "10414520|Allocated Worker|emir dyer @ care leavers team|Care Leavers Team|2021-03-16",
            "13782635|Allocated Worker|stefan rees @ care leavers team|Care Leavers Team|2021-03-16",
            "4939073|Allocated Worker|brandon lee hampton @ care leavers team|Care Leavers Team|2021-03-16",
            "6102196|Allocated Worker|aayan wormald @ care leavers team|Care Leavers Team|2021-03-16",
            "2295089|Allocated Worker|cassius mccarthy @ care leavers team|Care Leavers Team|2021-03-16",
        ],
        _file.Of(SsdTables.Involvements, "invo_person_id", "invo_professional_role_id", "invo_professional_id", "invo_professional_team", "invo_involvement_start_date"));

    [Fact]
    public void Workers_and_teams_are_each_told_once()
    {
        Assert.Equal(
            [
                "Care Leavers Team", "Children in Care Team 1", "Children in Care Team 2", "Children in Care Team 3", "Children with Disabilities Team",
                "Locality 2 Duty Team", "Locality 2 Unit 1", "Locality 3 Duty Team", "Locality 3 Unit 2", "Locality 4 Duty Team", "Locality 4 Unit 1",
                "Locality 4 Unit 2", "Multi Agency Safeguarding Hub",
            ],
            _file.Of(SsdTables.Department, "dept_team_id").Order(StringComparer.Ordinal));
        var workers = _file.Of(SsdTables.Professionals, "prof_professional_id", "prof_professional_name", "prof_professional_department");
        Assert.Equal(21, workers.Count);
        Assert.Contains("dustin hazlett @ multi agency safeguarding hub|Dustin Hazlett|Multi Agency Safeguarding Hub", workers);
        Assert.Contains("franciszek hampton @ locality 3 unit 2|Franciszek Hampton|Locality 3 Unit 2", workers);
        Assert.Contains("brandon lee hampton @ care leavers team|Brandon-Lee Hampton|Care Leavers Team", workers);
    }

    [Fact]
    public void List_1_and_2_are_contacts_and_early_help()
    {
        Assert.Equal(
            [
                "9212044|2020-09-16|1|9212044|2020-09-16|6", "11973218|2020-09-16|1|11973218|2020-09-16|6", "6217392|2020-09-16|1|6217392|2020-09-16|1B",
                "16248829|2020-09-16|1|16248829|2020-09-16|6", "13981739|2020-09-16|1|13981739|2020-09-16|9",
            ],
            _file.Of(SsdTables.Contacts, "cont_contact_id", "cont_person_id", "cont_contact_date", "cont_contact_source_code"));
        Assert.Equal(
            [
                "612306|2020-09-16|2020-09-30|Top Town Academy", "6890906|2020-09-17|2020-10-21|Early Help Locality 2",
                "8778646|2020-09-17|2020-09-23|Early Help Locality 2", "10600594|2020-09-17|2020-10-20|Early Help Service",
                "16216178|2020-09-18|2020-10-23|Early Help Locality 2",
            ],
            _file.Of(SsdTables.EarlyHelpEpisodes, "earl_person_id", "earl_episode_start_date", "earl_episode_end_date", "earl_episode_organisation"));
    }

    [Fact]
    public void List_3_and_6_are_episodes_of_need()
    {
        var episodes = _file.Of(
            SsdTables.CinEpisodes, "cine_referral_id", "cine_referral_date", "cine_close_date", "cine_cin_primary_need_code", "cine_referral_nfa",
            "cine_referral_source_code", "cine_referral_worker_id");
        Assert.Equal(
            [
                "12598894|2010-06-09|2010-06-09||PSRMEM - Support with memory and cognition|||", "8140425|2006-11-23|2006-11-23||N1|||",
                "10160219|2008-11-06|2008-11-06||N1|||", "7657294|2010-07-20|2010-07-20||N1|||", "6434087|2017-03-26|2017-03-26||N1|||",
                "6537810|2020-09-16|2020-09-16|||N|8|dustin hazlett @ multi agency safeguarding hub",
                "4653765|2020-09-16|2020-09-16|||N|3D|mathilde cutsforth @ locality 4 duty team",
                "997679|2020-09-16|2020-09-16|||N|6|mathilde cutsforth @ locality 4 duty team",
                "14007367|2020-09-16|2020-09-16|||N|2A|mathilde cutsforth @ locality 4 duty team",
                "10897459|2020-09-16|2020-09-16|||N|6|verdell arp @ locality 2 unit 1",
                "11096583|2020-09-16|2020-09-16|||N|6|mathilde cutsforth @ locality 4 duty team",
            ],
            episodes);
        Assert.Equal(
            ["12598894|2010-06-09|", "8140425|2006-11-23|", "10160219|2008-11-06|", "7657294|2010-07-20|", "6434087|2017-03-26|"],
            _file.Of(SsdTables.CinPlans, "cinp_person_id", "cinp_cin_plan_start_date", "cinp_cin_plan_end_date"));
        Assert.Equal(
            ["12598894|2021-01-21|Y", "8140425|2021-03-05|Y", "10160219|2021-02-16|Y", "7657294|2021-02-03|Y", "6434087|2021-03-15|Y"],
            _file.Of(SsdTables.CinVisits, "cinv_person_id", "cinv_cin_visit_date", "cinv_cin_visit_seen"));
    }

    [Fact]
    public void List_4_and_5_are_assessments_enquiries_and_conferences()
    {
        Assert.Equal(
            [
                "10692868|2019-05-16|2021-02-08|Y|lexie defore @ children in care team 1", "15221387|2019-10-30|2021-01-19|Y|hallie erwin @ children in care team 3",
                "12590177|2019-12-26|2020-11-11|Y|hallie erwin @ children in care team 3", "15765513|2020-02-26|2021-02-02|Y|marty gonsalves @ locality 4 unit 2",
                "12012513|2020-02-26|2021-02-02|Y|marty gonsalves @ locality 4 unit 2",
            ],
            _file.Of(
                SsdTables.CinAssessments, "cina_person_id", "cina_assessment_start_date", "cina_assessment_auth_date", "cina_assessment_child_seen", "cina_assessment_worker_id"));
        Assert.Equal(
            [
                "11641472|2020-09-16|2020-10-05", "6537810|2020-09-16|2020-10-05", "10273003|2020-09-16|2020-09-16", "4073694|2020-09-16|2020-09-16",
                "11578763|2020-09-16|2020-10-01",
            ],
            _file.Of(SsdTables.S47Enquiry, "s47e_person_id", "s47e_s47_start_date", "s47e_s47_end_date"));
        Assert.Equal(
            [
                "11641472|2020-10-05|11641472|2020-09-16|Y", "6537810|2020-10-05|6537810|2020-09-16|Y", "11578763|2020-10-01|11578763|2020-09-16|Y",
            ],
            _file.Of(SsdTables.InitialCpConference, "icpc_person_id", "icpc_icpc_date", "icpc_s47_enquiry_id", "icpc_icpc_outcome_cp_flag"));
    }

    [Fact]
    public void List_7_is_plans_visits_and_reviews()
    {
        Assert.Equal(
            [
                "10721552|2020-11-23|2021-02-16|PHY|PHY", "5358472|2021-02-08||PHY|PHY", "14953858|2021-02-08||PHY|PHY", "16036763|2020-04-27|2021-01-04|EMO|EMO",
                "9396243|2020-04-27|2021-01-04|EMO|EMO", "11811692|2019-06-25|2020-09-17|EMO|EMO", "6913085|2019-06-25|2020-09-17|EMO|EMO",
            ],
            _file.Of(
                SsdTables.CpPlans, "cppl_person_id", "cppl_cp_plan_start_date", "cppl_cp_plan_end_date", "cppl_cp_plan_latest_category", "cppl_cp_plan_initial_category"));
        Assert.Equal(
            [
                "10721552|2021-01-22|Y|Y", "5358472|2021-03-02|Y|Y", "14953858|2021-03-02|Y|Y", "16036763|2020-12-30||N", "9396243|2020-12-30||N",
                "11811692|2020-09-25||N", "6913085|2020-09-25||N",
            ],
            _file.Of(SsdTables.CpVisits, "cppv_person_id", "cppv_cp_visit_date", "cppv_cp_visit_seen", "cppv_cp_visit_seen_alone"));
        Assert.Equal(
            ["10721552|2021-02-16", "16036763|2021-01-04", "9396243|2021-01-04", "11811692|2020-09-17", "6913085|2020-09-17"],
            _file.Of(SsdTables.CpReviews, "cppr_person_id", "cppr_cp_review_date"));
    }

    [Fact]
    public void List_8_is_episodes_statuses_placements_visits_and_reviews()
    {
        Assert.Equal(
            [
                "1761444|2009-08-06||", "1373595|2009-08-06||", "14065184|2014-09-12||", "2529037|2010-02-24||", "3623204|2008-10-22|2020-09-22|E47",
            ],
            _file.Of(SsdTables.ClaEpisodes, "clae_person_id", "clae_cla_episode_start_date", "clae_cla_episode_ceased_date", "clae_cla_episode_ceased_reason"));
        Assert.Equal(
            ["1761444|2010-07-12||E1", "1373595|2010-07-12||C2", "14065184|2015-08-19||C2", "2529037|2012-09-17||C2", "3623204|2009-07-27|2020-09-22|C1"],
            _file.Of(SsdTables.LegalStatuses, "lega_person_id", "lega_legal_status_start_date", "lega_legal_status_end_date", "lega_legal_status"));
        Assert.Equal(
            [
                "1761444|2009-11-02||U6|T28 2WB", "1373595|2009-11-02||U1|", "14065184|2019-07-08||U4|C25 1YT", "2529037|2020-06-11||U6|",
                "3623204|2009-07-27|2020-09-22|H5|P13 2TR",
            ],
            _file.Of(
                SsdTables.ClaPlacement, "clap_person_id", "clap_cla_placement_start_date", "clap_cla_placement_end_date", "clap_cla_placement_type", "clap_cla_placement_postcode"));
        Assert.Equal(
            ["1761444|2021-01-06", "1373595|2021-02-22", "14065184|2021-01-20", "2529037|2021-02-22", "3623204|2020-08-07"],
            _file.Of(SsdTables.ClaVisits, "clav_person_id", "clav_cla_visit_date"));
        Assert.Equal(
            ["1761444|2009-08-06|2021-01-12", "1373595|2009-08-06|2021-01-12", "14065184|2014-09-12|2020-12-08", "2529037|2010-02-24|2021-02-26", "3623204|2008-10-22|2020-08-12"],
            _file.Of(SsdTables.ClaReviews, "clar_cla_id", "clar_cla_review_date"));
        Assert.Empty(_file.Of(SsdTables.ImmigrationStatus, "immi_person_id"));
    }

    [Fact]
    public void List_9_is_care_leavers_and_a_disability_is_told_where_a_list_says_so()
    {
        Assert.Equal(
            [
                "7961370|Care Leavers Team|Former relevant child",
                "10414520|Care Leavers Team|Former relevant child",
                "13782635|Care Leavers Team|Former relevant child",
                "4939073|Care Leavers Team|Former relevant child",
                "6102196|Care Leavers Team|Former relevant child",
                "2295089|Care Leavers Team|Former relevant child",
            ],
            _file.Of(SsdTables.CareLeavers, "clea_person_id", "clea_care_leaver_allocated_team", "clea_care_leaver_eligibility"));
        var disabled = _file.Of(SsdTables.Disability, "disa_person_id", "disa_disability_code");
        Assert.Equal(["11641472|Yes", "14065184|Yes", "3623204|Yes"], disabled.Where(d => d.EndsWith("Yes", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(30, disabled.Count(d => d.EndsWith("NONE", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_cannot_be_used_is_told() => Assert.Equal(
        [
            "List 8 3 Placement postcode : This is not a postcode: the home is taken as not known.",
            "List 6  Primary Need Code : In 1 of its rows this column has a value whose meaning is not known: “PSRMEM - Support with memory and cognition”. "
                + "It counts as not known; say on the page Labels what it means, and load the workbook again.",
            "List 9  Allocated Personal Advisor : List 9 has no column Allocated Personal Advisor: what it says is not known.",
            "List 10   : List 10 was read and checked: 5 rows, of which nothing is kept, because no figure uses them.",
            "List 11   : List 11 was read and checked: 5 rows, of which nothing is kept, because no figure uses them.",
        ],
        _file.Problems);

    public void Dispose() => _file.Dispose();
}
