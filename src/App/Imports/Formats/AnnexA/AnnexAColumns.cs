namespace Fairload.App.Imports.Formats.AnnexA;

/// <summary>The columns of Annex A that are used, by their names of 2024, and the words by which other layouts are understood.</summary>
internal static class AnnexAColumns
{
    public const string Child = "Child Unique ID";
    public const string Gender = "Gender";
    public const string Birth = "Date of Birth";
    public const string Disability = "Does the Child have a Disability";
    public const string Team = "Allocated Team";
    public const string Worker = "Allocated Worker";
    public const string Contact = "Date of Contact";
    public const string ContactSource = "Contact Source";
    public const string HelpStart = "Assessment start date";
    public const string HelpEnd = "Assessment completion date";
    public const string Organisation = "Organisation completing assessment";
    public const string Referral = "Date of Referral";
    public const string ReferralSource = "Referral Source";
    public const string Nfa = "Referral NFA?";
    public const string AssessmentStart = "Continuous Assessment Start Date";
    public const string SeenInAssessment = "Child Seen During Continuous Assessment";
    public const string Authorised = "Continuous Assessment Date of Authorisation";
    public const string EnquiryStart = "Strategy discussion initiating Section 47 Enquiry Start Date";
    public const string Unnecessary = "Was an Initial Child Protection Conference deemed unnecessary?";
    public const string Conference = "Date of Initial Child Protection Conference";
    public const string PlanFollowed = "Did the Initial Child Protection Conference Result in a Child Protection Plan";
    public const string NeedStart = "CIN Start Date";
    public const string Need = "Primary Need Code";
    public const string LastSeen = "Date Child Was Last Seen";
    public const string Closure = "CIN Closure Date";
    public const string ClosureReason = "Reason for Closure";
    public const string CaseStatus = "Case Status";
    public const string PlanStart = "Child Protection Plan Start Date";
    public const string FirstCategory = "Initial Category of Abuse";
    public const string LatestCategory = "Latest Category of Abuse";
    public const string PlanVisit = "Date of the Last Statutory Visit";
    public const string SeenAlone = "Was the Child Seen Alone?";
    public const string PlanReview = "Date of latest review conference";
    public const string PlanEnd = "Child Protection Plan End Date";
    public const string Asylum = "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)";
    public const string CareStart = "Date Started to be Looked After";
    public const string CareNeed = "Child's Category of Need";
    public const string LegalStart = "Start date of current legal status";
    public const string LegalStatus = "Child's Legal Status";
    public const string CareReview = "Date of Latest Statutory Review";
    public const string CareVisit = "Date of Last Social Work Visit";
    public const string CareEnd = "Date Ceased to be Looked After";
    public const string CareEndReason = "Reason Ceased to be Looked After";
    public const string PlacementStart = "Start Date of Most Recent Placement";
    public const string PlacementType = "Placement Type";
    public const string Postcode = "Placement postcode";
    public const string Advisor = "Allocated Personal Advisor";
    public const string Eligibility = "Eligibility Category";
    public const string AdoptionDecision = "Date of Decision that Child Should be Placed for Adoption";
    public const string Adopter = "Individual adopter identifier";
    public const string Enquiry = "Date enquiry received";

    /// <summary>
    /// For each used column, the words by which it is known when its name is another, the surest first (<see cref="HeaderWords.Has"/>).
    /// Columns that are not here are known, counted and not used.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string[]> OtherWords = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        [Child] = ["child id -adopter", "child identifier -adopter", "child unique", "person id", "client id", "=id", "=childid"],
        [Gender] = ["gender", "=sex"],
        [Birth] = ["date birth", "=dob", "birth date"],
        [Disability] = ["child disability", "child disabled", "=disability", "=disabled"],
        [Team] = ["allocated team", "=team", "=team name", "case team"],
        [Worker] = ["allocated worker", "allocated social", "allocated caseworker", "allocated case", "=worker", "=social worker", "=worker name", "lead worker", "key worker"],
        [Contact] = ["date contact -latest -last", "contact date -latest -last"],
        [ContactSource] = ["contact source", "source contact"],
        [HelpStart] =
        [
            "assessment start -continuous -single -core -initial", "assessment started -continuous", "help start", "cafe start", "caf start", "eha start",
        ],
        [HelpEnd] = ["assessment completion -continuous", "assessment completed -continuous", "assessment end -continuous", "help end", "help completion"],
        [Organisation] = ["organisation", "agency"],
        [Referral] = ["date referral", "referral date"],
        [ReferralSource] = ["referral source", "source referral"],
        [Nfa] = ["referral nfa", "=nfa", "further action"],
        [AssessmentStart] = ["continuous assessment start", "assessment start", "assessment started"],
        [SeenInAssessment] = ["child seen", "seen assessment"],
        [Authorised] = ["assessment authorisation", "assessment authorised", "date authorisation", "date authorised", "assessment end", "assessment completion", "assessment completed"],
        [EnquiryStart] = ["section 47 start", "s47 start", "strategy discussion start", "strategy discussion date", "section 47 date -number", "s47 date -number"],
        [Unnecessary] = ["conference unnecessary", "icpc unnecessary", "conference not required", "icpc not required"],
        [Conference] = ["date initial child protection conference", "date icpc", "icpc date", "date initial conference"],
        [PlanFollowed] = ["conference result plan", "icpc result", "conference outcome", "icpc outcome"],
        [NeedStart] = ["cin start", "need start", "cin started", "episode start", "cin date -closure -closed -end -seen"],
        [Need] = ["primary need", "need code"],
        [LastSeen] = ["last seen"],
        [Closure] = ["cin closure -reason", "closure date", "date closure", "date closed", "cin closed", "cin end -reason"],
        [ClosureReason] = ["reason closure", "closure reason"],
        [CaseStatus] = ["case status"],
        [PlanStart] = ["protection plan start", "cp plan start", "cpp start", "plan start"],
        [FirstCategory] = ["initial category", "first category"],
        [LatestCategory] = ["latest category", "current category"],
        [PlanVisit] = ["last statutory visit", "latest statutory visit", "last visit", "statutory visit date"],
        [SeenAlone] = ["seen alone"],
        [PlanReview] = ["latest review conference", "last review conference", "date review conference", "latest rcpc", "last rcpc"],
        [PlanEnd] = ["protection plan end", "cp plan end", "cpp end", "plan end", "protection plan ended"],
        [Asylum] = ["unaccompanied asylum seeking", "uasc"],
        [CareStart] = ["started looked after", "start looked after", "lac start", "cla start", "became looked after", "date entered care", "looked after from"],
        [CareNeed] = ["category need", "need code", "primary need"],
        [LegalStart] = ["start current legal status", "legal status start", "date legal status", "legal status date"],
        [LegalStatus] = ["legal status -start -date"],
        [CareReview] = ["latest statutory review", "last statutory review", "latest review", "last review"],
        [CareVisit] = ["last social work visit", "latest social work visit", "last statutory visit", "last visit -iro"],
        [CareEnd] = ["date ceased", "ceased date", "ceased looked after -reason", "date looked after ended"],
        [CareEndReason] = ["reason ceased", "ceased reason"],
        [PlacementStart] = ["start recent placement", "placement start", "start current placement", "start latest placement"],
        [PlacementType] = ["placement type", "type placement"],
        [Postcode] = ["placement postcode", "placement post", "postcode placement"],
        [Advisor] = ["personal advisor", "personal adviser", "allocated pa", "=pa"],
        [Eligibility] = ["eligibility"],
        [AdoptionDecision] = ["decision placed adoption -longer", "decision should placed adoption -longer"],
        [Adopter] = ["adopter identifier", "adopter id"],
        [Enquiry] = ["enquiry received", "date enquiry"],
    };
}
