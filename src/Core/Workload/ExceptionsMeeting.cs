using Fairload.Core.People;

namespace Fairload.Core.Workload;

/// <summary>One person of the exceptions meeting.</summary>
/// <param name="Statement">The statement, with the exceptions by cases and the limits that are broken.</param>
/// <param name="AboveSince">The first day of the unbroken run of workload above the limit, or nothing for one who is not.</param>
/// <param name="IsOlder">Whether that run began before the history does.</param>
/// <param name="IsSustained">Whether it has lasted for as many days as the scheme says.</param>
/// <param name="IsNewlyQualifiedAbove">Whether a newly qualified worker is above their plan.</param>
public sealed record MeetingPerson(WorkloadStatement Statement, DateOnly? AboveSince, bool IsOlder, bool IsSustained, bool IsNewlyQualifiedAbove);

/// <summary>
/// Whom a monthly exceptions meeting looks at, in one part of the organisation: everybody outside the scheme's limits,
/// in order of surname because nobody is ranked.
/// </summary>
public sealed class ExceptionsMeeting
{
    /// <summary>The band of newly qualified workers, as staff files and schemes write it (contracts, section 3).</summary>
    public const string NewlyQualifiedBand = "asye";

    private ExceptionsMeeting(IReadOnlyList<MeetingPerson> people) => People = people;

    /// <summary>The people.</summary>
    public IReadOnlyList<MeetingPerson> People { get; }

    /// <summary>People over the limit of cases, all cases counted.</summary>
    public int High => People.Count(person => person.Statement.Exception == CaseException.High);

    /// <summary>People over the limit of cases when only active cases are counted.</summary>
    public int HighActive => People.Count(person => person.Statement.ExceptionActive == CaseException.High);

    /// <summary>People below the range of cases: ask why.</summary>
    public int Low => People.Count(person => person.Statement.Exception == CaseException.Low);

    /// <summary>People below the range when only active cases are counted.</summary>
    public int LowActive => People.Count(person => person.Statement.ExceptionActive == CaseException.Low);

    /// <summary>People whose workload is above the limit.</summary>
    public int Workload => People.Count(person => person.AboveSince is not null);

    /// <summary>Of those, people for whom it has lasted.</summary>
    public int Sustained => People.Count(person => person.IsSustained);

    /// <summary>People over a limit of cases or families of a kind.</summary>
    public int OverLimits => People.Count(person => person.Statement.Limits.Count > 0);

    /// <summary>Newly qualified workers above their plan.</summary>
    public int NewlyQualifiedAbove => People.Count(person => person.IsNewlyQualifiedAbove);

    /// <summary>The exceptions of a node of the organisation.</summary>
    /// <param name="day">The day.</param>
    /// <param name="history">The history that ends on the day.</param>
    /// <param name="node">The node's place, or -1 for the whole council.</param>
    public static ExceptionsMeeting In(WorkloadDay day, WorkloadHistory history, int node)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(history);
        return new ExceptionsMeeting([.. day.StatementsIn(node)
            .Where(statement => statement.Cases > 0)
            .Select(statement => Of(statement, day, history))
            .Where(person => person.AboveSince is not null || person.IsNewlyQualifiedAbove || person.Statement.Limits.Count > 0
                || person.Statement.Exception is not null || person.Statement.ExceptionActive is not null)
            .OrderBy(person => Surname.First(person.Statement.Person.Name), StringComparer.CurrentCulture)]);
    }

    private static MeetingPerson Of(WorkloadStatement statement, WorkloadDay day, WorkloadHistory history)
    {
        var isAbove = string.Equals(statement.Standing.Band, NewlyQualifiedBand, StringComparison.OrdinalIgnoreCase)
            && statement.State is (WorkloadState.Over or WorkloadState.AboveRange);
        if (!statement.IsWorkloadException)
        {
            return new MeetingPerson(statement, null, false, false, isAbove);
        }

        var since = history.Day;
        while (history.On(statement.Worker, since.AddDays(-1)) is { IsException: true })
        {
            since = since.AddDays(-1);
        }

        var isSustained = day.Scheme.Exceptions.SustainedDays is { } days && history.IsSustained(statement.Worker, days);
        return new MeetingPerson(statement, since, history.IsOlderThanRange(since), isSustained, isAbove);
    }
}
