using Fairload.Core.Disclosure;

namespace Fairload.Core.Tests.Disclosure;

public sealed class SafeGroupsTests
{
    [Fact]
    public void A_group_of_fewer_than_six_joins_the_others_until_they_are_six() =>
        Assert.Equal([[1], [0, 2]], SafeGroups.Join(new[,] { { 2, 3 }, { 10, 4 }, { 3, 4 } }));

    [Fact]
    public void A_group_in_which_all_stand_in_one_state_joins_another() =>
        Assert.Equal([[0, 1]], SafeGroups.Join(new[,] { { 9, 0 }, { 5, 5 } }));

    [Fact]
    public void Groups_that_can_be_spoken_of_stay_as_they_are_and_empty_ones_are_left_out() =>
        Assert.Equal([[0], [2]], SafeGroups.Join(new[,] { { 3, 3 }, { 0, 0 }, { 6, 1 } }));

    [Theory]
    [InlineData(2, 3)]
    [InlineData(12, 0)]
    public void Nothing_is_said_when_all_together_cannot_be_spoken_of(int over, int within) =>
        Assert.Empty(SafeGroups.Join(new[,] { { over, 0 }, { 0, within } }));
}
