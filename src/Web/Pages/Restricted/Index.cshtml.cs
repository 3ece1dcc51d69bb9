using Fairload.App.Restrictions;
using Fairload.App.Store.Tables;
using Fairload.Web.Access;
using Fairload.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.Restricted;

/// <summary>For managers: who opened a restricted record of theirs and why, and the restricted records that they may see.</summary>
[ShowsPerson("restricted records")]
public sealed class IndexModel(CouncilContext here, OpenRecord open, RestrictedWords words) : CouncilPage(here)
{
    /// <summary>Openings that the person is told of, the latest first.</summary>
    public IReadOnlyList<Opening> Openings { get; private set; } = [];

    /// <summary>Restricted records that the person may see, by the child's place.</summary>
    public IReadOnlyList<(int Child, RestrictedRecord Record)> Records { get; private set; } = [];

    /// <summary>What restrictions are called.</summary>
    public RestrictedWords Words => words;

    /// <summary>Whether the person is the one who says that an opening was seen.</summary>
    public bool MaySeeOff(Opening opening) => Here.Policy.MaySeeOff(opening.Team, opening.Viewer);

    public IActionResult OnGet() => Fills() ? Page() : NotFound();

    public async Task<IActionResult> OnPost(Guid opening, CancellationToken cancel)
    {
        if (!Fills() || !Openings.Any(one => one.Id == opening && MaySeeOff(one)))
        {
            return NotFound();
        }

        await open.HasSeen(Here.Council.Id, opening, Here.WhoLooks, cancel);
        return LocalRedirect("/restricted");
    }

    private bool Fills()
    {
        Openings = [.. Here.Restricted.Openings.Where(one => Here.Policy.IsToldOfOpenings(one.Team))];
        Records =
        [
            .. Here.Restricted.ByChild.Select(one => (Child: Here.Workload.Cases.Caseload.FindChild(one.Key) ?? -1, Record: one.Value))
                .Where(one => one.Child >= 0 && Here.Policy.MayRestrict(one.Child))
                .OrderBy(one => Here.Children.Initials(one.Child), StringComparer.CurrentCulture),
        ];
        return Here.Policy.OwnNode is not null;
    }
}
