using Fairload.Core.People;
using Fairload.Core.Workload;
using Fairload.Web.Components;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Tables;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Http;

namespace Fairload.Web.Pages.Exceptions;

/// <summary>The people of the exceptions meeting as a table; columns about limits that the scheme does not set are left out.</summary>
public sealed class ExceptionsTable(Text<ExceptionsTable> text)
{
    /// <summary>The table.</summary>
    public ITable Of(ExceptionsMeeting meeting, CouncilContext here, int node, IQueryCollection query)
    {
        var limits = here.Workload.Scheme.Exceptions;
        var columns = new List<Column<MeetingPerson>>
        {
            new("name", text["head.name"], one => one.Statement.Person.Name)
            {
                Sort = one => Surname.First(one.Statement.Person.Name),
                Html = one => Element.Of("a", "govuk-link").Set("href", here.WorkerHref(one.Statement.Worker)).Add(one.Statement.Person.Name),
            },
            new("team", text["head.team"], one => Team(one, here)) { Sort = one => Team(one, here) },
            new("fte", text["head.fte"], one => one.Statement.Fte is { } fte ? Format.Decimal(fte, 2) : Format.None) { Sort = one => one.Statement.Fte, Csv = one => one.Statement.Fte, IsNumeric = true },
            new("cases", text["head.cases"], one => Format.Count(one.Statement.Cases)) { Sort = one => one.Statement.Cases, Csv = one => one.Statement.Cases, IsNumeric = true },
        };
        if (limits.CasesPerFteHigh is not null || limits.CasesPerFteLow is not null || meeting.High + meeting.Low > 0)
        {
            columns.AddRange(
            [
                new("perFte", text["head.perFte"], one => one.Statement.CasesPerFte is { } per ? Format.Decimal(per, 2) : Format.None)
                {
                    Sort = one => one.Statement.CasesPerFte, Csv = one => Rounded(one.Statement.CasesPerFte, 2), IsNumeric = true,
                },
                new("exception", text["head.exception"], one => Word(one.Statement.Exception)) { Sort = one => Word(one.Statement.Exception) },
                new("active", text["head.active"], one => Format.Count(one.Statement.ActiveCases)) { Sort = one => one.Statement.ActiveCases, Csv = one => one.Statement.ActiveCases, IsNumeric = true },
                new("exceptionActive", text["head.exceptionActive"], one => Word(one.Statement.ExceptionActive)) { Sort = one => Word(one.Statement.ExceptionActive) },
            ]);
        }

        if (here.Workload.Scheme.Capacity is not null)
        {
            columns.Add(new("percent", text["head.percent"], one => one.Statement.Percent is { } percent ? Format.PercentNumber(percent) : Format.None)
            {
                Sort = one => one.Statement.Percent, Csv = one => Rounded(one.Statement.Percent, 1), IsNumeric = true,
            });
        }

        if (limits.WorkloadHigh is not null)
        {
            columns.Add(new("since", text["head.since"], Since) { Sort = one => one.AboveSince, Csv = one => one.AboveSince });
            columns.Add(new("sustained", text["head.sustained"], one => one.AboveSince is null ? Format.None : text[one.IsSustained ? "yes" : "no"])
            {
                Sort = one => one.IsSustained ? 0 : 1,
            });
        }

        if (here.Workload.Scheme.Limits.Count > 0)
        {
            columns.Add(new("limits", text["head.limits"], Limits) { Sort = one => one.Statement.Limits.Count });
        }

        if (meeting.NewlyQualifiedAbove > 0)
        {
            columns.Add(new("plan", text["head.plan"], one => one.IsNewlyQualifiedAbove ? text["abovePlan"] : Format.None) { Sort = one => one.IsNewlyQualifiedAbove ? 0 : 1 });
        }

        return new TableModel<MeetingPerson>(text["caption", ("node", here.NodeName(node))], columns, meeting.People, query);
    }

    private static decimal? Rounded(decimal? number, int decimals) =>
        number is { } some ? Math.Round(some, decimals, MidpointRounding.AwayFromZero) : null;

    private static string Team(MeetingPerson one, CouncilContext here) =>
        one.Statement.Standing.Team is var team and >= 0 ? here.NodeName(team) : Format.None;

    private string Since(MeetingPerson one) => one.AboveSince switch
    {
        null => Format.None,
        { } since when one.IsOlder => text["since.older", since],
        { } since => Format.Date(since),
    };

    private string Limits(MeetingPerson one) => one.Statement.Limits.Count == 0
        ? Format.None
        : string.Join("; ", one.Statement.Limits.Select(breach => text["limit", ("title", breach.Limit.Title), ("count", breach.Count), ("max", breach.Limit.Max)]));

    private string Word(CaseException? exception) => exception switch
    {
        CaseException.High => text["high"],
        CaseException.Low => text["low"],
        _ => Format.None,
    };
}
