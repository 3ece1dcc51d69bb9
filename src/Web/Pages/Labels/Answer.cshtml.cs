using Fairload.App;
using Fairload.App.Labels;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.App.Workloads;
using Fairload.Web.Access;
using Fairload.Web.Components;
using Fairload.Web.Pages.Imports;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.Labels;

/// <summary>Saying what a label means, or that it is to stay unknown.</summary>
[NamesNobody("A label of a code and the values it may have.")]
public sealed class AnswerModel(
    CouncilContext here, DataStore store, Workloads workloads, WebOptions site, AnswerLabel answer, EditConflicts conflicts, Text<AnswerModel> text, LabelWords words)
    : FilesPage(here, store, workloads, site)
{
    /// <summary>So many values fit as buttons; more are a list to choose from.</summary>
    public const int MostButtons = 25;

    /// <summary>What the form sends for "leave unknown".</summary>
    private const string Unknown = "-";

    /// <summary>The label.</summary>
    public AnswerableLabel Label { get; private set; } = null!;

    /// <summary>The value chosen.</summary>
    [BindProperty]
    public string? Value { get; set; }

    /// <summary>The version of the answer that the form was shown beside; 0 where there was none.</summary>
    [BindProperty]
    public int Seen { get; set; }

    /// <summary>What somebody else said meanwhile; nothing when nobody did.</summary>
    public EditConflict? Conflict { get; private set; }

    /// <summary>Why it could not be read.</summary>
    public string Why => words.Why(Label.Reading);

    /// <summary>The values, the suggested one marked, and "leave unknown".</summary>
    public IEnumerable<Choice> Choices =>
    [
        .. Label.Values.Select(value => value == Label.Reading.Suggestion ? new Choice(value, value, text["suggested"]) : new Choice(value, value)),
        new Choice(Unknown, text["leave"], text["leave.hint"]),
    ];

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancel)
    {
        if (!await Finds(id, cancel))
        {
            return NotFound();
        }

        Seen = Label.Answer?.Version ?? 0;
        Value = Label.Answer is { } stands ? stands.Value ?? Unknown : null;
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken cancel)
    {
        if (!await Finds(id, cancel))
        {
            return NotFound();
        }

        LabelAnswer? first;
        try
        {
            if (string.IsNullOrEmpty(Value))
            {
                throw new Refused(text["value.needed"]);
            }

            first = await answer.Run(CouncilNumber, id, Value == Unknown ? null : Value, Seen, Here.WhoLooks, cancel);
        }
        catch (Refused refused)
        {
            ModelState.AddModelError(nameof(Value), refused.Message);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        if (first is not null)
        {
            Conflict = conflicts.Answer(
                HttpContext, ModelState, nameof(Value), nameof(Seen),
                new EditConflict.Line(text["value.label"], first.Value ?? text["leave"], Value == Unknown ? text["leave"] : Value));
            Seen = first.Version;
            return Page();
        }

        return LocalRedirect("/labels?kept=true");
    }

    public async Task<IActionResult> OnPostForget(Guid id, CancellationToken cancel) =>
        await answer.Forget(CouncilNumber, id, Here.WhoLooks, cancel) ? LocalRedirect("/labels?forgotten=true") : NotFound();

    private async Task<bool> Finds(Guid id, CancellationToken cancel)
    {
        var found = await answer.Find(CouncilNumber, id, cancel);
        (Label, var isFound) = (found!, found is not null);
        return isFound;
    }
}
