using System.Data;
using System.Security.Cryptography;
using Fairload.App.Accounts;
using Fairload.App.Auditing;
using Fairload.App.Imports.Rows;
using Fairload.App.Imports.Ssd;
using Fairload.App.Imports.Staff;
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
        var told = new LoadProgress(progress, found, cancel);
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
        ImportRequest request, ExtractNote note, IReadOnlyList<ImportSet> sets, LabelReader labels, ProblemLog problems, LoadProgress told,
        CancellationToken cancel)
    {
        using var db = store.Db();
        db.Database.OpenConnection();
        using var transaction = db.Database.BeginTransaction(
            store.Engine == StoreEngine.Postgres ? IsolationLevel.ReadCommitted : IsolationLevel.Serializable);
        try
        {
            var council = Council(db, request, note);
            var report = Write(new AtHand(db, council, request, problems, told, cancel), sets);
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

    private ImportReport Write(AtHand at, IReadOnlyList<ImportSet> sets)
    {
        UndoJournal.Empty(at.Db, at.Council.Id);
        at.Told.Expect(sets.Sum(set => set.Tables.Sum(t => t.Length)));
        var reports = new List<FileReport>();
        foreach (var set in sets)
        {
            reports.AddRange(Load(at, set, at.Over.FirstFile + reports.Count));
            NoteTables(at, set);
        }

        at.Problems.Finish();
        at.Db.ErasedIdentities.AddRange(at.Erased.Learnt);
        var joined = Settle(at, sets);

        var report = new ImportReport
        {
            Kind = string.Join(',', sets.Select(set => set.Source).Distinct().Order().Select(source => source.Name())),
            Council = at.Council.Code,
            ExtractDate = sets.Max(set => set.ExtractDate),
            Files = reports,
            Problems = [.. at.Problems.First.Take(ImportReport.MostProblems)],
            ProblemCount = at.Problems.Count,
            Applied = !at.Request.DryRun,
        };
        return at.Request.DryRun ? report : report with { Import = Record(at, sets, report, joined) };
    }

    private static List<FileReport> Load(AtHand at, ImportSet set, int firstFile)
    {
        var (db, council) = (at.Db, at.Council);
        using var rows = new QueuedRows(RowStore.For(db, council.Id, at.Over), council.Id);
        var names = KnownNames.Read(db, rows, council.Id, at.InitialsOnly);
        var people = new People(council, rows, at.Erased, set.Source, set.ExtractDate, names);
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
            at.Problems.Add(set.Tables[0].File, null, null, [], Severity.Warning, "OlderExtract", Iso(set.ExtractDate), set.Source.Name(), Iso(latest));
        }

        CheckParts(at, set);
        ExtractDays Days(RecordKind kind) => new(known[kind].Select(t => (t.ExtractDate, t.Window)), at.PartFiles, set.ExtractDate);
        var loader = new TableLoader(
            council, rows, people, names, at.Problems, set.Source, set.ExtractDate, Days, at.Request.Window, at.InitialsOnly, at.Told.Tell)
        {
            Bands = set.Source == Source.Staff ? BandWords.Of(db, council.Id) : [],
        };
        var reports = set.Tables.Select((table, i) => loader.Load(table, firstFile + i, at.Cancel)).ToList();
        for (var i = 0; i < reports.Count && at.Request.Window is not null; i++)
        {
            at.PartFiles.Add(firstFile + i, set.ExtractDate);
        }

        return reports;
    }

    /// <summary>Refuses files that lack a part which others of their source had before: whoever that part alone names would hold nobody any more.</summary>
    private static void CheckParts(AtHand at, ImportSet set)
    {
        if (set.Parts.Count == 0)
        {
            return;
        }

        var before = at.Db.Imports.Where(run => run.Council == at.Council.Id && run.Undone == null && run.Parts != null).Select(run => run.Parts!).Distinct().ToList();
        var missing = before.SelectMany(parts => parts.Split(',')).Except(set.Parts).Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            throw new ImportRefused(ImportTexts.All["AnnexALacks", string.Join(", ", missing)], set.Tables[0].File);
        }
    }

    /// <summary>Joins the names that have become certain and asks about the others; says how many were joined, those at reading among them.</summary>
    private int Settle(AtHand at, IReadOnlyList<ImportSet> sets)
    {
        if (!sets.Any(set => set.Tables.Any(t => t.Table.Kind is RecordKind.Worker or RecordKind.Post or RecordKind.Team)))
        {
            return 0;
        }

        using var rows = RowStore.For(at.Db, at.Council.Id);
        var joined = KnownNames.Settle(at.Db, rows, at.Council.Id, at.Import, at.InitialsOnly, at.Over, time.GetUtcNow().UtcDateTime);
        if (joined > 0)
        {
            // Who is whom says what people may see, too.
            AccessVersion.Raise(at.Db, at.Council.Id);
        }

        return joined;
    }

    private int Record(AtHand at, IReadOnlyList<ImportSet> sets, ImportReport report, int joined)
    {
        var (db, council, request) = (at.Db, at.Council, at.Request);
        if (report.ChangedAnything || joined > 0)
        {
            council.DataVersion++;
        }

        var run = new ImportRun
        {
            Council = council.Id,
            Id = at.Import,
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
            LastIdentity = at.Over.LastIdentity,
            KeptLabels = true,
            Parts = string.Join(',', sets.SelectMany(set => set.Parts).Distinct()) is { Length: > 0 } parts ? parts : null,
        };
        db.Imports.Add(run);
        db.ImportFiles.AddRange(report.Files.Select((file, i) => new ImportFile
        {
            Council = council.Id,
            Id = at.Over.FirstFile + i,
            Import = run.Id,
            Name = Cut(file.File, 260),
            Table = file.Table,
            Rows = file.Rows,
            Added = file.Added,
            Changed = file.Changed,
            Unchanged = file.Unchanged,
            Withdrawn = file.Withdrawn,
            Rejected = file.Rejected,
            PartOf = at.PartFiles.TryGetValue(at.Over.FirstFile + i, out var day) ? day : null,
        }));
        db.Problems.AddRange(at.Problems.First.Select((problem, i) => new ImportProblem
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

    private static void NoteTables(AtHand at, ImportSet set)
    {
        var (from, until) = at.Request.Window ?? ImportTable.AllDays;
        foreach (var kind in set.Tables.Select(t => t.Table.Kind).Distinct())
        {
            if (!at.Db.ImportTables.Any(t => t.Council == at.Council.Id && t.Kind == kind && t.Source == set.Source && t.ExtractDate == set.ExtractDate
                && t.WindowFrom == from && t.WindowUntil == until))
            {
                at.Db.ImportTables.Add(new ImportTable
                {
                    Council = at.Council.Id,
                    Kind = kind,
                    Source = set.Source,
                    ExtractDate = set.ExtractDate,
                    WindowFrom = from,
                    WindowUntil = until,
                    Import = at.Import,
                });
            }
        }

        at.Db.SaveChanges();
    }

    private static void CheckTables(FoundFiles found, ImportRequest request)
    {
        if (!found.All.Any())
        {
            if (found.OfOtherKinds is [var (file, source), ..])
            {
                throw new ImportRefused(ImportTexts.All["OnlyOtherKinds", file.Name, source.Name(), request.Kind], file.Name);
            }

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
        var today = RolesInForce.TodayBy(time);
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

    /// <summary>What one import has at hand, from its first table to its last; made when no other import is under way.</summary>
    private sealed record AtHand(
        FairloadDb Db, Council Council, ImportRequest Request, ProblemLog Problems, LoadProgress Told, CancellationToken Cancel)
    {
        public ErasedPeople Erased { get; } = ErasedPeople.Of(Db, Council);

        public bool InitialsOnly { get; } = KeepNames.IsInitialsOnly(Db, Council.Id);

        /// <summary>Its number.</summary>
        public int Import { get; } = (Db.Imports.Where(i => i.Council == Council.Id).Max(i => (int?)i.Id) ?? 0) + 1;

        /// <summary>Where the store stood before it.</summary>
        public WritesOver Over { get; } = new((Db.ImportFiles.Where(f => f.Council == Council.Id).Max(f => (int?)f.Id) ?? 0) + 1, Council.LastIdentity);

        /// <summary>The files that spoke of a part of the days only, with the day of their extract.</summary>
        public Dictionary<int, DateOnly> PartFiles { get; } =
            Db.ImportFiles.Where(f => f.Council == Council.Id && f.PartOf != null).ToDictionary(f => f.Id, f => f.PartOf!.Value);
    }
}
