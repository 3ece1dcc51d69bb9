using System.Data;
using System.Data.Common;
using System.Text;
using Fairload.App.Privacy;
using Fairload.App.Store;
using Fairload.App.Store.Rows;
using Fairload.App.Store.Tables;
using Fairload.Core.Cases;
using Fairload.Core.Time;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Caseloads;

/// <summary>
/// Reads a council's records, withdrawn ones too, into a <see cref="CaseloadBuilder"/>, in one transaction, so that they are all of
/// one data version. Rows are read in bulk into one record that is used again: EF Core's tracking would take many times
/// as long for half a million rows.
/// </summary>
/// <param name="store">The store.</param>
public sealed class CaseloadLoader(DataStore store)
{
    private static readonly string[] Systems = [Identity.Ssd, Identity.Staff, Identity.Registration, Identity.Named, Identity.Erased];

    /// <summary>The caseload of a council and the data version it is of.</summary>
    public Task<(Caseload Caseload, long Version)> Load(
        int council, RoleMap roles, WorkingCalendar calendar, CancellationToken cancel) =>
        Task.Run(
            () =>
            {
                var builder = new CaseloadBuilder(roles, calendar);
                (builder.Version, builder.ExtractDate) = Read(council, builder.Supplied, builder.NameChild, builder.NameWorker, builder.Add, builder.AddBeside, cancel);
                return (builder.Build(), builder.Version);
            },
            cancel);

    /// <summary>The data version of a council now; nothing when the store has no such council.</summary>
    public async Task<long?> Version(int council, CancellationToken cancel)
    {
        try
        {
            using var db = store.Db();
            return await db.Councils.Where(c => c.Id == council).Select(c => (long?)c.DataVersion)
                .SingleOrDefaultAsync(cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (StoreTrouble.Explain(e, store) is { } refused)
        {
            throw refused;
        }
    }

    /// <summary>Reads everything a caseload is built of, and says which data version and which latest extract it was.</summary>
    internal (long Version, DateOnly? ExtractDate) Read(
        int council, Action<Supply> supplied, Action<int, string> nameChild, Action<int, string, bool> nameWorker,
        Action<Record> add, Action<Record> addBeside, CancellationToken cancel)
    {
        try
        {
            using var db = store.Db();
            db.Database.OpenConnection();
            using var transaction = Begin(db);
            var version = db.Councils.Where(c => c.Id == council).Select(c => c.DataVersion).Single();
            var tables = db.ImportTables.Where(t => t.Council == council).GroupBy(t => new { t.Kind, t.Source })
                .Select(of => new { of.Key.Kind, of.Key.Source, ExtractDate = of.Max(t => t.ExtractDate), First = of.Min(t => t.ExtractDate) }).ToList();
            (DateOnly First, DateOnly ExtractDate) Of(RecordKind kind, Source source) =>
                tables.Where(table => table.Kind == kind && table.Source == source).Select(table => (table.First, table.ExtractDate)).Single();
            var leads = SourceOrder.Read(db, council);
            var kinds = tables.ToLookup(table => table.Kind, table => table.Source).OrderBy(of => of.Key).Select(of => (Kind: of.Key, Sources: leads.Of(of.Key, of))).ToList();
            kinds.ForEach(of => supplied(new Supply(
                of.Kind, of.Sources[0], Of(of.Kind, of.Sources[0]).ExtractDate)));

            using var rows = RowStore.For(db, council);
            Names(rows, Subject.Child, (number, id, _) => nameChild(number, id));
            // Of a name that somebody has answered for, nothing is open any more.
            var settled = db.JoinQuestions.Where(q => q.Council == council && q.State == JoinState.Other).Select(q => q.Number).ToHashSet();
            Names(rows, Subject.Worker, (number, id, isName) => nameWorker(number, id, isName && !settled.Contains(number)));
            var record = new Record { Council = council };
            var texts = new TextPool();
            foreach (var (kind, sources) in kinds)
            {
                record.Kind = kind;
                var known = new HashSet<int>();
                foreach (var source in sources)
                {
                    var more = new List<int>();
                    // Withdrawn rows too: they still say how things stood on days before a later file left them out.
                    rows.Scan(kind, source, (row, withdrawn) =>
                    {
                        cancel.ThrowIfCancellationRequested();
                        var person = kind == RecordKind.Child ? row.Child : row.Worker;
                        if (sources.Count > 1 && known.Contains(person))
                        {
                            return;
                        }

                        if (sources.Count > 1 && !withdrawn)
                        {
                            more.Add(person);
                        }

                        Fill(record, row, texts);
                        add(record);
                    });
                    known.UnionWith(more);
                }

                if (kind == RecordKind.Involvement)
                {
                    // One that is older than the leading source may only not know yet that a case is closed.
                    var (leading, others) = (Of(kind, sources[0]), tables.Where(table => table.Kind == kind && table.Source != sources[0]));
                    foreach (var other in others.Where(other => other.ExtractDate >= leading.ExtractDate))
                    {
                        rows.Scan(kind, other.Source, (row, withdrawn) =>
                        {
                            cancel.ThrowIfCancellationRequested();
                            if (!withdrawn && (row.Until == Draft.NoDay || row.Until > leading.ExtractDate.DayNumber))
                            {
                                Fill(record, row, texts);
                                addBeside(record);
                            }
                        });
                    }
                }

                if (leads.Before(kind, sources[0], tables.Where(table => table.Kind == kind).Select(table => table.Source)) is { } earlier)
                {
                    var first = Of(kind, sources[0]).First;
                    rows.Scan(kind, earlier, (row, _) =>
                    {
                        cancel.ThrowIfCancellationRequested();
                        if (row.From < first.DayNumber)
                        {
                            row.Until = row.Until == Draft.NoDay ? first.DayNumber : Math.Min(row.Until, first.DayNumber);
                            Fill(record, row, texts);
                            add(record);
                        }
                    });
                }
            }

            return (version, tables.Count == 0 ? null : tables.Max(table => table.ExtractDate));
        }
        catch (Exception e) when (StoreTrouble.Explain(e, store) is { } refused)
        {
            throw refused;
        }
    }

    private static DbTransaction Begin(FairloadDb db)
    {
        var connection = db.Database.GetDbConnection();
        // A deferred transaction in SQLite only reads: it neither waits for an import nor makes one wait.
        var transaction = connection is SqliteConnection sqlite
            ? sqlite.BeginTransaction(IsolationLevel.Serializable, deferred: true)
            : connection.BeginTransaction(IsolationLevel.RepeatableRead);
        db.Database.UseTransaction(transaction);
        return transaction;
    }

    /// <summary>Names each person by the SSD id where there is one, else by the staff id, a registration number, a name; of several by the least. A name that is written as the id of somebody else says that it is a name.</summary>
    private static void Names(RowStore rows, Subject subject, Action<int, string, bool> name)
    {
        var named = new Dictionary<int, (string Id, int Rank)>();
        rows.ScanIdentities(subject, (system, bytes, number) =>
        {
            var (id, rank) = (Encoding.UTF8.GetString(bytes), Array.IndexOf(Systems, system));
            if (!named.TryGetValue(number, out var had) || rank < had.Rank || (rank == had.Rank && string.CompareOrdinal(id, had.Id) < 0))
            {
                named[number] = (id, rank);
            }
        });
        var names = Array.IndexOf(Systems, Identity.Named);
        var ids = named.Values.Where(one => one.Rank != names).Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (number, (id, rank)) in named)
        {
            name(number, rank == names && ids.Contains(id) ? id + KnownPerson.NameMark : id, rank == names);
        }
    }

    private static void Fill(Record record, Draft row, TextPool texts)
    {
        record.Id = row.Id;
        record.Source = row.Source;
        record.Key = Encoding.UTF8.GetString(row[Text.Key]);
        record.Child = row.Child == 0 ? null : row.Child;
        record.Worker = row.Worker == 0 ? null : row.Worker;
        record.OtherWorker = row.OtherWorker == 0 ? null : row.OtherWorker;
        record.Team = texts[row[Text.Team]];
        record.From = Day(row.From);
        record.Until = Day(row.Until);
        record.Due = Day(row.Due);
        record.Code = texts[row[Text.Code]];
        record.Detail = texts[row[Text.Detail]];
        record.Ref = texts[row[Text.Ref]];
        record.Number = row.Number;
        record.Flag = row.Flag;
        record.Extra = row[Text.Extra].IsEmpty ? null : Encoding.UTF8.GetString(row[Text.Extra]);
        record.Withdrawn = Day(row.Withdrawn);
        record.File = row.File;
        record.Row = row.Row;
    }

    private static DateOnly? Day(int day) => day == Draft.NoDay ? null : DateOnly.FromDayNumber(day);

    /// <summary>Texts that come again and again (roles, teams, referrals), so that each is one string.</summary>
    private sealed class TextPool
    {
        // Enough for what repeats; beyond it, texts are of the kind that does not.
        private const int Most = 200_000;

        private readonly IdMap _places = new();
        private readonly List<string> _texts = [];

        public string? this[ReadOnlySpan<byte> utf8]
        {
            get
            {
                if (utf8.IsEmpty)
                {
                    return null;
                }

                if (_places[utf8] is > 0 and var place)
                {
                    return _texts[place - 1];
                }

                var text = Encoding.UTF8.GetString(utf8);
                if (_texts.Count < Most)
                {
                    _texts.Add(text);
                    _places.Set(utf8, _texts.Count);
                }

                return text;
            }
        }
    }
}
