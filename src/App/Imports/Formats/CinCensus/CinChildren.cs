using System.Text;
using Fairload.App.Imports.Formats.Xml;
using Fairload.App.Imports.Ssd;
using Fairload.App.Reading;

namespace Fairload.App.Imports.Formats.CinCensus;

/// <summary>
/// Turns the children of a census into rows. The census has no ids but the child's: a row is named by the child and the day it begins.
/// docs/importing.md says what becomes of each element.
/// </summary>
internal sealed class CinChildren
{
    private readonly string _file;
    private readonly TranslatedRows _rows;
    private readonly ProblemLog _problems;
    private readonly RowKeys _keys = new();
    private readonly TableWriter _people, _disabilities, _episodes, _assessments, _factors, _enquiries, _conferences, _cpPlans, _cpReviews;
    private TableWriter? _cinPlans;
    private TableWriter? _preProceedings;
    private string _child = "";

    public CinChildren(string file, TranslatedRows rows, ProblemLog problems)
    {
        (_file, _rows, _problems) = (file, rows, problems);
        _people = new(rows, SsdTables.Person, "Child",
            ("pers_person_id", "LAchildID"), ("pers_dob", "PersonBirthDate"), ("pers_expected_dob", "ExpectedPersonBirthDate"),
            ("pers_death_date", "PersonDeathDate"), ("pers_sex", "Sex"));
        _disabilities = new(rows, SsdTables.Disability, "Disabilities",
            ("disa_table_id", "Disability"), ("disa_person_id", "LAchildID"), ("disa_disability_code", "Disability"));
        _episodes = new(rows, SsdTables.CinEpisodes, "CINdetails",
            ("cine_referral_id", "CINreferralDate"), ("cine_person_id", "LAchildID"), ("cine_referral_date", "CINreferralDate"),
            ("cine_close_date", "CINclosureDate"), ("cine_cin_primary_need_code", "PrimaryNeedCode"), ("cine_referral_nfa", "ReferralNFA"),
            ("cine_referral_source_code", "ReferralSource"), ("cine_close_reason", "ReasonForClosure"));
        _assessments = new(rows, SsdTables.CinAssessments, "Assessments",
            ("cina_assessment_id", "AssessmentActualStartDate"), ("cina_person_id", "LAchildID"),
            ("cina_assessment_start_date", "AssessmentActualStartDate"), ("cina_assessment_auth_date", "AssessmentAuthorisationDate"),
            ("cina_referral_id", "CINreferralDate"));
        _factors = new(rows, SsdTables.AssessmentFactors, "FactorsIdentifiedAtAssessment",
            ("cinf_table_id", "AssessmentActualStartDate"), ("cinf_assessment_id", "AssessmentActualStartDate"),
            ("cinf_assessment_factors_json", "AssessmentFactors"));
        _enquiries = new(rows, SsdTables.S47Enquiry, "Section47",
            ("s47e_s47_enquiry_id", "S47ActualStartDate"), ("s47e_person_id", "LAchildID"), ("s47e_s47_start_date", "S47ActualStartDate"),
            ("s47e_s47_end_date", "DateOfInitialCPC"), ("s47e_referral_id", "CINreferralDate"));
        _conferences = new(rows, SsdTables.InitialCpConference, "DateOfInitialCPC",
            ("icpc_icpc_id", "DateOfInitialCPC"), ("icpc_person_id", "LAchildID"), ("icpc_icpc_date", "DateOfInitialCPC"),
            ("icpc_icpc_target_date", "InitialCPCtarget"), ("icpc_s47_enquiry_id", "S47ActualStartDate"));
        _cpPlans = new(rows, SsdTables.CpPlans, "ChildProtectionPlans",
            ("cppl_cp_plan_id", "CPPstartDate"), ("cppl_person_id", "LAchildID"), ("cppl_cp_plan_start_date", "CPPstartDate"),
            ("cppl_cp_plan_end_date", "CPPendDate"), ("cppl_cp_plan_latest_category", "LatestCategoryOfAbuse"),
            ("cppl_cp_plan_initial_category", "InitialCategoryOfAbuse"), ("cppl_referral_id", "CINreferralDate"));
        _cpReviews = new(rows, SsdTables.CpReviews, "Reviews",
            ("cppr_cp_review_id", "CPPreviewDate"), ("cppr_person_id", "LAchildID"), ("cppr_cp_review_date", "CPPreviewDate"),
            ("cppr_cp_plan_id", "CPPstartDate"));
    }

    /// <summary>How many children could be used.</summary>
    public long Count => _people.Count;

    /// <summary>Child-in-need plans are in the census since 2022 and pre-proceedings since 2026: from then on, none means none.</summary>
    /// <param name="year">The census's year, or 0.</param>
    public void Expect(int year)
    {
        if (year >= 2022)
        {
            _ = CinPlans;
        }

        if (year >= 2026)
        {
            _ = PreProceedings;
        }
    }

    private TableWriter CinPlans => _cinPlans ??= new(_rows, SsdTables.CinPlans, "CINPlanDates",
        ("cinp_cin_plan_id", "CINPlanStartDate"), ("cinp_person_id", "LAchildID"), ("cinp_cin_plan_start_date", "CINPlanStartDate"),
        ("cinp_cin_plan_end_date", "CINPlanEndDate"), ("cinp_referral_id", "CINreferralDate"));

    private TableWriter PreProceedings => _preProceedings ??= new(_rows, SsdTables.PreProceedings, "PreProceedingsandFGDM",
        ("prep_table_id", "PPStartDate"), ("prep_person_id", "LAchildID"), ("prep_pre_pro_decision_date", "PPStartDate"),
        ("prep_agree_stepdown_issue_date", "StepDecisionDate"), ("prep_court_reference", "CourtAppDate"), ("prep_pre_pro_outcome", "PPOutcome"));

    /// <summary>One <c>Child</c>.</summary>
    public void Take(XmlElement child)
    {
        var ids = child.First("ChildIdentifiers") ?? child;
        _child = ids["LAchildID"];
        if (_child.Length == 0)
        {
            _problems.Add(_file, child.Line, "LAchildID", [], Severity.Error, "ChildWithoutId");
            _people.LeaveOut(_file);
            return;
        }

        _keys.Clear();
        _people.Add(_file, child.Line, _child, SourceValues.Day(ids["PersonBirthDate"]), SourceValues.Day(ids["ExpectedPersonBirthDate"]),
            SourceValues.Day(ids["PersonDeathDate"]), SourceValues.Sex(ids["Sex"].Length > 0 ? ids["Sex"] : ids["GenderCurrent"]));
        var characteristics = child.First("ChildCharacteristics") ?? child;
        foreach (var disability in (characteristics.First("Disabilities") ?? characteristics).All("Disability")
            .Where(d => d.Text.Length > 0).DistinctBy(d => d.Text))
        {
            _disabilities.Add(_file, disability.Line, $"{_child}|{disability.Text}", _child, disability.Text);
        }

        foreach (var details in child.All("CINdetails"))
        {
            TakeEpisode(details);
        }
    }

    private void TakeEpisode(XmlElement details)
    {
        var referred = SourceValues.Day(details["CINreferralDate"]);
        var closed = SourceValues.Day(details["CINclosureDate"]);
        var need = details["PrimaryNeedCode"];
        var referral = Key("referral", referred, closed, need, details["ReferralSource"]);
        _episodes.Add(_file, details.Line, referral, _child, referred, closed, need, details["ReferralNFA"],
            details["ReferralSource"], details["ReasonForClosure"]);
        foreach (var inside in details.Inside)
        {
            switch (inside.Name)
            {
                case "Assessments":
                    TakeAssessment(inside, referral);
                    break;
                case "CINPlanDates":
                    var (start, end) = (SourceValues.Day(inside["CINPlanStartDate"]), SourceValues.Day(inside["CINPlanEndDate"]));
                    CinPlans.Add(_file, inside.Line, Key("cin plan", start, end), _child, start, end, referral);
                    break;
                case "Section47":
                    TakeEnquiry(inside, details, referral);
                    break;
                case "ChildProtectionPlans":
                    TakeProtectionPlan(inside, referral);
                    break;
                case "PreProceedingsandFGDM":
                    TakePreProceedings(inside, closed);
                    break;
            }
        }

        // A conference without an enquiry of its own: a child who moved in, or was born, under a plan elsewhere.
        var held = SourceValues.Day(details["DateOfInitialCPC"]);
        if (held.Length > 0 && details.All("Section47").All(s => SourceValues.Day(s["DateOfInitialCPC"]) != held))
        {
            _conferences.Add(_file, details.First("DateOfInitialCPC")!.Line, Key("conference", held) + "|episode", _child, held);
        }
    }

    private void TakeAssessment(XmlElement assessment, string referral)
    {
        var start = SourceValues.Day(assessment["AssessmentActualStartDate"]);
        var authorised = SourceValues.Day(assessment["AssessmentAuthorisationDate"]);
        var factors = new StringBuilder();
        if (assessment.First("FactorsIdentifiedAtAssessment") is { } identified)
        {
            factors.AppendJoin(',', identified.All("AssessmentFactors").Select(f => f.Text).Where(f => f.Length > 0));
        }

        var codes = factors.ToString();
        var key = Key("assessment", start, authorised, codes);
        _assessments.Add(_file, assessment.Line, key, _child, start, authorised, referral);
        if (codes.Length > 0)
        {
            _factors.Add(_file, assessment.Line, key, key, codes);
        }
    }

    private void TakeEnquiry(XmlElement enquiry, XmlElement details, string referral)
    {
        var start = SourceValues.Day(enquiry["S47ActualStartDate"]);
        var held = SourceValues.Day(enquiry["DateOfInitialCPC"]);
        var target = SourceValues.Day(enquiry["InitialCPCtarget"]);
        var notRequired = SourceValues.IsYes(enquiry["ICPCnotRequired"]);
        var end = SourceValues.DayOrNone(held) is { Length: > 0 } day ? day : notRequired ? start : EndElsewhere(details, start);
        var key = Key("enquiry", start, held, target, notRequired ? "1" : "0");
        _enquiries.Add(_file, enquiry.Line, key, _child, start, end, referral);

        // Where none was needed, or the work ended without one, none is waited for.
        if (held.Length > 0 || (target.Length > 0 && end.Length == 0))
        {
            _conferences.Add(_file, enquiry.Line, key, _child, held, target, key);
        }
    }

    /// <summary>
    /// The end of an enquiry that waits for a conference: the plan that a conference must have made, or the closing of the episode,
    /// whichever came first. Until then it is open.
    /// </summary>
    private static string EndElsewhere(XmlElement details, string start) => details.All("ChildProtectionPlans").Select(p => p["CPPstartDate"])
        .Append(details["CINclosureDate"]).Select(SourceValues.DayOrNone)
        .Where(day => day.Length > 0 && string.CompareOrdinal(day, start) >= 0)
        .Min(StringComparer.Ordinal) ?? "";

    private void TakeProtectionPlan(XmlElement plan, string referral)
    {
        var (start, end) = (SourceValues.Day(plan["CPPstartDate"]), SourceValues.Day(plan["CPPendDate"]));
        var (latest, initial) = (plan["LatestCategoryOfAbuse"], plan["InitialCategoryOfAbuse"]);
        var key = Key("cp plan", start, end, latest, initial);
        _cpPlans.Add(_file, plan.Line, key, _child, start, end, latest, initial, referral);
        if (plan.First("Reviews") is { } reviews)
        {
            foreach (var review in reviews.All("CPPreviewDate"))
            {
                var day = SourceValues.Day(review.Text);
                _cpReviews.Add(_file, review.Line, $"{key}|{day}", _child, day, key);
            }
        }
    }

    private void TakePreProceedings(XmlElement record, string closed)
    {
        var start = SourceValues.Day(record["PPStartDate"]);
        var court = SourceValues.Day(record["CourtAppDate"]);
        var (stepped, outcome) = (SourceValues.Day(record["StepDecisionDate"]), record["PPOutcome"]);

        // The decision to step up is not an end: the child is in court from then on, until a final order or the closing of the episode.
        PreProceedings.Add(_file, record.Line, Key("pre-proceedings", start, stepped, court, outcome), _child, start,
            court.Length > 0 ? closed : stepped, court.Length > 0 ? $"application {court}" : "", outcome);
    }

    private string Key(string kind, string start, params ReadOnlySpan<string> rest) => _keys.Of(_child, kind, start, rest);
}
