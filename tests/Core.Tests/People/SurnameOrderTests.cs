using Fairload.Core.People;

namespace Fairload.Core.Tests.People;

public sealed class SurnameOrderTests
{
    [Theory]
    [InlineData("Ada Quill", "Quill")]
    [InlineData("Quill, Ada", "Quill")]
    [InlineData("Ada Maria Quill ", "Quill")]
    [InlineData("W12", "W12")]
    [InlineData("", "")]
    public void A_surname_stands_before_a_comma_or_last(string name, string surname) => Assert.Equal(surname, SurnameOrder.SurnameOf(name));

    [Fact]
    public void People_stand_by_surname_then_name_then_id()
    {
        Worker[] people = [Of("W3", "Ben Nib"), Of("W1", "Zoe Nib"), Of("W2", "Quill, Ada"), Of("W0", "ben nib"), Of("W9", "Cy Élan")];
        Assert.Equal(["W9", "W0", "W3", "W1", "W2"], people.Order(SurnameOrder.Instance).Select(worker => worker.Id));
    }

    private static Worker Of(string id, string name) => new(1, id, name, null, -1, null, null, null, int.MaxValue, []);
}
