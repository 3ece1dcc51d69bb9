namespace Fairload.Core.Labels;

/// <summary>What the values of one or several columns mean: the canonical values, their codes, and the words that say them.</summary>
public sealed class Meaning
{
    /// <summary>A code stands at the start of a label, after a word or two ("CIN - N4"), or at its end ("Died [E2]").</summary>
    private const int FirstPlaces = 3;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly List<string> _inOrder = [];
    private readonly List<Code> _codes = [];
    private readonly List<Line> _lines = [];
    private readonly WordList _turning = new();
    private readonly WordList _steady = new();
    private readonly Dictionary<string, WordList> _turningOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WordList> _steadyOf = new(StringComparer.Ordinal);
    private readonly WordList _onward = new();
    private readonly WordList _backward = new();
    private readonly WordList _own = new();
    private readonly WordList _beside = new();

    internal Meaning(string name, bool isByName, IReadOnlyList<string> columns)
    {
        Name = name;
        IsByName = isByName;
        Columns = columns;
    }

    /// <summary>Its name in the vocabulary.</summary>
    public string Name { get; }

    /// <summary>The columns whose values have it.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The canonical values, in the vocabulary's order.</summary>
    public IReadOnlyList<string> Values => _inOrder;

    /// <summary>Whether a value's own name decides wherever it stands in a label.</summary>
    internal bool IsByName { get; }

    /// <summary>What names a value in the vocabulary: what stands before its bracket or colon, else all of it.</summary>
    internal static string KeyOf(string value)
    {
        var end = value.AsSpan(0, Math.Min(4, value.Length)).IndexOfAny(')', ':');
        return (end > 0 ? value[..end] : value).ToLowerInvariant();
    }

    internal bool Has(string key) => _values.ContainsKey(key);

    internal void AddValue(string value, IEnumerable<string> codes, LabelText text)
    {
        _values[KeyOf(value)] = value;
        _inOrder.Add(value);
        foreach (var code in codes)
        {
            // As a label's words are: MWAS loses the end that looks like a plural.
            var bare = text.One(code.Trim('#', '*').ToLowerInvariant());
            _codes.Add(new Code(bare, code.EndsWith('*'), code.StartsWith('#'), value));
        }
    }

    internal void AddLine(string key, IEnumerable<LabelPattern> patterns) =>
        _lines.Add(new Line(key == "?" ? null : _values[key], [.. patterns]));

    /// <summary>
    /// Adds words: with <c>turn</c> such as turn a label in this meaning alone (or the values named), with <c>steady</c> such as turn one elsewhere and not here (or not
    /// for the values named), with <c>onward</c> such as turn here only what comes after them, with <c>backward</c> only what stands right before
    /// them; with <c>own</c> what is said of the child, with <c>beside</c> what may stand beside a name and makes nothing else of it.
    /// </summary>
    internal void AddTurning(string how, ReadOnlySpan<string> values, IReadOnlyList<string> words)
    {
        var ofValue = how == "turn" ? _turningOf : _steadyOf;
        foreach (var value in values)
        {
            (ofValue.TryGetValue(_values[value], out var list) ? list : ofValue[_values[value]] = new()).Add(words);
        }

        if (values.IsEmpty)
        {
            (how switch { "turn" => _turning, "steady" => _steady, "onward" => _onward, "backward" => _backward, "own" => _own, _ => _beside }).Add(words);
        }
    }

    /// <summary>Whether a word turns what a label of this meaning says.</summary>
    internal bool Turns(string word, LabelText texts) => _turning.Has(word) || texts.Turns(word);

    /// <summary>Whether a word turns a label that was read as this value.</summary>
    internal bool Turns(string word, string value, LabelText texts) => Turns(word, texts) || (_turningOf.GetValueOrDefault(value)?.Has(word) ?? false);

    /// <summary>Ends the making: names of values come after what was written, the longest first.</summary>
    internal void AddNames(LabelText texts)
    {
        if (IsByName)
        {
            foreach (var (value, words) in _inOrder.Select(value => (value, texts.Words(value))).OrderByDescending(one => one.Item2.Count))
            {
                _lines.Add(new Line(value, [new LabelPattern(words)]));
            }
        }
    }

    /// <summary>The words that the vocabulary itself uses.</summary>
    internal IEnumerable<string> OwnWords => _lines.SelectMany(line => line.Patterns).SelectMany(pattern => pattern.Words);

    /// <summary>What the lines look for side by side, with the value that it means.</summary>
    internal IEnumerable<(IReadOnlyList<string> Words, string Value)> Phrases =>
        from line in _lines where line.Value is not null from pattern in line.Patterns where pattern.SideBySide.Count > 0 select (pattern.SideBySide, line.Value);

    /// <summary>Whether a word is one that a line looks for, or a code.</summary>
    internal bool Knows(string word) =>
        _codes.Exists(code => code.Text == word) || _lines.Exists(line => line.Patterns.Any(pattern => pattern.Knows(word)));

    /// <summary>
    /// The value that a code in the label says, the place of that code, and whether it is a council's own part of the value
    /// (N6e of N6); nothing and -1 without one.
    /// </summary>
    internal (string? Value, int Place, bool IsPart) ByCode(IReadOnlyList<string> words)
    {
        for (var place = 0; place < words.Count; place++)
        {
            if (place < FirstPlaces || place == words.Count - 1)
            {
                var found = _codes.Find(code => !code.IsAlone && code.Is(words[place], place == 0));
                if (found is not null)
                {
                    return (found.Value, place, words[place].Length > found.Text.Length);
                }
            }
        }

        return (null, -1, false);
    }

    /// <summary>The value that codes say which count only where nothing else is said.</summary>
    internal string? ByCodesAlone(IReadOnlyList<string> said)
    {
        string? value = null;
        foreach (var word in said)
        {
            var found = _codes.Find(code => code.IsAlone && code.IsAllOf(word));
            if (found is null && said.Count > 1 && word.All(char.IsAsciiDigit))
            {
                continue;
            }

            if (found is null || (value is not null && value != found.Value))
            {
                return null;
            }

            value = found.Value;
        }

        return value;
    }

    /// <summary>The first line that fits: its value (nothing where it may mean several things) and the pattern; no pattern without a line.</summary>
    internal (string? Value, string? Pattern) ByWords(IReadOnlyList<string> words, IReadOnlyList<string> said)
    {
        foreach (var line in _lines)
        {
            foreach (var pattern in line.Patterns)
            {
                if (pattern.Fits(words, said))
                {
                    return (line.Value, pattern.Written);
                }
            }
        }

        return (null, null);
    }

    /// <summary>Whether a line of a value fits, whichever stand before it.</summary>
    internal bool Says(string value, IReadOnlyList<string> words, IReadOnlyList<string> said) =>
        _lines.Exists(line => line.Value == value && line.Patterns.Any(pattern => pattern.Fits(words, said)));

    /// <summary>
    /// Whether a turning word leaves a value as it was read: it is part of the value's name or of a line of it that fits, it turns
    /// nothing in this meaning or for this value, it turns only what comes after it and the value was said before, or it turns only what
    /// stands right before it and the value does not.
    /// </summary>
    internal bool Accounts(string word, string value, IReadOnlyList<string> words, IReadOnlyList<string> said, LabelText texts)
    {
        if (_steady.Has(word) || (_steadyOf.GetValueOrDefault(value)?.Has(word) ?? false) || texts.Words(value).Contains(word)
            || Needs(value, word, words, said))
        {
            return true;
        }

        List<string> before = [.. words.TakeWhile(other => other != word)];
        return (_onward.Has(word) && words[^1] != word && Says(value, before, [.. before.Where(texts.Says)]))
            || (_backward.Has(word) && !(before.LastOrDefault(other => texts.Says(other) && other is not ("order" or "placement" or "plan"))
                is { } last && Needs(value, last, words, said)));
    }

    /// <summary>
    /// Who the label says of what can only be read where it is said of the child: "mother" in "Mother died" and in "Death of mother"; nothing where it
    /// is the child, or nobody is named. Somebody with, to or by whom it happened is not whom it is said of ("Moved abroad with mother").
    /// </summary>
    internal string? SaidOf(string value, IReadOnlyList<string> words, IReadOnlyList<string> said, string code, LabelText texts)
    {
        for (var place = 0; place < words.Count; place++)
        {
            if (_own.Has(words[place]) && (words[place] == code || Needs(value, words[place], words, said))
                && (Before(place) ?? After(place)) is { } who && !Needs(value, who, words, said))
            {
                return who;
            }
        }

        return null;

        string? Before(int place)
        {
            for (var at = place - 1; at >= 0 && words[at] is not ("child" or "person" or "yp"); at--)
            {
                if (texts.IsOther(words[at]) && !words.Take(at).Reverse().SkipWhile(IsPartOfPerson).Take(1).Any(IsBeforePerson))
                {
                    return words[at];
                }
            }

            return null;
        }

        string? After(int place) =>
            words.Skip(place + 1).SkipWhile(word => word is "of" or "in" || (IsPartOfPerson(word) && !texts.IsOther(word))).FirstOrDefault() is { } next
            && texts.IsOther(next) ? next : null;

        bool IsPartOfPerson(string word) => word is "the" or "a" or "her" or "his" or "their" or "own" or "birth" or "foster" or "both" or "former" || texts.IsOther(word);

        static bool IsBeforePerson(string word) => word is "with" or "to" or "by" or "from" or "live" or "and";
    }

    /// <summary>
    /// What makes something else of a name: a word that neither belongs to the value nor may stand beside a name ("Sutton Coldfield", "Essex and Kent");
    /// nothing where there is none, or the values are not read by their names.
    /// </summary>
    internal string? OtherThan(string value, IReadOnlyList<string> words, IReadOnlyList<string> said, LabelText texts) =>
        !IsByName || _beside.IsEmpty ? null : words.FirstOrDefault(word =>
            !_beside.Has(word) && !word.All(char.IsAsciiDigit) && !texts.Words(value).Contains(word) && !Needs(value, word, words, said)
            && !(_steadyOf.GetValueOrDefault(value)?.Has(word) ?? false));

    /// <summary>
    /// The second of two codes that stand side by side and mean two values ("N3/N5"). Codes of one letter are told only where nothing else is said ("M/F").
    /// </summary>
    internal string? SecondCode(IReadOnlyList<string> words, string first, string value, LabelText texts)
    {
        List<string> said = [.. words.Where(texts.Says)];
        var after = said.IndexOf(first) + 1;
        return after > 0 && after < said.Count && _codes.Find(code => code.Is(said[after], false) || (said.Count == 2 && code.Text == said[after])) is { } second
            && second.Value != value ? said[after] : null;
    }

    /// <summary>Whether a line of a value looks for something in each of two parts of a label: that they stand together is what it says.</summary>
    internal bool SaysOfBoth(string value, IReadOnlyList<string> one, IReadOnlyList<string> other, IReadOnlyList<string> words, IReadOnlyList<string> said) =>
        _lines.Exists(line => line.Value == value && line.Patterns.Any(pattern =>
            one.Except(other).Any(pattern.Needs) && other.Except(one).Any(pattern.Needs) && pattern.Fits(words, said)));

    private bool Needs(string value, string word, IReadOnlyList<string> words, IReadOnlyList<string> said) =>
        _lines.Exists(line => line.Value == value && line.Patterns.Any(pattern => pattern.Needs(word) && pattern.Fits(words, said)));

    private sealed record Line(string? Value, IReadOnlyList<LabelPattern> Patterns);

    private sealed record Code(string Text, bool MayGoOn, bool IsAlone, string Value)
    {
        private const int LongestSuffix = 4;

        /// <summary>A single letter or figure is a code only at the start, where it does not have to be a word of its own.</summary>
        public bool Is(string word, bool isFirst)
        {
            if (Text.Length == 1 && !isFirst)
            {
                return false;
            }

            if (!MayGoOn || word.Length == Text.Length)
            {
                return word == Text && (Text.Length > 1 || !MayGoOn);
            }

            // N1sg and N1b are of N1; N10 is not, and 16 is not of 1.
            return word.StartsWith(Text, StringComparison.Ordinal) && char.IsAsciiLetter(word[Text.Length])
                && (Text.Length == 1 || word.Length <= Text.Length + LongestSuffix);
        }

        /// <summary>A letter that may go on is followed by figures only.</summary>
        public bool IsAllOf(string word) =>
            word == Text || (MayGoOn && word.StartsWith(Text, StringComparison.Ordinal) && word.Skip(Text.Length).All(char.IsAsciiDigit));
    }
}
