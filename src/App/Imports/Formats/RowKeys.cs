namespace Fairload.App.Imports.Formats;

/// <summary>
/// Names for the rows of one child in a source without ids: child and first day; where two of one kind begin on one day and differ,
/// the further ones get a number. One that says the same as another gets its name, so that it is told as repeated and used once.
/// </summary>
internal sealed class RowKeys
{
    private readonly Dictionary<(string Kind, string Start), List<string>> _met = [];

    /// <summary>Begins another child.</summary>
    public void Clear() => _met.Clear();

    /// <summary>The name of a row.</summary>
    /// <param name="child">The child's id.</param>
    /// <param name="kind">What kind of row it is.</param>
    /// <param name="start">Its first day.</param>
    /// <param name="rest">All else it says.</param>
    public string Of(string child, string kind, string start, ReadOnlySpan<string> rest)
    {
        var content = string.Join('\n', rest);
        if (!_met.TryGetValue((kind, start), out var met))
        {
            _met.Add((kind, start), met = []);
        }

        var place = met.IndexOf(content);
        if (place < 0)
        {
            place = met.Count;
            met.Add(content);
        }

        return place == 0 ? $"{child}|{start}" : $"{child}|{start}|{place + 1}";
    }
}
