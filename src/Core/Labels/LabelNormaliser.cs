namespace Fairload.Core.Labels;

/// <summary>
/// Reads what a council wrote in a column of codes as the canonical value. Code and words must agree; where they do not, or
/// the label may mean several things, no value is given: a person is asked, nothing is guessed.
/// </summary>
public sealed class LabelNormaliser
{
    /// <summary>So like an earlier label that its value is taken, when no other value comes near.</summary>
    private const double Near = 0.5;

    /// <summary>How much nearer than any other value.</summary>
    private const double Margin = 0.2;

    /// <summary>So like labels of another value that the words are doubted.</summary>
    private const double Doubt = 0.9;

    /// <summary>How much liker than the labels of the own value.</summary>
    private const double DoubtMargin = 0.3;

    /// <summary>How many words of a part of a label ("one/other") say something, if it is a part.</summary>
    private const int MostOfPart = 3;

    private readonly Vocabulary _vocabulary;
    private readonly Dictionary<string, (SeenLabels Seen, Spelling Spelling, Abbreviations Short)> _known;

    /// <summary>A normaliser with a vocabulary and what councils have written before.</summary>
    public LabelNormaliser(Vocabulary vocabulary, IEnumerable<SeenLabel> seen)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        _vocabulary = vocabulary;
        var byMeaning = seen.ToLookup(label => label.Meaning);
        _known = vocabulary.Meanings.ToDictionary(
            meaning => meaning.Name,
            meaning =>
            {
                var labels = new SeenLabels(byMeaning[meaning.Name], vocabulary.Text);
                return (labels,
                    new Spelling(meaning.IsByName ? 1 : 2, meaning.OwnWords.Concat(vocabulary.Text.TurningWords).Concat(labels.Words.Where(word => word.Value > 1).Select(word => word.Key))),
                    new Abbreviations(meaning.Phrases.Concat(labels.Phrases)));
            });
    }

    /// <summary>The name of the meaning that a column's values have; nothing for a column that holds no codes.</summary>
    public string? MeaningOf(string column) => _vocabulary.OfColumn(column)?.Name;

    /// <summary>The canonical values of a column; none for one that holds no codes.</summary>
    public IReadOnlyList<string> ValuesOf(string column) => _vocabulary.OfColumn(column)?.Values ?? [];

    /// <summary>What a label in a column means.</summary>
    public LabelReading Read(string column, string? label) =>
        _vocabulary.OfColumn(column) is { } meaning && !string.IsNullOrWhiteSpace(label) ? Read(meaning, label) : LabelReading.Unknown;

    private LabelReading Read(Meaning meaning, string label)
    {
        var plain = LabelText.Plain(label);
        if (meaning.Values.FirstOrDefault(value => LabelText.Plain(value) == plain) is { } named)
        {
            return new LabelReading(named, named, LabelEvidence.Name, named);
        }

        var (seen, spelling, shorts) = _known[meaning.Name];
        var same = seen.Same(label);
        if (same.Count == 1)
        {
            return new LabelReading(same.First(), same.First(), LabelEvidence.Seen, label.Trim());
        }

        var read = ByVocabulary(meaning, seen, spelling, shorts, label);
        // Councils have written this for two values: the words may decide between the two, and nothing else.
        return same.Count == 0 || (read.Value is not null && same.Contains(read.Value))
            ? read
            : new LabelReading(null, read.Suggestion, LabelEvidence.Several, string.Join(" / ", same.Order(StringComparer.Ordinal)));
    }

    private LabelReading ByVocabulary(Meaning meaning, SeenLabels seen, Spelling spelling, Abbreviations shorts, string label)
    {
        var text = _vocabulary.Text;
        var stopped = LabelText.Stopped(label);
        List<string> words = [.. text.Words(label).Select(word =>
            meaning.Knows(word) || !text.Says(word) ? word : stopped.Contains(word) ? spelling.Complete(word) : spelling.Mend(word))];
        var (byCode, place, isPart) = meaning.ByCode(words);
        var code = place < 0 ? "" : words[place];
        List<string> others = [.. words.Where((_, at) => at != place)];
        List<string> said = [.. others.Where(text.Says)];
        if (said.Count == 0)
        {
            // "E" and "In" say something where nothing else does.
            said = others;
        }

        var (byWords, pattern) = meaning.ByWords(others, said);
        if (byCode is null && pattern is null)
        {
            byCode = meaning.ByCodesAlone(said);
            code = byCode is null ? "" : string.Join(' ', said);
        }

        // "Not CIN" is not "CIN": what turns the words is no part of what was read.
        string? TurnOf(string value) => words.Where((word, at) => at != place && meaning.Turns(word, value, text)
            && !meaning.Accounts(word, value, others, said, text)
            && !seen.HasTurned(value, word, at + 1 < words.Count ? words[at + 1] : "")).FirstOrDefault();

        // What is said of somebody else, of two values, of a place that only sounds like one, or is asked.
        string? OtherOf(string value) =>
            LabelText.IsQuestion(label) ? "?"
            : meaning.SaidOf(value, words, said, code, text)
            ?? (byCode is null ? null : meaning.SecondCode(words, code, value, text))
            ?? (byCode is not null ? null : meaning.OtherThan(value, others, said, text) ?? Either(value));

        string? Either(string value)
        {
            var parts = LabelText.Parts(label);
            if (parts.Count != 2)
            {
                return null;
            }

            var (one, other) = (text.Words(parts[0]), text.Words(parts[1]));
            var (first, second) = (Said(meaning, text, one), Said(meaning, text, other));
            return first is null || second is null || first == second || (first != value && second != value) || meaning.SaysOfBoth(value, one, other, others, said)
                ? null : first == value ? second : first;
        }

        // What turns one of two labels, or is somebody in it, is in the other too.
        bool AreOne(string earlier)
        {
            var theirs = text.Words(earlier);
            return !theirs.Except(words).Concat(words.Except(theirs)).Any(word => meaning.Turns(word, text) || text.IsOther(word));
        }

        var says = words.Where(text.Says).ToHashSet(StringComparer.Ordinal);
        var nearest = seen.Nearest(says);
        var likest = nearest.Count > 0 ? nearest[0] : null;
        var sameWords = seen.SameWords(words);
        if (pattern is not null && byWords is null && byCode is null)
        {
            return new LabelReading(null, likest?.Value, LabelEvidence.Several, pattern);
        }

        // A council's own part of a value is called as the council calls it; and where some of the words say what the code
        // says, the others only tell more. A line for labels that say nothing else is none for a label with a code ("3F - Other").
        if (byCode is not null && byWords is not null && byCode != byWords
            && !isPart && pattern![0] != '=' && !meaning.Says(byCode, others, said))
        {
            return new LabelReading(null, byCode, LabelEvidence.Contradiction, code + " / " + pattern);
        }

        if ((byCode ?? byWords) is { } value)
        {
            if ((TurnOf(value) ?? OtherOf(value)) is { } turn)
            {
                return new LabelReading(null, value, LabelEvidence.Several, turn + " / " + (byCode is null ? pattern : code));
            }

            return IsDoubted(value, nearest)
                ? new LabelReading(null, value, LabelEvidence.Several, likest!.Label)
                : new LabelReading(value, value, byCode is null ? LabelEvidence.Words : LabelEvidence.Code, byCode is null ? pattern! : code);
        }

        if (sameWords.Count == 1)
        {
            return new LabelReading(sameWords.First(), sameWords.First(), LabelEvidence.Seen, likest?.Label ?? "");
        }

        if (words.Count == 1 && shorts.ValuesOf(words[0]) is { Count: 1 } meant)
        {
            return new LabelReading(meant.First(), meant.First(), LabelEvidence.Words, words[0]);
        }

        return likest switch
        {
            null => LabelReading.Unknown,
            { Share: >= Near } when TurnOf(likest.Value) is null && AreOne(likest.Label) && says.Count > 1 && (nearest.Count == 1 || likest.Share - nearest[1].Share >= Margin) =>
                new LabelReading(likest.Value, likest.Value, LabelEvidence.Near, likest.Label),
            _ => new LabelReading(null, likest.Value, LabelEvidence.None, likest.Label),
        };
    }

    /// <summary>The value that code or words of a part of a label say; nothing where neither speaks, or it is long: a sentence has many a stroke in it.</summary>
    private static string? Said(Meaning meaning, LabelText text, IReadOnlyList<string> words)
    {
        List<string> said = [.. words.Where(text.Says)];
        return said.Count > MostOfPart || said is ["other"] ? null : meaning.ByCode(words).Value ?? meaning.ByWords(words, said).Value;
    }

    /// <summary>Whether councils wrote nearly this for another value, and nothing as near for this one.</summary>
    private static bool IsDoubted(string value, IReadOnlyList<Likeness> nearest) =>
        nearest.Count > 0 && nearest[0].Value != value && !IsOneValue(nearest[0].Value, value) && nearest[0].Share >= Doubt
        && nearest[0].Share - (nearest.FirstOrDefault(one => one.Value == value)?.Share ?? 0) > DoubtMargin;

    /// <summary>The harvest writes some values in two ways: "f) LA Services", "f) LA services".</summary>
    private static bool IsOneValue(string one, string other) => string.Equals(Meaning.KeyOf(one), Meaning.KeyOf(other), StringComparison.Ordinal);
}
