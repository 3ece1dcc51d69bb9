namespace Fairload.App.Demo;

/// <summary>The kinds of work that a post takes. A child's work moves from one kind to the next.</summary>
internal enum Work
{
    FrontDoor,
    Assessment,
    Safeguarding,
    Disability,
    LookedAfter,
    LeavingCare,
    FamilyHelp,
    EarlyHelp,
    Reviewing,
    Managing,
    Learning,
}

/// <summary>A team: its number in ssd_department, its service, the area it serves and the posts it has.</summary>
/// <param name="Share">How much of its area's work comes to it, beside the other teams of the same kind.</param>
internal sealed record Team(int Number, string Name, int Service, int Area, int Share,
    params (Work Work, int Posts)[] Posts);

/// <summary>
/// The council as a tree: council, services, teams. Northmoor Council is invented. The North has 45% of the
/// families and too few posts for them; its last team, Moorgate, has the person with the most work of all.
/// </summary>
internal static class Structure
{
    public const string Council = "Northmoor Council (invented)";

    /// <summary>
    /// The services and their numbers in ssd_department. 90 is named by a team and has no row of its own.
    /// </summary>
    public static readonly (int Number, string Name)[] Services =
    [
        (1, "Front Door Service"), (2, "North Service"), (3, "South Service"), (4, "Children Looked After Service"),
        (5, "Leaving Care Service"), (6, "Disabled Children Service"), (7, "Family Help Service"),
        (8, "Quality and Reviewing Service"),
    ];

    /// <summary>Both areas.</summary>
    public const int Everywhere = -1;

    public static readonly Team[] Teams =
    [
        new(11, "Safeguarding Hub", 1, Everywhere, 1, (Work.FrontDoor, 6)),
        new(21, "Assessment North", 2, 0, 1, (Work.Assessment, 15)),
        new(22, "Fellside Safeguarding", 2, 0, 11, (Work.Safeguarding, 6)),
        new(23, "Lakeside Safeguarding", 2, 0, 9, (Work.Safeguarding, 6)),
        new(24, "Moorgate Safeguarding", 2, 0, 12, (Work.Safeguarding, 6)),
        new(31, "Assessment South East", 3, 1, 1, (Work.Assessment, 16)),
        new(32, "Assessment South West", 3, 1, 1, (Work.Assessment, 16)),
        new(33, "Harbour Safeguarding", 3, 1, 11, (Work.Safeguarding, 9)),
        new(34, "Orchard Safeguarding", 3, 1, 11, (Work.Safeguarding, 9)),
        new(35, "Quayside Safeguarding", 3, 1, 11, (Work.Safeguarding, 9)),
        new(36, "Millfield Safeguarding", 3, 1, 7, (Work.Safeguarding, 9)),
        new(41, "Looked After One", 4, Everywhere, 1, (Work.LookedAfter, 15)),
        new(42, "Looked After Two", 4, Everywhere, 1, (Work.LookedAfter, 15)),
        new(43, "Looked After Three", 4, Everywhere, 1, (Work.LookedAfter, 16)),
        new(51, "Leaving Care One", 5, Everywhere, 1, (Work.LeavingCare, 10)),
        new(52, "Leaving Care Two", 5, Everywhere, 1, (Work.LeavingCare, 9)),
        new(61, "Disabled Children Team", 6, Everywhere, 1, (Work.Disability, 17)),
        new(71, "Family Help North", 7, 0, 3, (Work.FamilyHelp, 4), (Work.EarlyHelp, 8)),
        new(72, "Family Help South", 7, 1, 3, (Work.FamilyHelp, 4), (Work.EarlyHelp, 8)),
        new(79, "Early Help Partnership", 90, Everywhere, 1, (Work.EarlyHelp, 3)),
        new(81, "Reviewing and Conferencing", 8, Everywhere, 1, (Work.Reviewing, 11)),
    ];

    /// <summary>The team of the person with the most work.</summary>
    public const int Moorgate = 24;
}
