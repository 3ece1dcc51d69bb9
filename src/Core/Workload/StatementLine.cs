using Fairload.Core.Cases;
using Fairload.Core.Weighting;

namespace Fairload.Core.Workload;

/// <summary>Why a line has some of its points.</summary>
/// <param name="Rule">The rule's code; <c>floor</c> for the line that lifts a sum below zero to zero.</param>
/// <param name="Title">The rule's name.</param>
/// <param name="Points">The points it gives, negative where it takes away.</param>
/// <param name="Evidence">The records and counts that it rests on.</param>
public sealed record Reason(string Rule, string Title, Points Points, IReadOnlyList<Evidence> Evidence);

/// <summary>One line of a statement: a child and what the work for them weighs. A view on the day's columns; it holds no figure of its own.</summary>
/// <param name="day">The day.</param>
/// <param name="line">The line's place.</param>
public readonly struct StatementLine(WorkloadDay day, int line) : IEquatable<StatementLine>
{
    /// <summary>The rule code of the reason that lifts a sum below zero to zero.</summary>
    public const string Floor = "floor";

    /// <summary>The line's place among the day's lines.</summary>
    public int Place => line;

    /// <summary>The child's place.</summary>
    public int Child => day.Cases.Child[line];

    /// <summary>The worker's place.</summary>
    public int Worker => day.Cases.Worker[line];

    /// <summary>The child.</summary>
    public Child ChildRecord => day.Cases.Caseload.Children[Child];

    /// <summary>Whether the case is a carer household, which names no child.</summary>
    public bool IsHousehold => ChildRecord.IsHousehold;

    /// <summary>The family's place, or -1.</summary>
    public int Family => ChildRecord.Family;

    /// <summary>The function.</summary>
    public Function Function => day.Cases.Function[line];

    /// <summary>Lead or co-worker.</summary>
    public RoleOnCase RoleOnCase => day.Cases.Role[line];

    /// <summary>The child's status.</summary>
    public Status Status => day.Cases.StatusOf(Child);

    /// <summary>Whether the case waits to be closed.</summary>
    public ClosureState Closure => day.Cases.Closure[line];

    /// <summary>Agreed or check.</summary>
    public bool AwaitsClosure => Closure is ClosureState.Agreed or ClosureState.Check;

    /// <summary>Whether the child is in care proceedings.</summary>
    public bool IsInProceedings => day.Cases.Column(new FactRef(Fact.CareProceedings))[line] == 1;

    /// <summary>The points.</summary>
    public Points Points => day.PointsOf(line);

    /// <summary>The level, or nothing: co-workers' lines have none.</summary>
    public int? Level => day.LevelOf(line);

    /// <summary>Whether any rule gave points.</summary>
    public bool IsWeighted => day.IsWeighted(line);

    /// <summary>Whether <see cref="Since"/> is only when a snapshot first had it: nobody knows since when.</summary>
    public bool IsFirstSeen => day.Cases.Source[line] is var source && day.Cases.Caseload[source.Kind][source.Index].IsFirstSeen(source.Kind);

    /// <summary>Since when the worker has the case, or nothing.</summary>
    public DateOnly? Since => day.Cases.AllocatedSince(line) is var from and not SpellTable.Never ? DateOnly.FromDayNumber(from) : null;

    /// <summary>The reasons, which add up to the points.</summary>
    public IReadOnlyList<Reason> Reasons()
    {
        var reasons = new List<Reason>();
        foreach (var (rule, points) in day.Explain(line))
        {
            reasons.Add(rule is null
                ? new Reason(Floor, Floor, points, [])
                : new Reason(rule.Code, rule.Title, points, day.Cases.EvidenceFor(rule.Asks(), line)));
        }

        return reasons;
    }

    /// <summary>The rules that gave the points, without their evidence.</summary>
    internal IReadOnlyList<Contribution> Contributions => day.Explain(line);

    /// <inheritdoc />
    public bool Equals(StatementLine other) => line == other.Place;

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is StatementLine other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => line;

    /// <summary>Whether two lines of one day are the same line.</summary>
    public static bool operator ==(StatementLine left, StatementLine right) => left.Equals(right);

    /// <summary>Whether two lines of one day differ.</summary>
    public static bool operator !=(StatementLine left, StatementLine right) => !left.Equals(right);
}
