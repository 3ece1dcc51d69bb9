namespace Fairload.Oracle;

/// <summary>Small councils that are nasty but can be read: most dates lie on the edges around 31 March 2026, involvements clash,
/// children are in two families, siblings in several homes, and some tables are missing. A seed is a council for ever.</summary>
/// <example><c>RandomCouncil.Write(folder, seed: 7); string scheme = RandomCouncil.Scheme(7);</c></example>
public static class RandomCouncil
{
    /// <summary>The day around which the dates lie.</summary>
    public static DateOnly AsAt => new(2026, 3, 31);

    /// <summary>Writes the SSD tables, staff.csv and extract.json to the folder.</summary>
    public static void Write(string folder, int seed, int children = 40, int workers = 8) =>
        new Writer(folder, new SeededChance(seed), children, workers).Write();

    /// <summary>A scheme that uses the whole language over some of the facts.</summary>
    public static string Scheme(int seed) => new RandomScheme(new SeededChance(~seed)).Json();

    private sealed record Days(DateOnly From, DateOnly? Until)
    {
        public bool Cover(DateOnly day) => From <= day && (Until is null || day < Until);
    }

    private sealed class Writer(string folder, SeededChance chance, int children, int workers)
    {
        private readonly RandomFiles _files = new(folder, chance);
        private int _lastId;

        private string SomeWorker => $"W{1 + chance.Below(workers)}";

        private string Seen => chance.Pick("Y", "Yes", "1", "true", "N", "No", "0", "");

        public void Write()
        {
            WriteTeamsAndProfessionals();
            for (int worker = 1; worker <= workers; worker++)
            {
                WriteStaffRows(worker);
            }

            _files.Put("staff", ("worker_id", "S900"), ("name", "No match"), ("team_id", "T1"), ("fte", "0.5"),
                ("band", "experienced"), ("role", "case-holder"), ("agency", "Y"), ("start", Before(300)), ("until", new NoDate()));
            for (int child = 1; child <= children; child++)
            {
                WriteChild(child, $"{chance.Pick("C", "C", "c")}{child}");
            }

            WriteFactsOfNobody();
            _files.Write();
        }

        // ---- Chance over dates ----

        private static DateOnly Before(int days) => AsAt.AddDays(-days);

        private DateOnly NearTheDay() => AsAt.AddDays(chance.Below(3) - 1);

        private DateOnly Start() => chance.Percent(35) ? NearTheDay() : Before(chance.Below(700));

        // Open, on the edge, later, on the day it started, or before it started.
        private DateOnly? Until(DateOnly from) => chance.Below(20) switch
        {
            < 8 => null,
            < 13 => NearTheDay(),
            < 17 => from.AddDays(1 + chance.Below(200)),
            < 19 => from,
            _ => from.AddDays(-5),
        };

        // No two start on one day, since the contract says which of two holds only for involvements.
        private List<Days> SomeSpans(int most)
        {
            var spans = new List<Days>();
            for (int count = chance.Below(most + 1); count > 0; count--)
            {
                DateOnly from = spans is [.., { Until: DateOnly until }] && chance.Percent(50)
                    ? until.AddDays(chance.Pick(0, 0, -3, 1))
                    : Start();
                while (spans.Exists(span => span.From == from))
                {
                    from = from.AddDays(-1);
                }

                spans.Add(new Days(from, Until(from)));
            }

            return spans;
        }

        // At most one is open: the contract speaks of the open CIN episode.
        private List<Days> SomeSpansOfWhichOneIsOpen(int most)
        {
            var spans = new List<Days>();
            foreach (Days span in SomeSpans(most))
            {
                bool second = span.Cover(AsAt) && spans.Exists(other => other.Cover(AsAt));
                spans.Add(second ? span with { Until = span.From < AsAt ? AsAt : span.From } : span);
            }

            return spans;
        }

        private string NewId(string prefix) => $"{prefix}{++_lastId}";

        // ---- Workers ----

        private void WriteTeamsAndProfessionals()
        {
            for (int team = 1; team <= 3; team++)
            {
                _files.Put("ssd_department", ("dept_team_id", $"T{team}"), ("dept_team_name", $"Team {team}, \"north\""));
            }

            // The last worker is unknown to ssd_professionals.
            for (int worker = 1; worker < workers; worker++)
            {
                _files.Put("ssd_professionals", ("prof_professional_id", $"W{worker}"), ("prof_staff_id", $"E{worker}"),
                    ("prof_professional_name", Name(worker)), ("prof_social_worker_registration_no", $"SW{worker:D10}"),
                    ("prof_professional_job_title", "Social worker"), ("prof_professional_caseload", "12"),
                    ("prof_professional_department", chance.Pick("T1", "T2", "T3", "")),
                    ("prof_full_time_equivalency", chance.Pick("1", "1.0", "0.8", "0.6", "0.37", "0", "")),
                    ("prof_agency_worker_flag", chance.Pick("Y", "N", "")));
            }
        }

        private static string Name(int worker) => $"Worker {worker}, \"Pip\"";

        // One to three rows that adjoin, sometimes with a gap; the change may fall on the edge.
        private void WriteStaffRows(int worker)
        {
            if (chance.Percent(30))
            {
                return;
            }

            string id = chance.Pick($"W{worker}", $"E{worker}", $"S{worker}");
            string? registration = id == $"S{worker}" ? $"SW{worker:D10}" : null;
            DateOnly from = chance.Pick(AsAt.AddMonths(-6), AsAt.AddMonths(-6).AddDays(1), Before(30 + chance.Below(900)));
            for (int rows = 1 + chance.Below(3); rows > 0; rows--)
            {
                DateOnly? until = rows > 1 ? chance.Pick(from.AddDays(20 + chance.Below(100)), NearTheDay()) : Until(from);
                if (until <= from)
                {
                    return;
                }

                _files.Put("staff", ("worker_id", id), ("swe_number", registration), ("name", Name(worker)),
                    ("team_id", chance.Pick("T1", "T2", "T3", "")), ("fte", chance.Pick("1", "0.8", "0.5", "0.33", "0", "")),
                    ("contracted_hours", "37"), ("band", chance.Pick("asye", "experienced", "experienced", "advanced", "")),
                    ("role", chance.Pick("case-holder", "senior-practitioner", "first-line-manager", "")),
                    ("title", "Social worker"), ("agency", chance.Pick("Y", "N", "")),
                    ("start", from), ("until", NoDate.Or(until)));
                if (until is null)
                {
                    return;
                }

                from = until.Value.AddDays(chance.Percent(20) ? 10 : 0);
            }
        }

        // ---- Children ----

        private void WriteChild(int number, string child)
        {
            WritePerson(child);
            WriteFamilyAndHome(number, child);
            WriteInvolvements(child);
            WriteReferrals(child);
            WriteAssessments(child);
            WritePlans(child);
            WriteCare(child);
            WriteCourt(child);
            WriteTheRest(child);
        }

        private void WritePerson(string child)
        {
            DateOnly? birth = chance.Below(10) switch
            {
                < 2 => NearTheDay().AddYears(-18),
                < 3 => NearTheDay().AddYears(-25),
                < 4 => Before((19 * 366) + chance.Below(1500)),
                < 5 => null,
                _ => Before(chance.Below(17 * 365)),
            };
            _files.Put("ssd_person", ("pers_person_id", child), ("pers_dob", NoDate.Or(birth)),
                ("pers_expected_dob", NoDate.Or(birth is null && chance.Percent(70) ? AsAt.AddDays(1 + chance.Below(200)) : null)));
            if (birth is not null && chance.Percent(25))
            {
                _files.Put("ssd_care_leavers", ("clea_table_id", NewId("CL")), ("clea_person_id", child),
                    ("clea_care_leaver_eligibility", "Former relevant"),
                    ("clea_care_leaver_personal_advisor", chance.Pick(SomeWorker, "")),
                    ("clea_care_leaver_worker_id", chance.Pick(SomeWorker, "")));
            }
        }

        private void WriteFamilyAndHome(int number, string child)
        {
            string family = $"F{1 + chance.Below(Math.Max(1, children / 3))}";
            foreach (string id in chance.Below(10) switch { 0 => [], 1 => [family, $"F{1 + chance.Below(9)}"], _ => new[] { family } })
            {
                _files.Put("ssd_family", ("fami_table_id", NewId("FR")), ("fami_family_id", id), ("fami_person_id", child));
            }

            string house = chance.Percent(70) ? family : $"{number}";
            foreach (Days days in SomeSpans(2).Append(new Days(Before(1000 + number), chance.Pick<DateOnly?>(null, null, null, AsAt))))
            {
                _files.Put("ssd_address", ("addr_table_id", NewId("AD")), ("addr_person_id", child),
                    ("addr_address_json", chance.Pick(
                        $$"""{"HOUSE": "{{house}}", "STREET": "High Street", "UPRN": "1000{{house}}"}""",
                        $$"""{"HOUSE": "{{house}}", "STREET": "High Street", "UPRN": ""}""",
                        $$"""{"HOUSE": "{{house}}", "STREET": "HIGH STREET", "UPRN": ""}""")),
                    ("addr_address_postcode", chance.Pick("AB1 2CD", "ab12cd", " AB12CD ", "EF3 4GH")),
                    ("addr_address_start_date", days.From), ("addr_address_end_date", NoDate.Or(days.Until)));
            }
        }

        private void WriteInvolvements(string child)
        {
            DateOnly from = Start();
            for (int count = chance.Below(6); count > 0; count--)
            {
                // Clashes on one day, and handovers on one day.
                from = chance.Percent(30) ? from : Start();
                DateOnly? until = chance.Percent(50) ? null : Until(from);
                _files.Put("ssd_involvements", ("invo_involvements_id", NewId("I")), ("invo_professional_id", SomeWorker),
                    ("invo_professional_role_id", chance.Pick(
                        "ALLOC", "Allocated Case Worker", " allocated social worker ", "Social Worker",
                        "Lead Practitioner", "Lead Child Protection Practitioner", "Personal Advisor", "PA", "Early Help Worker",
                        "Co-worker", "SECOND", "joint worker", "Student", "Independent Reviewing Officer")),
                    ("invo_professional_team", "T1"), ("invo_person_id", child),
                    ("invo_involvement_start_date", from), ("invo_involvement_end_date", NoDate.Or(until)));
                from = until > from && chance.Percent(50) ? until.Value : from;
            }
        }

        private void WriteReferrals(string child)
        {
            foreach (Days days in SomeSpansOfWhichOneIsOpen(3))
            {
                _files.Put("ssd_cin_episodes", ("cine_referral_id", NewId("R")), ("cine_person_id", child),
                    ("cine_referral_date", days.From), ("cine_close_date", NoDate.Or(days.Until)),
                    ("cine_cin_primary_need_code", chance.Pick("N1", "N2", "N4", "")),
                    ("cine_referral_nfa", chance.Pick("N", "N", "No", "", "0", "Y", "true")));
            }

            if (chance.Percent(35))
            {
                _files.Put("ssd_contacts", ("cont_contact_id", NewId("CO")), ("cont_person_id", child),
                    ("cont_contact_date", Start()), ("cont_contact_outcome_json", "{\"NOTE\": \"two\nlines\"}"));
            }

            if (chance.Percent(25))
            {
                foreach (Days days in SomeSpans(2))
                {
                    _files.Put("ssd_early_help_episodes", ("earl_episode_id", NewId("EH")), ("earl_person_id", child),
                        ("earl_episode_start_date", days.From), ("earl_episode_end_date", NoDate.Or(days.Until)),
                        ("earl_episode_worker_id", chance.Pick(SomeWorker, "")));
                }
            }
        }

        private void WriteAssessments(string child)
        {
            // No two authorised on one day: the latest of them gives the factors.
            foreach (Days days in SomeSpans(2).DistinctBy(span => span.Until))
            {
                string assessment = NewId("A");
                _files.Put("ssd_cin_assessments", ("cina_assessment_id", assessment), ("cina_person_id", child),
                    ("cina_assessment_start_date", days.From), ("cina_assessment_auth_date", NoDate.Or(days.Until)),
                    ("cina_assessment_child_seen", Seen));
                _files.Put("ssd_assessment_factors", ("cinf_table_id", NewId("AF")), ("cinf_assessment_id", assessment),
                    ("cinf_assessment_factors_json", chance.Pick(
                        """["1A", "3A"]""", """["4B"]""", "[]", """{"3A": "Yes", "4B": "No"}""")));
            }

            foreach (Days days in chance.Percent(30) ? SomeSpans(2) : [])
            {
                string enquiry = NewId("K");
                _files.Put("ssd_s47_enquiry", ("s47e_s47_enquiry_id", enquiry), ("s47e_person_id", child),
                    ("s47e_s47_start_date", days.From), ("s47e_s47_end_date", NoDate.Or(days.Until)));

                // The fifteenth working day after the day is 23 April with the Easter holidays, 21 April without.
                _files.Put("ssd_initial_cp_conference", ("icpc_icpc_id", NewId("IC")), ("icpc_person_id", child),
                    ("icpc_s47_enquiry_id", enquiry),
                    ("icpc_icpc_target_date", chance.Pick(AsAt.AddDays(21 + chance.Below(5)), Start())),
                    ("icpc_icpc_date", NoDate.Or(chance.Pick<DateOnly?>(null, null, NearTheDay(), Before(40)))));
            }
        }

        private void WritePlans(string child)
        {
            foreach (Days days in chance.Percent(35) ? SomeSpans(3) : [])
            {
                _files.Put("ssd_cin_plans", ("cinp_cin_plan_id", NewId("N")), ("cinp_person_id", child),
                    ("cinp_cin_plan_start_date", days.From), ("cinp_cin_plan_end_date", NoDate.Or(days.Until)));
            }

            foreach (Days days in chance.Percent(25) ? SomeSpans(2) : [])
            {
                string plan = NewId("P");
                _files.Put("ssd_cp_plans", ("cppl_cp_plan_id", plan), ("cppl_person_id", child),
                    ("cppl_cp_plan_start_date", days.From), ("cppl_cp_plan_end_date", NoDate.Or(days.Until)));
                _files.Put("ssd_cp_visits", ("cppv_cp_visit_id", NewId("U")), ("cppv_person_id", child), ("cppv_cp_plan_id", plan),
                    ("cppv_cp_visit_date", DayOnAWindowsEdge()), ("cppv_cp_visit_seen", Seen));
                _files.Put("ssd_cp_reviews", ("cppr_cp_review_id", NewId("V")), ("cppr_person_id", child), ("cppr_cp_plan_id", plan),
                    ("cppr_cp_review_due", Start()), ("cppr_cp_review_date", NoDate.Or(chance.Pick<DateOnly?>(null, DayOnAWindowsEdge()))));
            }

            for (int visits = chance.Below(4); visits > 0; visits--)
            {
                _files.Put("ssd_cin_visits", ("cinv_cin_visit_id", NewId("Y")), ("cinv_person_id", child),
                    ("cinv_cin_visit_date", DayOnAWindowsEdge()), ("cinv_cin_visit_seen", Seen));
            }
        }

        // The window of 28 days opens on 4 March, and so does that of 20 working days.
        private DateOnly DayOnAWindowsEdge() => chance.Pick(NearTheDay(), AsAt.AddDays(-26 - chance.Below(4)), Before(chance.Below(60)));

        private void WriteCare(string child)
        {
            foreach (Days days in chance.Percent(30) ? SomeSpans(2) : [])
            {
                string period = NewId("L");
                _files.Put("ssd_cla_episodes", ("clae_cla_episode_id", NewId("B")), ("clae_person_id", child), ("clae_cla_id", period),
                    ("clae_cla_episode_start_date", days.From), ("clae_cla_episode_ceased_date", NoDate.Or(days.Until)));
                _files.Put("ssd_cla_visits", ("clav_cla_visit_id", NewId("Z")), ("clav_person_id", child), ("clav_cla_id", period),
                    ("clav_cla_visit_date", DayOnAWindowsEdge()), ("clav_cla_visit_seen", Seen));
                _files.Put("ssd_cla_reviews", ("clar_cla_review_id", NewId("G")), ("clar_cla_id", period),
                    ("clar_cla_review_date", DayOnAWindowsEdge()), ("clar_cla_review_cancelled", chance.Pick("N", "")));
            }

            foreach (Days days in chance.Percent(25) ? SomeSpans(2) : [])
            {
                _files.Put("ssd_cla_placement", ("clap_cla_placement_id", NewId("PL")), ("clap_person_id", child),
                    ("clap_cla_placement_start_date", days.From), ("clap_cla_placement_end_date", NoDate.Or(days.Until)),
                    ("clap_cla_placement_type", chance.Pick("U1", "U4", "K2")),
                    ("clap_cla_placement_distance", chance.Pick("3.5", "19.99", "20", "20.0", "20.01", "88", "")),
                    ("clap_cla_placement_postcode", chance.Pick("AB1 2CD", "ab12cd", "GH5 6IJ", "")));
            }
        }

        private void WriteCourt(string child)
        {
            foreach (Days days in chance.Percent(25) ? SomeSpans(2) : [])
            {
                _files.Put("ssd_legal_status", ("lega_legal_status_id", NewId("Q")), ("lega_person_id", child),
                    ("lega_legal_status", chance.Pick("C1", "C2", "D1", "E1", "V2", "SO", "Supervision Order", "interim supervision order")),
                    ("lega_legal_status_start_date", days.From), ("lega_legal_status_end_date", NoDate.Or(days.Until)));
            }

            foreach (Days days in chance.Percent(20) ? SomeSpans(2) : [])
            {
                _files.Put("ssd_pre_proceedings", ("prep_table_id", NewId("O")), ("prep_person_id", child),
                    ("prep_pre_pro_decision_date", days.From), ("prep_agree_stepdown_issue_date", NoDate.Or(days.Until)),
                    ("prep_court_reference", chance.Pick("", "ZC26C00001")));
            }
        }

        private void WriteTheRest(string child)
        {
            if (chance.Percent(40))
            {
                _files.Put("ssd_disability", ("disa_table_id", NewId("DI")), ("disa_person_id", child),
                    ("disa_disability_code", chance.Pick("NONE", "none", "LD", "MOB")));
            }

            foreach (Days days in chance.Percent(15) ? SomeSpans(2) : [])
            {
                _files.Put("ssd_immigration_status", ("immi_immigration_status_id", NewId("IM")), ("immi_person_id", child),
                    ("immi_immigration_status", chance.Pick("UASC", "Unaccompanied Asylum Seeking Child", "Settled")),
                    ("immi_immigration_status_start_date", days.From), ("immi_immigration_status_end_date", NoDate.Or(days.Until)));
            }

            for (int episodes = chance.Below(3); episodes > 0; episodes--)
            {
                _files.Put("ssd_missing", ("miss_table_id", NewId("M")), ("miss_person_id", child),
                    ("miss_missing_episode_type", "Missing"),
                    ("miss_missing_episode_start_date", chance.Pick(NearTheDay(), AsAt.AddDays(-88 - chance.Below(4)))));
            }
        }

        // Facts of somebody whom ssd_person does not know.
        private void WriteFactsOfNobody()
        {
            _files.Put("ssd_involvements", ("invo_involvements_id", NewId("I")), ("invo_professional_id", "W1"),
                ("invo_professional_role_id", "ALLOC"), ("invo_person_id", "X1"), ("invo_involvement_start_date", Before(90)),
                ("invo_involvement_end_date", new NoDate()));
            _files.Put("ssd_cp_plans", ("cppl_cp_plan_id", NewId("P")), ("cppl_person_id", "X1"),
                ("cppl_cp_plan_start_date", Before(90)), ("cppl_cp_plan_end_date", new NoDate()));
            _files.Put("ssd_family", ("fami_table_id", NewId("FR")), ("fami_family_id", "F1"), ("fami_person_id", "X1"));
        }
    }
}
