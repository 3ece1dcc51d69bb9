namespace Fairload.Core.Labels;

/// <summary>
/// What a label of one short word may stand for: the beginnings of all the words of something known, in their order
/// (<c>DISN</c> for "District nurse", <c>AUD</c> for "Audiology"), or the beginning of one word without its vowels (<c>CLN</c>
/// for "Clinic"). Two letters may stand for too much.
/// </summary>
internal sealed class Abbreviations(IEnumerable<(IReadOnlyList<string> Words, string Value)> known)
{
    private const int Shortest = 3;
    private const int Longest = 5;
    private const int MostWords = 4;
    private const string Vowels = "aeiou";

    private readonly ILookup<char, (IReadOnlyList<string> Words, string Value)> _byFirst =
        known.Where(one => one.Words.Count is > 0 and <= MostWords).ToLookup(one => one.Words[0][0]);

    /// <summary>The values whose words a word may abbreviate; none for what is too short or too long to be told.</summary>
    public IReadOnlyCollection<string> ValuesOf(string word) =>
        word.Length is < Shortest or > Longest || !word.All(char.IsAsciiLetter) ? []
        : _byFirst[word[0]].Where(one => Abbreviates(word, one.Words)).Select(one => one.Value).ToHashSet(StringComparer.Ordinal);

    private static bool Abbreviates(string word, IReadOnlyList<string> words) =>
        words.Count == 1
            ? words[0].StartsWith(word, StringComparison.Ordinal) || WithoutVowels(words[0]).StartsWith(word, StringComparison.Ordinal)
            : word.Length >= words.Count && IsMadeOf(word, words, 0);

    private static string WithoutVowels(string word) => word[..1] + string.Concat(word.Skip(1).Where(letter => !Vowels.Contains(letter, StringComparison.Ordinal)));

    private static bool IsMadeOf(ReadOnlySpan<char> word, IReadOnlyList<string> words, int place)
    {
        if (place == words.Count)
        {
            return word.IsEmpty;
        }

        for (var letters = 1; letters <= word.Length && letters <= words[place].Length && word[letters - 1] == words[place][letters - 1]; letters++)
        {
            if (IsMadeOf(word[letters..], words, place + 1))
            {
                return true;
            }
        }

        return false;
    }
}
