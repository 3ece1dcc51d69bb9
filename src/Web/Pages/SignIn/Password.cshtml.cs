using Fairload.App;
using Fairload.App.Accounts;
using Fairload.App.Store.Tables;
using Fairload.Web.Access;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.SignIn;

/// <summary>Choosing a password, after a start code.</summary>
public sealed class PasswordModel(WebOptions site, FindAccount find, App.Accounts.SignIn signIn, SignInRules rules) : SignInPage(site, find)
{
    /// <summary>The fewest letters.</summary>
    public int Shortest => rules.ShortestPassword;

    /// <summary>The name that the person signs in by, for the browser's own store of passwords.</summary>
    public string SignInName => HttpContext.Session()?.SignInName ?? "";

    /// <summary>The new password.</summary>
    [BindProperty]
    public string? Password { get; set; }

    private bool IsHere => HttpContext.Session() is { Stage: SessionStage.NeedsPassword };

    public IActionResult OnGet() => IsHere ? Page() : Redirect(Href(HttpContext.Session()?.Stage));

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        if (!IsHere)
        {
            return Redirect(Href(HttpContext.Session()?.Stage));
        }

        try
        {
            var step = await signIn.ChoosePassword(HttpContext.Session()!, Password, From, cancel);
            return step.Value is null ? Redirect("/sign-in/start") : Go(step);
        }
        catch (Refused refused)
        {
            return Again("Password", refused.Message);
        }
    }
}
