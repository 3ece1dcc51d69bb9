using Fairload.App.Accounts;
using Fairload.App.Store.Tables;
using Fairload.Web.Components;
using Fairload.Web.Pages.Account;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Tables;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.Accounts;

/// <summary>The accounts of the council, with what each holds today.</summary>
public sealed class IndexModel(CouncilContext here, WebOptions site, FindAccount find, GiveRole give, RoleWords words, Text<IndexModel> text)
    : AccountsPage(here, site, find)
{
    /// <summary>What names are searched for.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>The list.</summary>
    public TableModel<App.Store.Tables.Account> Table { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string? format, CancellationToken cancel)
    {
        var roles = await give.Today(Council.Id, cancel);
        var found = (await Find.All(Council.Id, cancel)).Where(account => string.IsNullOrWhiteSpace(Q)
            || account.Name.Contains(Q.Trim(), StringComparison.CurrentCultureIgnoreCase) || account.UserName!.Contains(Q.Trim(), StringComparison.OrdinalIgnoreCase));
        string Held(App.Store.Tables.Account account) => string.Join(", ", roles[account.Id].Select(role =>
            role.Node is null ? Here.RoleName(role.Role) : text["roleAt", ("role", Here.RoleName(role.Role)), ("node", words.Node(Here, role.Node))]).Distinct());
        Table = new TableModel<App.Store.Tables.Account>(
            text["title"],
            [
                new("name", text["name"], account => account.Name)
                {
                    Sort = account => account.Name,
                    Html = account => Element.Of("a", "govuk-link").Set("href", "/accounts/" + account.Id).Add(account.Name),
                },
                new("sign-in-name", text["signInName"], account => account.UserName) { Sort = account => account.UserName },
                new("roles", text["roles"], Held),
                new("state", text["state"], account => account.IsDisabled ? text["state.disabled"] : account.LockoutEnd > Here.Now ? text["state.locked"] : text["state.open"])
                {
                    Sort = account => account.IsDisabled,
                },
            ],
            found,
            Request.Query);
        return format == "csv" ? new CsvResult(Table, "accounts.csv") : Page();
    }
}
