namespace Fairload.Core.Cases;

/// <summary>
/// Facts in columns, a row for each case or worker: what the weigher reads. Numbers are whole hundredths, flags 0 or
/// 1, words the numbers of <see cref="Code"/>, lists numbers for <see cref="Contains"/>.
/// </summary>
public abstract class FactTable
{
    /// <summary>The value that stands for "the source does not say".</summary>
    public const int Absent = int.MinValue;

    /// <summary>How many rows there are.</summary>
    public abstract int Count { get; }

    /// <summary>One fact of every row, made when first asked for. Not to be changed by the caller.</summary>
    public abstract int[] Column(FactRef fact);

    /// <summary>The number a word has in the columns of a fact, or nothing when no row can have it.</summary>
    public abstract int? Code(Fact fact, string word);

    /// <summary>Whether the list with this number holds the code.</summary>
    public virtual bool Contains(int list, int code) => false;
}
