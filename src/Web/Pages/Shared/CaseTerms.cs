using Fairload.Core.Cases;
using Fairload.Core.Time;
using Fairload.Core.Workload;
using Fairload.Web.Words;

namespace Fairload.Web.Pages.Shared;

/// <summary>Words that pages of several features say about a child's case and a person's workload, the same on each.</summary>
public sealed class CaseTerms(Text<CaseTerms> text)
{
    /// <summary>A status.</summary>
    public string Of(Status status) => status switch
    {
        Status.Cla => text["status.cla"],
        Status.Cp => text["status.cp"],
        Status.Cin => text["status.cin"],
        Status.Assessment => text["status.assessment"],
        Status.CareLeaver => text["status.careLeaver"],
        Status.Referral => text["status.referral"],
        Status.EarlyHelp => text["status.earlyHelp"],
        _ => text["status.none"],
    };

    /// <summary>Who holds a child in a function, in the middle of a sentence.</summary>
    public string Of(Function function) => function switch
    {
        Function.SocialWork => text["function.socialWork"],
        Function.FamilyHelp => text["function.familyHelp"],
        Function.ChildProtection => text["function.childProtection"],
        Function.PersonalAdviser => text["function.personalAdviser"],
        Function.EarlyHelp => text["function.earlyHelp"],
        _ => text["function.carer"],
    };

    /// <summary>How a workload stands.</summary>
    public string Of(WorkloadState state) => state switch
    {
        WorkloadState.NoTime => text["state.noTime"],
        WorkloadState.Over => text["state.over"],
        WorkloadState.AboveRange => text["state.aboveRange"],
        WorkloadState.InRange => text["state.inRange"],
        WorkloadState.BelowRange => text["state.belowRange"],
        _ => text["state.notKnown"],
    };

    /// <summary>A kind of record.</summary>
    public string Of(RecordKind kind) => kind switch
    {
        RecordKind.Involvement => text["kind.involvement"],
        RecordKind.Contact => text["kind.contact"],
        RecordKind.CinEpisode => text["kind.cinEpisode"],
        RecordKind.Assessment => text["kind.assessment"],
        RecordKind.Section47 => text["kind.section47"],
        RecordKind.Conference => text["kind.conference"],
        RecordKind.CinPlan => text["kind.cinPlan"],
        RecordKind.CpPlan => text["kind.cpPlan"],
        RecordKind.ClaEpisode => text["kind.claEpisode"],
        RecordKind.Placement => text["kind.placement"],
        RecordKind.LegalStatus => text["kind.legalStatus"],
        RecordKind.CareLeaver => text["kind.careLeaver"],
        RecordKind.EarlyHelp => text["kind.earlyHelp"],
        RecordKind.PreProceedings => text["kind.preProceedings"],
        RecordKind.Missing => text["kind.missing"],
        RecordKind.CinVisit or RecordKind.CpVisit or RecordKind.ClaVisit => text["kind.visit"],
        RecordKind.CpReview or RecordKind.ClaReview => text["kind.review"],
        _ => text["kind.other"],
    };

    /// <summary>What a child is called here: the initials, else the id that the case system has.</summary>
    public static string Name(Child child) => child?.Initials ?? child?.Id ?? "";

    /// <summary>The age on a day, as "aged 9".</summary>
    public string Age(Child child, DateOnly day) => child?.BornOn switch
    {
        null => text["age.unknown"],
        { } born when born > day => text["age.unborn"],
        { } born when Months.WholeYears(born, day) == 0 => text["age.underOne"],
        { } born => text["age.years", Months.WholeYears(born, day)],
    };

    /// <summary>KT, aged 9</summary>
    public string NameAndAge(Child child, DateOnly day) => text["nameAndAge", ("name", Name(child)), ("age", Age(child, day))];
}
