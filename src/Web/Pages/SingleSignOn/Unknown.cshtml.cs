using Fairload.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fairload.Web.Pages.SingleSignOn;

/// <summary>What somebody reads whom the council's sign-in knows and Fairload does not: an administrator must link them first.</summary>
[NamesNobody("What somebody unknown does next.")]
[AllowAnonymous]
public sealed class UnknownModel(WebOptions site) : PageModel
{
    /// <summary>What they pass on, so that they are found in the list; nothing where the list was full.</summary>
    public string? Reference { get; private set; }

    /// <summary>The council's name for its sign-in.</summary>
    public string Provider { get; private set; } = "";

    public IActionResult OnGet(string? reference)
    {
        if (site.SingleSignOn is not { } settings)
        {
            return NotFound();
        }

        Provider = settings.Name;
        Reference = reference is { Length: 8 } && reference.All(char.IsAsciiHexDigitUpper) ? reference : null;
        return Page();
    }
}
