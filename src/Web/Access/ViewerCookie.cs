using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Fairload.Web.Access;

/// <summary>
/// Remembers, in demo mode, whom a person chose to be: an encrypted cookie, so that nobody can write their own.
/// </summary>
public sealed class ViewerCookie(IDataProtectionProvider protection)
{
    /// <summary>The cookie's name.</summary>
    public const string Name = "fairload-viewer";

    private readonly IDataProtector _protector = protection.CreateProtector("Fairload.Viewer.v1");

    /// <summary>The person chosen, or nothing.</summary>
    public Viewer? Read(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Cookies[Name] is not { } sealedText)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<Viewer>(_protector.Unprotect(sealedText));
        }
        catch (Exception spoilt) when (spoilt is CryptographicException or JsonException or FormatException)
        {
            // An old or altered cookie is no sign-in.
            return null;
        }
    }

    /// <summary>Remembers a person until the browser closes.</summary>
    public void Write(HttpContext context, Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.Cookies.Append(Name, Seal(viewer), Options(context));
    }

    /// <summary>The cookie's value for a person.</summary>
    public string Seal(Viewer viewer) => _protector.Protect(JsonSerializer.Serialize(viewer));

    private static CookieOptions Options(HttpContext context) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, IsEssential = true, Path = "/" };
}
