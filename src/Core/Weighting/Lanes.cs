using System.Numerics;

namespace Fairload.Core.Weighting;

/// <summary>
/// The few steps that the weigher takes over columns, several rows at a time. A mask holds -1 for a row that is kept and
/// 0 for one that is not, so that "and" and "add" need no branch.
/// </summary>
internal static class Lanes
{
    /// <summary>A row that is kept.</summary>
    public const int Kept = -1;

    /// <summary>
    /// The most hundredths that one case's sum can reach, up or down: ten million points, which no agreed scheme comes
    /// near. A scheme that would go beyond stays there, so that no sum can wrap round.
    /// </summary>
    public const int Most = 1_000_000_000;

    /// <summary>Keeps rows whose value is this one.</summary>
    public static void KeepEqual(Span<int> mask, ReadOnlySpan<int> values, int wanted)
    {
        var i = 0;
        for (var all = new Vector<int>(wanted); i <= mask.Length - Vector<int>.Count; i += Vector<int>.Count)
        {
            (new Vector<int>(mask[i..]) & Vector.Equals(new Vector<int>(values[i..]), all)).CopyTo(mask[i..]);
        }

        for (; i < mask.Length; i++)
        {
            mask[i] &= values[i] == wanted ? Kept : 0;
        }
    }

    /// <summary>Keeps rows whose value lies between these, both included.</summary>
    public static void KeepBetween(Span<int> mask, ReadOnlySpan<int> values, int least, int greatest)
    {
        var i = 0;
        var (low, high) = (new Vector<int>(least), new Vector<int>(greatest));
        for (; i <= mask.Length - Vector<int>.Count; i += Vector<int>.Count)
        {
            var value = new Vector<int>(values[i..]);
            (new Vector<int>(mask[i..]) & Vector.GreaterThanOrEqual(value, low) & Vector.LessThanOrEqual(value, high)).CopyTo(mask[i..]);
        }

        for (; i < mask.Length; i++)
        {
            mask[i] &= values[i] >= least && values[i] <= greatest ? Kept : 0;
        }
    }

    /// <summary>Takes away rows that the other mask keeps.</summary>
    public static void Without(Span<int> mask, ReadOnlySpan<int> other)
    {
        var i = 0;
        for (; i <= mask.Length - Vector<int>.Count; i += Vector<int>.Count)
        {
            Vector.AndNot(new Vector<int>(mask[i..]), new Vector<int>(other[i..])).CopyTo(mask[i..]);
        }

        for (; i < mask.Length; i++)
        {
            mask[i] &= ~other[i];
        }
    }

    /// <summary>Adds the rows that the other mask keeps.</summary>
    public static void Join(Span<int> mask, ReadOnlySpan<int> other)
    {
        var i = 0;
        for (; i <= mask.Length - Vector<int>.Count; i += Vector<int>.Count)
        {
            (new Vector<int>(mask[i..]) | new Vector<int>(other[i..])).CopyTo(mask[i..]);
        }

        for (; i < mask.Length; i++)
        {
            mask[i] |= other[i];
        }
    }

    /// <summary>Adds a number to the sums of the rows kept.</summary>
    public static void AddWhere(Span<int> sums, ReadOnlySpan<int> mask, int number)
    {
        var i = 0;
        var (least, most) = (new Vector<int>(-Most), new Vector<int>(Most));
        for (var all = new Vector<int>(number); i <= sums.Length - Vector<int>.Count; i += Vector<int>.Count)
        {
            var sum = new Vector<int>(sums[i..]) + (all & new Vector<int>(mask[i..]));
            Vector.Min(Vector.Max(sum, least), most).CopyTo(sums[i..]);
        }

        for (; i < sums.Length; i++)
        {
            sums[i] = Math.Clamp(sums[i] + (number & mask[i]), -Most, Most);
        }
    }

    /// <summary>No sum below zero.</summary>
    public static void Floor(Span<int> sums)
    {
        var i = 0;
        for (; i <= sums.Length - Vector<int>.Count; i += Vector<int>.Count)
        {
            Vector.Max(new Vector<int>(sums[i..]), Vector<int>.Zero).CopyTo(sums[i..]);
        }

        for (; i < sums.Length; i++)
        {
            sums[i] = Math.Max(sums[i], 0);
        }
    }
}
