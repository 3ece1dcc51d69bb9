using System.Security.Claims;
using Fairload.App.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Fairload.Web.Access;

/// <summary>
/// Finds out who makes a request, before any page or kept page is served, and lets nobody further without that but to the
/// few endpoints marked as open to everybody. What a known person may see is asked of <see cref="Policy"/>.
/// </summary>
/// <remarks>
/// In the demonstration the person is the one chosen; elsewhere it is the account of the session, with the roles in force
/// at this very request. There is no way from one to the other: each reads its own cookie.
/// </remarks>
public sealed class RequireViewer(RequestDelegate next, WebOptions site, ViewerCookie cookie, Sessions sessions, RolesInForce roles)
{
    /// <summary>Where somebody is sent who is nobody yet.</summary>
    public const string SignInPath = "/sign-in";

    /// <summary>Lets the request through, or sends it to where people sign in.</summary>
    public async Task Invoke(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<AssetMetadata>() is not null)
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        var viewer = site.Demo ? cookie.Read(context.Request) : await ReadSession(context).ConfigureAwait(false);
        context.SetViewer(viewer);
        if (viewer is not null || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        context.Response.Redirect((site.Demo ? "/demo" : SignInPath) + "?then=" + Uri.EscapeDataString(context.Request.Path + context.Request.QueryString));
    }

    private async Task<Viewer?> ReadSession(HttpContext context)
    {
        if (SessionCookie.Read(context.Request) is not { } value
            || await sessions.Find(value, context.RequestAborted).ConfigureAwait(false) is not { } session
            || (site.Council is { } code && !string.Equals(code, session.CouncilCode, StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        context.SetSession(session);
        if (session.Stage != Fairload.App.Store.Tables.SessionStage.SignedIn)
        {
            return null;
        }

        // The token of a form is bound to the account: one that was opened by somebody else is refused.
        context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, session.Account.ToString())], "Fairload"));
        var held = await roles.Of(session.Account, session.AccessVersion, context.RequestAborted).ConfigureAwait(false);
        return new Viewer(session.Name, session.Worker, [.. held.Select(one => new RoleAt(one.Role, one.Node)).Distinct()])
        {
            Account = session.Account,
            SignInName = session.SignInName,
            Covers = [.. held.Where(one => one.Covers is not null).Select(one => new Cover(one.Covers!, one.Until)).Distinct()],
        };
    }
}
