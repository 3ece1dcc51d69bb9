using System.Globalization;
using Fairload.Web.Components;

namespace Fairload.Web.Charts;

/// <summary>
/// The marks that charts are made of. Across is a percentage of the width, down is pixels, so text keeps its size on
/// every screen. Marks carry classes only: no style, which the content security policy would refuse.
/// </summary>
internal static class Svg
{
    /// <summary>The picture itself, as wide as its place.</summary>
    public static Element Root(decimal height, string label, params string?[] classes) =>
        Root("100%", height, classes).Set("role", "img").Set("aria-label", label);

    /// <summary>A picture of fixed width, for a cell of a table.</summary>
    public static Element Small(decimal width, decimal height, string label, params string?[] classes) =>
        Root(Px(width), height, classes).Set("role", "img").Set("aria-label", label);

    /// <summary>A picture that says nothing by itself.</summary>
    public static Element Hidden(string width, decimal height) => Root(width, height).Set("aria-hidden", "true").Set("focusable", "false");

    public static Element Rect(string x, decimal y, string width, decimal height, string shape) =>
        Element.Of("rect", shape).Set("x", x).Set("y", Px(y)).Set("width", width).Set("height", Px(height));

    public static Element Line(string x1, string x2, decimal y1, decimal y2, string shape) =>
        Element.Of("line", shape).Set("x1", x1).Set("x2", x2).Set("y1", Px(y1)).Set("y2", Px(y2));

    public static Element Upright(string x, decimal y1, decimal y2, string shape) => Line(x, x, y1, y2, shape);

    public static Element Dot(string x, decimal y, decimal radius, string shape) =>
        Element.Of("circle", shape).Set("cx", x).Set("cy", Px(y)).Set("r", Px(radius));

    public static Element Words(string x, decimal y, string words, Anchor anchor = Anchor.Start, decimal dx = 0, params string?[] classes) =>
        Element.Of("text", classes).Set("x", x).Set("y", Px(y)).Set("dx", dx == 0 ? null : Px(dx))
            .Set("text-anchor", anchor switch { Anchor.Middle => "middle", Anchor.End => "end", _ => null })
            .Add(words);

    /// <summary>A box that stretches, for what needs a path. Its strokes do not stretch with it (see the style sheet).</summary>
    public static Element Stretched(decimal y, string width, decimal height, params IHtmlContent[] paths) =>
        new Element("svg").Set("x", "0").Set("y", Px(y)).Set("width", width).Set("height", Px(height))
            .Set("viewBox", "0 0 1000 1000").Set("preserveAspectRatio", "none")
            // A stroke along the edge of the box is seen whole.
            .Set("overflow", "visible").Add((IEnumerable<IHtmlContent>)paths);

    public static Element Path(string d, string shape) => Element.Of("path", shape).Set("d", d);

    /// <summary>Marks for a wide screen and their shorter twins for a phone.</summary>
    public static Element Group(string name, IEnumerable<IHtmlContent> marks) => Element.Of("g", name).Add(marks);

    public static string Px(decimal pixels) => Math.Round(pixels, 2).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A position in a stretched box.</summary>
    public static string Point(decimal thousandths) => Math.Round(thousandths, 2).ToString("0.##", CultureInfo.InvariantCulture);

    private static Element Root(string width, decimal height, params string?[] classes) =>
        Element.Of("svg", ["fl-svg", .. classes]).Set("width", width).Set("height", Px(height));
}

/// <summary>Which end of a text stands at its position.</summary>
internal enum Anchor
{
    Start,
    Middle,
    End,
}

/// <summary>Numbers to positions across, in percent of the width.</summary>
internal readonly record struct Scale(decimal From, decimal To)
{
    /// <summary>The position in percent; what lies beyond an end is drawn at that end.</summary>
    public decimal At(decimal value) => To == From ? 0 : (Math.Clamp(value, From, To) - From) * 100 / (To - From);

    /// <summary>The position as an attribute.</summary>
    public string X(decimal value) => Percent(At(value));

    /// <summary>The distance between two values as an attribute.</summary>
    public string Width(decimal from, decimal to) => Percent(At(to) - At(from));

    public static string Percent(decimal percent) => Math.Round(percent, 4).ToString("0.####", CultureInfo.InvariantCulture) + "%";

    /// <summary>Whole days between the ends, as numbers for the scale.</summary>
    public static Scale Days(DateOnly from, DateOnly to) => new(from.DayNumber, Math.Max(to.DayNumber, from.DayNumber + 1));
}
