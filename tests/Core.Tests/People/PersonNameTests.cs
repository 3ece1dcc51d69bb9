using Fairload.Core.People;

namespace Fairload.Core.Tests.People;

public sealed class PersonNameTests
{
    [Theory]
    [InlineData("Ada Quill", "ada quill")]
    [InlineData("  Ada   Quill ", "ada quill")]
    [InlineData("Ada\u00A0Quill", "ada quill")]
    [InlineData("Quill, Ada", "ada quill")]
    [InlineData("QUILL, Ada", "ada quill")]
    [InlineData("QUILL Ada", "ada quill")]
    [InlineData("VAN DEN BERG Ada Mary", "ada mary van den berg")]
    [InlineData("ADA QUILL", "ada quill")]
    [InlineData("JP Quill", "jp quill")]
    [InlineData("Ms Ada Quill", "ada quill")]
    [InlineData("Quill, Dr. Ada", "ada quill")]
    [InlineData("Ada Quill (ASYE)", "ada quill")]
    [InlineData("Ada Quill [agency] (0.6)", "ada quill")]
    [InlineData("Ada (Adele) Quill", "ada quill")]
    [InlineData("Zoë O’Neill", "zoe oneill")]
    [InlineData("Zoe O'Neill", "zoe oneill")]
    [InlineData("Brandon-Lee Hampton", "brandon lee hampton")]
    [InlineData("Brandon\u2010Lee Hampton", "brandon lee hampton")]
    [InlineData("Łukasz Søren Groß", "lukasz soren gross")]
    [InlineData("Ada\u200BQuill", "adaquill")]
    [InlineData("A. Quill", "a quill")]
    [InlineData("Ada Quill 2", "ada quill 2")]
    [InlineData("Mr", "")]
    [InlineData("-", "")]
    [InlineData("123", "")]
    [InlineData("", "")]
    [InlineData(",", "")]
    public void Names_that_differ_in_writing_alone_are_one(string name, string folded) =>
        Assert.Equal(folded, PersonName.Of(name).Folded);

    [Theory]
    [InlineData("Quill,\u00A0 Ada (ASYE) ", "Quill, Ada (ASYE)")]
    [InlineData("Ada\tQuill\r\n", "Ada Quill")]
    [InlineData("", "")]
    public void What_is_shown_is_what_was_written_with_single_spaces(string name, string written) =>
        Assert.Equal(written, PersonName.Of(name).Written);

    [Fact]
    public void Folding_twice_is_folding_once()
    {
        foreach (var name in (string[])["Quill, Ada", "Dr Zoë O’Neill (ASYE)", "VAN DEN BERG Ada", "Łukasz Groß"])
        {
            var folded = PersonName.Of(name).Folded;
            Assert.Equal(folded, PersonName.Of(folded).Folded);
        }
    }

    [Theory]
    [InlineData("A. Lee", "Ann Lee", true)]
    [InlineData("Lee, A", "Ann Marie Lee", true)]
    [InlineData("Ann Lee", "Ann L.", true)]
    [InlineData("A L", "Ann Lee", true)]
    [InlineData("A. Lee", "Bea Lee", false)]
    [InlineData("A. Lee", "Ann Leigh", false)]
    [InlineData("A. Lee", "A Lee", false)]
    [InlineData("Ann Lee", "Ann Marie Lee", false)]
    [InlineData("A", "Ann Lee", false)]
    [InlineData("", "Ann Lee", false)]
    public void Initials_stand_beside_the_words_that_they_may_be_of(string one, string other, bool may)
    {
        Assert.Equal(may, PersonName.Of(one).IsInitialsBeside(PersonName.Of(other)));
        Assert.Equal(may, PersonName.Of(other).IsInitialsBeside(PersonName.Of(one)));
    }
}
