using Fairload.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Tests.Store;

public sealed class StoreVerifyTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_sound_store_has_no_findings_and_a_row_that_points_nowhere_is_found(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Full();
        await store.Import(ssd.Write());
        var check = await StoreVerify.Run(store.Data, default);
        Assert.Empty(check.Findings);
        Assert.Contains(("LOCAL", Fairload.Core.Cases.RecordKind.Involvement, 3L, 0L), check.Counts);

        using var db = store.Data.Db();
        db.Records.Where(r => r.Key == "I1").ExecuteUpdate(s => s.SetProperty(r => r.Child, 999).SetProperty(r => r.File, 77));
        check = await StoreVerify.Run(store.Data, default);
        Assert.Equal(2, check.Findings.Count);
    }

    [Fact]
    public async Task A_damaged_file_is_found()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        using var ssd = SsdFolder.Full();
        await store.Import(ssd.Write());
        store.CloseFile();
        using (var file = File.OpenWrite(store.Connection))
        {
            file.Position = file.Length / 2;
            file.Write(new byte[40_000]);
        }

        try
        {
            Assert.False((await StoreVerify.Run(store.Data, default)).IsSound);
        }
        catch (StoreRefused refused)
        {
            Assert.Contains("damaged", refused.Message);
        }
    }
}
