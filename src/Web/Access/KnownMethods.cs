using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;

namespace Fairload.Web.Access;

/// <summary>
/// Runs a page only by a method that it has a handler for. The framework would run it without any handler, and so
/// without the handler's question whether the person may see it.
/// </summary>
public sealed class KnownMethods(RequestDelegate next)
{
    /// <summary>Runs the page, or answers 405, or 404 where only the handler's name is wrong.</summary>
    public Task Invoke(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            // An error page answers in another's stead: it is looked at, whatever was asked.
            context.Request.Method = HttpMethods.IsHead(context.Request.Method) ? HttpMethods.Head : HttpMethods.Get;
            return next(context);
        }

        if (context.GetEndpoint()?.Metadata.GetMetadata<CompiledPageActionDescriptor>() is not { } page)
        {
            return next(context);
        }

        var method = HttpMethods.IsHead(context.Request.Method) ? HttpMethods.Get : context.Request.Method;
        var all = Handlers(page);
        var handlers = all.FindAll(handler => string.Equals(handler.HttpMethod, method, StringComparison.OrdinalIgnoreCase));
        // A page without any handler is only looked at.
        if (handlers.Count == 0 && !(HttpMethods.IsGet(method) && all.Count == 0))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = all.Count == 0 ? "GET, HEAD"
                : string.Join(", ", all.Select(handler => HttpMethods.IsGet(handler.HttpMethod) ? "GET, HEAD" : "POST").Distinct());
            return Task.CompletedTask;
        }

        // The framework takes the name from the address, or from the route where a page's has a place for it.
        var name = (context.Request.RouteValues["handler"] as string ?? context.Request.Query["handler"].ToString()) is { Length: > 0 } given ? given : null;
        if (handlers.Count > 0 && !handlers.Exists(handler => handler.Name is null || string.Equals(handler.Name, name, StringComparison.OrdinalIgnoreCase)))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        return next(context);
    }

    /// <summary>A page's handlers of the two methods there are. The framework takes OnPageHandlerExecutionAsync for one of a method PAGE.</summary>
    private static List<HandlerMethodDescriptor> Handlers(CompiledPageActionDescriptor page) =>
        [.. page.HandlerMethods.Where(handler => HttpMethods.IsGet(handler.HttpMethod) || HttpMethods.IsPost(handler.HttpMethod))];
}
