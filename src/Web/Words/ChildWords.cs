using Fairload.Core.Cases;
using Fairload.Core.Time;
using Fairload.Core.Workload;

namespace Fairload.Web.Words;

/// <summary>
/// How a child is put into words, the same on every page. Initials and age only: a name
/// stays in the case system.
/// </summary>
public sealed class ChildWords(Text<ChildWords> text)
{
    /// <summary>Initials, or the source's id where it gives no name.</summary>
    public static string Initials(Child child) => child.Initials ?? child.Id;

    /// <summary>Whole years, or nothing where the birth is not known or has not been.</summary>
    public static int? Age(Child child, DateOnly day) => child.BornOn is { } born && born <= day ? Months.WholeYears(born, day) : null;

    /// <summary>"KT, aged 9"; "GQ, unborn"; "KT" where no birth is known.</summary>
    public string Who(Child child, DateOnly day) =>
        child.BornOn is not { } born ? Initials(child)
        : born > day ? text["unborn", Initials(child)]
        : text["aged", Initials(child), Months.WholeYears(born, day)];

    /// <summary>The status in the council's words.</summary>
    public string Status(Status status) => status switch
    {
        Core.Cases.Status.Cla => text["status.cla"],
        Core.Cases.Status.Cp => text["status.cp"],
        Core.Cases.Status.Cin => text["status.cin"],
        Core.Cases.Status.Assessment => text["status.assessment"],
        Core.Cases.Status.CareLeaver => text["status.careLeaver"],
        Core.Cases.Status.Referral => text["status.referral"],
        Core.Cases.Status.EarlyHelp => text["status.earlyHelp"],
        _ => text["status.none"],
    };

    /// <summary>The status of a line's child, and whether in proceedings.</summary>
    public string Status(StatementLine line) =>
        line.IsHousehold ? text["status.carer"] : line.IsInProceedings ? text["inProceedings", Status(line.Status)] : Status(line.Status);

    /// <summary>What the record says about closing, or nothing while work goes on.</summary>
    public string? Closure(ClosureState closure) => closure switch
    {
        ClosureState.Agreed => text["closure.agreed"],
        ClosureState.Check => text["closure.check"],
        ClosureState.Quiet => text["closure.quiet"],
        _ => null,
    };
}
