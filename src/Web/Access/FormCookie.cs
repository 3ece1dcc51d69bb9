using Microsoft.AspNetCore.Http;

namespace Fairload.Web.Access;

/// <summary>
/// The cookie beside the tokens of forms. By HTTPS its name begins with <c>__Host-</c>, which a browser takes only from
/// this very host and never by plain HTTP: so a neighbour under the same domain cannot plant one.
/// </summary>
public sealed class FormCookie : CookieBuilder
{
    /// <summary>Its name by plain HTTP.</summary>
    public const string PlainName = "fairload-form";

    private readonly IHttpContextAccessor _request;

    public FormCookie(IHttpContextAccessor request)
    {
        _request = request;
        HttpOnly = true;
        IsEssential = true;
        SameSite = SameSiteMode.Strict;
        SecurePolicy = CookieSecurePolicy.SameAsRequest;
        Path = "/";
    }

    /// <inheritdoc />
    public override string? Name => _request.HttpContext?.Request.IsHttps == true ? "__Host-" + PlainName : PlainName;
}
