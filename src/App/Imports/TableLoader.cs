using Fairload.App.Imports.Rows;
using Fairload.App.Reading;
using Fairload.App.Store.Rows;
using Fairload.App.Store.Tables;
using Fairload.Core.Cases;

namespace Fairload.App.Imports;

/// <summary>A file that was recognised as a table.</summary>
/// <param name="File">The file.</param>
/// <param name="Table">The table it holds.</param>
/// <param name="Headers">Its columns' names, trimmed and in small letters.</param>
internal sealed record TableFile(GivenFile File, Table Table, IReadOnlyList<string> Headers);

/// <summary>
/// Loads one file after another into a council's records: each is compared with what the store holds in one pass, and
/// only what differs is written. Everything happens in the caller's transaction.
/// </summary>
internal sealed class TableLoader(
    Council council, RowStore rows, People people, ProblemLog problems, DateOnly extract,
    (DateOnly From, DateOnly Until)? window, bool initialsOnly, IProgress<ImportProgress>? progress, long totalBytes)
{
    private readonly IdMap _warnedWorkers = new();
    private readonly Draft _draft = new();
    private readonly RowIndex _index = new();
    private readonly Dictionary<string, (string Name, int Row)> _parents = new(StringComparer.Ordinal);
    private long _rowsRead;
    private long _bytesBefore;

    /// <summary>Loads one file and says what came of it.</summary>
    public FileReport Load(TableFile given, int fileId, CancellationToken cancel)
    {
        var (file, table) = (given.File, given.Table);
        var report = new FileReport { File = file.Name, Table = table.Name, Kind = table.Source };
        Prepare(given, cancel);
        var index = Compare(table);
        rows.Begin(table.Kind, fileId, index.IsEmpty);
        var reader = new RowReader(
            file.Name, table, given.Headers, people, problems, extract, council.Salt, _warnedWorkers, _draft, initialsOnly);
        using (var text = new TableText(file))
        {
            while (text.Read())
            {
                if ((++report.Rows & 0xFFF) == 0)
                {
                    cancel.ThrowIfCancellationRequested();
                    Tell(file, report.Rows, text.Csv.ByteOffset);
                }

                if (reader.Read(text.Csv))
                {
                    NoteParent(table);
                    Store(table, index, report);
                }
                else if (reader.IsErased)
                {
                    report.Erased++;
                }
                else
                {
                    report.Rejected++;
                    if (!_draft[Text.Key].IsEmpty)
                    {
                        index.Keep(_draft[Text.Key]);
                    }
                }
            }
        }

        TellErased(report);
        if (table.Needed && report.Rows == 0)
        {
            throw new ImportRefused(ImportTexts.All["HeaderOnly", file.Name], file.Name);
        }

        if (table.Kind == RecordKind.Team)
        {
            MakeParents(index, report);
        }

        rows.Finish();
        report.Withdrawn = Withdraw(table, index);
        _rowsRead += report.Rows;
        _bytesBefore += file.Length;
        Tell(file, 0, 0);
        return report;
    }

    private void TellErased(FileReport report)
    {
        if (report.Erased > 0)
        {
            problems.Add(report.File, null, null, [], Severity.Warning, report.Erased == 1 ? "ErasedRow" : "ErasedRows", report.Erased);
        }

        if (people.Erased.TakeNewRows() is > 0 and var since)
        {
            problems.Add(report.File, null, null, [], Severity.Warning, since == 1 ? "NewSinceErasedRow" : "NewSinceErasedRows", since);
        }
    }

    private void Prepare(TableFile given, CancellationToken cancel)
    {
        var table = given.Table;
        if (table.Columns.Any(c => c.Into == Into.CareId))
        {
            people.ReadCareIds();
        }

        if (table.Columns.Any(c => c.Into == Into.AssessmentId))
        {
            people.ReadAssessments();
        }

        if (table.Kind == RecordKind.Worker)
        {
            people.ReadPosts();
        }

        if (table.Kind == RecordKind.Post)
        {
            MeetStaff(given, cancel);
        }
    }

    /// <summary>
    /// Learns all workers of a staff file before its rows are read: a manager may stand below the people managed.
    /// </summary>
    private void MeetStaff(TableFile given, CancellationToken cancel)
    {
        var headers = given.Headers.ToList();
        var (id, registration) = (headers.IndexOf("worker_id"), headers.IndexOf("swe_number"));
        using var text = new TableText(given.File);
        while (text.Read())
        {
            cancel.ThrowIfCancellationRequested();
            var worker = Values.Trim(text.Csv.GetSpan(id));
            var number = registration < 0 ? [] : Values.Trim(text.Csv.GetSpan(registration));
            if (!worker.IsEmpty && worker.Length <= 200 && !people.IsErasedStaff(worker, number))
            {
                people.Staff(worker, number);
            }
        }
    }

    private RowIndex Compare(Table table)
    {
        var index = _index;
        index.Clear();
        rows.Scan(table.Kind, (row, withdrawn) =>
        {
            index.AddStored(row, withdrawn, MayBeWithdrawn(table, row.From));
            if (window is not null && !withdrawn)
            {
                // With a window a file may hold a part of the people only: the others still stand.
                Stays(table, row);
            }
        });
        return index;
    }

    private void Stays(Table table, Draft row)
    {
        if (table.Kind == RecordKind.Child)
        {
            people.ChildStays(row[Text.Key], row.Child);
        }
        else if (table.Kind == RecordKind.Worker)
        {
            people.WorkerStays(row[Text.Key], row.Worker, People.StaffIdOf(row), row[Text.Ref]);
        }
    }

    private void Store(Table table, RowIndex index, FileReport report)
    {
        switch (index.Meet(_draft, MayBeReplaced(table, _draft.From)))
        {
            case Standing.New:
                rows.Insert(_draft, ++council.LastRecord);
                report.Added++;
                break;
            case Standing.Changed:
                rows.Change(_draft);
                report.Changed++;
                break;
            case Standing.Same:
                report.Unchanged++;
                break;
            case Standing.Outside:
                report.Outside++;
                break;
            default:
                report.Rejected++;
                problems.Add(
                    report.File, _draft.Row, table.Columns.First(c => c.Into is Into.Key or Into.StaffId).Name,
                    _draft[Text.Key], Severity.Error, "Twice");
                break;
        }
    }

    private void NoteParent(Table table)
    {
        if (table.Kind == RecordKind.Team && !_draft[Text.Ref].IsEmpty)
        {
            var name = _draft[Text.Extra];
            _parents.TryAdd(
                System.Text.Encoding.UTF8.GetString(_draft[Text.Ref]),
                (name.IsEmpty ? "" : System.Text.Encoding.UTF8.GetString(name["parentName=".Length..]), _draft.Row));
        }
    }

    /// <summary>Makes the parents of teams that have no row of their own, as the row that first names them says.</summary>
    private void MakeParents(RowIndex index, FileReport report)
    {
        foreach (var (id, (name, row)) in _parents)
        {
            var key = System.Text.Encoding.UTF8.GetBytes(id);
            if (index.Has(key))
            {
                continue;
            }

            _draft.Clear(row);
            _draft.Set(Text.Key, key);
            _draft.Set(Text.Detail, System.Text.Encoding.UTF8.GetBytes(name.Length > 0 ? name : id));
            switch (index.Meet(_draft, replaceable: true))
            {
                case Standing.New:
                    rows.Insert(_draft, ++council.LastRecord);
                    report.Added++;
                    break;
                case Standing.Changed:
                    rows.Change(_draft);
                    report.Changed++;
                    break;
            }
        }
    }

    private long Withdraw(Table table, RowIndex index)
    {
        if (index.Unseen == 0)
        {
            return 0;
        }

        var gone = new List<byte[]>(index.Unseen);
        rows.Scan(table.Kind, (row, _) =>
        {
            if (index.IsGone(row[Text.Key]))
            {
                gone.Add(row[Text.Key].ToArray());
            }
        });
        rows.Withdraw(table.Kind, gone, extract);
        return gone.Count;
    }

    private bool MayBeReplaced(Table table, int from) =>
        window is not { } w || !table.Dated || from == Draft.NoDay
        || (from >= w.From.DayNumber && from < w.Until.DayNumber);

    private bool MayBeWithdrawn(Table table, int from) =>
        window is not { } w || (table.Dated && from != Draft.NoDay && from >= w.From.DayNumber && from < w.Until.DayNumber);

    private void Tell(GivenFile file, long rowsOfFile, long bytes) => progress?.Report(new ImportProgress(
        file.Name, _rowsRead + rowsOfFile, totalBytes == 0 ? 0 : Math.Min(1, (_bytesBefore + bytes) / (double)totalBytes)));
}
