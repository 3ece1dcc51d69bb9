using Fairload.Core.People;
using Fairload.Core.Workload;
using Fairload.Web.Charts;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Tables;
using Fairload.Web.Words;

namespace Fairload.Web.Pages.Teams;

/// <summary>One practitioner of a team, as a row of small pictures with their words.</summary>
public sealed record Person(WorkloadStatement Statement, string Href, string Post, string State, bool IsMarked, WorkloadBar Bar, LevelDots? Levels, SinceLine? Weeks, string? Since)
{
    /// <summary>The name.</summary>
    public string Name => Statement.Person.Name;
}

/// <summary>
/// A team's people: those who hold or share a case, in order of surname. The rows, the figures under them and the file to
/// download come from the same statements.
/// </summary>
public sealed class People
{
    /// <summary>So many weeks a line shows, ending on the day.</summary>
    private const int Weeks = 13;

    private readonly Text<NodeModel> _text;
    private readonly CouncilContext _here;

    internal People(CouncilContext here, Text<NodeModel> text, WorkerWords words, IReadOnlyList<WorkloadStatement> statements)
    {
        (_here, _text) = (here, text);
        Rows = [.. statements.Where(one => one.Cases + one.CoWorked > 0).OrderBy(one => one.Person, SurnameOrder.Instance).Select(one => Row(one, words))];
        WithoutCases = [.. statements.Where(one => one.Cases + one.CoWorked == 0).Select(one => one.Person).Order(SurnameOrder.Instance)];
        LevelNames = [.. here.Workload.Scheme.Levels.Select(level => Format.Count(level.Number))];
    }

    /// <summary>The rows.</summary>
    public IReadOnlyList<Person> Rows { get; }

    /// <summary>Those in post who hold no case and share none.</summary>
    public IReadOnlyList<Worker> WithoutCases { get; }

    /// <summary>The scheme's levels; empty where it has none.</summary>
    public IReadOnlyList<string> LevelNames { get; }

    /// <summary>Every figure of the rows.</summary>
    public TableModel<Person> Table(string caption) => new(
        caption,
        [
            new("name", _text["column.name"], one => one.Name),
            new("post", _text["column.post"], one => one.Post),
            Number("points", _text["column.points"], one => Format.Points(one.Workload.Number), one => one.Workload.Number),
            Number("time", _text["column.time"], one => one.Capacity is { } time ? Format.Points(time.Number) : Format.None, one => one.Capacity?.Number),
            Number("workload", _text["column.workload"], one => Percent(one.Percent), one => one.Percent is { } percent ? Math.Round(percent, 1, MidpointRounding.AwayFromZero) : null),
            new("state", _text["column.state"], one => one.State),
            Number("rangeFrom", _text["column.rangeFrom"], one => Percent(one.BandLowPercent), one => Round(one.BandLowPercent)),
            Number("rangeTo", _text["column.rangeTo"], one => Percent(one.BandHighPercent), one => Round(one.BandHighPercent)),
            .. _here.Workload.Scheme.Levels.Select(level => Count("level" + level.Number, _text["column.level", level.Number], one => one.Levels[level.Number])),
            Count("cases", _text["column.cases"], one => one.Cases),
            Count("active", _text["column.active"], one => one.ActiveCases),
            Count("awaiting", _text["column.awaiting"], one => one.AwaitingClosure),
            Count("check", _text["column.check"], one => one.Quiet),
            Number("perFte", _text["column.perFte"], one => one.CasesPerFte is { } cases ? Format.Decimal(cases, 2) : Format.None, one => one.CasesPerFte is { } cases ? Math.Round(cases, 2, MidpointRounding.AwayFromZero) : null),
            new("since", _text["column.since"], one => one.Since),
        ],
        Rows);

    /// <summary>The tables behind the pictures: one row a person, then the weeks behind the lines.</summary>
    public IReadOnlyList<FigureTable> Figures(string caption, string weeksCaption)
    {
        var table = Table(caption);
        var days = Rows.Select(one => one.Weeks).OfType<SinceLine>().FirstOrDefault()?.Weeks ?? [];
        var people = new FigureTable(
            caption,
            [.. table.Heads.Select(head => new FigureTable.Head(head.Title, head.IsNumeric))],
            [.. table.Cells.Select(row => (IReadOnlyList<FigureTable.Cell>)[.. row.Select(cell => new FigureTable.Cell(cell.Text ?? ""))])]);
        return days.Count == 0 ? [people] :
        [
            people,
            new FigureTable(
                weeksCaption,
                [new(_text["column.name"]), .. days.Select(week => new FigureTable.Head(Format.ShortDate(week.Day), true))],
                [.. Rows.Where(one => one.Weeks is not null).Select(one => (IReadOnlyList<FigureTable.Cell>)
                    [one.Name, .. one.Weeks!.Weeks.Select(week => FigureTable.Cell.Percent(week.Percent))])]),
        ];
    }

    private static string Percent(decimal? percent) => percent is { } some ? Format.PercentNumber(some) : Format.None;

    private static decimal? Round(decimal? percent) => percent is { } some ? Math.Round(some, 1, MidpointRounding.AwayFromZero) : null;

    private static Column<Person> Number(string key, string title, Func<WorkloadStatement, string> words, Func<WorkloadStatement, object?> csv) =>
        new(key, title, one => words(one.Statement)) { IsNumeric = true, Csv = one => csv(one.Statement) };

    private static Column<Person> Count(string key, string title, Func<WorkloadStatement, int> count) =>
        Number(key, title, one => Format.Count(count(one)), one => count(one));

    private Person Row(WorkloadStatement statement, WorkerWords words)
    {
        var name = statement.Person.Name;
        var awaiting = statement.LevelsAwaitingClosure;
        var state = words.State(statement);
        return new Person(
            statement,
            _here.WorkerHref(statement.Worker),
            words.Post(statement),
            state,
            statement.State is WorkloadState.Over or WorkloadState.AboveRange or WorkloadState.NoTime or WorkloadState.NotKnown,
            new WorkloadBar(name, statement.Percent, statement.BandLowPercent, statement.BandHighPercent, state),
            statement.Levels.Count == 0 ? null : new LevelDots(name, [.. statement.Levels.Select(level =>
                new LevelDots.Level(Format.Count(level.Key), level.Value - awaiting.GetValueOrDefault(level.Key), awaiting.GetValueOrDefault(level.Key)))]),
            SinceLineOf(statement, _here.History),
            words.Since(statement, _here.History));
    }

    /// <summary>The weeks behind a person's workload; nothing where none of them has a percentage.</summary>
    internal static SinceLine? SinceLineOf(WorkloadStatement statement, WorkloadHistory history)
    {
        var weeks = Enumerable.Range(0, Weeks)
            .Select(week => history.Day.AddDays(-7 * (Weeks - 1 - week)))
            .Select(day => new SinceLine.Week(day, history.On(statement.Worker, day)?.Percent))
            .ToList();
        return weeks.TrueForAll(week => week.Percent is null)
            ? null
            : new SinceLine(statement.Person.Name, weeks, statement.BandLowPercent ?? 100m, statement.BandHighPercent ?? 100m)
            {
                // No percentage on that day may also mean that no case was held then.
                WhenNone = Format.None,
            };
    }
}
