using Fairload.App.Accounts;
using Fairload.App.Store.Tables;
using Fairload.Web.Access;
using Fairload.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.SingleSignOn;

/// <summary>The sign-ins at the council's provider that belong to an account, and taking one away.</summary>
[NamesNobody("An account, and nothing of its person’s work.")]
public sealed class LoginsModel(CouncilContext here, WebOptions site, LinkLogin link, FindAccount find) : SignOnPage(here, site)
{
    /// <summary>The account.</summary>
    public Fairload.App.Store.Tables.Account Account { get; private set; } = null!;

    /// <summary>Its sign-ins.</summary>
    public IReadOnlyList<AccountLogin> Logins { get; private set; } = [];

    /// <summary>Whether one was taken away a moment ago.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Done { get; set; }

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancel)
    {
        if (await find.ById(Administrator.Council, id, cancel) is not { } account)
        {
            return NotFound();
        }

        (Account, Logins) = (account, await link.Of(id, cancel));
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, string? issuer, string? subject, CancellationToken cancel)
    {
        if (issuer is null || subject is null || await find.ById(Administrator.Council, id, cancel) is null)
        {
            return NotFound();
        }

        await link.Undo(Administrator.Council, id, issuer, subject, Administrator.SignInName, cancel);
        return Redirect($"/accounts/{id}/sign-ins?done=true");
    }
}
