using Fairload.App.Imports.Rows;
using Fairload.Core.Cases;
using static Fairload.App.Imports.Rows.Into;

namespace Fairload.App.Imports.Staff;

/// <summary>The staff CSV (contracts, section 5): a post held by a worker over a span of days.</summary>
internal static class StaffTable
{
    /// <summary>The roles, in the order of the workforce census's <c>OrgRole</c> 1 to 6: contracts, section 5.</summary>
    public static readonly IReadOnlyList<string> Roles =
        ["senior-manager", "middle-manager", "first-line-manager", "senior-practitioner", "case-holder", "no-cases"];

    /// <summary>The columns. The key of a row is made of worker, start and team.</summary>
    public static readonly Table Posts = new(
        Source.Staff, "staff", RecordKind.Post,
        new("worker_id", StaffId, Required: true),
        new("swe_number", Ref),
        new("name", Into.Name),
        new("team_id", Team),
        new("fte", Fte),
        new("contracted_hours", ExtraMinutes, As: "contractedHours"),
        new("band", Code) { IsBand = true },
        new("role", Extra, As: "role") { Known = Roles },
        new("title", Extra, As: "title"),
        new("agency", Flag),
        new("start", From, Required: true),
        new("until", Until),
        new("manager_id", Manager))
    { Needed = true };
}
