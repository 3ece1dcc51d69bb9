using Fairload.Core.Cases;
using Fairload.Core.Time;
using Fairload.Core.Workload;
using Fairload.Web.Charts;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Words;

namespace Fairload.Web.Pages.Children;

/// <summary>The sentences over the parts of a child's page, each said only where the figures bear it out, and the charts they stand over.</summary>
public sealed class CaseFindings(Text<CaseFindings> text, CaseTerms terms)
{
    /// <summary>The points over time.</summary>
    public StepChart Chart(string name, CaseHistory history) => new(
        text["chart.about", ("name", name)],
        [.. history.Steps.Select((step, i) => new StepChart.Step(step.From, step.Points.Number, Change(step, i == 0 && history.IsOlderThanRange(step.From)), Short(step)))],
        history.Start,
        history.End);

    /// <summary>How the points moved, and what moved them most.</summary>
    public string OfPoints(CaseHistory history)
    {
        var (first, last) = (history.Steps[0], history.Steps[^1]);
        var (from, to) = (Format.Points(first.Points.Number), Format.Points(last.Points.Number));
        var time = Lasted(first.From, history.End);
        // A day on which nobody held the child took off every rule at once: no one rule is to be named for it.
        var most = history.Greatest() is { IsHeld: true } step ? step.KnownBy : null;
        return (Math.Sign((last.Points - first.Points).Hundredths), most) switch
        {
            (0, _) when history.Steps.All(one => one.Points == last.Points) && history.IsOlderThanRange(first.From) => text["points.steady", ("points", to), ("time", time)],
            (0, _) when history.Steps.All(one => one.Points == last.Points) => text["points.since", ("points", to), ("day", first.From)],
            (0, _) => text["points.again", ("points", to), ("time", time)],
            (> 0, null) => text["points.rose", ("from", from), ("to", to), ("time", time)],
            (> 0, { } rule) => text["points.roseMost", ("from", from), ("to", to), ("time", time), ("rule", Inside(Title(rule)))],
            (_, { Points.Hundredths: > 0 } rule) => text["points.fellBegan", ("from", from), ("to", to), ("time", time), ("rule", Inside(Title(rule)))],
            (_, { } rule) => text["points.fellEnded", ("from", from), ("to", to), ("time", time), ("rule", Inside(Title(rule)))],
            _ => text["points.fell", ("from", from), ("to", to), ("time", time)],
        };
    }

    /// <summary>Whether the records stand against closing.</summary>
    public string OfClosure(ClosureState state, IReadOnlyList<ClosureFinding> checks)
    {
        var word = state switch
        {
            ClosureState.Agreed => text["closure.agreed"],
            ClosureState.Check => text["closure.check"],
            ClosureState.Quiet => text["closure.quiet"],
            _ => text["closure.open"],
        };
        var stops = checks.Count(check => check.Answer == ClosureAnswer.Stops);
        return stops == 0 ? text["closure.none", ("state", word)] : text.Count("closure.stops", stops, word);
    }

    /// <summary>How a family's work is shared, or nothing where no rule shares it.</summary>
    public string? OfSharing(IReadOnlyList<FamilyShare> shares, CouncilContext here)
    {
        if (shares.Count == 0)
        {
            return null;
        }

        string Name(int child) => here.Policy.MaySeeChild(child) ? here.Children.Initials(child) : text["sharing.other"];
        var whole = shares.Where(share => share.Share is null).Select(share => Name(share.Child)).ToList();
        var parts = shares.Where(share => share.Share is not null).GroupBy(share => share.Share!.Value)
            .Select(group => text.Count("sharing.part", group.Count(), And(group.Select(share => Name(share.Child)).ToList()), Format.Percent(group.Key * 100)));
        var carries = text.Count("sharing.whole", whole.Count, And(whole));
        return text["sharing", ("whole", carries), ("parts", string.Join("; ", parts))];
    }

    /// <summary>Who has had the child.</summary>
    public Timeline Line(string name, IReadOnlyList<Holding> holdings, WorkloadDay day) => new(
        text["workers.about", ("name", name)],
        [.. holdings.Select((holding, i) => new Timeline.Span(
            day.Cases.Caseload.Workers[holding.Worker].Name,
            holding.From,
            holding.Until,
            holding.Why,
            i == holdings.Count - 1
                ? text["workers.label", ("name", day.Cases.Caseload.Workers[holding.Worker].Name), ("day", holding.From)]
                : day.Cases.Caseload.Workers[holding.Worker].Name))],
        holdings[0].From,
        day.Day);

    /// <summary>How many workers the child has had.</summary>
    public string OfWorkers(string name, Function function, IReadOnlyList<Holding> holdings, WorkloadDay day)
    {
        var people = holdings.Select(holding => holding.Worker).Distinct().Count();
        return text.Count(function == Function.SocialWork ? "workers.social" : "workers.any", people, name, Lasted(holdings[0].From, day.Day), terms.Of(function));
    }

    /// <summary>Eleven months, or twelve days: how long ago something was.</summary>
    private string Lasted(DateOnly from, DateOnly to) => Months.Whole(from, to) switch
    {
        0 => text.Count("days", to.DayNumber - from.DayNumber),
        >= 24 and var months => text.Count("years", months / 12),
        var months => text.Count("months", months),
    };

    private string Change(CaseStep step, bool isFromBefore)
    {
        if (!step.IsHeld)
        {
            return text["change.notHeld"];
        }

        var parts = string.Join("; ", step.Changes.Select(change => text["change.part", ("rule", Title(change)), ("points", Format.PointsChange(change.Points.Number))]));
        return parts.Length == 0 ? text["change.held"] : isFromBefore ? text["change.before", ("parts", parts)] : parts;
    }

    private string Short(CaseStep step) =>
        !step.IsHeld ? text["change.notHeld.short"]
        : step.KnownBy is not { } change ? ""
        : change.Points.Hundredths > 0 ? Inside(Title(change)) : text["change.less.short", Inside(Title(change))];

    private string Title(CaseChange change) => change.Rule == StatementLine.Floor ? text["floor"] : change.Title;

    private string And(List<string> names) =>
        names.Count < 2 ? string.Concat(names) : text["and", ("most", string.Join(", ", names.SkipLast(1))), ("last", names[^1])];

    /// <summary>A rule's name in the middle of a sentence.</summary>
    private static string Inside(string title) =>
        title.Length > 1 && char.IsLower(title[1]) ? char.ToLower(title[0], System.Globalization.CultureInfo.CurrentCulture) + title[1..] : title;
}
