using System.Globalization;
using Fairload.App.Imports.Ssd;
using Fairload.App.Reading;
using Fairload.App.Store.Rows;
using CaseList = Fairload.Core.Cases.CaseList;
using static Fairload.App.Imports.Formats.AnnexA.AnnexAColumns;

namespace Fairload.App.Imports.Formats.AnnexA;

/// <summary>List by list, what the columns become; docs/importing.md says the same in words.</summary>
internal sealed partial class AnnexARows
{
    private void List1(WorkbookSheet sheet)
    {
        var (date, source) = (_values.Place(Contact), _values.Place(ContactSource));
        var contacts = new AnnexATable(
            _rows, SsdTables.Contacts, "List 1", _values,
            ("cont_contact_id", Child), ("cont_person_id", Child), ("cont_contact_date", Contact), ("cont_contact_source_code", ContactSource));
        while (Next(sheet))
        {
            var day = _values.Day(date, out var number);
            var nth = _contacts.GetValueOrDefault(Both(_child, number)) + 1;
            _contacts[Both(_child, number)] = nth;
            Key(day);
            _key.Append("|"u8);
            Append(nth);
            contacts.Add(_key.All).Add(ChildId).Add(day).Add(Code(AnnexACode.Contact, source)).End(Place);
        }
    }

    private void List2(WorkbookSheet sheet)
    {
        var (start, end, whose) = (_values.Place(HelpStart), _values.Place(HelpEnd), _values.Place(Organisation));
        var help = new AnnexATable(
            _rows, SsdTables.EarlyHelpEpisodes, "List 2", _values,
            ("earl_episode_id", Child), ("earl_person_id", Child), ("earl_episode_start_date", HelpStart), ("earl_episode_end_date", HelpEnd),
            ("earl_episode_organisation", Organisation));
        while (Next(sheet))
        {
            var from = _values.Day(start, out var day);
            if (IsFirst("help", day, tell: true))
            {
                help.Add(Key(from)).Add(ChildId).Add(from).Add(_values.Day(end, out _)).Add(_values[whose]).End(Place);
            }
        }
    }

    /// <summary>Referrals. Where List 6 tells the episode that followed on the same day, it is that one.</summary>
    private void List3(WorkbookSheet sheet)
    {
        var (date, source, nfa) = (_values.Place(Referral), _values.Place(ReferralSource), _values.Place(Nfa));
        var episodes = new AnnexATable(
            _rows, SsdTables.CinEpisodes, "Lists 3 and 6", _values,
            ("cine_referral_id", Child), ("cine_person_id", Child), ("cine_referral_date", Referral), ("cine_referral_source_code", ReferralSource),
            ("cine_referral_nfa", Nfa), ("cine_referral_worker_id", Worker), ("cine_referral_team", Team), ("cine_close_date", Closure));
        while (Next(sheet))
        {
            var from = _values.Day(date, out var day);
            var nothingDone = Code(AnnexACode.Nfa, nfa);
            var (worker, team) = Holders();
            var closed = day == Draft.NoDay ? Draft.NoDay : _children.ClosedFrom(_child, day);
            if (IsFirst("referral", day, tell: true) && IsFirst("episode", day))
            {
                episodes.Add(Key(from)).Add(ChildId).Add(from).Add(Code(AnnexACode.Contact, source)).Add(nothingDone).Add(worker).Add(team)
                    .Add(_values.Written(closed)).End(Place);
            }

            if (nothingDone is not [(byte)'Y'] && IsOpen(closed) && !_children[_child].IsOpen && day > _children[_child].Latest)
            {
                Hold(day);
            }
        }
    }

    private void List4(WorkbookSheet sheet)
    {
        var (start, end, seen) = (_values.Place(AssessmentStart), _values.Place(Authorised), _values.Place(SeenInAssessment));
        var assessments = new AnnexATable(
            _rows, SsdTables.CinAssessments, "List 4", _values,
            ("cina_assessment_id", Child), ("cina_person_id", Child), ("cina_assessment_start_date", AssessmentStart),
            ("cina_assessment_auth_date", Authorised), ("cina_assessment_child_seen", SeenInAssessment), ("cina_assessment_worker_id", Worker),
            ("cina_assessment_team", Team));
        while (Next(sheet))
        {
            var from = _values.Day(start, out var day);
            var until = _values.Day(end, out var authorised);
            var (worker, team) = Holders();
            if (IsFirst("assessment", day, tell: true))
            {
                assessments.Add(Key(from)).Add(ChildId).Add(from).Add(until).Add(Code(AnnexACode.Seen, seen)).Add(worker).Add(team).End(Place);
            }

            Stand(IsOpen(authorised), day, authorised);
        }
    }

    /// <summary>
    /// Enquiries. Annex A has no end of an enquiry: it ends with its conference; one that was found to need none has ended, and on which
    /// day is not said, so no day is made up: it covers none; any other is open.
    /// </summary>
    private void List5(WorkbookSheet sheet)
    {
        var (start, needless, held, plan) = (_values.Place(EnquiryStart), _values.Place(Unnecessary), _values.Place(Conference), _values.Place(PlanFollowed));
        var enquiries = new AnnexATable(
            _rows, SsdTables.S47Enquiry, "List 5", _values,
            ("s47e_s47_enquiry_id", Child), ("s47e_person_id", Child), ("s47e_s47_start_date", EnquiryStart), ("s47e_s47_end_date", Conference),
            ("s47e_s47_completed_by_worker_id", Worker), ("s47e_s47_completed_by_team", Team));
        var conferences = new AnnexATable(
            _rows, SsdTables.InitialCpConference, "List 5: conferences", _values,
            ("icpc_icpc_id", Child), ("icpc_person_id", Child), ("icpc_icpc_date", Conference), ("icpc_s47_enquiry_id", Child),
            ("icpc_icpc_outcome_cp_flag", PlanFollowed), ("icpc_icpc_worker_id", Worker), ("icpc_icpc_team", Team));
        while (Next(sheet))
        {
            var from = _values.Day(start, out var day);
            var conference = _values.Day(held, out var conferenceDay);
            var isNeedless = Code(AnnexACode.YesNo, needless) is [(byte)'Y'];
            // Whether it is a day, the row of the conference tells.
            var until = _values.Written(conference.IsEmpty && isNeedless ? day : conferenceDay);
            var (worker, team) = Holders();
            var enquiry = Joined(_case, ChildId, from);
            if (IsFirst("enquiry", day, tell: true))
            {
                enquiries.Add(enquiry).Add(ChildId).Add(from).Add(until).Add(worker).Add(team).End(Place);
            }

            if (!conference.IsEmpty && IsFirst("conference", conferenceDay))
            {
                conferences.Add(Key(conference)).Add(ChildId).Add(conference).Add(enquiry).Add(Code(AnnexACode.YesNo, plan)).Add(worker).Add(team).End(Place);
            }

            Stand(!isNeedless && IsOpen(conferenceDay), day, conferenceDay);
        }
    }

    /// <summary>Children in need. Of a case said to be closed, without a day, no end is made up: it covers no day.</summary>
    private void List6(WorkbookSheet sheet)
    {
        var (start, end, need, reason) = (_values.Place(NeedStart), _values.Place(Closure), _values.Place(Need), _values.Place(ClosureReason));
        var (status, seen) = (_values.Place(CaseStatus), _values.Place(LastSeen));
        var episodes = new AnnexATable(
            _rows, SsdTables.CinEpisodes, "Lists 3 and 6", _values,
            ("cine_referral_id", Child), ("cine_person_id", Child), ("cine_referral_date", NeedStart), ("cine_close_date", Closure),
            ("cine_cin_primary_need_code", Need), ("cine_close_reason", ClosureReason));
        var plans = new AnnexATable(
            _rows, SsdTables.CinPlans, "List 6: plans", _values,
            ("cinp_cin_plan_id", Child), ("cinp_person_id", Child), ("cinp_cin_plan_start_date", NeedStart), ("cinp_cin_plan_end_date", Closure),
            ("cinp_referral_id", Child), ("cinp_cin_plan_worker_id", Worker), ("cinp_cin_plan_team", Team)).ToldElsewhere();
        var visits = new AnnexATable(
            _rows, SsdTables.CinVisits, "List 6: visits", _values,
            ("cinv_cin_visit_id", Child), ("cinv_person_id", Child), ("cinv_cin_visit_date", LastSeen), ("cinv_cin_visit_seen", LastSeen));
        while (Next(sheet))
        {
            var from = _values.Day(start, out var day);
            var until = _values.Day(end, out var closed);
            var stage = Code(AnnexACode.Status, status);
            var isClosed = stage.SequenceEqual("CLOSED"u8);
            if (isClosed && until.IsEmpty)
            {
                closed = day;
                until = _values.Written(day);
            }

            if (closed != Draft.NoDay)
            {
                _children.Close(_child, closed);
            }

            var (worker, team) = Holders();
            var episode = Joined(_case, ChildId, from);
            if (IsFirst("episode", day, tell: true))
            {
                episodes.Add(episode).Add(ChildId).Add(from).Add(until).Add(Code(AnnexACode.Need, need)).Add(Code(AnnexACode.Closure, reason)).End(Place);
                if (stage.SequenceEqual("CIN"u8) && day != Draft.NoDay)
                {
                    plans.Add(episode).Add(ChildId).Add(from).Add(until).Add(episode).Add(worker).Add(team).End(Place);
                }
            }

            var last = _values.Day(seen, out var seenDay);
            if (!last.IsEmpty && IsFirst("need visit", seenDay))
            {
                visits.Add(Key(last)).Add(ChildId).Add(last).Add("Y"u8).End(Place);
            }

            Stand(!isClosed && IsOpen(closed), day, closed);
        }
    }

    private void List7(WorkbookSheet sheet)
    {
        var (start, end, first, latest) = (_values.Place(PlanStart), _values.Place(PlanEnd), _values.Place(FirstCategory), _values.Place(LatestCategory));
        var (visit, alone, review) = (_values.Place(PlanVisit), _values.Place(SeenAlone), _values.Place(PlanReview));
        var plans = new AnnexATable(
            _rows, SsdTables.CpPlans, "List 7", _values,
            ("cppl_cp_plan_id", Child), ("cppl_person_id", Child), ("cppl_cp_plan_start_date", PlanStart), ("cppl_cp_plan_end_date", PlanEnd),
            ("cppl_cp_plan_latest_category", LatestCategory), ("cppl_cp_plan_initial_category", FirstCategory));
        var visits = new AnnexATable(
            _rows, SsdTables.CpVisits, "List 7: visits", _values,
            ("cppv_cp_visit_id", Child), ("cppv_person_id", Child), ("cppv_cp_visit_date", PlanVisit), ("cppv_cp_visit_seen", SeenAlone),
            ("cppv_cp_visit_seen_alone", SeenAlone), ("cppv_cp_plan_id", Child));
        var reviews = new AnnexATable(
            _rows, SsdTables.CpReviews, "List 7: reviews", _values,
            ("cppr_cp_review_id", Child), ("cppr_person_id", Child), ("cppr_cp_review_date", PlanReview), ("cppr_cp_plan_id", Child));
        while (Next(sheet))
        {
            var from = _values.Day(start, out var day);
            var until = _values.Day(end, out var ended);
            var plan = Joined(_case, ChildId, from);
            if (IsFirst("plan", day, tell: true))
            {
                plans.Add(plan).Add(ChildId).Add(from).Add(until).Add(Code(AnnexACode.Category, latest)).Add(Code(AnnexACode.Category, first)).End(Place);
            }

            var last = _values.Day(visit, out var visitDay);
            if (!last.IsEmpty && IsFirst("plan visit", visitDay))
            {
                // Seen alone is seen; not seen alone says nothing of whether the child was seen.
                var wasAlone = Code(AnnexACode.Seen, alone);
                visits.Add(Key(last)).Add(ChildId).Add(last).Add(wasAlone is [(byte)'Y'] ? wasAlone : []).Add(wasAlone).Add(plan).End(Place);
            }

            var conference = _values.Day(review, out var reviewDay);
            if (!conference.IsEmpty && IsFirst("plan review", reviewDay))
            {
                reviews.Add(Key(conference)).Add(ChildId).Add(conference).Add(plan).End(Place);
            }

            Stand(IsOpen(ended), day, ended);
        }
    }

    private void List8(WorkbookSheet sheet)
    {
        var (start, end, reason, asylum) = (_values.Place(CareStart), _values.Place(CareEnd), _values.Place(CareEndReason), _values.Place(Asylum));
        var (statusStart, status, visit, review) = (_values.Place(LegalStart), _values.Place(LegalStatus), _values.Place(CareVisit), _values.Place(CareReview));
        var (placed, type, postcode) = (_values.Place(PlacementStart), _values.Place(PlacementType), _values.Place(Postcode));
        var episodes = new AnnexATable(
            _rows, SsdTables.ClaEpisodes, "List 8", _values,
            ("clae_cla_episode_id", Child), ("clae_person_id", Child), ("clae_cla_episode_start_date", CareStart), ("clae_cla_episode_ceased_date", CareEnd),
            ("clae_cla_episode_ceased_reason", CareEndReason), ("clae_cla_id", Child));
        var statuses = new AnnexATable(
            _rows, SsdTables.LegalStatuses, "List 8: legal statuses", _values,
            ("lega_legal_status_id", Child), ("lega_person_id", Child), ("lega_legal_status_start_date", LegalStart), ("lega_legal_status_end_date", CareEnd),
            ("lega_legal_status", LegalStatus));
        var placements = new AnnexATable(
            _rows, SsdTables.ClaPlacement, "List 8: placements", _values,
            ("clap_cla_placement_id", Child), ("clap_person_id", Child), ("clap_cla_id", Child), ("clap_cla_placement_start_date", PlacementStart),
            ("clap_cla_placement_end_date", CareEnd), ("clap_cla_placement_type", PlacementType), ("clap_cla_placement_postcode", Postcode));
        var visits = new AnnexATable(
            _rows, SsdTables.ClaVisits, "List 8: visits", _values,
            ("clav_cla_visit_id", Child), ("clav_person_id", Child), ("clav_cla_id", Child), ("clav_cla_visit_date", CareVisit));
        var reviews = new AnnexATable(
            _rows, SsdTables.ClaReviews, "List 8: reviews", _values, ("clar_cla_review_id", Child), ("clar_cla_id", Child), ("clar_cla_review_date", CareReview));
        var statusesOfAsylum = new AnnexATable(
            _rows, SsdTables.ImmigrationStatus, "List 8: asylum", _values,
            ("immi_immigration_status_id", Child), ("immi_person_id", Child), ("immi_immigration_status", Asylum));
        while (Next(sheet))
        {
            var from = _values.Day(start, out var day);
            var until = _values.Day(end, out var ended);
            var isTold = ended != Draft.NoDay && ended < day;
            var care = Joined(_case, ChildId, from);
            if (IsFirst("care", day, tell: true))
            {
                episodes.Add(care).Add(ChildId).Add(from).Add(until).Add(Code(AnnexACode.Plain, reason)).Add(care).End(Place);
            }

            var since = _values.Day(statusStart, out var statusDay);
            if (!since.IsEmpty && IsFirst("status", statusDay))
            {
                statuses.Add(Key(since)).Add(ChildId).Add(since).Add(EndOf(statusDay, ended, ref isTold)).Add(Code(AnnexACode.Legal, status)).End(Place);
            }

            var moved = _values.Day(placed, out var placedDay);
            if (!moved.IsEmpty && IsFirst("placement", placedDay))
            {
                placements.Add(Key(moved)).Add(ChildId).Add(care).Add(moved).Add(EndOf(placedDay, ended, ref isTold)).Add(Code(AnnexACode.Plain, type)).Add(Home(postcode)).End(Place);
            }

            var seen = _values.Day(visit, out var visitDay);
            if (!seen.IsEmpty && IsFirst("care visit", visitDay))
            {
                visits.Add(Key(seen)).Add(ChildId).Add(care).Add(seen).End(Place);
            }

            var reviewed = _values.Day(review, out var reviewDay);
            if (!reviewed.IsEmpty && IsFirst("care review", reviewDay))
            {
                reviews.Add(Key(reviewed)).Add(care).Add(reviewed).End(Place);
            }

            if (Code(AnnexACode.YesNo, asylum) is [(byte)'Y'] && IsFirst("asylum", 0))
            {
                statusesOfAsylum.Add(ChildId).Add(ChildId).Add("UASC"u8).End(Place);
            }

            Stand(IsOpen(ended), day, ended);
        }
    }

    /// <summary>
    /// Care leavers. Who holds them is a holding of the day, as in every list, of those who are of age for it on that day; the record that
    /// they are care leavers has no days and names nobody, or today's worker would be the worker of every day.
    /// </summary>
    private void List9(WorkbookSheet sheet)
    {
        var (advisor, eligibility) = (_values.Place(Advisor), _values.Place(Eligibility));
        var leavers = new AnnexATable(
            _rows, SsdTables.CareLeavers, "List 9", _values,
            ("clea_table_id", Child), ("clea_person_id", Child), ("clea_care_leaver_allocated_team", Team), ("clea_care_leaver_eligibility", Eligibility));
        while (Next(sheet))
        {
            var (_, team) = Holders();
            var (adviser, _) = Named(Advisor, advisor);
            if (IsFirst("leaver", 0, tell: true))
            {
                leavers.Add(ChildId).Add(ChildId).Add(team).Add(Code(AnnexACode.Plain, eligibility)).End(Place);
            }

            var born = _children[_child].Born;
            if (CaseList.IsOfLeavingAge(born == Draft.NoDay ? null : DateOnly.FromDayNumber(born), _context.ExtractDate))
            {
                Hold(Draft.NoDay);
                if (adviser.Length > 0)
                {
                    _advisers.Take(_child, Draft.NoDay, _people.Number(_values[advisor], _values[_teamPlace], Place), _values.Row, _people);
                }
            }
        }
    }

    /// <summary>
    /// The end of what ends with a child's care. That the day is none, or before the beginning, is told once for its cell: what the cell has been
    /// told for covers no day.
    /// </summary>
    private ReadOnlySpan<byte> EndOf(int began, int ended, ref bool isTold)
    {
        var isBefore = ended != Draft.NoDay && ended < began;
        var end = isBefore && isTold ? began : ended;
        isTold |= isBefore;
        return _values.Written(end);
    }

    /// <summary>Lists 10 and 11, which no figure uses: their days are looked at, and nothing is kept.</summary>
    private void Checked(WorkbookSheet sheet)
    {
        var days = _found.Places.Where(p => p.Key.StartsWith("Date ", StringComparison.Ordinal)).ToList();
        var who = _found.List.Subject;
        long rows = 0;
        while (sheet.Read())
        {
            rows++;
            if (_values.Place(who) is >= 0 and var place && _values[place].IsEmpty)
            {
                Tell(who, [], Severity.Warning, "AnnexANobody");
            }

            foreach (var (name, at) in days)
            {
                var value = _values.Day(at, out var day);
                if (day == Draft.NoDay && !value.IsEmpty && !Rows.Values.Day(value, out _))
                {
                    Tell(name, value, Severity.Warning, "NotADate");
                }
            }
        }

        _context.Problems.Add(_file, _sheet, null, null, [], Severity.Warning, "AnnexANotKept", _found.List.Name, rows);
    }

    /// <summary>Notes what a list that says more than a referral says of the child, and who holds the case where it is open.</summary>
    private void Stand(bool isOpen, int from, int until)
    {
        ref var child = ref _children[_child];
        child.IsOpen |= isOpen;
        child.Latest = Math.Max(child.Latest, Math.Max(from, until));
        if (isOpen)
        {
            Hold(from);
        }
    }

    /// <summary>A postcode; what is none would make one home of all who have the same word there.</summary>
    private ReadOnlySpan<byte> Home(int place)
    {
        var value = _values[place];
        var signs = 0;
        var last = (First: (byte)0, Second: (byte)0, Third: (byte)0);
        foreach (var b in value)
        {
            if (b != (byte)' ')
            {
                (signs, last) = (signs + 1, (last.Second, last.Third, b));
            }
        }

        if (value.IsEmpty || (signs is >= 5 and <= 7 && char.IsAsciiLetter((char)value[0]) && char.IsAsciiDigit((char)last.First)
            && char.IsAsciiLetter((char)last.Second) && char.IsAsciiLetter((char)last.Third)))
        {
            return value;
        }

        Tell(Postcode, [], Severity.Warning, "AnnexANotPostcode");
        return [];
    }

    private void Append(int number)
    {
        Span<byte> digits = stackalloc byte[11];
        number.TryFormat(digits, out var written, default, CultureInfo.InvariantCulture);
        _key.Append(digits[..written]);
    }
}
