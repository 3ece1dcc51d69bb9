using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Fairload.Web.Access;

/// <summary>
/// Holds back whoever, signed in, asks for more in a minute than people read: a program that copies the records page by page
/// or file by file. Each person has their own measure, on each node of the service. Assets, health and the steps of signing in
/// are not counted; the last have limits of their own.
/// </summary>
public sealed class RequestRates(WebOptions site, RefusalLog refusals) : IMiddleware, IDisposable
{
    private readonly PartitionedRateLimiter<string> _requests = EachMinute(site.MostRequests);
    private readonly PartitionedRateLimiter<string> _files = EachMinute(site.MostFiles);

    /// <inheritdoc />
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        if (context.Viewer() is not { } viewer || context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        using var request = _requests.AttemptAcquire(viewer.Key);
        using var file = request.IsAcquired && context.Request.Query["format"] == "csv" ? _files.AttemptAcquire(viewer.Key) : null;
        if ((file ?? request) is { IsAcquired: false } refused)
        {
            refusals.Say(context, file is null ? "too many requests" : "too many files");
            var wait = refused.TryGetMetadata(MetadataName.RetryAfter, out var left) ? left : TimeSpan.FromMinutes(1);

            // The page of a refusal must not read what was sent.
            context.Request.ContentType = null;
            context.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }

        await next(context).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _requests.Dispose();
        _files.Dispose();
    }

    private static PartitionedRateLimiter<string> EachMinute(int most) => PartitionedRateLimiter.Create<string, string>(
        person => RateLimitPartition.GetFixedWindowLimiter(
            person, _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }),
        StringComparer.Ordinal);
}
