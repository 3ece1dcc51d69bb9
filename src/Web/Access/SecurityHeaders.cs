using Microsoft.AspNetCore.Http;

namespace Fairload.Web.Access;

/// <summary>
/// Puts the same guard on every response, errors too. Nothing inline may run or style but one line of the design
/// system's template, known by its hash, and no script may write HTML (Trusted Types).
/// </summary>
public sealed class SecurityHeaders(RequestDelegate next)
{
    /// <summary>The template's one inline line, which tells the style sheet that scripts work.</summary>
    public const string TemplateScript =
        "document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '');";

    /// <summary>The SHA-256 of <see cref="TemplateScript"/>; a test recomputes it.</summary>
    public const string TemplateScriptHash = "sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw=";

    private const string Policy =
        "default-src 'none'; "
        + $"script-src 'self' '{TemplateScriptHash}'; "
        + "style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
        + "require-trusted-types-for 'script'; trusted-types 'none'; "
        + $"report-uri {PolicyReports.Path}; report-to policy";

    private static readonly object Framer = new();

    /// <summary>Lets one answer stand in a frame of another site: the provider's, when its sign-out page ends our session.</summary>
    /// <param name="context">The request.</param>
    /// <param name="origin">The other site's origin.</param>
    internal static void LetFrame(HttpContext context, string origin) => context.Items[Framer] = origin;

    public Task Invoke(HttpContext context)
    {
        context.Response.OnStarting(Write, context);
        return next(context);
    }

    private static Task Write(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        var framer = context.Items[Framer] as string;
        headers.ContentSecurityPolicy = framer is null ? Policy : Policy.Replace("frame-ancestors 'none'", "frame-ancestors " + framer, StringComparison.Ordinal);
        headers["Reporting-Endpoints"] = $"policy=\"{PolicyReports.Path}\"";
        headers.XContentTypeOptions = "nosniff";
        if (framer is null)
        {
            headers.XFrameOptions = "DENY";
        }

        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        if (context.GetEndpoint()?.Metadata.GetMetadata<AssetMetadata>() is null)
        {
            // A page names children and workers: it must not wait in a shared computer's cache.
            headers.CacheControl = "no-store";
        }

        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }

        return Task.CompletedTask;
    }
}
