using Fairload.Web.Words;

namespace Fairload.Web.Charts;

/// <summary>Who had what when: a child's workers one after another.</summary>
/// <param name="About">Whose: "KT’s workers".</param>
/// <param name="Spans">Each worker in order; the last may still be.</param>
/// <param name="Start">Where the picture starts.</param>
/// <param name="End">Where it ends: today.</param>
public sealed record Timeline(string About, IReadOnlyList<Timeline.Span> Spans, DateOnly Start, DateOnly End) : IChart
{
    /// <summary>One worker's time.</summary>
    /// <param name="Name">Who, for the table.</param>
    /// <param name="From">Since when.</param>
    /// <param name="Until">The day of the next; null while it lasts.</param>
    /// <param name="Why">Why it changed, or null.</param>
    /// <param name="Label">Who, for the picture; the place in the order stands before it.</param>
    public sealed record Span(string Name, DateOnly From, DateOnly? Until, string? Why, string Label);

    /// <inheritdoc />
    public IHtmlContent Picture(TextSource words)
    {
        var days = Scale.Days(Start, End);
        var svg = Svg.Root(62, words.Count("timeline.label", Spans.Count, About, Format.ShortMonth(Start)));
        for (var i = 0; i < Spans.Count; i++)
        {
            var (from, until) = (Spans[i].From.DayNumber, (Spans[i].Until ?? End).DayNumber);
            var shape = i == Spans.Count - 1 ? "fl-fill" : i % 2 == 0 ? "fl-fill-pale" : "fl-fill-light";
            svg.Add(
                Svg.Rect(days.X(from), 4, days.Width(from, until), 26, shape),
                Svg.Upright(days.X(from), 0, 34, "fl-limit"));
        }

        return svg.Add(
            Svg.Group("fl-wide", Labelled(days, Labels.Wide)),
            Svg.Group("fl-narrow", Labelled(days, Labels.Narrow)));
    }

    /// <inheritdoc />
    public FigureTable Figures(TextSource words) => new(
        words["timeline.caption", About],
        [new(words["head.worker"]), new(words["head.from"]), new(words["head.until"]), new(words["head.why"])],
        [.. Spans.Select(span => (IReadOnlyList<FigureTable.Cell>)
            [span.Name, Format.Date(span.From), span.Until is { } until ? Format.Date(until) : words["timeline.now"], span.Why])]);

    /// <summary>With its name where there is room, else with its number alone.</summary>
    private IEnumerable<IHtmlContent> Labelled(Scale days, decimal width)
    {
        var labels = new Labels(width);
        for (var i = Spans.Count - 1; i >= 0; i--)
        {
            var number = Format.Count(i + 1);
            // A name that reaches beyond its own span would seem to belong to the next.
            var room = days.At((Spans[i].Until ?? End).DayNumber) - days.At(Spans[i].From.DayNumber);
            var named = $"{number} {Spans[i].Label}";
            var isRoomy = i == Spans.Count - 1 || named.Length * Labels.LetterWidth <= room * width / 100;
            labels.TryPlaceAny(
                days.At(Spans[i].From.DayNumber), days.At((Spans[i].Until ?? End).DayNumber), 50, i == Spans.Count - 1, isRoomy ? named : null, number);
        }

        return labels.Placed;
    }
}
