using System.Data;
using System.Data.Common;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Auditing;

/// <summary>
/// Notes who looks at what names people, before they see it. Looks that come at once are written as a group: while one
/// transaction is committed the next ones queue, and the writer then takes all of them. Nobody waits for more than that,
/// and nobody is told that a look was noted before it is on disk.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="time">The clock.</param>
/// <param name="bound">How long a look may take to be noted; three seconds when left out.</param>
public sealed class ViewLog(DataStore store, TimeProvider time, TimeSpan? bound = null) : IDisposable
{
    /// <summary>Looks written in one transaction, at the most.</summary>
    private const int MostAtOnce = 512;

    private readonly TimeSpan _bound = bound ?? TimeSpan.FromSeconds(3);
    private readonly Lock _lock = new();
    private readonly Queue<Waiting> _queue = [];
    private bool _isWriting;
    private FairloadDb? _db;
    private AuditRows? _rows;

    /// <summary>Notes a look. Ends when its entry is committed.</summary>
    /// <exception cref="AuditNotWritten">It could not be noted, or not in time: what was to be shown must not be.</exception>
    public async Task Note(View view, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(view);
        var waiting = new Waiting(view);
        bool isFirst;
        lock (_lock)
        {
            _queue.Enqueue(waiting);
            (isFirst, _isWriting) = (!_isWriting, true);
        }

        if (isFirst)
        {
            _ = Task.Run(WriteAll, CancellationToken.None);
        }

        try
        {
            await waiting.Task.WaitAsync(_bound, cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not AuditNotWritten)
        {
            // Given up: if its turn has not come yet, it is not written either.
            waiting.TrySetException(new AuditNotWritten(e));
            _ = waiting.Task.Exception;
            throw e is OperationCanceledException ? e : new AuditNotWritten(e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            if (!_isWriting)
            {
                Close();
            }
        }
    }

    private void WriteAll()
    {
        var group = new List<Waiting>(MostAtOnce);
        while (true)
        {
            group.Clear();
            lock (_lock)
            {
                while (group.Count < MostAtOnce && _queue.TryDequeue(out var next))
                {
                    if (!next.Task.IsCompleted)
                    {
                        group.Add(next);
                    }
                }

                if (group.Count == 0)
                {
                    _isWriting = false;
                    return;
                }
            }

            // In the order of their numbers, as every writer takes councils.
            foreach (var council in group.GroupBy(one => one.View.Council).OrderBy(one => one.Key))
            {
                Write(council.Key, [.. council]);
            }
        }
    }

    private void Write(int council, List<Waiting> group)
    {
        try
        {
            _rows ??= Open();
            var connection = _db!.Database.GetDbConnection();
            using (var transaction = connection.BeginTransaction())
            {
                _rows.Append(transaction, council, [.. group.Select(one => Entry(one.View))], time);
                transaction.Commit();
            }

            foreach (var one in group)
            {
                one.TrySetResult();
            }
        }
        catch (Exception e)
        {
            // Whatever it was, these looks are not known to be noted. A new connection is made for the next.
            Close();
            foreach (var one in group)
            {
                one.TrySetException(new AuditNotWritten(e));
                _ = one.Task.Exception;
            }
        }
    }

    private AuditRows Open()
    {
        var db = store.Db();
        try
        {
            db.Database.OpenConnection();
            var connection = db.Database.GetDbConnection();
            var milliseconds = (int)_bound.TotalMilliseconds;
            using (var command = connection.CreateCommand())
            {
                if (connection is SqliteConnection sqlite)
                {
                    sqlite.DefaultTimeout = Math.Max(1, (int)_bound.TotalSeconds);
                }

                command.CommandText = connection is SqliteConnection
                    ? "PRAGMA busy_timeout = 100"
                    : FormattableString.Invariant($"SET lock_timeout = {milliseconds}; SET statement_timeout = {milliseconds}");
                command.ExecuteNonQuery();
            }

            _db = db;
            return AuditRows.For(connection);
        }
        catch
        {
            db.Dispose();
            throw;
        }
    }

    private void Close()
    {
        try
        {
            _rows?.Dispose();
            _db?.Dispose();
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or IOException)
        {
            // It is broken already; the next look opens another.
        }

        (_rows, _db) = (null, null);
    }

    private static AuditEntry Entry(View view) => new()
    {
        Who = Fits(view.Who, 200),
        Action = Fits(view.Action, 100),
        SubjectKind = Fits(view.SubjectKind, 40),
        SubjectId = Fits(view.SubjectId, 200),
        After = view.IsFile ? """{"how":"csv"}""" : null,
    };

    /// <summary>A text that no engine refuses: one that did would take the others of its group with it.</summary>
    private static string Fits(string text, int most) => (text.Length <= most ? text : text[..most]).Replace('\0', '\ufffd');

    private sealed class Waiting(View view) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public View View { get; } = view;
    }
}
