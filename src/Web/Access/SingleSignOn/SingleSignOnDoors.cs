using Fairload.App.Accounts;
using Fairload.App.Workloads;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Fairload.Web.Access.SingleSignOn;

/// <summary>The doors of single sign-on: out to the provider, back from it, and the two by which it ends sessions.</summary>
internal static partial class SingleSignOnDoors
{
    /// <summary>Where a sign-in by the provider begins; <c>then</c> is where it leads.</summary>
    public const string Start = "/sign-in/council";

    /// <summary>The page of somebody whom the provider knows and Fairload does not.</summary>
    public const string Unknown = "/sign-in/council/unknown";

    /// <summary>The page of a sign-in that was refused.</summary>
    public const string Refused = "/sign-in/council/refused";

    /// <summary>The page that leads from the end of our session to the end of the provider's.</summary>
    public const string Onward = "/sign-out/council";

    /// <summary>Where the provider's sign-out page, in a frame, ends our session.</summary>
    public const string FrontChannel = "/sign-out/front-channel";

    /// <summary>Where the provider itself ends our sessions.</summary>
    public const string BackChannel = "/sign-out/back-channel";

    /// <summary>The largest message of a sign-out that is read, in bytes.</summary>
    private const int LargestMessage = 128 * 1024;

    /// <summary>Opens the doors.</summary>
    public static void Map(IEndpointRouteBuilder site)
    {
        site.MapGet(Start, GoOut).AllowAnonymous();
        site.MapGet(SingleSignOnHandler.CallbackPath, ComeBack).AllowAnonymous();
        site.MapGet(FrontChannel, EndByFrame).AllowAnonymous();
        site.MapPost(BackChannel, EndByProvider).AllowAnonymous().WithMetadata(new RequestSizeLimitAttribute(LargestMessage));
    }

    private static async Task GoOut(HttpContext context, ILogger<SingleSignOnHandler> log, string? then = null)
    {
        if (!FromThisSite.IsOwn(context.Request))
        {
            // Another site's link must not sign anybody in unawares: on the sign-in page it is the person who goes on.
            context.Response.Redirect(IsLocal(then) ? QueryHelpers.AddQueryString(RequireViewer.SignInPath, "then", then!) : RequireViewer.SignInPath);
            return;
        }

        try
        {
            await context.ChallengeAsync(SingleSignOnHandler.SchemeName, new AuthenticationProperties { RedirectUri = IsLocal(then) ? then : "/" }).ConfigureAwait(false);
        }
        catch (SignOnRefused refused)
        {
            Refuse(context, log, refused);
        }
    }

    private static async Task ComeBack(
        HttpContext context, IAuthenticationHandlerProvider handlers, SingleSignOnSettings settings, SignOn signOn, Sessions sessions, Workloads workloads,
        WebOptions options, ILogger<SingleSignOnHandler> log)
    {
        var cancel = context.RequestAborted;
        try
        {
            var handler = (SingleSignOnHandler)(await handlers.GetHandlerAsync(context, SingleSignOnHandler.SchemeName).ConfigureAwait(false))!;
            var (person, then) = await handler.Answer().ConfigureAwait(false);
            var council = await workloads.Council(options.Council, cancel).ConfigureAwait(false);
            var records = await workloads.HasRecords(options.Council, cancel).ConfigureAwait(false)
                ? (await workloads.Day(council, null, null, cancel).ConfigureAwait(false)).Cases.Caseload
                : null;
            var claimed = ClaimedRoles.Of(settings.Roles, person.Claims.All, node => records?.TeamWithId(node) is not null);
            var mail = person.Claims.One("email") ?? person.Claims.One("preferred_username") ?? "";
            var vouched = new Vouched(person.Issuer, person.Subject, person.Session, person.Claims.One("name") ?? "", mail);
            var end = await signOn.Begin(council.Id, vouched, claimed, context.Request.Headers.UserAgent, cancel).ConfigureAwait(false);
            if (end.Session is null)
            {
                context.Response.Redirect(end.Waiting is { } waiting ? QueryHelpers.AddQueryString(Unknown, "reference", SignOn.Reference(waiting)) : Refused + "?why=disabled");
                return;
            }

            if (context.Session() is { } before)
            {
                await sessions.End(before, cancel).ConfigureAwait(false);
            }

            SessionCookie.Write(context, end.Session);
            context.Response.Redirect(then);
        }
        catch (SignOnRefused refused)
        {
            Refuse(context, log, refused);
        }
    }

    private static async Task<IResult> EndByFrame(
        HttpContext context, SingleSignOnSettings settings, Provider provider, Sessions sessions, Workloads workloads, WebOptions options,
        ILogger<SingleSignOnHandler> log, string? iss = null, string? sid = null)
    {
        if (string.IsNullOrEmpty(sid) || iss is null || !(settings.IsOfSeveralTenants ? settings.Tenants.Select(settings.IssuerOf) : [settings.Issuer]).Contains(iss, StringComparer.Ordinal))
        {
            return Results.BadRequest();
        }

        try
        {
            // The session is found by the provider's name for it: in another site's frame the browser sends no cookie of ours.
            var council = await workloads.Council(options.Council, context.RequestAborted).ConfigureAwait(false);
            await sessions.EndByProvider(council.Id, iss, sid, context.RequestAborted).ConfigureAwait(false);
            SecurityHeaders.LetFrame(context, await provider.Origin(context.RequestAborted).ConfigureAwait(false));
            return Results.Text("");
        }
        catch (SignOnRefused refused)
        {
            WasRefused(log, refused.Why);
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<IResult> EndByProvider(
        HttpContext context, TokenCheck check, SignOn signOn, Workloads workloads, WebOptions options, ILogger<SingleSignOnHandler> log)
    {
        try
        {
            var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false) : FormCollection.Empty;
            var word = await check.OfSignOut(form["logout_token"], context.RequestAborted).ConfigureAwait(false);
            var council = await workloads.Council(options.Council, context.RequestAborted).ConfigureAwait(false);
            return await signOn.End(council.Id, word.Issuer, word.Subject, word.Session, word.Id, word.Until, context.RequestAborted).ConfigureAwait(false)
                ? Results.Ok()
                : throw new SignOnRefused(SignOnRefusal.Replayed);
        }
        catch (SignOnRefused refused)
        {
            WasRefused(log, refused.Why);
            return Results.Json(new { error = "invalid_request" }, statusCode: StatusCodes.Status400BadRequest);
        }
        catch (InvalidDataException)
        {
            return Results.Json(new { error = "invalid_request" }, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    private static void Refuse(HttpContext context, ILogger log, SignOnRefused refused)
    {
        WasRefused(log, refused.Why);

        // Sent on, so that neither code nor state stays in the address.
        context.Response.Redirect(QueryHelpers.AddQueryString(Refused, "why", refused.Why.ToString().ToLowerInvariant()));
    }

    private static bool IsLocal(string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(char.IsControl);

    [LoggerMessage(LogLevel.Warning, "Single sign-on was refused: {Why}.")]
    private static partial void WasRefused(ILogger log, SignOnRefusal why);
}
