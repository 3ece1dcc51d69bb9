using Fairload.App;
using Fairload.App.Accounts;
using Fairload.App.Store.Tables;
using Fairload.Web.Access;
using Fairload.Web.Components;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.SingleSignOn;

/// <summary>Linking somebody who waits to an account, which only an administrator does.</summary>
[NamesNobody("Somebody who asks for an account, and nothing of their work.")]
public sealed class LinkModel(CouncilContext here, WebOptions site, SignOn signOn, LinkLogin link, FindAccount find, Text<LinkModel> text) : SignOnPage(here, site)
{
    /// <summary>Who waits.</summary>
    public SignOnWaiting Person { get; private set; } = null!;

    /// <summary>The accounts to choose from.</summary>
    public IReadOnlyList<Choice> Accounts { get; private set; } = [];

    /// <summary>What the form asks.</summary>
    [BindProperty]
    public Answers Input { get; set; } = new();

    /// <summary>The answers.</summary>
    public sealed record Answers
    {
        /// <summary>The account's id.</summary>
        public string? Account { get; init; }
    }

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancel) => await Finds(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(Guid id, CancellationToken cancel)
    {
        if (!await Finds(id, cancel))
        {
            return NotFound();
        }

        if (!Guid.TryParse(Input.Account, out var account))
        {
            return Again("Input.Account", text["account.missing"]);
        }

        try
        {
            await link.Run(Administrator.Council, account, Person.Issuer, Person.Subject, Administrator.SignInName, cancel);
        }
        catch (Refused refused)
        {
            return Again("Input.Account", refused.Message);
        }

        await signOn.Forget(Administrator.Council, id, null, cancel);
        return Redirect("/accounts/waiting?done=linked");
    }

    public async Task<IActionResult> OnPostForget(Guid id, CancellationToken cancel)
    {
        await signOn.Forget(Administrator.Council, id, Administrator.SignInName, cancel);
        return Redirect("/accounts/waiting?done=forgotten");
    }

    private async Task<bool> Finds(Guid id, CancellationToken cancel)
    {
        if (await signOn.Waiting(Administrator.Council, id, cancel) is not { } person)
        {
            return false;
        }

        Person = person;
        Accounts =
        [
            new Choice("", text["account.choose"]),
            .. (await find.All(Administrator.Council, cancel)).Where(account => !account.IsDisabled)
                .Select(account => new Choice(account.Id.ToString(), $"{account.Name} ({account.UserName})")),
        ];
        return true;
    }
}
