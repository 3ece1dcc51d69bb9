using Fairload.App.Accounts;
using Fairload.Web.Access;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Pages.SignIn;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.Account;

/// <summary>Setting up another authenticator: the password is asked, and the first code of the new one.</summary>
public sealed class AuthenticatorModel(
    CouncilContext here, WebOptions site, FindAccount find, App.Accounts.SignIn signIn, Authenticators authenticators, RecoverySheet sheet, Text<AuthenticatorModel> text)
    : AccountPage(here, site, find)
{
    /// <summary>The new key, in groups of four.</summary>
    public string Key { get; private set; } = "";

    /// <summary>The recovery codes, once, when it is done.</summary>
    public RecoveryCodes? Done { get; private set; }

    /// <summary>What the form asks.</summary>
    [BindProperty]
    public Answers Input { get; set; } = new();

    /// <summary>The answers, in the order of the questions.</summary>
    public sealed record Answers
    {
        /// <summary>The password.</summary>
        public string? Password { get; init; }

        /// <summary>The first code.</summary>
        public string? Code { get; init; }
    }

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        await Fill(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        await Fill(cancel);
        var (isRight, wait) = await signIn.Confirm(Council, Signed, Input.Password ?? "", From, cancel);
        if (wait is { } some)
        {
            return TooMany(some, "Input.Password", text["tooMany"]);
        }

        if (!isRight)
        {
            return Again("Input.Password", text["wrong"]);
        }

        var (step, codes) = await signIn.SetUpAuthenticator(Council, Signed, Input.Code ?? "", From, cancel);
        if (step.Value is null)
        {
            return step.Wait is { } more ? TooMany(more, "Input.Code", text["tooMany"]) : Again("Input.Code", text["code.wrong"]);
        }

        SessionCookie.Write(HttpContext, step.Value);
        Done = new RecoveryCodes(codes, sheet.Seal(Signed.Account, codes), "/account");
        return Page();
    }

    private async Task Fill(CancellationToken cancel)
    {
        var key = await authenticators.NewKey(Signed.Account, cancel);
        Key = string.Join(' ', key.Chunk(4).Select(four => new string(four)));
    }
}
