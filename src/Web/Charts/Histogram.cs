using System.Globalization;
using Fairload.Web.Components;
using Fairload.Web.Words;

namespace Fairload.Web.Charts;

/// <summary>
/// How many people stand where: workers by the workload or by the cases they hold. Grey is the rest, blue what the
/// finding is about, striped what is beyond all the time they have. People are counted, never named.
/// </summary>
/// <param name="About">Of whom and what: "workload in the service".</param>
/// <param name="Bins">The bars from left to right, each starting where the last ends.</param>
/// <param name="Axis">What is along the ground: "cases held", "workload, %".</param>
public sealed record Histogram(string About, IReadOnlyList<Histogram.Bin> Bins, string Axis) : IChart
{
    private const decimal Top = 48;
    private const decimal Plot = 120;
    private const decimal Ground = Top + Plot;

    /// <summary>With more bars than this their counts would touch on a phone: then only the highest has its own.</summary>
    private const int MostCounted = 12;

    /// <summary>What a bar means.</summary>
    public enum Kind
    {
        /// <summary>The rest.</summary>
        Plain,

        /// <summary>What the finding is about.</summary>
        Marked,

        /// <summary>Beyond all the time they have.</summary>
        Over,
    }

    /// <summary>One bar: those from <paramref name="From"/> up to, not including, <paramref name="To"/>.</summary>
    public sealed record Bin(decimal From, decimal To, int Count, Kind Kind, string Label);

    /// <summary>A value to point out, such as an average.</summary>
    public sealed record Mark(decimal Value, string Label);

    /// <summary>Values pointed out by a line with its name.</summary>
    public IReadOnlyList<Mark> Marks { get; init; } = [];

    /// <summary>A number stands under the ground at every multiple of this.</summary>
    public decimal TickEvery { get; init; } = 10;

    /// <inheritdoc />
    public IHtmlContent Picture(TextSource words)
    {
        var across = new Scale(Bins[0].From, Bins[^1].To);
        var most = Math.Max(1, Bins.Max(bin => bin.Count));
        var svg = Svg.Root(Ground + 44, words["histogram.label", About, string.Join(", ", Bins.Where(bin => bin.Count > 0)
            .Select(bin => words["histogram.bin", bin.Label, Format.Count(bin.Count)]))]);
        var highest = Bins.MaxBy(bin => bin.Count);
        var counts = new List<IHtmlContent>();
        foreach (var bin in Bins.Where(bin => bin.Count > 0))
        {
            var height = bin.Count * Plot / most;
            var shape = bin.Kind switch { Kind.Over => "fl-over", Kind.Marked => "fl-fill", _ => "fl-fill-grey" };
            var (x, width) = (across.At(bin.From), across.At(bin.To) - across.At(bin.From));
            svg.Add(Svg.Rect(Scale.Percent(x + (width * 0.1m)), Ground - height, Scale.Percent(width * 0.8m), height, shape));
            if (Bins.Count <= MostCounted || bin == highest)
            {
                counts.Add(Svg.Words(Scale.Percent(x + (width / 2)), Ground - height - 5, Format.Count(bin.Count), Anchor.Middle, 0, "fl-text-halo"));
            }
        }

        svg.Add(Svg.Line("0", "100%", Ground, Ground, "fl-axis"));
        AddTicks(svg, across);
        AddMarks(svg, across);
        svg.Add(counts);
        return svg.Add(Svg.Words("50%", Ground + 38, Axis, Anchor.Middle, 0, "fl-text-soft"));
    }

    /// <inheritdoc />
    public FigureTable Figures(TextSource words) => new(
        words["histogram.caption", About],
        [new(Axis), new(words["head.people"], true)],
        [
            .. Bins.Select(bin => (IReadOnlyList<FigureTable.Cell>)[bin.Label, FigureTable.Cell.Count(bin.Count)]),
            .. Marks.Select(mark => (IReadOnlyList<FigureTable.Cell>)[words["histogram.mark", mark.Label], ""]),
        ]);

    private void AddTicks(Element svg, Scale across)
    {
        var first = Math.Ceiling(across.From / TickEvery) * TickEvery;
        for (var value = first; value <= across.To; value += TickEvery)
        {
            var at = across.At(value);
            var anchor = at < 2 ? Anchor.Start : at > 98 ? Anchor.End : Anchor.Middle;
            svg.Add(Svg.Words(Scale.Percent(at), Ground + 18, value.ToString("0.#", CultureInfo.CurrentCulture), anchor));
        }
    }

    /// <summary>Lines at two heights in turn, so that the names of two that are close do not meet.</summary>
    private void AddMarks(Element svg, Scale across)
    {
        var labels = new Labels(Labels.Narrow);
        for (var i = 0; i < Marks.Count; i++)
        {
            var top = i % 2 == 0 ? 4m : 22m;
            svg.Add(Svg.Upright(across.X(Marks[i].Value), top, Ground, "fl-limit"));
            labels.TryPlace(across.At(Marks[i].Value), top + 10, Marks[i].Label, isBold: true, nudge: 5);
        }

        svg.Add(labels.Placed);
    }
}
