using Fairload.Core.Cases;
using Fairload.Core.Weighting;

namespace Fairload.Core.Workload;

/// <summary>A brother or sister whom somebody holds.</summary>
/// <param name="Child">The child's place.</param>
/// <param name="Points">The points of the lines of those who hold the child.</param>
public sealed record OpenSibling(int Child, Points Points);

/// <summary>How a family's work is shared among its children with one worker.</summary>
/// <param name="Child">The child's place.</param>
/// <param name="Share">The share of the points that counts; nothing for the child who carries the whole.</param>
public sealed record FamilyShare(int Child, decimal? Share);

/// <summary>One child's case on one day: who has the child, what the case weighs, and the family around it.</summary>
public sealed class ChildCase
{
    private readonly WorkloadDay _day;

    /// <summary>The case of a child.</summary>
    /// <param name="day">The day's workload.</param>
    /// <param name="child">The child's place.</param>
    public ChildCase(WorkloadDay day, int child)
    {
        ArgumentNullException.ThrowIfNull(day);
        (_day, Child) = (day, child);
        var lines = day.LinesOfChild(child).ToList();
        Holders = [.. lines.Where(line => line.RoleOnCase == RoleOnCase.Lead).OrderBy(line => line.Function)];
        CoWorkers = [.. lines.Where(line => line.RoleOnCase == RoleOnCase.CoWorker)];
    }

    /// <summary>The child's place.</summary>
    public int Child { get; }

    /// <summary>The lines of those who hold the child, in order of function.</summary>
    public IReadOnlyList<StatementLine> Holders { get; }

    /// <summary>The lines of those who work beside them.</summary>
    public IReadOnlyList<StatementLine> CoWorkers { get; }

    /// <summary>The line that the child's page is about: the first function's. Nothing while nobody holds the child.</summary>
    public StatementLine? Main => Holders.Count > 0 ? Holders[0] : null;

    /// <summary>The hours of work a week that the main line stands for, or nothing where the scheme does not say.</summary>
    public decimal? HoursAWeek => _day.Scheme.MinutesPerPointPerWeek is { } minutes && Main is { } main ? main.Points.Number * minutes / 60m : null;

    /// <summary>Other children of the family whom somebody holds, in order of id.</summary>
    public IReadOnlyList<OpenSibling> Siblings =>
        [.. OthersOfFamily().Where(_day.Cases.IsHeld).Select(other => new OpenSibling(other, _day.LinesOfChild(other)
            .Where(line => line.RoleOnCase == RoleOnCase.Lead)
            .Aggregate(Points.Zero, (sum, line) => sum + line.Points)))];

    /// <summary>Homes of the family's children, or nothing when one is not known.</summary>
    public int? Homes =>
        Main is { } main && _day.Cases.Column(new FactRef(Fact.HomesInFamily))[main.Place] is var homes and not FactTable.Absent ? homes / 100 : null;

    /// <summary>
    /// How the scheme shares the family's work among the children whom the main line's worker holds; empty where no rule
    /// of sharing within a family took anything from any of them.
    /// </summary>
    public IReadOnlyList<FamilyShare> Shares()
    {
        if (Main is not { Family: >= 0 } main)
        {
            return [];
        }

        var rules = _day.Scheme.Rules
            .Where(rule => rule.Share is not null && rule.Asks().Any(fact => fact.Fact == Fact.FirstOfFamily))
            .ToDictionary(rule => rule.Code, StringComparer.Ordinal);
        var shares = _day.Of(main.Worker)!.Lines
            .Where(line => line.Family == main.Family && line.RoleOnCase == RoleOnCase.Lead)
            .Select(line => new FamilyShare(line.Child, line.Reasons().Select(reason => rules.GetValueOrDefault(reason.Rule)?.Share).FirstOrDefault(share => share is not null)))
            .ToList();
        return shares.Exists(share => share.Share is not null) ? shares : [];
    }

    private IEnumerable<int> OthersOfFamily() =>
        _day.Cases.Caseload.Children[Child].Family is var family and >= 0
            ? _day.Cases.Caseload.FamilyChildren[family].Where(other => other != Child)
            : [];
}
