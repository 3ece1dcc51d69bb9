using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace Fairload.Web.Access;

/// <summary>The shape of an address, such as <c>/children/{id}</c>: what may be said of it where its ids may not.</summary>
internal static class RouteShape
{
    /// <summary>The route that a path belongs to; <c>other</c> where it is none of the site's.</summary>
    /// <param name="path">The path.</param>
    /// <param name="addresses">The site's routes.</param>
    public static string Of(PathString path, EndpointDataSource addresses) =>
        addresses.Endpoints.OfType<RouteEndpoint>().OrderBy(route => route.RoutePattern.InboundPrecedence)
            .Select(route => route.RoutePattern.RawText ?? "")
            .FirstOrDefault(pattern => new TemplateMatcher(TemplateParser.Parse(pattern.TrimStart('/')), []).TryMatch(path, [])) is { } found
            ? "/" + found.TrimStart('/')
            : "other";
}
