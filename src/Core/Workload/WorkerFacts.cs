using Fairload.Core.Cases;
using Fairload.Core.People;
using Fairload.Core.Weighting;

namespace Fairload.Core.Workload;

/// <summary>Workers' facts in columns, so that stable work and duties are weighed by the same code as cases.</summary>
internal sealed class WorkerFacts(Caseload caseload, IReadOnlyList<Standing> standings) : FactTable
{
    public override int Count => standings.Count;

    public override int[] Column(FactRef fact) => [.. standings.Select(standing => fact.Fact switch
    {
        Fact.Band => Word(standing.Band),
        Fact.MonthsInBand => standing.MonthsInBand * 100 ?? Absent,
        Fact.Fte => standing.Fte is { } fte ? (int)Math.Round(fte * 100m, MidpointRounding.AwayFromZero) : Absent,
        Fact.Role => Word(standing.Role),
        _ => Absent,
    })];

    public override int? Code(Fact fact, string word) => caseload.Codes.Find(word);

    /// <summary>The lines that the rules give each worker; a rule that does not hold gives none.</summary>
    public IReadOnlyList<OwnPoints>[] Apply(Scheme scheme, IReadOnlyList<WorkerRule> rules)
    {
        if (rules.Count == 0)
        {
            var none = new IReadOnlyList<OwnPoints>[Count];
            Array.Fill(none, []);
            return none;
        }

        var lines = new List<OwnPoints>[Count];
        foreach (ref var own in lines.AsSpan())
        {
            own = [];
        }

        foreach (var rule in rules)
        {
            var alone = new Rule { Code = rule.Code, Title = rule.Title, Points = rule.Points, Per = rule.Per, When = rule.When };
            var weighing = new Weigher(scheme with { Rules = [alone] }, this).Weigh();
            for (var row = 0; row < Count; row++)
            {
                if (weighing.Weighted[row] != 0)
                {
                    var points = new Points(weighing.Points[row]);
                    lines[row].Add(new OwnPoints(rule, rule.ProRata ? points * (standings[row].Fte ?? 0m) : points));
                }
            }
        }

        return lines;
    }

    private int Word(string? word) => word is null ? Absent : caseload.Codes.Find(word) ?? Absent;
}
