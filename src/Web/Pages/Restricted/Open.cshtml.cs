using Fairload.App.Restrictions;
using Fairload.Web.Access;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.Restricted;

/// <summary>
/// Opening a restricted record that is closed to whoever looks: it asks why, and tells the record's manager at once. Its
/// address and its words do not say which child it is.
/// </summary>
[NamesNobody("A form that asks why; it does not say which child.")]
public sealed class OpenModel(CouncilContext here, OpenRecord open, Text<OpenModel> text) : CouncilPage(here)
{
    /// <summary>A reason says something; the longest that is kept.</summary>
    private const int LeastReason = 10, MostReason = 2000;

    /// <summary>How many hours the record will be open.</summary>
    public static int Hours => (int)OpenRecord.OpenFor.TotalHours;

    /// <summary>Why the record must be seen.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    public IActionResult OnGet(Guid record) => Find(record) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPost(Guid record, CancellationToken cancel)
    {
        if (Find(record) is not { } child)
        {
            return NotFound();
        }

        var reason = (Reason ?? "").Trim();
        if (reason.Length is < LeastReason or > MostReason)
        {
            ModelState.AddModelError(nameof(Reason), reason.Length > MostReason ? text["reason.long", MostReason] : text["reason.needed"]);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        var caseload = Here.Workload.Cases.Caseload;
        var id = caseload.Children[child].Id;
        var teams = new List<string>();
        for (var team = Here.Policy.TeamOf(child) ?? -1; team >= 0 && teams.Count <= caseload.Teams.Count; team = caseload.Teams[team].Parent)
        {
            teams.Add(caseload.Teams[team].Id);
        }

        await open.Run(Here.Council.Id, id, teams, Here.Viewer.Key, Here.WhoLooks, reason, cancel);
        return LocalRedirect("/children/" + Uri.EscapeDataString(id));
    }

    private int? Find(Guid record)
    {
        var (id, _) = Here.Restricted.ByChild.FirstOrDefault(one => one.Value.Id == record);
        return id is not null && Here.Workload.Cases.Caseload.FindChild(id) is { } child && Here.Policy.MayOpen(child) ? child : null;
    }
}
