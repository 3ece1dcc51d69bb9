using Fairload.App.Imports;
using Fairload.App.Imports.Formats.CinCensus;
using Fairload.App.Reading;

namespace Fairload.App.Tests.Imports.Formats;

/// <summary>XML made to do harm is refused early, in a sentence with its place, before it takes memory.</summary>
public sealed class HostileXmlTests
{
    private static readonly CinCensusFormat Format = new();

    public static TheoryData<string, string> Texts => new()
    {
        { "an external entity", "<!DOCTYPE Message [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Message><Children><Child><ChildIdentifiers><LAchildID>&x;</LAchildID></ChildIdentifiers></Child></Children></Message>" },
        { "entities of entities", "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><Message>&b;</Message>" },
        { "an end that is missing", "<Message><Children><Child>" },
        { "two roots", "<Message/><Message/>" },
        { "a broken tag", "<Message><Children><Child><LAchildID>1</<LAchildID></Child></Children></Message>" },
        { "a control character", "<Message><Children>\u0001</Children></Message>" },
        { "half a surrogate", "<Message><Children>&#xD800;</Children></Message>" },
        { "a NUL", "<Message><Children>\0</Children></Message>" },
        { "nothing", "" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void It_is_refused_in_one_sentence(string what, string text)
    {
        var refused = Assert.Throws<ImportRefused>(() => Translation.OfText(Format, text));
        Assert.True(refused.Message.EndsWith('.'), what);
        Assert.DoesNotContain("passwd", refused.Message);
    }

    [Fact]
    public void A_broken_place_has_its_line_and_position()
    {
        var refused = Assert.Throws<ImportRefused>(() => Translation.OfText(Format, "<Message>\n<Children>\n<Child></Chil>\n</Children></Message>"));
        Assert.Equal(3, refused.Row);
        Assert.Contains("line 3, position 10", refused.Message);
    }

    [Theory]
    [InlineData("<Message><Children><Child>", "<a>")]
    [InlineData("<Message a='", "aaaaaaaaaaaaaaaa")]
    [InlineData("<Message><Children><Child><LAchildID>", "aaaaaaaaaaaaaaaa")]
    [InlineData("<Message><Children><Child><LAchildID><![CDATA[", "<<<<<<aaaaaaaaaa")]
    [InlineData("<Message><Children><Child><ChildIdentifiers>", "<UPN>1</UPN>")]
    [InlineData("<Message><Children>", "<a#/>")]
    [InlineData("<Message><Children><Child><ChildIdentifiers><LAchildID>", "<!--x-->aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void What_never_ends_is_refused_before_it_fills_the_memory(string begin, string again)
    {
        var file = new GivenFile("x", "", true, 0, () => new EndlessStream(begin, again));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<ImportRefused>(() => Translation.Of(Format, file));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 120_000_000);
    }
}
