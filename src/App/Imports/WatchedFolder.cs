using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Imports;

/// <summary>What people are told on their start page while the watched folder gives no good load.</summary>
/// <param name="Message">What is wrong, in one sentence.</param>
/// <param name="When">Since when, in UTC.</param>
public sealed record WatchNotice(string Message, DateTime When);

/// <summary>
/// Loads whatever lies in a folder once it has changed and come to rest. Nothing is written into the folder: which content was loaded
/// last is a setting, so that of several servers one loads it, and a restart loads nothing twice.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="time">The clock.</param>
/// <param name="folder">The folder.</param>
/// <param name="code">The council's code, where the store has several.</param>
public sealed class WatchedFolder(DataStore store, TimeProvider time, string folder, string? code)
{
    /// <summary>Who the history says it was.</summary>
    public const string Who = "watched folder";

    /// <summary>The setting that keeps what was loaded last.</summary>
    public const string SettingKey = "watched-folder";

    /// <summary>How often the folder is looked at.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>How long nothing in it may have changed before it is loaded: a file that is still being copied grows.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(90);

    /// <summary>After how long without a good load people are told: longer than a weekend with a bank holiday.</summary>
    public static readonly TimeSpan StaleAfter = TimeSpan.FromDays(4);

    /// <summary>How long a server may take over a load before another one takes it up.</summary>
    private static readonly TimeSpan DeadAfter = TimeSpan.FromHours(2);

    private (string Print, DateTimeOffset Since)? _seen;
    private bool _hasLooked;

    /// <summary>What is kept between two looks.</summary>
    /// <param name="Print">The content that was taken up last.</param>
    /// <param name="Started">When.</param>
    /// <param name="Ended">When that ended; nothing while it is under way.</param>
    /// <param name="Since">Since when there is no good load: the last one, or the first look.</param>
    /// <param name="Notice">What people are told.</param>
    private sealed record State(string? Print, DateTime? Started, DateTime? Ended, DateTime Since, WatchNotice? Notice);

    /// <summary>What people of a council are to be told; nothing while all is well.</summary>
    public static WatchNotice? NoticeOf(FairloadDb db, int council)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Settings.AsNoTracking().Where(one => one.Council == council && one.Key == SettingKey).Select(one => one.Value).FirstOrDefault() is { } value
            ? Read(value)?.Notice : null;
    }

    /// <summary>Looks once, and loads what has changed and rests.</summary>
    /// <returns>Whether it loaded, or tried to.</returns>
    public async Task<bool> Look(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var print = PrintNow();
        if (_seen?.Print != print)
        {
            _seen = (print, now);
        }

        // A clock that was set back must not keep the folder waiting for ever.
        if (_seen.Value.Since > now)
        {
            _seen = (print, now);
        }

        var rests = now - _seen.Value.Since >= Rest && print.Length > 0;
        var isOurs = await Claim(rests ? print : null, now.UtcDateTime, cancel).ConfigureAwait(false);
        _hasLooked = true;
        if (!isOurs)
        {
            return false;
        }

        await Load(print, cancel).ConfigureAwait(false);
        return true;
    }

    private async Task Load(string print, CancellationToken cancel)
    {
        string? failure = null;
        var isToBeTriedAgain = false;
        try
        {
            await new ImportFiles(store, time).Run(new ImportRequest([folder]) { Council = code, Who = Who }, null, cancel).ConfigureAwait(false);
        }
        catch (Refused refused)
        {
            // The files will be no better in a minute, but the store may be.
            (failure, isToBeTriedAgain) = (refused.Message, refused is StoreRefused);
        }
        catch (OperationCanceledException)
        {
            // The server stops: whoever runs next loads it.
            await Keep((state, _) => state with { Print = null, Ended = state.Started }, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
#pragma warning disable CA1031 // It runs unattended: a fault is told to people, and the next night is another chance.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            failure = ImportTexts.All["TryFailed", fault.GetType().Name];
        }

        await Keep(
            (state, now) => state with
            {
                Print = isToBeTriedAgain ? null : print,
                Ended = now,
                Since = failure is null ? now : state.Since,
                Notice = failure is null ? null : new WatchNotice(failure, now),
            },
            CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Takes up a load, unless it was loaded already or another server has it; and tells people when there was none for long.</summary>
    private async Task<bool> Claim(string? print, DateTime now, CancellationToken cancel)
    {
        var isOurs = false;
        await Keep(
            (state, _) =>
            {
                // A SQLite store has one service: what was under way when this one started is not any more.
                var isUnderWay = state is { Started: { } started, Ended: null } && now - started < DeadAfter && (_hasLooked || store.Engine == StoreEngine.Postgres);
                var isDead = state is { Started: not null, Ended: null } && !isUnderWay;
                isOurs = print is not null && !isUnderWay && (isDead || state.Print != print);
                state = isOurs ? state with { Print = print, Started = now, Ended = null } : state;
                return state.Notice is null && !isUnderWay && now - state.Since >= StaleAfter
                    ? state with { Notice = new WatchNotice(ImportTexts.All["WatchStale", state.Since], now) } : state;
            },
            cancel).ConfigureAwait(false);
        return isOurs;
    }

    /// <summary>Changes what is kept, once: where another server did so at the same moment, the change is made on what it left.</summary>
    private async Task Keep(Func<State, DateTime, State> change, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                await using var db = store.Db();
                var council = await ImportTries.CouncilOf(db, code, cancel).ConfigureAwait(false) ?? 0;
                var now = time.GetUtcNow().UtcDateTime;
                var setting = await db.Settings.FirstOrDefaultAsync(one => one.Council == council && one.Key == SettingKey, cancel).ConfigureAwait(false);
                var before = setting is null ? null : Read(setting.Value);
                var after = change(before ?? new State(null, null, null, now, null), now);
                if (after == before)
                {
                    return;
                }

                if (setting is null)
                {
                    db.Settings.Add(setting = new Setting { Council = council, Key = SettingKey });
                }

                setting.Value = JsonSerializer.Serialize(after);
                await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
                await db.SaveChangesAsync(cancel).ConfigureAwait(false);
                if (after.Notice != before?.Notice)
                {
                    // Pages in memory say the old one.
                    await db.Councils.Where(one => one.Id == council)
                        .ExecuteUpdateAsync(set => set.SetProperty(one => one.AccessVersion, one => one.AccessVersion + 1), cancel).ConfigureAwait(false);
                }

                await transaction.CommitAsync(cancel).ConfigureAwait(false);
                return;
            }
            catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || StoreTrouble.IsTaken(e))
            {
                // Another server was faster.
            }
        }
    }

    private static State? Read(string value) => JsonSerializer.Deserialize<State>(value);

    /// <summary>Names, sizes and times of what lies there; empty for an empty folder, and for one that cannot be read its own mark.</summary>
    private string PrintNow()
    {
        try
        {
            var text = new StringBuilder();
            foreach (var file in new DirectoryInfo(folder).EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"{file.Name}\0{file.Length}\0{file.LastWriteTimeUtc.Ticks}\n");
            }

            return text.Length == 0 ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Loading it says what is wrong, in the history too.
            return e.GetType().Name;
        }
    }
}
