using Fairload.App.Imports;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Tests.Imports;

/// <summary>A folder is loaded once it has changed and come to rest, by one server, and what goes wrong is told until it is right.</summary>
public sealed class WatchedFolderTests : IDisposable
{
    private readonly SsdFolder _ssd = SsdFolder.Small();

    public void Dispose() => _ssd.Dispose();

    [Theory, OnSqlite, OnPostgres]
    public async Task A_changed_folder_at_rest_is_loaded_once(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        var watched = Watch(store, Written());
        Assert.False(await watched.Look(default));
        Assert.True(await Later(store, watched, 90));
        Assert.False(await Later(store, watched, 90));
        Assert.False(await Watch(store, _ssd.Path).Look(default));
        Assert.Equal((1, WatchedFolder.Who, null), (Runs(store).Count, Runs(store)[0].Who, Notice(store)));

        // The same content again is another writing of it, and changes nothing.
        await Later(store, watched, 90);
        Written();
        await watched.Look(default);
        Assert.True(await Later(store, watched, 90));
        Assert.Equal((2, 1L), (Runs(store).Count, store.Version()));
        Assert.Equal(5, Directory.GetFiles(_ssd.Path).Length - 1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_file_that_is_still_being_copied_is_waited_for(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        Written();
        var file = Path.Combine(_ssd.Path, "ssd_involvements.csv");
        var whole = await File.ReadAllBytesAsync(file);
        var watched = Watch(store, _ssd.Path);
        for (var part = 1; part <= 4; part++)
        {
            await File.WriteAllBytesAsync(file, whole[..(whole.Length * part / 4)]);
            Assert.False(await Later(store, watched, 60));
        }

        Assert.False(await Later(store, watched, 60));
        Assert.True(await Later(store, watched, 60));
        Assert.Equal(3, Runs(store)[0].Added - store.State().Count + 3);
        Assert.Null(Notice(store));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_bad_file_is_told_until_a_good_one_comes_and_is_not_tried_again_before(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        var watched = Watch(store, Written());
        File.Delete(Path.Combine(_ssd.Path, "ssd_involvements.csv"));
        await watched.Look(default);
        Assert.True(await Later(store, watched, 90));
        Assert.Contains("ssd_involvements", Notice(store)!.Message, StringComparison.Ordinal);
        Assert.False(await Later(store, watched, 3600));
        using (var db = store.Data.Db())
        {
            Assert.Equal((WatchedFolder.Who, TryOutcome.Refused), db.ImportTries.Select(one => new { one.Who, one.Outcome }).AsEnumerable().Select(one => (one.Who, one.Outcome)).Single());
        }

        Written();
        await watched.Look(default);
        Assert.True(await Later(store, watched, 90));
        Assert.Null(Notice(store));
        Assert.Single(Runs(store));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_folder_that_is_gone_or_holds_what_cannot_be_read_is_told(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        var gone = Path.Combine(_ssd.Path, "gone");
        var watched = Watch(store, gone);
        await watched.Look(default);
        Assert.True(await Later(store, watched, 90));
        Assert.Contains("gone", Notice(store)!.Message, StringComparison.Ordinal);
        Directory.CreateDirectory(gone);
        File.CreateSymbolicLink(Path.Combine(gone, "ssd_person.csv"), Path.Combine(gone, "nowhere.csv"));
        await watched.Look(default);
        Assert.True(await Later(store, watched, 90));
        Assert.EndsWith(".", Notice(store)!.Message, StringComparison.Ordinal);
        Assert.Empty(Runs(store));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task When_nothing_was_loaded_for_days_people_are_told(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        var watched = Watch(store, Written());
        await watched.Look(default);
        Assert.True(await Later(store, watched, 90));
        Assert.False(await Later(store, watched, 4 * 86400 - 91));
        Assert.Null(Notice(store));
        var access = Access(store);
        await Later(store, watched, 91);
        Assert.Contains("since 1 April 2026", Notice(store)!.Message, StringComparison.Ordinal);
        Assert.Equal(access + 1, Access(store));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_two_servers_one_loads(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        WatchedFolder[] servers = [Watch(store, Written()), Watch(store, _ssd.Path)];
        foreach (var server in servers)
        {
            await server.Look(default);
        }

        store.Time.Now += TimeSpan.FromSeconds(90);
        var loaded = await Task.WhenAll(servers.Select(server => Task.Run(() => server.Look(default))));
        Assert.Single(loaded, true);
        Assert.Single(Runs(store));
    }

    private static WatchedFolder Watch(TestStore store, string folder) => new(store.Data, store.Time, folder, null);

    private static async Task<bool> Later(TestStore store, WatchedFolder watched, int seconds)
    {
        store.Time.Now += TimeSpan.FromSeconds(seconds);
        return await watched.Look(default);
    }

    private static List<ImportRun> Runs(TestStore store)
    {
        using var db = store.Data.Db();
        return [.. db.Imports.AsNoTracking().OrderBy(run => run.Id)];
    }

    private static WatchNotice? Notice(TestStore store)
    {
        using var db = store.Data.Db();
        return WatchedFolder.NoticeOf(db, 1);
    }

    private static long Access(TestStore store)
    {
        using var db = store.Data.Db();
        return db.Councils.Select(one => one.AccessVersion).Single();
    }

    private string Written()
    {
        _ssd.Write();
        File.WriteAllText(Path.Combine(_ssd.Path, "extract.json"), """{ "extractDate": "2026-03-31" }""");
        return _ssd.Path;
    }
}
