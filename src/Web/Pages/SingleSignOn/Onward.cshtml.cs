using Fairload.Web.Access;
using Fairload.Web.Access.SingleSignOn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace Fairload.Web.Pages.SingleSignOn;

/// <summary>
/// Leads from the end of a session here to the end of the provider's. A page and no redirect: browsers hold the way
/// of a sent form to this site (<c>form-action</c>), and signing out is one.
/// </summary>
[NamesNobody("The end of a session.")]
[AllowAnonymous]
public sealed class OnwardModel(WebOptions site) : PageModel
{
    /// <summary>Where the provider ends its session; nothing where it has no such place, or cannot be asked.</summary>
    public string? Href { get; private set; }

    /// <summary>The council's name for its sign-in.</summary>
    public string Provider { get; private set; } = "";

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        if (site.SingleSignOn is not { } settings)
        {
            return NotFound();
        }

        Provider = settings.Name;
        try
        {
            var said = await HttpContext.RequestServices.GetRequiredService<Provider>().Said(cancel);
            if (!string.IsNullOrEmpty(said.EndSessionEndpoint))
            {
                // No token is kept that could name the session; the provider asks the person, or knows them by its own cookie.
                Href = QueryHelpers.AddQueryString(said.EndSessionEndpoint, new Dictionary<string, string?>
                {
                    ["client_id"] = settings.ClientId,
                    ["post_logout_redirect_uri"] = $"{Request.Scheme}://{Request.Host}{Request.PathBase}/sign-in",
                });
                Response.Headers["Refresh"] = "0; url=" + Href;
            }
        }
        catch (SignOnRefused)
        {
            // Signed out here all the same, and the page says that there the session may go on.
        }

        return Page();
    }
}
