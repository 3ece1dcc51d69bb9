namespace Fairload.Core.Cases;

/// <summary>What a row of a council's files says: one kind for each table that Fairload reads. Stored by number, so numbers never change.</summary>
public enum RecordKind
{
    /// <summary>A team or service and its parent (ssd_department).</summary>
    Team = 1,

    /// <summary>A professional as the case system knows them (ssd_professionals).</summary>
    Worker = 2,

    /// <summary>A post held over a span of days (staff CSV).</summary>
    Post = 3,

    /// <summary>A child or young person (ssd_person).</summary>
    Child = 4,

    /// <summary>A child's belonging to a family (ssd_family).</summary>
    Family = 5,

    /// <summary>Where a child lives (ssd_address), kept only as a fingerprint of the home.</summary>
    Address = 6,

    /// <summary>A professional's involvement with a child (ssd_involvements).</summary>
    Involvement = 7,

    /// <summary>A contact about a child (ssd_contacts).</summary>
    Contact = 8,

    /// <summary>A referral and the episode of need that follows (ssd_cin_episodes).</summary>
    CinEpisode = 9,

    /// <summary>A child and family assessment, from start to authorisation (ssd_cin_assessments).</summary>
    Assessment = 10,

    /// <summary>The factors found by an assessment (ssd_assessment_factors).</summary>
    Factors = 11,

    /// <summary>A section 47 enquiry (ssd_s47_enquiry).</summary>
    Section47 = 12,

    /// <summary>An initial child protection conference (ssd_initial_cp_conference).</summary>
    Conference = 13,

    /// <summary>A child-in-need plan (ssd_cin_plans).</summary>
    CinPlan = 14,

    /// <summary>A child protection plan (ssd_cp_plans).</summary>
    CpPlan = 15,

    /// <summary>A looked-after episode (ssd_cla_episodes).</summary>
    ClaEpisode = 16,

    /// <summary>A placement of a looked-after child (ssd_cla_placement).</summary>
    Placement = 17,

    /// <summary>A legal status (ssd_legal_status).</summary>
    LegalStatus = 18,

    /// <summary>A care leaver's record (ssd_care_leavers).</summary>
    CareLeaver = 19,

    /// <summary>An early help episode (ssd_early_help_episodes).</summary>
    EarlyHelp = 20,

    /// <summary>Pre-proceedings, from decision to step-down, and the court reference (ssd_pre_proceedings).</summary>
    PreProceedings = 21,

    /// <summary>A missing episode (ssd_missing).</summary>
    Missing = 22,

    /// <summary>A disability code (ssd_disability).</summary>
    Disability = 23,

    /// <summary>An immigration status (ssd_immigration_status).</summary>
    Immigration = 24,

    /// <summary>A visit under a child-in-need plan (ssd_cin_visits).</summary>
    CinVisit = 25,

    /// <summary>A visit under a child protection plan (ssd_cp_visits).</summary>
    CpVisit = 26,

    /// <summary>A visit to a looked-after child (ssd_cla_visits).</summary>
    ClaVisit = 27,

    /// <summary>A child protection review conference (ssd_cp_reviews).</summary>
    CpReview = 28,

    /// <summary>A looked-after review (ssd_cla_reviews).</summary>
    ClaReview = 29,

    /// <summary>A carer household and the worker who supports it over a span of days (carers CSV). It names no child.</summary>
    CarerHousehold = 30,

    /// <summary>A court hearing about a child (hearings CSV).</summary>
    Hearing = 31,

    /// <summary>A meeting or core group about a child, due or held (meetings CSV).</summary>
    Meeting = 32,

    /// <summary>A worker's absence or leave, without its reason (absences CSV).</summary>
    Absence = 33,

    /// <summary>A visit and the day on which it was written up (recording CSV).</summary>
    Recording = 34,

    /// <summary>An audit of a child's case file (audits CSV).</summary>
    Audit = 35,

    /// <summary>A role of the case system and the function that it stands for (roles CSV).</summary>
    Role = 36,
}
