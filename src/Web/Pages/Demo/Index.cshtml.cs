using Fairload.App.Accounts;
using Fairload.App.Workloads;
using Fairload.Core.People;
using Fairload.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fairload.Web.Pages.Demo;

/// <summary>
/// Choosing a person to be, in the demonstration. It is there only in demo mode and only for somebody at this very
/// machine; to anybody else the page does not exist.
/// </summary>
[NamesNobody("The people of the synthetic council, in the demonstration only.")]
[AllowAnonymous]
public sealed class IndexModel(WebOptions site, Workloads workloads, ViewerCookie cookie) : PageModel
{
    /// <summary>The parts of the organisation with the people in them, the council first.</summary>
    public IReadOnlyList<Part> Parts { get; private set; } = [];

    /// <summary>Where the person was going.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Then { get; set; }

    /// <summary>Whether any records are loaded.</summary>
    public bool HasRecords { get; private set; }

    /// <summary>A part of the organisation and who in it one can be.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Depth">How deep it lies.</param>
    /// <param name="People">The people.</param>
    public sealed record Part(string Name, int Depth, IReadOnlyList<Viewer> People);

    private static readonly Role[] OfCouncil = [Role.Director, Role.DataOfficer, Role.BusinessSupport, Role.Auditor, Role.Administrator];

    // From where one may ask is checked for the whole site, before any page.
    private bool IsOffered => site.Demo;

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        if (!IsOffered)
        {
            return NotFound();
        }

        await Fill(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPost(Role role, string? worker, string? node, CancellationToken cancel)
    {
        if (!IsOffered)
        {
            return NotFound();
        }

        await Fill(cancel);
        var chosen = Parts.SelectMany(part => part.People).FirstOrDefault(one => one.Worker == worker && one.Roles[0] == new RoleAt(role, node));
        if (chosen is null)
        {
            return NotFound();
        }

        cookie.Write(HttpContext, chosen);
        return LocalRedirect(Url.IsLocalUrl(Then) ? Then : "/");
    }


    private async Task Fill(CancellationToken cancel)
    {
        HasRecords = await workloads.HasRecords(site.Council, cancel);
        if (!HasRecords)
        {
            // Somebody must be able to load the first files.
            Parts = [new Part("", 0, [Viewer.As("", Role.DataOfficer, null, null)])];
            return;
        }

        var council = await workloads.Council(site.Council, cancel);
        var day = await workloads.Day(council, null, null, cancel);
        var teams = day.Cases.Caseload.Teams;
        var parts = new List<Part>
        {
            new(council.Name, 0, [.. OfCouncil.Select(role => Viewer.As("", role, null, null))]),
        };
        void Add(int node, int depth)
        {
            var below = Enumerable.Range(0, teams.Count).Where(team => teams[team].Parent == node && team != node).ToList();
            var people = day.Statements.Where(statement => statement.Standing.Team == node).OrderBy(statement => SurnameFirst(statement.Person), StringComparer.CurrentCulture).ToList();
            var manager = people.Find(statement => statement.Standing.Role is "first-line-manager" or "middle-manager" or "senior-manager");
            parts.Add(new Part(teams[node].Name, depth,
            [
                Viewer.As(manager?.Person.Name ?? "", below.Count > 0 ? Role.ServiceManager : Role.TeamManager, manager?.Person.Id, teams[node].Id),
                .. people.Where(statement => statement.Cases > 0).Select(statement => Viewer.As(statement.Person.Name, Role.Practitioner, statement.Person.Id, null)),
            ]));
            if (depth < 8)
            {
                below.ForEach(team => Add(team, depth + 1));
            }
        }

        foreach (var root in Enumerable.Range(0, teams.Count).Where(team => teams[team].Parent < 0))
        {
            Add(root, 1);
        }

        Parts = parts;
    }

    private static string SurnameFirst(Worker worker) => worker.Name.Split(' ')[^1] + " " + worker.Name;
}
