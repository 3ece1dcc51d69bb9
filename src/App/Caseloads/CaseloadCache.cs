using System.Collections.Concurrent;
using Fairload.Core.Cases;
using Fairload.Core.Time;

namespace Fairload.App.Caseloads;

/// <summary>
/// The caseload of each council in memory, made anew when an import has changed its records. Any number of readers may
/// ask at once: one makes the new caseload, and meanwhile the others are served the one before.
/// </summary>
/// <param name="loader">Reads a caseload.</param>
public sealed class CaseloadCache(CaseloadLoader loader)
{
    private readonly ConcurrentDictionary<int, Versions<(RoleMap Roles, WorkingCalendar Calendar), Caseload>> _councils = new();

    /// <summary>The data version of the caseload that is served now, or nothing before the first is made.</summary>
    public long? Served(int council) => _councils.TryGetValue(council, out var versions) ? versions.Served : null;

    /// <summary>
    /// The caseload of a council, of the present data version, or of the one before while the present one is being
    /// made. Another role mapping or calendar makes it anew too: pass the same objects while the settings stand.
    /// </summary>
    public Task<Caseload> Get(int council, RoleMap roles, WorkingCalendar calendar, CancellationToken cancel) =>
        _councils.GetOrAdd(council, _ => new Versions<(RoleMap, WorkingCalendar), Caseload>(
                stop => loader.Version(council, stop),
                (by, stop) => loader.Load(council, by.Item1, by.Item2, stop)))
            .Get((roles, calendar), cancel);
}

/// <summary>One thing that is made of a version of the data, kept while the version stands.</summary>
/// <param name="now">The present version.</param>
/// <param name="make">Makes the thing and says of which version it is.</param>
internal sealed class Versions<TBy, T>(
    Func<CancellationToken, Task<long?>> now, Func<TBy, CancellationToken, Task<(T Made, long Version)>> make)
    where T : class
    where TBy : struct
{
    private readonly Lock _lock = new();
    private (T Made, long Version, TBy By)? _kept;
    private (Task<T> Task, TBy By)? _making;

    /// <summary>The version kept now, or nothing.</summary>
    public long? Served
    {
        get
        {
            lock (_lock)
            {
                return _kept?.Version;
            }
        }
    }

    /// <summary>The thing of the present version, or of the one before while the present one is being made.</summary>
    public async Task<T> Get(TBy by, CancellationToken cancel)
    {
        var version = await now(cancel).ConfigureAwait(false) ?? -1;
        while (true)
        {
            (Task<T> Task, TBy By) making;
            lock (_lock)
            {
                if (_kept is { } kept && Same(kept.By, by)
                    && (kept.Version >= version || (_making is { } busy && Same(busy.By, by))))
                {
                    return kept.Made;
                }

                // Not the asker's own token: others wait for the same work.
                making = _making ??= (Make(by), by);
            }

            var made = await making.Task.WaitAsync(cancel).ConfigureAwait(false);
            if (Same(making.By, by))
            {
                return made;
            }
        }
    }

    private static bool Same(TBy one, TBy other) => EqualityComparer<TBy>.Default.Equals(one, other);

    private async Task<T> Make(TBy by)
    {
        // Leaves the lock before the work begins.
        await Task.Yield();
        try
        {
            var (made, version) = await make(by, CancellationToken.None).ConfigureAwait(false);
            lock (_lock)
            {
                _kept = (made, version, by);
            }

            return made;
        }
        finally
        {
            lock (_lock)
            {
                _making = null;
            }
        }
    }
}
