using Fairload.Web.Words;

namespace Fairload.Web.Charts;

/// <summary>
/// A person's workload over the last weeks on the agreed range, small enough for a cell; the words beside it say since
/// when. From 50 to 130%: a line, so it need not start at 0. A week without available time is a gap.
/// </summary>
public sealed record SinceLine(string About, IReadOnlyList<SinceLine.Week> Weeks, decimal RangeFrom, decimal RangeTo) : IChart
{
    /// <summary>The lowest that is drawn.</summary>
    public const decimal ScaleFrom = 50;

    /// <summary>The highest that is drawn.</summary>
    public const decimal ScaleTo = 130;

    /// <summary>What the figures say of a week without a percentage; that there was no available time, unless given.</summary>
    public string? WhenNone { get; init; }

    private const decimal Width = 144;
    private const decimal Height = 40;

    /// <summary>The workload on one day of a week; null without available time.</summary>
    public sealed record Week(DateOnly Day, decimal? Percent);

    /// <inheritdoc />
    public IHtmlContent Picture(TextSource words)
    {
        var width = Svg.Px(Width);
        var svg = Svg.Small(Width + 6, Height, Label(words)).Add(
            Svg.Rect("0", Y(RangeTo), width, Y(RangeFrom) - Y(RangeTo), "fl-band"),
            Svg.Line("0", width, Y(100), Y(100), "fl-axis"),
            Svg.Stretched(0, width, Height, Svg.Path(Line(), "fl-line-thin")));
        var last = Weeks.Select((week, at) => (week.Percent, At: at)).LastOrDefault(week => week.Percent is not null);
        return last.Percent is { } percent ? svg.Add(Svg.Dot(Svg.Px(X(last.At) * Width / 1000), Y(percent), 3.5m, "fl-dot")) : svg;
    }

    /// <inheritdoc />
    public FigureTable Figures(TextSource words) => new(
        words["since.caption", About],
        [new(words["head.day"]), new(words["head.workload"], true)],
        [.. Weeks.Select(week => (IReadOnlyList<FigureTable.Cell>)
            [Format.Date(week.Day), FigureTable.Cell.Percent(week.Percent, WhenNone ?? words["none.time"])])]);

    private decimal X(int at) => Weeks.Count < 2 ? 0 : at * 1000m / (Weeks.Count - 1);

    private static decimal Y(decimal percent) => (ScaleTo - Math.Clamp(percent, ScaleFrom, ScaleTo)) * Height / (ScaleTo - ScaleFrom);

    /// <summary>A new stroke after each gap; a week alone between two gaps is a stroke of no length and so not seen.</summary>
    private string Line()
    {
        var isOpen = false;
        var path = new System.Text.StringBuilder();
        for (var at = 0; at < Weeks.Count; at++)
        {
            if (Weeks[at].Percent is { } percent)
            {
                path.Append(isOpen ? 'L' : 'M').Append(Svg.Point(X(at))).Append(' ').Append(Svg.Point(Y(percent) * 1000 / Height));
            }

            isOpen = Weeks[at].Percent is not null;
        }

        return path.ToString();
    }

    private string Label(TextSource words)
    {
        var first = Weeks.FirstOrDefault(week => week.Percent is not null)?.Percent;
        var last = Weeks.LastOrDefault(week => week.Percent is not null)?.Percent;
        return first is null || last is null
            ? words["none.time"]
            : words["since.label", Format.Count(Weeks.Count), Format.Percent(first.Value), Format.Percent(last.Value)];
    }
}
