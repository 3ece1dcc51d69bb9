using Fairload.Core.Cases;

namespace Fairload.Core.Tests.Weighting;

/// <summary>A table of facts typed into a test: a row for each dictionary; numbers, flags and words as written.</summary>
internal sealed class FlatFacts(params Dictionary<string, object>[] rows) : FactTable
{
    private readonly Vocabulary _words = new();

    public override int Count => rows.Length;

    public override int[] Column(FactRef fact) => [.. rows.Select(row => row.TryGetValue(fact.ToString(), out var value) ? Number(fact.Fact, value) : Absent)];

    public override int? Code(Fact fact, string word) =>
        CaseWords.Of(fact) is { } words ? words.ToList().IndexOf(word) is var i and >= 0 ? i : null : _words.Learn(word);

    public override bool Contains(int list, int code) => ((string[])rows[list]["factors"]).Any(word => _words.Learn(word) == code);

    private int Number(Fact fact, object value) => value switch
    {
        bool flag => flag ? 1 : 0,
        int number => number * 100,
        double number => (int)(number * 100),
        string word => Code(fact, word) ?? Absent,
        string[] => Array.FindIndex(rows, row => row.TryGetValue("factors", out var list) && ReferenceEquals(list, value)),
        _ => throw new InvalidOperationException(),
    };
}
