using Fairload.App.Privacy;
using Fairload.App.Workloads;
using Fairload.Web.Access;
using Fairload.Web.Components;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.Privacy;

/// <summary>What the council keeps of names, and the way to retention, holds and erasure.</summary>
[NamesNobody("Settings of the council.")]
public sealed class IndexModel(CouncilContext here, Workloads workloads, WebOptions site, KeepNames names, Text<IndexModel> text) : PrivacyPage(here, workloads, site)
{
    /// <summary>What the form asks.</summary>
    [BindProperty]
    public Answers Input { get; set; } = new();

    /// <summary>The ways to keep names.</summary>
    public IReadOnlyList<Choice> Ways => [One("full", text["names.full"]), One("initials", text["names.initials"])];

    /// <summary>The answers.</summary>
    public sealed record Answers
    {
        /// <summary>How names are kept.</summary>
        public string? Names { get; init; }
    }

    public async Task OnGet(CancellationToken cancel) => Input = new Answers { Names = KeepNames.Word(await names.Of(Council, cancel)) };

    public Task<IActionResult> OnPost(CancellationToken cancel)
    {
        Need("Input.Names", Input.Names, text["names.needed"]);
        return Try("Input.Names", () => names.Run(Council, KeepNames.Read(Input.Names), Here.WhoLooks, cancel), "/privacy?done=names");
    }
}
