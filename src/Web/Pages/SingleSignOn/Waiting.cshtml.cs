using Fairload.App.Accounts;
using Fairload.App.Store.Tables;
using Fairload.Web.Access;
using Fairload.Web.Components;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Tables;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.SingleSignOn;

/// <summary>Those whom the council's sign-in knows and Fairload does not, for the administrator to link.</summary>
[NamesNobody("People who ask for an account, and nothing of their work.")]
public sealed class WaitingModel(CouncilContext here, WebOptions site, SignOn signOn, Text<WaitingModel> text) : SignOnPage(here, site)
{
    /// <summary>The list.</summary>
    public TableModel<SignOnWaiting> People { get; private set; } = null!;

    /// <summary>Whether somebody was linked or taken off a moment ago.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        People = new TableModel<SignOnWaiting>(
            text["table"],
            [
                new("name", text["name"], one => Called(one))
                {
                    Sort = one => one.Name,
                    Html = one => Element.Of("a", "govuk-link").Set("href", "/accounts/waiting/" + one.Id).Add(Called(one)),
                },
                new("mail", text["mail"], one => one.Mail) { Sort = one => one.Mail },
                new("last", text["last"], one => Format.DateAndTime(one.Last)) { Sort = one => one.Last },
                new("reference", text["reference"], one => SignOn.Reference(one.Id)),
            ],
            await signOn.Waiting(Administrator.Council, cancel),
            Request.Query);
        return Page();
    }

    private string Called(SignOnWaiting one) => one.Name.Length > 0 ? one.Name : text["nameless"];
}
