using Fairload.App.Accounts;
using Fairload.App.Store.Tables;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.Account;

/// <summary>One's own account: who one is here, which roles one holds, and where one is signed in.</summary>
public sealed class IndexModel(
    CouncilContext here, WebOptions site, FindAccount find, GiveRole give, Sessions sessions, Authenticators authenticators, App.Accounts.SignIn signIn, RoleWords words,
    Text<IndexModel> text)
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

    /// <summary>The password, asked of who has one before the other sessions end.</summary>
    [BindProperty]
    public string? Password { get; set; }

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        await Load(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        await Load(cancel);
        // Who has no password here proved who they are to the council's own sign-in.
        if (HasPassword)
        {
            var (isRight, wait) = await signIn.Confirm(Council, Signed, Password ?? "", From, cancel);
            if (wait is { } some)
            {
                return TooMany(some, nameof(Password), text["tooMany"]);
            }

            if (!isRight)
            {
                return Again(nameof(Password), text["wrong"]);
            }
        }

        await sessions.EndAll(Council.Id, Signed.Account, Signed.Id, Signed.SignInName, cancel);
        return Redirect("/account?done=elsewhere");
    }

    private async Task Load(CancellationToken cancel)
    {
        Roles = await give.Of(Signed.Account, cancel);
        Sessions = await sessions.Of(Signed.Account, cancel);
        HasPassword = (await Find.ById(Council.Id, Signed.Account, cancel))?.PasswordHash is not null;
        RecoveryCodesLeft = await authenticators.RecoveryCodesLeft(Signed.Account, cancel);
    }
}
