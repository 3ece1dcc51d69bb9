using Fairload.App.Accounts;
using Fairload.App.Store.Tables;
using Fairload.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.Account;

/// <summary>One's own account: who one is here, which roles one holds, and where one is signed in.</summary>
public sealed class IndexModel(
    CouncilContext here, WebOptions site, FindAccount find, GiveRole give, Sessions sessions, Authenticators authenticators, RoleWords words)
    : AccountPage(here, site, find)
{
    /// <summary>The roles, the latest first.</summary>
    public IReadOnlyList<RoleRead> Roles { get; private set; } = [];

    /// <summary>The sessions that have not ended.</summary>
    public IReadOnlyList<Session> Sessions { get; private set; } = [];

    /// <summary>Whether one signs in by a password here.</summary>
    public bool HasPassword { get; private set; }

    /// <summary>How many recovery codes are left.</summary>
    public int RecoveryCodesLeft { get; private set; }

    /// <summary>What roles are called.</summary>
    public RoleWords Words => words;

    /// <summary>What was just done: <c>password</c> or <c>elsewhere</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        Roles = await give.Of(Signed.Account, cancel);
        Sessions = await sessions.Of(Signed.Account, cancel);
        HasPassword = (await Find.ById(Council.Id, Signed.Account, cancel))?.PasswordHash is not null;
        RecoveryCodesLeft = await authenticators.RecoveryCodesLeft(Signed.Account, cancel);
        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        await sessions.EndAll(Council.Id, Signed.Account, Signed.Id, Signed.SignInName, cancel);
        return Redirect("/account?done=elsewhere");
    }
}
