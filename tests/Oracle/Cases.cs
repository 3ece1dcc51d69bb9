namespace Fairload.Oracle;

/// <summary>A case on somebody's statement: a lead line is a holding, a co-worker line is not.</summary>
/// <param name="Since">When the involvement started; none where the source gives no date.</param>
internal sealed record Line(string Child, string Worker, string Function, string RoleOnCase, DateOnly? Since)
{
    public bool IsLead => RoleOnCase == "lead";
}

/// <summary>Section 2 of the contract: holdings, status, closure state and family.</summary>
internal sealed class Cases
{
    /// <summary>"Role mapping is a setting; by default, case-folded and trimmed".</summary>
    private static readonly Dictionary<string, string> FunctionsByRole = new(StringComparer.Ordinal)
    {
        ["alloc"] = "social-work",
        ["allocated case worker"] = "social-work",
        ["allocated social worker"] = "social-work",
        ["allocated worker"] = "social-work",
        ["social worker"] = "social-work",
        ["family help lead practitioner"] = "family-help",
        ["lead practitioner"] = "family-help",
        ["lead child protection practitioner"] = "child-protection",
        ["personal adviser"] = "personal-adviser",
        ["personal advisor"] = "personal-adviser",
        ["pa"] = "personal-adviser",
        ["early help worker"] = "early-help",
    };

    private static readonly string[] CoWorkerRoles = ["co-worker", "secondary worker", "joint worker", "second"];
    private static readonly string[] SupervisionOrders = ["so", "iso", "supervision order", "interim supervision order"];
    private static readonly string[] FinalOrders = ["c2", "d1", "e1"];

    private static readonly string[] Statuses =
        ["cla", "cp", "cin", "assessment", "care-leaver", "referral", "early-help"];

    private readonly Council _council;
    private readonly List<Row> _openInvolvements;

    public Cases(Council council)
    {
        _council = council;
        _openInvolvements = [.. OpenInvolvements()];
        Holdings = [.. FromInvolvements(), .. FromEarlyHelpEpisodes(), .. FromCareLeavers()];
        CoWorkerLines = [.. OpenCoWorkerLines()];
    }

    public IReadOnlyList<Line> Holdings { get; }

    public IReadOnlyList<Line> CoWorkerLines { get; }

    private DateOnly Day => _council.Day;

    // ---- Holdings ----

    private static string Role(Row involvement) =>
        (involvement.Text("invo_professional_role_id") ?? "").ToLowerInvariant();

    private static bool IsCoWorker(Row involvement) => CoWorkerRoles.Contains(Role(involvement));

    private IEnumerable<Row> OpenInvolvements() => _council.Rows("ssd_involvements").Where(row =>
        row.Text("invo_professional_id") is not null
        && _council.Covers(row, "invo_involvement_start_date", "invo_involvement_end_date"));

    // "Holding: a child, a worker and a function, from an open involvement on D in a lead role".
    // "Clash: two lead involvements of one child in one function: the one that started last holds it (same start: the
    // greater involvement id)"; "Different functions both hold". Several of the same worker are one holding, the latest.
    private IEnumerable<Line> FromInvolvements() =>
        from involvement in _openInvolvements
        where FunctionsByRole.ContainsKey(Role(involvement))
        group involvement by (Child: involvement.Text("invo_person_id")!, Function: FunctionsByRole[Role(involvement)]) into one
        let holds = Council.Latest(one, "invo_involvement_start_date", "invo_involvements_id")
        select new Line(one.Key.Child, holds.Text("invo_professional_id")!, one.Key.Function, "lead",
            holds.Date("invo_involvement_start_date"));

    private bool HasOpenLeadInvolvement(string child, string function) => _openInvolvements.Exists(row =>
        row.Text("invo_person_id") == child && FunctionsByRole.GetValueOrDefault(Role(row)) == function);

    // "Holders come also from ssd_early_help_episodes (early-help) ... when no involvement says so."
    private IEnumerable<Line> FromEarlyHelpEpisodes() =>
        from child in _council.Children
        where !HasOpenLeadInvolvement(child, "early-help")
        let episode = Council.Latest(
            _council.Covering(child, "ssd_early_help_episodes", "earl_episode_start_date", "earl_episode_end_date")
                .Where(row => row.Text("earl_episode_worker_id") is not null),
            "earl_episode_start_date", "earl_episode_id")
        where episode is not null
        select new Line(child, episode.Text("earl_episode_worker_id")!, "early-help", "lead",
            episode.Date("earl_episode_start_date"));

    // "... and ssd_care_leavers (personal adviser, worker) when no involvement says so": only while the status could hold.
    private IEnumerable<Line> FromCareLeavers() =>
        from child in _council.Children
        where IsAgedForCareLeaver(child)
        from column in new[]
        {
            (Name: "clea_care_leaver_personal_advisor", Function: "personal-adviser"),
            (Name: "clea_care_leaver_worker_id", Function: "social-work"),
        }
        where !HasOpenLeadInvolvement(child, column.Function)
        let record = _council.RowsOf(child, "ssd_care_leavers").Where(row => row.Text(column.Name) is not null)
            .OrderBy(row => row.Text("clea_table_id") ?? "", StringComparer.Ordinal).LastOrDefault()
        where record is not null
        select new Line(child, record.Text(column.Name)!, column.Function, "lead", null);

    // "A co-worker's open involvement is a line on the co-worker's statement". A worker who leads the child gets no extra
    // line, and several involvements of one worker and child are one line.
    private IEnumerable<Line> OpenCoWorkerLines() =>
        from involvement in _openInvolvements
        where IsCoWorker(involvement)
        group involvement by
            (Child: involvement.Text("invo_person_id")!, Worker: involvement.Text("invo_professional_id")!) into one
        where !Holdings.Any(holding => holding.Child == one.Key.Child && holding.Worker == one.Key.Worker)
        select new Line(one.Key.Child, one.Key.Worker, "social-work", "co-worker",
            one.Max(row => row.Date("invo_involvement_start_date")));

    /// <summary>"another worker has an open co-worker involvement with the child".</summary>
    public bool IsCoWorkedByAnother(string child, string worker) => _openInvolvements.Exists(row =>
        IsCoWorker(row) && row.Text("invo_person_id") == child && row.Text("invo_professional_id") != worker);

    public bool IsHeld(string child) => Holdings.Any(holding => holding.Child == child);

    // ---- Status ----

    /// <summary>"Status on D, the first that holds".</summary>
    public string Status(string child) => Statuses.FirstOrDefault(status => StatusHolds(child, status), "none");

    private bool StatusHolds(string child, string status) => status == "care-leaver"
        ? IsCareLeaver(child)
        : SpansOfStatus(child, status).Any(span => span.Covers(Day));

    /// <summary>The spans in which a status could hold; a care leaver's record carries no dates.</summary>
    private IEnumerable<Span> SpansOfStatus(string child, string status) => status switch
    {
        // "cla (a looked-after episode covers D)"
        "cla" => Spans(child, "ssd_cla_episodes", "clae_cla_episode_start_date", "clae_cla_episode_ceased_date"),
        // "cp (a child protection plan)"
        "cp" => Spans(child, "ssd_cp_plans", "cppl_cp_plan_start_date", "cppl_cp_plan_end_date"),
        // "cin (a child-in-need plan)"
        "cin" => Spans(child, "ssd_cin_plans", "cinp_cin_plan_start_date", "cinp_cin_plan_end_date"),
        // "assessment (an assessment [start, authorised) or a section 47 enquiry [start, end))"
        "assessment" => Spans(child, "ssd_cin_assessments", "cina_assessment_start_date", "cina_assessment_auth_date")
            .Concat(Spans(child, "ssd_s47_enquiry", "s47e_s47_start_date", "s47e_s47_end_date")),
        // "referral (a CIN episode [referral, close) not marked no further action)"
        "referral" => _council.RowsOf(child, "ssd_cin_episodes").Where(row => !row.Flag("cine_referral_nfa"))
            .Select(row => row.SpanOf("cine_referral_date", "cine_close_date")).OfType<Span>(),
        "early-help" => Spans(child, "ssd_early_help_episodes", "earl_episode_start_date", "earl_episode_end_date"),
        _ => [],
    };

    private IEnumerable<Span> Spans(string child, string table, string fromColumn, string untilColumn) =>
        _council.RowsOf(child, table).Select(row => row.SpanOf(fromColumn, untilColumn)).OfType<Span>();

    // "care-leaver (a care-leaver record and aged 18 to 24 on D)"
    private bool IsCareLeaver(string child) =>
        _council.RowsOf(child, "ssd_care_leavers").Any() && IsAgedForCareLeaver(child);

    private bool IsAgedForCareLeaver(string child) => AgeYears(child) is >= 18 and <= 24;

    /// <summary>"since the status began; adjoining or overlapping spans of the same status joined".</summary>
    public DateOnly? StatusBegan(string child)
    {
        string status = Status(child);
        if (status == "none")
        {
            return null;
        }

        if (status == "care-leaver")
        {
            return Birth(child)!.Value.AddYears(18);
        }

        List<Span> spans = [.. SpansOfStatus(child, status).Where(span => !span.CoversNoDay)];
        DateOnly began = spans.Where(span => span.Covers(Day)).Min(span => span.From);
        while (spans.Find(span => span.From < began && (span.Until is null || span.Until >= began)) is Span earlier)
        {
            began = earlier.From;
        }

        return began;
    }

    /// <summary>"the referral of the open CIN episode (else since the earliest open span)".</summary>
    public DateOnly? OpenSince(string child)
    {
        List<Span> episodes = [.. Spans(child, "ssd_cin_episodes", "cine_referral_date", "cine_close_date")
            .Where(span => span.Covers(Day))];
        List<Span> others = [.. Statuses.SelectMany(status => SpansOfStatus(child, status)).Where(span => span.Covers(Day))];
        List<Span> open = episodes.Count > 0 ? episodes : others;
        return open.Count > 0 ? open.Min(span => span.From) : null;
    }

    // ---- Age ----

    /// <summary>The date of birth, else the expected date.</summary>
    public DateOnly? Birth(string child) => _council.RowsOf(child, "ssd_person")
        .Select(row => row.Date("pers_dob") ?? row.Date("pers_expected_dob")).FirstOrDefault();

    public int? AgeYears(string child) =>
        Birth(child) is DateOnly birth ? (birth <= Day ? Calendar.WholeYears(birth, Day) : 0) : null;

    // ---- Closure state ----

    public string ClosureState(string child) => IsCheck(child) ? "check" : IsQuiet(child) ? "quiet" : "open";

    // "check: the status is none or referral, and an assessment was authorised, or a plan, care period or episode ended, on
    // or before D, with no referral, contact or assessment start after the latest such end, and the child is not in
    // pre-proceedings, proceedings or under a supervision order."
    private bool IsCheck(string child) =>
        Status(child) is "none" or "referral"
        && LatestEnd(child) is DateOnly end
        && !NewStarts(child).Any(start => start > end)
        && !InPreProceedings(child)
        && !InCareProceedings(child)
        && !UnderSupervisionOrder(child);

    private DateOnly? LatestEnd(string child) => Dates(child,
        ("ssd_cin_assessments", "cina_assessment_auth_date"),
        ("ssd_cin_plans", "cinp_cin_plan_end_date"),
        ("ssd_cp_plans", "cppl_cp_plan_end_date"),
        ("ssd_cla_episodes", "clae_cla_episode_ceased_date"),
        ("ssd_cin_episodes", "cine_close_date"),
        ("ssd_early_help_episodes", "earl_episode_end_date")).Max();

    private IEnumerable<DateOnly?> NewStarts(string child) => Dates(child,
        ("ssd_cin_episodes", "cine_referral_date"),
        ("ssd_contacts", "cont_contact_date"),
        ("ssd_cin_assessments", "cina_assessment_start_date"));

    /// <summary>The dates of a child in some columns, on or before the day: what comes later is not yet known.</summary>
    private IEnumerable<DateOnly?> Dates(string child, params (string Table, string Column)[] columns) =>
        from column in columns
        from row in _council.RowsOf(child, column.Table)
        let date = row.Date(column.Column)
        where date <= Day
        select date;

    // "quiet: status referral, not check, and in the last 20 working days no visit with the child seen, no assessment start,
    // no conference or review"
    private bool IsQuiet(string child)
    {
        DateOnly first = Calendar.FirstOfTheLastWorkingDays(Day, 20, _council.BankHolidays);
        return Status(child) == "referral"
            && !VisitsWithChildSeen(child).Any(visit => visit >= first)
            && !Dates(child,
                ("ssd_cin_assessments", "cina_assessment_start_date"),
                ("ssd_initial_cp_conference", "icpc_icpc_date"),
                ("ssd_cp_reviews", "cppr_cp_review_date")).Concat(ClaReviews(child)).Any(date => date >= first);
    }

    /// <summary>The days up to D of a visit of any kind with the child seen.</summary>
    public IEnumerable<DateOnly> VisitsWithChildSeen(string child) =>
        from visits in new[]
        {
            (Table: "ssd_cin_visits", Date: "cinv_cin_visit_date", Seen: "cinv_cin_visit_seen"),
            (Table: "ssd_cp_visits", Date: "cppv_cp_visit_date", Seen: "cppv_cp_visit_seen"),
            (Table: "ssd_cla_visits", Date: "clav_cla_visit_date", Seen: "clav_cla_visit_seen"),
        }
        from row in _council.RowsOf(child, visits.Table)
        where row.Flag(visits.Seen) && row.Date(visits.Date) <= Day
        select row.Date(visits.Date)!.Value;

    // ssd_cla_reviews names the care period, not the child; a cancelled review did not take place.
    private IEnumerable<DateOnly?> ClaReviews(string child)
    {
        List<string> periods = [.. _council.RowsOf(child, "ssd_cla_episodes")
            .Select(row => row.Text("clae_cla_id")).OfType<string>()];
        return _council.Rows("ssd_cla_reviews")
            .Where(row => row.Text("clar_cla_id") is string period && periods.Contains(period))
            .Where(row => !row.Flag("clar_cla_review_cancelled"))
            .Select(row => row.Date("clar_cla_review_date"))
            .Where(date => date <= Day);
    }

    // ---- Court ----

    /// <summary>"a pre-proceedings record covers D: [decision, step-down)".</summary>
    public bool InPreProceedings(string child) => _council
        .Covering(child, "ssd_pre_proceedings", "prep_pre_pro_decision_date", "prep_agree_stepdown_issue_date").Any();

    /// <summary>"legal status C1 (interim care order) on D, or a court reference in a pre-proceedings record with no
    /// step-down and no final order since".</summary>
    public bool InCareProceedings(string child) =>
        LegalStatusesOnTheDay(child).Any(row => LegalStatus(row) == "c1")
        || _council.Covering(child, "ssd_pre_proceedings", "prep_pre_pro_decision_date", "prep_agree_stepdown_issue_date")
            .Any(row => row.Text("prep_court_reference") is not null
                && !FinalOrderSince(child, row.Date("prep_pre_pro_decision_date")!.Value));

    private bool FinalOrderSince(string child, DateOnly decision) => _council.RowsOf(child, "ssd_legal_status").Any(row =>
        FinalOrders.Contains(LegalStatus(row))
        && row.Date("lega_legal_status_start_date") >= decision
        && row.Date("lega_legal_status_start_date") <= Day);

    private bool UnderSupervisionOrder(string child) =>
        LegalStatusesOnTheDay(child).Any(row => SupervisionOrders.Contains(LegalStatus(row)));

    public IEnumerable<Row> LegalStatusesOnTheDay(string child) => _council
        .Covering(child, "ssd_legal_status", "lega_legal_status_start_date", "lega_legal_status_end_date");

    private static string LegalStatus(Row row) => (row.Text("lega_legal_status") ?? "").ToLowerInvariant();

    // ---- Family ----

    /// <summary>"children who share a family id (a child in several: the least id)".</summary>
    public string? Family(string child) => _council.RowsOf(child, "ssd_family")
        .Select(row => row.Text("fami_family_id")).OfType<string>().Order(StringComparer.Ordinal).FirstOrDefault();

    /// <summary>All children of the family on record, the child among them; nobody where the child has no family.</summary>
    public IReadOnlyList<string> FamilyMembers(string child) => Family(child) is string family
        ? [.. _council.Children.Where(other => Family(other) == family)]
        : [child];

    /// <summary>The family, or the child where it has none: for counting, a child without a family is a family.</summary>
    public (string? Family, string? Child) FamilyOrSelf(string child) =>
        Family(child) is string family ? (family, null) : (null, child);
}
