using System.Text.RegularExpressions;
using Fairload.Web.Tests.Components;

namespace Fairload.Web.Tests.Words;

/// <summary>No page holds words of its own: between tags and in the attributes that a person reads or hears there is only a text.</summary>
public sealed partial class LiteralsTests
{
    [Fact]
    public void Pages_take_their_words_from_resource_files()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(Fixture.StylesFolder(), "..", "Pages"), "*.cshtml", SearchOption.AllDirectories);

        Assert.All(pages, page => Assert.Empty(Literals(File.ReadAllText(page))));
    }

    [Theory]
    [InlineData("<p>@Text[\"a\"]</p>", 0)]
    [InlineData("<p>Words</p>", 1)]
    [InlineData("<p>@Text[\"a\"] and <b>x</b></p>", 2)]
    [InlineData("<govuk-input label=\"Hours\" for=\"Input.Hours\" />", 1)]
    [InlineData("<govuk-input label=\"@Text[\"hours\"]\" for=\"Input.Hours\" />", 0)]
    [InlineData("@foreach (var a in b)\n{\n  <p>@a.Name</p>\n}", 0)]
    public void The_test_itself_finds_them(string page, int count) => Assert.Equal(count, Literals(page).Count);

    private static List<string> Literals(string page)
    {
        var markup = Script().Replace(Comment().Replace(page, ""), "");
        return
        [
            .. Between().Matches(markup).Select(m => m.Groups[1].Value.Trim()),
            .. Attribute().Matches(markup).Select(m => m.Value),
        ];
    }

    [GeneratedRegex(@"@\*.*?\*@|<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"<script.*?</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    // From the end of a tag, or of an expression, to the next tag on the same line: letters there are words.
    [GeneratedRegex(@"(?:<[a-z][^>\n]*>|</[a-z0-9-]+>|[\])]) *([A-Za-z][^<>@{}()\n;=]*)(?=</?[a-z])")]
    private static partial Regex Between();

    [GeneratedRegex(@"\b(?:label|hint|finding|sub|summary|words|title|alt|aria-label|placeholder|action|key|hidden)=""[A-Z][a-z][^""@]*""")]
    private static partial Regex Attribute();
}
