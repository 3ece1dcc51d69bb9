namespace Fairload.App.Demo;

/// <summary>
/// The only source of chance in the synthetic council: the same seed gives the same draws on every machine.
/// The generator is xoshiro256** 1.0 and its state is filled by SplitMix64, both by David Blackman and Sebastiano
/// Vigna (public domain, prng.di.unimi.it). All draws are whole numbers, because logarithms and powers differ in their
/// last bit from one processor to another and would decide bytes.
/// </summary>
internal sealed class Chance
{
    private ulong s0;
    private ulong s1;
    private ulong s2;
    private ulong s3;

    /// <summary>
    /// A stream of its own for one part of one council, so that a change in one part leaves the others alone.
    /// </summary>
    public Chance(int seed, int council, string part)
    {
        unchecked
        {
            var x = ((ulong)(uint)seed << 32) ^ (uint)council;
            foreach (var letter in part)
            {
                x = (x ^ letter) * 0x100000001B3UL;
            }

            s0 = Split(ref x);
            s1 = Split(ref x);
            s2 = Split(ref x);
            s3 = Split(ref x);
        }
    }

    /// <summary>
    /// A whole number from 0 to <paramref name="n"/> - 1. The bias of the multiplication is below n / 2^32.
    /// </summary>
    public int Below(int n) => (int)(((Next() >> 32) * (ulong)(uint)n) >> 32);

    /// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    /// <summary>True in <paramref name="n"/> of a thousand draws.</summary>
    public bool PerMille(int n) => Below(1000) < n;

    /// <summary>One of the values, each as likely as the next.</summary>
    public T Pick<T>(ReadOnlySpan<T> values) => values[Below(values.Length)];

    /// <summary>The place of one of the weights, drawn in proportion to it.</summary>
    public int Weighted(ReadOnlySpan<int> weights)
    {
        var total = 0;
        foreach (var weight in weights)
        {
            total += weight;
        }

        var left = Below(total);
        var place = 0;
        while (left >= weights[place])
        {
            left -= weights[place++];
        }

        return place;
    }

    /// <summary>
    /// A draw from a table of equally spaced quantiles (the first is the least value, the last the greatest).
    /// </summary>
    public int Quantile(ReadOnlySpan<int> quantiles)
    {
        const int Steps = 1024;
        var at = Below((quantiles.Length - 1) * Steps);
        var place = at / Steps;
        return quantiles[place] + (((quantiles[place + 1] - quantiles[place]) * (at % Steps)) / Steps);
    }

    private static ulong Split(ref ulong x)
    {
        unchecked
        {
            var z = x += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }

    private ulong Next()
    {
        unchecked
        {
            var result = ulong.RotateLeft(s1 * 5, 7) * 9;
            var t = s1 << 17;
            s2 ^= s0;
            s3 ^= s1;
            s1 ^= s2;
            s0 ^= s3;
            s2 ^= t;
            s3 = ulong.RotateLeft(s3, 45);
            return result;
        }
    }
}
