using Fairload.Core.Workload;
using Microsoft.Extensions.Configuration;

namespace Fairload.Web.Words;

/// <summary>
/// How a worker and their workload are put into words, the same on every page: "Experienced, full time", "Over available
/// time", "Over 100% since 14 September, 3 weeks".
/// </summary>
public sealed class WorkerWords(Text<WorkerWords> text, IConfiguration settings)
{
    /// <summary>The setting that names the band of newly qualified workers, as the staff file writes it.</summary>
    public const string NewlyQualifiedSetting = "NewlyQualifiedBand";

    /// <summary>The code of the band of newly qualified workers: England's unless a council says otherwise.</summary>
    public string NewlyQualifiedBand { get; } = settings[NewlyQualifiedSetting] ?? "asye";

    /// <summary>Whether a worker is newly qualified.</summary>
    public bool IsNewlyQualified(WorkloadStatement statement) =>
        string.Equals(statement.Standing.Band, NewlyQualifiedBand, StringComparison.OrdinalIgnoreCase);

    /// <summary>The band and time: "Experienced, 4 days, agency".</summary>
    public string Post(WorkloadStatement statement) => string.Join(", ", new[]
    {
        Band(statement),
        Time(statement.Fte),
        statement.Standing.Agency == true ? text["agency"] : null,
    }.OfType<string>());

    /// <summary>The state in words: "Over available time".</summary>
    public string State(WorkloadStatement statement) => statement.State switch
    {
        WorkloadState.Over => text["state.over"],
        WorkloadState.AboveRange => IsNewlyQualified(statement) ? text["state.abovePlan"] : text["state.above"],
        WorkloadState.InRange => HasRange(statement) ? text["state.in"] : text["state.within"],
        WorkloadState.BelowRange => text["state.below"],
        WorkloadState.NoTime => text.Count("state.noTime", statement.Cases),
        _ => statement.Fte is null ? text["state.noFte"] : text["state.noCapacity"],
    };

    /// <summary>Since when the state has lasted, as far as the history reaches; nothing for one who held no case on its last day.</summary>
    public string? Since(WorkloadStatement statement, WorkloadHistory history) =>
        history.Since(statement.Worker) is not { } since ? null
        : history.IsOlderThanRange(since) ? text["since.all", Run(statement)]
        : For(history.Day.DayNumber - since.DayNumber) is { } time ? text["since.for", Run(statement), Format.DayAndMonth(since), time]
        : text["since", Run(statement), Format.DayAndMonth(since)];

    private static bool HasRange(WorkloadStatement statement) => statement.BandLow is not null || statement.BandHigh is not null;

    private string? Band(WorkloadStatement statement) => statement.Standing switch
    {
        { Band: null } standing => standing.Title,
        { MonthsInBand: { } months } when IsNewlyQualified(statement) => text["newlyQualified", months + 1],
        { } when IsNewlyQualified(statement) => text["newlyQualified.noMonth"],
        { Band: { } band } => PracticeTerms.Capital(band.Replace('-', ' ')),
    };

    /// <summary>A week has five days, so tenths of full time are half days; anything else is a share.</summary>
    private string Time(decimal? fte) => fte switch
    {
        null => text["noFte"],
        0m => text["zeroFte"],
        1m => text["fullTime"],
        0.2m => text["day"],
        { } part when part * 10m == decimal.Truncate(part * 10m) => text["days", Format.Hours(part * 5m)],
        { } part => text["partOfFullTime", Format.Decimal(part, 2)],
    };

    private string Run(WorkloadStatement statement) => statement.State switch
    {
        WorkloadState.Over => text["run.over"],
        WorkloadState.AboveRange => IsNewlyQualified(statement) ? text["run.abovePlan"] : text["run.above"],
        WorkloadState.InRange => HasRange(statement) ? text["run.in"] : text["run.within"],
        WorkloadState.BelowRange => text["run.below"],
        WorkloadState.NoTime => text["run.noTime"],
        _ => text["run.notKnown"],
    };

    private string? For(int days) => days switch
    {
        0 => null,
        < 14 => text.Count("since.days", days),
        _ => text.Count("since.weeks", days / 7),
    };
}
