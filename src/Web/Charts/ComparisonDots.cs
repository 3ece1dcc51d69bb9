using Fairload.Web.Words;

namespace Fairload.Web.Charts;

/// <summary>
/// Each person before and after, such as under two schemes or before and after a plan: an open dot, a line, a filled
/// dot. People keep the order given, which is that of surname. Not bars, so the scale need not start at 0.
/// </summary>
/// <param name="About">What is compared: "the two schemes".</param>
/// <param name="Rows">The people.</param>
/// <param name="Before">What the open dot is: "2025 scheme".</param>
/// <param name="After">What the filled dot is: "2026 scheme".</param>
public sealed record ComparisonDots(string About, IReadOnlyList<ComparisonDots.Row> Rows, string Before, string After) : IChart
{
    private const decimal RowHeight = 40;
    private const decimal Limit = 100;

    /// <summary>One person; null where there is no available time.</summary>
    public sealed record Row(string Name, decimal? Before, decimal? After);

    /// <summary>Both ends of the scale, so that charts side by side share one; not given, what the rows need, in tens.</summary>
    public (decimal From, decimal To)? Ends { get; init; }

    /// <inheritdoc />
    public IHtmlContent Picture(TextSource words)
    {
        var scale = FindScale();
        var height = (Rows.Count * RowHeight) + 24;
        var svg = Svg.Root(height, words["comparison.label", About, string.Join("; ", Rows.Select(row => $"{row.Name} {Words(row, words)}"))]);
        svg.Add(Svg.Upright(scale.X(Limit), 0, Rows.Count * RowHeight, "fl-limit"));
        for (var i = 0; i < Rows.Count; i++)
        {
            var row = Rows[i];
            var y = (i * RowHeight) + 28;
            var moved = row.Before != row.After;
            svg.Add(
                Svg.Words("0", y - 12, row.Name, Anchor.Start, 0, "fl-text-halo", moved ? "fl-text-bold" : "fl-text-soft"),
                Svg.Words("100%", y - 12, Words(row, words), Anchor.End, 0, "fl-text-halo", moved ? null : "fl-text-soft"),
                Svg.Line("0", "100%", y, y, "fl-grid"));
            if (row is { Before: { } from, After: { } to } && moved)
            {
                svg.Add(Svg.Line(scale.X(from), scale.X(to), y, y, "fl-shift"));
            }

            svg.Add(
                row.Before is { } before ? Svg.Dot(scale.X(before), y, 5, "fl-dot-before") : null,
                row.After is { } after && moved ? Svg.Dot(scale.X(after), y, 6, "fl-dot") : null);
        }

        var at = scale.At(Limit);
        return svg.Add(Svg.Words(
            Scale.Percent(at), height - 6, words["workload.limit"], at < 8 ? Anchor.Start : at > 92 ? Anchor.End : Anchor.Middle, 0, "fl-text-soft"));
    }

    /// <inheritdoc />
    public FigureTable Figures(TextSource words) => new(
        words["comparison.caption", About],
        [new(words["head.who"]), new(words["head.percentOf", Before], true), new(words["head.percentOf", After], true)],
        [.. Rows.Select(row => (IReadOnlyList<FigureTable.Cell>)
            [row.Name, FigureTable.Cell.Percent(row.Before, words["none.short"]), FigureTable.Cell.Percent(row.After, words["none.short"])])]);

    private Scale FindScale()
    {
        if (Ends is { } ends)
        {
            return new Scale(ends.From, ends.To);
        }

        var values = Rows.SelectMany(row => new[] { row.Before, row.After }).OfType<decimal>().Append(Limit).ToList();
        return new Scale((Math.Floor(values.Min() / 10) * 10) - 5, (Math.Ceiling(values.Max() / 10) * 10) + 5);
    }

    private static string Words(Row row, TextSource words) => (row.Before, row.After) switch
    {
        (null, null) => words["none.short"],
        ({ } before, { } after) when before == after => Format.Percent(after),
        ({ } before, { } after) => words["comparison.fromTo", Format.PercentNumber(before), Format.Percent(after)],
        ({ } before, null) => words["comparison.fromTo", Format.Percent(before), words["none.short"]],
        (null, { } after) => words["comparison.fromTo", words["none.short"], Format.Percent(after)],
    };
}
