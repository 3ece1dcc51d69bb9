using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Fairload.Web.Access;

/// <summary>
/// Where HTTPS is served, refuses by plain HTTP with 400 what is more than a look, and reads nothing of it. What was sent
/// has been on the wire for everybody already: sent on quietly, nobody would ever mend where it came from. A look is sent
/// on to HTTPS before it comes here.
/// </summary>
public sealed class PlainHttp(RequestDelegate next)
{
    /// <summary>Whether a request only looks, so that a browser may be sent on with it.</summary>
    public static bool IsLook(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
    }

    /// <summary>Lets the request through, or refuses it.</summary>
    public Task Invoke(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        // The page of the refusal comes through here a second time.
        if (context.Request.IsHttps || IsLook(context) || context.Features.Get<IStatusCodeReExecuteFeature>() is not null)
        {
            return next(context);
        }

        // The page of a refusal must not read what was sent.
        context.Request.ContentType = null;
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }
}
