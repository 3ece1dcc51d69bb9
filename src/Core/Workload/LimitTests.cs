using Fairload.Core.Cases;
using Fairload.Core.Weighting;

namespace Fairload.Core.Workload;

/// <summary>The scheme's limits as masks over the day's lines, made once for all workers.</summary>
internal sealed class LimitTests
{
    private readonly (Limit Limit, bool[] Holds)[] _limits;
    private readonly CaseList _cases;

    public LimitTests(Scheme scheme, CaseList cases)
    {
        _cases = cases;
        _limits = [.. scheme.Limits.Select(limit => (limit, Holds(limit, scheme, cases)))];
    }

    public IReadOnlyList<LimitBreach> BreachesOf(WorkloadStatement statement)
    {
        if (_limits.Length == 0)
        {
            return [];
        }

        var breaches = new List<LimitBreach>();
        var (start, end) = statement.Places;
        foreach (var (limit, holds) in _limits)
        {
            if (limit.Bands.Count > 0 && !(statement.Standing.Band is { } band && limit.Bands.Contains(band)))
            {
                continue;
            }

            var counted = new HashSet<int>();
            for (var line = start; line < end; line++)
            {
                if (holds[line] && !(limit.CountFamilies && _cases.Caseload.IsHousehold(_cases.Child[line])))
                {
                    var family = _cases.Caseload.FamilyOf[_cases.Child[line]];
                    counted.Add(limit.CountFamilies ? (family >= 0 ? family : -1 - _cases.Child[line]) : line);
                }
            }

            if (counted.Count > limit.Max)
            {
                breaches.Add(new LimitBreach(limit, counted.Count));
            }
        }

        return breaches;
    }

    /// <summary>
    /// Which lines a limit counts. Work shared with its holder is not counted in cases or families (contracts, section 2),
    /// unless the limit itself asks for the role on the case.
    /// </summary>
    private static bool[] Holds(Limit limit, Scheme scheme, CaseList cases)
    {
        var holds = limit.When?.HoldsOf(scheme, cases) ?? Enumerable.Repeat(true, cases.Count).ToArray();
        if (limit.When?.Asks().Any(fact => fact.Fact == Fact.RoleOnCase) != true)
        {
            for (var line = 0; line < holds.Length; line++)
            {
                holds[line] &= cases.Role[line] == RoleOnCase.Lead;
            }
        }

        return holds;
    }
}
