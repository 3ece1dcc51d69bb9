using System.Globalization;
using System.Text.Json;
using Fairload.App.Workloads;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Fairload.Web.Access;

/// <summary>
/// Keeps finished pages of figures in memory. A page is the same for as long as the records, the scheme, the person who
/// looks and the date are the same, so these are its key: a new import or adoption is seen by the very next request, and
/// nobody is ever given a page made for somebody else. Pages ask for it by name, and none with a form does: a form's token
/// is one person's.
/// </summary>
/// <remarks>The person who looks is in the key with the roles they hold at this request, so a page outlives no right to it.</remarks>
public sealed class FigureCache(Workloads workloads, NoteViews views, WebOptions site, TimeProvider time) : IOutputCachePolicy
{
    /// <summary>The policy's name on a page.</summary>
    public const string Name = "figures";

    private static readonly object Passing = new();

    /// <summary>Says that what this request shows holds only for a while, so that its page is not kept.</summary>
    public static void DoNotKeep(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Items[Passing] = true;
    }

    /// <inheritdoc />
    public async ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        var request = context.HttpContext.Request;
        if (!HttpMethods.IsGet(request.Method) || context.HttpContext.Viewer() is not { } viewer
            || await workloads.VersionOf(site.Council, cancellation).ConfigureAwait(false) is not { } version)
        {
            return;
        }

        context.EnableOutputCaching = context.AllowCacheLookup = context.AllowCacheStorage = context.AllowLocking = true;
        context.ResponseExpirationTimeSpan = TimeSpan.FromHours(12);
        context.CacheVaryByRules.QueryKeys = "*";
        context.CacheVaryByRules.HeaderNames = HeaderNames.AcceptEncoding;
        context.CacheVaryByRules.VaryByValues["viewer"] = JsonSerializer.Serialize(viewer);
        context.CacheVaryByRules.VaryByValues["records"] = version;
        context.CacheVaryByRules.VaryByValues["day"] = time.GetUtcNow().ToString("yyyy-MM-dd-HH", CultureInfo.InvariantCulture);
        context.CacheVaryByRules.VaryByValues["language"] = CultureInfo.CurrentUICulture.Name;
    }

    /// <inheritdoc />
    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new ValueTask(views.Note(context.HttpContext, context.HttpContext.Request.Query["format"] == "csv"));
    }

    /// <inheritdoc />
    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        var response = context.HttpContext.Response;
        if (response.StatusCode != StatusCodes.Status200OK || context.HttpContext.Items.ContainsKey(Passing) || !StringValues.IsNullOrEmpty(response.Headers.SetCookie))
        {
            context.AllowCacheStorage = false;
        }

        return ValueTask.CompletedTask;
    }
}
