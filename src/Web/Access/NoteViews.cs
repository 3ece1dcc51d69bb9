using System.Data.Common;
using System.Globalization;
using Fairload.App.Auditing;
using Fairload.App.Privacy;
using Fairload.App.Store;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fairload.Web.Access;

/// <summary>
/// The one place where looks at people are noted: after a page of <see cref="ShowsPersonAttribute"/> has found what it
/// shows and before anything of it is sent, and by <see cref="FigureCache"/> each time a kept one is served. Where the look
/// cannot be noted the page is not shown.
/// </summary>
public sealed class NoteViews(ViewLog log, DataStore store, WebOptions site, RefusalLog refusals) : IAsyncPageFilter
{
    private int? _council;

    /// <inheritdoc />
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    /// <inheritdoc />
    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        var done = await next().ConfigureAwait(false);

        // A handler that returns nothing shows its page. What is refused or absent names nobody (see NoteRefused), nor what sends elsewhere.
        if (done.Exception is null && done.Result is null or PageResult or CsvResult or FileResult or ContentResult or JsonResult
            && done.HandlerInstance is not IMayNameNobody { NamesNobody: true })
        {
            await Note(context.HttpContext, done.Result is not (null or PageResult)).ConfigureAwait(false);
        }
    }

    /// <summary>Notes the look that a request is, when its page names people.</summary>
    /// <param name="context">The request.</param>
    /// <param name="isFile">Whether it is answered by a file.</param>
    /// <exception cref="AuditNotWritten">It cannot be noted: nothing may be shown.</exception>
    public async Task Note(HttpContext context, bool isFile)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.GetEndpoint()?.Metadata.GetMetadata<ShowsPersonAttribute>() is not { } shows)
        {
            return;
        }

        var subject = Subject(context.Request, shows);
        if (context.Viewer() is { } viewer
            && !(shows.Kind == ShowsPersonAttribute.Worker && string.Equals(viewer.Worker, subject, StringComparison.Ordinal)))
        {
            await Note(context, shows.Action, shows.Kind, subject, isFile, context.RequestAborted).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Notes that a page which names people was refused to somebody signed in. They are told nothing else when it cannot be
    /// noted, as nothing was shown; and whoever hangs up is noted all the same.
    /// </summary>
    /// <param name="context">The request.</param>
    public async Task NoteRefused(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.GetEndpoint()?.Metadata.GetMetadata<ShowsPersonAttribute>() is not { } shows || context.Viewer() is null)
        {
            return;
        }

        try
        {
            await Note(context, View.Refused, shows.Kind, Subject(context.Request, shows), context.Request.Query["format"] == "csv", CancellationToken.None).ConfigureAwait(false);
        }
        catch (AuditNotWritten)
        {
            refusals.Say(context, "a look that could not be noted");
        }
    }

    private async Task Note(HttpContext context, string action, string kind, string subject, bool isFile, CancellationToken cancel)
    {
        var here = context.RequestServices.GetRequiredService<CouncilContext>();

        // A kept page is served before the page itself would have said who looks.
        if (here.Viewer is null)
        {
            here.LoadViewer(context.Request);
        }

        _council ??= await Council(cancel).ConfigureAwait(false);
        if (_council is { } council)
        {
            var called = kind == View.Worker || (kind == View.Audit && context.Request.Query["kind"].ToString() is "" or View.Worker)
                ? await Called(council, subject, cancel).ConfigureAwait(false) : subject;
            await log.Note(new View(council, here.WhoLooks, action, kind, called, isFile), cancel).ConfigureAwait(false);
        }
    }

    /// <summary>What the trail calls a worker: never by a name, which may have to go when entries cannot.</summary>
    private async Task<string> Called(int council, string subject, CancellationToken cancel)
    {
        try
        {
            await using var db = store.Db();
            return await KnownPerson.AuditIdOfWorker(db, council, subject, cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is DbException or InvalidOperationException)
        {
            throw new AuditNotWritten(e);
        }
    }

    /// <summary>The site's council; nothing before its first import, when nobody is on record yet.</summary>
    private async Task<int?> Council(CancellationToken cancel)
    {
        try
        {
            await using var db = store.Db();
            var found = await db.Councils.Select(council => new { council.Id, council.Code }).ToListAsync(cancel).ConfigureAwait(false);
            return site.Council is { } code
                ? found.Find(council => string.Equals(council.Code, code, StringComparison.OrdinalIgnoreCase))?.Id
                : found.Count > 0 ? found.Single().Id : null;
        }
        catch (Exception e) when (e is DbException or InvalidOperationException)
        {
            throw new AuditNotWritten(e);
        }
    }

    private static string Subject(HttpRequest request, ShowsPersonAttribute shows) =>
        shows.Key is not { } key ? ""
        : request.RouteValues.TryGetValue(key, out var value) && value is not null ? Convert.ToString(value, CultureInfo.InvariantCulture)!
        : request.Query[key] is [{ } first, ..] ? first.Trim() : "";
}
