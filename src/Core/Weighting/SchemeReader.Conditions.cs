using System.Text.Json;
using Fairload.Core.Cases;

namespace Fairload.Core.Weighting;

/// <summary>Conditions and the facts they name.</summary>
public sealed partial class SchemeReader
{
    private static readonly string[] Comparisons = ["atLeast", "over", "atMost", "under"];

    private Condition ConditionOf(SchemeNode node, bool ofWorker)
    {
        var parts = new List<Condition>();
        foreach (var (name, value) in node.Members("ThingWhen"))
        {
            parts.Add(name switch
            {
                "any" => new Condition.Any([.. value.Items("ThingAny").Select(part => ConditionOf(part, ofWorker))]),
                "not" => new Condition.Not(ConditionOf(value, ofWorker)),
                _ => FactCondition(FactOf(value, name, ofWorker), value),
            });
        }

        return parts.Count == 1 ? parts[0] : new Condition.All(parts);
    }

    private Condition FactCondition(FactRef fact, SchemeNode value)
    {
        if (value.Kind == JsonTokenType.StartObject)
        {
            return RangeOf(fact, value);
        }

        var values = value.Kind == JsonTokenType.StartArray ? value.Items("ThingValue") : [value];
        return ShapeOf(fact, _judgements) switch
        {
            FactShape.Flag => new Condition.Equal(fact, [.. values.Select(one => one.Flag() ? 1 : 0)]),
            FactShape.Number => new Condition.Equal(fact, [.. values.Select(one => one.HundredthsValue())]),
            _ => new Condition.Is(fact, [.. values.Select(one => WordOf(one, fact))]),
        };
    }

    private Condition.Between RangeOf(FactRef fact, SchemeNode node)
    {
        node.Allow(Comparisons);
        if (ShapeOf(fact, _judgements) != FactShape.Number)
        {
            throw node.Refuse("NotRangeFact", fact, string.Join(", ", Comparisons));
        }

        var (least, greatest) = (FactTable.Absent + 1, int.MaxValue);
        foreach (var (name, value) in node.Members("ThingComparison"))
        {
            var bound = value.HundredthsValue();
            (least, greatest) = name switch
            {
                "atLeast" => (Math.Max(least, bound), greatest),
                "over" => (Math.Max(least, bound + 1), greatest),
                "atMost" => (least, Math.Min(greatest, bound)),
                _ => (least, Math.Min(greatest, bound - 1)),
            };
        }

        return least == FactTable.Absent + 1 && greatest == int.MaxValue
            ? throw node.Wrong("KindCondition")
            : new Condition.Between(fact, least, greatest);
    }

    private string WordOf(SchemeNode node, FactRef fact)
    {
        var word = node.Text();
        CheckWord(node, fact, word);
        return word;
    }

    /// <summary>A word must be one that the fact can be, where its words are known.</summary>
    private void CheckWord(SchemeNode node, FactRef fact, string word)
    {
        if (fact.Fact is Fact.WorkerBand or Fact.Band)
        {
            CheckBand(node, word);
            return;
        }

        var words = fact.Fact == Fact.Judged
            ? _judgements.First(judgement => judgement.Code == fact.Part) is { Range: null } judgement
                ? [.. judgement.Options.Select(option => option.Value)]
                : null
            : CaseWords.Of(fact.Fact);
        if (words is not null && !words.Contains(word))
        {
            throw Nearest(word, words) is { } meant
                ? node.Refuse("UnknownValueMeant", word, fact, meant)
                : node.Refuse("UnknownValue", word, fact, string.Join(", ", words));
        }
    }

    private FactRef CountingFact(SchemeNode node, bool ofWorker)
    {
        var fact = FactOf(node, node.Text(), ofWorker);
        return ShapeOf(fact, _judgements) == FactShape.Number ? fact : throw node.Refuse("NotCounting", node.Text());
    }

    private FactRef FactOf(SchemeNode node, string name, bool ofWorker)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var (head, part) = dot < 0 ? (name, null) : (name[..dot], name[(dot + 1)..]);
        if (Facts.Find(head) is not { } fact || Facts.IsOfWorker(fact) != ofWorker)
        {
            throw node.RefuseMeaning("UnknownFact", name, Facts.Names(ofWorker));
        }

        if (part is not null && !Facts.HasParts(fact))
        {
            throw node.Refuse("NoPart", name, head);
        }

        if (string.IsNullOrEmpty(part) && Facts.HasParts(fact) && fact != Fact.PiecesOfWork)
        {
            throw node.Refuse("NeedsPart", head);
        }

        if (fact == Fact.Judged && !_judgements.Exists(judgement => judgement.Code == part))
        {
            throw node.RefuseMeaning("UnknownJudgement", part!, _judgements.Select(judgement => judgement.Code));
        }

        return new FactRef(fact, part);
    }

    /// <summary>The word that was most likely meant: few letters apart for its length, or nothing.</summary>
    internal static string? Nearest(string word, IEnumerable<string> words)
    {
        var (nearest, least) = ((string?)null, Math.Max(2, word.Length / 3) + 1);
        foreach (var other in words)
        {
            var distance = Distance(word.ToUpperInvariant(), other.ToUpperInvariant());
            if (distance < least)
            {
                (nearest, least) = (other, distance);
            }
        }

        return nearest;
    }

    /// <summary>Letters to change, add or drop to make one word the other (Levenshtein 1965).</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var (diagonal, left) = (row[0], i);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Math.Min(Math.Min(row[j], left) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                (diagonal, left) = (row[j], cost);
                row[j] = cost;
            }
        }

        return row[b.Length];
    }
}
