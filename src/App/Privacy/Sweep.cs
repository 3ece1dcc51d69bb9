using System.Data.Common;
using System.Diagnostics;
using Fairload.App.Store;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Fairload.App.Privacy;

/// <summary>
/// Makes a store forget the bytes of what was deleted. Deleting leaves them in free pages, in the write-ahead log and, in
/// PostgreSQL, in dead rows; all tables are written anew without them. Older backups and archived logs are out of its reach.
/// </summary>
public static class Sweep
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Sweeps the store. False when others kept it busy and bytes may be left; it can be run again.</summary>
    public static Task<bool> Run(DataStore store, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(store);
        return Task.Run(() => store.Engine == StoreEngine.Sqlite ? Sqlite(store, cancel) : Postgres(store, cancel), cancel);
    }

    private static bool Sqlite(DataStore store, CancellationToken cancel)
    {
        // The pool's idle connections may hold an old view of the log open.
        using var db = store.Db();
        SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        db.Database.OpenConnection();
        var waited = Stopwatch.StartNew();
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                Do(db, "PRAGMA secure_delete=ON");
                Do(db, "VACUUM");
                if (Do(db, "PRAGMA wal_checkpoint(TRUNCATE)") == 0)
                {
                    return true;
                }
            }
            catch (SqliteException busy) when ((busy.SqliteErrorCode & 0xff) is 5 or 6)
            {
                // Somebody reads or writes: again in a moment.
            }

            if (waited.Elapsed > Patience)
            {
                return false;
            }

            cancel.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(200));
        }
    }

    private static bool Postgres(DataStore store, CancellationToken cancel)
    {
        using var db = store.Db();
        db.Database.OpenConnection();
        try
        {
            foreach (var table in db.Database.SqlQuery<string>(
                $"SELECT quote_ident(table_name) AS \"Value\" FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'").ToList())
            {
                cancel.ThrowIfCancellationRequested();

                // With ANALYSE, because the planner's statistics hold samples of what the columns said.
                Do(db, $"VACUUM (FULL, ANALYSE) {table}");
            }
        }
        catch (PostgresException busy) when (busy.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return false;
        }

        try
        {
            Do(db, "CHECKPOINT");
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            // The server makes its own checkpoints, every few minutes; asking for one needs a right that a council may withhold.
        }

        return true;
    }

    private static long Do(FairloadDb db, string sql)
    {
        using DbCommand command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        return command.ExecuteScalar() is long number ? number : 0;
    }
}
