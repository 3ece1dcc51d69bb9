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

    /// <summary>How many different unread labels are kept of one column: one with more holds no labels.</summary>
    public const int Most = 1000;

    /// <summary>How many labels are remembered, so that a column of a hundred thousand rows is read in no time.</summary>
    private const int MostRead = 20_000;

    /// <summary>What some councils' systems write where they know that there is no code.</summary>
    private const string KnownError = "zzCodeError";

    private readonly Dictionary<(string Meaning, string Label), (string? Value, bool IsKnown)> _read = [];
    private readonly Dictionary<(string List, string Column, string Label), int> _unread = [];
    private readonly Dictionary<(string List, string Column), int> _asked = [];

    /// <summary>A reader without answers.</summary>
    public LabelReader(LabelNormaliser normaliser)
        : this(normaliser, new Dictionary<(string, string), string?>())
    {
    }

    /// <summary>The columns that labels were read of, whose unread labels this reader therefore knows all of.</summary>
    public IReadOnlyCollection<(string List, string Column)> Asked => _asked.Keys;

    /// <summary>What could not be read.</summary>
    public IReadOnlyList<UnreadLabel> Unread =>
        [.. _unread.Select(one => new UnreadLabel(one.Key.List, one.Key.Column, one.Key.Label, one.Value))];

    /// <summary>Says that a column is read, so that what was unknown in it before and is not now was mended.</summary>
    public void Ask(string list, string column)
    {
        if (normaliser.MeaningOf(column) is not null)
        {
            _asked.TryAdd((list, column), 0);
        }
    }

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

        var different = _asked.GetValueOrDefault((list, column));
        _asked.TryAdd((list, column), 0);
        if (string.IsNullOrWhiteSpace(raw))
        {
            return null;
        }

        if (!_read.TryGetValue((meaning, raw), out var read))
        {
            if (different >= Most)
            {
                return null;
            }

            read = Read(meaning, column, raw);
            if (_read.Count < MostRead)
            {
                _read.Add((meaning, raw), read);
            }
        }

        if (!read.IsKnown)
        {
            var key = (list, column, Cut(raw));
            if (_unread.TryGetValue(key, out var count) || different < Most)
            {
                _unread[key] = count + 1;
                _asked[(list, column)] = different + (count == 0 ? 1 : 0);
            }
        }

        return read.Value == KnownError ? null : read.Value;
    }

    private (string? Value, bool IsKnown) Read(string meaning, string column, string raw) =>
        answers.TryGetValue((meaning, KeyOf(raw)), out var answer) ? (answer, true)
        : normaliser.Read(column, raw).Value is { } value ? (value, true)
        : (null, false);

    /// <summary>A label as answers are found by: without case and spacing, and no longer than is kept.</summary>
    public static string KeyOf(string label) => LabelText.Plain(Cut(label));

    private static string Cut(string label)
    {
        var text = label.Trim();
        return text.Length <= Longest ? text : text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)];
    }
}
