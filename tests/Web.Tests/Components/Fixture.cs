using System.Runtime.CompilerServices;
using System.Text.Json;
using Fairload.Web.Components;
using Microsoft.AspNetCore.Html;

namespace Fairload.Web.Tests.Components;

/// <summary>One example of the design system's own: what goes in, and the markup that must come out.</summary>
public sealed record Fixture(string Name, JsonElement Options, string Html)
{
    public static IReadOnlyList<Fixture> Of(string component)
    {
        var file = Path.Combine(StylesFolder(), "node_modules", "govuk-frontend", "dist", "govuk", "components", component, "fixtures.json");
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return [.. json.RootElement.GetProperty("fixtures").EnumerateArray().Select(f => new Fixture(
            f.GetProperty("name").GetString()!, f.GetProperty("options").Clone(), f.GetProperty("html").GetString()!))];
    }

    public static string StylesFolder([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "src", "Web", "Styles"));
}

/// <summary>Reads the options of a fixture as the components take them.</summary>
internal static class OptionReading
{
    public static JsonElement? Get(this JsonElement element, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element.ValueKind is JsonValueKind.Null ? null : element;
    }

    public static string? Str(this JsonElement element, string path) => element.Get(path) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } s => s.GetString(),
        { ValueKind: JsonValueKind.False } => null,
        { } other => other.GetRawText(),
    };

    /// <summary>A string where the empty one means the same as none, as in most templates.</summary>
    public static string? Some(this JsonElement element, string path) => element.Str(path) is { Length: > 0 } text ? text : null;

    public static bool? Flag(this JsonElement element, string path) => element.Get(path)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static bool Is(this JsonElement element, string path) => element.Flag(path) == true;

    public static IEnumerable<JsonElement> Many(this JsonElement element, string path) =>
        element.Get(path) is { ValueKind: JsonValueKind.Array } array
            ? array.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            : [];

    /// <summary>The pair <c>html</c> and <c>text</c>, or another pair of names.</summary>
    public static Content? Words(this JsonElement element, string html = "html", string text = "text") =>
        element.Some(html) is { } markup ? Content.Of(new HtmlString(markup.Trim())) : element.Some(text);

    public static IReadOnlyDictionary<string, string?>? Attrs(this JsonElement element, string path = "attributes") =>
        element.Get(path) is { ValueKind: JsonValueKind.Object } attributes
            ? attributes.EnumerateObject().ToDictionary(a => a.Name, a => a.Value.ValueKind switch
            {
                JsonValueKind.String => a.Value.GetString(),
                JsonValueKind.Number => a.Value.GetRawText(),
                _ => throw new NotSupportedException($"attribute {a.Name}"),
            })
            : null;
}
