using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Fairload.App.Auditing;
using Fairload.App.Caseloads;
using Fairload.App.Store;
using Fairload.App.Store.Rows;
using Fairload.App.Store.Tables;
using Fairload.App.Workloads;
using Fairload.Core.Cases;
using Fairload.Core.Workload;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Privacy;

/// <summary>What a copy holds.</summary>
/// <param name="File">The file.</param>
/// <param name="Children">Children in it.</param>
/// <param name="Workers">Workers.</param>
/// <param name="Records">Rows.</param>
public sealed record CopyMade(string File, int Children, int Workers, int Records);

/// <summary>
/// Writes a copy of a council for training and testing: a new SQLite file in which every id, name, initial, birthday, date and
/// free text is another, and every figure the same. No key is kept, no audit, no account, no problem of an import.
/// </summary>
/// <remarks>
/// It is still personal data in law: who knows a family well may know it again by its shape. docs/privacy.md says how to use it.
/// </remarks>
/// <param name="store">The store.</param>
/// <param name="workloads">The council's workload, which the copy's must equal.</param>
/// <param name="time">The clock.</param>
public sealed class PseudonymisedCopy(DataStore store, Workloads.Workloads workloads, TimeProvider time)
{
    /// <summary>The code and the name of the copy's council.</summary>
    public const string Code = "TRAINING", Name = "Training council";

    /// <summary>A shift of dates can move a bank holiday or a leap day across a limit; then another is drawn.</summary>
    private const int MostTries = 8;

    /// <summary>Writes the copy.</summary>
    /// <exception cref="Refused">The file is there already or cannot be written, nothing is loaded, or the figures would differ.</exception>
    public async Task<CopyMade> Run(Council council, string path, string who, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(council);
        ArgumentNullException.ThrowIfNull(path);
        if (path.Contains("://", StringComparison.Ordinal) || path.Contains('=', StringComparison.Ordinal))
        {
            throw new Refused(PrivacyTexts.All["CopyNeedsFile"]);
        }

        if (File.Exists(path))
        {
            throw new Refused(PrivacyTexts.All["FileThere", path]);
        }

        var day = await workloads.Day(council, null, null, cancel).ConfigureAwait(false);
        var part = path + ".part";
        try
        {
            for (var tried = 1; tried <= MostTries; tried++)
            {
                Remove(part);
                var made = await Write(council, day, part, cancel).ConfigureAwait(false);
                if (await Figures(part, cancel).ConfigureAwait(false) == FiguresOf(day))
                {
                    File.Move(part, path);
                    await Tell(council, who, made, cancel).ConfigureAwait(false);
                    return made with { File = path };
                }
            }

            throw new Refused(PrivacyTexts.All["CopyDiffers", MostTries]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Refused(PrivacyTexts.All["CannotWrite", path], e);
        }
        finally
        {
            Remove(part);
        }
    }

    private async Task Tell(Council council, string who, CopyMade made, CancellationToken cancel)
    {
        await using var db = store.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        Audit.Write(db, time, council.Id, who, "copy pseudonymised", "council", council.Code, null, new { made.Children, made.Workers, made.Records });
        await transaction.CommitAsync(cancel).ConfigureAwait(false);
    }

    private async Task<CopyMade> Write(Council council, WorkloadDay day, string part, CancellationToken cancel)
    {
        var copy = await DataStore.Open(part, cancel: cancel).ConfigureAwait(false);
        var made = await Task.Run(
            () =>
            {
                using var from = store.Db();
                var records = from.Records.AsNoTracking().Where(one => one.Council == council.Id).ToList();
                if (records.Count == 0)
                {
                    throw new Refused(PrivacyTexts.All["NothingToCopy"]);
                }

                var stand = new Pseudonyms(day.Cases.Caseload.ExtractDate);
                var copied = new CopiedRecords(stand, records, council.Name, Name);
                using var to = copy.Db();
                using var transaction = to.Database.BeginTransaction();
                Frame(from, to, council, stand, cancel);
                var ids = People(from, to, council.Id, copied, stand);
                Rows(to, copied, cancel);
                to.Councils.Single().LastRecord = records.Count;
                to.Councils.Single().LastIdentity = ids;
                to.SaveChanges();
                transaction.Commit();
                return new CopyMade(part, copied.Children.Count, copied.Workers.Count, records.Count);
            },
            cancel).ConfigureAwait(false);
        Close(copy);
        return made;
    }

    /// <summary>The council, one import and the scheme in force.</summary>
    private void Frame(FairloadDb from, FairloadDb to, Council council, Pseudonyms stand, CancellationToken cancel)
    {
        to.Councils.Add(new Council { Id = 1, Code = Code, Name = Name, DataVersion = 1, Salt = RandomNumberGenerator.GetBytes(16) });
        var tables = from.ImportTables.AsNoTracking().Where(one => one.Council == council.Id).OrderBy(one => one.Kind).ToList();
        to.Imports.Add(new ImportRun
        {
            Council = 1,
            Id = 1,
            When = time.GetUtcNow().UtcDateTime,
            Kinds = "copy",
            ExtractDate = stand.Day(tables.Max(one => one.ExtractDate))!.Value,
            DataVersion = 1,
        });
        to.SaveChanges();
        foreach (var kind in Enum.GetValues<RecordKind>())
        {
            to.ImportFiles.Add(new ImportFile { Council = 1, Id = (int)kind, Import = 1, Name = "copy", Table = kind.ToString() });
        }

        to.ImportTables.AddRange(tables.DistinctBy(one => (one.Kind, one.Source, one.ExtractDate))
            .Select(one => new ImportTable { Council = 1, Kind = one.Kind, Source = one.Source, ExtractDate = stand.Day(one.ExtractDate)!.Value }));
        if (workloads.AdoptionOf(council, cancel).GetAwaiter().GetResult() is { } adoption)
        {
            to.Settings.Add(new Setting
            {
                Council = 1,
                Key = Adoption.SettingKey,
                Value = JsonSerializer.Serialize(adoption with { By = Name, Why = Name, On = stand.Day(adoption.On)!.Value }),
            });
        }

        to.SaveChanges();
    }

    private static int People(FairloadDb from, FairloadDb to, int council, CopiedRecords copied, Pseudonyms stand)
    {
        var ids = from.Identities.AsNoTracking().Where(one => one.Council == council).AsEnumerable()
            .GroupBy(one => (one.Subject, one.Number))
            .ToDictionary(one => one.Key, one => one.OrderBy(id => id.System == Identity.Ssd ? 0 : 1).ThenBy(id => id.SourceId, StringComparer.Ordinal).First().SourceId);
        var children = copied.Children.ToDictionary(child => child, child => ids.GetValueOrDefault((Subject.Child, child)) ?? "#" + child.ToString(CultureInfo.InvariantCulture));
        copied.NameChildren(children);
        using var rows = RowStore.For(to, 1);
        foreach (var (child, id) in children)
        {
            rows.SetIdentity(Subject.Child, Identity.Ssd, Encoding.UTF8.GetBytes(stand.Id("child", id)!), copied.Number(child));
        }

        foreach (var worker in copied.Workers)
        {
            rows.SetIdentity(Subject.Worker, Identity.Ssd, Encoding.UTF8.GetBytes(stand.Id("worker", "#" + worker.ToString(CultureInfo.InvariantCulture))!), copied.Number(worker));
        }

        return children.Count + copied.Workers.Count;
    }

    private static void Rows(FairloadDb to, CopiedRecords copied, CancellationToken cancel)
    {
        using var rows = RowStore.For(to, 1);
        var draft = new Draft();
        var number = 0L;
        foreach (var kind in copied.Rows().GroupBy(one => (one.Kind, one.Source)).OrderBy(one => one.Key))
        {
            cancel.ThrowIfCancellationRequested();
            rows.Begin(kind.Key.Kind, kind.Key.Source, (int)kind.Key.Kind, empty: true);

            // In the order of the new keys, which is no order of the source: a row's number says nothing of the row it was.
            var row = 1;
            foreach (var one in kind.OrderBy(one => one.Key, StringComparer.Ordinal))
            {
                Fill(draft, one, ++row);
                rows.Insert(draft, ++number);
            }

            rows.Finish();
        }
    }

    private static void Fill(Draft draft, Record one, int row)
    {
        draft.Clear(row);
        (draft.Child, draft.Worker, draft.OtherWorker) = (one.Child ?? 0, one.Worker ?? 0, one.OtherWorker ?? 0);
        (draft.From, draft.Until, draft.Due) = (one.From?.DayNumber ?? Draft.NoDay, one.Until?.DayNumber ?? Draft.NoDay, one.Due?.DayNumber ?? Draft.NoDay);
        (draft.Number, draft.Flag, draft.Withdrawn) = (one.Number, one.Flag, one.Withdrawn?.DayNumber ?? Draft.NoDay);
        foreach (var (text, value) in new[]
        {
            (Text.Key, one.Key), (Text.Team, one.Team), (Text.Code, one.Code), (Text.Detail, one.Detail), (Text.Ref, one.Ref), (Text.Extra, one.Extra),
        })
        {
            draft.Set(text, Encoding.UTF8.GetBytes(value ?? ""));
        }
    }

    private static async Task<string> Figures(string part, CancellationToken cancel)
    {
        var copy = await DataStore.Open(part, create: false, cancel: cancel).ConfigureAwait(false);
        var of = new Workloads.Workloads(new CaseloadCache(new CaseloadLoader(copy)), copy);
        var figures = FiguresOf(await of.Day(await of.Council(null, cancel).ConfigureAwait(false), null, null, cancel).ConfigureAwait(false));
        Close(copy);
        return figures;
    }

    /// <summary>The figures that a copy must share: the council's totals, and each statement's, in no order of people.</summary>
    private static string FiguresOf(WorkloadDay day) => string.Create(
        CultureInfo.InvariantCulture,
        $"{day.Totals.Workers} {day.Totals.Cases} {day.Totals.Children} {day.Totals.ActiveCases} {day.Totals.Quiet} {day.Totals.Points.Hundredths} {day.Totals.Percent} {day.Unallocated} | ")
        + string.Join(';', day.Statements.Select(one => string.Create(CultureInfo.InvariantCulture,
            $"{one.Cases} {one.ActiveCases} {one.CoWorked} {one.Families} {one.Workload.Hundredths} {one.Capacity?.Hundredths} {one.State}")).Order(StringComparer.Ordinal));

    /// <summary>Leaves one whole file without a log beside it.</summary>
    private static void Close(DataStore copy)
    {
        using var db = copy.Db();
        db.Database.OpenConnection();
        using (var command = db.Database.GetDbConnection().CreateCommand())
        {
            command.CommandText = "PRAGMA journal_mode=DELETE";
            command.ExecuteScalar();
        }

        db.Database.CloseConnection();
        SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
    }

    private static void Remove(string part)
    {
        foreach (var file in new[] { part, part + "-wal", part + "-shm" })
        {
            File.Delete(file);
        }
    }
}
