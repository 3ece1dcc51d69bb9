using Fairload.App.Schemes;
using Fairload.Core.Weighting;
using Fairload.Web.Access;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Tables;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.Schemes;

/// <summary>One scheme: its rules in plain words, and what it asks that no loaded file says.</summary>
[NamesNobody("A scheme and who adopted it.")]
public sealed class SchemeModel(CouncilContext here, SchemeShelf shelf, SchemeWords words, Text<SchemeModel> text) : CouncilPage(here)
{
    /// <summary>The scheme.</summary>
    public Scheme Scheme { get; private set; } = null!;

    /// <summary>The rules.</summary>
    public ITable Rules { get; private set; } = null!;

    /// <summary>The bands; nothing for a scheme without capacity.</summary>
    public ITable? Bands { get; private set; }

    /// <summary>Work of a worker's own: stable work and duties.</summary>
    public ITable? OwnWork { get; private set; }

    /// <summary>Limits of kinds of cases.</summary>
    public ITable? Limits { get; private set; }

    /// <summary>What the scheme asks that no loaded file says.</summary>
    public IReadOnlyList<string> NotGiven { get; private set; } = [];

    /// <summary>Whether this very scheme is on the shelf, so that it can be adopted.</summary>
    public bool IsOnShelf { get; private set; }

    public IActionResult OnGet(string code)
    {
        // The scheme in force may be one that is no longer, or in another version, on the shelf.
        var found = Here.Workload.Scheme.Code == code ? Here.Workload.Scheme : shelf.Find(code);
        if (!Here.Policy.MayCompareSchemes || found is null)
        {
            return NotFound();
        }

        Scheme = found;
        IsOnShelf = shelf.Find(code) is not null;
        NotGiven = [.. found.FactsNobodyGives(Here.Workload.Cases.Caseload).Select(fact => words.Name(fact, found)).Distinct()];
        Rules = RuleTable();
        Bands = found.Capacity is { Bands.Count: > 0 } capacity ? BandTable(capacity) : null;
        OwnWork = found.Stable.Count + found.Duties.Count > 0 ? OwnTable() : null;
        Limits = found.Limits.Count > 0 ? LimitTable() : null;
        return Page();
    }

    /// <summary>Cases to which no rule gives points, on today's caseload: said beside the rules.</summary>
    public string LevelWords(Level level) => level.From % 100 == 1
        ? text["level.over", ("level", level.Number), ("points", Format.Points((level.From - 1) / 100m))]
        : text["level.from", ("level", level.Number), ("points", Format.Points(level.From / 100m))];

    private TableModel<Rule> RuleTable() => new(
        text["rules"],
        [
            new("rule", text["head.rule"], rule => rule.Title),
            new("when", text["head.when"], rule => words.When(rule.When, Scheme)),
            new("group", text["head.group"], rule => rule.Group is null ? text["adds"] : text["group", rule.Group]),
            new("points", text["head.points"], rule => words.Points(rule, Scheme)),
        ],
        Scheme.Rules);

    private TableModel<KeyValuePair<string, Band>> BandTable(Capacity capacity) => new(
        text["bands"],
        [
            new("band", text["head.band"], band => band.Key),
            new("full", text["head.fullTime"], band => Format.Points((band.Value.FullTime ?? capacity.FullTime).Number)) { IsNumeric = true },
            new("low", text["head.low"], band => band.Value.Low is { } low ? Format.Points(low.Number) : Format.None) { IsNumeric = true },
            new("high", text["head.high"], band => band.Value.High is { } high ? Format.Points(high.Number) : Format.None) { IsNumeric = true },
            new("steps", text["head.steps"], band => band.Value.Steps.Count == 0 ? Format.None : string.Join("; ", band.Value.Steps.Select(step =>
                text["step", ("month", step.FromMonth), ("points", Format.Points(step.FullTime.Number))]))),
        ],
        capacity.Bands.OrderBy(band => band.Key, StringComparer.Ordinal));

    private TableModel<WorkerRule> OwnTable() => new(
        text["own"],
        [
            new("work", text["head.work"], rule => rule.Title),
            new("when", text["head.when"], rule => words.When(rule.When, Scheme)),
            new("points", text["head.points"], rule => rule.Per is { } per
                ? text["own.per", ("points", Format.Points(rule.Points.Number)), ("what", words.Name(per, Scheme))]
                : rule.ProRata ? text["own.proRata", Format.Points(rule.Points.Number)] : Format.Points(rule.Points.Number)),
        ],
        Scheme.Stable.Concat(Scheme.Duties));

    private TableModel<Limit> LimitTable() => new(
        text["limits"],
        [
            new("limit", text["head.limit"], limit => limit.Title),
            new("when", text["head.when"], limit => words.When(limit.When, Scheme)),
            new("max", text["head.max"], limit => text.Count(limit.CountFamilies ? "max.families" : "max.cases", limit.Max)),
            new("for", text["head.for"], limit => limit.Bands.Count == 0 ? text["everybody"] : string.Join(", ", limit.Bands)),
        ],
        Scheme.Limits);
}
