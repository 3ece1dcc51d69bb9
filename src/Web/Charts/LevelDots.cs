using Fairload.Web.Words;

namespace Fairload.Web.Charts;

/// <summary>A person's children by level: one dot a child, open where the case awaits closure. Never a score.</summary>
public sealed record LevelDots(string About, IReadOnlyList<LevelDots.Level> Levels) : IChart
{
    private const int PerRow = 3;
    private const decimal Step = 11;
    private const decimal ColumnWidth = 46;
    private const decimal TextHeight = 22;

    /// <summary>Children at one level.</summary>
    /// <param name="Name">The level as it is called: "1".</param>
    /// <param name="Active">Children whose case is active.</param>
    /// <param name="AwaitingClosure">Children whose case awaits closure.</param>
    public sealed record Level(string Name, int Active, int AwaitingClosure)
    {
        internal int All => Active + AwaitingClosure;
    }

    private decimal Width => (Levels.Count * ColumnWidth) - 8;

    /// <summary>The head of a column of these: the levels' names above their places.</summary>
    public static IHtmlContent Axis(IReadOnlyList<string> levels) =>
        Svg.Hidden(Svg.Px((levels.Count * ColumnWidth) - 8), 20).Add(levels.Select((name, i) =>
            Svg.Words(Svg.Px(Middle(i)), 16, name, Anchor.Middle)));

    /// <inheritdoc />
    public IHtmlContent Picture(TextSource words)
    {
        var rows = Math.Max(3, Levels.Max(level => (level.All + PerRow - 1) / PerRow));
        var ground = rows * Step;
        var svg = Svg.Small(Width, ground + TextHeight, Label(words), "fl-kids");
        for (var column = 0; column < Levels.Count; column++)
        {
            var level = Levels[column];
            for (var child = 0; child < level.All; child++)
            {
                var x = Svg.Px(Middle(column) + ((child % PerRow - 1) * Step));
                var y = ground - 4 - (child / PerRow * Step);
                svg.Add(child < level.Active ? Svg.Dot(x, y, 4.5m, "fl-dot") : Svg.Dot(x, y, 3.6m, "fl-dot-open"));
            }

            svg.Add(Svg.Words(
                Svg.Px(Middle(column)), ground + 18, Format.Count(level.All), Anchor.Middle, 0, level.All == 0 ? "fl-text-soft" : null));
        }

        return svg;
    }

    /// <inheritdoc />
    public FigureTable Figures(TextSource words) => new(
        words["levels.caption", About],
        [new(words["head.level"]), new(words["head.active"], true), new(words["head.awaiting"], true), new(words["head.children"], true)],
        [.. Levels.Select(level => (IReadOnlyList<FigureTable.Cell>)
            [level.Name, FigureTable.Cell.Count(level.Active), FigureTable.Cell.Count(level.AwaitingClosure), FigureTable.Cell.Count(level.All)])]);

    private static decimal Middle(int column) => 16 + (column * ColumnWidth);

    private string Label(TextSource words)
    {
        var levels = string.Join(", ", Levels.Select(level => words["levels.one", level.Name, Format.Count(level.All)]));
        var awaiting = Levels.Sum(level => level.AwaitingClosure);
        return awaiting == 0 ? levels : levels + words.Count("levels.awaiting", awaiting);
    }
}
