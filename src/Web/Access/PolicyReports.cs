using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fairload.Web.Access;

/// <summary>
/// Takes what browsers report when the content security policy stopped something. Anybody can send such a report, and an
/// honest one holds the address of a page about a child: so only the directive and the shape of the page's address are
/// kept, both in words of our own, few at a time.
/// </summary>
public sealed partial class PolicyReports : IDisposable
{
    /// <summary>Where browsers send them.</summary>
    public const string Path = "/policy-reports";

    /// <summary>The largest report that is read, in bytes.</summary>
    public const int Largest = 16 * 1024;

    /// <summary>The most requests in a minute; further ones are thrown away.</summary>
    public const int MostInAMinute = 30;

    private const int MostInOne = 10;

    private static readonly string[] Directives =
    [
        "default-src", "script-src", "script-src-elem", "script-src-attr", "style-src", "style-src-elem", "style-src-attr", "img-src",
        "connect-src", "font-src", "frame-src", "media-src", "object-src", "manifest-src", "worker-src", "child-src", "form-action",
        "frame-ancestors", "base-uri", "require-trusted-types-for", "trusted-types",
    ];

    private readonly Counter<long> _counter;
    private readonly ILogger<PolicyReports> _log;
    private readonly FixedWindowRateLimiter _rate = new(new FixedWindowRateLimiterOptions
    {
        PermitLimit = MostInAMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0,
    });

    public PolicyReports(IMeterFactory meters, ILogger<PolicyReports> log)
    {
        _log = log;
        _counter = meters.Create("Fairload.Web").CreateCounter<long>("fairload.policy_reports");
    }

    /// <summary>Reads one request's reports and answers with nothing, whatever was in them.</summary>
    public async Task Take(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var lease = _rate.AttemptAcquire();
        if (!lease.IsAcquired)
        {
            Answer(context, StatusCodes.Status429TooManyRequests);
            return;
        }

        if (context.Request.ContentLength is null or > Largest)
        {
            Answer(context, StatusCodes.Status413PayloadTooLarge);
            return;
        }

        try
        {
            using var sent = await JsonDocument.ParseAsync(context.Request.Body, new JsonDocumentOptions { MaxDepth = 8 }, context.RequestAborted);
            var addresses = context.RequestServices.GetRequiredService<EndpointDataSource>();
            foreach (var (directive, address) in Read(sent.RootElement).Take(MostInOne))
            {
                var (known, shape) = (Known(directive), Shape(address, addresses));
                _counter.Add(1, new KeyValuePair<string, object?>("directive", known), new KeyValuePair<string, object?>("page", shape));
                Stopped(_log, known, shape);
            }

            Answer(context, StatusCodes.Status204NoContent);
        }
        catch (Exception unread) when (unread is JsonException or BadHttpRequestException or InvalidOperationException)
        {
            Answer(context, StatusCodes.Status400BadRequest);
        }
    }

    public void Dispose() => _rate.Dispose();

    /// <summary>A directive's name when it is one; whatever else was sent is not repeated.</summary>
    private static string Known(string? directive) => Array.Find(Directives, one => one == directive?.Split(' ')[0]) ?? "other";

    /// <summary>The route that an address belongs to, such as <c>/children/{id}</c>: never the address itself.</summary>
    private static string Shape(string? address, EndpointDataSource addresses) =>
        Uri.TryCreate(address, UriKind.Absolute, out var at) && at.Scheme is "http" or "https"
            ? RouteShape.Of(at.AbsolutePath, addresses)
            : "other";

    /// <summary>The directive and the page's address of each report, in either of the two forms that browsers send.</summary>
    private static IEnumerable<(string? Directive, string? Address)> Read(JsonElement sent)
    {
        if (sent.ValueKind == JsonValueKind.Object && sent.TryGetProperty("csp-report", out var older) && older.ValueKind == JsonValueKind.Object)
        {
            yield return (Text(older, "effective-directive") ?? Text(older, "violated-directive"), Text(older, "document-uri"));
        }
        else if (sent.ValueKind == JsonValueKind.Array)
        {
            foreach (var one in sent.EnumerateArray())
            {
                if (one.ValueKind == JsonValueKind.Object && Text(one, "type") == "csp-violation"
                    && one.TryGetProperty("body", out var body) && body.ValueKind == JsonValueKind.Object)
                {
                    yield return (Text(body, "effectiveDirective"), Text(body, "documentURL"));
                }
            }
        }
    }

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static void Answer(HttpContext context, int status)
    {
        // A browser reads no page in answer to a report.
        if (context.Features.Get<Microsoft.AspNetCore.Diagnostics.IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false;
        }

        context.Response.StatusCode = status;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The content security policy stopped something: {Directive} on {Page}.")]
    private static partial void Stopped(ILogger log, string directive, string page);
}

internal static class PolicyReportEndpoint
{
    public static void MapPolicyReports(this IEndpointRouteBuilder routes)
    {
        var reports = routes.ServiceProvider.GetRequiredService<PolicyReports>();
        routes.MapPost(PolicyReports.Path, reports.Take).WithMetadata(new FromAnySite(), new SmallBody()).AllowAnonymous();
    }

    private sealed class SmallBody : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => PolicyReports.Largest;
    }
}
