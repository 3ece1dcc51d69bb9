using Fairload.App.Imports.Rows;
using Fairload.Core.Cases;
using static Fairload.App.Imports.Rows.Into;

namespace Fairload.App.Imports.Formats.Csww;

/// <summary>What the children's social work workforce census gives: posts, as the staff file does, without names, teams or managers.</summary>
internal static class CswwTables
{
    /// <summary>
    /// The posts. Unlike the staff file's, a post may be without a start: agency workers often are. Cases and absence are those of
    /// 30 September, kept beside the post and never used as today's.
    /// </summary>
    public static readonly Table Posts = new(
        Source.Csww, "csww", RecordKind.Post,
        new("worker_id", StaffId, Required: true),
        new("swe_number", Ref),
        new("fte", Fte),
        new("band", Code),
        new("role", Extra, As: "role"),
        new("agency", Flag),
        new("start", From),
        new("until", Until),
        new("cases30", ExtraCount, As: "cases30"),
        new("absent", Extra, As: "absent"))
    { Needed = true };
}
