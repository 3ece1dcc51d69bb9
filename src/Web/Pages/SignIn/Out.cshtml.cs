using Fairload.App.Accounts;
using Fairload.Web.Access;
using Fairload.Web.Access.SingleSignOn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fairload.Web.Pages.SignIn;

/// <summary>
/// Signing out, by POST from the header of every page. Without a token, so that pages with that header can be kept: the
/// session's cookie is not sent with a form of another site, and a sign-out harms nobody.
/// </summary>
[NamesNobody("Signing out.")]
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed class OutModel(WebOptions site, Sessions sessions) : PageModel
{
    public IActionResult OnGet() => site.Demo ? NotFound() : HttpContext.Session() is null ? Page() : Redirect("/account");

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        if (site.Demo)
        {
            return NotFound();
        }

        var session = HttpContext.Session();
        if (session is not null)
        {
            await sessions.End(session, cancel);
        }

        SessionCookie.Clear(HttpContext);
        // What the browser keeps of this site goes too; the cookie of the language stays.
        Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        // A session of the council's own sign-in is to end there too.
        return Redirect(session?.Issuer is not null && site.SingleSignOn is not null ? SingleSignOnDoors.Onward : "/sign-out");
    }
}
