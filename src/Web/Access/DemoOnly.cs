using System.Net;
using Microsoft.AspNetCore.Http;

namespace Fairload.Web.Access;

/// <summary>
/// Keeps the demonstration on this machine: a request that comes from another address, by another name, or through a
/// proxy finds nothing, on any page. The name is checked because a page elsewhere may make a browser here ask by its own.
/// </summary>
public sealed class DemoOnly(RequestDelegate next, WebOptions site)
{
    private static readonly string[] Names = ["localhost", "127.0.0.1", "[::1]"];
    private static readonly string[] OfProxies = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"];

    /// <summary>Lets the request through, or answers that there is nothing.</summary>
    public Task Invoke(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!site.Demo || IsFromHere(context))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private bool IsFromHere(HttpContext context) =>
        (context.Connection.RemoteIpAddress is { } from ? IPAddress.IsLoopback(from) : site.IsServedInMemory)
        && Names.Contains(context.Request.Host.Host, StringComparer.OrdinalIgnoreCase)
        && !Array.Exists(OfProxies, context.Request.Headers.ContainsKey);
}
