namespace Fairload.Core.Labels;

/// <summary>
/// Mends a misspelt word: into the one known word that is a slip away. Two known words equally near, or a short word,
/// stay as they are.
/// </summary>
internal sealed class Spelling
{
    private const int Shortest = 6;
    private const int LongForTwoSlips = 9;

    /// <summary>So many letters that all the words an abbreviation may stand for begin with are forms of one word.</summary>
    private const int Stem = 5;

    private readonly HashSet<string> _known;
    private readonly ILookup<char, string> _byFirst;

    private readonly int _mostSlips;

    public Spelling(int mostSlips, IEnumerable<string> known)
    {
        _mostSlips = mostSlips;
        _known = known.ToHashSet(StringComparer.Ordinal);
        _byFirst = _known.Where(word => word.Length >= Shortest && word.All(char.IsAsciiLetter)).ToLookup(word => word[0]);
    }

    /// <summary>The word as it was meant.</summary>
    public string Mend(string word)
    {
        if (word.Length < Shortest || _known.Contains(word) || !word.All(char.IsAsciiLetter))
        {
            return word;
        }

        var most = word.Length >= LongForTwoSlips ? _mostSlips : 1;
        string? found = null;
        foreach (var candidate in _byFirst[word[0]])
        {
            var slips = Slips(word, candidate, most);
            if (slips < most || (slips == most && found is null))
            {
                most = slips;
                found = candidate;
            }
            else if (slips == most)
            {
                found = "";
            }
        }

        return found is { Length: > 0 } ? found : word;
    }

    /// <summary>The known word that an abbreviation begins; itself where there is none, or where they are not forms of one word.</summary>
    public string Complete(string word)
    {
        if (_known.Contains(word))
        {
            return word;
        }

        var longer = _known.Where(known => known.StartsWith(word, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        return longer.Count == 1 || (longer.Count > 1 && longer.TrueForAll(known => known.AsSpan().CommonPrefixLength(longer[0]) >= Math.Max(Stem, word.Length)))
            ? longer.MinBy(known => known.Length)! : word;
    }

    /// <summary>Letters added, dropped, changed or swapped with their neighbour (optimal string alignment); one more than the most when there are more.</summary>
    private static int Slips(string a, string b, int most)
    {
        if (Math.Abs(a.Length - b.Length) > most)
        {
            return most + 1;
        }

        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            rows[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            rows[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var least = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    least = Math.Min(least, rows[i - 2, j - 2] + 1);
                }

                rows[i, j] = least;
            }
        }

        return rows[a.Length, b.Length];
    }
}
