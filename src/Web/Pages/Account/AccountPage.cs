using System.Globalization;
using Fairload.App.Accounts;
using Fairload.App.Store.Tables;
using Fairload.Web.Access;
using Fairload.Web.Pages.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace Fairload.Web.Pages.Account;

/// <summary>
/// A page about accounts: it needs somebody signed in by one, so in the demonstration it is not there, and no records, so
/// it works before anything is loaded.
/// </summary>
[NamesNobody("Accounts, and nothing that the records say of anybody.")]
public abstract class AccountPage(CouncilContext here, WebOptions site, FindAccount find) : PageModel
{
    /// <summary>Who looks, and what they may do.</summary>
    public CouncilContext Here => here;

    /// <summary>The session.</summary>
    public SessionFound Signed { get; private set; } = null!;

    /// <summary>The council.</summary>
    public Council Council { get; private set; } = null!;

    /// <summary>Finds accounts.</summary>
    protected FindAccount Find => find;

    /// <summary>Whoever changes something here.</summary>
    protected Actor Self => new(Signed.SignInName, Signed.Account);

    /// <summary>Where a request comes from.</summary>
    protected SignInFrom From => new(HttpContext.Connection.RemoteIpAddress?.ToString(), Request.Headers.UserAgent.ToString());

    /// <summary>Whether the person may see the page at all; who may not finds none.</summary>
    protected virtual bool MaySee => true;

    /// <inheritdoc />
    [NonHandler]
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        if (HttpContext.Session() is not { Stage: SessionStage.SignedIn } session
            || !await here.LoadWhatThereIs(Request, HttpContext.RequestAborted).ConfigureAwait(false)
            || await find.Council(site.Council, HttpContext.RequestAborted).ConfigureAwait(false) is not { } council
            || !MaySee)
        {
            context.Result = NotFound();
            return;
        }

        (Signed, Council) = (session, council);
        var frame = HttpContext.RequestServices.GetRequiredService<PageFrame>();
        here.Frame(frame, Request.Path);
        frame.CouncilName = council.Name;
        await next().ConfigureAwait(false);
    }

    /// <summary>The page again, because something was refused.</summary>
    protected PageResult Again(string field, string error)
    {
        ModelState.AddModelError(field, error);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>The page again, because there were too many tries.</summary>
    protected PageResult TooMany(TimeSpan wait, string field, string error)
    {
        ModelState.AddModelError(field, error);
        Response.StatusCode = StatusCodes.Status429TooManyRequests;
        Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Page();
    }
}
