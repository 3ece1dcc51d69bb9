using Fairload.App;
using Fairload.App.Store.Tables;
using Fairload.App.Workloads;
using Fairload.Web.Components;
using Fairload.Web.Pages.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace Fairload.Web.Pages.Privacy;

/// <summary>
/// A page about what is kept and for how long. It asks only who looks and which council it is for: whoever manages this sees no
/// case and nobody's workload. Who may not manage it finds no page.
/// </summary>
public abstract class PrivacyPage(CouncilContext here, Workloads workloads, WebOptions site) : PageModel
{
    /// <summary>Who looks, and what they may do.</summary>
    public CouncilContext Here => here;

    /// <summary>The council.</summary>
    public Council Council { get; private set; } = new();

    /// <summary>What was just done, as the address says; nothing otherwise.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    /// <inheritdoc />
    [NonHandler]
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        if (!here.LoadViewer(Request) || !here.Policy.MayManagePrivacy || !await workloads.HasRecords(site.Council, HttpContext.RequestAborted))
        {
            context.Result = NotFound();
            return;
        }

        Council = await workloads.Council(site.Council, HttpContext.RequestAborted);
        here.Frame(HttpContext.RequestServices.GetRequiredService<PageFrame>(), Request.Path);
        await next();
    }

    /// <summary>Does what a form asks and goes on; what is refused is said at the form, at its field where one is named.</summary>
    protected async Task<IActionResult> Try(string field, Func<Task> work, string then)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (ModelState.IsValid)
        {
            try
            {
                await work();
                return LocalRedirect(then);
            }
            catch (Refused refused)
            {
                ModelState.AddModelError(field, refused.Message);
            }
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>Refuses an answer that is missing.</summary>
    protected void Need(string field, string? answer, string missing)
    {
        if (string.IsNullOrWhiteSpace(answer))
        {
            ModelState.AddModelError(field, missing);
        }
    }

    /// <summary>A child or a worker, as a form's value says; nothing for neither.</summary>
    protected static Subject? SubjectOf(string? kind) => kind switch { "child" => Subject.Child, "worker" => Subject.Worker, _ => null };

    /// <summary>A choice of a form.</summary>
    protected static Choice One(string value, string label) => new(value, label);
}
