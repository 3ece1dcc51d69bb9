using Fairload.App.Auditing;
using Fairload.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Tests.Auditing;

public sealed class AuditErasureTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task What_the_trail_says_about_a_person_goes_and_the_chain_stays_whole(StoreEngine engine)
    {
        await using var store = await AuditChainTests.Filled(engine, 20);
        using var db = store.Data.Db();
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            Audit.Write(db, store.Time, 1, "amina", "move case", "worker", "W1", null, new { Child = "C3", Team = "T1" });
            Audit.Write(db, store.Time, 1, "amina", "move case", "worker", "W1", null, new { Child = "C33", Note = "not C3 alone" });
            await transaction.CommitAsync();
        }

        var about = db.Audit.AsNoTracking().Count(e => e.SubjectKind == "child" && e.SubjectId == "C3");
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            Assert.Equal(about + 1, Audit.Erase(db, store.Time, 1, "officer", [("child", "C3"), ("child", "C99")], "retention ended"));
            await transaction.CommitAsync();
        }

        Assert.Empty(db.Audit.AsNoTracking().Where(e => e.SubjectId == "C3"));
        var left = db.Audit.AsNoTracking().AsEnumerable().Select(e => $"{e.Who} {e.Before} {e.After}").ToList();
        Assert.DoesNotContain(left, said => said.Contains("\"C3\"", StringComparison.Ordinal));
        Assert.Contains(left, said => said.Contains("not C3 alone", StringComparison.Ordinal));
        var told = db.Audit.AsNoTracking().Single(e => e.Action == Audit.EraseContent);
        Assert.Contains($"\"count\":{about + 1},", told.After);
        Assert.Contains("retention ended", told.After);
        Assert.DoesNotContain("C3", told.After);
        Assert.Equal(23, db.AuditLinks.Count());
        Assert.Empty((await StoreVerify.Run(store.Data, default)).Findings);

        // A second erasure leaves what the first one said.
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            Audit.Erase(db, store.Time, 1, "officer", [("audit", ""), ("child", "retention ended")], "again");
            await transaction.CommitAsync();
        }

        Assert.Equal(2, db.Audit.AsNoTracking().Count(e => e.Action == Audit.EraseContent));
        Assert.Empty((await StoreVerify.Run(store.Data, default)).Findings);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_erasure_that_is_not_committed_erases_nothing(StoreEngine engine)
    {
        await using var store = await AuditChainTests.Filled(engine, 10);
        using (var db = store.Data.Db())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            Audit.Erase(db, store.Time, 1, "officer", [("child", "C3")], "retention");
            await transaction.RollbackAsync();
        }

        using var after = store.Data.Db();
        Assert.Equal((10, 10, 0), (after.Audit.Count(), after.AuditLinks.Count(), after.AuditErasures.Count()));
    }
}
