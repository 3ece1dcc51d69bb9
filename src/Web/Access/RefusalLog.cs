using System.Diagnostics.Metrics;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fairload.Web.Access;

/// <summary>
/// Says in the log what the guards turned away: a form without its token or from another site, a request by a name that is
/// not the site's, too many of them. A line says why and the shape of the address, never the address: it holds ids. As
/// anybody can be refused as often as they like, only the first lines of a minute are written; all are counted.
/// </summary>
public sealed partial class RefusalLog : IDisposable
{
    /// <summary>The most lines in a minute.</summary>
    public const int MostInAMinute = 60;

    private readonly Counter<long> _counter;
    private readonly ILogger<RefusalLog> _log;
    private readonly FixedWindowRateLimiter _rate = new(new FixedWindowRateLimiterOptions
    {
        PermitLimit = MostInAMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0,
    });

    public RefusalLog(IMeterFactory meters, ILogger<RefusalLog> log)
    {
        _log = log;
        _counter = meters.Create("Fairload.Web").CreateCounter<long>("fairload.refusals");
    }

    /// <summary>Says that a request was turned away.</summary>
    /// <param name="context">The request.</param>
    /// <param name="why">Why, in words of our own.</param>
    public void Say(HttpContext context, string why)
    {
        ArgumentNullException.ThrowIfNull(context);
        var page = context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } pattern }
            ? "/" + pattern.TrimStart('/')
            : RouteShape.Of(context.Request.Path, context.RequestServices.GetRequiredService<EndpointDataSource>());
        _counter.Add(1, new KeyValuePair<string, object?>("why", why), new KeyValuePair<string, object?>("page", page));
        using var lease = _rate.AttemptAcquire();
        if (lease.IsAcquired)
        {
            Refused(_log, why, page);
        }
    }

    public void Dispose() => _rate.Dispose();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused: {Why} on {Page}.")]
    private static partial void Refused(ILogger log, string why, string page);
}

/// <summary>Says in the log what pages themselves turn away: forms that are not ours, and too many tries.</summary>
public sealed class LogRefusals(RefusalLog log) : IAlwaysRunResultFilter
{
    /// <inheritdoc />
    public void OnResultExecuting(ResultExecutingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is not null)
        {
            // The page that tells of a refusal is none itself.
            return;
        }

        if (context.Result is IAntiforgeryValidationFailedResult or BadRequestResult)
        {
            log.Say(context.HttpContext, "a form without its token");
        }
        else if (context.HttpContext.Response.StatusCode == StatusCodes.Status429TooManyRequests)
        {
            log.Say(context.HttpContext, "too many tries");
        }
    }

    /// <inheritdoc />
    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
