using System.Text;
using System.Text.RegularExpressions;
using Fairload.App.Imports.Staff;
using Fairload.App.Reading;

namespace Fairload.App.Imports.Formats.Csww;

/// <summary>
/// Turns workers of the census into posts. Day of birth, sex, ethnicity, qualifications, and why somebody is absent or left, are not
/// kept: no figure needs them.
/// </summary>
internal sealed partial class CswwPosts(string file, TranslatedRows rows, ProblemLog problems)
{
    /// <summary><c>CFKSSstatus</c> 1: in the assessed and supported year in employment.</summary>
    private const string Asye = "1";

    private readonly TableWriter _posts = new(rows, CswwTables.Posts, "CSWWWorker",
        ("worker_id", "SWENo"), ("swe_number", "SWENo"), ("fte", "FTE30"), ("band", "CFKSSstatus"), ("role", "OrgRole"),
        ("agency", "AgencyWorker"), ("start", "RoleStartDate"), ("until", "RoleEndDate"), ("cases30", "Cases30"), ("absent", "Absat30Sept"));

    /// <summary>Notes that rows were told and left out.</summary>
    public void LeaveOut(long rows) => _posts.LeaveOut(file, rows);

    /// <summary>One worker.</summary>
    /// <param name="row">The row or line.</param>
    /// <param name="value">A field's trimmed value by its name in the census; empty where there is none.</param>
    /// <param name="start">The first day; what is no day as found.</param>
    /// <param name="until">The first day no longer covered.</param>
    public void Take(int row, Func<string, string> value, string start, string until)
    {
        var number = value("SWENo");
        var fte = value("FTE30") is { Length: > 0 } given ? given : value("FTE");
        var orgRole = value("OrgRole");
        var role = orgRole.Length == 1 && orgRole[0] is >= '1' and <= '6' ? StaffTable.Roles[orgRole[0] - '1'] : "";
        if (role.Length == 0 && orgRole.Length > 0)
        {
            problems.Add(file, row, "OrgRole", Encoding.UTF8.GetBytes(orgRole), Severity.Warning, "UnknownCode");
        }

        // Flattened files have a fingerprint of the number, which is nobody's registration.
        _posts.Add(file, row, number, Registration().IsMatch(number) ? number : "", fte, value("CFKSSstatus") == Asye ? "asye" : "", role,
            value("AgencyWorker"), start, until, value("Cases30"), SourceValues.IsYes(value("Absat30Sept")) ? "yes" : "");
    }

    [GeneratedRegex(@"^[A-Za-z]{2}\d{1,10}$")]
    private static partial Regex Registration();
}
