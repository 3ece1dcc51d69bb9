using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace Fairload.App.Store;

/// <summary>Turns what an engine throws into one plain sentence.</summary>
public static class StoreTrouble
{
    internal static readonly Wording Texts = new("Store.Store");

    /// <summary>SQLITE_IOERR_SHMSIZE: the file that readers and writers share beside the store cannot grow.</summary>
    private const int NoRoomToShare = 10 | (19 << 8);

    /// <summary>The sentence for a failure of the store, or nothing when the failure is not the store's.</summary>
    public static StoreRefused? Explain(Exception failure, DataStore store)
    {
        for (var e = failure; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case StoreRefused refused:
                    return refused;
                case SqliteException sqlite:
                    return new(Sqlite(sqlite.SqliteExtendedErrorCode, store.Name), failure);
                case SqliteFailure raw:
                    return new(Sqlite(raw.Code, store.Name), failure);
                case PostgresException postgres:
                    return new(Postgres(postgres, store.Name), failure);
                case NpgsqlException or SocketException:
                    return new(Texts["Unreachable", store.Name], failure);
            }
        }

        return failure is IOException or UnauthorizedAccessException && store.Engine == StoreEngine.Sqlite
            ? new(Texts["CannotOpen", store.Name], failure)
            : null;
    }

    /// <summary>Whether a row was not added because another writer added it first.</summary>
    internal static bool IsTaken(DbUpdateException failure) => failure.InnerException
        is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } or SqliteException { SqliteErrorCode: 19 };

    /// <summary>Whether the database answers; throws what the driver throws when the server cannot be reached.</summary>
    internal static bool CanConnectOrThrow(this DatabaseFacade database)
    {
        try
        {
            database.OpenConnection();
            database.CloseConnection();
            return true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            // The server is there but the database is not: the migration makes it.
            return false;
        }
    }

    /// <summary>
    /// Waits for the migration lock of a SQLite store, and removes one that a process killed in the middle of a
    /// migration left: there the lock is a row and not a session's, and EF Core would wait for it without end.
    /// </summary>
    internal static void AwaitMigrationLock(FairloadDb db, CancellationToken cancel)
    {
        // Fifteen seconds are many times what the migrations of this program take.
        while (db.Database.SqlQuery<int>($"SELECT count(*) AS \"Value\" FROM sqlite_master WHERE name = '__EFMigrationsLock'").Single() > 0)
        {
            db.Database.ExecuteSql(
                $"DELETE FROM \"__EFMigrationsLock\" WHERE julianday(\"Timestamp\") < julianday('now', '-15 seconds')");
            if (db.Database.SqlQuery<int>($"SELECT count(*) AS \"Value\" FROM \"__EFMigrationsLock\"").Single() == 0)
            {
                return;
            }

            cancel.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(200));
            cancel.ThrowIfCancellationRequested();
        }
    }

    private static string Sqlite(int code, string name) => code == NoRoomToShare ? Texts["Full", name] : (code & 0xff) switch
    {
        5 or 6 => Texts["Locked", name],
        8 => Texts["ReadOnly", name],
        10 => Texts["DiskError", name],
        11 or 26 => Texts["NotAStore", name],
        13 => Texts["Full", name],
        14 or 3 => Texts["CannotOpen", name],
        _ => Texts["Failed", name, code],
    };

    private static string Postgres(PostgresException e, string name) => e.SqlState switch
    {
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled => Texts["Locked", name],
        PostgresErrorCodes.DiskFull => Texts["Full", name],
        PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InsufficientPrivilege => Texts["ReadOnly", name],
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => Texts["Credentials", name],
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.CrashShutdown
            => Texts["Unreachable", name],
        _ => Texts["Failed", name, e.SqlState],
    };
}

/// <summary>A raw SQLite call failed.</summary>
internal sealed class SqliteFailure(int code, string message) : Exception(message)
{
    /// <summary>SQLite's result code.</summary>
    public int Code { get; } = code;
}
