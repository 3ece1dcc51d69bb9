using Fairload.App;
using Fairload.App.Accounts;
using Fairload.App.Store.Tables;
using Fairload.Web.Pages.Account;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.Accounts;

/// <summary>One account: who it is, whether it is open, a new start, and the roles it holds.</summary>
public sealed class AccountModel(
    CouncilContext here, WebOptions site, FindAccount find, EditAccount edit, AddAccount add, GiveRole give, RoleWords words, Text<AccountModel> text, EditConflicts conflicts)
    : AccountsPage(here, site, find)
{
    /// <summary>The account.</summary>
    public App.Store.Tables.Account Account { get; private set; } = null!;

    /// <summary>The roles, the latest first.</summary>
    public IReadOnlyList<RoleRead> Roles { get; private set; } = [];

    /// <summary>What roles are called.</summary>
    public RoleWords Words => words;

    /// <summary>Whether it is the person's own, which others look after.</summary>
    public bool IsOwn => Account.Id == Signed.Account;

    /// <summary>What somebody else saved meanwhile; nothing when nobody did.</summary>
    public EditConflict? Conflict { get; private set; }

    /// <summary>A new start code, once.</summary>
    public StartedAccount? Started { get; private set; }

    /// <summary>Whether something was just saved.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Saved { get; set; }

    /// <summary>Name and worker.</summary>
    [BindProperty]
    public Answers Input { get; set; } = new();

    /// <summary>A role to give.</summary>
    [BindProperty]
    public RoleAnswers Given { get; set; } = new();

    /// <summary>The day a role ends.</summary>
    [BindProperty]
    public string? EndDay { get; set; }

    /// <summary>The answers, in the order of the questions.</summary>
    public sealed class Answers
    {
        /// <summary>The person's name.</summary>
        public string? Name { get; set; }

        /// <summary>The worker they are.</summary>
        public string? Worker { get; set; }

        /// <summary>The version that was seen.</summary>
        public int Version { get; set; }
    }

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancel)
    {
        if (!await Fill(id, cancel))
        {
            return NotFound();
        }

        Input = new Answers { Name = Account.Name, Worker = Account.Worker, Version = Account.Version };
        return Page();
    }

    public Task<IActionResult> OnPostEdit(Guid id, CancellationToken cancel) => Change(id, "Input.Name", async () =>
    {
        if (await edit.Run(Council.Id, id, Input.Version, Input.Name ?? "", Input.Worker, Self, cancel) is not { } now)
        {
            return null;
        }

        Conflict = conflicts.Answer(
            HttpContext, ModelState, "Input.Name", "Input.Version",
            new(text["name.label"], now.Name, Input.Name), new(text["worker.label"], now.Worker, Input.Worker));
        Input.Version = now.Version;
        return Page();
    }, cancel);

    public Task<IActionResult> OnPostDisable(Guid id, CancellationToken cancel) => SetDisabled(id, true, cancel);

    public Task<IActionResult> OnPostEnable(Guid id, CancellationToken cancel) => SetDisabled(id, false, cancel);

    public Task<IActionResult> OnPostReset(Guid id, CancellationToken cancel) => Change(id, "", async () =>
    {
        Started = await add.Reset(Council, id, null, Self, cancel);
        return Page();
    }, cancel);

    public Task<IActionResult> OnPostGive(Guid id, CancellationToken cancel) => Change(id, "Given.Role", async () =>
    {
        if (ReadRole("Given", Given, text["role.needed"], text["node.unknown"], text["day.bad"]) is not { } role)
        {
            Response.StatusCode = Microsoft.AspNetCore.Http.StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        await give.Run(Council.Id, id, role, Self, cancel);
        return null;
    }, cancel);

    public Task<IActionResult> OnPostEnd(Guid id, Guid role, int roleVersion, CancellationToken cancel) => Change(id, "EndDay", async () =>
    {
        if (Roles.All(one => one.Held.Id != role))
        {
            return NotFound();
        }

        var day = string.IsNullOrWhiteSpace(EndDay) ? Here.Today : TypedDay.Read(EndDay);
        if (day is not { } until)
        {
            return Again("EndDay", text["day.bad"]);
        }

        if (await give.End(Council.Id, role, roleVersion, until, Self, cancel) is not { } now)
        {
            return null;
        }

        Conflict = conflicts.Answer(
            HttpContext, ModelState, "EndDay", "", new EditConflict.Line(text["until.label"], now.Until is { } end ? Format.Date(end) : null, Format.Date(until)));
        return Page();
    }, cancel);

    private Task<IActionResult> SetDisabled(Guid id, bool isDisabled, CancellationToken cancel) => Change(id, "", async () =>
    {
        if (await edit.SetDisabled(Council.Id, id, Input.Version, isDisabled, Self, cancel) is not { } now)
        {
            return null;
        }

        Conflict = conflicts.Answer(
            HttpContext, ModelState, "", "Input.Version",
            new EditConflict.Line(text["state"], now.IsDisabled ? text["state.disabled"] : text["state.open"], isDisabled ? text["state.disabled"] : text["state.open"]));
        return Page();
    }, cancel);

    /// <summary>Does a change and answers: the page anew when it is saved, and the page again with what was refused.</summary>
    private async Task<IActionResult> Change(Guid id, string field, Func<Task<IActionResult?>> change, CancellationToken cancel)
    {
        if (!await Fill(id, cancel))
        {
            return NotFound();
        }

        try
        {
            if (await change() is not { } answer)
            {
                return Redirect($"/accounts/{id}?saved=true");
            }

            await Fill(id, cancel);
            FillForm();
            return answer;
        }
        catch (Refused refused)
        {
            FillForm();
            return Again(field, refused.Message);
        }
    }

    /// <summary>The forms that were not sent show what is saved.</summary>
    private void FillForm()
    {
        if (Input.Name is null)
        {
            (Input.Name, Input.Worker, Input.Version) = (Account.Name, Account.Worker, Account.Version);
        }
    }

    private async Task<bool> Fill(Guid id, CancellationToken cancel)
    {
        if (await Find.ById(Council.Id, id, cancel) is not { } account)
        {
            return false;
        }

        (Account, Roles) = (account, await give.Of(id, cancel));
        return true;
    }
}
