using System.Globalization;
using Fairload.App.Auditing;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Imports;

/// <summary>What undoing an import came to, or would.</summary>
/// <param name="Import">The import.</param>
/// <param name="When">When it was applied, in UTC.</param>
/// <param name="Who">Who had asked for it.</param>
/// <param name="Removed">Rows that it had added, and that go.</param>
/// <param name="Restored">Rows that it had changed or withdrawn, and that say again what they said before.</param>
/// <param name="Before">Rows that stood before the undoing.</param>
/// <param name="After">Rows that stand after it.</param>
/// <param name="Done">Whether it was done, or only tried.</param>
public sealed record Undoing(int Import, DateTime When, string Who, long Removed, long Restored, long Before, long After, bool Done);

/// <summary>
/// Undoes the latest import of a council: rows, ids and days stand exactly as they stood before it. Only the numbers that were given out
/// and the data version go on, because nothing that was kept from before may be taken for what is there now.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="time">The clock.</param>
public sealed class UndoImport(DataStore store, TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    /// <summary>Undoes it, or with <paramref name="dryRun"/> says what that would do.</summary>
    /// <param name="council">The council.</param>
    /// <param name="import">The import that the person means; nothing for whichever is the latest.</param>
    /// <param name="who">Who asks.</param>
    /// <param name="dryRun">Whether only to say it.</param>
    /// <param name="cancel">Stops the work until it is committed.</param>
    /// <exception cref="Refused">There is nothing to undo, or not any more; nothing was changed.</exception>
    public Task<Undoing> Run(Council council, int? import, string who, bool dryRun, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(council);
        return Task.Run(
            () =>
            {
                try
                {
                    return Undo(council.Id, import, who, dryRun, cancel);
                }
                catch (Exception e) when (e is not Refused && StoreTrouble.Explain(e, store) is { } refused)
                {
                    throw refused;
                }
            },
            cancel);
    }

    /// <summary>Why an import cannot be undone, in one sentence; nothing when it can.</summary>
    public static string? WhyNot(FairloadDb db, int council, int import)
    {
        ArgumentNullException.ThrowIfNull(db);
        var all = db.Imports.AsNoTracking().Where(run => run.Council == council);
        var latest = all.Max(run => (int?)run.Id);
        if (all.FirstOrDefault(run => run.Id == import) is not { } run)
        {
            return ImportTexts.All["UndoNothing"];
        }

        return run switch
        {
            { Undone: { } when } => ImportTexts.All["UndoneAlready", import, run.UndoneBy, when],
            _ when latest != import => ImportTexts.All["UndoLater", import, latest],
            { UndoClosed: { } closed } => ImportTexts.All["UndoClosed" + closed, import],
            { LastIdentity: null } => ImportTexts.All["UndoOld", import],
            // A hold keeps a number from being erased; the same person would have another number when loaded again.
            _ when db.Holds.Any(hold => hold.Council == council && hold.Ended == null && hold.Number > run.LastIdentity) => ImportTexts.All["UndoHeld", import],
            _ => null,
        };
    }

    private Undoing Undo(int id, int? import, string who, bool dryRun, CancellationToken cancel)
    {
        using var db = store.Db();
        db.Database.SetCommandTimeout(Longest);
        using var transaction = db.Database.BeginTransaction();
        UndoJournal.WaitForImports(db);
        var council = db.Councils.Single(one => one.Id == id);
        var number = import ?? db.Imports.Where(one => one.Council == id).Max(one => (int?)one.Id) ?? throw new Refused(ImportTexts.All["UndoNothing"]);
        if (WhyNot(db, id, number) is { } why)
        {
            throw new Refused(why);
        }

        var run = db.Imports.Single(one => one.Council == id && one.Id == number);
        var before = Standing(db, id);
        var (removed, restored) = Restore(db, run);
        var undone = new Undoing(number, run.When, run.Who, removed, restored, before, Standing(db, id), !dryRun);
        (run.UndoneBy, run.Undone) = (who, time.GetUtcNow().UtcDateTime);
        council.DataVersion++;
        db.SaveChanges();
        Audit.Write(
            db, time, id, who, "undo import", "import", number.ToString(CultureInfo.InvariantCulture), new { Rows = undone.Before },
            new { Rows = undone.After, undone.Removed, undone.Restored });
        cancel.ThrowIfCancellationRequested();
        if (!dryRun)
        {
            transaction.Commit();
        }

        return undone;
    }

    private static long Standing(FairloadDb db, int council) => db.Records.LongCount(record => record.Council == council && record.Withdrawn == null);

    /// <summary>Puts back what the import wrote over, and takes away what it added.</summary>
    private static (long Removed, long Restored) Restore(FairloadDb db, ImportRun run)
    {
        var (council, last) = (run.Council, run.LastIdentity!.Value);
        var first = db.ImportFiles.Where(file => file.Council == council && file.Import == run.Id).Min(file => (int?)file.Id) ?? int.MaxValue;
        var gone = db.Database.ExecuteSql(
            $"""
            DELETE FROM records WHERE council = {council} AND (file >= {first} OR EXISTS (SELECT 1 FROM undo_rows u
            WHERE u.council = records.council AND u.kind = records.kind AND u.source = records.source AND u.key = records.key))
            """);
        var restored = db.Database.ExecuteSql(
            $"""
            INSERT INTO records (id, council, kind, source, key, child, worker, other_worker, team, "from", until, due, code, detail, ref, number, flag, extra,
            withdrawn, file, row)
            SELECT id, council, kind, source, key, child, worker, other_worker, team, "from", until, due, code, detail, ref, number, flag, extra,
            withdrawn, file, row FROM undo_rows WHERE council = {council}
            """);
        db.Database.ExecuteSql(
            $"""
            DELETE FROM identities WHERE council = {council} AND (number > {last} OR EXISTS (SELECT 1 FROM undo_identities u
            WHERE u.council = identities.council AND u.subject = identities.subject AND u.system = identities.system AND u.source_id = identities.source_id))
            """);
        db.Database.ExecuteSql(
            $"""
            INSERT INTO identities (council, subject, system, source_id, number)
            SELECT council, subject, system, source_id, number FROM undo_identities WHERE council = {council} AND number IS NOT NULL
            """);
        db.ImportTables.Where(table => table.Council == council && table.Import == run.Id).ExecuteDelete();
        db.JoinQuestions.Where(question => question.Council == council && (question.Number > last || !db.Identities.Any(one => one.Council == council
            && one.Subject == Subject.Worker && one.System == question.System && one.SourceId == question.SourceId))).ExecuteDelete();
        // What the rule had joined and is by itself again: a question that was asked is open again, one that was never asked goes.
        var apart = db.JoinQuestions.Where(question => question.Council == council && question.State == JoinState.Same && question.Who == JoinQuestion.ByRule
            && db.Identities.Any(one => one.Council == council && one.Subject == Subject.Worker && one.System == question.System
                && one.SourceId == question.SourceId && one.Number == question.Number)
            && !db.Identities.Any(one => one.Council == council && one.Subject == Subject.Worker && one.System != Identity.Named && one.Number == question.Number));
        apart.Where(question => question.Version == 0).ExecuteDelete();
        apart.ExecuteUpdate(set => set.SetProperty(question => question.State, JoinState.Open).SetProperty(question => question.When, (DateTime?)null)
            .SetProperty(question => question.Rule, (JoinRule?)null).SetProperty(question => question.With, (int?)null).SetProperty(question => question.Import, (int?)null)
            .SetProperty(question => question.Version, question => question.Version + 1));
        if (run.KeptLabels)
        {
            UndoJournal.RestoreLabels(db, council);
        }

        UndoJournal.Empty(db, council);
        return (gone - restored, restored);
    }
}
