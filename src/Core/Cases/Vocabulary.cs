namespace Fairload.Core.Cases;

/// <summary>
/// Numbers for the codes that a council's files use, so that a rule compares whole numbers. Codes that differ only in
/// case are one code; the first spelling met is kept for showing.
/// </summary>
public sealed class Vocabulary
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _texts = [];

    /// <summary>The number of <paramref name="text"/>, given now if it is new.</summary>
    public int Learn(string text)
    {
        if (!_numbers.TryGetValue(text, out var number))
        {
            number = _texts.Count;
            _numbers.Add(text, number);
            _texts.Add(text);
        }

        return number;
    }

    /// <summary>The number of <paramref name="text"/>, or nothing when no record uses it.</summary>
    public int? Find(string text) => _numbers.TryGetValue(text, out var number) ? number : null;

    /// <summary>The text of a number that <see cref="Learn"/> gave.</summary>
    public string this[int number] => _texts[number];

    /// <summary>How many codes are known.</summary>
    public int Count => _texts.Count;
}
