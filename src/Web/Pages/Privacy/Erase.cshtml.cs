using Fairload.App.Privacy;
using Fairload.App.Workloads;
using Fairload.Web.Access;
using Fairload.Web.Components;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.Privacy;

/// <summary>Erasing one child or worker, confirmed by typing the id twice, in the name of whoever decided it.</summary>
[NamesNobody("A form that shows nothing of the records.")]
public sealed class EraseModel(CouncilContext here, Workloads workloads, WebOptions site, ErasePeople erase, Text<EraseModel> text) : PrivacyPage(here, workloads, site)
{
    /// <summary>What the form asks.</summary>
    [BindProperty]
    public Answers Input { get; set; } = new();

    /// <summary>Child or worker.</summary>
    public IReadOnlyList<Choice> Kinds => [One("child", text["child"]), One("worker", text["worker"])];

    /// <summary>The answers, in the order of the questions.</summary>
    public sealed record Answers
    {
        /// <summary>Child or worker.</summary>
        public string? Kind { get; init; }

        /// <summary>The id in a source.</summary>
        public string? Id { get; init; }

        /// <summary>The id again.</summary>
        public string? Again { get; init; }

        /// <summary>Who decided it.</summary>
        public string? By { get; init; }

        /// <summary>Why.</summary>
        public string? Why { get; init; }
    }

    public IActionResult OnGet() => Page();

    public Task<IActionResult> OnPost(CancellationToken cancel)
    {
        var subject = SubjectOf(Input.Kind);
        Need("Input.Kind", subject is null ? null : Input.Kind, text["kind.needed"]);
        Need("Input.Id", Input.Id, text["id.needed"]);
        if (Input.Id?.Trim() != Input.Again?.Trim())
        {
            ModelState.AddModelError("Input.Again", text["again.differs"]);
        }

        Need("Input.By", Input.By, text["by.needed"]);
        Need("Input.Why", Input.Why, text["why.needed"]);
        return Try("Input.Id", () => erase.Run(Council, subject!.Value, Input.Id!.Trim(), Input.By, Input.Why, Here.WhoLooks, cancel), "/privacy/erase?done=erased");
    }
}
