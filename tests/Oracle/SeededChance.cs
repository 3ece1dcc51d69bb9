namespace Fairload.Oracle;

/// <summary>A generator of our own (splitmix64, public domain), so that a seed means the same council on every runtime.</summary>
internal sealed class SeededChance(int seed)
{
    private ulong _state = unchecked((uint)seed);

    public int Below(int bound) => (int)(Next() % (ulong)bound);

    public bool Percent(int percent) => Below(100) < percent;

    public T Pick<T>(params IReadOnlyList<T> among) => among[Below(among.Count)];

    public List<T> Shuffled<T>(IEnumerable<T> items)
    {
        List<T> shuffled = [.. items];
        for (int i = shuffled.Count - 1; i > 0; i--)
        {
            int other = Below(i + 1);
            (shuffled[i], shuffled[other]) = (shuffled[other], shuffled[i]);
        }

        return shuffled;
    }

    private ulong Next()
    {
        // The multiplications are meant to wrap.
        unchecked
        {
            _state += 0x9E3779B97F4A7C15UL;
            ulong mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
            return mixed ^ (mixed >> 31);
        }
    }
}
