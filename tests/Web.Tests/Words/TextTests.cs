using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Fairload.Web.Components;
using Fairload.Web.Tests.Components;
using Fairload.Web.Words;

namespace Fairload.Web.Tests.Words;

public sealed partial class TextTests
{
    private static readonly string Source = Path.GetFullPath(Path.Combine(Fixture.StylesFolder(), ".."));

    private static readonly string[] PluralForms = ["zero", "one", "two", "few", "many", "other"];

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Source, "*.resx", SearchOption.AllDirectories)
        .Where(f => !Folders().IsMatch(f)).Select(f => Path.GetRelativePath(Source, f))];

    [Fact]
    public void A_missing_key_throws()
    {
        var text = Of(new Dictionary<string, string> { ["there"] = "here" });

        Assert.Equal("here", text["there"]);
        Assert.Contains("nowhere", Assert.Throws<MissingTextException>(() => text["nowhere"]).Message);
        Assert.Throws<MissingTextException>(() => text.Count("nowhere", 2));
        Assert.Throws<FormatException>(() => Of(new() { ["a"] = "{0} and {1}" })["a", "one"]);
        Assert.Throws<FormatException>(() => Of(new() { ["a"] = "{who}" })["a"]);
    }

    [Fact]
    public void Values_are_filled_in_by_place_and_by_name()
    {
        var text = Of(new() { ["a"] = "{1} before {0}", ["b"] = "Over 100% since {day}, {weeks}", ["c"] = "{{as is}} {0}" });

        Assert.Equal("two before one", text["a", "one", "two"]);
        Assert.Equal("Over 100% since 14 September 2026, 3", text["b", ("day", new DateOnly(2026, 9, 14)), ("weeks", 3)]);
        Assert.Equal("{as is} x", text["c", "x"]);
        Assert.Throws<FormatException>(() => text["a", 1.5m, "x"]);
    }

    [Theory]
    [InlineData("en-GB", 1, "1 case")]
    [InlineData("en-GB", 0, "0 cases")]
    [InlineData("en-GB", 1234, "1,234 cases")]
    [InlineData("cy-GB", 2, "2 achos (dau)")]
    [InlineData("cy-GB", 3, "3 cases")]
    public void Plurals_follow_the_language(string language, int number, string expected)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            Assert.Equal(expected, Of(new() { ["cases.one"] = "{0} case", ["cases.two"] = "{0} achos (dau)", ["cases.other"] = "{0} cases" }).Count("cases", number));
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    [Trait("ASVS", "1.1.2"), Trait("ASVS", "1.3.7")]
    [Fact]
    public void What_is_put_into_markup_is_encoded_and_markup_is_not()
    {
        var text = Of(new() { ["a"] = "<strong>{0}</strong> {1}" });

        Assert.Equal("<strong>&lt;b&gt;</strong> <i>x</i>", text.Html("a", "<b>", new Element("i").Add("x")).ToString());
        Assert.Throws<FormatException>(() => text["a", "x", new Element("i")]);
    }

    [Fact]
    public void A_council_says_its_own_words()
    {
        var own = new PracticeTerms(new Dictionary<string, string> { ["childInNeed"] = "child with a plan" });
        var text = Of(new() { ["a"] = "{Term:childInNeed}, {term:childInNeed}; {term:childLookedAfter.other}" }, own);

        Assert.Equal("Child with a plan, child with a plan; children looked after", text["a"]);
        Assert.Contains("kid", Assert.Throws<InvalidOperationException>(() => new PracticeTerms(new Dictionary<string, string> { ["kid"] = "x" })).Message);
        Assert.All(PracticeTerms.Names.Where(n => !n.EndsWith(".other", StringComparison.Ordinal)), n => Assert.NotEmpty(own.Count(n, 2)));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Texts_have_no_stray_markup_and_no_unknown_term(string file)
    {
        foreach (var (key, value) in Read(file))
        {
            Assert.All(Tag().Matches(value).Select(m => m.Groups[1].Value), tag =>
                Assert.Contains(tag, (string[])["strong", "span", "br", "em", "p", "ul", "ol", "li", "code", "a"]));
            Assert.DoesNotContain("style=", value);
            Assert.DoesNotContain("javascript:", value);
            Assert.All(Term().Matches(value).Select(m => m.Groups[1].Value), term => Assert.Contains(term, PracticeTerms.Names));
            Assert.False(string.IsNullOrEmpty(value), key);
        }
    }

    /// <summary>Every key that a page or a part names is in the file it reads, and every key in a file is named somewhere.</summary>
    [Trait("ASVS", "1.3.10")]
    [Fact]
    public void Every_key_that_the_code_names_exists_and_none_is_left_over()
    {
        var used = new Dictionary<string, HashSet<string>>();
        foreach (var file in Directory.EnumerateFiles(Source, "*.cs*", SearchOption.AllDirectories).Where(f => !Folders().IsMatch(f) && !f.EndsWith(".csproj", StringComparison.Ordinal)))
        {
            var code = File.ReadAllText(file);
            foreach (var resource in ResourcesOf(file, code))
            {
                var keys = used.TryGetValue(resource.File, out var known) ? known : used[resource.File] = [];
                keys.UnionWith(resource.Keys);
            }
        }

        Assert.NotEmpty(used);
        foreach (var (file, keys) in used)
        {
            var there = Read(file).Select(pair => pair.Key).ToHashSet();
            Assert.All(keys, key => Assert.True(
                there.Contains(key) || there.Contains(key + ".other"), $"“{key}” is not in {file}"));
            Assert.All(there, key => Assert.True(
                keys.Contains(key) || PluralForms.Any(form => key.EndsWith("." + form, StringComparison.Ordinal) && keys.Contains(key[..^(form.Length + 1)])),
                $"“{key}” of {file} is used nowhere"));
        }
    }

    /// <summary>
    /// Which resource file each named key belongs to: a variable of type <c>Text&lt;X&gt;</c> reads the file of X. In charts
    /// the variable is <c>words</c> and the file is that of charts.
    /// </summary>
    private static IEnumerable<(string File, List<string> Keys)> ResourcesOf(string file, string code)
    {
        var readers = Reader().Matches(code).Select(m => (Type: m.Groups[1].Value, Name: m.Groups[2].Value)).ToList();
        if (code.Contains("TextSource words", StringComparison.Ordinal) && file.Contains($"{Path.DirectorySeparatorChar}Charts{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        {
            readers.Add(("ChartText", "words"));
        }

        if (code.Contains("ComponentTagHelper(", StringComparison.Ordinal) || code.Contains(": FieldTagHelper", StringComparison.Ordinal))
        {
            readers.Add(("ComponentText", "Text"));
        }

        foreach (var (type, name) in readers.Distinct())
        {
            var stem = type.EndsWith("Model", StringComparison.Ordinal) ? type[..^5] : type;
            var resource = type switch
            {
                "ComponentText" => "Components/ComponentText.resx",
                "ChartText" => "Charts/ChartText.resx",
                "T" => null,
                _ => Path.GetRelativePath(Source, Path.Combine(Path.GetDirectoryName(file)!, stem + ".resx")),
            };
            if (resource is not null)
            {
                // A key may be chosen between two, as in Text[isDone ? "done" : "open"].
                var calls = Regex.Matches(code, $@"\b{name}(?:\[|\.(?:Count|Html|CountHtml)\()([^\]\)]*)");
                var keys = calls.SelectMany(call => Keys(call.Groups[1].Value)).ToList();
                if (type == "ComponentText" && file.EndsWith("Pagination.cs", StringComparison.Ordinal))
                {
                    keys.AddRange(["pagination.previous", "pagination.next"]);
                }

                yield return (resource, keys);
            }
        }
    }

    private static IEnumerable<string> Keys(string argument)
    {
        var first = argument.Split(',')[0];
        return Regex.Matches(first, "\"([^\"]+)\"").Select(m => m.Groups[1].Value);
    }

    private static IEnumerable<(string Key, string Value)> Read(string file) =>
        XDocument.Load(Path.Combine(Source, file)).Root!.Elements("data").Select(d => (d.Attribute("name")!.Value, d.Element("value")!.Value));

    private static TextSource Of(Dictionary<string, string> texts, PracticeTerms? terms = null) =>
        new(new Given(texts), terms ?? new PracticeTerms(new Dictionary<string, string>()));

    [GeneratedRegex(@"[\\/](obj|bin|node_modules)[\\/]")]
    private static partial Regex Folders();

    [GeneratedRegex(@"</?([a-zA-Z0-9]+)")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\{[tT]erm:([^}]+)\}")]
    private static partial Regex Term();

    [GeneratedRegex(@"\bText<(?:[\w.]+\.)?(\w+)>\s+(\w+)")]
    private static partial Regex Reader();

    private sealed class Given(Dictionary<string, string> texts) : ResourceManager
    {
        public override string BaseName => "Given";

        public override string? GetString(string name, CultureInfo? culture) => texts.GetValueOrDefault(name);

        public override ResourceSet? GetResourceSet(CultureInfo culture, bool createIfNotExists, bool tryParents) => null;
    }
}
