using System.Data;
using System.Security.Cryptography;
using Fairload.App.Auditing;
using Fairload.App.Imports.Rows;
using Fairload.App.Imports.Ssd;
using Fairload.App.Privacy;
using Fairload.App.Reading;
using Fairload.App.Store;
using Fairload.App.Store.Rows;
using Fairload.App.Store.Tables;
using Fairload.Core.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Fairload.App.Imports;

/// <summary>
/// Loads a council's files: all of them in one transaction or none, comparing each table with what is on record and
/// writing only what differs. The command line and the web's import job both call this.
/// </summary>
/// <param name="store">The store to load into.</param>
/// <param name="time">The clock, for refusing extract dates in the future.</param>
public sealed class ImportFiles(DataStore store, TimeProvider time)
{
    /// <summary>Runs the import, or with <see cref="ImportRequest.DryRun"/> says what it would do.</summary>
    /// <exception cref="ImportRefused">The files cannot be loaded; nothing was changed.</exception>
    /// <exception cref="StoreRefused">The store cannot be reached or written; nothing was changed.</exception>
    public Task<ImportReport> Run(ImportRequest request, IProgress<ImportProgress>? progress, CancellationToken cancel) =>
        // Parsing and writing keep one thread busy for a second and more: never the caller's.
        Task.Run(
            () =>
            {
                try
                {
                    return Load(request, progress, cancel);
                }
                catch (Exception e) when (e is not Refused && StoreTrouble.Explain(e, store) is { } refused)
                {
                    throw refused;
                }
            },
            cancel);

    private ImportReport Load(ImportRequest request, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        if (request.Kind is { } kind && !Recognise.Kinds.Contains(kind))
        {
            throw new ImportRefused(ImportTexts.All["UnknownKind", kind, string.Join(", ", Recognise.Kinds)]);
        }

        if (request.Window is { } window && window.Until <= window.From)
        {
            throw new ImportRefused(ImportTexts.All["BadWindow", Iso(window.From), Iso(window.Until)]);
        }

        using var files = GivenFiles.At(request.Paths, request.Names);
        using var problems = new ProblemLog(request.ProblemsFile);
        foreach (var skipped in files.Left)
        {
            problems.Add(skipped.Name, null, null, [], Severity.Warning, skipped.Why, skipped.Name);
        }

        var tables = Recognise.Tables(files.All, request.Kind, problems);
        CheckTables(tables, request);
        var note = ExtractNote.Of(files.All, tables);
        var extract = ExtractDate(request, note);

        using var db = store.Db();
        db.Database.OpenConnection();
        using var transaction = db.Database.BeginTransaction(
            store.Engine == StoreEngine.Postgres ? IsolationLevel.ReadCommitted : IsolationLevel.Serializable);
        try
        {
            var council = Council(db, request, note);
            CheckOrder(db, council, tables, extract);
            var report = Write(db, council, request, tables, extract, problems, progress, cancel);
            if (!request.DryRun && report.Applied)
            {
                cancel.ThrowIfCancellationRequested();
                transaction.Commit();
            }
            else
            {
                transaction.Rollback();
            }

            return report;
        }
        catch
        {
            Undo(transaction);
            throw;
        }
    }

    private ImportReport Write(
        FairloadDb db, Council council, ImportRequest request, IReadOnlyList<TableFile> tables, DateOnly extract,
        ProblemLog problems, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        using var rows = new QueuedRows(RowStore.For(db, council.Id), council.Id);
        var erased = ErasedPeople.Of(db, council);
        var people = new People(council, rows, erased);
        if (!tables.Any(t => t.Table.Kind == RecordKind.Worker))
        {
            people.ReadWorkers();
        }

        var loader = new TableLoader(
            council, rows, people, problems, extract, request.Window, KeepNames.IsInitialsOnly(db, council.Id), progress, tables.Sum(t => t.File.Length));
        var nextFile = (db.ImportFiles.Where(f => f.Council == council.Id).Max(f => (int?)f.Id) ?? 0) + 1;
        var reports = tables.Select((table, i) => loader.Load(table, nextFile + i, cancel)).ToList();
        problems.Finish();
        db.ErasedIdentities.AddRange(erased.Learnt);

        var report = new ImportReport
        {
            Kind = string.Join(',', tables.Select(t => t.Table.Source).Distinct()),
            Council = council.Code,
            ExtractDate = extract,
            Files = reports,
            Problems = [.. problems.First.Take(ImportReport.MostProblems)],
            ProblemCount = problems.Count,
            Applied = !request.DryRun,
        };
        return request.DryRun
            ? report
            : report with { Import = Record(db, council, request, tables, report, problems, nextFile) };
    }

    private int Record(
        FairloadDb db, Council council, ImportRequest request, IReadOnlyList<TableFile> tables, ImportReport report,
        ProblemLog problems, int firstFile)
    {
        if (report.ChangedAnything)
        {
            council.DataVersion++;
        }

        var run = new ImportRun
        {
            Council = council.Id,
            Id = (db.Imports.Where(i => i.Council == council.Id).Max(i => (int?)i.Id) ?? 0) + 1,
            When = time.GetUtcNow().UtcDateTime,
            Who = request.Who,
            Kinds = report.Kind,
            ExtractDate = report.ExtractDate,
            WindowFrom = request.Window?.From,
            WindowUntil = request.Window?.Until,
            Rows = report.Files.Sum(f => f.Rows),
            Added = report.Files.Sum(f => f.Added),
            Changed = report.Files.Sum(f => f.Changed),
            Unchanged = report.Files.Sum(f => f.Unchanged),
            Withdrawn = report.Files.Sum(f => f.Withdrawn),
            Rejected = report.Files.Sum(f => f.Rejected),
            Problems = report.ProblemCount,
            DataVersion = council.DataVersion,
        };
        db.Imports.Add(run);
        db.ImportFiles.AddRange(report.Files.Select((file, i) => new ImportFile
        {
            Council = council.Id,
            Id = firstFile + i,
            Import = run.Id,
            Name = Cut(file.File, 260),
            Table = file.Table,
            Rows = file.Rows,
            Added = file.Added,
            Changed = file.Changed,
            Unchanged = file.Unchanged,
            Withdrawn = file.Withdrawn,
            Rejected = file.Rejected,
        }));
        db.Problems.AddRange(problems.First.Select((problem, i) => new ImportProblem
        {
            Council = council.Id,
            Import = run.Id,
            Id = i + 1,
            File = Cut(problem.File, 260),
            Row = problem.Row,
            Column = problem.Column,
            Value = problem.Value,
            IsError = problem.Severity == Severity.Error,
            Message = Cut(problem.Message, 1000),
        }));
        NoteTables(db, council, tables, report.ExtractDate);
        db.SaveChanges();
        Audit.Write(
            db, time, council.Id, request.Who, "import files", "import", run.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
            null, new { run.Kinds, run.ExtractDate, run.Rows, run.Added, run.Changed, run.Withdrawn, run.Rejected });
        return run.Id;
    }

    private static void NoteTables(FairloadDb db, Council council, IReadOnlyList<TableFile> tables, DateOnly extract)
    {
        var known = db.ImportTables.Where(t => t.Council == council.Id).ToDictionary(t => t.Kind);
        foreach (var table in tables.Select(t => t.Table))
        {
            if (known.TryGetValue(table.Kind, out var noted))
            {
                noted.ExtractDate = extract;
            }
            else
            {
                db.ImportTables.Add(new ImportTable
                {
                    Council = council.Id, Kind = table.Kind, Source = table.Source, ExtractDate = extract,
                });
            }
        }
    }

    private static void CheckTables(IReadOnlyList<TableFile> tables, ImportRequest request)
    {
        if (tables.Count == 0)
        {
            throw new ImportRefused(ImportTexts.All["NothingKnown", string.Join(", ", request.Paths.Select(p => request.Names?.GetValueOrDefault(p) ?? p))]);
        }

        if (tables.Any(t => t.Table.Source == SsdTables.Source))
        {
            foreach (var needed in SsdTables.All.Where(t => t.Needed && tables.All(found => found.Table != t)))
            {
                throw new ImportRefused(ImportTexts.All["MissingTable", needed.Name], column: null);
            }
        }
    }

    private DateOnly ExtractDate(ImportRequest request, ExtractNote note)
    {
        var extract = request.ExtractDate ?? note.ExtractDate
            ?? throw new ImportRefused(ImportTexts.All["NoExtractDate"]);
        var today = DateOnly.FromDateTime(time.GetLocalNow().DateTime);
        return extract <= today
            ? extract
            : throw new ImportRefused(ImportTexts.All["FutureExtract", Iso(extract), Iso(today)]);
    }

    private static void CheckOrder(FairloadDb db, Council council, IReadOnlyList<TableFile> tables, DateOnly extract)
    {
        foreach (var source in tables.Select(t => t.Table.Source).Distinct())
        {
            var latest = db.ImportTables.Where(t => t.Council == council.Id && t.Source == source).Max(t => (DateOnly?)t.ExtractDate);
            if (latest > extract)
            {
                throw new ImportRefused(ImportTexts.All["OlderExtract", Iso(extract), source, Iso(latest.Value)]);
            }
        }
    }

    /// <summary>The council to load into, made when it is new, once no other import is under way.</summary>
    private Council Council(FairloadDb db, ImportRequest request, ExtractNote note)
    {
        if (store.Engine == StoreEngine.Postgres)
        {
            // SQLite has one writer at a time; here imports wait for each other, and nobody else waits for them.
            db.Database.ExecuteSql($"SELECT pg_advisory_xact_lock(hashtext('fairload import'))");
        }

        var all = db.Councils.ToList();
        var code = request.Council ?? note.Council ?? all.Count switch
        {
            0 => "LOCAL",
            1 => all[0].Code,
            _ => throw new ImportRefused(ImportTexts.All["WhichCouncil", string.Join(", ", all.Select(c => c.Code).Order(StringComparer.Ordinal))]),
        };
        if (code.Length is 0 or > 40 || code.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')))
        {
            throw new ImportRefused(ImportTexts.All["BadCouncil", Cut(code, 60)]);
        }

        var council = all.Find(c => c.Code.Equals(code, StringComparison.OrdinalIgnoreCase));
        if (council is null)
        {
            council = new Council
            {
                Id = all.Select(c => c.Id).DefaultIfEmpty().Max() + 1,
                Code = code,
                Name = Cut(request.CouncilName ?? note.CouncilName ?? code, 200),
                Salt = RandomNumberGenerator.GetBytes(16),
            };
            db.Councils.Add(council);
            db.SaveChanges();
        }

        return council;
    }

    private static void Undo(IDbContextTransaction transaction)
    {
        try
        {
            transaction.Rollback();
        }
        catch (Exception e) when (e is System.Data.Common.DbException or InvalidOperationException or IOException)
        {
            // The engine has already undone it (a full disk, a lost server); what went wrong is on its way up.
        }
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
