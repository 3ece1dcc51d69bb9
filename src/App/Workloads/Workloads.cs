using System.Collections.Concurrent;
using System.Text.Json;
using Fairload.App.Caseloads;
using Fairload.App.Schemes;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.Core.Cases;
using Fairload.Core.Weighting;
using Fairload.Core.Workload;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Workloads;

/// <summary>
/// A council's workload as commands and pages ask for it: the caseload in memory, the scheme in force, the day's
/// statements and the history behind them, each made once for a version of the data.
/// </summary>
public sealed class Workloads(CaseloadCache caseloads, DataStore store)
{
    /// <summary>Days of history behind the since-when lines: thirteen weeks.</summary>
    public const int HistoryDays = 91;

    private static readonly Wording Texts = new("Workloads.Workloads");

    /// <summary>Days and schemes of which results are kept: enough for the pages that people compare.</summary>
    private const int MostKept = 16;

    private readonly ConcurrentDictionary<string, Scheme> _adopted = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(int Council, DateOnly Day, Scheme Scheme), Kept<WorkloadDay>> _days = [];
    private readonly ConcurrentDictionary<(int Council, DateOnly Day, Scheme Scheme), Kept<WorkloadHistory>> _histories = [];
    private readonly ConcurrentDictionary<(int Council, DateOnly Day, Scheme Scheme), Kept<DataQuality>> _qualities = [];

    private sealed record KnownVersion(long Mark, string? Code, string? Version);

    private KnownVersion? _version;

    private sealed record Kept<T>(Caseload Caseload, Lazy<T> Value);

    /// <summary>Whether anything was loaded for the council with a code, or for any when none is given.</summary>
    public async Task<bool> HasRecords(string? code, CancellationToken cancel)
    {
        await using var db = store.Db();
        return await db.ImportTables
            .AnyAsync(table => code == null || db.Councils.Any(council => council.Id == table.Council && council.Code == code), cancel)
            .ConfigureAwait(false);
    }

    /// <summary>
    /// What the figures of a council, and who may see what of them, depend on, as one short text: its data version, its
    /// scheme and its access version. Nothing when there is
    /// no such council, or several and none named; nor while the caseload in memory is older, because an import has just
    /// ended and the new one is being made: what is shown meanwhile must not be taken for the new.
    /// </summary>
    public async Task<string?> VersionOf(string? code, CancellationToken cancel)
    {
        var mark = store.ChangeMark();
        if (mark is not null && _version is { } known && known.Mark == mark && known.Code == code)
        {
            return known.Version;
        }

        var version = await ReadVersion(code, cancel).ConfigureAwait(false);
        _version = mark is { } then && version is not null ? new KnownVersion(then, code, version) : null;
        return version;
    }

    private async Task<string?> ReadVersion(string? code, CancellationToken cancel)
    {
        var found = store.Versions(code, Adoption.SettingKey) ?? await Ask().ConfigureAwait(false);
        return found.Count == 1 && caseloads.Served(found[0].Council) == found[0].Data
            ? FormattableString.Invariant($"{found[0].Council}.{found[0].Data}.{found[0].Scheme}.{found[0].Access}")
            : null;

        async Task<IReadOnlyList<CouncilVersions>> Ask()
        {
            await using var db = store.Db();
            return await db.Councils.AsNoTracking()
                .Where(council => code == null || council.Code == code)
                .Select(council => new CouncilVersions(
                    council.Id,
                    council.DataVersion,
                    council.AccessVersion,
                    db.Settings.Where(one => one.Council == council.Id && one.Key == Adoption.SettingKey).Select(one => (int?)one.Version).FirstOrDefault()))
                .Take(2)
                .ToListAsync(cancel)
                .ConfigureAwait(false);
        }
    }

    /// <summary>The council with a code, or the only one.</summary>
    /// <exception cref="Refused">No such council; several and none named; none loaded.</exception>
    public async Task<Council> Council(string? code, CancellationToken cancel)
    {
        await using var db = store.Db();
        var councils = await db.Councils.AsNoTracking().OrderBy(council => council.Code).ToListAsync(cancel).ConfigureAwait(false);
        var named = councils.FirstOrDefault(council => string.Equals(council.Code, code, StringComparison.OrdinalIgnoreCase));
        return (named, code, councils.Count) switch
        {
            ({ } found, _, _) => found,
            (null, null, 1) => councils[0],
            (_, _, 0) => throw new Refused(Texts["NothingLoaded"]),
            (null, null, _) => throw new Refused(Texts["WhichCouncil", string.Join(", ", councils.Select(council => council.Code))]),
            _ => throw new Refused(Texts["NoCouncil", code, string.Join(", ", councils.Select(council => council.Code))]),
        };
    }

    /// <summary>The scheme that a named manager adopted, else the starter, which nobody has.</summary>
    public async Task<Scheme> SchemeOf(Council council, CancellationToken cancel) =>
        await AdoptionOf(council, cancel).ConfigureAwait(false) is { } adoption
            ? _adopted.GetOrAdd(adoption.Text, SchemeReader.Read)
            : SchemeShelf.Shipped.Find(SchemeShelf.Starter) ?? throw new Refused(Texts["NoStarter"]);

    /// <summary>Who adopted which scheme, or nothing.</summary>
    public async Task<Adoption?> AdoptionOf(Council council, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(council);
        await using var db = store.Db();
        var setting = await db.Settings.AsNoTracking()
            .FirstOrDefaultAsync(one => one.Council == council.Id && one.Key == Adoption.SettingKey, cancel).ConfigureAwait(false);
        return Adoption.In(setting);
    }

    /// <summary>The caseload in memory.</summary>
    public Task<Caseload> Caseload(Council council, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(council);
        return caseloads.Get(council.Id, RoleMap.Default, Nation.Calendar(), cancel);
    }

    /// <summary>The workload of a day: the latest extract's unless given, by the council's scheme unless given.</summary>
    public async Task<WorkloadDay> Day(Council council, DateOnly? asAt, Scheme? scheme, CancellationToken cancel)
    {
        var caseload = await Caseload(council, cancel).ConfigureAwait(false);
        scheme ??= await SchemeOf(council, cancel).ConfigureAwait(false);
        var day = asAt ?? caseload.ExtractDate ?? throw new Refused(Texts["NothingLoaded"]);
        return Keep(_days, council, caseload, day, scheme, () => WorkloadDay.On(caseload, day, scheme));
    }

    /// <summary>The thirteen weeks that end on a workload's day.</summary>
    public WorkloadHistory History(Council council, WorkloadDay day)
    {
        ArgumentNullException.ThrowIfNull(council);
        ArgumentNullException.ThrowIfNull(day);
        var caseload = day.Cases.Caseload;
        return Keep(_histories, council, caseload, day.Day, day.Scheme, () => WorkloadHistory.Of(
            caseload, day.Scheme, day.Day, Math.Max(HistoryDays, day.Scheme.Exceptions.SustainedDays ?? 0)));
    }

    /// <summary>What may be wrong or missing in the records behind a workload.</summary>
    public DataQuality Quality(Council council, WorkloadDay day)
    {
        ArgumentNullException.ThrowIfNull(council);
        ArgumentNullException.ThrowIfNull(day);
        return Keep(_qualities, council, day.Cases.Caseload, day.Day, day.Scheme, () => DataQuality.Of(day));
    }

    /// <summary>
    /// What was made before for this caseload and scheme, else made now and kept in its place. A newer caseload's result
    /// replaces the older one's.
    /// </summary>
    private static T Keep<T>(
        ConcurrentDictionary<(int, DateOnly, Scheme), Kept<T>> kept,
        Council council,
        Caseload caseload,
        DateOnly day,
        Scheme scheme,
        Func<T> make)
    {
        var key = (council.Id, day, scheme);
        var found = kept.AddOrUpdate(
            key,
            _ => new Kept<T>(caseload, new Lazy<T>(make)),
            (_, had) => ReferenceEquals(had.Caseload, caseload) ? had : new Kept<T>(caseload, new Lazy<T>(make)));
        foreach (var other in kept.Keys.Where(other => other != key).Take(kept.Count - MostKept))
        {
            kept.TryRemove(other, out _);
        }

        return found.Value.Value;
    }
}

/// <summary>A scheme as a named manager adopted it: its whole text, so that it stays when Fairload is upgraded.</summary>
/// <param name="Code">The scheme's code.</param>
/// <param name="Version">Its version.</param>
/// <param name="By">The manager.</param>
/// <param name="On">The day.</param>
/// <param name="Why">Why this one.</param>
/// <param name="Text">The scheme file's text.</param>
public sealed record Adoption(string Code, int Version, string By, DateOnly On, string Why, string Text)
{
    /// <summary>The setting that holds it.</summary>
    public const string SettingKey = "scheme";

    /// <summary>The adoption that the setting holds; nothing where there is none.</summary>
    public static Adoption? In(Setting? setting) => setting is null ? null : JsonSerializer.Deserialize<Adoption>(setting.Value);
}
