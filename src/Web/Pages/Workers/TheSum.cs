using Fairload.Core.Cases;
using Fairload.Core.Weighting;
using Fairload.Core.Workload;
using Fairload.Web.Charts;
using Fairload.Web.Words;

namespace Fairload.Web.Pages.Workers;

/// <summary>A statement's sum as a waterfall: children led, children shared, every line of stable work and duty, the total, the time.</summary>
internal sealed class TheSum(Scheme scheme, Text<StatementModel> text, WorkerWords words)
{
    /// <summary>The waterfall.</summary>
    public Ledger Of(WorkloadStatement statement) => new(
        text["sum.about"],
        Ledger.Line.InOrder(Parts(statement)),
        Ledger.Line.Whole(text["sum.total"], Beyond(statement), statement.Workload.Number, scheme.HoursAWeek(statement.Workload)),
        Ledger.Line.Whole(text["sum.time"], words.Post(statement), (statement.Capacity ?? Points.Zero).Number, scheme.HoursAWeek(statement.Capacity ?? Points.Zero)))
    {
        Range = statement is { BandLow: { } low, BandHigh: { } high, HasNoTime: false } ? (low.Number, high.Number) : null,
    };

    /// <summary>The title, as far as the figures bear it out.</summary>
    public string Finding(WorkloadStatement statement)
    {
        var (children, work) = (Format.Points(statement.CasePoints.Number), Format.Points(statement.Workload.Number));
        return statement switch
        {
            { Capacity: null } => text["finding.notKnown", work],
            { HasNoTime: true } => text["finding.noTime", work],
            { Capacity: { } time } when statement.CasePoints.Hundredths > time.Hundredths => text["finding.childrenAlone", children, Format.Points(time.Number)],
            { IsOverCapacity: true } => text["finding.past", children, work],
            { Capacity: { } time } => text["finding.within", work, Format.Points(time.Number)],
        };
    }

    private IEnumerable<(string Label, string? Sub, decimal Points, bool IsCases, decimal? Hours)> Parts(WorkloadStatement statement)
    {
        var led = Children(statement, RoleOnCase.Lead);
        var families = text.Count("families", statement.Families);
        var cases = text.Count("cases", statement.Cases);
        var carers = statement.Lines.Where(line => line.IsHousehold).ToList();
        var carerPoints = carers.Aggregate(Points.Zero, (sum, line) => sum + line.Points);
        yield return Part(
            text.Count("sum.led", led),
            text["sum.led.sub", families, cases, statement.ActiveCases, statement.AwaitingClosure],
            statement.LedPoints - carerPoints,
            true);
        if (carers.Count > 0)
        {
            yield return Part(text.Count("sum.carers", carers.Count), text["sum.carers.sub"], carerPoints, true);
        }

        if (statement.CoWorked > 0)
        {
            yield return Part(text.Count("sum.shared", Children(statement, RoleOnCase.CoWorker)), text["sum.shared.sub"], statement.CoWorkedPoints, true);
        }

        foreach (var own in statement.Stable)
        {
            yield return Part(own.Rule.Title, text["sum.stable.sub"], own.Points, false);
        }

        foreach (var own in statement.Duties)
        {
            yield return Part(own.Rule.Title, text["sum.duty.sub"], own.Points, false);
        }

        if (statement.Credits != Points.Zero)
        {
            yield return Part(text["sum.credits"], null, statement.Credits, false);
        }
    }

    private (string Label, string? Sub, decimal Points, bool IsCases, decimal? Hours) Part(string label, string? sub, Points points, bool isCases) =>
        (label, sub, points.Number, isCases, scheme.HoursAWeek(points));

    private string? Beyond(WorkloadStatement statement) =>
        statement is { IsOverCapacity: true, BeyondTime: { } beyond } ? text["sum.beyond", Format.Points(beyond.Number)] : null;

    private static int Children(WorkloadStatement statement, RoleOnCase role) =>
        statement.Lines.Where(line => line.RoleOnCase == role && !line.IsHousehold).Select(line => line.Child).Distinct().Count();
}
