using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Fairload.Web.Access;

/// <summary>
/// Finds out who makes a request, before any page or kept page is served, and lets nobody further without that but to the
/// few endpoints marked as open to everybody. What a known person may see is asked of <see cref="Policy"/>.
/// </summary>
public sealed class RequireViewer(RequestDelegate next, WebOptions site, ViewerCookie cookie)
{
    /// <summary>Where somebody is sent who is nobody yet.</summary>
    public const string SignInPath = "/sign-in";

    /// <summary>Lets the request through, or sends it to where people sign in.</summary>
    public async Task Invoke(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var viewer = site.Demo ? cookie.Read(context.Request) : null;
        context.SetViewer(viewer);
        if (viewer is not null || context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        context.Response.Redirect((site.Demo ? "/demo" : SignInPath) + "?then=" + Uri.EscapeDataString(context.Request.Path + context.Request.QueryString));
    }
}
