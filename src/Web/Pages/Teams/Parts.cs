using Fairload.Core.Workload;
using Fairload.Web.Charts;
using Fairload.Web.Components;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Tables;
using Fairload.Web.Words;

namespace Fairload.Web.Pages.Teams;

/// <summary>A part of the organisation, with its totals.</summary>
public sealed record Part(string Name, string? Href, WorkloadTotals Totals, int Unallocated);

/// <summary>
/// The parts right below a node: services, or teams. Whoever stands in none of them has a row of their own, so that the
/// parts add up to the whole.
/// </summary>
public sealed class Parts
{
    private readonly Text<NodeModel> _text;

    internal Parts(CouncilContext here, Text<NodeModel> text, int node)
    {
        _text = text;
        var (day, caseload) = (here.Workload, here.Workload.Cases.Caseload);
        var nodes = caseload.NodesBelow(node);

        // A council may be a node of its own tree; its services are what the council's page is about.
        nodes = node >= 0 ? nodes : [.. nodes.SelectMany(top => here.IsCouncil(top) || nodes.Count == 1 ? caseload.NodesBelow(top) : [top])];
        var statements = day.StatementsIn(node).ToList();
        Totals = new Part(here.NodeName(node), null, day.TotalsOf(statements), ChildrenFirst.WaitingIn(day, node).Count);
        var rows = nodes.Select(part => new Part(caseload.Teams[part].Name, here.NodeHref(part), day.TotalsOf(day.StatementsIn(part)), ChildrenFirst.WaitingIn(day, part).Count)).ToList();
        var others = day.TotalsOf(statements.Where(one => !nodes.Any(part => caseload.IsWithin(one.Standing.Team, part))));
        var waiting = Totals.Unallocated - rows.Sum(row => row.Unallocated);
        if (rows.Count > 0 && (others.Cases > 0 || waiting > 0))
        {
            rows.Add(new Part(text["part.none"], null, others, waiting));
        }

        (Rows, Distribution) = (rows, new WorkloadDistribution(statements));
    }

    /// <summary>The parts; empty for a team.</summary>
    public IReadOnlyList<Part> Rows { get; }

    /// <summary>The whole node.</summary>
    public Part Totals { get; }

    /// <summary>How many people stand where.</summary>
    public WorkloadDistribution Distribution { get; }

    /// <summary>The parts as a table that can be sorted, the whole below it.</summary>
    public ITable Table(string caption, Microsoft.AspNetCore.Http.IQueryCollection query)
    {
        IReadOnlyList<Column<Part>> columns =
        [
            new("name", _text["part.name"], part => part.Name) { Sort = part => part.Name, Html = Link },
            new("workload", _text["column.workload"], part => part.Totals.Percent is { } percent ? Format.PercentNumber(percent) : Format.None)
            {
                IsNumeric = true,
                Sort = part => part.Totals.Percent,
                Csv = part => part.Totals.Percent is { } percent ? Math.Round(percent, 1, MidpointRounding.AwayFromZero) : null,
            },
            Count("people", _text["part.people"], part => part.Totals.Workers),
            Count("over", _text["part.over"], part => part.Totals.OverCapacity),
            Count("exceptions", _text["part.exceptions"], part => part.Totals.ExceptionsHigh),
            Count("below", _text["part.below"], part => part.Totals.BelowRange),
            Count("cases", _text["column.cases"], part => part.Totals.Cases),
            Count("children", _text["part.children"], part => part.Totals.Children),
            Count("active", _text["column.active"], part => part.Totals.ActiveCases),
            Count("awaiting", _text["column.awaiting"], part => part.Totals.AwaitingClosure),
            Count("unallocated", _text["part.unallocated"], part => part.Unallocated),
        ];
        return new TotalledTable(
            new TableModel<Part>(caption, columns, Rows, query),
            new TableModel<Part>(caption, columns, [Totals with { Name = _text["part.total"] }]));
    }

    /// <summary>How the people stand, drawn.</summary>
    public Histogram Histogram(string about) => new(
        about,
        [.. Distribution.Steps.Select(step => new Histogram.Bin(
            step.Above,
            step.UpTo,
            step.Workers,
            step.Above >= 100 ? Charts.Histogram.Kind.Over : Charts.Histogram.Kind.Plain,
            step.Above == 0 ? _text["step.first", step.UpTo] : _text["step", step.Above, step.UpTo]))],
        _text["distribution.axis"])
    {
        TickEvery = Distribution.Steps[0].UpTo * 2,
        Marks = [new(100, _text["distribution.limit"])],
    };

    private static Column<Part> Count(string key, string title, Func<Part, int> count) =>
        new(key, title, part => Format.Count(count(part))) { IsNumeric = true, Sort = part => count(part), Csv = part => count(part) };

    private static Element? Link(Part part) =>
        part.Href is null ? null : Element.Of("a", "govuk-link").Set("href", part.Href).Add(part.Name);
}

/// <summary>A table with the sum of its rows below them, wherever they are sorted to.</summary>
/// <param name="rows">The rows.</param>
/// <param name="total">One row.</param>
internal sealed class TotalledTable(ITable rows, ITable total) : ITable
{
    public string Caption => rows.Caption;

    public string? SortKey => rows.SortKey;

    public bool IsDescending => rows.IsDescending;

    public IReadOnlyList<ColumnHead> Heads => rows.Heads;

    public IEnumerable<IReadOnlyList<CellValue>> Cells => rows.Cells.Concat(total.Cells);
}
