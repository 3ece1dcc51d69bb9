using System.Data.Common;
using Fairload.App.Store.Migrations;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Fairload.App.Store;

/// <summary>The two engines that a store can live in.</summary>
public enum StoreEngine
{
    /// <summary>One file beside the program.</summary>
    Sqlite,

    /// <summary>A PostgreSQL database.</summary>
    Postgres,
}

/// <summary>A store that was opened and brought to this program's schema. Safe for many threads; each takes its own <see cref="Db"/>.</summary>
public sealed class DataStore
{
    private readonly DbContextOptions<FairloadDb> _options;
    private readonly Lock _watchLock = new();
    private SqliteCommand? _watch;
    private SqliteCommand? _versions;

    private DataStore(StoreEngine engine, string name, DbContextOptions<FairloadDb> options) =>
        (Engine, Name, _options) = (engine, name, options);

    /// <summary>Which engine holds the store.</summary>
    public StoreEngine Engine { get; }

    /// <summary>The store as a person would name it: the file, or the server and database. Never the password.</summary>
    public string Name { get; }

    /// <summary>A new context; the caller disposes of it.</summary>
    public FairloadDb Db() => new(_options);

    /// <summary>
    /// Opens a store and applies the migrations it lacks. <paramref name="store"/> is a SQLite file's path or a
    /// PostgreSQL connection string (<c>Host=…</c> or <c>postgres://…</c>).
    /// </summary>
    /// <param name="store">The file or the connection string.</param>
    /// <param name="wait">How long to wait for a lock that another program holds; 30 seconds when left out.</param>
    /// <param name="create">Whether to make a store that is not there; a command that only reads says no.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="StoreRefused">The store cannot be opened, with the reason.</exception>
    public static async Task<DataStore> Open(
        string store, TimeSpan? wait = null, bool create = true, CancellationToken cancel = default)
    {
        var opened = Describe(store, wait ?? TimeSpan.FromSeconds(30));
        try
        {
            await Task.Run(() => opened.Prepare(create, cancel), cancel).ConfigureAwait(false);
            return opened;
        }
        catch (Exception e) when (StoreTrouble.Explain(e, opened) is { } refused)
        {
            throw refused;
        }
    }

    /// <summary>
    /// A number that differs from the last one whenever anything was committed since, by this program or another; asking
    /// costs a few microseconds. Nothing on PostgreSQL, which has no such counter: there the caller asks for what it needs.
    /// </summary>
    public long? ChangeMark()
    {
        if (Engine != StoreEngine.Sqlite)
        {
            return null;
        }

        lock (_watchLock)
        {
            Watch();
            return (long)_watch!.ExecuteScalar()!;
        }
    }

    /// <summary>
    /// What a council's figures depend on, as numbers: on SQLite by a statement that stays prepared, because every look that is
    /// noted changes the <see cref="ChangeMark"/> and so has it asked again. Nothing on PostgreSQL, as there.
    /// </summary>
    /// <param name="code">The council's code; nothing for any.</param>
    /// <param name="schemeKey">The setting that holds the scheme.</param>
    /// <returns>At most two councils: which, and the versions of data, scheme and rights.</returns>
    internal IReadOnlyList<CouncilVersions>? Versions(string? code, string schemeKey)
    {
        if (Engine != StoreEngine.Sqlite)
        {
            return null;
        }

        lock (_watchLock)
        {
            Watch();
            _versions!.Parameters[0].Value = (object?)code ?? DBNull.Value;
            _versions.Parameters[1].Value = schemeKey;
            using var row = _versions.ExecuteReader();
            var found = new List<CouncilVersions>(2);
            while (row.Read())
            {
                found.Add(new CouncilVersions(row.GetInt32(0), row.GetInt64(1), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetInt32(3)));
            }

            return found;
        }
    }

    private void Watch()
    {
        if (_watch is not null)
        {
            return;
        }

        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.GetFullPath(Name), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
        connection.Open();
        _versions = connection.CreateCommand();
        _versions.CommandText =
            """
            SELECT c.id, c.data_version, c.access_version, (SELECT s.version FROM settings s WHERE s.council = c.id AND s.key = $key)
            FROM councils c WHERE $code IS NULL OR c.code = $code LIMIT 2
            """;
        _versions.Parameters.Add(new SqliteParameter { ParameterName = "$code" });
        _versions.Parameters.Add(new SqliteParameter { ParameterName = "$key" });
        _watch = connection.CreateCommand();

        // Changes when another connection commits (sqlite.org/pragma.html#pragma_data_version); this one never writes.
        _watch.CommandText = "PRAGMA data_version";
    }

    /// <summary>Whether the store answers now.</summary>
    public async Task<bool> IsReachable(CancellationToken cancel)
    {
        try
        {
            await using var db = Db();
            await db.Councils.AnyAsync(cancel).ConfigureAwait(false);
            return true;
        }
        catch (DbException)
        {
            return false;
        }
    }

    /// <summary>The store as described, not yet opened.</summary>
    internal static DataStore Describe(string store, TimeSpan wait)
    {
        var builder = new DbContextOptionsBuilder<FairloadDb>()
            // The migrations are written by hand and have no snapshot; a test holds them to the model instead.
            .ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning));
        if (PostgresText(store) is { } text)
        {
            var connection = Understand(() => new NpgsqlConnectionStringBuilder(text));
            connection.Timeout = text.Contains("Timeout", StringComparison.OrdinalIgnoreCase) ? connection.Timeout : 3;
            builder.UseNpgsql(connection.ConnectionString, o => o.CommandTimeout((int)Math.Ceiling(wait.TotalSeconds)));
            builder.AddInterceptors(new PostgresPragmas(wait));
            return new(StoreEngine.Postgres, $"{connection.Host}:{connection.Port}/{connection.Database}", builder.Options);
        }

        var path = store.StartsWith("Data Source=", StringComparison.OrdinalIgnoreCase)
            ? Understand(() => new SqliteConnectionStringBuilder(store)).DataSource
            : store;
        var sqlite = new SqliteConnectionStringBuilder
        {
            DataSource = Path.GetFullPath(path),
            Mode = SqliteOpenMode.ReadWriteCreate,
            // Microsoft.Data.Sqlite tries again for this long while another program holds the lock.
            DefaultTimeout = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)),
        };
        builder.UseSqlite(sqlite.ConnectionString);
        builder.AddInterceptors(new SqlitePragmas());
        return new(StoreEngine.Sqlite, path, builder.Options);
    }

    /// <summary>The PostgreSQL connection string in what was given, or nothing when it names a file.</summary>
    private static string? PostgresText(string store)
    {
        if (store.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
            || store.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase))
        {
            var url = Understand(() => new Uri(store));
            var user = url.UserInfo.Split(':', 2);
            var text = new NpgsqlConnectionStringBuilder
            {
                Host = url.Host,
                Port = url.Port > 0 ? url.Port : 5432,
                Database = Uri.UnescapeDataString(url.AbsolutePath.Trim('/')),
                Username = Uri.UnescapeDataString(user[0]),
            };
            if (user.Length > 1)
            {
                text.Password = Uri.UnescapeDataString(user[1]);
            }

            return text.ConnectionString;
        }

        var parts = store.Split(';').Select(p => p.Split('=', 2)[0].Trim());
        return store.Contains('=', StringComparison.Ordinal)
            && parts.Any(p => p.Equals("Host", StringComparison.OrdinalIgnoreCase) || p.Equals("Server", StringComparison.OrdinalIgnoreCase))
            ? store
            : null;
    }

    private static T Understand<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new StoreRefused(StoreTrouble.Texts["BadConnection"], e);
        }
    }

    private void Prepare(bool create, CancellationToken cancel)
    {
        if (create && Engine == StoreEngine.Sqlite && Path.GetDirectoryName(Path.GetFullPath(Name)) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        using var db = Db();
        cancel.ThrowIfCancellationRequested();
        var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var exists = Engine == StoreEngine.Postgres ? db.Database.CanConnectOrThrow() : File.Exists(Path.GetFullPath(Name));
        if (!exists && !create)
        {
            throw new StoreRefused(StoreTrouble.Texts["NoStore", Name]);
        }

        var applied = exists ? db.Database.GetAppliedMigrations().ToList() : [];
        if (applied.Find(m => !known.Contains(m)) is { } newer)
        {
            throw new StoreRefused(StoreTrouble.Texts["NewerStore", Name, newer]);
        }

        if (applied.Count < known.Count)
        {
            if (Engine == StoreEngine.Sqlite && !exists)
            {
                // Rows of a hundred bytes in pages of 8 KiB: a tenth less work in an import than in pages of 4.
                db.Database.ExecuteSql($"PRAGMA page_size=8192");
            }

            if (Engine == StoreEngine.Sqlite)
            {
                // Readers go on while an import writes.
                db.Database.ExecuteSql($"PRAGMA journal_mode=WAL");
                StoreTrouble.AwaitMigrationLock(db, cancel);
            }

            if (Engine == StoreEngine.Sqlite)
            {
                // An old audit trail is carried over by hashes that SQLite itself lacks: they are there while the connection is open.
                db.Database.OpenConnection();
                AuditChain.AddFunctions((SqliteConnection)db.Database.GetDbConnection());
            }

            db.Database.Migrate();
        }
    }

    private sealed class SqlitePragmas : DbConnectionInterceptor
    {
        // FULL, because an import that was acknowledged must outlive a power cut: one commit costs one fsync.
        private const string Text = "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-65536;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

        public override Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Set(connection);
            return Task.CompletedTask;
        }

        private static void Set(DbConnection connection)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Text;
            command.ExecuteNonQuery();
        }
    }

    private sealed class PostgresPragmas(TimeSpan wait) : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

        public override Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Set(connection);
            return Task.CompletedTask;
        }

        private void Set(DbConnection connection)
        {
            using var command = connection.CreateCommand();
            command.CommandText = FormattableString.Invariant($"SET lock_timeout = {(int)wait.TotalMilliseconds}");
            command.ExecuteNonQuery();
        }
    }
}

/// <summary>What a council's figures depend on.</summary>
internal sealed record CouncilVersions(int Council, long Data, long Access, int? Scheme);
