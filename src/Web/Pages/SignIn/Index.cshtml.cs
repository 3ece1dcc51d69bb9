using Fairload.App.Accounts;
using Fairload.App.Store.Tables;
using Fairload.Web.Access;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.SignIn;

/// <summary>Signing in: name and password, or the council's own sign-in where there is one.</summary>
public sealed class IndexModel(WebOptions site, FindAccount find, App.Accounts.SignIn signIn, IEnumerable<SignInWay> ways, Text<IndexModel> text)
    : SignInPage(site, find)
{
    /// <summary>The other ways to sign in.</summary>
    public IEnumerable<SignInWay> Ways => ways;

    /// <summary>What the form asks.</summary>
    [BindProperty]
    public Answers Input { get; set; } = new();

    /// <summary>The answers, in the order of the questions.</summary>
    public sealed record Answers
    {
        /// <summary>The sign-in name.</summary>
        public string? Name { get; init; }

        /// <summary>The password.</summary>
        public string? Password { get; init; }
    }

    public IActionResult OnGet() =>
        HttpContext.Session() is { Stage: SessionStage.SignedIn } ? LocalRedirect(Url.IsLocalUrl(Then) ? Then : "/") : Page();

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(Input.Name) || string.IsNullOrEmpty(Input.Password) || Council is null)
        {
            return Again("Input.Name", text["refused"]);
        }

        var step = await signIn.WithPassword(Council, Input.Name, Input.Password, From, cancel);
        return step.Wait is { } wait ? TooMany(wait) : step.Value is null ? Again("Input.Name", text["refused"]) : Go(step);
    }
}
