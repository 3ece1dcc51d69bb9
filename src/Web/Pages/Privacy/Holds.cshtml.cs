using Fairload.App.Privacy;
using Fairload.App.Workloads;
using Fairload.Web.Access;
using Fairload.Web.Components;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Tables;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.Privacy;

/// <summary>The legal holds that stand, placing one and ending one.</summary>
[ShowsPerson("holds")]
public sealed class HoldsModel(CouncilContext here, Workloads workloads, WebOptions site, Holds holds, Text<HoldsModel> text) : PrivacyPage(here, workloads, site)
{
    /// <summary>What placing a hold asks.</summary>
    [BindProperty]
    public Answers Input { get; set; } = new();

    /// <summary>What ending one asks.</summary>
    [BindProperty]
    public Ends End { get; set; } = new();

    /// <summary>The holds.</summary>
    public IReadOnlyList<HoldSeen> Standing { get; private set; } = [];

    /// <summary>Them as a table.</summary>
    public ITable Table { get; private set; } = null!;

    /// <summary>A child, a worker or everybody.</summary>
    public IReadOnlyList<Choice> Kinds => [One("child", text["child"]), One("worker", text["worker"]), One("all", text["all"])];

    /// <summary>The answers, in the order of the questions.</summary>
    public sealed record Answers
    {
        /// <summary>A child, a worker or everybody.</summary>
        public string? Kind { get; init; }

        /// <summary>The id in a source.</summary>
        public string? Id { get; init; }

        /// <summary>Who decided it.</summary>
        public string? By { get; init; }

        /// <summary>Why.</summary>
        public string? Why { get; init; }
    }

    /// <summary>The answers about an end.</summary>
    public sealed record Ends
    {
        /// <summary>The hold's number.</summary>
        public int? Number { get; init; }

        /// <summary>Who decided it.</summary>
        public string? By { get; init; }

        /// <summary>Why.</summary>
        public string? Why { get; init; }
    }

    public Task OnGet(CancellationToken cancel) => Fill(cancel);

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        await Fill(cancel);
        Need("Input.Kind", Input.Kind is "all" || SubjectOf(Input.Kind) is not null ? Input.Kind : null, text["kind.needed"]);
        Need("Input.Id", Input.Kind is "all" ? "all" : Input.Id, text["id.needed"]);
        Need("Input.By", Input.By, text["by.needed"]);
        Need("Input.Why", Input.Why, text["why.needed"]);
        return await Try("Input.Id", () => holds.Place(Council, SubjectOf(Input.Kind), Input.Id?.Trim(), Input.By, Input.Why, Here.WhoLooks, cancel), "/privacy/holds?done=placed");
    }

    public async Task<IActionResult> OnPostEnd(CancellationToken cancel)
    {
        await Fill(cancel);
        Need("End.Number", End.Number is null ? null : "one", text["number.needed"]);
        Need("End.By", End.By, text["by.needed"]);
        Need("End.Why", End.Why, text["why.needed"]);
        return await Try("End.Number", () => holds.End(Council, End.Number!.Value, End.By, End.Why, Here.WhoLooks, cancel), "/privacy/holds?done=ended");
    }

    private async Task Fill(CancellationToken cancel)
    {
        Standing = await holds.Of(Council, ended: false, cancel);
        Table = new TableModel<HoldSeen>(text["standing"],
        [
            new("number", text["column.number"], one => Format.Count(one.Hold.Id)) { IsNumeric = true },
            new("whom", text["column.whom"], one => one.Hold.Subject is null ? text["all"] : text["person", ("kind", KnownPerson.KindOf(one.Hold.Subject.Value)), ("id", one.Person ?? "")]),
            new("by", text["column.by"], one => one.Hold.By),
            new("why", text["column.why"], one => one.Hold.Reason),
            new("since", text["column.since"], one => Format.DateAndTime(one.Hold.Since)),
        ],
        Standing, Request.Query);
    }
}
