namespace Fairload.Core.Workload;

/// <summary>So many workers whose workload is above one percentage and up to another.</summary>
/// <param name="Above">Not including this, but for the first step, which starts with 0.</param>
/// <param name="UpTo">Up to and including this, so that 100% itself is not over the time there is.</param>
/// <param name="Workers">How many.</param>
public sealed record WorkloadStep(int Above, int UpTo, int Workers);

/// <summary>How many workers stand where: those who hold a case and have a percentage, in steps of equal width.</summary>
public sealed class WorkloadDistribution
{
    /// <summary>The most steps that a chart can still show with a count on each.</summary>
    private const int MostSteps = 12;

    private static readonly int[] Widths = [10, 20, 25, 50, 100];

    /// <summary>Counts the workers of some statements. The steps reach from 0 to 100 at least, and to the highest.</summary>
    public WorkloadDistribution(IEnumerable<WorkloadStatement> statements)
    {
        ArgumentNullException.ThrowIfNull(statements);
        var percents = new List<decimal>();
        foreach (var statement in statements.Where(statement => statement.Cases > 0))
        {
            if (statement.Percent is { } percent)
            {
                percents.Add(percent);
            }
            else
            {
                LeftOut++;
            }
        }

        var highest = percents.Append(100m).Max();
        // Each of these ends a step at 100, so that a step is never half over the time there is.
        var width = Widths.FirstOrDefault(width => highest <= width * MostSteps, Widths[^1]);
        Steps = [.. Enumerable.Range(0, Math.Max(100 / width, (int)Math.Ceiling(highest / width))).Select(step => new WorkloadStep(
            step * width,
            (step + 1) * width,
            percents.Count(percent => percent <= (step + 1) * width && (percent > step * width || (step == 0 && percent <= 0)))))];
    }

    /// <summary>The steps, from the lowest.</summary>
    public IReadOnlyList<WorkloadStep> Steps { get; }

    /// <summary>Workers who hold a case and have no percentage: no available time, or their time is not known.</summary>
    public int LeftOut { get; }
}
