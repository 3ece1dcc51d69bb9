using Fairload.App.Accounts;
using Fairload.App.Store.Tables;
using Fairload.Web.Access;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.SignIn;

/// <summary>Setting up an authenticator: the picture, the same key in letters, and the first code to show that it works.</summary>
public sealed class EnrolModel(
    WebOptions site, FindAccount find, App.Accounts.SignIn signIn, Authenticators authenticators, RecoverySheet sheet, Text<EnrolModel> text) : SignInPage(site, find)
{
    /// <summary>The address of the picture.</summary>
    public const string PicturePath = "/sign-in/enrol.svg";

    /// <summary>The first code.</summary>
    [BindProperty]
    public string? Code { get; set; }

    /// <summary>The key, in groups of four.</summary>
    public string Key { get; private set; } = "";

    /// <summary>The recovery codes, once, when it is done.</summary>
    public RecoveryCodes? Done { get; private set; }

    private bool IsHere => HttpContext.Session() is { Stage: SessionStage.NeedsAuthenticator };

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        if (!IsHere)
        {
            return Redirect(Href(HttpContext.Session()?.Stage));
        }

        await Fill(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        if (!IsHere || Council is null)
        {
            return Redirect(Href(HttpContext.Session()?.Stage));
        }

        var (step, codes) = await signIn.SetUpAuthenticator(Council, HttpContext.Session()!, Code ?? "", From, cancel);
        if (step.Wait is { } wait)
        {
            return TooMany(wait);
        }

        if (step.Value is null)
        {
            await Fill(cancel);
            return Again("Code", text["refused"]);
        }

        // Shown in the answer itself and kept nowhere: sent again, the form finds that it is done.
        SessionCookie.Write(HttpContext, step.Value);
        Done = new RecoveryCodes(codes, sheet.Seal(HttpContext.Session()!.Account, codes), Url.IsLocalUrl(Then) ? Then : "/");
        return Page();
    }

    private async Task Fill(CancellationToken cancel)
    {
        var key = await authenticators.NewKey(HttpContext.Session()!.Account, cancel);
        Key = string.Join(' ', key.Chunk(4).Select(four => new string(four)));
    }
}
