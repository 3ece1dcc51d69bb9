using Fairload.Core.Cases;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Store;

/// <summary>What a check of the store found.</summary>
/// <param name="Findings">What is wrong, one sentence each; empty when all is well.</param>
/// <param name="Councils">How many councils there are.</param>
/// <param name="Counts">How many rows stand, by council code and kind.</param>
/// <param name="AuditHeads">The end of each council's audit chain.</param>
public sealed record StoreCheck(
    IReadOnlyList<string> Findings,
    int Councils,
    IReadOnlyList<(string Council, RecordKind Kind, long Standing, long Withdrawn)> Counts,
    IReadOnlyList<AuditHead> AuditHeads)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsSound => Findings.Count == 0;
}

/// <summary>Checks a store: its schema, the file itself, that what rows point to is there, and its audit trail.</summary>
public static class StoreVerify
{
    /// <summary>Checks the store. Reads only.</summary>
    public static Task<StoreCheck> Run(DataStore store, CancellationToken cancel) => Run(store, null, cancel);

    /// <summary>Checks the store. Reads only.</summary>
    /// <param name="store">The store.</param>
    /// <param name="kept">The end of an audit chain as somebody kept it elsewhere, or nothing.</param>
    /// <param name="cancel">Stops the work.</param>
    public static Task<StoreCheck> Run(DataStore store, AuditHead? kept, CancellationToken cancel) => Task.Run(
        () =>
        {
            try
            {
                using var db = store.Db();
                return Check(db, store, kept, cancel);
            }
            catch (Exception e) when (StoreTrouble.Explain(e, store) is { } refused)
            {
                throw refused;
            }
        },
        cancel);

    private static StoreCheck Check(FairloadDb db, DataStore store, AuditHead? kept, CancellationToken cancel)
    {
        var findings = new List<string>();
        var applied = db.Database.GetAppliedMigrations().Count();
        var known = db.Database.GetMigrations().Count();
        if (applied != known)
        {
            findings.Add(StoreTrouble.Texts["VerifySchema", applied, known]);
        }

        if (store.Engine == StoreEngine.Sqlite)
        {
            findings.AddRange(db.Database.SqlQuery<string>($"SELECT integrity_check AS \"Value\" FROM pragma_integrity_check")
                .ToList().Where(line => line != "ok").Select(line => StoreTrouble.Texts["VerifyIntegrity", line]));
            findings.AddRange(db.Database.SqlQuery<string>($"SELECT \"table\" AS \"Value\" FROM pragma_foreign_key_check")
                .ToList().Distinct().Select(table => StoreTrouble.Texts["VerifyForeignKeys", table]));
        }

        cancel.ThrowIfCancellationRequested();
        Links(db, findings);
        using var auditDb = store.Db();
        var heads = new AuditCheck(auditDb, findings).Run(kept, cancel);
        var codes = db.Councils.ToDictionary(c => c.Id, c => c.Code);
        var counts = db.Records.GroupBy(r => new { r.Council, r.Kind })
            .Select(g => new
            {
                g.Key.Council, g.Key.Kind, Standing = g.LongCount(r => r.Withdrawn == null), All = g.LongCount(),
            })
            .ToList();
        return new StoreCheck(
            findings,
            codes.Count,
            [
                .. from count in counts
                   orderby count.Council, count.Kind
                   select (codes.GetValueOrDefault(count.Council, "?"), count.Kind, count.Standing, count.All - count.Standing),
            ],
            heads);
    }

    private static void Links(FairloadDb db, List<string> findings)
    {
        void Count(string text, IQueryable<Record> wrong)
        {
            var rows = wrong.LongCount();
            if (rows > 0)
            {
                findings.Add(StoreTrouble.Texts[text, rows]);
            }
        }

        IQueryable<int> Numbers(int council, Tables.Subject subject) =>
            db.Identities.Where(i => i.Council == council && i.Subject == subject).Select(i => i.Number);

        foreach (var council in db.Councils.Select(c => c.Id).ToList())
        {
            var rows = db.Records.Where(r => r.Council == council);
            var children = Numbers(council, Tables.Subject.Child);
            var workers = Numbers(council, Tables.Subject.Worker);
            var files = db.ImportFiles.Where(f => f.Council == council).Select(f => f.Id);
            Count("VerifyChildren", rows.Where(r => r.Child != null && !children.Contains(r.Child!.Value)));
            Count("VerifyWorkers", rows.Where(r =>
                (r.Worker != null && !workers.Contains(r.Worker!.Value))
                || (r.OtherWorker != null && !workers.Contains(r.OtherWorker!.Value))));
            Count("VerifyFiles", rows.Where(r => !files.Contains(r.File)));
        }
    }
}
