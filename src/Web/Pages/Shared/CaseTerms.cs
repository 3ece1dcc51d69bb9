using Fairload.Core.Cases;
using Fairload.Core.Workload;
using Fairload.Web.Words;

namespace Fairload.Web.Pages.Shared;

/// <summary>Who holds a child, and how a workload stands, in the words that pages of several features use.</summary>
public sealed class CaseTerms(Text<CaseTerms> text)
{
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
}
