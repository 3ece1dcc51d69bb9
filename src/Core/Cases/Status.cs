namespace Fairload.Core.Cases;

/// <summary>A child's status on a day: the first of these that holds (contracts, section 2), so the lowest number wins.</summary>
public enum Status
{
    /// <summary>A looked-after episode covers the day.</summary>
    Cla,

    /// <summary>A child protection plan covers the day.</summary>
    Cp,

    /// <summary>A child-in-need plan covers the day.</summary>
    Cin,

    /// <summary>An assessment or a section 47 enquiry covers the day.</summary>
    Assessment,

    /// <summary>A care-leaver record, aged 18 to 24.</summary>
    CareLeaver,

    /// <summary>An episode of need covers the day and is not marked no further action.</summary>
    Referral,

    /// <summary>An early help episode covers the day.</summary>
    EarlyHelp,

    /// <summary>Nothing covers the day.</summary>
    None,
}

/// <summary>What a holder does for the child. Different functions may hold one child at once.</summary>
public enum Function
{
    /// <summary>The allocated social worker.</summary>
    SocialWork,

    /// <summary>The family help lead practitioner.</summary>
    FamilyHelp,

    /// <summary>The lead child protection practitioner.</summary>
    ChildProtection,

    /// <summary>A care leaver's personal adviser.</summary>
    PersonalAdviser,

    /// <summary>An early help worker.</summary>
    EarlyHelp,

    /// <summary>The supervising worker of a carer household.</summary>
    Carer,
}

/// <summary>How a worker stands to a case.</summary>
public enum RoleOnCase
{
    /// <summary>Holds the case.</summary>
    Lead,

    /// <summary>Works beside the holder; weighed, not counted.</summary>
    CoWorker,
}

/// <summary>Whether a case waits to be closed. Never changes its points or its count.</summary>
public enum ClosureState
{
    /// <summary>Work goes on.</summary>
    Open,

    /// <summary>Proposed by the worker and agreed by the manager.</summary>
    Agreed,

    /// <summary>The record says that the work has ended: to be checked, then closed.</summary>
    Check,

    /// <summary>No recent record: check the child first.</summary>
    Quiet,
}

/// <summary>The words that files, schemes and JSON use for the four sets above.</summary>
public static class CaseWords
{
    private static readonly string[] Statuses =
        ["cla", "cp", "cin", "assessment", "care-leaver", "referral", "early-help", "none"];

    private static readonly string[] Functions =
        ["social-work", "family-help", "child-protection", "personal-adviser", "early-help", "carer"];

    private static readonly string[] Roles = ["lead", "co-worker"];

    private static readonly string[] Closures = ["open", "agreed", "check", "quiet"];

    /// <summary>The word for a status, such as <c>care-leaver</c>.</summary>
    public static string Word(this Status status) => Statuses[(int)status];

    /// <summary>The word for a function, such as <c>social-work</c>.</summary>
    public static string Word(this Function function) => Functions[(int)function];

    /// <summary>The word for a role on a case: <c>lead</c> or <c>co-worker</c>.</summary>
    public static string Word(this RoleOnCase role) => Roles[(int)role];

    /// <summary>The word for a closure state, such as <c>quiet</c>.</summary>
    public static string Word(this ClosureState state) => Closures[(int)state];

    /// <summary>The words a closed fact may take, by their numbers; nothing for a fact whose codes come from files.</summary>
    public static IReadOnlyList<string>? Of(Fact fact) => fact switch
    {
        Fact.Status => Statuses,
        Fact.Function => Functions,
        Fact.RoleOnCase => Roles,
        Fact.ClosureState => Closures,
        _ => null,
    };
}
