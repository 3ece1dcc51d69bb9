using Fairload.Core.Cases;
using Fairload.Core.People;
using Fairload.Core.Weighting;

namespace Fairload.Core.Workload;

/// <summary>One worker's facts as a table of one row, so that stable work and duties use the same rules as cases.</summary>
internal sealed class WorkerFacts(Caseload caseload, Standing standing) : FactTable
{
    public override int Count => 1;

    public override int[] Column(FactRef fact) => [fact.Fact switch
    {
        Fact.Band => Word(standing.Band),
        Fact.MonthsInBand => standing.MonthsInBand * 100 ?? Absent,
        Fact.Fte => standing.Fte is { } fte ? (int)Math.Round(fte * 100m, MidpointRounding.AwayFromZero) : Absent,
        Fact.Role => Word(standing.Role),
        _ => Absent,
    }];

    public override int? Code(Fact fact, string word) => caseload.Codes.Find(word);

    /// <summary>The points that rules give the worker; rules that do not hold give no line.</summary>
    public IReadOnlyList<OwnPoints> Apply(Scheme scheme, IReadOnlyList<WorkerRule> rules)
    {
        if (rules.Count == 0)
        {
            return [];
        }

        var weigher = new Weigher(
            scheme with
            {
                Rules = [.. rules.Select(rule => new Rule { Code = rule.Code, Title = rule.Title, Points = rule.Points, Per = rule.Per, When = rule.When })],
            },
            this);
        var given = weigher.Explain(0).Where(reason => reason.Rule is not null).ToDictionary(reason => reason.Rule!.Code, reason => reason.Points);
        return [.. rules
            .Where(rule => given.ContainsKey(rule.Code))
            .Select(rule => new OwnPoints(rule, rule.ProRata ? given[rule.Code] * (standing.Fte ?? 1m) : given[rule.Code]))];
    }

    private int Word(string? word) => word is null ? Absent : caseload.Codes.Find(word) ?? Absent;
}
