using Fairload.Core.Weighting;
using Fairload.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace Fairload.Web.Pages.About;

/// <summary>
/// A page that anybody may read, signed in or not: who is signed in gets the frame of every page and the council's own
/// scheme, and nobody is sent elsewhere.
/// </summary>
public abstract class AboutPage : PageModel
{
    /// <summary>What a signed-in person's pages start from; nothing for anybody else.</summary>
    public CouncilContext? Here { get; private set; }

    /// <summary>The scheme in force, for those who are signed in.</summary>
    public Scheme? Scheme => Here?.Workload.Scheme;

    /// <inheritdoc />
    [NonHandler]
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        // A site without a store has no council at all.
        var here = HttpContext.RequestServices.GetService<CouncilContext>();
        if (here is not null && await here.Load(Request, HttpContext.RequestAborted).ConfigureAwait(false) is null)
        {
            Here = here;
            here.Frame(HttpContext.RequestServices.GetRequiredService<PageFrame>(), Request.Path);
        }

        await next().ConfigureAwait(false);
    }
}
