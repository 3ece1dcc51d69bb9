using Fairload.Web.Components;
using Fairload.Web.Words;

namespace Fairload.Web.Charts;

/// <summary>
/// The sum of one person's workload as a waterfall that is a table: each line starts where the one above ends, and is
/// striped from the line that crosses all the time they have.
/// </summary>
/// <remarks>Lines that do not follow on from each other, or do not end at the total, are refused: the picture would lie.</remarks>
public sealed record Ledger : IChart
{
    private const decimal Height = 58;

    /// <summary>The lines in order, the total, and the time that a person has.</summary>
    public Ledger(string about, IReadOnlyList<Line> lines, Line total, Line time)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var start = i == 0 ? 0 : lines[i - 1].To;
            if (lines[i].From != start || lines[i].To - lines[i].From != lines[i].Points)
            {
                throw new ArgumentException($"The line “{lines[i].Label}” does not start where the one above ends.", nameof(lines));
            }
        }

        if (total.From != 0 || total.To != total.Points || total.To != (lines.Count == 0 ? 0 : lines[^1].To))
        {
            throw new ArgumentException("The lines do not add up to the total.", nameof(total));
        }

        (About, Lines, Total, Time) = (about, lines, total, time);
    }

    /// <inheritdoc />
    public string About { get; }

    /// <summary>The parts, in order.</summary>
    public IReadOnlyList<Line> Lines { get; }

    /// <summary>What they add up to.</summary>
    public Line Total { get; }

    /// <summary>All the time that the person has; its points are the line at 100%.</summary>
    public Line Time { get; }

    /// <summary>Where the agreed range starts and ends, in points; null where none is agreed.</summary>
    public (decimal From, decimal To)? Range { get; init; }

    /// <summary>
    /// The largest that is drawn. Not given: 140% of the time, as on every bar, or the most that is reached where that is more.
    /// </summary>
    public decimal? ScaleEnd { get; init; }

    private Scale Scale => new(0, ScaleEnd ?? Math.Max(Time.Points * 1.4m, Lines.Select(line => Math.Max(line.From, line.To)).DefaultIfEmpty(1).Max()));

    private bool HasTime => Time.Points > 0;

    private bool HasHours => Lines.Any(line => line.Hours is not null);

    /// <summary>One line of the sum.</summary>
    /// <param name="Label">What it is: "19 children you lead".</param>
    /// <param name="Sub">The quieter line under it, or null.</param>
    /// <param name="Points">Its points.</param>
    /// <param name="From">Where it starts.</param>
    /// <param name="To">Where it ends.</param>
    /// <param name="IsCases">Children's work is the darker blue; other work the lighter.</param>
    /// <param name="Hours">About how many hours a week, where that is known.</param>
    public sealed record Line(string Label, string? Sub, decimal Points, decimal From, decimal To, bool IsCases = true, decimal? Hours = null)
    {
        /// <summary>A line from nothing.</summary>
        public static Line Whole(string label, string? sub, decimal points, decimal? hours = null) => new(label, sub, points, 0, points, true, hours);

        /// <summary>The lines of a waterfall from their points alone, each after the last.</summary>
        public static IReadOnlyList<Line> InOrder(params IEnumerable<(string Label, string? Sub, decimal Points, bool IsCases, decimal? Hours)> parts)
        {
            var at = 0m;
            return [.. parts.Select(part => new Line(part.Label, part.Sub, part.Points, at, at += part.Points, part.IsCases, part.Hours))];
        }
    }

    /// <inheritdoc />
    public IHtmlContent Picture(TextSource words)
    {
        var head = Element.Of("thead", "govuk-visually-hidden").Set("role", "rowgroup").Add(new Element("tr").Set("role", "row").Add(
            Head(words["head.part"]), Head(words["head.where"]), Head(words["head.points"])));
        return Element.Of("table", "fl-ledger").Set("role", "table").Add(
            Element.Of("caption", "govuk-visually-hidden").Add(words["ledger.caption", About]),
            head,
            new Element("tbody").Set("role", "rowgroup")
                .Add(Lines.Select(line => Row(line, Bar(line, words), false)))
                .Add(Row(Total, Bar(Total, words), true), Row(Time, TimeBar(words), false)));
    }

    /// <inheritdoc />
    public FigureTable Figures(TextSource words)
    {
        var heads = new List<FigureTable.Head> { new(words["head.part"]), new(words["head.points"], true) };
        if (HasHours)
        {
            heads.Add(new(words["head.hours"], true));
        }

        return new FigureTable(
            words["ledger.figures", About],
            heads,
            [.. Lines.Append(Total).Append(Time).Select(line => (IReadOnlyList<FigureTable.Cell>)(HasHours
                ? [line.Label, FigureTable.Cell.Points(line.Points), line.Hours is { } hours ? Format.Decimal(hours) : ""]
                : [line.Label, FigureTable.Cell.Points(line.Points)]))]);
    }

    private static Element Head(string title) => new Element("th").Set("scope", "col").Set("role", "columnheader").Add(title);

    // The roles keep it a table for those who hear it: on a phone the rows are drawn as grids, which would lose them.
    private static Element Row(Line line, IHtmlContent bar, bool isTotal) =>
        Element.Of("tr", isTotal ? "fl-total" : null).Set("role", "row").Add(
            new Element("th").Set("scope", "row").Set("role", "rowheader")
                .Add(line.Label, line.Sub is null ? null : new Element("small").Add(line.Sub)),
            Element.Of("td", "fl-ledger__bar").Set("role", "cell").Add(bar),
            new Element("td").Set("role", "cell").Add(Format.Points(line.Points)));

    private Element Ground(string label)
    {
        var svg = Svg.Root(Height, label);
        return Range is { } range
            ? svg.Add(Svg.Rect(Scale.X(range.From), 0, Scale.Width(range.From, range.To), Height, "fl-band"))
            : svg;
    }

    private Element Bar(Line line, TextSource words)
    {
        var svg = Ground(line == Total
            ? words["ledger.total", Format.Points(line.Points)]
            : words["ledger.line", Format.Points(line.From), Format.Points(line.To)]);
        var (low, high) = (Math.Min(line.From, line.To), Math.Max(line.From, line.To));
        var limit = HasTime ? Time.Points : 0;
        var (y, height) = line == Total ? (18m, 20m) : (20m, 16m);
        if (low < limit)
        {
            var shape = line.To < line.From ? "fl-fill-dotted" : line.IsCases ? "fl-fill" : "fl-fill-mid";
            svg.Add(Svg.Rect(Scale.X(low), y, Scale.Width(low, Math.Min(high, limit)), height, shape));
        }

        if (high > limit)
        {
            svg.Add(Svg.Rect(Scale.X(Math.Max(low, limit)), y, Scale.Width(Math.Max(low, limit), high), height, "fl-over"));
        }

        return HasTime ? svg.Add(Svg.Upright(Scale.X(limit), 0, Height, "fl-limit")) : svg;
    }

    private Element TimeBar(TextSource words)
    {
        var svg = Svg.Root(Height, words["ledger.time", Format.Points(Time.Points)]);

        // Far left of the picture the words would leave it, so they start at the line instead of ending there.
        var side = Scale.At(Time.Points) < 50 ? Anchor.Start : Anchor.End;
        return HasTime
            ? svg.Add(
                Svg.Rect("0", 20, Scale.X(Time.Points), 16, "fl-none"),
                Svg.Upright(Scale.X(Time.Points), 0, 40, "fl-limit"),
                Svg.Words(Scale.X(Time.Points), 54, words["ledger.allYourTime", Format.Points(Time.Points)], side, 0, "fl-text-soft"))
            : svg;
    }
}
