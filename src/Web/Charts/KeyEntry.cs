using Fairload.Web.Components;

namespace Fairload.Web.Charts;

/// <summary>A line of a key: a mark and what it means. Only where a label at the mark itself cannot say it.</summary>
public sealed record KeyEntry(IHtmlContent Mark, string Words)
{
    /// <summary>Work on the agreed range.</summary>
    public static KeyEntry WorkOnRange(string words) => new(
        Svg.Hidden("30", 18).Add(Svg.Rect("0", 0, "30", 18, "fl-band"), Svg.Rect("0", 4, "20", 10, "fl-fill")), words);

    /// <summary>Work beyond all the time there is.</summary>
    public static KeyEntry Over(string words) => new(
        Svg.Hidden("30", 18).Add(Svg.Rect("6", 4, "22", 10, "fl-over"), Svg.Upright("6", 0, 18, "fl-limit")), words);

    /// <summary>No available time.</summary>
    public static KeyEntry NoTime(string words) => new(Svg.Hidden("30", 18).Add(Svg.Rect("1", 4, "28", 10, "fl-none")), words);

    /// <summary>A case to be added.</summary>
    public static KeyEntry Added(string words) => new(Svg.Hidden("30", 18).Add(Svg.Rect("1", 4, "28", 10, "fl-add")), words);

    /// <summary>A child.</summary>
    public static KeyEntry Child(string words) => Dot("fl-dot", 4.5m, words);

    /// <summary>A child whose case awaits closure.</summary>
    public static KeyEntry ChildAwaitingClosure(string words) => Dot("fl-dot-open", 3.8m, words);

    /// <summary>Before.</summary>
    public static KeyEntry Before(string words) => Dot("fl-dot-before", 4.5m, words);

    /// <summary>After.</summary>
    public static KeyEntry After(string words) => Dot("fl-dot", 5, words);

    internal Element Html() => new Element("li").Add(Mark, Words);

    private static KeyEntry Dot(string shape, decimal radius, string words) =>
        new(Svg.Hidden("12", 12).Add(Svg.Dot("6", 6, radius, shape)), words);
}
