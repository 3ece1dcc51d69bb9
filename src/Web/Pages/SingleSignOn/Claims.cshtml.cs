using Fairload.App.Accounts;
using Fairload.App.Store.Tables;
using Fairload.Web.Access;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Tables;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.SingleSignOn;

/// <summary>What the council's sign-in said about people and that gave no role: a group nobody foresaw, a team the records do not have.</summary>
[NamesNobody("Groups and teams by their codes.")]
public sealed class ClaimsModel(CouncilContext here, WebOptions site, SignOn signOn, Text<ClaimsModel> text) : SignOnPage(here, site)
{
    /// <summary>The list.</summary>
    public TableModel<SignOnUnused> Unused { get; private set; } = null!;

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        Unused = new TableModel<SignOnUnused>(
            text["table"],
            [
                new("claim", text["claim"], one => one.Claim) { Sort = one => one.Claim },
                new("value", text["value"], one => one.Value.Length > 0 ? one.Value : text["value.none"]) { Sort = one => one.Value },
                new("why", text["why"], one => one.Why switch
                {
                    WhyNoRole.NoSuchNode => text["why.node"],
                    WhyNoRole.NoNodeGiven => text["why.noNode"],
                    WhyNoRole.TooMany => text["why.tooMany"],
                    _ => text["why.rule"],
                }),
                new("last", text["last"], one => Format.DateAndTime(one.Last)) { Sort = one => one.Last },
            ],
            await signOn.Unused(Administrator.Council, cancel),
            Request.Query);
        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        await signOn.ForgetUnused(Administrator.Council, cancel);
        return Redirect("/accounts/claims");
    }
}
