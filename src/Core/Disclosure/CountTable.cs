namespace Fairload.Core.Disclosure;

/// <summary>Counts of people by two things, with their totals: what is known before anything is published.</summary>
/// <remarks>Totals stand in a further row and column, so that every rule speaks of them as it speaks of any other cell.</remarks>
public sealed class CountTable
{
    private readonly int[,] _counts;

    /// <summary>A table of counts; the totals are reckoned here, so they cannot disagree with the counts.</summary>
    /// <param name="rows">What the rows are called.</param>
    /// <param name="columns">What the columns are called.</param>
    /// <param name="counts">The counts, by row and column.</param>
    /// <exception cref="ArgumentException">The counts are not as many as the names say, or one is negative.</exception>
    public CountTable(IReadOnlyList<string> rows, IReadOnlyList<string> columns, int[,] counts)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.GetLength(0) != rows.Count || counts.GetLength(1) != columns.Count)
        {
            throw new ArgumentException("There must be a count for each row and column.", nameof(counts));
        }

        (Rows, Columns, _counts) = (rows, columns, new int[rows.Count + 1, columns.Count + 1]);
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < columns.Count; column++)
            {
                var count = counts[row, column];
                if (count < 0)
                {
                    throw new ArgumentException("A count of people is not negative.", nameof(counts));
                }

                _counts[row, column] = count;
                _counts[row, columns.Count] += count;
                _counts[rows.Count, column] += count;
                _counts[rows.Count, columns.Count] += count;
            }
        }
    }

    /// <summary>What the rows are called, without the totals.</summary>
    public IReadOnlyList<string> Rows { get; }

    /// <summary>What the columns are called, without the totals.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>A count; the row after the last, and the column after the last, hold totals.</summary>
    public int this[int row, int column] => _counts[row, column];

    /// <summary>The table as it may be published: docs/privacy.md, "Small numbers".</summary>
    public PublishedTable Publish() => new Suppression(this).Published();
}
