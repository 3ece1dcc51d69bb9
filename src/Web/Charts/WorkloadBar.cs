using Fairload.Web.Components;
using Fairload.Web.Words;

namespace Fairload.Web.Charts;

/// <summary>
/// One person's work as a share of the time they have, on the agreed range. The same scale on every page: 0 to 140%,
/// 100% always the same line, what is beyond it striped and outlined. Without available time there is no percentage and
/// the bar is an empty outline, never 0%.
/// </summary>
/// <param name="About">Whose bar it is.</param>
/// <param name="Percent">The workload, or null where there is no available time.</param>
/// <param name="RangeFrom">Where the agreed range starts, or null where none is agreed.</param>
/// <param name="RangeTo">Where it ends.</param>
/// <param name="WhenNone">What to say instead of a percentage: "No available time: 16 cases held".</param>
public sealed record WorkloadBar(string About, decimal? Percent, decimal? RangeFrom, decimal? RangeTo, string? WhenNone = null) : IChart
{
    /// <summary>Where the scale ends, on every page.</summary>
    public const decimal ScaleEnd = 140;

    private const decimal Limit = 100;
    private const decimal Height = 30;

    private static readonly Scale Scale = new(0, ScaleEnd);

    /// <summary>The workload if a case were added: drawn as an outline from the present end.</summary>
    public decimal? PercentWithAdded { get; init; }

    /// <summary>The head of a column of bars: 0 and 100%.</summary>
    public static IHtmlContent Axis(TextSource words) => Svg.Root(22, words["workload.axis"])
        .Add(Svg.Words("0", 16, Format.Count(0)), Svg.Words(Scale.X(Limit), 16, words["workload.limit"], Anchor.Middle, 0, "fl-text-bold"));

    /// <inheritdoc />
    public IHtmlContent Picture(TextSource words)
    {
        var svg = Svg.Root(Height, Label(words), "fl-bar");
        if (Percent is not null && RangeFrom is { } from && RangeTo is { } to)
        {
            svg.Add(Svg.Rect(Scale.X(from), 1, Scale.Width(from, to), Height - 2, "fl-band"));
        }

        if (Percent is { } percent)
        {
            Work(svg, 0, percent, "fl-fill");
            if (PercentWithAdded is { } added && added > percent)
            {
                svg.Add(Svg.Rect(Scale.X(percent), 9, Scale.Width(percent, added), 12, "fl-add"));
            }
        }
        else
        {
            svg.Add(Svg.Rect("0", 9, "100%", 12, "fl-none"));
        }

        svg.Add(Svg.Upright(Scale.X(Limit), 0, Height, "fl-limit"));
        if (Percent > ScaleEnd)
        {
            // The bar goes on beyond the page; the figure beside it says how far.
            svg.Add(Svg.Words("100%", 20, "▸", Anchor.End, 0, "fl-text-bold", "fl-text-halo"));
        }

        return svg;
    }

    /// <inheritdoc />
    public FigureTable Figures(TextSource words) => new(
        words["workload.caption", About],
        [new(words["head.who"]), new(words["head.workload"], true), new(words["head.rangeFrom"], true), new(words["head.rangeTo"], true)],
        [[About, FigureTable.Cell.Percent(Percent, WhenNone ?? words["none.time"]), FigureTable.Cell.Percent(RangeFrom), FigureTable.Cell.Percent(RangeTo)]]);

    /// <summary>The two parts of a bar: filled up to 100%, striped beyond.</summary>
    private static void Work(Element svg, decimal from, decimal to, string fill)
    {
        if (from < Limit && to > from)
        {
            svg.Add(Svg.Rect(Scale.X(from), 9, Scale.Width(from, Math.Min(to, Limit)), 12, fill));
        }

        if (to > Limit)
        {
            svg.Add(Svg.Rect(Scale.X(Math.Max(from, Limit)), 9, Scale.Width(Math.Max(from, Limit), to), 12, "fl-over"));
        }
    }

    private string Label(TextSource words)
    {
        var work = Percent is { } percent ? words["workload.label", Format.Percent(percent)] : WhenNone ?? words["none.time"];
        var added = PercentWithAdded is { } with ? words["workload.added", Format.Percent(with)] : "";
        var range = Percent is not null && RangeFrom is { } from && RangeTo is { } to
            ? words["workload.range", Format.Decimal(from, 0), Format.Decimal(to, 0)]
            : "";
        return work + added + range;
    }
}
