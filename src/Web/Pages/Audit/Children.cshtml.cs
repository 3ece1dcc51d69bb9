using Fairload.App.Auditing;
using Fairload.Web.Access;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Tables;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.Audit;

/// <summary>Who looked at one child's page, how often and when. The child need not be in the records any more.</summary>
[ShowsPerson(View.Child, "id", Action = View.OfAudit)]
public sealed class ChildrenModel(CouncilContext here, ReadAudit audit, Text<ChildrenModel> text) : CouncilPage(here), IMayNameNobody
{
    /// <summary>The child's id.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Id { get; set; }

    /// <summary>Who looked; nothing before a child is named.</summary>
    public TableModel<Looker>? Lookers { get; private set; }

    /// <summary>Without a child it is only a form.</summary>
    public bool NamesNobody => Lookers is null;

    public async Task<IActionResult> OnGet(string? format, CancellationToken cancel)
    {
        if (!Here.Policy.MaySeeAudit)
        {
            return NotFound();
        }

        if (Id?.Trim() is not { Length: > 0 } child)
        {
            if (Request.Query.ContainsKey("id"))
            {
                ModelState.AddModelError(nameof(Id), text["needed"]);
                Response.StatusCode = Microsoft.AspNetCore.Http.StatusCodes.Status422UnprocessableEntity;
            }

            return Page();
        }

        Lookers = new TableModel<Looker>(
            text["caption"],
            [
                new("who", text["head.who"], one => one.Who),
                new("looks", text["head.looks"], one => Format.Count(one.Looks)) { IsNumeric = true, Csv = one => one.Looks },
                new("first", text["head.first"], one => Format.DateAndTime(one.First)),
                new("last", text["head.last"], one => Format.DateAndTime(one.Last)),
            ],
            await audit.WhoLooked(Here.Council.Id, child, cancel));
        return format == "csv" ? new CsvResult(Lookers, text["file"]) : Page();
    }
}
