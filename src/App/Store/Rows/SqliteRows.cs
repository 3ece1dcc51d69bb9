using Fairload.App.Store.Tables;
using Fairload.Core.Cases;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Fairload.App.Store.Rows;

/// <summary>Records in SQLite, through prepared statements of SQLite itself: a row takes about a microsecond.</summary>
internal sealed class SqliteRows : RowStore
{
    private readonly sqlite3 _db;
    private readonly Statement _insert;
    private readonly Statement _change;
    private readonly sqlite3_stmt _withdraw;
    private readonly sqlite3_stmt _identity;
    private readonly sqlite3_stmt? _keepRow;
    private readonly sqlite3_stmt? _keepIdentity;
    private readonly Draft _draft = new();
    private readonly byte[] _day = new byte[10];

    public SqliteRows(SqliteConnection connection, int council, WritesOver? over)
        : base(council)
    {
        _db = connection.Handle ?? throw new InvalidOperationException("The connection must be open.");
        _insert = new Statement(Prepare(
            $"INSERT INTO records ({RecordTable.Columns}) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?20,?18,?19,?21)"));
        // The same numbers as above, so that one method binds both; the id stays.
        _change = new Statement(Prepare(
            """
            UPDATE records SET child=?5, worker=?6, other_worker=?7, team=?8, "from"=?9, until=?10, due=?11, code=?12, detail=?13,
            ref=?14, number=?15, flag=?16, extra=?17, withdrawn=?20, file=?18, row=?19 WHERE council=?2 AND kind=?3 AND source=?21 AND key=?4
            """));
        _withdraw = Prepare("UPDATE records SET withdrawn=?1 WHERE council=?2 AND kind=?3 AND source=?5 AND key=?4");
        _identity = Prepare("INSERT OR REPLACE INTO identities (council, subject, system, source_id, number) VALUES (?1,?2,?3,?4,?5)");
        if (over is null)
        {
            return;
        }

        _keepRow = Prepare(
            $"""
            INSERT OR IGNORE INTO undo_rows ({RecordTable.Columns}) SELECT {RecordTable.Columns} FROM records
            WHERE council=?2 AND kind=?3 AND source=?5 AND key=?4 AND file<?1
            """);
        Check(raw.sqlite3_bind_int(_keepRow, 1, over.FirstFile));
        if (over.LastIdentity > 0)
        {
            _keepIdentity = Prepare(
                """
                INSERT OR IGNORE INTO undo_identities (council, subject, system, source_id, number)
                VALUES (?1,?2,?3,?4,(SELECT number FROM identities WHERE council=?1 AND subject=?2 AND system=?3 AND source_id=?4))
                """);
        }
    }

    public override void Scan(RecordKind kind, Source? source, Action<Draft, bool> each)
    {
        using var select = Prepare(
            $"""
            SELECT key, child, worker, other_worker, team, "from", until, due, code, detail, ref, number, flag, extra,
            withdrawn, row, id, file, source FROM records WHERE council=?1 AND kind=?2 {(source is null ? "" : "AND source=?3")}
            ORDER BY source, key
            """);
        Check(raw.sqlite3_bind_int(select, 1, Council));
        Check(raw.sqlite3_bind_int(select, 2, (int)kind));
        if (source is { } one)
        {
            Check(raw.sqlite3_bind_int(select, 3, (int)one));
        }

        var row = select.DangerousGetHandle();
        int code;
        while ((code = NativeSqlite.Step(row)) == raw.SQLITE_ROW)
        {
            _draft.Clear((int)NativeSqlite.Number(row, 15));
            _draft.Id = NativeSqlite.Number(row, 16);
            _draft.File = (int)NativeSqlite.Number(row, 17);
            _draft.Source = (Source)NativeSqlite.Number(row, 18);
            _draft.Set(Text.Key, NativeSqlite.Text(row, 0));
            _draft.Child = (int)NativeSqlite.Number(row, 1);
            _draft.Worker = (int)NativeSqlite.Number(row, 2);
            _draft.OtherWorker = (int)NativeSqlite.Number(row, 3);
            _draft.Set(Text.Team, NativeSqlite.Text(row, 4));
            _draft.From = DayAt(row, 5);
            _draft.Until = DayAt(row, 6);
            _draft.Due = DayAt(row, 7);
            _draft.Set(Text.Code, NativeSqlite.Text(row, 8));
            _draft.Set(Text.Detail, NativeSqlite.Text(row, 9));
            _draft.Set(Text.Ref, NativeSqlite.Text(row, 10));
            _draft.Number = Has(row, 11) ? (int)NativeSqlite.Number(row, 11) : null;
            _draft.Flag = Has(row, 12) ? NativeSqlite.Number(row, 12) != 0 : null;
            _draft.Set(Text.Extra, NativeSqlite.Text(row, 13));
            _draft.Withdrawn = DayAt(row, 14);
            each(_draft, _draft.Withdrawn != Draft.NoDay);
        }

        // The statement is disposed of only after the last row.
        GC.KeepAlive(select);
        if (code != raw.SQLITE_DONE)
        {
            throw Failure(code);
        }
    }

    public override void ScanIdentities(Subject subject, Action<string, byte[], int> each)
    {
        using var select = Prepare("SELECT system, source_id, number FROM identities WHERE council=?1 AND subject=?2");
        Check(raw.sqlite3_bind_int(select, 1, Council));
        Check(raw.sqlite3_bind_int(select, 2, (int)subject));
        while (Row(select))
        {
            each(
                raw.sqlite3_column_text(select, 0).utf8_to_string(),
                raw.sqlite3_column_blob(select, 1).ToArray(),
                raw.sqlite3_column_int(select, 2));
        }
    }

    public override void Begin(RecordKind kind, Source source, int file, bool empty)
    {
        foreach (var statement in (sqlite3_stmt[])[_insert.Handle, _change.Handle])
        {
            Check(raw.sqlite3_bind_int(statement, 2, Council));
            Check(raw.sqlite3_bind_int(statement, 3, (int)kind));
            Check(raw.sqlite3_bind_int(statement, 18, file));
            Check(raw.sqlite3_bind_int(statement, 21, (int)source));
        }

        KeepOf(kind, source);
    }

    public override void Insert(Draft row, long id)
    {
        Check(NativeSqlite.BindNumber(_insert.Pointer, 1, id));
        Write(_insert, row);
    }

    public override void Change(Draft row)
    {
        Keep(row[Text.Key]);
        Write(_change, row);
    }

    public override void SetIdentity(Subject subject, string system, ReadOnlySpan<byte> id, int number)
    {
        foreach (var statement in (sqlite3_stmt?[])[_keepIdentity, _identity])
        {
            if (statement is not null)
            {
                Check(raw.sqlite3_bind_int(statement, 1, Council));
                Check(raw.sqlite3_bind_int(statement, 2, (int)subject));
                Check(raw.sqlite3_bind_text(statement, 3, system));
                Check(raw.sqlite3_bind_text(statement, 4, id));
            }
        }

        if (_keepIdentity is not null)
        {
            Step(_keepIdentity);
        }

        Check(raw.sqlite3_bind_int(_identity, 5, number));
        Step(_identity);
    }

    public override void Finish()
    {
    }

    public override void Withdraw(RecordKind kind, Source source, IReadOnlyList<byte[]> keys, DateOnly from)
    {
        Check(raw.sqlite3_bind_text(_withdraw, 1, Iso(from.DayNumber)));
        Check(raw.sqlite3_bind_int(_withdraw, 2, Council));
        Check(raw.sqlite3_bind_int(_withdraw, 3, (int)kind));
        Check(raw.sqlite3_bind_int(_withdraw, 5, (int)source));
        KeepOf(kind, source);
        foreach (var key in keys)
        {
            Keep(key);
            Check(raw.sqlite3_bind_text(_withdraw, 4, key));
            Step(_withdraw);
        }
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var statement in (sqlite3_stmt?[])[_insert.Handle, _change.Handle, _withdraw, _identity, _keepRow, _keepIdentity])
        {
            statement?.Dispose();
        }

        base.Dispose(disposing);
    }

    private void KeepOf(RecordKind kind, Source source)
    {
        if (_keepRow is not null)
        {
            Check(raw.sqlite3_bind_int(_keepRow, 2, Council));
            Check(raw.sqlite3_bind_int(_keepRow, 3, (int)kind));
            Check(raw.sqlite3_bind_int(_keepRow, 5, (int)source));
        }
    }

    private void Keep(ReadOnlySpan<byte> key)
    {
        if (_keepRow is not null)
        {
            Check(raw.sqlite3_bind_text(_keepRow, 4, key));
            Step(_keepRow);
        }
    }

    private static bool Has(nint row, int column) => NativeSqlite.Type(row, column) != raw.SQLITE_NULL;

    private static int DayAt(nint row, int column)
    {
        var text = NativeSqlite.Text(row, column);
        return text.Length >= 10 ? Draft.Day(text) : Draft.NoDay;
    }

    private void Write(Statement to, Draft row)
    {
        BindText(to, 4, row[Text.Key]);
        BindNumber(to, 5, row.Child, row.Child != 0);
        BindNumber(to, 6, row.Worker, row.Worker != 0);
        BindNumber(to, 7, row.OtherWorker, row.OtherWorker != 0);
        BindText(to, 8, row[Text.Team]);
        BindDay(to, 9, row.From);
        BindDay(to, 10, row.Until);
        BindDay(to, 11, row.Due);
        BindText(to, 12, row[Text.Code]);
        BindText(to, 13, row[Text.Detail]);
        BindText(to, 14, row[Text.Ref]);
        BindNumber(to, 15, row.Number.GetValueOrDefault(), row.Number.HasValue);
        BindNumber(to, 16, row.Flag is true ? 1 : 0, row.Flag.HasValue);
        BindText(to, 17, row[Text.Extra]);
        BindNumber(to, 19, row.Row, true);
        BindDay(to, 20, row.Withdrawn);
        var code = NativeSqlite.Step(to.Pointer);
        _ = NativeSqlite.Reset(to.Pointer);
        if (code != raw.SQLITE_DONE)
        {
            throw Failure(code);
        }

        GC.KeepAlive(to);
    }

    private void BindText(Statement to, int at, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            BindNull(to, at);
        }
        else
        {
            Check(NativeSqlite.BindText(to.Pointer, at, text));
            to.Bound[at] = true;
        }
    }

    private void BindNumber(Statement to, int at, int number, bool has)
    {
        if (!has)
        {
            BindNull(to, at);
        }
        else
        {
            Check(NativeSqlite.BindNumber(to.Pointer, at, number));
            to.Bound[at] = true;
        }
    }

    private void BindDay(Statement to, int at, int day)
    {
        if (day == Draft.NoDay)
        {
            BindNull(to, at);
        }
        else
        {
            Check(NativeSqlite.BindText(to.Pointer, at, Iso(day)));
            to.Bound[at] = true;
        }
    }

    /// <summary>Bindings stay from row to row, and most columns of a kind are always empty: what is null already is left.</summary>
    private void BindNull(Statement to, int at)
    {
        if (to.Bound[at])
        {
            Check(NativeSqlite.BindNull(to.Pointer, at));
            to.Bound[at] = false;
        }
    }

    private ReadOnlySpan<byte> Iso(int day)
    {
        DateOnly.FromDayNumber(day).Deconstruct(out var year, out var month, out var ofMonth);
        _day[0] = (byte)('0' + (year / 1000));
        _day[1] = (byte)('0' + (year / 100 % 10));
        _day[2] = (byte)('0' + (year / 10 % 10));
        _day[3] = (byte)('0' + (year % 10));
        _day[4] = _day[7] = (byte)'-';
        _day[5] = (byte)('0' + (month / 10));
        _day[6] = (byte)('0' + (month % 10));
        _day[8] = (byte)('0' + (ofMonth / 10));
        _day[9] = (byte)('0' + (ofMonth % 10));
        return _day;
    }

    private sqlite3_stmt Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_db, sql, out var statement));
        return statement;
    }

    private bool Row(sqlite3_stmt statement)
    {
        var code = raw.sqlite3_step(statement);
        return code == raw.SQLITE_ROW || (code == raw.SQLITE_DONE ? false : throw Failure(code));
    }

    private void Step(sqlite3_stmt statement)
    {
        var code = raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
        if (code != raw.SQLITE_DONE)
        {
            throw Failure(code);
        }
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw Failure(code);
        }
    }

    private SqliteFailure Failure(int code) => new(code, raw.sqlite3_errmsg(_db).utf8_to_string());

    /// <summary>A prepared statement and which of its parameters hold a value.</summary>
    private sealed record Statement(sqlite3_stmt Handle)
    {
        public bool[] Bound { get; } = new bool[22];

        public nint Pointer { get; } = Handle.DangerousGetHandle();
    }
}
