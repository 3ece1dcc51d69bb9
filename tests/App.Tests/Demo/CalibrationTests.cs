
namespace Fairload.App.Tests.Demo;

/// <summary>
/// How near the council comes to the figures that the Department for Education publishes for England (Open Government
/// Licence v3). The tolerances allow for chance in one council and for its few more referrals than the average.
/// </summary>
[Collection(CouncilTests.Name)]
public sealed class CalibrationTests(WrittenCouncil council)
{
    private const decimal UnderEighteens = 90_000;

    // Children in need 2024 to 2025, headline figures: 632,830 referrals, 519 per 10,000. The council has a few more.
    [Fact]
    public void About_5_500_children_are_referred_in_a_year() => Between(5_000, 6_000, Referrals().Count / 6m);

    // 402,400 children in need at 31 March 2025, with care leavers: 334 per 10,000. About 2,600 was asked, care leavers
    // or not.
    [Fact]
    public void About_2_600_children_are_open()
    {
        Between(2_400, 3_000, council.Statuses.Values.Count(status => status != "early-help"));
        Between(2_300, 2_700, council.Statuses.Values.Count(status => status is not ("early-help" or "care-leaver")));
    }

    // Children in need 2024, headline: 41.6 child protection plans per 10,000 children.
    [Fact]
    public void Child_protection_plans_per_10_000_are_near_41_6() =>
        Between(35, 49, Count("cp") * 10_000 / UnderEighteens);

    // Children looked after 2025: 81,770, 67 per 10,000 (70 in 2024).
    [Fact]
    public void Looked_after_children_per_10_000_are_near_70() =>
        Between(62, 78, Count("cla") * 10_000 / UnderEighteens);

    // Children in need 2024, table B4: 26.1, 10.5, 13.5, 14.5 and 35.5%.
    [Theory]
    [InlineData(-1, 91, 26.1)]
    [InlineData(91, 182, 10.5)]
    [InlineData(182, 365, 13.5)]
    [InlineData(365, 730, 14.5)]
    [InlineData(730, 99_999, 35.5)]
    public void Open_episodes_are_as_old_as_in_England(int over, int upTo, double percent)
    {
        var episodes = council["ssd_cin_episodes"];
        var days = council.Open("ssd_cin_episodes", "cine_referral_date", "cine_close_date")
            .Where(row => episodes.Value(row, "cine_referral_nfa") == "N")
            .Select(row => WrittenCouncil.Last.DayNumber - WrittenCouncil.Day(episodes.Value(row,
                "cine_referral_date"))!.Value.DayNumber).ToList();
        Between((decimal)percent - 4.5m, (decimal)percent + 4.5m,
            100m * days.Count(age => age > over && age <= upTo) / days.Count);
    }

    // Children protected 2025, table D5: plans open up to 3 months 31.5%, to 6 months 25.5%, to a year 26.3%.
    [Fact]
    public void Most_protection_plans_are_younger_than_a_year()
    {
        var table = council["ssd_cp_plans"];
        var ages = council.Open("ssd_cp_plans", "cppl_cp_plan_start_date", "cppl_cp_plan_end_date")
            .Select(row => WrittenCouncil.Last.DayNumber - WrittenCouncil.Day(table.Value(row,
                "cppl_cp_plan_start_date"))!.Value.DayNumber).ToList();
        Between(22, 41, 100m * ages.Count(age => age <= 91) / ages.Count);
        Between(74, 92, 100m * ages.Count(age => age <= 365) / ages.Count);
    }

    // Children in need 2024, table C2: working days, quartiles 19, 34 and 44.
    [Fact]
    public void Assessments_take_19_34_and_44_working_days_at_the_quartiles()
    {
        var table = council["ssd_cin_assessments"];
        var lengths = table.Rows.Where(row => table.Value(row, "cina_assessment_auth_date").Length > 0)
            .Select(row => WorkingDays(table.Value(row, "cina_assessment_start_date"),
                table.Value(row, "cina_assessment_auth_date"))).Order().ToList();
        Between(17, 21, lengths[lengths.Count / 4]);
        Between(32, 36, lengths[lengths.Count / 2]);
        Between(42, 46, lengths[lengths.Count * 3 / 4]);
    }

    // Children in need 2024, table C4: 224,520 enquiries, 72,250 conferences, working days between them 13, 14, 15.
    [Fact]
    public void A_third_of_enquiries_lead_to_a_conference_within_13_to_15_working_days()
    {
        var enquiries = council["ssd_s47_enquiry"];
        var starts = enquiries.Rows.ToDictionary(row => enquiries.Value(row, "s47e_s47_enquiry_id"), row =>
            enquiries.Value(row, "s47e_s47_start_date"));
        var conferences = council["ssd_initial_cp_conference"];
        var waits = conferences.Rows.Where(row => conferences.Value(row, "icpc_icpc_date").Length > 0)
            .Select(row => WorkingDays(starts[conferences.Value(row, "icpc_s47_enquiry_id")],
                conferences.Value(row, "icpc_icpc_date"))).Order().ToList();
        Between(0.27m, 0.38m, (decimal)waits.Count / starts.Count);
        Between(0.30m, 0.42m, starts.Count / (decimal)council["ssd_cin_assessments"].Rows.Count);
        Between(12, 14, waits[waits.Count / 4]);
        Between(13, 15, waits[waits.Count / 2]);
        Between(14, 16, waits[waits.Count * 3 / 4]);
    }

    // Children in need 2024, table C6: referrals of England by month, April first.
    [Fact]
    public void Referrals_follow_the_months_of_England()
    {
        int[] england =
            [43_340, 55_680, 58_690, 51_880, 44_080, 54_090, 55_710, 55_790, 45_150, 54_670, 50_870, 51_940];
        var months = Referrals().GroupBy(each => (each.Day.Month + 8) % 12)
            .ToDictionary(group => group.Key, group => (decimal)group.Count());
        for (var month = 0; month < 12; month++)
        {
            Between(england[month] / 621_890m * 0.88m, england[month] / 621_890m * 1.12m,
                months[month] / Referrals().Count);
        }
    }

    // Children in need 2025: 22.6% of referrals within a year of an earlier one.
    [Fact]
    public void Re_referrals_within_a_year_are_near_22_percent()
    {
        var again = 0;
        var all = 0;
        foreach (var child in Referrals().GroupBy(each => each.Child))
        {
            var days = child.Select(each => each.Day).Order().ToList();
            for (var i = 0; i < days.Count; i++)
            {
                if (days[i] >= new DateOnly(2021, 10, 1))
                {
                    all++;
                    again += i > 0 && days[i].DayNumber - days[i - 1].DayNumber <= 365 ? 1 : 0;
                }
            }
        }

        Between(20, 25, 100m * again / all);
    }

    // Children's social work workforce 2025: cases of registered social workers over their FTE, agency included: 15.2
    // for England.
    [Fact]
    public void The_official_average_caseload_is_15_to_16_over_about_160_FTE()
    {
        var loads = council.Holdings.GroupBy(held => held.Worker)
            .Where(group => council.Registered.Contains(group.Key) && council.Ftes[group.Key] > 0).ToList();
        var fte = loads.Sum(group => council.Ftes[group.Key]);
        Between(150, 170, fte);
        Between(14.5m, 16.5m, loads.Sum(group => group.Count()) / fte);
    }

    // Children's social work workforce 2024: agency 6,520.7 / (34,328.2 + 6,520.7) = 16.0%; 17.8% in 2023.
    [Fact]
    public void Agency_workers_are_15_to_18_percent_of_social_workers()
    {
        var staff = council["staff"];
        var now = staff.Rows.Where(row => staff.Value(row, "until").Length == 0
            && staff.Value(row, "swe_number").Length > 0 && staff.Value(row, "fte").Length > 0).ToList();
        var agency = now.Where(row => staff.Value(row, "agency") == "Y")
            .Sum(row => decimal.Parse(staff.Value(row, "fte")));
        Between(13.5m, 19m, 100 * agency / now.Sum(row => decimal.Parse(staff.Value(row, "fte"))));
    }

    private static void Between(decimal low, decimal high, decimal value) => Assert.InRange(value, low, high);

    private static int WorkingDays(string from, string until)
    {
        var days = 0;
        for (var day = WrittenCouncil.Day(from)!.Value; day < WrittenCouncil.Day(until)!.Value; day = day.AddDays(1))
        {
            days += day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1;
        }

        return days;
    }

    private int Count(string status) => council.Statuses.Values.Count(each => each == status);

    private List<(string Child, DateOnly Day)> Referrals()
    {
        var table = council["ssd_cin_episodes"];
        return [.. table.Rows.Select(row =>
            (table.Value(row, "cine_person_id"), WrittenCouncil.Day(table.Value(row, "cine_referral_date"))!.Value))
            .Where(each => each.Value >= new DateOnly(2020, 10, 1))];
    }
}
