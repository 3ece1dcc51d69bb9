using Fairload.Core.Cases;
using Fairload.Core.People;
using Fairload.Core.Workload;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Words;

namespace Fairload.Web.Pages.Teams;

/// <summary>One thing that needs a person: how many, what, why, and where to go.</summary>
/// <param name="Number">How many.</param>
/// <param name="What">The sentence that goes on from the number.</param>
/// <param name="Why">The quieter lines under it.</param>
/// <param name="Link">The words of the one link.</param>
/// <param name="Href">Where it leads.</param>
public sealed record FirstThing(int Number, string What, string Why, string Link, string Href);

/// <summary>
/// What needs a person first, in words: children's safety, then load. What there is nothing of is left out, so an empty
/// list means that nothing needs anybody first.
/// </summary>
internal sealed class FirstThings(CouncilContext here, Text<NodeModel> text, WorkerWords workers, ChildWords children, int node, bool isTeam)
{
    /// <summary>So many names are read at a glance; the page behind the link has all.</summary>
    private const int MostNamed = 3;

    private Caseload Caseload => here.Workload.Cases.Caseload;

    public IReadOnlyList<FirstThing> Of(Attention attention)
    {
        var things = new List<FirstThing>();
        if (attention.Unallocated is { Count: > 0 } waiting)
        {
            things.Add(Waiting(waiting));
        }

        if (attention.Quiet.Select(line => line.Child).Distinct().Count() is var quiet and > 0)
        {
            things.Add(new FirstThing(
                quiet,
                text.Count("first.quiet", quiet),
                text["first.quiet.why", Named(attention.Quiet.GroupBy(line => line.Worker).Select(held =>
                    (Caseload.Workers[held.Key], Format.Count(held.Select(line => line.Child).Distinct().Count()))))],
                text.Count("first.quiet.link", quiet),
                At("/quiet")));
        }

        AddPeople(things, attention);
        return things;
    }

    /// <summary>The longest wait, of those whose record is open to the person looking: of a closed one no day is said.</summary>
    private FirstThing Waiting(IReadOnlyList<Unallocated> waiting)
    {
        var open = waiting.Where(wait => !here.Children.IsClosed(wait.Child)).ToList();
        if (open is not [var longest, ..])
        {
            return new FirstThing(
                waiting.Count, text.Count("first.waiting.closed", waiting.Count), text["first.waiting.closed.why"], text["first.waiting.link"], At("/unallocated"));
        }

        var days = text.Count("workingDays", Caseload.Calendar.Between(longest.Since, here.Workload.Day));
        return new FirstThing(
            waiting.Count,
            text.Count("first.waiting", waiting.Count, days),
            text["first.waiting.why", ("child", here.Children.Who(longest.Child)), ("status", children.Status(longest.Status)), ("since", Format.WeekdayAndDate(longest.Since))],
            text["first.waiting.link"],
            At("/unallocated"));
    }

    private void AddPeople(List<FirstThing> things, Attention attention)
    {
        if (attention.WithoutTime.Count > 0)
        {
            var cases = here.Workload.TotalsOf(attention.WithoutTime).Cases;
            var those = Named(attention.WithoutTime.Select(one => (one.Person, text.Count("cases", one.Cases))));
            things.Add(new FirstThing(
                cases,
                text.Count("first.noTime", cases),
                text["first.noTime.why", those],
                Link(attention.WithoutTime, one => one),
                Href(attention.WithoutTime, one => one)));
        }

        if (attention.NewlyQualifiedAbove.Count is var above and > 0)
        {
            things.Add(Standing(above, text.Count("first.plan", above), attention.NewlyQualifiedAbove));
        }

        if (attention.OverLimits.Count is var limited and > 0)
        {
            things.Add(new FirstThing(
                limited,
                text.Count("first.limit", limited),
                text["first.these", Named(attention.OverLimits.Select(one => (one.Person, string.Join(", ", one.Limits.Select(Breach)))))],
                Link(attention.OverLimits, one => one),
                Href(attention.OverLimits, one => one)));
        }

        if (attention.Over.Count is var over and > 0)
        {
            things.Add(Standing(over, text.Count("first.over", over), attention.Over));
        }

        if (attention.BelowRange.Count is var below and > 0)
        {
            things.Add(Standing(below, text.Count("first.below", below), attention.BelowRange));
        }
    }

    private FirstThing Standing(int number, string what, IReadOnlyList<StandingSince> those) => new(
        number,
        what,
        text["first.these", Named(those.Select(one => (one.Statement.Person, $"{Format.Percent(one.Statement.Percent ?? 0m)}, {Since(one)}")))],
        Link(those, one => one.Statement),
        Href(those, one => one.Statement));

    private string Since(StandingSince one) =>
        one.IsOlder ? text["since.older", Format.DayAndMonth(one.Since)] : text["since", Format.DayAndMonth(one.Since)];

    private string Breach(LimitBreach breach) =>
        text["first.limit.breach", ("limit", breach.Limit.Title), ("count", breach.Count), ("max", breach.Limit.Max)];

    /// <summary>The first few in order of surname, and how many more there are.</summary>
    private string Named(IEnumerable<(Worker Worker, string Words)> people)
    {
        var all = people.OrderBy(one => one.Worker, SurnameOrder.Instance).ToList();
        var named = string.Join("; ", all.Take(MostNamed).Select(one => text["first.person", one.Worker.Name, one.Words]));
        return all.Count > MostNamed ? text["first.more", named, all.Count - MostNamed] : named;
    }

    private string Link<T>(IReadOnlyList<T> those, Func<T, WorkloadStatement> statement) =>
        those.Count == 1 ? text["first.person.link", statement(those[0]).Person.Name] : text["first.people.link"];

    private string Href<T>(IReadOnlyList<T> those, Func<T, WorkloadStatement> statement) =>
        those.Count == 1
        ? here.WorkerHref(statement(those[0]).Worker)
        : isTeam ? "#people"
        : At("/exceptions");

    private string At(string page) => node < 0 ? page : $"{page}?node={Uri.EscapeDataString(Caseload.Teams[node].Id)}";

    /// <summary>What needs a person in the node.</summary>
    public Attention Attention() => Core.Workload.Attention.In(here.Workload, here.History, node, workers.NewlyQualifiedBand);
}
