using Fairload.App;
using Fairload.App.Accounts;
using Fairload.Web.Components;
using Fairload.Web.Pages.Account;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.Cover;

/// <summary>Cover for managers who are away: a colleague holds their roles for some weeks, and either of them ends it at once.</summary>
public sealed class IndexModel(CouncilContext here, WebOptions site, FindAccount find, CoverManager cover, RoleWords words, Text<IndexModel> text)
    : AccountPage(here, site, find)
{
    /// <summary>The longest that cover lasts, in weeks.</summary>
    public static int MostWeeks => CoverManager.MostWeeks;

    /// <summary>Cover that the person arranged, gives, or may end.</summary>
    public IReadOnlyList<CoverRead> Cover { get; private set; } = [];

    /// <summary>The colleagues to choose from.</summary>
    public IReadOnlyList<Choice> Colleagues { get; private set; } = [];

    /// <summary>Whether the person manages anything of their own that could be covered.</summary>
    public bool Manages => Here.Viewer.Roles.Any(held => held.Role.Manages());

    /// <summary>What nodes are called.</summary>
    public RoleWords Words => words;

    /// <summary>What was just done: <c>given</c> or <c>ended</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    /// <summary>What the form asks.</summary>
    [BindProperty]
    public Answers Input { get; set; } = new();

    /// <summary>The answers, in the order of the questions.</summary>
    public sealed record Answers
    {
        /// <summary>Who covers.</summary>
        public Guid? Colleague { get; init; }

        /// <summary>The first day.</summary>
        public string? From { get; init; }

        /// <summary>The first day back.</summary>
        public string? Until { get; init; }
    }

    /// <inheritdoc />
    protected override bool MaySee => Here.Policy.MayArrangeCover;

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        await Fill(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        await Fill(cancel);
        if (!Manages)
        {
            return NotFound();
        }

        var (from, until) = (TypedDay.Read(Input.From), TypedDay.Read(Input.Until));
        if (Input.Colleague is null || Colleagues.All(one => one.Value != Input.Colleague.ToString()))
        {
            ModelState.AddModelError("Input.Colleague", text["colleague.needed"]);
        }

        if (from is null)
        {
            ModelState.AddModelError("Input.From", text["day.needed"]);
        }

        if (until is null)
        {
            ModelState.AddModelError("Input.Until", text["day.needed"]);
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = Microsoft.AspNetCore.Http.StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        try
        {
            await cover.Run(Council.Id, Signed.Account, Input.Colleague!.Value, from!.Value, until!.Value, Self, cancel);
            return Redirect("/cover?done=given");
        }
        catch (Refused refused)
        {
            return Again("Input.Until", refused.Message);
        }
    }

    public async Task<IActionResult> OnPostEnd(Guid absent, Guid colleague, CancellationToken cancel)
    {
        await Fill(cancel);
        var between = (await cover.Of(Council.Id, cancel)).Where(one => one.Absent == absent && one.Colleague == colleague).ToList();

        // All cover between the two ends, so all of it must be theirs to end.
        if (between.Count == 0 || !between.TrueForAll(one => Here.Policy.MayEndCover(one.Absent, one.Colleague, one.Nodes)))
        {
            return NotFound();
        }

        await cover.End(Council.Id, absent, colleague, Self, cancel);
        return Redirect("/cover?done=ended");
    }

    private async Task Fill(CancellationToken cancel)
    {
        Cover = [.. (await cover.Of(Council.Id, cancel)).Where(one => Here.Policy.MayEndCover(one.Absent, one.Colleague, one.Nodes))];
        Colleagues =
        [
            new Choice("", text["colleague.none"]),
            .. (await Find.All(Council.Id, cancel)).Where(account => !account.IsDisabled && account.Id != Signed.Account).Select(account => new Choice(account.Id.ToString(), account.Name)),
        ];
    }
}
