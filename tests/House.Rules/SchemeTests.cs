using System.Globalization;
using System.Text.Json;
using Xunit;

namespace Fairload.House.Rules;

/// <summary>Every scheme that ships says where it comes from and keeps to the scheme language (schemes/README.md).</summary>
public sealed class SchemeTests
{
    private static readonly string[] Keys =
    [
        "scheme", "version", "title", "source", "effectiveFrom", "unit", "minutesPerPointPerWeek", "capacity", "stable", "duties",
        "credits", "judgements", "rules", "levels", "limits", "reductionReasons", "exceptions", "notes",
    ];

    private static readonly string[] Bands = ["asye", "experienced", "senior"];

    private static readonly string[] Shipped = [.. Repository.Files("schemes", ".json")
        .Where(path => path.Count(letter => letter == '/') == 1 && !path.EndsWith("/roles.json", StringComparison.Ordinal))];

    public static TheoryData<string> SchemesThatShip => [.. Shipped];

    public static TheoryData<string> Schemes => [.. Shipped, .. Repository.Files("tests/samples/schemes", ".json")];

    [Theory]
    [MemberData(nameof(Schemes))]
    public void A_scheme_says_its_source_and_its_day(string path)
    {
        var scheme = Read(path);
        Assert.False(string.IsNullOrWhiteSpace(scheme.GetProperty("source").GetString()));
        Assert.True(DateOnly.TryParseExact(scheme.GetProperty("effectiveFrom").GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
        Assert.Equal(Path.GetFileNameWithoutExtension(path), scheme.GetProperty("scheme").GetString());
        Assert.NotEqual(0, scheme.GetProperty("notes").GetArrayLength());
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void A_scheme_uses_no_other_key(string path) =>
        Refusal.None($"{path} has keys that the parser refuses:", Read(path).EnumerateObject().Select(property => property.Name).Where(key => !Keys.Contains(key)));

    [Theory]
    [MemberData(nameof(Schemes))]
    public void A_scheme_names_each_code_once(string path)
    {
        foreach (var list in Read(path).EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.Array))
        {
            var codes = list.Value.EnumerateArray()
                .Where(item => item.ValueKind == JsonValueKind.Object && item.TryGetProperty("code", out _))
                .Select(item => item.GetProperty("code").GetString()!).ToArray();
            Assert.Equal(codes.Distinct(StringComparer.Ordinal), codes);
        }
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Levels_rise(string path)
    {
        if (Read(path).TryGetProperty("levels", out var levels))
        {
            var bounds = levels.EnumerateArray()
                .Select(level => (level.TryGetProperty("from", out var from) ? from : level.GetProperty("over")).GetDecimal()).ToArray();
            Assert.Equal(bounds.Order(), bounds);
            Assert.Equal(Enumerable.Range(1, bounds.Length), levels.EnumerateArray().Select(level => level.GetProperty("level").GetInt32()));
        }
    }

    [Theory]
    [MemberData(nameof(SchemesThatShip))]
    public void A_scheme_that_ships_weighs_every_open_status(string path)
    {
        var weighed = Read(path).GetProperty("rules").EnumerateArray()
            .Where(rule => rule.TryGetProperty("when", out var when) && when.TryGetProperty("status", out _) && rule.TryGetProperty("points", out _))
            .Select(rule => rule.GetProperty("when").GetProperty("status").GetString()!);
        Refusal.None($"{path} has no points for:", new[] { "cla", "cp", "cin", "assessment", "care-leaver", "referral", "early-help" }.Except(weighed));
    }

    [Theory]
    [MemberData(nameof(SchemesThatShip))]
    public void Bands_are_those_of_the_house(string path)
    {
        if (Read(path).TryGetProperty("capacity", out var capacity) && capacity.TryGetProperty("bands", out var bands))
        {
            Refusal.None($"{path} has a band that no staff file uses:", bands.EnumerateObject().Select(band => band.Name).Except(Bands));
        }
    }

    /// <summary>A closure state must not change what a case weighs, or keeping cases open would pay (contract, section 2).</summary>
    [Theory]
    [MemberData(nameof(SchemesThatShip))]
    public void No_rule_asks_for_the_closure_state(string path)
    {
        var rules = Read(path).GetProperty("rules").GetRawText();
        Assert.DoesNotContain("closureState", rules, StringComparison.Ordinal);
        Assert.DoesNotContain("awaitingClosure", rules, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_scheme_that_quotes_them_has_the_exceptions_of_28_and_20() =>
        Assert.Equal(["schemes/four-level.json"], Shipped
            .Where(path => Read(path).GetProperty("exceptions").TryGetProperty("casesPerFteHigh", out _)));

    private static JsonElement Read(string path) => JsonDocument.Parse(Repository.Text(path)).RootElement;
}
