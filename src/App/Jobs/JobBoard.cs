using System.Collections.Concurrent;
using System.Text.Json;
using Fairload.App.Imports;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Jobs;

/// <summary>What an import job works on.</summary>
/// <param name="Files">The uploads to load together.</param>
public sealed record ImportJob(IReadOnlyList<Upload> Files)
{
    /// <summary>The only kind of file to accept.</summary>
    public string? Kind { get; init; }

    /// <summary>The day the files describe.</summary>
    public DateOnly? ExtractDate { get; init; }

    /// <summary>The code of a council that the store does not have yet.</summary>
    public string? Council { get; init; }

    /// <summary>Its name.</summary>
    public string? CouncilName { get; init; }

    /// <summary>First day of the window.</summary>
    public DateOnly? WindowFrom { get; init; }

    /// <summary>First day after the window.</summary>
    public DateOnly? WindowUntil { get; init; }
}

/// <summary>
/// Asks for jobs, shows them and stops them. How far a running job has come is kept in memory as well as in the store,
/// because while an import writes, SQLite lets nobody else write.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="time">The clock.</param>
public sealed class JobBoard(DataStore store, TimeProvider time) : IDisposable
{
    /// <summary>Loads uploads.</summary>
    public const string Import = "import";

    /// <summary>Says what loading them would do.</summary>
    public const string ImportPreview = "import-preview";

    /// <summary>The most sets of files that one person may leave waiting.</summary>
    public const int MostWaiting = 10;

    /// <summary>How long files wait for somebody to load them.</summary>
    internal static readonly TimeSpan KeepUploads = TimeSpan.FromDays(7);

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
    private readonly ConcurrentDictionary<Guid, Live> _live = new();
    private readonly SemaphoreSlim _asked = new(0);
    private readonly SemaphoreSlim _asking = new(1);

    /// <summary>Asks for an import, or with <paramref name="preview"/> for what it would do.</summary>
    /// <exception cref="Refused">A preview is asked for by somebody who has <see cref="MostWaiting"/> sets of files waiting.</exception>
    public async Task<Guid> AskImport(int council, ImportJob work, bool preview, string who, CancellationToken cancel)
    {
        var job = new Job
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Council = council,
            Kind = preview ? ImportPreview : Import,
            State = JobState.Queued,
            Payload = JsonSerializer.Serialize(work, Json),
            Who = who,
            Asked = time.GetUtcNow().UtcDateTime,
        };

        // One at a time, so that many at once do not all find room for one more.
        await _asking.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            await Do(async db =>
            {
                if (preview && await Waiting(db, council, who).CountAsync(cancel).ConfigureAwait(false) >= MostWaiting)
                {
                    throw new Refused(JobTexts.All["TooManyWaiting", MostWaiting]);
                }

                db.Jobs.Add(job);
                await db.SaveChangesAsync(cancel).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
        finally
        {
            _asking.Release();
        }

        _asked.Release();
        return job.Id;
    }

    /// <summary>A job as it stands now; nothing when the council has no such job.</summary>
    public async Task<Job?> Find(int council, Guid id, CancellationToken cancel)
    {
        Job? job = null;
        await Do(async db => job = await db.Jobs.AsNoTracking()
            .SingleOrDefaultAsync(j => j.Council == council && j.Id == id, cancel).ConfigureAwait(false)).ConfigureAwait(false);
        return job is null ? null : AsItRuns(job);
    }

    /// <summary>Asks a job to stop. A running import is undone as a whole.</summary>
    public async Task Cancel(int council, Guid id, CancellationToken cancel)
    {
        for (var isDone = false; !isDone;)
        {
            if (_live.TryGetValue(id, out var live))
            {
                try
                {
                    await live.Stop.CancelAsync().ConfigureAwait(false);
                }
                catch (ObjectDisposedException)
                {
                    // It ended this very moment.
                }

                return;
            }

            await Do(async db =>
            {
                var job = await db.Jobs.SingleOrDefaultAsync(j => j.Council == council && j.Id == id, cancel).ConfigureAwait(false);
                isDone = true;
                if (job is null || job.State is not (JobState.Queued or JobState.Running))
                {
                    return;
                }

                job.CancelRequested = true;
                if (job.State == JobState.Queued)
                {
                    (job.State, job.Ended, job.Message) = (JobState.Cancelled, time.GetUtcNow().UtcDateTime, JobTexts.All["Cancelled"]);
                }

                try
                {
                    await db.SaveChangesAsync(cancel).ConfigureAwait(false);
                }
                catch (DbUpdateConcurrencyException)
                {
                    // It was taken up, or it ended, this very moment: once more, as it stands now.
                    isDone = false;
                }
            }).ConfigureAwait(false);
        }
    }

    /// <summary>Jobs of a council, the latest asked for first.</summary>
    public async Task<IReadOnlyList<Job>> Latest(int council, int most, CancellationToken cancel)
    {
        var jobs = new List<Job>();
        await Do(async db => jobs = await db.Jobs.AsNoTracking().Where(j => j.Council == council)
            .OrderByDescending(j => j.Asked).ThenByDescending(j => j.Id).Take(most).ToListAsync(cancel).ConfigureAwait(false)).ConfigureAwait(false);
        return [.. jobs.Select(AsItRuns)];
    }

    /// <summary>The import that was asked for after a preview of the same uploads; nothing when none was.</summary>
    public async Task<Job?> ImportAfter(Job preview, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(preview);
        Job? found = null;
        await Do(async db => found = await db.Jobs.AsNoTracking()
            .Where(j => j.Council == preview.Council && j.Kind == Import && j.Payload == preview.Payload)
            .FirstOrDefaultAsync(cancel).ConfigureAwait(false)).ConfigureAwait(false);
        return found;
    }

    /// <summary>Forgets a preview that nobody wants to load. One that is still running is left alone.</summary>
    public Task Forget(int council, Guid id, CancellationToken cancel) => Do(db => db.Jobs
        .Where(j => j.Council == council && j.Id == id && j.Kind == ImportPreview
            && j.State != JobState.Queued && j.State != JobState.Running)
        .ExecuteDeleteAsync(cancel));

    /// <inheritdoc/>
    public void Dispose()
    {
        _asked.Dispose();
        _asking.Dispose();
    }

    /// <summary>What an import job works on.</summary>
    public static ImportJob Work(Job job) => JsonSerializer.Deserialize<ImportJob>(job.Payload, Json)!;

    /// <summary>The report of a finished import job.</summary>
    public static ImportReport? Report(Job job) => job.Result is { } result ? ImportReport.FromJson(result) : null;

    /// <summary>Notes that this process works on a job.</summary>
    internal Live Begin(Guid id, CancellationToken stop) =>
        _live[id] = new Live(CancellationTokenSource.CreateLinkedTokenSource(stop));

    /// <summary>Notes that this process no longer works on a job.</summary>
    internal void End(Guid id)
    {
        if (_live.TryRemove(id, out var live))
        {
            live.Stop.Dispose();
        }
    }

    /// <summary>Waits until a job was asked for, or for a second.</summary>
    internal Task Wait(CancellationToken stop) => _asked.WaitAsync(TimeSpan.FromSeconds(1), stop);

    /// <summary>Jobs of a person whose files still lie among the uploads: nobody has loaded, refused or thrown them away.</summary>
    private IQueryable<Job> Waiting(FairloadDb db, int council, string who)
    {
        var since = time.GetUtcNow().UtcDateTime - KeepUploads;
        return db.Jobs.Where(j => j.Council == council && j.Who == who && j.Asked > since
            && (j.State == JobState.Queued || j.State == JobState.Running
                || (j.Kind == ImportPreview && j.State == JobState.Done && !db.Jobs.Any(load => load.Council == council && load.Kind == Import && load.Payload == j.Payload))));
    }

    /// <summary>
    /// The job with how far this process has come. One that has ended says how it ended: its store knows that a moment
    /// before the process lets go of it.
    /// </summary>
    private Job AsItRuns(Job job)
    {
        if (job.State == JobState.Running && _live.TryGetValue(job.Id, out var live))
        {
            (job.Progress, job.Message) = (live.Share, live.Message);
        }

        return job;
    }

    private async Task Do(Func<FairloadDb, Task> work)
    {
        try
        {
            using var db = store.Db();
            await work(db).ConfigureAwait(false);
        }
        catch (Exception e) when (StoreTrouble.Explain(e, store) is { } refused)
        {
            throw refused;
        }
    }

    /// <summary>A job that this process works on.</summary>
    internal sealed class Live(CancellationTokenSource stop)
    {
        /// <summary>Stops the work.</summary>
        public CancellationTokenSource Stop { get; } = stop;

        /// <summary>From 0 to 1.</summary>
        public double Share { get; set; }

        /// <summary>What is being done.</summary>
        public string? Message { get; set; }
    }
}
