using Microsoft.AspNetCore.Http;

namespace Fairload.Web.Access;

/// <summary>
/// Notes that somebody who is signed in asked for a page that names people and was told that there is none. Forbidden and
/// absent are one here too, or the trail would tell its readers which of the two it was.
/// </summary>
public sealed class NoteRefusedLooks(RequestDelegate next, NoteViews views)
{
    /// <summary>Answers the request, and notes it when it ended so.</summary>
    public async Task Invoke(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        await next(context).ConfigureAwait(false);
        if (context.Response.StatusCode == StatusCodes.Status404NotFound)
        {
            await views.NoteRefused(context).ConfigureAwait(false);
        }
    }
}
