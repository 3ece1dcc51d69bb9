namespace Fairload.Core.Labels;

/// <summary>What councils have written before for the values of one meaning.</summary>
internal sealed class SeenLabels
{
    private readonly Dictionary<string, HashSet<string>> _plain = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _byWords = new(StringComparer.Ordinal);
    private readonly HashSet<(string Value, string Word, string Next)> _turned = [];
    private readonly List<Example> _examples = [];
    private readonly List<(IReadOnlyList<string> Words, string Value)> _phrases = [];
    private readonly Dictionary<string, List<int>> _holding = new(StringComparer.Ordinal);

    public SeenLabels(IEnumerable<SeenLabel> labels, LabelText text)
    {
        foreach (var label in labels)
        {
            Add(_plain, LabelText.Plain(label.Label), label.Value);
            var words = text.Words(label.Label);
            Add(_byWords, string.Join(' ', words), label.Value);
            foreach (var (word, next) in words.Zip(words.Skip(1).Append("")).Where(pair => text.Turns(pair.First)))
            {
                _turned.Add((label.Value, word, next));
            }

            _phrases.Add(([.. words.Where(text.Says)], label.Value));
            var said = words.Where(text.Says).ToHashSet(StringComparer.Ordinal);
            if (said.Count > 0)
            {
                foreach (var word in said)
                {
                    (_holding.TryGetValue(word, out var places) ? places : _holding[word] = []).Add(_examples.Count);
                }

                _examples.Add(new Example(label.Label, label.Value, said));
            }
        }
    }

    /// <summary>The words that occur, with how many labels have each.</summary>
    public IEnumerable<KeyValuePair<string, int>> Words => _holding.Select(one => KeyValuePair.Create(one.Key, one.Value.Count));

    /// <summary>What each label says, in its order, with its value.</summary>
    public IEnumerable<(IReadOnlyList<string> Words, string Value)> Phrases => _phrases;

    /// <summary>The values of labels that are the same but for case and spacing.</summary>
    public IReadOnlyCollection<string> Same(string label) => _plain.GetValueOrDefault(LabelText.Plain(label)) ?? [];

    /// <summary>The values of labels that have the same words in the same order.</summary>
    public IReadOnlyCollection<string> SameWords(IReadOnlyList<string> words) => _byWords.GetValueOrDefault(string.Join(' ', words)) ?? [];

    /// <summary>Whether a label of a value has this turning word, and after it this word (nothing at its end).</summary>
    public bool HasTurned(string value, string word, string next) => _turned.Contains((value, word, next));

    /// <summary>
    /// The labels that are likest, one for each value, the likest first. Likeness is the share of what two labels say that
    /// both say (0 to 1, Dice's measure), a word that few labels have saying more than one that many have.
    /// </summary>
    public IReadOnlyList<Likeness> Nearest(IReadOnlySet<string> said)
    {
        var best = new Dictionary<string, Likeness>(StringComparer.Ordinal);
        var own = said.Sum(Weight);
        foreach (var place in said.SelectMany(word => _holding.GetValueOrDefault(word) ?? []).Distinct())
        {
            var example = _examples[place];
            var like = 2 * example.Said.Where(said.Contains).Sum(Weight) / (own + example.Said.Sum(Weight));
            if (!best.TryGetValue(example.Value, out var known) || like > known.Share)
            {
                best[example.Value] = new Likeness(example.Value, like, example.Label);
            }
        }

        return [.. best.Values.OrderByDescending(one => one.Share).ThenBy(one => one.Value, StringComparer.Ordinal)];
    }

    private double Weight(string word) => Math.Log((_examples.Count + 1) / ((_holding.GetValueOrDefault(word)?.Count ?? 0) + 0.5));

    private static void Add(Dictionary<string, HashSet<string>> values, string key, string value) =>
        (values.TryGetValue(key, out var there) ? there : values[key] = new(StringComparer.Ordinal)).Add(value);

    private sealed record Example(string Label, string Value, HashSet<string> Said);
}

/// <summary>How like an earlier label is.</summary>
/// <param name="Value">Its value.</param>
/// <param name="Share">From 0, nothing in common, to 1.</param>
/// <param name="Label">The earlier label.</param>
internal sealed record Likeness(string Value, double Share, string Label);
