using Fairload.App.Accounts;
using Fairload.App.Store.Tables;
using Fairload.Web.Access;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.SignIn;

/// <summary>The code of the authenticator, or a recovery code in its place.</summary>
public sealed class CodeModel(WebOptions site, FindAccount find, App.Accounts.SignIn signIn, Text<CodeModel> text) : SignInPage(site, find)
{
    /// <summary>The code.</summary>
    [BindProperty]
    public string? Code { get; set; }

    private bool IsHere => HttpContext.Session() is { Stage: SessionStage.NeedsCode };

    public IActionResult OnGet() => IsHere ? Page() : Redirect(Href(HttpContext.Session()?.Stage));

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        if (!IsHere || Council is null)
        {
            return Redirect(Href(HttpContext.Session()?.Stage));
        }

        var step = await signIn.WithCode(Council, HttpContext.Session()!, Code ?? "", From, cancel);
        return step.Wait is { } wait ? TooMany(wait) : step.Value is null ? Again("Code", text["refused"]) : Go(step);
    }
}
