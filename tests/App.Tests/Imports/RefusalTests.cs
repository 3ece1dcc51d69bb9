using Fairload.App.Imports;
using Fairload.App.Store;
using Microsoft.Data.Sqlite;

namespace Fairload.App.Tests.Imports;

/// <summary>What is refused whole: one plain sentence, and nothing changed.</summary>
public sealed class RefusalTests
{
    /// <summary>Less than the half minute that the store and the drivers wait when nobody says otherwise.</summary>
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(25);

    public static TheoryData<string> Kinds() =>
    [
        "nothing", "empty", "header-only", "no-persons", "no-involvements", "not-csv", "workbook", "unknown", "missing-column",
        "same-table", "no-date", "future", "bad-note", "bad-kind", "bad-window", "empty-folder", "bad-council",
    ];

    [Theory, MemberData(nameof(Kinds))]
    public async Task It_is_said_in_one_sentence_and_nothing_is_changed(string kind)
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        using var good = SsdFolder.Small();
        await store.Import(good.Write(), "2026-03-01");
        var before = store.State();

        using var ssd = SsdFolder.Small();
        var path = ssd.Write();
        var extract = "2026-03-31";
        Func<ImportRequest, ImportRequest> with = r => r;
        string In(string name) => Path.Combine(path, name);
        switch (kind)
        {
            case "nothing": path = In("not-there.csv"); break;
            case "empty": File.WriteAllText(In("ssd_family.csv"), ""); break;
            case "header-only": File.WriteAllText(In("ssd_involvements.csv"), ssd.Csv("ssd_involvements").Split('\n')[0] + "\n"); break;
            case "no-persons": File.Delete(In("ssd_person.csv")); break;
            case "no-involvements": File.Delete(In("ssd_involvements.csv")); break;
            case "not-csv": File.WriteAllBytes(In("ssd_person.csv"), [0x25, 0x50, 0x44, 0x46, 0, 1, 2, 3]); break;
            case "workbook": File.WriteAllBytes(In("ssd_person.csv"), [0xD0, 0xCF, 0x11, 0xE0, 1, 2, 3, 4]); break;
            case "unknown": File.WriteAllText(In("x.csv"), "a,b\n1,2\n"); path = In("x.csv"); break;
            case "missing-column": File.WriteAllText(In("ssd_person.csv"), "pers_sex,pers_dob\nM,2020-01-01\n"); break;
            case "same-table": File.Copy(In("ssd_person.csv"), In("person2.csv")); break;
            case "no-date": with = r => r with { ExtractDate = null }; break;
            case "future": extract = "2026-04-02"; break;
            case "bad-note": File.WriteAllText(In("extract.json"), "{ \"extractDate\": \"soon\" }"); with = r => r with { ExtractDate = null }; break;
            case "bad-kind": with = r => r with { Kind = "payroll" }; break;
            case "bad-window": with = r => r with { Window = (new DateOnly(2026, 2, 1), new DateOnly(2026, 2, 1)) }; break;
            case "empty-folder": path = Directory.CreateDirectory(In("sub")).FullName; break;
            case "bad-council": with = r => r with { Council = "../x" }; break;
        }

        var refused = await Assert.ThrowsAsync<ImportRefused>(() => store.Import(path, extract, with));
        Assert.EndsWith(".", refused.Message);
        Assert.DoesNotContain('\n', refused.Message);
        Assert.Equal(before, store.State());
        Assert.Equal(1, store.Version());
    }

    [Fact]
    public async Task Tomorrow_begins_at_midnight_in_the_United_Kingdom_wherever_the_server_stands()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        using var ssd = SsdFolder.Small();
        ssd.Write();
        store.Time.Now = new DateTimeOffset(2026, 4, 1, 22, 59, 0, TimeSpan.Zero);
        await Assert.ThrowsAsync<ImportRefused>(() => store.Import(ssd.Path, "2026-04-02"));
        store.Time.Now += TimeSpan.FromMinutes(1);
        await store.Import(ssd.Path, "2026-04-02");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_refusal_in_the_last_file_undoes_the_first(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Full();
        ssd.Write();
        await File.AppendAllTextAsync(Path.Combine(ssd.Path, "ssd_cla_reviews.csv"), new string(',', 600) + "\n");
        var refused = await Assert.ThrowsAsync<ImportRefused>(() => store.Import(ssd.Path));
        Assert.Equal(("ssd_cla_reviews.csv", 3), (refused.File, refused.Row));
        Assert.Empty(store.State());
        using var db = store.Data.Db();
        Assert.Empty(db.Councils);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_stopped_import_leaves_nothing(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Full();
        using var stop = new CancellationTokenSource();
        var request = new ImportRequest([ssd.Write()]) { ExtractDate = new DateOnly(2026, 3, 31) };
        var progress = new Stopper(stop);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new ImportFiles(store.Data, store.Time).Run(request, progress, stop.Token));
        Assert.Empty(store.State());
        await store.Import(ssd.Path);
    }

    [Fact]
    public async Task A_full_disk_is_said_and_the_next_import_works()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        using var small = SsdFolder.Small();
        await store.Import(small.Write());
        var before = store.State();
        using var ssd = SsdFolder.Full();
        for (var i = 0; i < 20_000; i++)
        {
            ssd.Add("ssd_contacts", $"C{i + 10},P1,2025-12-01,1A");
        }

        // A page limit makes SQLite say "full" just as a full disk does. It belongs to the connection, which is pooled.
        using (var db = store.Data.Db())
        {
            db.Database.OpenConnectionNow("PRAGMA max_page_count=60");
        }

        var refused = await Assert.ThrowsAsync<StoreRefused>(() => store.Import(ssd.Write()));
        Assert.Contains("no room", refused.Message);
        Assert.Equal(before, store.State());
        using (var db = store.Data.Db())
        {
            db.Database.OpenConnectionNow("PRAGMA max_page_count=1000000");
        }

        Assert.True((await store.Import(ssd.Path)).ChangedAnything);
        Assert.True((await StoreVerify.Run(store.Data, default)).IsSound);
    }

    [Fact]
    public async Task A_store_that_another_program_holds_is_said()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        using var other = new SqliteConnection($"Data Source={store.Connection};Pooling=False");
        other.Open();
        using var held = other.BeginTransaction();
        using var ssd = SsdFolder.Small();
        var data = await DataStore.Open(store.Connection, TimeSpan.FromSeconds(1));
        var refused = await Assert.ThrowsAsync<StoreRefused>(() => new ImportFiles(data, store.Time)
            .Run(new ImportRequest([ssd.Write()]) { ExtractDate = new DateOnly(2026, 3, 31) }, null, default)).WaitAsync(MostTime);
        Assert.Contains("in use", refused.Message);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=x;Database=y", "cannot be reached")]
    [InlineData("postgres://x:secret@127.0.0.1:1/y", "cannot be reached")]
    [InlineData("Host=h;Port=nonsense", "not understood")]
    public async Task A_server_that_does_not_answer_is_said_within_seconds(string store, string says)
    {
        var refused = await Assert.ThrowsAsync<StoreRefused>(() => DataStore.Open(store)).WaitAsync(MostTime);
        Assert.Contains(says, refused.Message);
        Assert.DoesNotContain("secret", refused.Message);
    }

    [Fact]
    public async Task A_file_that_is_no_store_is_said()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        var path = Path.Combine(store.Folder, "other.db");
        await File.WriteAllTextAsync(path, new string('x', 5000));
        var refused = await Assert.ThrowsAsync<StoreRefused>(() => DataStore.Open(path));
        Assert.Contains("not a Fairload store", refused.Message);
        path = Path.Combine(store.Folder, "none.db");
        refused = await Assert.ThrowsAsync<StoreRefused>(() => DataStore.Open(path, create: false));
        Assert.Contains("no store", refused.Message);
        Assert.False(File.Exists(path));
        refused = await Assert.ThrowsAsync<StoreRefused>(() => DataStore.Open(store.Folder));
        Assert.Contains("cannot be opened", refused.Message);
    }

    private sealed class Stopper(CancellationTokenSource stop) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            if (value.File == "ssd_involvements.csv")
            {
                stop.Cancel();
            }
        }
    }
}

internal static class DatabaseFacadeExtensions
{
    public static void OpenConnectionNow(this Microsoft.EntityFrameworkCore.Infrastructure.DatabaseFacade database, string sql)
    {
        var connection = Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.GetDbConnection(database);
        Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.OpenConnection(database);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteScalar();
    }
}
