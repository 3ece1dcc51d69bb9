using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fairload.Oracle;

/// <summary>Says where a statement differs from the one expected. What the expected one does not name is not its business, so that
/// free texts, and the figures that a golden case is not about, may be left out of it.</summary>
public static class StatementComparison
{
    /// <summary>One sentence for every difference, with the path to it; none when all that is expected is there.</summary>
    public static IReadOnlyList<string> Differences(JsonNode? expected, JsonNode? actual) => [.. Differences(expected, actual, "")];

    private static IEnumerable<string> Differences(JsonNode? expected, JsonNode? actual, string at) => (expected, actual) switch
    {
        (JsonObject wanted, JsonObject found) => wanted.SelectMany(pair => found.ContainsKey(pair.Key)
            ? Differences(pair.Value, found[pair.Key], $"{at}.{pair.Key}")
            : [$"{at}.{pair.Key}: missing, not {Show(pair.Value)}"]),
        (JsonArray wanted, JsonArray found) => Lengths(wanted, found, at).Concat(wanted.Zip(found)
            .SelectMany((pair, i) => Differences(pair.First, pair.Second, $"{at}[{i}]"))),
        _ => Show(expected) == Show(actual) ? [] : [$"{at}: {Show(actual)}, not {Show(expected)}"],
    };

    private static IEnumerable<string> Lengths(JsonArray wanted, JsonArray found, string at) =>
        wanted.Count == found.Count ? [] : [$"{at}: {found.Count} entries, not {wanted.Count}"];

    // 8 and 8.00 are one number.
    private static string Show(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Number
        ? (decimal.Parse(node.ToJsonString(), System.Globalization.NumberStyles.Float,
            System.Globalization.CultureInfo.InvariantCulture) / 1.0000000000000000000000000000m)
            .ToString(System.Globalization.CultureInfo.InvariantCulture)
        : node?.ToJsonString() ?? "null";
}
