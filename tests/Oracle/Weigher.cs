using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fairload.Oracle;

internal sealed record Reason(string Rule, decimal Points, bool GivesWeight);

/// <summary>Section 3 of the contract: rules and conditions, over facts asked for by name.</summary>
internal static class Weigher
{
    /// <summary>"Products round to hundredths, half away from zero."</summary>
    public static decimal Hundredths(decimal value) => Math.Round(value, 2, MidpointRounding.AwayFromZero);

    // "Rules run in file order."
    public static List<Reason> Reasons(JsonNode scheme, Func<string, object?> fact)
    {
        List<Reason> reasons = InForce(RulesOf(scheme), fact);

        // "Negative points are allowed; a case is never below 0."
        decimal sum = reasons.Sum(reason => reason.Points);
        return sum < 0 ? [.. reasons, new Reason("floor", -sum, false)] : reasons;
    }

    /// <summary>The sum of the points and table rules that do not themselves name firstOfFamily.</summary>
    public static decimal WeightBeforeShares(JsonNode scheme, Func<string, object?> fact) =>
        InForce(RulesOf(scheme).Where(rule => rule["share"] is null && !Names(rule, "firstOfFamily")), fact)
            .Sum(reason => reason.Points);

    private static IEnumerable<JsonNode> RulesOf(JsonNode scheme) => scheme["rules"]!.AsArray().OfType<JsonNode>();

    private static List<Reason> InForce(IEnumerable<JsonNode> rules, Func<string, object?> fact)
    {
        var reasons = new List<Reason>();
        var groupsThatCounted = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonNode rule in rules)
        {
            // "Rules of one group exclude each other: the first whose when holds counts. Others add."
            string? group = rule["group"]?.GetValue<string>();
            if ((group is null || !groupsThatCounted.Contains(group)) && Holds(rule["when"], fact))
            {
                groupsThatCounted.Add(group ?? "");
                reasons.AddRange(ReasonOf(rule, reasons.Sum(reason => reason.Points), fact));
            }
        }

        return reasons;
    }

    private static IEnumerable<Reason> ReasonOf(JsonNode rule, decimal before, Func<string, object?> fact)
    {
        string code = rule["code"]!.GetValue<string>();
        if (rule["share"] is JsonNode share)
        {
            // "A share rule multiplies the points of all rules before it", and "products round to hundredths": the product is
            // rounded, and the reason is the difference that it makes.
            yield return new Reason(code, Hundredths(before * share.GetValue<decimal>()) - before, false);
        }
        else if (Multiplier(rule, fact) is decimal multiplier && multiplier > 0)
        {
            // "A table cell that is missing is a data-quality note and 0": it gives no reason.
            decimal? points = rule["table"] is JsonNode table ? Cell(table, fact) : rule["points"]!.GetValue<decimal>();
            if (points is decimal given)
            {
                yield return new Reason(code, Hundredths(given * multiplier), true);
            }
        }
    }

    /// <summary>"per multiplies by a counting fact less beyond (never below 0), up to max." An absent fact counts 0.</summary>
    public static decimal Multiplier(JsonNode rule, Func<string, object?> fact)
    {
        if (rule["per"] is not JsonNode per)
        {
            return 1;
        }

        decimal count = fact(per.GetValue<string>()) is decimal number ? number : 0;
        decimal further = Math.Max(0, count - (rule["beyond"]?.GetValue<decimal>() ?? 0));
        return rule["max"] is JsonNode max ? Math.Min(max.GetValue<decimal>(), further) : further;
    }

    // "A table cell that is missing is a data-quality note and 0."
    private static decimal? Cell(JsonNode table, Func<string, object?> fact)
    {
        JsonNode? at = table["points"];
        foreach (JsonNode? by in table["by"]!.AsArray())
        {
            at = Key(fact(by!.GetValue<string>())) is string key ? (at as JsonObject)?[key] : null;
        }

        return at?.GetValue<decimal>();
    }

    private static string? Key(object? value) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        decimal number => number.ToString("0.##########", CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>"when: every fact named must match"; "any": [ … ], "not": { … } nest. A rule without when always holds.</summary>
    public static bool Holds(JsonNode? when, Func<string, object?> fact) => when is null || when.AsObject().All(pair =>
        pair.Key switch
        {
            "any" => pair.Value!.AsArray().Any(one => Holds(one, fact)),
            "not" => !Holds(pair.Value, fact),
            _ => Matches(fact(pair.Key), pair.Value!),
        });

    // "by equality; a list, any of it; { atLeast, over, atMost, under }, all given". "An absent fact matches nothing".
    private static bool Matches(object? value, JsonNode wanted) => value is not null && wanted switch
    {
        JsonArray list => list.Any(one => Matches(value, one!)),
        JsonObject range => value is decimal number && range.All(bound => Within(number, bound.Key, bound.Value!)),
        _ => value is List<string> codes ? codes.Any(code => code.Equals(Scalar(wanted))) : value.Equals(Scalar(wanted)),
    };

    private static bool Within(decimal number, string bound, JsonNode limit) => bound switch
    {
        "atLeast" => number >= limit.GetValue<decimal>(),
        "over" => number > limit.GetValue<decimal>(),
        "atMost" => number <= limit.GetValue<decimal>(),
        "under" => number < limit.GetValue<decimal>(),
        _ => throw new InvalidOperationException($"A range has atLeast, over, atMost or under, not {bound}."),
    };

    /// <summary>A JSON scalar as the string, decimal or bool that a fact is.</summary>
    public static object? Scalar(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.String => node.GetValue<string>(),
        JsonValueKind.Number => node.GetValue<decimal>(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>Whether a rule names a fact in its condition, its per or its table.</summary>
    private static bool Names(JsonNode rule, string fact) =>
        NamesInCondition(rule["when"], fact)
        || rule["per"]?.GetValue<string>() == fact
        || (rule["table"]?["by"] is JsonArray by && by.Any(one => one!.GetValue<string>() == fact));

    private static bool NamesInCondition(JsonNode? when, string fact) => when is JsonObject condition && condition.Any(pair =>
        pair.Key switch
        {
            "any" => pair.Value!.AsArray().Any(one => NamesInCondition(one, fact)),
            "not" => NamesInCondition(pair.Value, fact),
            _ => pair.Key == fact,
        });

    /// <summary>The level of some points: "level 1 from 0", "level 2 over 4": the last whose bound is met; without levels none.</summary>
    public static int? Level(JsonNode scheme, decimal points) => (scheme["levels"] as JsonArray ?? [])
        .Where(level => level!["from"] is JsonNode from
            ? points >= from.GetValue<decimal>()
            : points > level["over"]!.GetValue<decimal>())
        .Select(level => (int?)level!["level"]!.GetValue<int>()).LastOrDefault();
}
