using Fairload.App;
using Fairload.App.Accounts;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.Accounts;

/// <summary>Making an account: it begins without a password, by a start code that is shown once.</summary>
public sealed class NewModel(CouncilContext here, WebOptions site, FindAccount find, AddAccount add, Text<NewModel> text) : AccountsPage(here, site, find)
{
    /// <summary>What the form asks.</summary>
    [BindProperty]
    public Answers Input { get; set; } = new();

    /// <summary>The account, once, when it is made.</summary>
    public StartedAccount? Done { get; private set; }

    /// <summary>The answers, in the order of the questions.</summary>
    public sealed record Answers
    {
        /// <summary>The sign-in name.</summary>
        public string? SignInName { get; init; }

        /// <summary>The person's name.</summary>
        public string? Name { get; init; }

        /// <summary>The worker they are.</summary>
        public string? Worker { get; init; }

        /// <summary>The role to begin with; empty for none.</summary>
        public RoleAnswers Role { get; init; } = new();
    }

    public IActionResult OnGet() => Page();

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        var role = string.IsNullOrEmpty(Input.Role.Role) ? null : ReadRole("Input.Role", Input.Role, text["role.needed"], text["node.unknown"], text["day.bad"]);
        if (!ModelState.IsValid)
        {
            Response.StatusCode = Microsoft.AspNetCore.Http.StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        try
        {
            Done = await add.Run(Council, new NewAccount(Input.SignInName ?? "", Input.Name ?? "", Input.Worker) { Role = role }, Self, cancel);
            return Page();
        }
        catch (Refused refused)
        {
            return Again("Input.SignInName", refused.Message);
        }
    }
}
