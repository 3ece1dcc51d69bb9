namespace Fairload.App.Imports.Formats.AnnexA;

/// <summary>
/// One of the eleven lists of Ofsted's Annex A, and how its header is known. Councils move, rename and add columns, and the layouts of
/// 2020 and 2024 differ, so a header is compared word by word.
/// </summary>
internal sealed class AnnexAList
{
    /// <summary>The part of a list's columns from which a sheet that has all of <see cref="Signature"/> may be it.</summary>
    private const double LeastShare = 0.35;

    /// <summary>The part of a list's columns from which one sheet alone proves an Annex A.</summary>
    private const double ProvingShare = 0.7;

    private readonly (string Name, string[][] Words)[] _columns;

    private AnnexAList(int number, string[] signature, params string[] columns)
    {
        (Number, Signature) = (number, signature);
        _columns = [.. columns.Select(c => c.Split('|')).Select(names => (names[0], names.Select(HeaderWords.Of).ToArray()))];
    }

    /// <summary>All eleven, by number.</summary>
    public static IReadOnlyList<AnnexAList> All { get; } = [.. Make()];

    /// <summary>1 to 11.</summary>
    public int Number { get; }

    /// <summary>What people call it.</summary>
    public string Name => $"List {Number}";

    /// <summary>Whether it names the worker of a case.</summary>
    public bool SaysWhoHolds => Number is >= 3 and <= 9;

    /// <summary>The columns without which a sheet is not this list.</summary>
    public IReadOnlyList<string> Signature { get; }

    /// <summary>Its columns that are used.</summary>
    public IEnumerable<string> Used => _columns.Select(c => c.Name).Where(name => AnnexAColumns.OtherWords.ContainsKey(name));

    /// <summary>The list that a row is the header of, with the place of each column that is known; nothing when it is none's.</summary>
    public static AnnexASheet? Of(IReadOnlyList<string> header)
    {
        var words = header.Select(HeaderWords.Of).ToList();
        return All.Select(list => list.Match(header, words)).Where(found => found is not null).MaxBy(found => found!.Share);
    }

    private AnnexASheet? Match(IReadOnlyList<string> header, List<string[]> words)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var taken = new bool[words.Count];
        foreach (var fits in (Func<string, string[][], string[], bool>[])[IsSame, IsMeant, IsLike])
        {
            foreach (var (name, official) in _columns)
            {
                for (var i = 0; i < words.Count && !places.ContainsKey(name); i++)
                {
                    if (!taken[i] && words[i].Length > 0 && fits(name, official, words[i]))
                    {
                        places[name] = i;
                        taken[i] = true;
                    }
                }
            }
        }

        var share = places.Count / (double)_columns.Length;
        return share >= LeastShare && Signature.All(places.ContainsKey)
            ? new AnnexASheet(this, header, places, share, share >= ProvingShare, Twice(words, places))
            : null;
    }

    private static bool IsSame(string name, string[][] official, string[] words) => Array.Exists(official, o => words.AsSpan().SequenceEqual(o));

    private static bool IsMeant(string name, string[][] official, string[] words) =>
        AnnexAColumns.OtherWords.TryGetValue(name, out var others) && others.Any(other => HeaderWords.Has(words, other));

    /// <summary>For columns that are only counted: most of their words.</summary>
    private static bool IsLike(string name, string[][] official, string[] words) =>
        !AnnexAColumns.OtherWords.ContainsKey(name)
        && words.Intersect(official[0], StringComparer.Ordinal).Count() * 10 >= 7 * words.Union(official[0], StringComparer.Ordinal).Count();

    /// <summary>A column that is used and stands there twice in the same words, so that nobody can say which one counts.</summary>
    private static int? Twice(List<string[]> words, Dictionary<string, int> places)
    {
        foreach (var place in places.Where(p => AnnexAColumns.OtherWords.ContainsKey(p.Key)).Select(p => p.Value))
        {
            var second = words.FindIndex(place + 1, w => w.AsSpan().SequenceEqual(words[place]));
            if (second >= 0)
            {
                return second;
            }
        }

        return null;
    }

    private static IEnumerable<AnnexAList> Make()
    {
        string[] child = [AnnexAColumns.Child, AnnexAColumns.Gender, "Ethnicity", AnnexAColumns.Birth, "Age of Child (Years)|Age"];
        string[] disabled = [.. child, AnnexAColumns.Disability];
        string[] held = [AnnexAColumns.Team, AnnexAColumns.Worker];
        yield return new(1, [AnnexAColumns.Child, AnnexAColumns.Contact], [.. child, AnnexAColumns.Contact, AnnexAColumns.ContactSource]);
        yield return new(
            2, [AnnexAColumns.Child, AnnexAColumns.HelpStart], [.. child, AnnexAColumns.HelpStart, AnnexAColumns.HelpEnd, AnnexAColumns.Organisation]);
        yield return new(
            3, [AnnexAColumns.Child, AnnexAColumns.Referral],
            [.. child, AnnexAColumns.Referral, AnnexAColumns.ReferralSource, AnnexAColumns.Nfa, "Number of Referrals in Last 12 Months", .. held]);
        yield return new(
            4, [AnnexAColumns.Child, AnnexAColumns.AssessmentStart, AnnexAColumns.Authorised],
            [
                .. disabled, AnnexAColumns.AssessmentStart, AnnexAColumns.SeenInAssessment, AnnexAColumns.Authorised,
                "Was the child assessed as requiring LA children's social care support?", .. held,
            ]);
        yield return new(
            5, [AnnexAColumns.Child, AnnexAColumns.EnquiryStart],
            [
                .. disabled, AnnexAColumns.EnquiryStart, AnnexAColumns.Unnecessary, AnnexAColumns.Conference, AnnexAColumns.PlanFollowed,
                "Number of Section 47 Enquiries in the last 12 months", "Number of ICPCs in the last 12 months", .. held,
            ]);
        yield return new(
            6, [AnnexAColumns.Child, AnnexAColumns.NeedStart, AnnexAColumns.CaseStatus],
            [
                .. disabled, AnnexAColumns.NeedStart, AnnexAColumns.Need, AnnexAColumns.LastSeen, AnnexAColumns.Closure, AnnexAColumns.ClosureReason,
                AnnexAColumns.CaseStatus, .. held,
            ]);
        yield return new(
            7, [AnnexAColumns.Child, AnnexAColumns.PlanStart],
            [
                .. disabled, AnnexAColumns.PlanStart, AnnexAColumns.FirstCategory, AnnexAColumns.LatestCategory, AnnexAColumns.PlanVisit,
                AnnexAColumns.SeenAlone, AnnexAColumns.PlanReview, AnnexAColumns.PlanEnd,
                "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
                "Number of Previous Child Protection Plans", .. held,
            ]);
        yield return new(
            8, [AnnexAColumns.Child, AnnexAColumns.CareStart],
            [
                .. child, AnnexAColumns.Asylum, AnnexAColumns.Disability, AnnexAColumns.CareStart, AnnexAColumns.CareNeed,
                "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)",
                AnnexAColumns.LegalStart, AnnexAColumns.LegalStatus, AnnexAColumns.CareReview, AnnexAColumns.CareVisit,
                "What is the permanence plan for this child?", "Date of Last IRO Visit / Contact to the Child", "Date of Last Health Assessment",
                "Date of Last Dental Check", "Number of Placements in the Last 12 months", AnnexAColumns.CareEnd, AnnexAColumns.CareEndReason,
                AnnexAColumns.PlacementStart, AnnexAColumns.PlacementType, "Placement Provider", AnnexAColumns.Postcode, "URN of Placement",
                "Placement Location", "LA of Placement",
                "Number of Episodes the Child has been ‘Missing’ from their Placement in the last 12 months",
                "Number of Episodes the Child has been ‘Absent’ from their Placement in the last 12 months",
                "Was the child offered a Return Interview after their last missing episode (Y/N)?",
                "Did the child accept a Return Interview after their last missing episode (Y/N)?", .. held,
            ]);
        yield return new(
            9, [AnnexAColumns.Child, AnnexAColumns.Eligibility],
            [
                .. child, "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)", AnnexAColumns.Disability, .. held,
                AnnexAColumns.Advisor, AnnexAColumns.Eligibility, "Latest Pathway Plan Review Date", "LA in Touch", "Latest Date of Contact",
                "Type of Accommodation", "Suitability of Accommodation", "Activity Status",
            ]);
        yield return new(
            10, [AnnexAColumns.Child, AnnexAColumns.AdoptionDecision],
            [
                AnnexAColumns.Child, "Family identifier", .. disabled[1..], "Date the Child Entered Care", AnnexAColumns.AdoptionDecision,
                "Date of Placement Order", "Date of Matching Child and Prospective Adopters", "Date Placed for Adoption", "Date of Adoption Order",
                "Date of Decision that Child Should No Longer be Placed for Adoption", "Reason Why Child No Longer Placed for Adoption",
                "Date the child was placed for fostering in FFA or concurrent planning placement",
            ]);
        yield return new(
            11, [AnnexAColumns.Adopter, AnnexAColumns.Enquiry],
            AnnexAColumns.Adopter, "Family identifier", AnnexAColumns.Gender, "Ethnicity", "Disability",
            "Is the (prospective) adopter fostering for adoption?", AnnexAColumns.Enquiry, "Date Stage 1 started", "Date Stage 1 ended",
            "Date Stage 2 started", "Date Stage 2 ended", "Date application submitted", "Date application approved",
            "Date adopter matched with child(ren)", "Date child/children placed with adopter(s)", "No. of children placed", "Date of Adoption Order",
            "Date of leaving adoption process", "Reason for leaving adoption process");
    }
}

/// <summary>A sheet that was recognised as a list.</summary>
/// <param name="List">The list.</param>
/// <param name="Header">The header as it stands.</param>
/// <param name="Places">Where each known column stands; the first is 0.</param>
/// <param name="Share">Which part of the list's columns it has.</param>
/// <param name="IsProof">Whether the sheet alone shows that the workbook is an Annex A.</param>
/// <param name="Twice">A column whose words stand there a second time.</param>
internal sealed record AnnexASheet(
    AnnexAList List, IReadOnlyList<string> Header, IReadOnlyDictionary<string, int> Places, double Share, bool IsProof, int? Twice);
