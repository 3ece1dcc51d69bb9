using Fairload.App.Accounts;
using Microsoft.AspNetCore.Http;

namespace Fairload.Web.Access;

/// <summary>
/// The cookie that carries a session: a random value and nothing else. Lax and not strict, so that a link in a message
/// opens for somebody signed in, and so that a council's own sign-in can hand over; every change is a POST with a token.
/// </summary>
public static class SessionCookie
{
    /// <summary>The cookie's name: the prefix has browsers keep it to this very host, over TLS.</summary>
    public const string Name = "__Host-fairload";

    /// <summary>The value sent with a request, or nothing.</summary>
    public static string? Read(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Cookies[Name] is { Length: 43 } value ? value : null;
    }

    /// <summary>Gives the browser a session, until it closes or the server ends it.</summary>
    public static void Write(HttpContext context, string value)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.Cookies.Append(Name, value, Options());
    }

    /// <summary>Takes the session from the browser.</summary>
    public static void Clear(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.Cookies.Delete(Name, Options());
    }

    private static CookieOptions Options() =>
        new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true };
}

/// <summary>The session that a request came with; before the sign-in is finished too.</summary>
public static class SessionOfRequest
{
    private static readonly object Key = new();

    /// <summary>The session; nothing when the request came with none that is good.</summary>
    public static SessionFound? Session(this HttpContext context) => context.Items[Key] as SessionFound;

    /// <summary>Says which session it is.</summary>
    internal static void SetSession(this HttpContext context, SessionFound? session) => context.Items[Key] = session;
}
