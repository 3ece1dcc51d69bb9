using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.App.Workloads;
using Fairload.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Fairload.Web.Pages.Imports;

/// <summary>
/// A page about loading files. It asks only who looks and which council it is for, never for the caseload: so it works
/// before anything is loaded, and does not wait while a new caseload is made. Who may not load files finds no page.
/// </summary>
public abstract class FilesPage(CouncilContext here, DataStore store, Workloads workloads, WebOptions site) : PageModel
{
    /// <summary>Who looks, and what they may do.</summary>
    public CouncilContext Here => here;

    /// <summary>The council that files are loaded for; nothing while the store has none.</summary>
    public Council? Council { get; private set; }

    /// <summary>The council's number, or the one that the first import will give it.</summary>
    protected int CouncilNumber { get; private set; }

    /// <summary>The store.</summary>
    protected DataStore Store => store;

    /// <summary>What the host decided.</summary>
    protected WebOptions Site => site;

    /// <inheritdoc />
    [NonHandler]
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        if (!here.LoadViewer(Request) || !here.Policy.MayImport)
        {
            SentFiles.LeaveUnread(Request);
            context.Result = NotFound();
            return;
        }

        await FindCouncil(HttpContext.RequestAborted);
        here.LoadWatch(store, CouncilNumber);
        here.Frame(Frame, Request.Path);
        Frame.CouncilName = Council?.Name;
        await next();
    }

    /// <summary>The frame around the page.</summary>
    private PageFrame Frame => (PageFrame)HttpContext.RequestServices.GetService(typeof(PageFrame))!;

    private async Task FindCouncil(CancellationToken cancel)
    {
        await using var db = store.Db();
        var councils = await db.Councils.Select(council => new { council.Id, council.Code }).ToListAsync(cancel);
        var isNew = site.Council is { } code
            ? !councils.Exists(council => string.Equals(council.Code, code, StringComparison.OrdinalIgnoreCase))
            : councils.Count == 0;
        Council = isNew ? null : await workloads.Council(site.Council, cancel);
        CouncilNumber = Council?.Id ?? councils.Select(council => council.Id).DefaultIfEmpty().Max() + 1;
    }
}
