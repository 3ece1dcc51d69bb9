using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fairload.Oracle;

/// <summary>"Facts of a case, on D (absent when the source lacks them...)". A fact is a string, a decimal, a bool, a list of
/// strings, or null when absent. When none of the tables that could give it was supplied it is absent; when one was but the
/// child has no row, a flag is false and a count is 0.</summary>
internal sealed class CaseFacts(Council council, Cases cases, JsonNode scheme, Func<string, string?> bandOf)
{
    private DateOnly Day => council.Day;

    public object? Of(Line line, string fact) => fact switch
    {
        "status" => cases.Status(line.Child),
        "function" => line.Function,
        "roleOnCase" => line.RoleOnCase,
        "closureState" => cases.ClosureState(line.Child),
        "awaitingClosure" => IsAwaitingClosure(line.Child),
        "coWorked" => When(cases.IsCoWorkedByAnother(line.Child, line.Worker), "ssd_involvements"),
        "daysInStatus" => Days(cases.StatusBegan(line.Child)),
        "monthsInStatus" => Months(cases.StatusBegan(line.Child)),
        "monthsOpen" => Months(cases.OpenSince(line.Child)),
        "daysSinceAllocated" => Days(line.Since),
        "ageYears" => (decimal?)cases.AgeYears(line.Child),
        "unborn" => cases.Birth(line.Child) is DateOnly birth ? birth > Day : null,
        "siblingsOpen" => When(SiblingsOpen(line.Child), "ssd_family"),
        "familySize" => When((decimal)cases.FamilyMembers(line.Child).Count, "ssd_family"),
        "homesInFamily" => HomesInFamily(line.Child),
        "firstOfFamily" => FirstOfFamily(line),
        "s47Open" => When(Covered(line.Child, "ssd_s47_enquiry", "s47e_s47_start_date", "s47e_s47_end_date"), "ssd_s47_enquiry"),
        "s47Days" => S47Days(line.Child),
        "icpcPending" => When(IcpcPending(line.Child), "ssd_initial_cp_conference"),
        "preProceedings" => When(cases.InPreProceedings(line.Child), "ssd_pre_proceedings"),
        "careProceedings" => When(cases.InCareProceedings(line.Child), "ssd_legal_status", "ssd_pre_proceedings"),
        "legalStatus" => LegalStatus(line.Child),
        "placementType" => Placement(line.Child)?.Text("clap_cla_placement_type"),
        "placementMiles" => PlacementMiles(line.Child),
        "placementMonths" => Months(Placement(line.Child)?.Date("clap_cla_placement_start_date")),
        "missingLast90Days" => When(MissingLast90Days(line.Child), "ssd_missing"),
        "disability" => When(HasDisability(line.Child), "ssd_disability"),
        "uasc" => When(IsUasc(line.Child), "ssd_immigration_status"),
        "primaryNeed" => PrimaryNeed(line.Child),
        "factors" => When(Factors(line.Child), "ssd_assessment_factors"),
        "visitsLast28Days" => When(VisitsLast28Days(line.Child), "ssd_cin_visits", "ssd_cp_visits", "ssd_cla_visits"),
        "workerBand" => bandOf(line.Worker),
        _ when fact.StartsWith("judged.", StringComparison.Ordinal) => JudgementDefault(fact["judged.".Length..]),
        // outOfArea, restricted, visitEveryDays, piecesOfWork: no source here gives them.
        _ => null,
    };

    /// <summary>"Awaiting closure = agreed or check".</summary>
    public bool IsAwaitingClosure(string child) => cases.ClosureState(child) is "agreed" or "check";

    // "absent when the source lacks them"
    private object? When(object? value, params string[] tables) => council.Supplied(tables) ? value : null;

    private decimal? Days(DateOnly? from) => from is DateOnly start ? Calendar.DaysBetween(start, Day) : null;

    private decimal? Months(DateOnly? from) => from is DateOnly start ? Calendar.WholeMonths(start, Day) : null;

    private bool Covered(string child, string table, string fromColumn, string untilColumn) =>
        council.Covering(child, table, fromColumn, untilColumn).Any();

    // "Siblings open = other children of the family with any holding on D"
    private decimal SiblingsOpen(string child) =>
        cases.FamilyMembers(child).Count(other => other != child && cases.IsHeld(other));

    // "distinct current addresses and placements of the family's children with a holding; absent if any is unknown"
    private decimal? HomesInFamily(string child)
    {
        if (!council.Supplied("ssd_family"))
        {
            return null;
        }

        // A child without a family is counted as a family of its own.
        IReadOnlyList<string> members = cases.Family(child) is null ? [child] : cases.FamilyMembers(child);
        List<string?> homes = [.. members.Where(cases.IsHeld).Select(Home)];
        return homes.Contains(null) ? null : homes.Distinct(StringComparer.Ordinal).Count();
    }

    // A child with a looked-after episode or a placement on D lives at the placement; others at their address.
    private string? Home(string child) =>
        Placement(child) is not null
        || Covered(child, "ssd_cla_episodes", "clae_cla_episode_start_date", "clae_cla_episode_ceased_date")
            ? PlacementHome(Placement(child))
            : AddressHome(child);

    // By postcode trimmed, upper, without spaces, else the placement id; no placement is unknown.
    private static string? PlacementHome(Row? placement) => placement is null ? null
        : Postcode(placement.Text("clap_cla_placement_postcode")) is string postcode ? $"placement at {postcode}"
        : placement.Text("clap_cla_placement_id") is string id ? $"placement {id}" : null;

    // The address row covering D, several: the latest; by UPRN inside the JSON if any, else postcode and JSON text, folded.
    private string? AddressHome(string child)
    {
        Row? address = Council.Latest(
            council.Covering(child, "ssd_address", "addr_address_start_date", "addr_address_end_date"),
            "addr_address_start_date", "addr_table_id");
        if (address is null)
        {
            return null;
        }

        string json = address.Text("addr_address_json") ?? "";
        string folded = $"{Postcode(address.Text("addr_address_postcode"))} {json.ToUpperInvariant()}";
        return Uprn(json) is string uprn ? $"property {uprn}" : string.IsNullOrWhiteSpace(folded) ? null : $"address {folded}";
    }

    private static string? Postcode(string? text) =>
        text?.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();

    private static string? Uprn(string json)
    {
        try
        {
            string? uprn = (JsonNode.Parse(json) as JsonObject)?
                .FirstOrDefault(pair => pair.Key.Equals("UPRN", StringComparison.OrdinalIgnoreCase)).Value?.ToString().Trim();
            return string.IsNullOrEmpty(uprn) ? null : uprn;
        }
        catch (JsonException)
        {
            // Free text where JSON was meant: still an address, compared as text.
            return null;
        }
    }

    // "among the family's children held by this worker, the heaviest before any share (ties: least child id)". A child with
    // no family, or alone, is first; absent for co-worker lines.
    private bool? FirstOfFamily(Line line)
    {
        if (!line.IsLead || !council.Supplied("ssd_family"))
        {
            return null;
        }

        return cases.Family(line.Child) is null || line.Child == cases.Holdings
            .Where(other => other.Worker == line.Worker && cases.Family(other.Child) == cases.Family(line.Child))
            .OrderByDescending(other => Weigher.WeightBeforeShares(scheme, fact => Of(other, fact)))
            .ThenBy(other => other.Child, StringComparer.Ordinal)
            .First().Child;
    }

    // "days since the latest start <= D"
    private decimal? S47Days(string child) => Days(council.RowsOf(child, "ssd_s47_enquiry")
        .Select(row => row.Date("s47e_s47_start_date")).Where(start => start <= Day).Max());

    // "a conference target date <= D + 15 working days with no conference held yet"
    private bool IcpcPending(string child) => council.RowsOf(child, "ssd_initial_cp_conference").Any(row =>
        row.Date("icpc_icpc_target_date") <= Calendar.WorkingDaysAfter(Day, 15, council.BankHolidays)
        && !(row.Date("icpc_icpc_date") <= Day));

    // "of the placement or legal status that covers D"
    private Row? Placement(string child) => Council.Latest(
        council.Covering(child, "ssd_cla_placement", "clap_cla_placement_start_date", "clap_cla_placement_end_date"),
        "clap_cla_placement_start_date", "clap_cla_placement_id");

    private string? LegalStatus(string child) => Council.Latest(
        cases.LegalStatusesOnTheDay(child), "lega_legal_status_start_date", "lega_legal_status_id")?.Text("lega_legal_status");

    // 999.9 is the format's own word for a distance that is not available.
    private decimal? PlacementMiles(string child) =>
        Placement(child)?.Number("clap_cla_placement_distance") is decimal miles && miles != 999.9m ? miles : null;

    // "missing episodes that started in (D-90, D]"
    private decimal MissingLast90Days(string child) => council.RowsOf(child, "ssd_missing").Count(row =>
        row.Date("miss_missing_episode_start_date") > Day.AddDays(-90)
        && row.Date("miss_missing_episode_start_date") <= Day);

    // "disability other than none"
    private bool HasDisability(string child) => council.RowsOf(child, "ssd_disability").Any(row =>
        row.Text("disa_disability_code") is string code && !code.Equals("NONE", StringComparison.OrdinalIgnoreCase));

    // "a UASC immigration status on D"
    private bool IsUasc(string child) => council.Covering(child, "ssd_immigration_status",
            "immi_immigration_status_start_date", "immi_immigration_status_end_date")
        .Select(row => (row.Text("immi_immigration_status") ?? "").ToLowerInvariant())
        .Any(status => status == "uasc" || status.StartsWith("unaccompanied asylum", StringComparison.Ordinal));

    // "latest need code": of the referrals up to D that carry one.
    private string? PrimaryNeed(string child) => Council.Latest(
        council.RowsOf(child, "ssd_cin_episodes").Where(row =>
            row.Date("cine_referral_date") <= Day && row.Text("cine_cin_primary_need_code") is not null),
        "cine_referral_date", "cine_referral_id")?.Text("cine_cin_primary_need_code");

    // "codes of the latest authorised assessment"
    private List<string>? Factors(string child)
    {
        if (!council.Supplied("ssd_cin_assessments"))
        {
            return null;
        }

        Row? assessment = Council.Latest(
            council.RowsOf(child, "ssd_cin_assessments").Where(row => row.Date("cina_assessment_auth_date") <= Day),
            "cina_assessment_auth_date", "cina_assessment_id");
        return assessment is null ? [] : [.. council.Rows("ssd_assessment_factors")
            .Where(row => row.Text("cinf_assessment_id") == assessment.Text("cina_assessment_id"))
            .SelectMany(row => FactorCodes(row.Text("cinf_assessment_factors_json")))
            .Distinct(StringComparer.Ordinal)];
    }

    // The standard allows a list of codes, or an object of codes with Yes or No.
    private static IEnumerable<string> FactorCodes(string? json) => JsonNode.Parse(json ?? "[]") switch
    {
        JsonArray codes => codes.Select(code => code!.GetValue<string>()),
        JsonObject answers => answers.Where(pair =>
            string.Equals(pair.Value?.GetValue<string>(), "Yes", StringComparison.OrdinalIgnoreCase)).Select(pair => pair.Key),
        _ => [],
    };

    // "distinct days in (D-28, D] with a visit of any kind, child seen"
    private decimal VisitsLast28Days(string child) => cases.VisitsWithChildSeen(child)
        .Where(visit => visit > Day.AddDays(-28)).Distinct().Count();

    // "the judgement in force, else its default": no judgement is fed.
    private object? JudgementDefault(string code)
    {
        JsonNode? judgement = (scheme["judgements"] as JsonArray)?
            .FirstOrDefault(one => one!["code"]!.GetValue<string>() == code);
        return Weigher.Scalar(judgement?["default"]);
    }
}
