using System.Globalization;
using Fairload.App.Accounts;
using Fairload.App.Store.Tables;
using Fairload.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fairload.Web.Pages.SignIn;

/// <summary>A step of signing in: open to everybody, absent in the demonstration, which has no accounts.</summary>
[NamesNobody("A step of signing in.")]
[AllowAnonymous]
public abstract class SignInPage(WebOptions site, FindAccount find) : PageModel
{
    /// <summary>The council whose accounts sign in here; nothing while there is none.</summary>
    public Council? Council { get; private set; }

    /// <summary>Where the person was going.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Then { get; set; }

    /// <summary>Whether there were too many tries; the page then says so and nothing else.</summary>
    public bool IsTooMany { get; private set; }

    /// <summary>Where the step comes from.</summary>
    protected SignInFrom From => new(HttpContext.Connection.RemoteIpAddress?.ToString(), Request.Headers.UserAgent.ToString());

    /// <inheritdoc />
    [NonHandler]
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        if (site.Demo)
        {
            context.Result = NotFound();
            return;
        }

        Council = await find.Council(site.Council, HttpContext.RequestAborted).ConfigureAwait(false);
        await next().ConfigureAwait(false);
    }

    /// <summary>The page again, because something was refused.</summary>
    protected PageResult Again(string field, string error)
    {
        ModelState.AddModelError(field, error);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>The page that asks to wait.</summary>
    protected PageResult TooMany(TimeSpan wait)
    {
        IsTooMany = true;
        Response.StatusCode = StatusCodes.Status429TooManyRequests;
        Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Page();
    }

    /// <summary>Gives the browser the next step's session and leads there.</summary>
    protected IActionResult Go(SignInStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        SessionCookie.Write(HttpContext, step.Value!);
        return step.Stage == SessionStage.SignedIn ? LocalRedirect(Url.IsLocalUrl(Then) ? Then : "/") : Redirect(Href(step.Stage));
    }

    /// <summary>The address of a step, with where the person was going.</summary>
    protected string Href(SessionStage? stage)
    {
        var path = stage switch
        {
            SessionStage.NeedsPassword => "/sign-in/password",
            SessionStage.NeedsAuthenticator => "/sign-in/enrol",
            SessionStage.NeedsCode => "/sign-in/code",
            _ => RequireViewer.SignInPath,
        };
        return Url.IsLocalUrl(Then) ? path + "?then=" + Uri.EscapeDataString(Then) : path;
    }
}
