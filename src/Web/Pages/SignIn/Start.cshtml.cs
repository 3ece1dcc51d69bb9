using Fairload.App.Accounts;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.SignIn;

/// <summary>The first sign-in of somebody new, or of somebody whose account was reset: name and start code.</summary>
public sealed class StartModel(WebOptions site, FindAccount find, App.Accounts.SignIn signIn, Text<StartModel> text) : SignInPage(site, find)
{
    /// <summary>What the form asks.</summary>
    [BindProperty]
    public Answers Input { get; set; } = new();

    /// <summary>The answers, in the order of the questions.</summary>
    public sealed record Answers
    {
        /// <summary>The sign-in name.</summary>
        public string? Name { get; init; }

        /// <summary>The start code.</summary>
        public string? Code { get; init; }
    }

    public IActionResult OnGet() => Page();

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(Input.Name) || string.IsNullOrWhiteSpace(Input.Code) || Council is null)
        {
            return Again("Input.Name", text["refused"]);
        }

        var step = await signIn.WithStartCode(Council, Input.Name, Input.Code, From, cancel);
        return step.Wait is { } wait ? TooMany(wait) : step.Value is null ? Again("Input.Name", text["refused"]) : Go(step);
    }
}
