using Microsoft.AspNetCore.Http;

namespace Fairload.Web.Access;

/// <summary>
/// The second line behind the tokens of forms: what would change something and says that it comes from another site is
/// refused. Browsers say so themselves, and a page cannot make them say otherwise. Who is no browser says nothing, and
/// needs a token all the same.
/// </summary>
public sealed class FromThisSite(RequestDelegate next, RefusalLog refusals)
{
    /// <summary>Lets the request through, or refuses it.</summary>
    public Task Invoke(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (IsSafe(context.Request.Method) || IsOwn(context.Request) || context.GetEndpoint()?.Metadata.GetMetadata<FromAnySite>() is not null)
        {
            return next(context);
        }

        refusals.Say(context, "a form from another site");

        // The page of a refusal must not read what was sent.
        context.Request.ContentType = null;
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);

    /// <summary>Whether a request comes from a page of this site, or from the person themselves, as far as the browser says.</summary>
    internal static bool IsOwn(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"];
        if (site.Count > 0)
        {
            // "none": the person themselves, by the address bar. A neighbour under the same domain is another site here.
            return site == "same-origin" || site == "none";
        }

        // An older browser names only where it comes from. The scheme is left aside: a proxy may hide it.
        var origin = request.Headers.Origin;
        return origin.Count == 0
            || (Uri.TryCreate(origin, UriKind.Absolute, out var from)
                && string.Equals(HostString.FromUriComponent(from).Host, request.Host.Host, StringComparison.OrdinalIgnoreCase)
                && (from.IsDefaultPort ? request.Host.Port is null or 80 or 443 : from.Port == request.Host.Port));
    }
}

/// <summary>Marks an endpoint that takes what other sites send, and proves each request by its own means.</summary>
public sealed class FromAnySite;
