using Fairload.App.Accounts;
using Fairload.Web.Access;
using Fairload.Web.Pages.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace Fairload.Web.Pages.SingleSignOn;

/// <summary>A page about the council's own sign-in, for administrators; where there is none, neither is the page.</summary>
public abstract class SignOnPage(CouncilContext here, WebOptions site) : PageModel
{
    /// <summary>Who looks.</summary>
    public CouncilContext Here => here;

    /// <summary>What is set up.</summary>
    public SingleSignOnSettings Settings => site.SingleSignOn!;

    /// <summary>The session of the administrator.</summary>
    protected SessionFound Administrator { get; private set; } = null!;

    /// <inheritdoc />
    [NonHandler]
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        if (site.SingleSignOn is null || !here.LoadViewer(Request) || !here.Policy.MayManageAccounts || HttpContext.Session() is not { } session)
        {
            context.Result = NotFound();
            return;
        }

        Administrator = session;
        var frame = HttpContext.RequestServices.GetRequiredService<PageFrame>();
        here.Frame(frame, Request.Path);
        frame.CouncilName = session.CouncilName;
        await next().ConfigureAwait(false);
    }

    /// <summary>The page again, with what was wrong at its question.</summary>
    protected IActionResult Again(string field, string wrong)
    {
        ModelState.AddModelError(field, wrong);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
