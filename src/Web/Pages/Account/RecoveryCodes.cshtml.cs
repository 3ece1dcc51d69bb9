using Fairload.App.Accounts;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Pages.SignIn;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.Account;

/// <summary>New recovery codes in the place of the old ones: the password is asked.</summary>
public sealed class RecoveryCodesModel(CouncilContext here, WebOptions site, FindAccount find, App.Accounts.SignIn signIn, RecoverySheet sheet, Text<RecoveryCodesModel> text)
    : AccountPage(here, site, find)
{
    /// <summary>The password.</summary>
    [BindProperty]
    public string? Password { get; set; }

    /// <summary>The codes, once, when they are made.</summary>
    public RecoveryCodes? Done { get; private set; }

    public IActionResult OnGet() => Page();

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        var (isRight, wait) = await signIn.Confirm(Council, Signed, Password ?? "", From, cancel);
        if (wait is { } some)
        {
            return TooMany(some, "Password", text["tooMany"]);
        }

        if (!isRight)
        {
            return Again("Password", text["wrong"]);
        }

        var codes = await signIn.NewRecoveryCodes(Signed, cancel);
        Done = new RecoveryCodes(codes, sheet.Seal(Signed.Account, codes), "/account");
        return Page();
    }
}
