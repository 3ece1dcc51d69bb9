using Fairload.App.Imports;
using Fairload.App.Store;
using Fairload.Core.Cases;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Record = Fairload.Core.Cases.Record;

namespace Fairload.App.Tests;

/// <summary>An empty store of a test's own, on either engine, gone when the test ends.</summary>
public sealed class TestStore : IAsyncDisposable
{
    private TestStore(StoreEngine engine, string connection, string folder) =>
        (Engine, Connection, Folder) = (engine, connection, folder);

    public static string? PostgresServer => Environment.GetEnvironmentVariable("FAIRLOAD_TEST_POSTGRES") is { Length: > 0 } s ? s : null;

    public StoreEngine Engine { get; }

    public string Connection { get; }

    public string Folder { get; }

    public DataStore Data { get; private set; } = null!;

    public Clock Time { get; } = new(new DateTimeOffset(2026, 4, 1, 9, 0, 0, TimeSpan.Zero));

    public static async Task<TestStore> Open(StoreEngine engine)
    {
        var folder = Directory.CreateTempSubdirectory("fairload-test-").FullName;
        var connection = Path.Combine(folder, "fairload.db");
        if (engine == StoreEngine.Postgres)
        {
            connection = new NpgsqlConnectionStringBuilder(PostgresServer!)
            {
                Database = "fairload_test_" + Guid.NewGuid().ToString("N"),
                MaxPoolSize = 20,
                Timeout = (int)Patience.Most.TotalSeconds,
            }.ConnectionString;
        }

        var store = new TestStore(engine, connection, folder);
        store.Data = await DataStore.Open(connection, Patience.Most);
        return store;
    }

    public Task<ImportReport> Import(string path, string extract = "2026-03-31", Func<ImportRequest, ImportRequest>? with = null)
    {
        var request = new ImportRequest([path]) { ExtractDate = DateOnly.ParseExact(extract, "yyyy-MM-dd"), Who = "test" };
        return new ImportFiles(Data, Time).Run(with?.Invoke(request) ?? request, null, default);
    }

    /// <summary>Every record without its own number, file and row, as lines: the state that an import is about.</summary>
    public IReadOnlyList<string> State()
    {
        using var db = Data.Db();
        return
        [
            .. db.Records.AsNoTracking().AsEnumerable()
                .OrderBy(r => r.Council).ThenBy(r => r.Kind).ThenBy(r => r.Key, StringComparer.Ordinal)
                .Select(r => $"{r.Council} {r.Kind} {r.Key} {r.Child} {r.Worker} {r.OtherWorker} {r.Team} {r.From:O} {r.Until:O} {r.Due:O} "
                    + $"{r.Code} {r.Detail} {r.Ref} {r.Number} {r.Flag} {r.Extra?.Replace('\n', ';')} {r.Withdrawn:O}"),
        ];
    }

    public Record Find(RecordKind kind, string key)
    {
        using var db = Data.Db();
        return db.Records.AsNoTracking().Single(r => r.Kind == kind && r.Key == key);
    }

    public long Version()
    {
        using var db = Data.Db();
        return db.Councils.AsNoTracking().Select(c => c.DataVersion).SingleOrDefault();
    }

    public async ValueTask DisposeAsync()
    {
        if (Engine == StoreEngine.Postgres)
        {
            await using var connection = new NpgsqlConnection(Connection);
            NpgsqlConnection.ClearPool(connection);
            await using var server = new NpgsqlConnection(PostgresServer);
            await server.OpenAsync();
            await using var drop = new NpgsqlCommand($"DROP DATABASE IF EXISTS \"{connection.Database}\" WITH (FORCE)", server);
            await drop.ExecuteNonQueryAsync();
        }
        else
        {
            CloseFile();
        }

        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Closes the pooled connections to the SQLite file, so that its last byte is on disk.</summary>
    public void CloseFile()
    {
        using var db = Data.Db();
        SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
    }
}

/// <summary>A clock that stands where it was set.</summary>
public sealed class Clock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => Now;
}
