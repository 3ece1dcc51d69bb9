using Fairload.App.Accounts;

namespace Fairload.App.Tests.Accounts;

public sealed class ClaimRuleTests
{
    private static readonly ClaimRule[] Rules =
    [
        new("groups", "g-director", Role.Director),
        new("groups", "g-north", Role.TeamManager, "T1"),
        new("roles", "manager", Role.TeamManager, NodeFromClaim: "department"),
    ];

    [Fact]
    public void A_value_gives_the_role_of_its_rule_at_its_node()
    {
        var got = Of(("groups", ["g-north", "g-director"]));
        Assert.Equal([new ClaimedRole(Role.Director, null), new ClaimedRole(Role.TeamManager, "T1")], got.Roles);
        Assert.Empty(got.Unused);
    }

    [Fact]
    public void The_node_may_come_from_another_claim_and_each_role_is_given_once()
    {
        var got = Of(("roles", ["manager"]), ("department", ["T1", "T2"]), ("groups", ["g-north"]));
        Assert.Equal([new ClaimedRole(Role.TeamManager, "T1"), new ClaimedRole(Role.TeamManager, "T2")], got.Roles);
    }

    [Fact]
    public void A_node_that_the_records_do_not_have_gives_nothing_and_is_told()
    {
        var got = Of(("roles", ["manager"]), ("department", ["T9"]));
        Assert.Empty(got.Roles);
        Assert.Equal([new UnusedClaim("department", "T9", WhyNoRole.NoSuchNode)], got.Unused);
    }

    [Fact]
    public void A_role_whose_node_is_not_said_gives_nothing_and_is_told() =>
        Assert.Equal([new UnusedClaim("department", "", WhyNoRole.NoNodeGiven)], Of(("roles", ["manager"])).Unused);

    [Theory]
    [InlineData("G-DIRECTOR")]
    [InlineData("g-director ")]
    [InlineData("g-direct")]
    public void A_value_that_is_only_like_a_rules_gives_nothing_and_is_told(string value)
    {
        var got = Of(("groups", [value]));
        Assert.Empty(got.Roles);
        Assert.Equal([new UnusedClaim("groups", value, WhyNoRole.NoRule)], got.Unused);
    }

    [Fact]
    public void Groups_left_out_because_there_are_too_many_give_nothing_and_are_told() =>
        Assert.Equal([new UnusedClaim("groups", "", WhyNoRole.TooMany)], Of(("_claim_names", ["groups"])).Unused);

    [Fact]
    public void Claims_that_no_rule_names_are_nobodys_business() =>
        Assert.Empty(Of(("address", ["1 High Street"]), ("department", ["T9"])).Unused);

    private static ClaimedRoles Of(params (string Claim, string[] Values)[] claims) => ClaimedRoles.Of(
        Rules,
        claim => Array.Find(claims, one => one.Claim == claim).Values ?? [],
        node => node is "T1" or "T2");
}
