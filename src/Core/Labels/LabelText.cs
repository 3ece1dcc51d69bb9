using System.Text;
using System.Text.RegularExpressions;

namespace Fairload.Core.Labels;

/// <summary>
/// Takes a label apart into words that can be compared: no capitals, punctuation, possessives or plurals, abbreviations
/// written out. What stands in brackets after "not" or "excluding" is left out: it says what the label does not mean.
/// </summary>
public sealed partial class LabelText
{
    private readonly HashSet<string> _skipped = new(StringComparer.Ordinal);
    private readonly WordList _turning = new();
    private readonly WordList _others = new();
    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);
    private readonly List<(string[] From, string To)> _phrases = [];

    /// <summary>Adds words that say nothing by themselves.</summary>
    internal void Skip(IEnumerable<string> words) => _skipped.UnionWith(words);

    /// <summary>Adds words that turn what a label says.</summary>
    internal void Turn(IEnumerable<string> words) => _turning.Add(words);

    /// <summary>Adds words for somebody who is not the child.</summary>
    internal void Other(IEnumerable<string> words) => _others.Add(words);

    /// <summary>Adds an abbreviation, or several words that are one.</summary>
    internal void Replace(string from, string to)
    {
        var words = from.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 1)
        {
            _words[from] = to;
        }
        else
        {
            _phrases.Add((words, to));
        }
    }

    /// <summary>Whether a word says something by itself.</summary>
    public bool Says(string word) => !_skipped.Contains(word);

    /// <summary>Whether a word turns what a label says: "not", "former", "ended".</summary>
    public bool Turns(string word) => _turning.Has(word);

    /// <summary>Whether a word is somebody who is not the child: "mother", "carer".</summary>
    internal bool IsOther(string word) => _others.Has(word);

    /// <summary>Whether a question mark stands before or after all of a label: what it says is asked, not said.</summary>
    internal static bool IsQuestion(string label) => label.AsSpan().Trim() is ['?', ..] or [.., '?'];

    /// <summary>The words that a full stop cuts short ("Prot."), if they are abbreviations at all.</summary>
    internal static IReadOnlySet<string> Stopped(string label) =>
        Stop().Matches(Plain(label)).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

    /// <summary>What a label sets side by side with a stroke or "or", and nothing else; one part where it does not, or tells more.</summary>
    internal static IReadOnlyList<string> Parts(string label) => More().IsMatch(label) ? [label] : Either().Split(Plain(label));

    /// <summary>The words that turn what a label says; those known by their beginning are left out.</summary>
    internal IEnumerable<string> TurningWords => _turning.Whole;

    /// <summary>The label in small letters with single blanks: what two labels share that a person would call the same.</summary>
    public static string Plain(string label)
    {
        ArgumentNullException.ThrowIfNull(label);
        return Blanks().Replace(label.Normalize(NormalizationForm.FormKC), " ").Trim().ToLowerInvariant();
    }

    /// <summary>The words of a label, in its order.</summary>
    public IReadOnlyList<string> Words(string label)
    {
        var text = Plain(label);
        text = NotMapped().Replace(text, "$1");
        text = Retired().Replace(text, " ");
        text = text.Replace("â€™", "", StringComparison.Ordinal);
        text = Apostrophe().Replace(text, "");
        text = text.Replace("&", " and ", StringComparison.Ordinal);
        text = Excluded().Replace(text, " ");
        text = Section().Replace(text, "s$1");
        List<string> words = [.. Word().Matches(text).Select(match => match.Value)];
        JoinInitials(words);
        for (var i = 0; i < words.Count; i++)
        {
            words[i] = One(words[i]);
        }

        foreach (var (from, to) in _phrases)
        {
            Join(words, from, to);
        }

        return words;
    }

    /// <summary>One word, without its plural and written out.</summary>
    internal string One(string word) => Written(Singular(Written(word)));

    private string Written(string word) => _words.GetValueOrDefault(word, word);

    private static string Singular(string word) =>
        word.Length > 5 && word.EndsWith("ies", StringComparison.Ordinal) ? word[..^3] + "y"
        : word.Length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') && !char.IsAsciiDigit(word[^2]) ? word[..^1] : word;

    /// <summary>N.H.S. is one word; A.A1 is a code in two parts.</summary>
    private static void JoinInitials(List<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var end = i;
            while (end < words.Count && words[end].Length == 1 && char.IsAsciiLetter(words[end][0]))
            {
                end++;
            }

            if (end - i >= 3)
            {
                words[i] = string.Concat(words.Skip(i).Take(end - i));
                words.RemoveRange(i + 1, end - i - 1);
            }
        }
    }

    private static void Join(List<string> words, string[] from, string to)
    {
        for (var i = 0; i + from.Length <= words.Count; i++)
        {
            if (words.Skip(i).Take(from.Length).SequenceEqual(from, StringComparer.Ordinal))
            {
                words[i] = to;
                words.RemoveRange(i + 1, from.Length - 1);
            }
        }
    }

    [GeneratedRegex(@"[\s\u0080-\u00a0\p{Cf}\p{Cc}]+")]
    private static partial Regex Blanks();

    /// <summary>How one case system writes a code that it could not translate itself.</summary>
    [GeneratedRegex("code '(.*)' is not mapped")]
    private static partial Regex NotMapped();

    /// <summary>What says when a label was in use, and nothing of what it means.</summary>
    [GeneratedRegex("""
        ^(?:z{2,}|x{2,3}(?=[\s_-])|old\s*[:_-])[\s_:-]*
        |\b(?:do\s+not\s+use|dont\s+use|no\s+longer\s+(?:in\s+)?used?|not\s+in\s+use|obsolete|deprecated)\b
        |\b(?:pre|post|prior\s+to|before|after|until|till|to|up\s+to|from|since|wef)[\s-]+(?:\d{1,2}(?:st|nd|rd|th)?[\s/.-]+)?(?:\d{1,2}[/.-]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+)?(?:19|20)\d\d\b
        |\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d\d\b
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Retired();

    /// <summary>Within a word; a question mark there is what some export made of it.</summary>
    [GeneratedRegex(@"(?<=\w)(?:['’‘`´]|\?+(?=s\b))")]
    private static partial Regex Apostrophe();

    [GeneratedRegex(@"[(\[](?:not|excl|exc|except|other than)\b[^)\]]*[)\]]?|(?:excl|excludes|excluding|except)\b[^)\]]*|\bother than (?:social care|housing)")]
    private static partial Regex Excluded();

    [GeneratedRegex(@"\b(?:section|sect|sec|s)\.?\s*(\d+)")]
    private static partial Regex Section();

    [GeneratedRegex(@"\b([a-z]{3,})\.")]
    private static partial Regex Stop();

    [GeneratedRegex(@"\s*(?:\band\s*/\s*or\b|/|\||\bor\b)\s*")]
    private static partial Regex Either();

    [GeneratedRegex(@"[(\[:,]|\s-\s")]
    private static partial Regex More();

    [GeneratedRegex("[a-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
