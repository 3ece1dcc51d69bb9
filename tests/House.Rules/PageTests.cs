using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace Fairload.House.Rules;

/// <summary>What a person reads comes from resource files; nothing on a page needs a weaker content security policy.</summary>
public sealed partial class PageTests
{
    /// <summary>The one script that the design system's page template needs, named by its hash in the content security policy too.</summary>
    private const string TemplateScript = "GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw=";

    [Fact]
    public void No_page_has_words_of_its_own() =>
        Refusal.None("Put the words in the page's resource file:", CompiledPages.Literals(Path.Combine(AppContext.BaseDirectory, "Fairload.Web.dll"))
            .SelectMany(found => Words(found.Html).Select(words => $"{found.Page}: {words}")));

    [Fact]
    public void The_scan_sees_the_pages_there_are() => Assert.Equal(
        Repository.Files("src/Web", ".cshtml").Any(path => Repository.Text(path).Contains("<p", StringComparison.Ordinal)
            || Repository.Text(path).Contains("<main", StringComparison.Ordinal)),
        CompiledPages.Literals(Path.Combine(AppContext.BaseDirectory, "Fairload.Web.dll")).Any());

    [Fact]
    public void The_rule_about_words_rings()
    {
        var found = CompiledPages.Literals(typeof(PageTests).Assembly.Location).ToArray();
        Assert.Equal(["Hello"], found.SelectMany(page => Words(page.Html)));
    }

    [Theory]
    [InlineData("<p class=\"a b\">Hello <b>there</b></p>", new[] { "Hello", "there" })]
    [InlineData("<!DOCTYPE html><!-- Note --><p>&ndash; 100% </p><input value='a > b' />", new string[0])]
    public void Words_are_what_stands_between_tags(string html, string[] words) => Assert.Equal(words, Words(html));

    [Fact]
    public void No_page_names_a_thing_in_an_attribute_with_words_of_its_own() =>
        Refusal.None("Put the words in the page's resource file:", Pages((path, source) => WordyAttribute().Matches(source)
            .Select(match => $"{path}: {match.Value.Trim()}")));

    [Trait("ASVS", "1.2.3")]
    [Fact]
    public void No_page_has_an_inline_style_or_script() =>
        Refusal.None("Use a class, and a module in Styles:", Pages((path, source) => Inlines(source).Select(match => $"{path}: {match}")));

    [Theory]
    [InlineData("<p style=\"margin: 0\">")]
    [InlineData("<style>p { }</style>")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<button onclick=\"go()\">")]
    public void The_rule_about_inline_styles_rings(string source) => Assert.NotEmpty(Inlines(source));

    [Theory]
    [InlineData("<script src=\"~/js/app.js\" type=\"module\"></script>")]
    [InlineData("<p class=\"style=\">")]
    public void The_rule_about_inline_styles_is_silent_on(string source) => Assert.Empty(Inlines(source));

    private static IEnumerable<string> Pages(Func<string, string, IEnumerable<string>> offences) =>
        Repository.Files("src/Web", ".cshtml").SelectMany(path => offences(path, RazorComment().Replace(Repository.Text(path), "")));

    private static IEnumerable<string> Inlines(string source) => Inline()
        .Matches(Script().Replace(source, script => Hash(script.Groups["code"].Value) == TemplateScript ? "" : script.Value))
        .Select(match => match.Value.Trim());

    private static string Hash(string script) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));

    private static IEnumerable<string> Words(string html) => NotText().Split(html)
        .Select(text => Entity().Replace(text, " ").Trim())
        .Where(text => text.Any(char.IsLetter) && text != "Fairload");

    [GeneratedRegex("""<!--.*?-->|<script\b.*?</script>|<style\b.*?</style>|<[^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>""",
        RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex NotText();

    [GeneratedRegex("<script>(?<code>.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex(@"&#?\w+;")]
    private static partial Regex Entity();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex RazorComment();

    [GeneratedRegex("""(?<=\s)(?:aria-label|aria-description|alt|title|placeholder)="[^"@]*\p{L}[^"@]*["]""")]
    private static partial Regex WordyAttribute();

    [GeneratedRegex("""(?<=\s)style\s*=|<style\b|<script(?![^>]*\ssrc=)|(?<=\s)on[a-z]+\s*=\s*["']""", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    /// <summary>The shape of a compiled page, so that the scan can be shown to find words.</summary>
    private sealed class PageWithWords
    {
        public string Written { get; private set; } = "";

        public void Execute()
        {
            WriteLiteral("<p>Hello</p><a");
            BeginWriteTagHelperAttribute();
            WriteLiteral("attribute");
            EndWriteTagHelperAttribute();
            WriteLiteral("></a>");
        }

        private void WriteLiteral(string text) => Written += text;

        private void BeginWriteTagHelperAttribute() => Written += "";

        private void EndWriteTagHelperAttribute() => Written += "";
    }
}
