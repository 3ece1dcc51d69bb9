using Fairload.App.Schemes;
using Fairload.App.Workloads;
using Fairload.Core.Weighting;
using Fairload.Core.Workload;
using Fairload.Web.Access;
using Fairload.Web.Charts;
using Fairload.Web.Components;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Tables;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace Fairload.Web.Pages.Schemes;

/// <summary>Two schemes on today's caseload: who would stand differently, before anybody adopts anything.</summary>
[ShowsPerson("comparison", "node")]
[OutputCache(PolicyName = FigureCache.Name)]
public sealed class CompareModel(CouncilContext here, SchemeShelf shelf, Workloads workloads, CompareTables tables, Text<CompareModel> text)
    : CouncilPage(here)
{
    /// <summary>The node that is compared.</summary>
    public int Node { get; private set; }

    /// <summary>The comparison.</summary>
    public SchemeComparison Comparison { get; private set; } = null!;

    /// <summary>How many move from where to where.</summary>
    public ITable Moves { get; private set; } = null!;

    /// <summary>Cases by level under both.</summary>
    public ITable? Levels { get; private set; }

    /// <summary>Everybody, with both figures.</summary>
    public ITable People { get; private set; } = null!;

    /// <summary>Those who stand differently, before and after; nothing without percentages or when nobody moves.</summary>
    public ComparisonDots? Dots { get; private set; }

    /// <summary>The schemes to choose from.</summary>
    public IReadOnlyList<Choice> Choices =>
        [.. shelf.All.Append(Here.Workload.Scheme).DistinctBy(scheme => scheme.Code).Select(scheme => new Choice(scheme.Code, scheme.Title))];

    public async Task<IActionResult> OnGet(string? a, string? b, string? node, string? format, CancellationToken cancel)
    {
        if (!Here.Policy.MayCompareSchemes || NodeFilter.Find(Here, node) is not { } found
            || Find(a ?? Here.Workload.Scheme.Code) is not { } first || Find(b ?? Other(first)) is not { } second)
        {
            return NotFound();
        }

        Node = found;
        Comparison = SchemeComparison.Of(
            await workloads.Day(Here.Council, Here.Workload.Day, first, cancel),
            await workloads.Day(Here.Council, Here.Workload.Day, second, cancel),
            found);
        (Moves, Levels, People) = (tables.OfMoves(Comparison), tables.OfLevels(Comparison), tables.OfPeople(Comparison, Here, Request.Query));
        if (format == "csv")
        {
            return new CsvResult(People, text["file"]);
        }

        var moved = Comparison.People.Where(person => person.Moves).ToList();
        Dots = Comparison.HasPercentages && moved.Count > 0
            ? new ComparisonDots(
                text["dots.about"],
                [.. moved.Select(person => new ComparisonDots.Row(person.Person.Name, Rounded(person.Before.Percent), Rounded(person.After.Percent)))],
                first.Title,
                second.Title)
            : null;
        return Page();
    }

    private static decimal? Rounded(decimal? percent) => percent is { } some ? Math.Round(some, 1, MidpointRounding.AwayFromZero) : null;

    private Scheme? Find(string code) => Here.Workload.Scheme.Code == code ? Here.Workload.Scheme : shelf.Find(code);

    private string Other(Scheme first) => (shelf.All.FirstOrDefault(scheme => scheme.Code != first.Code) ?? first).Code;
}
