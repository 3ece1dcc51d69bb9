using Fairload.Web.Access;
using Fairload.Web.Access.SingleSignOn;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fairload.Web.Pages.SingleSignOn;

/// <summary>What somebody reads whose sign-in by the council's provider was refused: what happened, and what to do now.</summary>
[NamesNobody("Why a sign-in was refused.")]
[AllowAnonymous]
public sealed class RefusedModel(WebOptions site) : PageModel
{
    /// <summary>Why, for whoever runs Fairload; one of a few known words.</summary>
    public string Why { get; private set; } = "";

    /// <summary>What the person can do about it.</summary>
    public Advice Next { get; private set; }

    /// <summary>What a person can do about a refusal.</summary>
    public enum Advice
    {
        /// <summary>Begin again.</summary>
        Again,

        /// <summary>Ask the council's own service desk: they are not let in as they are.</summary>
        Desk,

        /// <summary>Ask who runs Fairload: something does not fit together.</summary>
        Runner,

        /// <summary>Ask the administrator: the account is closed.</summary>
        Closed,
    }

    /// <summary>The council's name for its sign-in.</summary>
    public string Provider { get; private set; } = "";

    /// <summary>What the link on the sign-in page says.</summary>
    internal static string Way(Text<RefusedModel> text, string provider) => text["way", ("provider", provider)];

    public IActionResult OnGet(string? why)
    {
        if (site.SingleSignOn is not { } settings)
        {
            return NotFound();
        }

        Provider = settings.Name;
        SignOnRefusal? known = Enum.GetValues<SignOnRefusal>().Where(one => string.Equals(one.ToString(), why, StringComparison.OrdinalIgnoreCase))
            .Select(one => (SignOnRefusal?)one).FirstOrDefault();
        Why = why == "disabled" ? why : known?.ToString().ToLowerInvariant() ?? "";
        Next = Why == "disabled" ? Advice.Closed : known switch
        {
            null or SignOnRefusal.State or SignOnRefusal.Declined or SignOnRefusal.Code or SignOnRefusal.Time or SignOnRefusal.Nonce => Advice.Again,
            SignOnRefusal.Tenant or SignOnRefusal.Strength => Advice.Desk,
            _ => Advice.Runner,
        };
        return Page();
    }
}
