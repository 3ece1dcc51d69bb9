using System.Text;
using System.Text.Json;
using Fairload.App.Auditing;
using Fairload.App.Imports;
using Fairload.App.Imports.Rows;
using Fairload.App.Jobs;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.Core.Cases;
using Fairload.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Privacy;

/// <summary>How workers' names are kept. Of children only initials are ever kept.</summary>
public enum NamesKept
{
    /// <summary>Whole, as the files have them.</summary>
    Full,

    /// <summary>As initials, beside system ids and registration numbers.</summary>
    Initials,
}

/// <summary>
/// Whether workers' names are kept whole or as initials. Going over to initials rewrites what is there, in one audited
/// transaction, and leaves no bytes of the names; going back brings names with the next import.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="time">The clock.</param>
public sealed class KeepNames(DataStore store, TimeProvider time)
{
    /// <summary>The setting that says it.</summary>
    public const string SettingKey = "names";

    /// <summary>The way that a word means: <c>full</c> or <c>initials</c>.</summary>
    /// <exception cref="Refused">It means neither.</exception>
    public static NamesKept Read(string? word) => word switch
    {
        "full" => NamesKept.Full,
        "initials" => NamesKept.Initials,
        _ => throw new Refused(PrivacyTexts.All["NamesUnknown", word]),
    };

    /// <summary>The word for a way.</summary>
    public static string Word(NamesKept kept) => kept == NamesKept.Full ? "full" : "initials";

    /// <summary>How a council keeps names: whole, until it says otherwise.</summary>
    public async Task<NamesKept> Of(Council council, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(council);
        await using var db = store.Db();
        return await Task.Run(() => IsInitialsOnly(db, council.Id), cancel).ConfigureAwait(false) ? NamesKept.Initials : NamesKept.Full;
    }

    /// <summary>Sets it, and for initials rewrites what is there.</summary>
    /// <returns>How many rows were rewritten, and whether no bytes are left (<see cref="Sweep"/>).</returns>
    public async Task<(long Rewritten, bool IsSwept)> Run(Council council, NamesKept kept, string who, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(council);
        var rewritten = await Task.Run(() => Set(council.Id, kept, who, cancel), cancel).ConfigureAwait(false);
        return (rewritten, kept == NamesKept.Full || await Sweep.Run(store, cancel).ConfigureAwait(false));
    }

    /// <summary>Whether only initials are kept.</summary>
    internal static bool IsInitialsOnly(FairloadDb db, int council) => Value(db, council) is { } value
        && Read(JsonSerializer.Deserialize<string>(value)) == NamesKept.Initials;

    private static string? Value(FairloadDb db, int council) =>
        db.Settings.AsNoTracking().Where(one => one.Council == council && one.Key == SettingKey).Select(one => one.Value).FirstOrDefault();

    private long Set(int council, NamesKept kept, string who, CancellationToken cancel)
    {
        using var db = store.Db();
        using var transaction = db.Database.BeginTransaction();
        var before = IsInitialsOnly(db, council) ? NamesKept.Initials : NamesKept.Full;
        var setting = db.Settings.FirstOrDefault(one => one.Council == council && one.Key == SettingKey);
        if (setting is null)
        {
            db.Settings.Add(setting = new Setting { Council = council, Key = SettingKey });
        }

        setting.Value = JsonSerializer.Serialize(Word(kept));
        var rewritten = kept == NamesKept.Initials ? Rewrite(db, council) : 0;
        if (rewritten > 0)
        {
            // A caseload in memory shows names until it is made anew.
            db.Councils.Single(one => one.Id == council).DataVersion++;
        }

        cancel.ThrowIfCancellationRequested();
        Audit.Write(
            db, time, council, who, "set names kept", "setting", SettingKey, new { Names = Word(before) }, new { Names = Word(kept), Rewritten = rewritten });
        transaction.Commit();
        return rewritten;
    }

    private static long Rewrite(FairloadDb db, int council)
    {
        var rewritten = 0L;
        UndoJournal.Close(db, council, UndoClosed.Names);
        foreach (var record in db.Records.AsNoTracking()
            .Where(one => one.Council == council && (one.Kind == RecordKind.Worker || one.Kind == RecordKind.Post) && one.Detail != null)
            .Select(one => new { one.Kind, one.Source, one.Key, one.Detail }).ToList())
        {
            var initials = Initials.Of(record.Detail!) is { Length: > 0 } some ? some : null;
            if (initials != record.Detail)
            {
                rewritten += db.Records.Where(one => one.Council == council && one.Kind == record.Kind && one.Source == record.Source && one.Key == record.Key)
                    .ExecuteUpdate(set => set.SetProperty(one => one.Detail, initials));
            }
        }

        rewritten += RewriteIds(db, council);

        // What was wrong in a name was kept as it stood; so was a row whose fields a comma had moved.
        var names = NameColumns();
        rewritten += db.Problems.Where(one => one.Council == council && one.Value != null && (one.Column == null || names.Contains(one.Column)))
            .ExecuteUpdate(set => set.SetProperty(one => one.Value, (string?)null));
        foreach (var job in db.Jobs.Where(one => one.Council == council && one.Result != null && one.State >= JobState.Done).ToList())
        {
            var report = JobBoard.Report(job)!;
            job.Result = (report with
            {
                Problems = [.. report.Problems.Select(one => one.Column is null || names.Contains(one.Column) ? one with { Value = null } : one)],
            }).ToJson();
        }

        db.SaveChanges();
        return rewritten;
    }

    /// <summary>A workbook that knows workers by name alone has names for ids: they become the fingerprints that the next import will make of them.</summary>
    private static long RewriteIds(FairloadDb db, int council)
    {
        var salt = db.Councils.Where(one => one.Id == council).Select(one => one.Salt).Single();
        var named = db.Identities.AsNoTracking().Where(one => one.Council == council && one.System == Identity.Named).Select(one => one.SourceId)
            .Union(db.JoinQuestions.AsNoTracking().Where(one => one.Council == council && one.System == Identity.Named).Select(one => one.SourceId))
            .Union(db.Records.AsNoTracking().Where(one => one.Council == council && one.Kind == RecordKind.Worker && one.Source == Source.AnnexA).Select(one => one.Key))
            .ToList().FindAll(id => !ErasedPeople.IsFingerprintOfName(Identity.Named, Encoding.UTF8.GetBytes(id)));
        var (kind, source) = ((int)RecordKind.Worker, (int)Source.AnnexA);
        foreach (var id in named)
        {
            var print = ErasedPeople.Fingerprint(salt, Identity.Named, Encoding.UTF8.GetBytes(id));
            db.Database.ExecuteSql($"UPDATE identities SET source_id = {print} WHERE council = {council} AND system = {Identity.Named} AND source_id = {id}");
            db.Database.ExecuteSql($"UPDATE join_questions SET source_id = {print} WHERE council = {council} AND system = {Identity.Named} AND source_id = {id}");
            db.Database.ExecuteSql($"UPDATE records SET key = {print} WHERE council = {council} AND kind = {kind} AND source = {source} AND key = {id}");
        }

        return named.Count;
    }

    private static string[] NameColumns() =>
    [
        .. KnownTables.All.SelectMany(table => table.Columns).Where(column => column.Into == Into.Name).Select(column => column.Name),
        // A workbook's own columns of names.
        "Allocated Worker", "Allocated Personal Advisor",
    ];
}
