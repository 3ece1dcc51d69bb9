using System.Globalization;
using Fairload.App.Privacy;
using Fairload.App.Workloads;
using Fairload.Web.Access;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Tables;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.Privacy;

/// <summary>What the council's retention rules make due: first to look at, then to confirm by its number and a name.</summary>
[NamesNobody("Counts of what is due.")]
public sealed class RetentionModel(CouncilContext here, Workloads workloads, WebOptions site, Retention retention, Text<RetentionModel> text)
    : PrivacyPage(here, workloads, site)
{
    /// <summary>What the form asks.</summary>
    [BindProperty]
    public Answers Input { get; set; } = new();

    /// <summary>What is due; nothing when the council has set no rules.</summary>
    public RetentionPlan? Plan { get; private set; }

    /// <summary>It as a table.</summary>
    public ITable? Table { get; private set; }

    /// <summary>The answers, in the order of the questions.</summary>
    public sealed record Answers
    {
        /// <summary>How many are due, typed.</summary>
        public string? Count { get; init; }

        /// <summary>Who decided it.</summary>
        public string? By { get; init; }
    }

    public Task OnGet(CancellationToken cancel) => Fill(cancel);

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        await Fill(cancel);
        if (Plan is null)
        {
            return NotFound();
        }

        var isNumber = long.TryParse(Input.Count, NumberStyles.AllowThousands, CultureInfo.GetCultureInfo("en-GB"), out var count);
        Need("Input.Count", isNumber ? Input.Count : null, text["count.needed"]);
        Need("Input.By", Input.By, text["by.needed"]);
        return await Try("Input.Count", () => retention.Run(Council, count, Input.By, Here.WhoLooks, cancel), "/privacy/retention?done=erased");
    }

    private async Task Fill(CancellationToken cancel)
    {
        if (await retention.RulesOf(Council, cancel) is null)
        {
            return;
        }

        Plan = await retention.Plan(Council, cancel);
        Table = new TableModel<RetentionLine>(text["due"],
        [
            new("rule", text["column.rule"], Title),
            new("due", text["column.due"], line => Format.Count((int)line.Due)) { IsNumeric = true },
            new("held", text["column.held"], line => Format.Count((int)line.Held)) { IsNumeric = true },
            new("oldest", text["column.oldest"], line => line.Oldest is { } day ? Format.Date(day) : Format.None),
            new("newest", text["column.newest"], line => line.Newest is { } day ? Format.Date(day) : Format.None),
        ],
        Plan.Lines, Request.Query);
    }

    private string Title(RetentionLine line) => line.Title.Length > 0 ? line.Title : line.Code switch
    {
        RetentionPlan.OfAudit => text["rule.audit"],
        RetentionPlan.OfProblems => text["rule.problems"],
        RetentionPlan.OfJobs => text["rule.jobs"],
        RetentionPlan.OfSessions => text["rule.sessions"],
        _ => text["rule.accounts"],
    };
}
