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

    public Task Invoke(HttpContext context)
    {
        context.Response.OnStarting(Write, context);
        return next(context);
    }

    private static Task Write(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers["Reporting-Endpoints"] = $"policy=\"{PolicyReports.Path}\"";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
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
