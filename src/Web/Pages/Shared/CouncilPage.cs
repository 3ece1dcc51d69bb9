using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace Fairload.Web.Pages.Shared;

/// <summary>
/// A page about a council's people and children: it runs only once the council, the day and the viewer are known.
/// Its handlers ask <see cref="CouncilContext.Policy"/> first and answer <c>NotFound()</c> for what is absent or forbidden.
/// </summary>
/// <param name="here">What every such page starts from.</param>
public abstract class CouncilPage(CouncilContext here) : PageModel
{
    /// <summary>What every such page starts from.</summary>
    public CouncilContext Here => here;

    /// <inheritdoc />
    [NonHandler]
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        if (await here.Load(Request, HttpContext.RequestAborted).ConfigureAwait(false) is { } elsewhere)
        {
            context.Result = Redirect(elsewhere);
            return;
        }

        here.Frame(HttpContext.RequestServices.GetRequiredService<PageFrame>(), Request.Path);
        await next().ConfigureAwait(false);
    }
}
