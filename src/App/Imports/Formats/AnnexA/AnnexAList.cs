using System.Globalization;
using System.Text.RegularExpressions;

namespace Fairload.App.Imports.Formats.AnnexA;

/// <summary>
/// One of the eleven lists of Ofsted's Annex A, and how its header is known. Councils move, rename and add columns, and the layouts of
/// 2020 and 2024 differ, so a header is compared word by word.
/// </summary>
internal sealed partial class AnnexAList
{
    /// <summary>The part of a list's columns from which a sheet that has all of <see cref="Needed"/> may be it.</summary>
    private const double LeastShare = 0.35;

    /// <summary>The part from which a sheet whose tab bears the list's number is meant to be it, whatever it lacks.</summary>
    private const double LeastShareOfTab = 0.25;

    /// <summary>The part from which any sheet is meant to be it, when enough of the columns that no other list has is there, too.</summary>
    private const double MeantShare = 0.5;

    /// <summary>The part of those from which everyday words are guessed.</summary>
    private const double LeastGuessed = 0.33;

    /// <summary>The part of those from which a sheet that lacks what is needed is refused.</summary>
    private const double LeastMeant = 0.5;

    /// <summary>The part of a list's columns from which one sheet alone proves an Annex A.</summary>
    private const double ProvingShare = 0.7;

    /// <summary>How much a tab's number weighs against the header: it decides only between lists that fit nearly alike.</summary>
    private const double WeightOfTab = 0.15;

    /// <summary>The columns that several lists have, so that they tell none of them apart.</summary>
    private static readonly string[] Shared =
        [AnnexAColumns.Child, AnnexAColumns.Gender, "Ethnicity", AnnexAColumns.Birth, Age, AnnexAColumns.Disability, AnnexAColumns.Team, AnnexAColumns.Worker];

    private const string Age = "Age of Child (Years)";

    private readonly (string Name, string[][] Words, string[] Plain)[] _columns;
    private readonly string[] _own;
    private readonly int _leastOwn;

    private AnnexAList(int number, int leastOwn, string[] needed, params string[] columns)
    {
        (Number, _leastOwn, Needed) = (number, leastOwn, needed);
        _columns =
        [
            .. columns.Select(c => c.Split('|'))
                .Select(names => (names[0], names.Select(HeaderWords.Of).ToArray(), names.Select(HeaderWords.Plain).ToArray())),
        ];
        _own = [.. _columns.Select(c => c.Name).Except(Shared)];
    }

    /// <summary>All eleven, by number.</summary>
    public static IReadOnlyList<AnnexAList> All { get; } = [.. Make()];

    /// <summary>1 to 11.</summary>
    public int Number { get; }

    /// <summary>What people call it.</summary>
    public string Name => $"List {Number}";

    /// <summary>Whether it names the worker of a case.</summary>
    public bool SaysWhoHolds => Number is >= 3 and <= 9;

    /// <summary>The columns without which its rows say nothing: whom they are about, and when it began. None where nothing is kept of it.</summary>
    public IReadOnlyList<string> Needed { get; }

    /// <summary>The column that names whom a row is about.</summary>
    public string Subject => Number == 11 ? AnnexAColumns.Adopter : AnnexAColumns.Child;

    /// <summary>Its columns that are used.</summary>
    public IEnumerable<string> Used => _columns.Select(c => c.Name).Where(name => AnnexAColumns.OtherWords.ContainsKey(name));

    /// <summary>
    /// The list that a row is the header of, with the place of each column that is known; nothing when it is none's. Where columns of
    /// <see cref="AnnexASheet.Lacks"/> are missing, it is meant to be that list and cannot be read.
    /// </summary>
    /// <param name="header">The row.</param>
    /// <param name="tab">The name on the sheet's tab.</param>
    public static AnnexASheet? Of(IReadOnlyList<string> header, string tab)
    {
        var names = header.Select(name => (Words: HeaderWords.Of(name), Plain: HeaderWords.Plain(name))).ToList();
        var number = TabNumber().Match(tab) is { Success: true } found ? int.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 0;
        return All.Select(list => list.Match(header, names, list.Number == number)).Where(sheet => sheet is not null).MaxBy(sheet => sheet!.Fit);
    }

    private AnnexASheet? Match(IReadOnlyList<string> header, List<(string[] Words, string Plain)> names, bool isOnTab)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var taken = new HashSet<int>();
        foreach (var column in _columns)
        {
            Take(column.Name, name => Array.Exists(column.Words, o => name.Words.AsSpan().SequenceEqual(o)) || column.Plain.Contains(name.Plain));
        }

        TakeMeant(AnnexAColumns.OtherWords);
        foreach (var column in _columns)
        {
            Take(column.Name, name => IsLike(column.Name, column.Words[0], name.Words));
        }

        if (IsMeant(places, isOnTab, LeastGuessed))
        {
            TakeMeant(AnnexAColumns.BareWords);
        }

        var lacks = Needed.Where(name => !places.ContainsKey(name)).ToList();
        var share = Share(places);
        var isList = lacks.Count == 0
            ? share >= LeastShare && Own(places) >= (isOnTab ? Math.Min(1, _leastOwn) : _leastOwn)
            : IsMeant(places, isOnTab, LeastMeant) && (isOnTab || lacks.Count == 1 || share >= ProvingShare);
        var asked = names.Count(name => name.Words.Length > 0);
        return isList
            ? new AnnexASheet(
                this, header, places, lacks, (places.Count / (double)(_columns.Length + asked - places.Count)) + (isOnTab ? WeightOfTab : 0),
                share >= ProvingShare, Twice(names, places))
            : null;

        void TakeMeant(IReadOnlyDictionary<string, string[]> others)
        {
            foreach (var column in _columns)
            {
                foreach (var other in others.GetValueOrDefault(column.Name, []))
                {
                    Take(column.Name, name => HeaderWords.Has(name.Words, other));
                }
            }
        }

        void Take(string column, Func<(string[] Words, string Plain), bool> fits)
        {
            for (var i = 0; i < names.Count && !places.ContainsKey(column); i++)
            {
                if (names[i].Words.Length > 0 && !taken.Contains(i) && fits(names[i]))
                {
                    places[column] = i;
                    taken.Add(i);
                }
            }
        }
    }

    private double Share(Dictionary<string, int> places) => places.Count / (double)_columns.Length;

    private int Own(Dictionary<string, int> places) => _own.Count(places.ContainsKey);

    /// <summary>Whether a sheet is meant to be this list by what it has.</summary>
    /// <param name="places">What it has.</param>
    /// <param name="isOnTab">Whether its tab bears the list's number.</param>
    /// <param name="leastOwn">The part of the list's own columns that must be there, unless it does.</param>
    private bool IsMeant(Dictionary<string, int> places, bool isOnTab, double leastOwn) => isOnTab
        ? Share(places) >= LeastShareOfTab && places.Count > 2 && Own(places) > 0
        : Share(places) >= MeantShare && Own(places) > 1 && Own(places) >= leastOwn * _own.Length;

    /// <summary>For columns that are only counted: most of their words.</summary>
    private static bool IsLike(string name, string[] official, string[] words) =>
        !AnnexAColumns.OtherWords.ContainsKey(name)
        && words.Intersect(official, StringComparer.Ordinal).Count() * 10 >= 7 * words.Union(official, StringComparer.Ordinal).Count();

    /// <summary>A column that is used and stands there twice in the same words, so that nobody can say which one counts.</summary>
    private static int? Twice(List<(string[] Words, string Plain)> names, Dictionary<string, int> places)
    {
        foreach (var place in places.Where(p => AnnexAColumns.OtherWords.ContainsKey(p.Key)).Select(p => p.Value))
        {
            var second = names.FindIndex(place + 1, name => name.Words.AsSpan().SequenceEqual(names[place].Words));
            if (second >= 0)
            {
                return second;
            }
        }

        return null;
    }

    /// <summary>The list's number on a tab: <c>List 6</c>, <c>List_06 CIN</c>, <c>L6</c>, <c>6</c>, <c>Assessments (list 4)</c>.</summary>
    [GeneratedRegex(@"(?:(?<![a-z])l(?:ist)?[\s_.\-]*|^\s*)0?([1-9]|1[01])(?![0-9])", RegexOptions.IgnoreCase)]
    private static partial Regex TabNumber();

    private static IEnumerable<AnnexAList> Make()
    {
        string[] child = [AnnexAColumns.Child, AnnexAColumns.Gender, "Ethnicity", AnnexAColumns.Birth, Age + "|Age"];
        string[] disabled = [.. child, AnnexAColumns.Disability];
        string[] held = [AnnexAColumns.Team, AnnexAColumns.Worker];
        yield return new(1, 1, [AnnexAColumns.Child, AnnexAColumns.Contact], [.. child, AnnexAColumns.Contact, AnnexAColumns.ContactSource]);
        yield return new(
            2, 1, [AnnexAColumns.Child, AnnexAColumns.HelpStart], [.. child, AnnexAColumns.HelpStart, AnnexAColumns.HelpEnd, AnnexAColumns.Organisation]);
        yield return new(
            3, 1, [AnnexAColumns.Child, AnnexAColumns.Referral],
            [.. child, AnnexAColumns.Referral, AnnexAColumns.ReferralSource, AnnexAColumns.Nfa, "Number of Referrals in Last 12 Months", .. held]);
        yield return new(
            4, 2, [AnnexAColumns.Child, AnnexAColumns.AssessmentStart],
            [
                .. disabled, AnnexAColumns.AssessmentStart, AnnexAColumns.SeenInAssessment, AnnexAColumns.Authorised,
                "Was the child assessed as requiring LA children's social care support?", .. held,
            ]);
        yield return new(
            5, 1, [AnnexAColumns.Child, AnnexAColumns.EnquiryStart],
            [
                .. disabled, AnnexAColumns.EnquiryStart, AnnexAColumns.Unnecessary, AnnexAColumns.Conference, AnnexAColumns.PlanFollowed,
                "Number of Section 47 Enquiries in the last 12 months", "Number of ICPCs in the last 12 months", .. held,
            ]);
        yield return new(
            6, 2, [AnnexAColumns.Child, AnnexAColumns.NeedStart],
            [
                .. disabled, AnnexAColumns.NeedStart, AnnexAColumns.Need, AnnexAColumns.LastSeen, AnnexAColumns.Closure, AnnexAColumns.ClosureReason,
                AnnexAColumns.CaseStatus, .. held,
            ]);
        yield return new(
            7, 1, [AnnexAColumns.Child, AnnexAColumns.PlanStart],
            [
                .. disabled, AnnexAColumns.PlanStart, AnnexAColumns.FirstCategory, AnnexAColumns.LatestCategory, AnnexAColumns.PlanVisit,
                AnnexAColumns.SeenAlone, AnnexAColumns.PlanReview, AnnexAColumns.PlanEnd,
                "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
                "Number of Previous Child Protection Plans", .. held,
            ]);
        yield return new(
            8, 1, [AnnexAColumns.Child, AnnexAColumns.CareStart],
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
            9, 2, [AnnexAColumns.Child],
            [
                .. child, "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)", AnnexAColumns.Disability, .. held,
                AnnexAColumns.Advisor, AnnexAColumns.Eligibility, "Latest Pathway Plan Review Date", "LA in Touch", "Latest Date of Contact",
                "Type of Accommodation", "Suitability of Accommodation", "Activity Status",
            ]);
        yield return new(
            10, 3, [],
            [
                AnnexAColumns.Child, "Family identifier", .. disabled[1..], "Date the Child Entered Care", AnnexAColumns.AdoptionDecision,
                "Date of Placement Order", "Date of Matching Child and Prospective Adopters", "Date Placed for Adoption", "Date of Adoption Order",
                "Date of Decision that Child Should No Longer be Placed for Adoption", "Reason Why Child No Longer Placed for Adoption",
                "Date the child was placed for fostering in FFA or concurrent planning placement",
            ]);
        yield return new(
            11, 3, [],
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
/// <param name="Lacks">The columns that it cannot be read without and does not have.</param>
/// <param name="Fit">How well the two headers cover each other, to be compared with that of other lists.</param>
/// <param name="IsProof">Whether the sheet alone shows that the workbook is an Annex A.</param>
/// <param name="Twice">A column whose words stand there a second time.</param>
internal sealed record AnnexASheet(
    AnnexAList List, IReadOnlyList<string> Header, IReadOnlyDictionary<string, int> Places, IReadOnlyList<string> Lacks, double Fit, bool IsProof, int? Twice);
