using Fairload.Core.Labels;

namespace Fairload.App.Labels;

/// <summary>A label that could not be read, and how often it stood in a column.</summary>
/// <param name="List">The list of the workbook.</param>
/// <param name="Column">The column.</param>
/// <param name="Label">The label, at most <see cref="LabelReader.Longest"/> characters of it.</param>
/// <param name="Count">In how many rows.</param>
public sealed record UnreadLabel(string List, string Column, string Label, int Count);

/// <summary>
/// Reads the labels of one import: first by what the council itself has answered, then by the shipped vocabulary. What
/// neither knows is counted, so that somebody can be asked. Only columns of codes are counted: names and free text never are.
/// </summary>
/// <param name="normaliser">The vocabulary.</param>
/// <param name="answers">The council's answers: by meaning and label as <see cref="KeyOf"/> has it; nothing for "leave unknown".</param>
public sealed class LabelReader(LabelNormaliser normaliser, IReadOnlyDictionary<(string Meaning, string Label), string?> answers)
{
    /// <summary>How much of a label is kept: what is longer may be a sentence about somebody.</summary>
    public const int Longest = 120;

    /// <summary>How many different unread labels are kept of one import: a column with more holds no labels.</summary>
    public const int Most = 1000;

    /// <summary>What some councils' systems write where they know that there is no code.</summary>
    private const string KnownError = "zzCodeError";

    private readonly Dictionary<(string Column, string Label), string?> _read = [];
    private readonly Dictionary<(string List, string Column, string Label), int> _unread = [];
    private readonly HashSet<(string List, string Column)> _asked = [];

    /// <summary>A reader without answers.</summary>
    public LabelReader(LabelNormaliser normaliser)
        : this(normaliser, new Dictionary<(string, string), string?>())
    {
    }

    /// <summary>The columns that labels were read of, whose unread labels this reader therefore knows all of.</summary>
    public IReadOnlyCollection<(string List, string Column)> Asked => _asked;

    /// <summary>What could not be read.</summary>
    public IReadOnlyList<UnreadLabel> Unread =>
        [.. _unread.Select(one => new UnreadLabel(one.Key.List, one.Key.Column, one.Key.Label, one.Value))];

    /// <summary>The canonical value of a label; nothing when it is not known, or there is none.</summary>
    /// <param name="list">The list, such as <c>List 6</c>.</param>
    /// <param name="column">The column, by its name in any case and spacing.</param>
    /// <param name="raw">What the cell says.</param>
    public string? Code(string list, string column, string? raw)
    {
        if (normaliser.MeaningOf(column) is not { } meaning)
        {
            return null;
        }

        _asked.Add((list, column));
        if (string.IsNullOrWhiteSpace(raw))
        {
            return null;
        }

        var label = Cut(raw);
        var known = true;
        if (!_read.TryGetValue((column, raw), out var value))
        {
            known = answers.TryGetValue((meaning, KeyOf(raw)), out value);
            if (!known)
            {
                value = normaliser.Read(column, raw).Value;
                known = value is not null;
            }

            if (known && _read.Count < Most)
            {
                _read.Add((column, raw), value);
            }
        }

        if (!known && (_unread.Count < Most || _unread.ContainsKey((list, column, label))))
        {
            _unread[(list, column, label)] = _unread.GetValueOrDefault((list, column, label)) + 1;
        }

        return value == KnownError ? null : value;
    }

    /// <summary>A label as answers are found by: without case and spacing, and no longer than is kept.</summary>
    public static string KeyOf(string label) => LabelText.Plain(Cut(label));

    private static string Cut(string label)
    {
        var text = label.Trim();
        return text.Length <= Longest ? text : text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)];
    }
}
