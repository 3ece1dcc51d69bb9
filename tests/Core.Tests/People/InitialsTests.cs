using Fairload.Core.People;

namespace Fairload.Core.Tests.People;

public sealed class InitialsTests
{
    [Theory]
    [InlineData("Ada Quill", "A Q")]
    [InlineData("Quill, Ada", "A Q")]
    [InlineData("Mary-Anne O'Neil", "M A O")]
    [InlineData("A. Q.", "A Q")]
    [InlineData("A Q", "A Q")]
    [InlineData("élan Ŵyn", "É Ŵ")]
    [InlineData("123", "")]
    [InlineData("", "")]
    public void Initials_are_the_first_letters_forenames_first(string name, string initials)
    {
        Assert.Equal(initials, Initials.Of(name));
        Assert.Equal(initials, Initials.Of(Initials.Of(name)));
    }
}
