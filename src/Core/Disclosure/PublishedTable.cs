namespace Fairload.Core.Disclosure;

/// <summary>
/// A table of counts as it may be published: a number from 1 to 5 is withheld, and so are as many others as it takes that
/// nobody can find it by taking what is shown from the totals.
/// </summary>
/// <remarks>
/// A nought is shown: it is about nobody. What is withheld looks the same whether it is small or only shields a small one,
/// or the shield would point at what it hides.
/// </remarks>
public sealed class PublishedTable
{
    /// <summary>The smallest count of people that is shown, beside nought.</summary>
    public const int SmallestShown = 6;

    /// <summary>
    /// How many values a withheld small number can still have, for one who knows all that is shown: as many as the numbers
    /// from 1 to 5, so that the rest of the table says no more than the symbol itself.
    /// </summary>
    public const int PossibleValues = 5;

    private readonly int?[,] _shown;

    internal PublishedTable(CountTable table, bool[,] withheld)
    {
        (Rows, Columns) = (table.Rows, table.Columns);
        _shown = new int?[Rows.Count + 1, Columns.Count + 1];
        for (var row = 0; row <= Rows.Count; row++)
        {
            for (var column = 0; column <= Columns.Count; column++)
            {
                _shown[row, column] = withheld[row, column] ? null : table[row, column];
                HasWithheld |= withheld[row, column];
            }
        }
    }

    /// <summary>What the rows are called, without the totals.</summary>
    public IReadOnlyList<string> Rows { get; }

    /// <summary>What the columns are called, without the totals.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Whether anything is withheld.</summary>
    public bool HasWithheld { get; }

    /// <summary>A count, or nothing where it is withheld; the row after the last, and the column after the last, hold totals.</summary>
    public int? this[int row, int column] => _shown[row, column];

    /// <summary>Whether a count is one that may not be shown by itself.</summary>
    public static bool IsSmall(int count) => count is > 0 and < SmallestShown;
}
