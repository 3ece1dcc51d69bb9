using Fairload.Core.Workload;
using Fairload.Web.Words;

namespace Fairload.Web.Pages.Teams;

/// <summary>
/// The titles of the charts: each says what the figures bear out, and is chosen only where they do. A figure that does
/// not exist is said not to.
/// </summary>
internal sealed class Findings(Text<NodeModel> text)
{
    /// <summary>The finding about a team's people.</summary>
    /// <param name="totals">The team.</param>
    /// <param name="othersPercent">The workload % of those who have available time.</param>
    public string Team(WorkloadTotals totals, decimal? othersPercent) => totals switch
    {
        { Workers: 0 } => text["finding.nobody"],
        { Percent: null, WithoutTime: > 0 } when totals.WithoutTime == totals.Workers => text.Count("finding.noTime", totals.Cases),
        { Percent: null } => text["finding.notKnown"],

        // "Because" is said only where it is so: without the work of those who have no time, the rest is within theirs.
        { Percent: > 100m and { } percent, WithoutTime: > 0 } when othersPercent <= 100m =>
            text.Count("finding.because", totals.WithoutTime, Format.Percent(percent), totals.Workers),
        { Percent: { } percent, OverCapacity: > 0 } =>
            text.Count("finding.over", totals.OverCapacity, Format.Percent(percent), totals.Workers),
        { Percent: { } percent, WithoutTime: > 0 } =>
            text.Count("finding.someNoTime", totals.WithoutTime, Format.Percent(percent), totals.Workers),
        { Percent: { } percent } => text["finding.within", Format.Percent(percent)],
    };

    /// <summary>The finding about the parts of a node.</summary>
    public string Parts(WorkloadTotals totals, int unallocated) => totals switch
    {
        { Workers: 0 } => text["finding.nobody"],
        { Percent: null } => text["finding.notKnown"],
        { Percent: { } percent } when unallocated > 0 => text.Count("finding.parts.waiting", unallocated, Format.Percent(percent)),
        { Percent: { } percent } => text["finding.parts", Format.Percent(percent)],
    };

    /// <summary>The finding about how people stand.</summary>
    public string Distribution(WorkloadTotals totals, WorkloadDistribution distribution) => (totals, distribution.Steps.Sum(step => step.Workers)) switch
    {
        (_, 0) => text["finding.distribution.none"],
        ({ OverCapacity: 0 }, var counted) => text.Count("finding.distribution.within", counted),
        (_, var counted) => text.Count("finding.distribution.over", totals.OverCapacity, counted),
    };
}
