using Fairload.Core.People;
using Fairload.Core.Workload;
using Fairload.Web.Components;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Tables;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Http;

namespace Fairload.Web.Pages.Schemes;

/// <summary>The tables of a comparison of two schemes.</summary>
public sealed class CompareTables(Text<CompareTables> text, CaseTerms terms)
{
    /// <summary>How many people stand where by both schemes; those who stay are in it too, so that it adds up.</summary>
    public ITable OfMoves(SchemeComparison comparison) => new TableModel<StateMove>(
        text["moves"],
        [
            new("from", text["head.from"], move => terms.Of(move.From)),
            new("to", text["head.to"], move => move.From == move.To ? text["same"] : terms.Of(move.To)),
            new("people", text["head.people"], move => Format.Count(move.People)) { IsNumeric = true },
        ],
        comparison.Moves);

    /// <summary>Cases by level; nothing where neither scheme has levels.</summary>
    public ITable? OfLevels(SchemeComparison comparison)
    {
        var (before, after) = (comparison.TotalsBefore.Levels, comparison.TotalsAfter.Levels);
        var levels = before.Keys.Union(after.Keys).Order().ToList();
        string Count(IReadOnlyDictionary<int, int> counts, int level) => counts.TryGetValue(level, out var count) ? Format.Count(count) : Format.None;
        return levels.Count == 0 ? null : new TableModel<int>(
            text["levels"],
            [
                new("level", text["head.level"], level => Format.Count(level)),
                new("before", comparison.Before.Scheme.Title, level => Count(before, level)) { IsNumeric = true },
                new("after", comparison.After.Scheme.Title, level => Count(after, level)) { IsNumeric = true },
            ],
            levels);
    }

    /// <summary>Everybody who holds a case, with both figures.</summary>
    public ITable OfPeople(SchemeComparison comparison, CouncilContext here, IQueryCollection query)
    {
        static string Percent(WorkloadStatement one) => one.Percent is { } percent ? Format.PercentNumber(percent) : Format.None;
        static object? Rounded(WorkloadStatement one) => one.Percent is { } percent ? Math.Round(percent, 1, MidpointRounding.AwayFromZero) : null;
        string Team(ComparedStatement one) => one.Before.Standing.Team is var team and >= 0 ? here.NodeName(team) : Format.None;
        return new TableModel<ComparedStatement>(
            text["people"],
            [
                new("name", text["head.name"], one => one.Person.Name)
                {
                    Sort = one => Surname.First(one.Person.Name),
                    Html = one => Element.Of("a", "govuk-link").Set("href", here.WorkerHref(one.Before.Worker)).Add(one.Person.Name),
                },
                new("team", text["head.team"], Team) { Sort = Team },
                new("before", text["head.before"], one => Percent(one.Before)) { Sort = one => one.Before.Percent, Csv = one => Rounded(one.Before), IsNumeric = true },
                new("after", text["head.after"], one => Percent(one.After)) { Sort = one => one.After.Percent, Csv = one => Rounded(one.After), IsNumeric = true },
                new("stateBefore", text["head.from"], one => terms.Of(one.Before.State)) { Sort = one => terms.Of(one.Before.State) },
                new("stateAfter", text["head.to"], one => one.Moves ? terms.Of(one.After.State) : text["same"])
                {
                    Sort = one => one.Moves ? terms.Of(one.After.State) : null,
                    Html = one => one.Moves ? new Element("strong").Add(terms.Of(one.After.State)) : null,
                },
            ],
            comparison.People,
            query);
    }
}
