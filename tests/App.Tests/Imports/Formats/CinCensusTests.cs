using System.Text;
using Fairload.App.Imports;
using Fairload.App.Imports.Formats.CinCensus;
using Fairload.App.Reading;

namespace Fairload.App.Tests.Imports.Formats;

/// <summary>The children in need census. Expected rows are read off the files by eye; counts are those of grep and a Python parser.</summary>
public sealed class CinCensusTests
{
    private static readonly CinCensusFormat Format = new();

    [Theory]
    [InlineData("CIN2rows.xml", "2024-03-31")]
    [InlineData("CIN_Census_2021.xml", "2023-03-31")]
    [InlineData("CIN_Census_2024.xml", "2024-03-31")]
    [InlineData("CIN_header_issues_100.xml", "2023-03-28")]
    [InlineData("cin-2022.xml", "2022-03-31")]
    [InlineData("fake_CIN_data.xml", "2022-07-21")]
    public void Every_sample_is_told_by_its_content_and_says_its_day(string name, string day)
    {
        var file = Translation.FromDisk(Translation.Sample("cin-census/" + name));
        Assert.True(Format.Is(file with { Name = "x.csv" }, Translation.Head(file)));
        Assert.Equal(DateOnly.ParseExact(day, "yyyy-MM-dd"), Format.ExtractDate(file));
    }

    [Fact]
    public void A_census_becomes_these_rows()
    {
        var made = Translation.Of(Format, Translation.Sample("cin-census/CIN_Census_2024.xml"));
        Assert.Equal(
            ["person_id=DfEX0000001 dob=2015-03-27 sex=M", "person_id=child_fails_assessments dob=2023-09-25 sex=M"], made["ssd_person"]);
        Assert.Equal(
            [
                "referral_id=DfEX0000001|2022-10-06 person_id=DfEX0000001 referral_date=2022-10-06 close_date=2023-02-27 cin_primary_need_code=N4"
                + " referral_nfa=0 referral_source_code=1A close_reason=RC1",
                "referral_id=child_fails_assessments|2024-10-24 person_id=child_fails_assessments referral_date=2024-10-24 close_date=2024-10-29"
                + " cin_primary_need_code=N1 referral_nfa=false referral_source_code=1A close_reason=RC9",
            ],
            made["ssd_cin_episodes"]);
        Assert.Equal(
            [
                "assessment_id=DfEX0000001|2028-04-28 person_id=DfEX0000001 assessment_start_date=2028-04-28 assessment_auth_date=2020-09-19"
                + " referral_id=DfEX0000001|2022-10-06",
                "assessment_id=child_fails_assessments|2023-12-25 person_id=child_fails_assessments assessment_start_date=2023-12-25"
                + " assessment_auth_date=2024-01-27 referral_id=child_fails_assessments|2024-10-24",
            ],
            made["ssd_cin_assessments"]);
        Assert.Equal(
            ["table_id=DfEX0000001|2028-04-28 assessment_id=DfEX0000001|2028-04-28 assessment_factors_json=1C,RB,6B"], made["ssd_assessment_factors"]);
        Assert.Equal(
            ["cin_plan_id=DfEX0000001|2023-01-24 person_id=DfEX0000001 cin_plan_start_date=2023-01-24 cin_plan_end_date=2023-01-26 referral_id=DfEX0000001|2022-10-06"],
            made["ssd_cin_plans"]);
        Assert.Equal(
            ["s47_enquiry_id=DfEX0000001|2022-06-02 person_id=DfEX0000001 s47_start_date=2022-06-02 s47_end_date=2022-06-17 referral_id=DfEX0000001|2022-10-06"],
            made["ssd_s47_enquiry"]);
        Assert.Equal(
            [
                "icpc_id=DfEX0000001|2022-06-02 person_id=DfEX0000001 icpc_date=2022-06-17 icpc_target_date=2022-06-23 s47_enquiry_id=DfEX0000001|2022-06-02",
                "icpc_id=DfEX0000001|2022-12-06|episode person_id=DfEX0000001 icpc_date=2022-12-06",
            ],
            made["ssd_initial_cp_conference"]);
        Assert.Equal(
            [
                "cp_plan_id=DfEX0000001|2022-02-17 person_id=DfEX0000001 cp_plan_start_date=2022-02-17 cp_plan_end_date=2023-03-14"
                + " cp_plan_latest_category=PHY cp_plan_initial_category=PHY referral_id=DfEX0000001|2022-10-06",
            ],
            made["ssd_cp_plans"]);
        Assert.Equal(
            ["cp_review_id=DfEX0000001|2022-02-17|2023-02-15 person_id=DfEX0000001 cp_review_date=2023-02-15 cp_plan_id=DfEX0000001|2022-02-17"],
            made["ssd_cp_reviews"]);
        Assert.Equal(
            [
                "table_id=DfEX0000001|HAND person_id=DfEX0000001 disability_code=HAND",
                "table_id=DfEX0000001|HEAR person_id=DfEX0000001 disability_code=HEAR",
                "table_id=child_fails_assessments|NONE person_id=child_fails_assessments disability_code=NONE",
            ],
            made["ssd_disability"]);

        // Rows are lines of the file; the header says one year and the reference date another.
        Assert.Equal([18, 73], made.Places("ssd_person"));
        var said = Assert.Single(made.Problems);
        Assert.Equal((2, "Year", Severity.Warning), (said.Row!.Value, said.Column, said.Severity));
        Assert.DoesNotContain("ssd_involvements", made.Tables);
        Assert.DoesNotContain("ssd_pre_proceedings", made.Tables);
    }

    [Fact]
    public void The_largest_sample_gives_as_many_rows_as_it_has_elements()
    {
        // grep -c of the elements; 398 and 112 count what differs within a child (Python).
        var made = Translation.Of(Format, Translation.Sample("cin-census/fake_CIN_data.xml"));
        Assert.Equal(332, made["ssd_person"].Count);
        Assert.Equal(402, made["ssd_cin_episodes"].Count);
        Assert.Equal(350, made["ssd_initial_cp_conference"].Count);
        Assert.Equal(112, made["ssd_disability"].Count);
        Assert.Equal(21, made["ssd_person"].Count(r => r.Contains("death_date", StringComparison.Ordinal)));
        Assert.Equal(252, made["ssd_cin_episodes"].Count(r => r.Contains("close_date", StringComparison.Ordinal)));
        Assert.Empty(made.Problems);
    }

    [Fact]
    public void A_plan_that_is_in_the_file_twice_has_one_name() =>
        Assert.Single(Translation.Of(Format, Translation.Sample("cin-census/CIN2rows.xml"))["ssd_cp_plans"].Distinct());

    [Theory]
    [InlineData("<DateOfInitialCPC>2026-01-20</DateOfInitialCPC><ICPCnotRequired>0</ICPCnotRequired>", "", "2026-01-20", true)]
    [InlineData("<InitialCPCtarget>2026-01-26</InitialCPCtarget><ICPCnotRequired>true</ICPCnotRequired>", "", "2026-01-05", false)]
    [InlineData("<InitialCPCtarget>2026-01-26</InitialCPCtarget><ICPCnotRequired>0</ICPCnotRequired>", "", "", true)]
    [InlineData("<ICPCnotRequired>0</ICPCnotRequired>", "", "", false)]
    [InlineData("<InitialCPCtarget>2026-01-26</InitialCPCtarget>", "<CINclosureDate>2026-02-01</CINclosureDate>", "2026-02-01", false)]
    [InlineData("<InitialCPCtarget>2026-01-26</InitialCPCtarget>", "<CINclosureDate>2026-02-01</CINclosureDate><ChildProtectionPlans><CPPstartDate>2026-01-22</CPPstartDate></ChildProtectionPlans>", "2026-01-22", false)]
    [InlineData("<InitialCPCtarget>2026-01-26</InitialCPCtarget>", "<ChildProtectionPlans><CPPstartDate>2025-01-22</CPPstartDate></ChildProtectionPlans>", "", true)]
    public void An_enquiry_ends_with_its_conference_or_when_none_is_waited_for(string enquiry, string besides, string end, bool conference)
    {
        var made = Translation.OfText(Format, Census(
            $"<CINdetails><CINreferralDate>2026-01-02</CINreferralDate>{besides}<Section47><S47ActualStartDate>2026-01-05</S47ActualStartDate>{enquiry}</Section47></CINdetails>"));
        var said = Assert.Single(made["ssd_s47_enquiry"]);
        Assert.Equal(end.Length == 0 ? "" : "s47_end_date=" + end, string.Concat(said.Split(' ').Where(v => v.StartsWith("s47_end", StringComparison.Ordinal))));
        Assert.Equal(conference ? 1 : 0, made["ssd_initial_cp_conference"].Count);
    }

    [Theory]
    [InlineData("<StepDecisionDate>2026-02-01</StepDecisionDate><PPOutcome>B</PPOutcome>", "agree_stepdown_issue_date=2026-02-01 pre_pro_outcome=B")]
    [InlineData("<StepDecisionDate>2026-02-01</StepDecisionDate><CourtAppDate>2026-02-10</CourtAppDate>", "court_reference=application 2026-02-10")]
    [InlineData("", "")]
    public void Pre_proceedings_run_until_step_down_and_on_in_court(string record, string rest) => Assert.Equal(
        ["table_id=C1|2026-01-10 person_id=C1 pre_pro_decision_date=2026-01-10" + (rest.Length > 0 ? " " + rest : "")],
        Translation.OfText(Format, Census(
            $"<CINdetails><CINreferralDate>2026-01-02</CINreferralDate><PreProceedingsandFGDM><PPStartDate>2026-01-10</PPStartDate>{record}</PreProceedingsandFGDM></CINdetails>"))["ssd_pre_proceedings"]);

    [Fact]
    public void Unknown_elements_are_passed_over_and_named_once()
    {
        var made = Translation.OfText(Format, Census(
            "<CINdetails><CINreferralDate>2026-01-02</CINreferralDate><Extra><LAchildID>C9</LAchildID></Extra><Extra/>stray<Odd>1</Odd></CINdetails>"));
        Assert.Equal(["referral_id=C1|2026-01-02 person_id=C1 referral_date=2026-01-02"], made["ssd_cin_episodes"]);
        Assert.Equal(["Extra: 2", "Odd: 1"], made.Problems.Select(p => $"{p.Column}: {p.Message.Split(' ')[^2]}"));
    }

    [Theory]
    [InlineData("utf-8", "utf-8", false)]
    [InlineData("utf-8", "windows-1252", false)]
    [InlineData("utf-16", "utf-16", true)]
    [InlineData("latin1", "no-such-thing", false)]
    public void Encoding_and_namespace_do_not_matter(string encoding, string declared, bool mark)
    {
        var text = $"<?xml version=\"1.0\" encoding=\"{declared}\"?>" + Census("<CINdetails><CINreferralDate>2026-01-02</CINreferralDate><ReferralSource>\u00e9</ReferralSource></CINdetails>")
            .Replace("<Message>", "<d:Message xmlns:d='urn:x' xmlns='urn:y'>", StringComparison.Ordinal).Replace("</Message>", "</d:Message>", StringComparison.Ordinal);
        var code = Encoding.GetEncoding(encoding);
        var file = Translation.FromBytes("x", [.. mark ? code.GetPreamble() : [], .. code.GetBytes(text)]);
        Assert.True(Format.Is(file, Translation.Head(file)));
        Assert.Contains("referral_source_code=\u00e9", Assert.Single(Translation.Of(Format, file)["ssd_cin_episodes"]));
    }

    [Theory]
    [InlineData("<ReferenceDate>2026-03-31</ReferenceDate>", "2026-03-31")]
    [InlineData("<Year>2025</Year>", "2025-03-31")]
    [InlineData("<Year>2025</Year><ReferenceDate>soon</ReferenceDate>", "2025-03-31")]
    [InlineData("<Year>last</Year>", null)]
    public void The_day_is_the_reference_date_or_the_last_of_March_of_the_year(string header, string? day) => Assert.Equal(
        day, Format.ExtractDate(Translation.FromBytes("x", Encoding.UTF8.GetBytes(
            $"<Message><Header><CollectionDetails><Collection>CIN</Collection>{header}</CollectionDetails></Header><Children/></Message>")))?.ToString("yyyy-MM-dd"));

    [Fact]
    public void A_child_without_an_id_is_told_and_a_file_without_children_refused()
    {
        var made = Translation.OfText(Format, "<Message><Children><Child><CINdetails><CINreferralDate>2026-01-02</CINreferralDate></CINdetails></Child></Children></Message>");
        Assert.Empty(made["ssd_cin_episodes"]);
        Assert.Equal(Severity.Error, Assert.Single(made.Problems).Severity);
        Assert.Throws<ImportRefused>(() => Translation.OfText(Format, "<Message><Children/></Message>"));
    }

    private static string Census(string details) =>
        $"<Message><Header/><Children><Child><ChildIdentifiers><LAchildID> C1 </LAchildID></ChildIdentifiers>{details}</Child></Children></Message>";
}
