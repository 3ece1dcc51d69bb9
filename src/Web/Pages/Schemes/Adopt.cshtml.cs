using Fairload.App.Schemes;
using Fairload.Core.Weighting;
using Fairload.Web.Access;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.Schemes;

/// <summary>Making a scheme the council's own, in a named manager's name and with the reason.</summary>
[NamesNobody("A form about a scheme.")]
public sealed class AdoptModel(CouncilContext here, SchemeShelf shelf, AdoptScheme adopt, Text<AdoptModel> text, EditConflicts conflicts)
    : CouncilPage(here)
{
    /// <summary>The longest name or reason kept.</summary>
    private const int MostName = 200, MostReason = 2000;

    /// <summary>The scheme.</summary>
    public Scheme Scheme { get; private set; } = null!;

    /// <summary>What the form asks.</summary>
    [BindProperty]
    public Answers Input { get; set; } = new();

    /// <summary>The answers, in the order of the questions.</summary>
    public sealed record Answers
    {
        /// <summary>The manager who answers for the scheme.</summary>
        public string? Manager { get; init; }

        /// <summary>Why this one.</summary>
        public string? Reason { get; init; }
    }

    /// <summary>The version of the adoption that the form was shown beside; nothing where there was none.</summary>
    [BindProperty]
    public int? Seen { get; set; }

    /// <summary>What somebody else adopted meanwhile; nothing when nobody did.</summary>
    public EditConflict? Conflict { get; private set; }

    public async Task<IActionResult> OnGet(string code, CancellationToken cancel)
    {
        if (!Finds(code))
        {
            return NotFound();
        }

        Seen = (await adopt.InForce(Here.Council.Id, cancel))?.Version;
        return Page();
    }

    public async Task<IActionResult> OnPost(string code, CancellationToken cancel)
    {
        if (!Finds(code))
        {
            return NotFound();
        }

        Check("Input.Manager", Input.Manager, MostName, text["manager.needed"], text["manager.long", MostName]);
        Check("Input.Reason", Input.Reason, MostReason, text["reason.needed"], text["reason.long", MostReason]);
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        if (await adopt.Run(Here.Council, shelf.TextOf(code)!, Input.Manager!, Input.Reason!, Seen, Here.WhoLooks, cancel) is { } first)
        {
            Conflict = conflicts.Answer(
                HttpContext, ModelState, "Input.Manager", "Seen",
                new(text["conflict.scheme"], shelf.Find(first.Adoption.Code)?.Title ?? first.Adoption.Code, Scheme.Title),
                new(text["manager.label"], first.Adoption.By, Input.Manager),
                new(text["reason.label"], first.Adoption.Why, Input.Reason));
            Seen = first.Version;
            return Page();
        }

        return LocalRedirect("/schemes?adopted=" + Uri.EscapeDataString(code));
    }

    private bool Finds(string code)
    {
        var found = shelf.Find(code);
        (Scheme, var isFound) = (found!, found is not null);
        return isFound && Here.Policy.MayAdoptScheme;
    }

    private void Check(string key, string? answer, int most, string needed, string tooLong)
    {
        if (string.IsNullOrWhiteSpace(answer))
        {
            ModelState.AddModelError(key, needed);
        }
        else if (answer.Trim().Length > most)
        {
            ModelState.AddModelError(key, tooLong);
        }
    }
}
