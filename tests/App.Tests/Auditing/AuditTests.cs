using Fairload.App.Auditing;
using Fairload.App.Store;

namespace Fairload.App.Tests.Auditing;

/// <summary>Alone: a dozen writers that wait for one another's locks wait too long beside tests that keep all processors busy.</summary>
[Collection(nameof(Imports.Alone))]
public sealed class AuditTests
{
    [Trait("ASVS", "16.1.1")]
    [Theory, OnSqlite, OnPostgres]
    public async Task Entries_are_numbered_without_gaps_however_many_write_at_once(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Small();
        await store.Import(ssd.Write());
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Factory.StartNew(() =>
        {
            using var db = store.Data.Db();
            using var transaction = db.Database.BeginTransaction();
            Audit.Write(db, store.Time, 1, "amina", "agree judgement", "case", $"C{i}", new { Old = i }, null);
            if (i % 3 == 0)
            {
                transaction.Rollback();
            }
            else
            {
                transaction.Commit();
            }
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        using var after = store.Data.Db();
        Assert.Equal(Enumerable.Range(1, 9).Select(n => (long)n), after.Audit.OrderBy(a => a.Id).Select(a => a.Id));
        Assert.Contains("\"old\":", after.Audit.OrderBy(a => a.Id).Last().Before);
    }

    [Theory, OnSqlite]
    public async Task An_entry_outside_a_transaction_is_a_fault(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var db = store.Data.Db();
        Assert.Throws<InvalidOperationException>(() => Audit.Write(db, store.Time, 1, "a", "b", "c", "d", null, null));
    }
}
