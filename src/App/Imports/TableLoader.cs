using System.Text;
using Fairload.App.Imports.Rows;
using Fairload.App.Imports.Staff;
using Fairload.App.Reading;
using Fairload.App.Store.Rows;
using Fairload.App.Store.Tables;
using Fairload.Core.Cases;

namespace Fairload.App.Imports;

/// <summary>A table that a file holds, or that a reader made of one.</summary>
/// <param name="File">The file's name, for showing.</param>
/// <param name="Name">What the report calls the table.</param>
/// <param name="Table">The table.</param>
/// <param name="Headers">Its columns' names, trimmed and in small letters.</param>
/// <param name="Length">How much there is to read, for showing progress.</param>
/// <param name="Open">Opens its rows for one reading.</param>
internal sealed record TableFile(string File, string Name, Table Table, IReadOnlyList<string> Headers, long Length, Func<RowSource> Open)
{
    /// <summary>Rows that were told and left out before.</summary>
    public long LeftOut { get; init; }

    /// <summary>Its columns of which some row says nothing: <see cref="RowSource.Says"/>.</summary>
    public IReadOnlyList<Column> Unsaid { get; init; } = [];
}

/// <summary>
/// Loads one table after another into a council's records: each is compared with what the store holds in one pass, and
/// only what differs is written. Everything happens in the caller's transaction.
/// </summary>
/// <param name="council">The council.</param>
/// <param name="rows">Its records.</param>
/// <param name="people">Who its ids stand for.</param>
/// <param name="names">Whom names stand for.</param>
/// <param name="problems">Where problems are told.</param>
/// <param name="source">The kind of file.</param>
/// <param name="extract">The day that the files describe.</param>
/// <param name="days">The extracts that the store holds of a kind of record from this source.</param>
/// <param name="window">The days whose rows are replaced; nothing for all.</param>
/// <param name="initialsOnly">Whether names are kept as initials.</param>
/// <param name="tell">Is told the table, the rows read of it and its share that was read.</param>
internal sealed class TableLoader(
    Council council, RowStore rows, People people, KnownNames names, ProblemLog problems, Source source, DateOnly extract, Func<RecordKind, ExtractDays> days,
    (DateOnly From, DateOnly Until)? window, bool initialsOnly, Action<TableFile, long, double> tell)
{
    /// <summary>Fewer rows than this may all be wrong by themselves; where as many are, the file is.</summary>
    private const int FewRows = 10;

    private readonly IdMap _warnedWorkers = new();
    private readonly Draft _draft = new();
    private readonly RowIndex _index = new();
    private readonly Dictionary<string, (string Name, int Row)> _parents = new(StringComparer.Ordinal);
    private readonly PostsAtOnce _posts = new(problems);
    private ExtractDays _days = ExtractDays.None;

    /// <summary>The bands that a scheme of the council or a shipped one knows.</summary>
    public IReadOnlyList<string> Bands { get; init; } = [];

    /// <summary>Loads one table and says what came of it.</summary>
    public FileReport Load(TableFile given, int fileId, CancellationToken cancel)
    {
        var table = given.Table;
        var report = new FileReport { File = given.File, Table = given.Name, Kind = source.Name() };
        _days = days(table.Kind);
        problems.BeginTable();
        Prepare(given, cancel);
        if (source == Source.AnnexA && table.Kind == RecordKind.Involvement)
        {
            LoadSnapshot(given, fileId, report, cancel);
            return report;
        }

        var index = Compare(table);
        var fillIn = FillIn(given);
        rows.Begin(table.Kind, source, fileId, index.IsEmpty);
        Read(
            given,
            report,
            from =>
            {
                fillIn(from);
                Store(given, index, report, from);
            },
            () =>
            {
                if (!_draft[Text.Key].IsEmpty)
                {
                    index.Keep(_draft[Text.Key]);
                }
            },
            cancel);
        CheckThatItBrings(given, report, index.Unseen);
        _posts.Tell();
        if (table.Kind == RecordKind.Team)
        {
            MakeParents(index, report);
        }

        rows.Finish();
        report.Withdrawn = Withdraw(table, index);
        return report;
    }

    /// <summary>
    /// Refuses a table that brings nothing, where all on record would go because of it: one with a header only, or one of which not a single row
    /// can be used. A table of a few rows among many, of the dataset or of a return, does not hold the others up:
    /// its rows are told.
    /// </summary>
    private void CheckThatItBrings(TableFile given, FileReport report, long wouldGo)
    {
        var table = given.Table;
        var isNeeded = table.Needed && source == table.Source;
        var isSmall = report.Rows < FewRows && !table.Needed && (source != table.Source || source == Source.Ssd);
        if (report.Rows > 0 && report.Rejected == report.Rows && !isSmall && (wouldGo > 0 || (isNeeded && report.Rows == given.LeftOut)))
        {
            throw NoneUsable(given, report);
        }

        if (report.Rows == 0 && source == table.Source && (table.Needed || wouldGo > 0))
        {
            if (table.Needed || source != Source.Ssd)
            {
                throw new ImportRefused(ImportTexts.All["HeaderOnly", given.File], given.File);
            }

            problems.Add(given.File, null, null, [], Severity.Warning, "EmptyTable", wouldGo);
        }
    }

    private ImportRefused NoneUsable(TableFile given, FileReport report)
    {
        // What the reader left out was told before this table began.
        var files = given.File.Split(", ");
        var first = problems.FirstError ?? problems.First.FirstOrDefault(problem => problem.Severity == Severity.Error && files.Contains(problem.File));
        var file = first?.File ?? given.File;
        var name = file == given.Name ? file : $"{file} ({given.Name})";
        if (first is not { Row: { } row })
        {
            return new ImportRefused(ImportTexts.All["NoneUsableAtAll", name], file);
        }

        var place = string.Join(", ", new[] { first.Sheet, ImportTexts.All["AtRow", row], first.Column }.Where(part => part is not null));
        return new ImportRefused(
            ImportTexts.All[report.Rows == 1 ? "NoneUsableOne" : "NoneUsable", name, report.Rows, place, first.Message], file, row, first.Column);
    }

    private void Read(TableFile given, FileReport report, Action<RowSource> good, Action bad, CancellationToken cancel)
    {
        using var from = given.Open();
        var reader = new RowReader(from, given.Table, given.Headers, people, problems, extract, council.Salt, _warnedWorkers, _draft, source, initialsOnly) { Bands = Bands };
        while (from.Read())
        {
            if ((++report.Rows & 0xFFF) == 0)
            {
                cancel.ThrowIfCancellationRequested();
                tell(given, report.Rows, from.Share);
            }

            if (reader.Read())
            {
                NoteParent(given.Table);
                good(from);
            }
            else if (reader.IsErased)
            {
                report.Erased++;
            }
            else
            {
                report.Rejected++;
                bad();
            }
        }

        report.Rows += given.LeftOut;
        report.Rejected += given.LeftOut;
        TellErased(report);
        tell(given, report.Rows, 1);
    }

    /// <summary>Rows that say how things stand on one day: with the days before and after they make spans.</summary>
    private void LoadSnapshot(TableFile given, int fileId, FileReport report, CancellationToken cancel)
    {
        var snapshots = new Snapshots(_days);
        rows.Scan(given.Table.Kind, source, (row, _) => snapshots.AddStored(row));
        rows.Begin(given.Table.Kind, source, fileId, snapshots.IsEmpty);
        Read(
            given,
            report,
            from =>
            {
                if (!snapshots.Meet(_draft))
                {
                    report.Rejected++;
                    problems.Add(from.File, from.Sheet, _draft.Row, null, [], Severity.Error, "Twice");
                }
            },
            () => { },
            cancel);
        CheckThatItBrings(given, report, snapshots.IsEmpty ? 0 : report.Rows);
        var (added, changed, same, gone) = snapshots.Write(
            row => rows.Insert(row, ++council.LastRecord), rows.Change);
        (report.Added, report.Changed, report.Unchanged, report.Withdrawn) = (added, changed, same, gone);
        rows.Finish();
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

        if (table.Kind == RecordKind.Worker || table.Columns.Any(c => c.Into == Into.AnyWorker))
        {
            people.ReadOthers(source);
        }

        if (table.Kind == RecordKind.Post)
        {
            MeetStaff(given, cancel);
        }
    }

    /// <summary>
    /// Learns all workers of a staff file before its rows are read: a manager may stand below the people managed, and a name says who somebody
    /// is only by a post in force, which may stand below one that has ended.
    /// </summary>
    private void MeetStaff(TableFile given, CancellationToken cancel)
    {
        var (name, team) = (At(given, Into.Name), At(given, Into.Team));
        EachOfStaff(given, (from, id, _, post) => names.Meet(Encoding.UTF8.GetString(id), Field(from, name), Field(from, team), post.From, post.Until), cancel);
        EachOfStaff(given, (from, id, registration, post) =>
        {
            if (post.From <= extract.DayNumber && extract.DayNumber < post.Until)
            {
                people.Staff(id, registration, Field(from, name), Field(from, team));
            }
        }, cancel);
        EachOfStaff(given, (_, id, registration, _) => people.Staff(id, registration), cancel);
    }

    private void EachOfStaff(TableFile given, StaffRow each, CancellationToken cancel)
    {
        var (id, registration, start, until) = (At(given, Into.StaffId), At(given, Into.Ref), At(given, Into.From), At(given, Into.Until));
        using var from = given.Open();
        while (from.Read())
        {
            cancel.ThrowIfCancellationRequested();
            var worker = Field(from, id);
            var number = Field(from, registration);
            if (!worker.IsEmpty && worker.Length <= 200 && !people.IsErasedStaff(worker, number))
            {
                var (first, end) = (DayOf(Field(from, start)), DayOf(Field(from, until)));
                each(from, worker, number, (first, end == Draft.NoDay ? int.MaxValue : end));
            }
        }
    }

    private static int DayOf(ReadOnlySpan<byte> value) => !value.IsEmpty && Values.Day(value, out var day) ? day : Draft.NoDay;

    private static int At(TableFile given, Into into)
    {
        var column = given.Table.Columns.FirstOrDefault(c => c.Into == into);
        return column is null ? -1 : given.Headers.ToList().IndexOf(column.Name);
    }

    private static ReadOnlySpan<byte> Field(RowSource from, int at) => at < 0 ? [] : Values.Trim(from[at]);

    private RowIndex Compare(Table table)
    {
        var index = _index;
        index.Clear();
        rows.Scan(table.Kind, source, (row, _) =>
        {
            var date = DateOf(table, row.From);
            var seen = _days.LastSeen(date, row.Withdrawn, row.File);
            var isNewer = seen > _days.Now;
            var mayGo = window is not { } w || (date != Draft.NoDay && IsIn(w, date));
            index.AddStored(
                row, mayGo && !isNewer && _days.Stands(row.Withdrawn), row.Withdrawn != _days.Next(date), isNewer,
                window is not null && date == Draft.NoDay && seen < _days.Now);
            if (window is not null && _days.Stands(row.Withdrawn))
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

    /// <summary>
    /// Fills in a child's birth and sex where nothing that is loaded would say them, such as a return without its header file: what the source
    /// said before still holds. Takes memory only where some row leaves them out.
    /// </summary>
    private Action<RowSource> FillIn(TableFile given)
    {
        if (given.Table.Kind != RecordKind.Child || !given.Unsaid.Any(column => column.Into is Into.From or Into.Code))
        {
            return _ => { };
        }

        var (birth, sex) = (At(given, Into.From), At(given, Into.Code));
        var before = new Dictionary<int, (int Birth, byte[] Sex)>();
        rows.Scan(RecordKind.Child, source, (row, _) => before[row.Child] = (row.From, row[Text.Code].ToArray()));
        return from =>
        {
            if (before.TryGetValue(_draft.Child, out var said))
            {
                _draft.From = from.Says(birth) ? _draft.From : said.Birth;
                if (!from.Says(sex))
                {
                    _draft.Set(Text.Code, said.Sex);
                }
            }
        };
    }

    private void Store(TableFile given, RowIndex index, FileReport report, RowSource from)
    {
        var table = given.Table;
        var date = DateOf(table, _draft.From);
        _draft.Withdrawn = _days.Next(date);
        switch (index.Meet(_draft, window is not { } w || date == Draft.NoDay || IsIn(w, date)))
        {
            case Standing.New:
                rows.Insert(_draft, ++council.LastRecord);
                report.Added++;
                break;
            case Standing.Changed:
                rows.Change(_draft);
                report.Changed++;
                break;
            case Standing.SeenAgain:
                rows.Change(_draft);
                report.Unchanged++;
                break;
            case Standing.Same:
                report.Unchanged++;
                break;
            case Standing.Outside:
                report.Outside++;
                return;
            default:
                report.Rejected++;
                TellTwice(given, from);
                return;
        }

        NotePost(table, from);
    }

    private void TellTwice(TableFile given, RowSource from)
    {
        var table = given.Table;
        if (Field(from, At(given, Into.Key)).IsEmpty && KeyColumns(table) is { Count: > 0 } columns)
        {
            // No column holds such a key: what can be found in the file are those that it is made of.
            var there = columns.Where(column => given.Headers.Contains(column.Name)).ToList();
            var values = there.Select(column => Encoding.UTF8.GetString(Field(from, given.Headers.ToList().IndexOf(column.Name))));
            problems.Add(
                from.File, from.Sheet, _draft.Row, string.Join(", ", there.Select(from.Shown)), Encoding.UTF8.GetBytes(string.Join(", ", values)),
                Severity.Error, "TwiceMade");
            return;
        }

        problems.Add(
            from.File, from.Sheet, _draft.Row, from.Shown(table.Columns.First(c => c.Into is Into.Key or Into.StaffId || c.IsInKey)), _draft[Text.Key],
            Severity.Error, "Twice");
    }

    /// <summary>The columns that together name a row where none does alone.</summary>
    private static List<Column> KeyColumns(Table table) => table.Kind == RecordKind.Post
        ? [.. new[] { Into.StaffId, Into.From, Into.Team }.SelectMany(into => table.Columns.Where(column => column.Into == into))]
        : [.. table.Columns.Where(column => column.IsInKey)];

    private void NotePost(Table table, RowSource from)
    {
        if (table.Kind == RecordKind.Post)
        {
            _posts.Meet(_draft, from.File, from.Shown(table.Columns.First(column => column.Into == Into.From)));
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
            _draft.Withdrawn = _days.Next(Draft.NoDay);
            switch (index.Meet(_draft, isInWindow: true))
            {
                case Standing.New:
                    rows.Insert(_draft, ++council.LastRecord);
                    report.Added++;
                    break;
                case Standing.Changed:
                    rows.Change(_draft);
                    report.Changed++;
                    break;
                case Standing.SeenAgain:
                    rows.Change(_draft);
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
        rows.Scan(table.Kind, source, (row, _) =>
        {
            if (index.IsGone(row[Text.Key]))
            {
                gone.Add(row[Text.Key].ToArray());
            }
        });
        rows.Withdraw(table.Kind, source, gone, extract);
        return gone.Count;
    }

    /// <summary>The day by which a window knows a row; none where its table's days are no events, or it has none.</summary>
    private static int DateOf(Table table, int from) => table.Dated ? from : Draft.NoDay;

    private static bool IsIn((DateOnly From, DateOnly Until) window, int day) => day >= window.From.DayNumber && day < window.Until.DayNumber;

    private delegate void StaffRow(RowSource from, ReadOnlySpan<byte> id, ReadOnlySpan<byte> registration, (int From, int Until) post);
}
