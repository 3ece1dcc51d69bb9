using System.Diagnostics;
using Fairload.App.Auditing;
using Fairload.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Tests.Auditing;

public sealed class ViewLogTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Looks_that_come_at_once_are_all_noted_before_anybody_is_told(StoreEngine engine)
    {
        await using var store = await AuditChainTests.Filled(engine, 1);
        using var log = new ViewLog(store.Data, store.Time, Patience.Most);
        await Task.WhenAll(Enumerable.Range(0, 700).Select(i => Task.Run(async () =>
        {
            await log.Note(Look($"C{i}") with { IsFile = i % 7 == 0 }, default);
            if (i % 100 == 0)
            {
                using var db = store.Data.Db();
                Assert.Equal("view child", db.Audit.Single(e => e.SubjectId == $"C{i}").Action);
            }
        })));

        using var after = store.Data.Db();
        Assert.Equal(701, after.Audit.Count());
        Assert.Equal(100, after.Audit.Count(e => e.After == "{\"how\":\"csv\"}"));
        Assert.Empty((await StoreVerify.Run(store.Data, default)).Findings);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_look_that_cannot_be_noted_is_refused_and_the_next_one_is_noted_once_it_can_be(StoreEngine engine)
    {
        await using var store = await AuditChainTests.Filled(engine, 1);
        using var log = new ViewLog(store.Data, store.Time, Patience.Most);
        await log.Note(Look("C1"), default);
        using var db = store.Data.Db();
        await db.Database.ExecuteSqlRawAsync("ALTER TABLE audit RENAME TO audit_away");
        await Assert.ThrowsAsync<AuditNotWritten>(() => log.Note(Look("C2"), default));
        await db.Database.ExecuteSqlRawAsync("ALTER TABLE audit_away RENAME TO audit");
        await log.Note(Look("C3"), default);

        Assert.Equal(["C1", "C1", "C3"], db.Audit.AsNoTracking().OrderBy(e => e.Id).Select(e => e.SubjectId).ToList());
        Assert.Equal(3, db.Councils.AsNoTracking().Single().LastAudit);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task While_another_program_holds_the_store_nobody_waits_longer_than_the_bound(StoreEngine engine)
    {
        await using var store = await AuditChainTests.Filled(engine, 1);
        var bound = TimeSpan.FromSeconds(5);
        using var log = new ViewLog(await DataStore.Open(store.Connection, 2 * Patience.Most), store.Time, bound);
        using (var db = store.Data.Db())
        {
            await using var holds = await db.Database.BeginTransactionAsync();
            await db.Database.ExecuteSqlRawAsync("UPDATE councils SET name = 'held'");
            var watch = Stopwatch.StartNew();
            await Assert.ThrowsAsync<AuditNotWritten>(() => log.Note(Look("C1"), default));
            Assert.InRange(watch.Elapsed, bound / 2, Patience.Most);
            await holds.RollbackAsync();
        }

        await log.Note(Look("C2"), default);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_look_with_a_name_that_the_store_could_not_keep_takes_nobody_elses_with_it(StoreEngine engine)
    {
        await using var store = await AuditChainTests.Filled(engine, 1);
        using var log = new ViewLog(store.Data, store.Time, Patience.Most);
        await Task.WhenAll(
            log.Note(Look("C1"), default),
            log.Note(Look(new string('x', 300) + "\0") with { Who = "nul\0" }, default),
            Assert.ThrowsAsync<AuditNotWritten>(() => log.Note(Look("C2") with { Council = 99 }, default)));
        Assert.Empty((await StoreVerify.Run(store.Data, default)).Findings);
    }

    private static View Look(string child) => new(1, "amina", View.OfChild, "child", child, false);
}
