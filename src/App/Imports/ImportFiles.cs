using System.Data;
using System.Security.Cryptography;
using Fairload.App.Accounts;
using Fairload.App.Auditing;
using Fairload.App.Imports.Formats.AnnexA;
using Fairload.App.Imports.Rows;
using Fairload.App.Imports.Ssd;
using Fairload.App.Labels;
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
                    return LoadOrRefuse(request, progress, cancel);
                }
                catch (Exception e)
                {
                    new ImportTries(store, time).Note(request, e);
                    throw;
                }
            },
            cancel);

    private ImportReport LoadOrRefuse(ImportRequest request, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        try
        {
            return Load(request, progress, cancel);
        }
        catch (Exception e) when (e is not Refused && StoreTrouble.Explain(e, store) is { } refused)
        {
            throw refused;
        }
    }

    private ImportReport Load(ImportRequest request, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        Source? kind = request.Kind is not { } word ? null
            : SourceNames.Find(word) ?? throw new ImportRefused(ImportTexts.All["UnknownKind", word, string.Join(", ", SourceNames.All)]);
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

        var found = Recognise.In(files.All, kind, problems);
        CheckTables(found, request);
        if (request.Window is not null && found.Formatted.Exists(f => f.Format.Source == Source.AnnexA))
        {
            throw new ImportRefused(ImportTexts.All["SnapshotWindow"]);
        }

        var note = ExtractNote.Of(files.All, found.All, request.ExtractDate is null);
        var told = new Progress(progress, found, cancel);
        var labels = Labels(request, note);
        var sets = ImportSet.Of(found, said => ExtractDate(request, said, note), problems, labels, told.Watch, cancel);
        try
        {
            return InTransaction(request, note, sets, labels, problems, told, cancel);
        }
        finally
        {
            foreach (var set in sets)
            {
                set.Dispose();
            }
        }
    }

    private ImportReport InTransaction(
        ImportRequest request, ExtractNote note, IReadOnlyList<ImportSet> sets, LabelReader labels, ProblemLog problems, Progress told,
        CancellationToken cancel)
    {
        using var db = store.Db();
        db.Database.OpenConnection();
        using var transaction = db.Database.BeginTransaction(
            store.Engine == StoreEngine.Postgres ? IsolationLevel.ReadCommitted : IsolationLevel.Serializable);
        try
        {
            var council = Council(db, request, note);
            var report = Write(db, council, request, sets, problems, told, cancel);
            if (!request.DryRun && report.Applied)
            {
                cancel.ThrowIfCancellationRequested();
                UndoJournal.KeepLabels(db, council.Id);
                LabelBook.Keep(db, time, council.Id, labels);
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
        FairloadDb db, Council council, ImportRequest request, IReadOnlyList<ImportSet> sets, ProblemLog problems, Progress told, CancellationToken cancel)
    {
        var erased = ErasedPeople.Of(db, council);
        var initialsOnly = KeepNames.IsInitialsOnly(db, council.Id);
        var import = (db.Imports.Where(i => i.Council == council.Id).Max(i => (int?)i.Id) ?? 0) + 1;
        var firstFile = (db.ImportFiles.Where(f => f.Council == council.Id).Max(f => (int?)f.Id) ?? 0) + 1;
        var lastIdentity = council.LastIdentity;
        var partFiles = db.ImportFiles.Where(f => f.Council == council.Id && f.PartOf != null).ToDictionary(f => f.Id, f => f.PartOf!.Value);
        UndoJournal.Empty(db, council.Id);
        told.Expect(sets.Sum(set => set.Tables.Sum(t => t.Length)));
        var reports = new List<FileReport>();
        foreach (var set in sets)
        {
            reports.AddRange(Load(db, council, request, set, new WritesOver(firstFile, lastIdentity), firstFile + reports.Count, partFiles, erased, initialsOnly, problems, told, cancel));
            NoteTables(db, council, request, set, import);
        }

        problems.Finish();
        db.ErasedIdentities.AddRange(erased.Learnt);
        var joined = Settle(db, council, import, sets, initialsOnly, new WritesOver(firstFile, lastIdentity));

        var report = new ImportReport
        {
            Kind = string.Join(',', sets.Select(set => set.Source).Distinct().Order().Select(source => source.Name())),
            Council = council.Code,
            ExtractDate = sets.Max(set => set.ExtractDate),
            Files = reports,
            Problems = [.. problems.First.Take(ImportReport.MostProblems)],
            ProblemCount = problems.Count,
            Applied = !request.DryRun,
        };
        return request.DryRun ? report : report with { Import = Record(db, council, request, report, joined, problems, import, firstFile, partFiles, lastIdentity) };
    }

    private static List<FileReport> Load(
        FairloadDb db, Council council, ImportRequest request, ImportSet set, WritesOver over, int firstFile, Dictionary<int, DateOnly> partFiles,
        ErasedPeople erased, bool initialsOnly, ProblemLog problems, Progress told, CancellationToken cancel)
    {
        using var rows = new QueuedRows(RowStore.For(db, council.Id, over), council.Id);
        var names = KnownNames.Read(db, rows, council.Id, initialsOnly);
        var people = new People(council, rows, erased, set.Source, set.ExtractDate, names);
        if (!set.Tables.Any(t => t.Table.Kind == RecordKind.Worker))
        {
            people.ReadWorkers();
        }

        if (!set.Tables.Any(t => t.Table.Kind == RecordKind.Child))
        {
            people.ReadChildren();
        }

        var known = db.ImportTables.AsNoTracking().Where(t => t.Council == council.Id && t.Source == set.Source).ToList().ToLookup(t => t.Kind);
        if (set.Tables.Count > 0 && known.SelectMany(of => of).Select(t => t.ExtractDate).DefaultIfEmpty().Max() is var latest && latest > set.ExtractDate)
        {
            problems.Add(set.Tables[0].File, null, null, [], Severity.Warning, "OlderExtract", Iso(set.ExtractDate), set.Source.Name(), Iso(latest));
        }

        if (set.Source == Source.AnnexA && set.Tables.Count > 0)
        {
            AnnexALists.Check(set.Tables[0].File, known.Select(of => of.Key).ToHashSet(), set.Tables.Select(t => t.Table.Kind).ToHashSet());
        }

        ExtractDays Days(RecordKind kind) => new(known[kind].Select(t => (t.ExtractDate, t.Window)), partFiles, set.ExtractDate);
        var loader = new TableLoader(council, rows, people, names, problems, set.Source, set.ExtractDate, Days, request.Window, initialsOnly, told.Tell);
        var reports = set.Tables.Select((table, i) => loader.Load(table, firstFile + i, cancel)).ToList();
        for (var i = 0; i < reports.Count && request.Window is not null; i++)
        {
            partFiles.Add(firstFile + i, set.ExtractDate);
        }

        return reports;
    }

    /// <summary>Joins the names that have become certain and asks about the others; says how many were joined, those at reading among them.</summary>
    private int Settle(FairloadDb db, Council council, int import, IReadOnlyList<ImportSet> sets, bool initialsOnly, WritesOver over)
    {
        if (!sets.Any(set => set.Tables.Any(t => t.Table.Kind is RecordKind.Worker or RecordKind.Post or RecordKind.Team)))
        {
            return 0;
        }

        using var rows = RowStore.For(db, council.Id);
        var joined = KnownNames.Settle(db, rows, council.Id, import, initialsOnly, over, time.GetUtcNow().UtcDateTime);
        if (joined > 0)
        {
            // Who is whom says what people may see, too.
            AccessVersion.Raise(db, council.Id);
        }

        return joined;
    }

    private int Record(
        FairloadDb db, Council council, ImportRequest request, ImportReport report, int joined, ProblemLog problems, int import, int firstFile,
        Dictionary<int, DateOnly> partFiles, int lastIdentity)
    {
        if (report.ChangedAnything || joined > 0)
        {
            council.DataVersion++;
        }

        var run = new ImportRun
        {
            Council = council.Id,
            Id = import,
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
            Joined = joined,
            Problems = report.ProblemCount,
            DataVersion = council.DataVersion,
            LastIdentity = lastIdentity,
            KeptLabels = true,
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
            PartOf = partFiles.TryGetValue(firstFile + i, out var day) ? day : null,
        }));
        db.Problems.AddRange(problems.First.Select((problem, i) => new ImportProblem
        {
            Council = council.Id,
            Import = run.Id,
            Id = i + 1,
            File = Cut(problem.File, 260),
            Sheet = problem.Sheet is { } sheet ? Cut(sheet, 40) : null,
            Row = problem.Row,
            Column = problem.Column,
            Value = problem.Value,
            IsError = problem.Severity == Severity.Error,
            Message = Cut(problem.Message, 1000),
        }));
        db.SaveChanges();
        Audit.Write(
            db, time, council.Id, request.Who, "import files", "import", run.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
            null, new { run.Kinds, run.ExtractDate, run.Rows, run.Added, run.Changed, run.Withdrawn, run.Rejected, run.Joined });
        return run.Id;
    }

    private static void NoteTables(FairloadDb db, Council council, ImportRequest request, ImportSet set, int import)
    {
        var (from, until) = request.Window ?? ImportTable.AllDays;
        foreach (var kind in set.Tables.Select(t => t.Table.Kind).Distinct())
        {
            if (!db.ImportTables.Any(t => t.Council == council.Id && t.Kind == kind && t.Source == set.Source && t.ExtractDate == set.ExtractDate
                && t.WindowFrom == from && t.WindowUntil == until))
            {
                db.ImportTables.Add(new ImportTable
                {
                    Council = council.Id,
                    Kind = kind,
                    Source = set.Source,
                    ExtractDate = set.ExtractDate,
                    WindowFrom = from,
                    WindowUntil = until,
                    Import = import,
                });
            }
        }

        db.SaveChanges();
    }

    private static void CheckTables(FoundFiles found, ImportRequest request)
    {
        if (!found.All.Any())
        {
            throw new ImportRefused(ImportTexts.All["NothingKnown", string.Join(", ", request.Paths.Select(p => request.Names?.GetValueOrDefault(p) ?? p))]);
        }

        if (found.Tables.Exists(t => t.Table.Source == Source.Ssd)
            && SsdTables.All.FirstOrDefault(t => t.Needed && !found.Tables.Exists(given => given.Table == t)) is { } needed)
        {
            throw new ImportRefused(ImportTexts.All["MissingTable", needed.Name], column: null);
        }
    }

    private DateOnly ExtractDate(ImportRequest request, DateOnly? said, ExtractNote note)
    {
        var extract = request.ExtractDate ?? said ?? note.ExtractDate
            ?? throw new ImportRefused(ImportTexts.All["NoExtractDate"]);
        var today = DateOnly.FromDateTime(time.GetLocalNow().DateTime);
        return extract <= today
            ? extract
            : throw new ImportRefused(ImportTexts.All["FutureExtract", Iso(extract), Iso(today)]);
    }

    /// <summary>The council's own answers about labels come before the vocabulary; a council that is new has none.</summary>
    private LabelReader Labels(ImportRequest request, ExtractNote note)
    {
        using var db = store.Db();
        var councils = db.Councils.AsNoTracking().ToList();
        var council = (request.Council ?? note.Council) is { } code
            ? councils.Find(c => c.Code.Equals(code, StringComparison.OrdinalIgnoreCase))
            : councils.Count == 1 ? councils[0] : null;
        return LabelBook.Reader(db, council?.Id ?? 0);
    }

    /// <summary>The council to load into, made when it is new, once no other import is under way.</summary>
    private static Council Council(FairloadDb db, ImportRequest request, ExtractNote note)
    {
        UndoJournal.WaitForImports(db);
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

    /// <summary>How far all of it has come: formats are read first, then tables are loaded; each is one half where there are formats.</summary>
    private sealed class Progress(IProgress<ImportProgress>? progress, FoundFiles found, CancellationToken cancel)
    {
        private readonly long _toTranslate = found.Formatted.Sum(f => f.File.Length);
        private readonly HashSet<TableFile> _ended = [];
        private long _translated;
        private long _toLoad;
        private long _loaded;
        private long _rows;

        public void Expect(long length) => _toLoad = length;

        /// <summary>The file, whose reading moves the progress on and stops when the import is cancelled.</summary>
        public GivenFile Watch(GivenFile file) => file with
        {
            Open = () => new WatchedStream(file.Open(), read =>
            {
                cancel.ThrowIfCancellationRequested();
                _translated += read;
                progress?.Report(new ImportProgress(file.Name, 0, Math.Min(1, _translated / (double)_toTranslate) / 2));
            }),
        };

        public void Tell(TableFile table, long rows, double share)
        {
            if (share >= 1 && _ended.Add(table))
            {
                (_rows, _loaded, rows, share) = (_rows + rows, _loaded + table.Length, 0, 0);
            }

            var loaded = _toLoad == 0 ? 1 : Math.Min(1, (_loaded + (share * table.Length)) / _toLoad);
            progress?.Report(new ImportProgress(table.File, _rows + rows, _toTranslate == 0 ? loaded : (1 + loaded) / 2));
        }
    }
}
