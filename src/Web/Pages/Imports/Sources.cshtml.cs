using Fairload.App.Caseloads;
using Fairload.App.Store;
using Fairload.Core.Cases;
using Fairload.Web.Access;
using Fairload.Web.Components;
using Fairload.Web.Pages.Schemes;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Tables;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.Imports;

/// <summary>
/// Which sources are loaded and of which day, which of them leads for each kind of record, what no source gives, and the choice of who
/// leads for cases.
/// </summary>
[NamesNobody("Kinds of file and of record, and their days.")]
public sealed class SourcesModel(
    CouncilContext here, DataStore store, SetLead setLead, SourceWords words, RecordWords records, SchemeWords scheme, Text<SourcesModel> text, EditConflicts conflicts) : CouncilPage(here)
{
    /// <summary>The answer that the usual order stands.</summary>
    private const string Usual = "usual";

    /// <summary>The sources that are loaded.</summary>
    public ITable Loaded { get; private set; } = null!;

    /// <summary>Who leads for each kind of record.</summary>
    public ITable Leading { get; private set; } = null!;

    /// <summary>The kinds of record that no source gives, in words.</summary>
    public IReadOnlyList<string> Missing { get; private set; } = [];

    /// <summary>The facts that the scheme asks about and no source gives.</summary>
    public IReadOnlyList<string> Facts { get; private set; } = [];

    /// <summary>Who may lead for cases.</summary>
    public IReadOnlyList<Choice> Choices { get; private set; } = [];

    /// <summary>The source chosen.</summary>
    [BindProperty]
    public string? Lead { get; set; }

    /// <summary>The version of the choice that the form was shown beside; nothing where there was none.</summary>
    [BindProperty]
    public int? Seen { get; set; }

    /// <summary>What somebody else chose meanwhile; nothing when nobody did.</summary>
    public EditConflict? Conflict { get; private set; }

    /// <summary>Whether a choice was just saved.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Saved { get; set; }

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        if (!Here.Policy.MayImport)
        {
            return NotFound();
        }

        var now = await setLead.Now(Here.Council.Id, cancel);
        (Lead, Seen) = (now.Source?.Name() ?? Usual, now.Version);
        await Fill(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        if (!Here.Policy.MayImport)
        {
            return NotFound();
        }

        await Fill(cancel);
        if (!Choices.Any(choice => choice.Value == Lead))
        {
            ModelState.AddModelError("Lead", text["lead.needed"]);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        if (await setLead.Run(Here.Council.Id, SourceNames.Find(Lead!), Seen, Here.WhoLooks, cancel) is { } first)
        {
            Conflict = conflicts.Answer(HttpContext, ModelState, "Lead", "Seen", new EditConflict.Line(text["lead.label"], NameOf(first.Source), NameOf(SourceNames.Find(Lead!))));
            Seen = first.Version;
            return Page();
        }

        return Redirect("/imports/sources?saved=true");
    }

    private string NameOf(Source? source) => source is { } one ? words.Name(one) : text["lead.usual"];

    private async Task Fill(CancellationToken cancel)
    {
        var there = await LoadedSources.Of(store, Here.Council.Id, cancel);
        Loaded = new TableModel<LoadedSource>(
            text["loaded"],
            [
                new("source", text["source"], row => words.Name(row.Source)),
                new("latest", text["latest"], row => Format.Date(row.Latest)) { Html = row => Element.Of("span", "fl-nowrap").Add(Format.Date(row.Latest)), Csv = row => row.Latest },
                new("extracts", text["extracts"], row => Format.Count(row.Extracts)) { IsNumeric = true, Csv = row => row.Extracts },
                new("gives", text["gives"], row => string.Join(", ", row.Kinds.Select(records.Many))),
            ],
            there.Sources);
        Leading = new TableModel<KindSources>(
            text["leading"],
            [
                new("kind", text["kind"], row => PracticeTerms.Capital(records.Many(row.Kind))),
                new("counted", text["counted"], row => string.Join(text["then"], row.Counted.Select(words.Name))),
                new("held", text["held"], row => row.Held.Count == 0 ? Format.None : string.Join(", ", row.Held.Select(words.Name))),
            ],
            there.Kinds);
        Missing = [.. Enum.GetValues<RecordKind>().Except(there.Kinds.Select(of => of.Kind)).Select(records.Many)];
        Facts = [.. Here.Workload.Scheme.FactsNobodyGives(Here.Workload.Cases.Caseload).Select(fact => scheme.Name(fact, Here.Workload.Scheme)).Distinct()];
        Choices =
        [
            new Choice(Usual, text["lead.usual"], text["lead.usual.hint", string.Join(text["then"], there.InUsualOrder.Select(words.Name))]),
            .. there.MayLead.Select(source => new Choice(source.Name(), words.Name(source))),
        ];
    }
}
