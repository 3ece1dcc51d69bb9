namespace Fairload.Web.Charts;

/// <summary>
/// Chooses which labels stand in a chart, so that none leaves it and no two overlap. A label that finds no place is left
/// out: its number is in the figures under the chart.
/// </summary>
internal sealed class Labels(decimal chartWidth)
{
    /// <summary>The narrowest that a chart gets where the wide labels show: half of the page.</summary>
    public const decimal Wide = 480;

    /// <summary>A phone of 320 px, less its margins.</summary>
    public const decimal Narrow = 290;

    /// <summary>The average width of a letter of 14 px Arial, on the safe side.</summary>
    public const decimal LetterWidth = 7.2m;

    private const decimal LineHeight = 17;
    private const decimal Gap = 6;

    private readonly List<(decimal Left, decimal Right, decimal Y)> _taken = [];
    private readonly List<IHtmlContent> _placed = [];

    /// <summary>The labels placed so far.</summary>
    public IEnumerable<IHtmlContent> Placed => _placed;

    /// <summary>
    /// Puts a label at a position in percent and a height in pixels: to the right of it where it fits, else so that it ends
    /// where what it names ends, else to the left.
    /// </summary>
    public bool TryPlace(decimal percent, decimal y, string words, bool isBold = false, decimal nudge = 3, decimal? until = null)
    {
        var width = words.Length * LetterWidth * (isBold ? 1.08m : 1);
        var at = percent * chartWidth / 100;
        var toRight = (Left: at + nudge, Right: at + nudge + width, Anchor: Anchor.Start, Dx: nudge);
        var toLeft = (Left: at - nudge - width, Right: at - nudge, Anchor: Anchor.End, Dx: -nudge);
        var end = (until ?? percent) * chartWidth / 100;
        var atEnd = (Left: end - width, Right: end, Anchor: Anchor.End, Dx: 0m);
        foreach (var (place, x) in new[] { (toRight, percent), (atEnd, until ?? percent), (toLeft, percent) })
        {
            // To the right it must not reach into what comes next, where a line may rise through it.
            var edge = place == toRight && until is not null ? end : chartWidth;
            var isInside = place.Left >= 0 && place.Right <= edge;
            var isFree = _taken.All(t =>
                place.Left > t.Right + Gap || place.Right < t.Left - Gap || Math.Abs(t.Y - y) >= LineHeight);
            if (isInside && isFree)
            {
                _taken.Add((place.Left, place.Right, y));
                _placed.Add(Svg.Words(
                    Scale.Percent(x), y, words, place.Anchor, place.Dx, "fl-text-halo", isBold ? "fl-text-bold" : null));
                return true;
            }
        }

        return false;
    }

    /// <summary>The first of several wordings that finds a place.</summary>
    public void TryPlaceAny(decimal percent, decimal until, decimal y, bool isBold, params IEnumerable<string?> wordings)
    {
        foreach (var words in wordings)
        {
            if (!string.IsNullOrEmpty(words) && TryPlace(percent, y, words, isBold, until: until))
            {
                return;
            }
        }
    }
}
