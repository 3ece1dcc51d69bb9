using Fairload.App.Store;
using Fairload.App.Store.Rows;
using Fairload.App.Store.Tables;
using Fairload.Core.Cases;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Imports;

/// <summary>
/// Keeps what the latest import of a council wrote over (<see cref="UndoRows"/>). It is about people as much as the records are, so
/// whatever takes people or names out of the records ends it.
/// </summary>
public static class UndoJournal
{
    /// <summary>
    /// Ends the chance to undo the latest import, in the caller's transaction, because the records are no longer as it left them. An
    /// import or undo that is under way is waited for.
    /// </summary>
    public static void Close(FairloadDb db, int council, UndoClosed why)
    {
        ArgumentNullException.ThrowIfNull(db);
        WaitForImports(db);
        Empty(db, council);
        var latest = db.Imports.Where(run => run.Council == council).Max(run => (int?)run.Id);
        db.Imports.Where(run => run.Council == council && run.Id == latest && run.Undone == null && run.UndoClosed == null)
            .ExecuteUpdate(set => set.SetProperty(run => run.UndoClosed, why));
    }

    /// <summary>Forgets what the import before kept.</summary>
    internal static void Empty(FairloadDb db, int council)
    {
        db.Database.ExecuteSql($"DELETE FROM undo_rows WHERE council = {council}");
        db.Database.ExecuteSql($"DELETE FROM undo_identities WHERE council = {council}");
        db.Database.ExecuteSql($"DELETE FROM undo_labels WHERE council = {council}");
    }

    /// <summary>Keeps what a name alone stands for, records and ids, before an import gives it to a worker who is known.</summary>
    internal static void KeepWorker(FairloadDb db, int council, int number, WritesOver over)
    {
        var source = (int)Source.AnnexA;
        db.Database.ExecuteSql(
            $"""
            INSERT INTO undo_rows (id, council, kind, source, key, child, worker, other_worker, team, "from", until, due, code, detail, ref, number, flag, extra,
            withdrawn, file, row)
            SELECT id, council, kind, source, key, child, worker, other_worker, team, "from", until, due, code, detail, ref, number, flag, extra,
            withdrawn, file, row FROM records WHERE council = {council} AND source = {source} AND (worker = {number} OR other_worker = {number}) AND file < {over.FirstFile}
            ON CONFLICT DO NOTHING
            """);
        var (subject, last) = ((int)Subject.Worker, over.LastIdentity);
        db.Database.ExecuteSql(
            $"""
            INSERT INTO undo_identities (council, subject, system, source_id, number)
            SELECT council, subject, system, source_id, number FROM identities
            WHERE council = {council} AND subject = {subject} AND system = {Identity.Named} AND number = {number} AND number <= {last}
            ON CONFLICT DO NOTHING
            """);
    }

    /// <summary>Keeps the unknown labels before an import says which there are now.</summary>
    internal static void KeepLabels(FairloadDb db, int council) => db.Database.ExecuteSql(
        $"""
        INSERT INTO undo_labels (id, council, list, "column", label, count, last)
        SELECT id, council, list, "column", label, count, last FROM unknown_labels WHERE council = {council}
        """);

    /// <summary>Puts them back.</summary>
    internal static void RestoreLabels(FairloadDb db, int council)
    {
        db.Database.ExecuteSql($"DELETE FROM unknown_labels WHERE council = {council}");
        db.Database.ExecuteSql(
            $"""
            INSERT INTO unknown_labels (id, council, list, "column", label, count, last)
            SELECT id, council, list, "column", label, count, last FROM undo_labels WHERE council = {council}
            """);
    }

    /// <summary>Waits until no other import is under way, and keeps others waiting until the caller's transaction ends.</summary>
    internal static void WaitForImports(FairloadDb db)
    {
        if (db.Database.IsNpgsql())
        {
            // SQLite has one writer at a time; here imports wait for each other, and nobody else waits for them.
            db.Database.ExecuteSql($"SELECT pg_advisory_xact_lock(hashtext('fairload import'))");
        }
    }
}
