namespace Fairload.Core.Labels;

/// <summary>Words of one kind, as the vocabulary lists them; one that ends in * stands for all that begin so.</summary>
internal sealed class WordList
{
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private readonly List<string> _beginnings = [];

    /// <summary>The words that are listed whole.</summary>
    public IEnumerable<string> Whole => _words;

    /// <summary>Whether nothing is listed.</summary>
    public bool IsEmpty => _words.Count == 0 && _beginnings.Count == 0;

    /// <summary>Adds words as the vocabulary writes them.</summary>
    public void Add(IEnumerable<string> words)
    {
        foreach (var word in words)
        {
            if (word[^1] == '*')
            {
                _beginnings.Add(word[..^1]);
            }
            else
            {
                _words.Add(word);
            }
        }
    }

    /// <summary>Whether a word is one of them.</summary>
    public bool Has(string word) => _words.Contains(word) || _beginnings.Exists(start => word.StartsWith(start, StringComparison.Ordinal));
}
