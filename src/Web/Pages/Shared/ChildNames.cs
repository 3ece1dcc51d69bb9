using Fairload.Core.Workload;
using Fairload.Web.Words;

namespace Fairload.Web.Pages.Shared;

/// <summary>
/// What the person looking may read of a child: the one place from which pages, files and charts name children. Of a
/// restricted record that is closed to them there is only that it is one; points and levels stay, so that every sum
/// still adds up.
/// </summary>
public sealed class ChildNames(CouncilContext here, ChildWords words, Text<CouncilContext> text)
{
    /// <summary>Whether a restriction closes the child's record to the person looking.</summary>
    public bool IsClosed(int child) => here.Policy.IsClosed(child);

    /// <summary>Whether it is no child but a carer household, which has a worker and names nobody.</summary>
    public bool IsHousehold(int child) => here.Workload.Cases.Caseload.IsHousehold(child);

    /// <summary>Initials and age: "KT, aged 9"; "Restricted record" where it is closed; "Carer household H7".</summary>
    public string Who(int child) => IsHousehold(child) ? text["household", here.Workload.Cases.Caseload.Children[child].Id] : IsClosed(child) ? text["restricted"] : words.Who(here.Workload.Cases.Caseload.Children[child], here.Workload.Day);

    /// <summary>Initials alone; "Restricted record" where it is closed.</summary>
    public string Initials(int child) => IsHousehold(child) ? Who(child) : IsClosed(child) ? text["restricted"] : ChildWords.Initials(here.Workload.Cases.Caseload.Children[child]);

    /// <summary>Whole years, or nothing where the birth is not known, has not been, or the record is closed.</summary>
    public int? Age(int child) => IsClosed(child) ? null : ChildWords.Age(here.Workload.Cases.Caseload.Children[child], here.Workload.Day);

    /// <summary>The source's id; empty where the record is closed.</summary>
    public string Id(int child) => IsClosed(child) ? "" : here.Workload.Cases.Caseload.Children[child].Id;

    /// <summary>The status in words, and whether in proceedings; empty where the record is closed.</summary>
    public string Status(StatementLine line) => IsClosed(line.Child) ? "" : words.Status(line);

    /// <summary>
    /// Where more is to be read: the child's case; where it is closed, the page that asks why one must see it, under an
    /// address that does not name the child; nothing for those who may do neither.
    /// </summary>
    public string? Href(int child) =>
        here.Policy.MaySeeChild(child) ? "/children/" + Uri.EscapeDataString(here.Workload.Cases.Caseload.Children[child].Id)
        : here.Policy.MayOpen(child) ? "/restricted/" + here.Restricted.ByChild[here.Workload.Cases.Caseload.Children[child].Id].Id.ToString("N")
        : null;
}
