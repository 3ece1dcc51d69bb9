using Fairload.Web.Words;

namespace Fairload.Web.Charts;

/// <summary>A number that holds until something changes it, such as a child's points, with what changed it.</summary>
/// <param name="About">Whose and what: "KT’s points".</param>
/// <param name="Steps">Each change, in order of day.</param>
/// <param name="Start">Where the picture starts; a first step after it leaves the ground empty.</param>
/// <param name="End">Where it ends: today.</param>
public sealed record StepChart(string About, IReadOnlyList<StepChart.Step> Steps, DateOnly Start, DateOnly End) : IChart
{
    private const decimal Top = 30;
    private const decimal Plot = 164;
    private const decimal Ground = Top + Plot;

    /// <summary>A change.</summary>
    /// <param name="From">Since when.</param>
    /// <param name="Value">The points from then on.</param>
    /// <param name="Change">What changed, in full, for the table.</param>
    /// <param name="Short">What changed in a word or two, for the picture.</param>
    public sealed record Step(DateOnly From, decimal Value, string Change, string Short);

    private decimal Highest => Math.Max(1, Steps.Max(step => step.Value));

    /// <inheritdoc />
    public IHtmlContent Picture(TextSource words)
    {
        var days = Scale.Days(Start, End);
        var svg = Svg.Root(220, words["step.label", About, Format.ShortMonth(Start), Format.ShortMonth(End),
            string.Join(", ", Steps.Select(step => Format.Points(step.Value)))]);
        svg.Add(Svg.Line("0", "100%", Ground, Ground, "fl-axis"));
        var lines = GridLines().ToList();
        foreach (var value in lines)
        {
            svg.Add(
                Svg.Line("0", "100%", Y(value), Y(value), "fl-grid"),
                Svg.Words("0", Y(value) - 4, value == lines[^1] ? words["step.axis", Format.Decimal(value, 0)] : Format.Decimal(value, 0), Anchor.Start, 0, "fl-text-soft"));
        }

        var line = Line(days);
        var (first, last) = (Svg.Point(days.At(Steps[0].From.DayNumber) * 10), "1000");
        svg.Add(Svg.Stretched(Top, "100%", Plot,
            Svg.Path($"{line}L{last} 1000L{first} 1000Z", "fl-fill-area"),
            Svg.Path(line, "fl-line")));
        svg.Add(
            Svg.Group("fl-wide", Labelled(days, Labels.Wide, step => [$"{Format.Points(step.Value)} {step.Short}", Format.Points(step.Value)])),
            Svg.Group("fl-narrow", Labelled(days, Labels.Narrow, step => [Format.Points(step.Value)])),
            Svg.Words("0", 214, Format.ShortMonth(Start), Anchor.Start, 0, "fl-text-soft"),
            Svg.Words("100%", 214, Format.ShortMonth(End), Anchor.End, 0, "fl-text-soft"));
        return svg;
    }

    /// <inheritdoc />
    public FigureTable Figures(TextSource words) => new(
        words["step.caption", About],
        [new(words["head.from"]), new(words["head.changed"]), new(words["head.points"], true)],
        [.. Steps.Select(step => (IReadOnlyList<FigureTable.Cell>)
            [Format.Date(step.From), step.Change, FigureTable.Cell.Points(step.Value)])]);

    private decimal Y(decimal value) => Ground - (value * Plot / Highest);

    private IEnumerable<decimal> GridLines()
    {
        var step = Highest switch { <= 2 => 1m, <= 12 => 5, <= 30 => 10, <= 60 => 20, _ => 50 };
        for (var value = step; value <= Highest; value += step)
        {
            yield return value;
        }
    }

    private string Line(Scale days)
    {
        var path = new System.Text.StringBuilder();
        foreach (var step in Steps)
        {
            var x = Svg.Point(days.At(step.From.DayNumber) * 10);
            var y = Svg.Point(1000 - (step.Value * 1000 / Highest));
            path.Append(path.Length == 0 ? $"M{x} {y}" : $"H{x}V{y}");
        }

        return path.Append("H1000").ToString();
    }

    /// <summary>
    /// The present step first, so that it has its label whatever else must go without. A change that left the number as
    /// it was has none: it is no step in the picture, and its reason is in the table.
    /// </summary>
    private IEnumerable<IHtmlContent> Labelled(Scale days, decimal width, Func<Step, string[]> wordings)
    {
        var labels = new Labels(width);
        var until = End;
        for (var i = Steps.Count - 1; i >= 0; i--)
        {
            var step = Steps[i];
            if (i > 0 && Steps[i - 1].Value == step.Value)
            {
                continue;
            }

            var isPresent = until == End;
            labels.TryPlaceAny(days.At(step.From.DayNumber), days.At(until.DayNumber), Y(step.Value) - 7, isPresent, wordings(step));
            until = step.From;
        }

        return labels.Placed;
    }
}
