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
        [Child] =
        [
            "child unique", "child id -adopter", "child identifier -adopter", "person id -worker -adopter -family",
            "client id -worker -adopter -family", "=childid", "=id",
        ],
        [Gender] = ["gender", "=sex"],
        [Birth] = ["date birth", "birth date", "=dob", "child dob", "dob dd", "=d o b", "=birth", "=born"],
        [Disability] = ["child disability", "child disabled", "=disability", "=disabled", "=disability flag"],
        [Team] = ["allocated team", "=team", "=team name", "case team", "=worker team", "=social work team", "=responsible team", "=current team"],
        [Worker] =
        [
            "allocated worker -date -team -manager -id -email", "allocated social -date -team -manager -id", "allocated caseworker",
            "allocated case -date -team -manager -id", "=worker", "=social worker", "=worker name", "=social worker name", "lead worker -team -date",
            "key worker -team -date", "=case worker", "=case holder", "=case holder name", "=caseholder", "=allocated practitioner", "=practitioner",
            "=lead practitioner", "=lead professional", "=allocated", "=allocated worker id",
        ],
        [Contact] = ["date contact -latest -last", "contact date -latest -last"],
        [ContactSource] = ["contact source", "source contact"],
        [HelpStart] =
        [
            "assessment start -continuous -single -core -initial", "assessment started -continuous", "help start", "cafe start", "caf start", "eha start",
        ],
        [HelpEnd] =
        [
            "assessment completion -continuous", "assessment completed -continuous", "assessment end -continuous", "help end", "help completion",
        ],
        [Organisation] = ["organisation", "agency"],
        [Referral] = ["date referral", "referral date", "referral received -number", "date referred", "=referred"],
        [ReferralSource] = ["referral source", "source referral"],
        [Nfa] = ["referral nfa", "=nfa", "further action"],
        [AssessmentStart] = ["continuous assessment start", "assessment start", "assessment started"],
        [SeenInAssessment] = ["child seen", "seen assessment"],
        [Authorised] =
        [
            "assessment authorisation", "assessment authorised", "date authorisation", "date authorised", "assessment end", "assessment completion",
            "assessment completed",
        ],
        [EnquiryStart] =
        [
            "section 47 start", "s47 start", "strategy discussion start", "strategy discussion date", "section 47 date -number", "s47 date -number",
            "enquiry start", "enquiry date -received -adopter", "strategy date",
        ],
        [Unnecessary] = ["conference unnecessary", "icpc unnecessary", "conference not required", "icpc not required"],
        [Conference] = ["date initial child protection conference", "date icpc", "icpc date", "date initial conference"],
        [PlanFollowed] = ["conference result plan", "icpc result", "conference outcome", "icpc outcome"],
        [NeedStart] = ["cin start", "need start", "cin started", "episode start -plan", "cin date -closure -closed -end -seen -review -visit"],
        [Need] = ["primary need", "need code"],
        [LastSeen] = ["last seen"],
        [Closure] = ["cin closure -reason", "closure date", "date closure", "date closed", "cin closed", "cin end -reason"],
        [ClosureReason] = ["reason closure", "closure reason", "reason closed", "closed reason"],
        [CaseStatus] = ["case status", "cin status", "=episode status"],
        [PlanStart] = ["protection plan start", "cp plan start", "cpp start", "cp start", "plan start -cin -pathway -permanence"],
        [FirstCategory] = ["initial category", "first category"],
        [LatestCategory] = ["latest category", "current category"],
        [PlanVisit] = ["last statutory visit", "latest statutory visit", "last visit", "statutory visit date"],
        [SeenAlone] = ["seen alone"],
        [PlanReview] = ["latest review conference", "last review conference", "date review conference", "latest rcpc", "last rcpc"],
        [PlanEnd] = ["protection plan end", "cp plan end", "cpp end", "cp end", "plan end -cin -pathway -permanence", "protection plan ended"],
        [Asylum] = ["unaccompanied asylum seeking", "uasc"],
        [CareStart] =
        [
            "started looked after", "start looked after", "lac start -legal -placement", "cla start -legal -placement", "became looked after",
            "date entered care", "looked after from", "lac started", "cla started", "care start -legal -placement",
        ],
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
    /// <summary>
    /// What everyday words mean in a sheet that its other columns have shown to be meant as a list, and only there: a <c>Start Date</c> is the one that
    /// the list is about. The surest first.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string[]> BareWords = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        [Child] =
        [
            .. from whose in (string[])
                   [
                       "person", "client", "child", "service user", "su", "mosaic", "lcs", "liquidlogic", "ics", "eclipse", "carefirst", "azeus", "protocol",
                       "system", "unique", "record", "case",
                   ]
               from what in (string[])["id", "identifier", "number", "no", "reference", "ref"]
               select $"={whose} {what}",
            "=identifier", "=reference", "=ref", "=mosaic", "=lcs",
        ],
        [Contact] = ["=contact", "=date received", "=received", "=start date", "=date"],
        [ContactSource] = ["=source"],
        [HelpStart] = Starts,
        [HelpEnd] = Ends,
        [Referral] = ["=referral", "=date received", "=received", "=start date", "=date"],
        [ReferralSource] = ["=source"],
        [Nfa] = ["=outcome nfa", "=no action"],
        [AssessmentStart] = Starts,
        [Authorised] = ["=authorised", .. Ends],
        [EnquiryStart] = ["=section 47", "=s47", "=strategy discussion", .. Starts],
        [NeedStart] = ["=cin", "=episode date", .. Starts],
        [Closure] = Ends,
        [ClosureReason] = Reasons,
        [CaseStatus] = ["=status", "=current status"],
        [PlanStart] = ["=cp plan", .. Starts],
        [LatestCategory] = ["=category abuse", "=category"],
        [PlanEnd] = Ends,
        [CareStart] = ["=entered care", .. Starts],
        [CareEnd] = Ends,
        [CareEndReason] = Reasons,
    };

    private static string[] Starts => ["=start date", "=date started", "=started", "=start", "=from", "=date from"];

    private static string[] Ends => ["=end date", "=date ended", "=ended", "=end", "=closed", "=completed", "=completion date"];

    private static string[] Reasons => ["=end reason", "=reason"];
}
