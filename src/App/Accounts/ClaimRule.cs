namespace Fairload.App.Accounts;

/// <summary>A role that follows from what the provider says about a person.</summary>
/// <param name="Claim">The claim, such as <c>groups</c> or <c>roles</c>.</param>
/// <param name="Value">The value that gives the role, compared letter by letter.</param>
/// <param name="Role">The role.</param>
/// <param name="Node">The id of the team or service where it is held; nothing for the whole council.</param>
/// <param name="NodeFromClaim">The claim whose values are the ids of teams or services, instead of <paramref name="Node"/>.</param>
public sealed record ClaimRule(string Claim, string Value, Role Role, string? Node = null, string? NodeFromClaim = null);

/// <summary>A role that follows from a person's claims.</summary>
/// <param name="Role">The role.</param>
/// <param name="Node">The id of the team or service; nothing for the whole council.</param>
public sealed record ClaimedRole(Role Role, string? Node);

/// <summary>Why a value gave no role.</summary>
public enum WhyNoRole
{
    /// <summary>No rule names the value.</summary>
    NoRule,

    /// <summary>It should name a team or service, and the records have none of that id.</summary>
    NoSuchNode,

    /// <summary>A rule takes the team or service from this claim, and the person has none.</summary>
    NoNodeGiven,

    /// <summary>The provider sent word that there are too many values, instead of the values.</summary>
    TooMany,
}

/// <summary>Something the provider said that gave no role, for the administrator to read.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Value">Its value; empty where there was none.</param>
/// <param name="Why">Why it gave none.</param>
public sealed record UnusedClaim(string Claim, string Value, WhyNoRole Why);

/// <summary>What follows from a person's claims.</summary>
/// <param name="Roles">The roles, each once.</param>
/// <param name="Unused">What was said and gave none, each once.</param>
public sealed record ClaimedRoles(IReadOnlyList<ClaimedRole> Roles, IReadOnlyList<UnusedClaim> Unused)
{
    /// <summary>The claim by which Entra ID says that a claim was left out because it has too many values.</summary>
    private const string LeftOut = "_claim_names";

    /// <summary>
    /// Reads roles off claims. A role at a node that the records do not have is not given: it would be held nowhere today
    /// and somewhere unforeseen when an import brings the id. Only claims that rules name are looked at.
    /// </summary>
    /// <param name="rules">The rules.</param>
    /// <param name="valuesOf">The values of a claim; none where the provider did not send it.</param>
    /// <param name="isNode">Whether the records have a team or service of an id.</param>
    public static ClaimedRoles Of(IReadOnlyList<ClaimRule> rules, Func<string, IReadOnlyList<string>> valuesOf, Func<string, bool> isNode)
    {
        var (roles, unused) = (new List<ClaimedRole>(), new List<UnusedClaim>());
        foreach (var rule in rules.Where(rule => valuesOf(rule.Claim).Contains(rule.Value, StringComparer.Ordinal)))
        {
            IReadOnlyList<string?> nodes = rule.NodeFromClaim is { } from ? [.. valuesOf(from)] : [rule.Node];
            if (nodes.Count == 0)
            {
                unused.Add(new UnusedClaim(rule.NodeFromClaim!, "", WhyNoRole.NoNodeGiven));
            }

            foreach (var node in nodes)
            {
                if (node is null || isNode(node))
                {
                    roles.Add(new ClaimedRole(rule.Role, node));
                }
                else
                {
                    unused.Add(new UnusedClaim(rule.NodeFromClaim ?? rule.Claim, node, WhyNoRole.NoSuchNode));
                }
            }
        }

        foreach (var claim in rules.Select(rule => rule.Claim).Distinct(StringComparer.Ordinal))
        {
            unused.AddRange(valuesOf(claim).Where(value => !rules.Any(rule => rule.Claim == claim && rule.Value == value))
                .Select(value => new UnusedClaim(claim, value, WhyNoRole.NoRule)));
            if (valuesOf(LeftOut).Contains(claim, StringComparer.Ordinal))
            {
                unused.Add(new UnusedClaim(claim, "", WhyNoRole.TooMany));
            }
        }

        return new ClaimedRoles([.. roles.Distinct()], [.. unused.Distinct()]);
    }
}
