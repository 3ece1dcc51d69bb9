using System.Globalization;

namespace Fairload.Core.Labels;

/// <summary>What labels mean, column by column: read from a text that people can read too (docs/labels.md).</summary>
public sealed class Vocabulary
{
    private readonly Dictionary<string, Meaning> _byColumn = new(StringComparer.Ordinal);
    private readonly List<Meaning> _meanings = [];

    private Vocabulary()
    {
    }

    /// <summary>How labels are taken apart.</summary>
    public LabelText Text { get; } = new();

    /// <summary>All meanings.</summary>
    public IReadOnlyList<Meaning> Meanings => _meanings;

    /// <summary>The meaning of a column's values, its name written in any case, spacing and bracketing; nothing for a column that holds no codes.</summary>
    public Meaning? OfColumn(string column) => _byColumn.GetValueOrDefault(ColumnKey(column));

    /// <summary>Reads a vocabulary.</summary>
    /// <exception cref="FormatException">A line of it cannot be read; the message says which.</exception>
    public static Vocabulary Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var made = new Vocabulary();
        Meaning? meaning = null;
        var number = 0;
        foreach (var line in text.Split('\n').Select(line => line.Trim()))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line[0] == '[')
            {
                meaning?.AddNames(made.Text);
                meaning = line == "[words]" ? null : made.Begin(line, number);
            }
            else if (meaning is null)
            {
                made.AddWords(line, number);
            }
            else
            {
                AddTo(meaning, line, number, made.Text);
            }
        }

        meaning?.AddNames(made.Text);
        return made;
    }

    private static string ColumnKey(string column) => string.Concat(column.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private Meaning Begin(string line, int number)
    {
        var end = line.IndexOf(']', StringComparison.Ordinal);
        var title = end > 0 ? line[1..end].Trim() : throw Wrong(number);
        var isByName = title.EndsWith(" by name", StringComparison.Ordinal);
        var meaning = new Meaning(isByName ? title[..^8] : title, isByName, [.. line[(end + 1)..].Split(';', StringSplitOptions.TrimEntries)]);
        _meanings.Add(meaning);
        foreach (var column in meaning.Columns)
        {
            _byColumn.Add(ColumnKey(column), meaning);
        }

        return meaning;
    }

    private void AddWords(string line, int number)
    {
        if (line.StartsWith("skip:", StringComparison.Ordinal))
        {
            Text.Skip(line[5..].Split(' ', StringSplitOptions.RemoveEmptyEntries));
            return;
        }

        if (line.StartsWith("turn:", StringComparison.Ordinal))
        {
            Text.Turn(line[5..].Split(' ', StringSplitOptions.RemoveEmptyEntries));
            return;
        }

        if (line.StartsWith("others:", StringComparison.Ordinal))
        {
            Text.Other(line[7..].Split(' ', StringSplitOptions.RemoveEmptyEntries));
            return;
        }

        var sides = line.Split(" = ");
        if (sides.Length != 2)
        {
            throw Wrong(number);
        }

        Text.Replace(sides[0].Trim(), sides[1].Trim());
    }

    private static void AddTo(Meaning meaning, string line, int number, LabelText text)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        var key = colon > 0 ? line[..colon].ToLowerInvariant() : "";
        // "F2: Full time" is a value, "f2: full_time" a line about it: a value comes first.
        var kind = key.Split(' ');
        if (kind[0] is "turn" or "steady" or "onward" or "backward" or "own" or "beside")
        {
            if (!kind.Skip(1).All(meaning.Has))
            {
                throw Wrong(number);
            }

            meaning.AddTurning(kind[0], kind.AsSpan(1), line[(colon + 2)..].Split(' ', StringSplitOptions.RemoveEmptyEntries));
            return;
        }

        if (key == "?" || meaning.Has(key))
        {
            meaning.AddLine(key, line[(colon + 2)..].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(pattern => new LabelPattern(pattern, text)));
            return;
        }

        var equals = line.LastIndexOf(" = ", StringComparison.Ordinal);
        var value = (equals > 0 ? line[..equals] : line.TrimEnd('=', ' ')).Trim();
        if (line.Contains(';', StringComparison.Ordinal))
        {
            throw Wrong(number);
        }

        meaning.AddValue(value, equals > 0 ? line[(equals + 3)..].Split(' ', StringSplitOptions.RemoveEmptyEntries) : [], text);
    }

    private static FormatException Wrong(int number) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Line {number} of the vocabulary cannot be read."));
}
