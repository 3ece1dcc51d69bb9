using Fairload.Web.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Fairload.Web.Tests.Access;

/// <summary>Every door of the site: each endpoint that is mapped, with an address that opens it where the records have one.</summary>
internal static class Doors
{
    /// <summary>A door.</summary>
    /// <param name="Pattern">Its route.</param>
    /// <param name="Path">An address of that route.</param>
    /// <param name="IsPage">Whether it is a page, and no asset or answer to a machine.</param>
    /// <param name="IsForAnySite">Whether it takes what other sites send.</param>
    public sealed record Door(string Pattern, string Path, bool IsPage, bool IsForAnySite);

    /// <summary>Every one of a loaded site's.</summary>
    public static IReadOnlyList<Door> Of(CouncilSite site)
    {
        var caseload = site.Day.Cases.Caseload;
        var examples = new Dictionary<string, string>
        {
            ["workers/{id}"] = "/workers/" + caseload.Workers[site.Day.Statements[0].Worker].Id,
            ["children/{id}"] = "/children/" + caseload.Children[0].Id,
            ["teams/{id}"] = "/teams/" + caseload.Teams[^1].Id,
            ["data-quality/{issue}"] = "/data-quality/plans-without-visit",
            ["schemes/{code}"] = "/schemes/starter",
            ["schemes/{code}/adopt"] = "/schemes/starter/adopt",
        };
        return
        [
            .. site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(endpoint =>
            {
                var pattern = (endpoint.RoutePattern.RawText ?? "").TrimStart('/');
                return new Door(
                    pattern,
                    examples.GetValueOrDefault(pattern) ?? Any(endpoint.RoutePattern),
                    endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null,
                    endpoint.Metadata.GetMetadata<FromAnySite>() is not null);
            }).DistinctBy(door => door.Pattern),
        ];
    }

    /// <summary>A request to a door.</summary>
    public static HttpRequestMessage Request(string method, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (!HttpMethods.IsGet(method) && !HttpMethods.IsHead(method))
        {
            request.Content = new FormUrlEncodedContent([]);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private static string Any(RoutePattern pattern) => "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter => pattern.ParameterPolicies.TryGetValue(parameter.Name, out var policies)
            ? policies[0].Content switch { "guid" => Guid.Empty.ToString(), "int" or "long" => "1", _ => "x" }
            : "x",
        _ => "",
    }))));
}
