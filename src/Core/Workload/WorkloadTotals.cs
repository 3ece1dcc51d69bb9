using Fairload.Core.Cases;
using Fairload.Core.Weighting;

namespace Fairload.Core.Workload;

/// <summary>
/// Totals of some statements. Workers and exceptions count those who hold a case; the percentage is a ratio of sums,
/// so the work of a person away still counts.
/// </summary>
public sealed class WorkloadTotals
{
    internal WorkloadTotals(IReadOnlyList<WorkloadStatement> statements, CaseList lines)
    {
        var (children, isCounted) = (0, new bool[lines.Caseload.Children.Count]);
        var levels = new SortedDictionary<int, int>();
        var (work, capacity) = (Points.Zero, (Points?)null);
        var (known, fte) = (0, 0m);
        foreach (var statement in statements)
        {
            Points += statement.CasePoints;
            if (statement.Cases == 0)
            {
                continue;
            }

            Workers++;
            Cases += statement.Cases;
            ActiveCases += statement.ActiveCases;
            AwaitingClosure += statement.AwaitingClosure;
            Quiet += statement.Quiet;
            NotWeighted += statement.NotWeighted;
            ExceptionsHigh += statement.Exception == CaseException.High ? 1 : 0;
            ExceptionsLow += statement.Exception == CaseException.Low ? 1 : 0;
            WorkloadExceptions += statement.IsWorkloadException ? 1 : 0;
            OverCapacity += statement.IsOverCapacity ? 1 : 0;
            WithoutFte += statement.Fte is null ? 1 : 0;
            WithoutTime += statement.HasNoTime ? 1 : 0;
            BelowRange += statement.State == WorkloadState.BelowRange ? 1 : 0;
            if (statement.AvailableFte is { } time)
            {
                (known, fte) = (known + statement.Cases, fte + time);
            }

            if (statement.Capacity is { } some)
            {
                (work, capacity) = (work + statement.Workload, (capacity ?? Points.Zero) + some);
            }

            for (var i = 0; i < statement.CasesByLevel.Length; i++)
            {
                var level = statement.Scheme.Levels[i].Number;
                levels[level] = levels.GetValueOrDefault(level) + statement.CasesByLevel[i];
            }

            var (start, end) = statement.Places;
            for (var line = start; line < end; line++)
            {
                if (lines.Role[line] == RoleOnCase.Lead && !isCounted[lines.Child[line]] && !lines.Caseload.IsHousehold(lines.Child[line]))
                {
                    isCounted[lines.Child[line]] = true;
                    children++;
                }
            }
        }

        (Children, Levels, Percent) = (children, levels, WorkloadStatement.PercentOf(work, capacity));
        (Workload, Capacity) = (work, capacity);
        CasesPerFte = fte > 0 ? known / fte : null;
    }

    /// <summary>Workers who hold a case.</summary>
    public int Workers { get; }

    /// <summary>Cases held.</summary>
    public int Cases { get; }

    /// <summary>Children held, each counted once.</summary>
    public int Children { get; }

    /// <summary>Cases that do not wait to be closed.</summary>
    public int ActiveCases { get; }

    /// <summary>Cases that wait to be closed.</summary>
    public int AwaitingClosure { get; }

    /// <summary>Cases with no recent record: check the child first.</summary>
    public int Quiet { get; }

    /// <summary>Cases to which no rule gave points.</summary>
    public int NotWeighted { get; }

    /// <summary>Points of all lines.</summary>
    public Points Points { get; } = Points.Zero;

    /// <summary>Workload of those whose time is known.</summary>
    public Points Workload { get; }

    /// <summary>The points that their time can carry; nothing when nobody's is known.</summary>
    public Points? Capacity { get; }

    /// <summary>Sum of workload over sum of capacity, in percent, unrounded; of those whose time is known.</summary>
    public decimal? Percent { get; }

    /// <summary>Cases over available full-time equivalents, unrounded, of those whose time is known; nothing when there is none.</summary>
    public decimal? CasesPerFte { get; }

    /// <summary>Workers left out of the percentage because no source gives their full-time equivalent.</summary>
    public int WithoutFte { get; }

    /// <summary>Cases by level.</summary>
    public IReadOnlyDictionary<int, int> Levels { get; }

    /// <summary>Workers with more cases for each full-time equivalent than the scheme allows.</summary>
    public int ExceptionsHigh { get; }

    /// <summary>Workers with fewer than it expects.</summary>
    public int ExceptionsLow { get; }

    /// <summary>Workers whose workload is above the scheme's limit.</summary>
    public int WorkloadExceptions { get; }

    /// <summary>Workers whose workload is more than their time.</summary>
    public int OverCapacity { get; }

    /// <summary>Workers who hold cases and have no available time.</summary>
    public int WithoutTime { get; }

    /// <summary>Workers below the agreed range: ask why.</summary>
    public int BelowRange { get; }
}
