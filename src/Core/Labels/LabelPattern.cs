namespace Fairload.Core.Labels;

/// <summary>Words that a label must have, and words that it must not have, to mean something (docs/labels.md).</summary>
internal sealed class LabelPattern
{
    private readonly List<Phrase> _needed = [];
    private readonly List<Phrase> _barred = [];
    private readonly bool _isWhole;

    /// <summary>Reads a pattern as the vocabulary writes it.</summary>
    public LabelPattern(string text, LabelText texts)
    {
        Written = text;
        _isWhole = text.StartsWith('=');
        foreach (var part in text.TrimStart('=').Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var isBarred = part[0] == '!';
            var words = part.TrimStart('!').Split('_', StringSplitOptions.RemoveEmptyEntries);
            (isBarred ? _barred : _needed).Add(new Phrase([.. words.Select(word => word[^1] == '*' ? (word[..^1], true) : (texts.One(word), false))]));
        }
    }

    /// <summary>The name of a value, to be found side by side anywhere in a label.</summary>
    public LabelPattern(IReadOnlyList<string> name)
    {
        Written = string.Join(' ', name);
        _needed.Add(new Phrase([.. name.Select(word => (word, false))]));
    }

    /// <summary>The pattern as the vocabulary writes it.</summary>
    public string Written { get; }

    /// <summary>Its words, for the spelling; those that only begin a word are left out.</summary>
    public IEnumerable<string> Words => _needed.Concat(_barred).SelectMany(phrase => phrase.Words).Where(word => !word.IsBeginning).Select(word => word.Text);

    /// <summary>All that it looks for, where that is words side by side and nothing else; else nothing.</summary>
    public IReadOnlyList<string> SideBySide => _needed.Count == 1 && _needed[0].Words.All(word => word.Text.Length > 0) ? [.. _needed[0].Words.Select(word => word.Text)] : [];

    /// <summary>Whether a word is one that the pattern looks for; "*", any word, knows none.</summary>
    public bool Knows(string word) => _needed.Concat(_barred).Any(phrase => phrase.Words.Any(one => one.Text.Length > 0 && one.IsIn(word)));

    /// <summary>Whether a word is one that a label must have to fit.</summary>
    public bool Needs(string word) => _needed.Exists(phrase => phrase.Words.Any(one => one.Text.Length > 0 && one.IsIn(word)));

    /// <summary>Whether a label fits.</summary>
    /// <param name="words">All its words.</param>
    /// <param name="said">Those that say something.</param>
    public bool Fits(IReadOnlyList<string> words, IReadOnlyList<string> said)
    {
        if (_isWhole)
        {
            var own = _needed.SelectMany(phrase => phrase.Words).ToList();
            return said.Count == own.Count && own.TrueForAll(word => said.Any(word.IsIn));
        }

        return _needed.TrueForAll(phrase => phrase.IsIn(words)) && !_barred.Exists(phrase => phrase.IsIn(words));
    }

    private readonly record struct PatternWord(string Text, bool IsBeginning)
    {
        public bool IsIn(string word) => IsBeginning ? word.StartsWith(Text, StringComparison.Ordinal) : word == Text;
    }

    /// <summary>Words side by side.</summary>
    private sealed class Phrase(IReadOnlyList<(string Text, bool IsBeginning)> words)
    {
        public IReadOnlyList<PatternWord> Words { get; } = [.. words.Select(word => new PatternWord(word.Text, word.IsBeginning))];

        public bool IsIn(IReadOnlyList<string> label)
        {
            for (var start = 0; start + Words.Count <= label.Count; start++)
            {
                var length = 0;
                while (length < Words.Count && Words[length].IsIn(label[start + length]))
                {
                    length++;
                }

                if (length == Words.Count)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
