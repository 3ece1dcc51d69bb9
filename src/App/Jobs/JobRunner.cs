using Fairload.App.Accounts;
using Fairload.App.Imports;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Jobs;

/// <summary>
/// Does the jobs that were asked for, one at a time for a council. A host starts <see cref="Run"/> and stops it by the
/// token. A job that a process left when it died is marked as failed: an import is one transaction, so it was either
/// done or it left nothing.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="board">Where jobs are asked for.</param>
/// <param name="uploads">Where the files lie.</param>
/// <param name="time">The clock.</param>
/// <param name="sessions">What sign-ins leave behind is swept here, between two jobs; nothing where nobody signs in.</param>
public sealed class JobRunner(DataStore store, JobBoard board, Uploads uploads, TimeProvider time, Sessions? sessions = null)
{
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DeadAfter = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan StoreAgain = TimeSpan.FromSeconds(2);

    /// <summary>Works until stopped.</summary>
    public async Task Run(CancellationToken stop)
    {
        DateTimeOffset? swept = null;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (swept is null)
                {
                    await BuryTheDead(stop).ConfigureAwait(false);
                }

                if (swept is null || time.GetUtcNow() - swept > SweepEvery)
                {
                    uploads.RemoveOlder(time.GetUtcNow().UtcDateTime - JobBoard.KeepUploads);
                    swept = time.GetUtcNow();
                    // Should the store be busy, the next hour sweeps: jobs do not wait for it.
                    await (sessions?.Sweep(stop) ?? Task.CompletedTask).ConfigureAwait(false);
                }

                if (!await RunNext(stop).ConfigureAwait(false))
                {
                    await board.Wait(stop).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (StoreTrouble.Explain(e, store) is not null)
            {
                // The store cannot be reached: jobs wait in it, so there is nothing to do but to try again.
                await WaitForStore(stop).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Does the job that has waited longest, of a council that has none running. False when there is none.</summary>
    public async Task<bool> RunNext(CancellationToken stop)
    {
        if (await Claim(stop).ConfigureAwait(false) is not ({ } job, { } live))
        {
            return false;
        }

        try
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var beating = Beat(job, live, ended.Token);
            var (state, message, result) = await Do(job, live).ConfigureAwait(false);
            await ended.CancelAsync().ConfigureAwait(false);
            await beating.ConfigureAwait(false);
            if (state != JobState.Done || job.Kind == JobBoard.Import)
            {
                // Loaded, refused or stopped: what was sent is of no more use, and it is about children.
                uploads.Remove(JobBoard.Work(job).Files);
            }

            await Finish(job, state, message, result, stop).ConfigureAwait(false);
        }
        finally
        {
            board.End(job.Id);
        }

        return true;
    }

    private async Task BuryTheDead(CancellationToken stop)
    {
        using var db = store.Db();
        var now = time.GetUtcNow().UtcDateTime;
        var running = await db.Jobs.Where(j => j.State == JobState.Running).ToListAsync(stop).ConfigureAwait(false);
        // A SQLite store has one service, which is only starting now; in PostgreSQL another may be at work.
        foreach (var job in running.Where(j => store.Engine == StoreEngine.Sqlite || j.Beat < now - DeadAfter))
        {
            (job.State, job.Ended, job.Message) = (JobState.Failed, now, JobTexts.All["Died"]);
        }

        await db.SaveChangesAsync(stop).ConfigureAwait(false);
    }

    private async Task<(Job Job, JobBoard.Live Live)?> Claim(CancellationToken stop)
    {
        using var db = store.Db();
        var busy = db.Jobs.Where(j => j.State == JobState.Running).Select(j => j.Council);
        var job = await db.Jobs.Where(j => j.State == JobState.Queued && !busy.Contains(j.Council))
            .OrderBy(j => j.Asked).FirstOrDefaultAsync(stop).ConfigureAwait(false);
        if (job is null)
        {
            return null;
        }

        job.State = JobState.Running;
        job.Started = job.Beat = time.GetUtcNow().UtcDateTime;
        // Before the store says that it runs: whoever reads so may want it stopped at once.
        var live = board.Begin(job.Id, stop);
        var isOurs = false;
        try
        {
            await db.SaveChangesAsync(stop).ConfigureAwait(false);
            isOurs = true;
            return (job, live);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another process took it, or somebody has just cancelled it.
            return null;
        }
        finally
        {
            if (!isOurs)
            {
                board.End(job.Id);
            }
        }
    }

    private async Task<(JobState State, string? Message, string? Result)> Do(Job job, JobBoard.Live live)
    {
        try
        {
            var report = await ImportOf(job, live).ConfigureAwait(false);
            return (JobState.Done, null, report.ToJson());
        }
        catch (Refused refused)
        {
            return (JobState.Failed, refused.Message, null);
        }
        catch (OperationCanceledException)
        {
            return (JobState.Cancelled, JobTexts.All["Cancelled"], null);
        }
#pragma warning disable CA1031 // A fault in one job must not stop the ones behind it; it is shown and kept.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return (JobState.Failed, JobTexts.All["Fault", fault.GetType().Name], null);
        }
    }

    private async Task<ImportReport> ImportOf(Job job, JobBoard.Live live)
    {
        var work = JobBoard.Work(job);
        var names = work.Files.ToDictionary(uploads.PathOf, f => f.Name);
        if (names.FirstOrDefault(n => !File.Exists(n.Key)) is { Key: not null } gone)
        {
            throw new Refused(JobTexts.All["UploadGone", gone.Value]);
        }

        using var db = store.Db();
        var council = await db.Councils.Where(c => c.Id == job.Council).Select(c => c.Code)
            .SingleOrDefaultAsync(live.Stop.Token).ConfigureAwait(false);
        var request = new ImportRequest([.. names.Keys])
        {
            Names = names,
            Kind = work.Kind,
            ExtractDate = work.ExtractDate,
            Window = work is { WindowFrom: { } from, WindowUntil: { } until } ? (from, until) : null,
            DryRun = job.Kind == JobBoard.ImportPreview,
            Council = council ?? work.Council,
            CouncilName = work.CouncilName,
            Who = job.Who,
            ProblemsFile = job.Kind == JobBoard.ImportPreview ? uploads.ProblemsPath(work.Files) : null,
        };
        return await new ImportFiles(store, time).Run(request, new Teller(live), live.Stop.Token).ConfigureAwait(false);
    }

    private async Task Beat(Job job, JobBoard.Live live, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(BeatEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(ended).ConfigureAwait(false))
            {
                await WriteBeat(job, live, ended).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The job has ended.
        }
    }

    private async Task WriteBeat(Job job, JobBoard.Live live, CancellationToken ended)
    {
        try
        {
            using var db = store.Db();
            db.Database.SetCommandTimeout(1);
            var now = time.GetUtcNow().UtcDateTime;
            await db.Jobs.Where(j => j.Id == job.Id).ExecuteUpdateAsync(
                set => set.SetProperty(j => j.Beat, now).SetProperty(j => j.Progress, live.Share)
                    .SetProperty(j => j.Message, live.Message),
                ended).ConfigureAwait(false);
            if (await db.Jobs.AnyAsync(j => j.Id == job.Id && j.CancelRequested, ended).ConfigureAwait(false))
            {
                await live.Stop.CancelAsync().ConfigureAwait(false);
            }
        }
        catch (Exception e) when (StoreTrouble.Explain(e, store) is not null)
        {
            // The import itself holds SQLite's write lock: the beat waits for the next tick, the page reads from memory.
        }
    }

    /// <summary>
    /// Notes how a job ended. While the store cannot be reached it is tried again: a job that stays under way would keep its council's others waiting
    /// until the service is started anew.
    /// </summary>
    private async Task Finish(Job job, JobState state, string? message, string? result, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await Note(job, state, message, result).ConfigureAwait(false);
                return;
            }
            catch (Exception e) when (!stop.IsCancellationRequested && StoreTrouble.Explain(e, store) is not null)
            {
                await WaitForStore(stop).ConfigureAwait(false);
            }
        }
    }

    /// <summary>A while until the store is asked again; less when the service stops.</summary>
    private async Task WaitForStore(CancellationToken stop) =>
        await Task.Delay(StoreAgain, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task Note(Job job, JobState state, string? message, string? result)
    {
        using var db = store.Db();
        var now = time.GetUtcNow().UtcDateTime;
        var share = state == JobState.Done ? 1.0 : 0.0;
        // What the process knows of its own job holds, whatever was asked of it meanwhile.
        await db.Jobs.Where(j => j.Id == job.Id).ExecuteUpdateAsync(
            set => set.SetProperty(j => j.State, state).SetProperty(j => j.Message, message)
                .SetProperty(j => j.Result, result).SetProperty(j => j.Ended, now).SetProperty(j => j.Progress, share)
                .SetProperty(j => j.Version, j => j.Version + 1),
            CancellationToken.None).ConfigureAwait(false);
    }

    private sealed class Teller(JobBoard.Live live) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) =>
            (live.Share, live.Message) = (value.Share, JobTexts.All["Reading", value.File, value.Rows]);
    }
}
