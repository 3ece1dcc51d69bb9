using Fairload.App;
using Fairload.App.Accounts;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.Account;

/// <summary>Changing one's own password: the present one is asked first.</summary>
public sealed class PasswordModel(CouncilContext here, WebOptions site, FindAccount find, App.Accounts.SignIn signIn, SignInRules rules, Text<PasswordModel> text)
    : AccountPage(here, site, find)
{
    /// <summary>The fewest letters.</summary>
    public int Shortest => rules.ShortestPassword;

    /// <summary>What the form asks.</summary>
    [BindProperty]
    public Answers Input { get; set; } = new();

    /// <summary>The answers, in the order of the questions.</summary>
    public sealed record Answers
    {
        /// <summary>The present password.</summary>
        public string? Present { get; init; }

        /// <summary>The new one.</summary>
        public string? Wanted { get; init; }
    }

    public IActionResult OnGet() => Page();

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        var (isRight, wait) = await signIn.Confirm(Council, Signed, Input.Present ?? "", From, cancel);
        if (wait is { } some)
        {
            return TooMany(some, "Input.Present", text["tooMany"]);
        }

        if (!isRight)
        {
            return Again("Input.Present", text["wrong"]);
        }

        try
        {
            await signIn.ChangePassword(Signed, Input.Wanted, cancel);
        }
        catch (Refused refused)
        {
            return Again("Input.Wanted", refused.Message);
        }

        return Redirect("/account?done=password");
    }
}
