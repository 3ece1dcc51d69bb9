using System.Text;
using Fairload.App.Store.Tables;
using Fairload.Core.Cases;
using Npgsql;
using NpgsqlTypes;

namespace Fairload.App.Store.Rows;

/// <summary>
/// Records in PostgreSQL, through binary COPY: straight into the table when the store has no rows of the kind yet,
/// else by way of a temporary table, of which the new rows are then inserted and the others updated.
/// </summary>
internal sealed class PostgresRows(NpgsqlConnection connection, int council, WritesOver? over) : RowStore(council)
{
    private readonly Draft _draft = new();
    private readonly List<(Subject Subject, string System, byte[] Id, int Number)> _identities = [];
    private NpgsqlBinaryImporter? _copy;
    private RecordKind _kind;
    private Source _source;
    private int _file;
    private bool _direct;

    public override void Scan(RecordKind kind, Source? source, Action<Draft, bool> each)
    {
        using var command = Command(
            """
            SELECT key, child, worker, other_worker, team, "from", until, due, code, detail, ref, number, flag, extra,
            withdrawn, row, id, file, source FROM records WHERE council=$1 AND kind=$2 AND source BETWEEN $3 AND $4
            """,
            Council,
            (int)kind,
            (int)(source ?? 0),
            source is { } one ? (int)one : int.MaxValue);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            _draft.Clear(reader.GetInt32(15));
            _draft.Id = reader.GetInt64(16);
            _draft.File = reader.GetInt32(17);
            _draft.Source = (Source)reader.GetInt32(18);
            SetText(reader, 0, Text.Key);
            _draft.Child = Number(reader, 1);
            _draft.Worker = Number(reader, 2);
            _draft.OtherWorker = Number(reader, 3);
            SetText(reader, 4, Text.Team);
            _draft.From = Day(reader, 5);
            _draft.Until = Day(reader, 6);
            _draft.Due = Day(reader, 7);
            SetText(reader, 8, Text.Code);
            SetText(reader, 9, Text.Detail);
            SetText(reader, 10, Text.Ref);
            _draft.Number = reader.IsDBNull(11) ? null : reader.GetInt32(11);
            _draft.Flag = reader.IsDBNull(12) ? null : reader.GetBoolean(12);
            SetText(reader, 13, Text.Extra);
            _draft.Withdrawn = Day(reader, 14);
            each(_draft, _draft.Withdrawn != Draft.NoDay);
        }
    }

    public override void ScanIdentities(Subject subject, Action<string, byte[], int> each)
    {
        using var command = Command(
            "SELECT system, source_id, number FROM identities WHERE council=$1 AND subject=$2", Council, (int)subject);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            each(reader.GetString(0), Encoding.UTF8.GetBytes(reader.GetString(1)), reader.GetInt32(2));
        }
    }

    public override void Begin(RecordKind kind, Source source, int file, bool empty)
    {
        (_kind, _source, _file, _direct) = (kind, source, file, empty);
        if (!empty)
        {
            Execute("CREATE TEMPORARY TABLE IF NOT EXISTS incoming (LIKE records, is_new boolean) ON COMMIT DROP; TRUNCATE incoming");
        }

        _copy = connection.BeginBinaryImport(
            empty
                ? $"COPY records ({RecordTable.Columns}) FROM STDIN (FORMAT BINARY)"
                : $"COPY incoming ({RecordTable.Columns}, is_new) FROM STDIN (FORMAT BINARY)");
    }

    public override void Insert(Draft row, long id) => Write(row, id, isNew: true);

    public override void Change(Draft row) => Write(row, 0, isNew: false);

    public override void SetIdentity(Subject subject, string system, ReadOnlySpan<byte> id, int number) =>
        // One COPY at a time on a connection: ids wait until the rows are written.
        _identities.Add((subject, system, id.ToArray(), number));

    public override void Finish()
    {
        if (_copy is not null)
        {
            _copy.Complete();
            _copy.Dispose();
            _copy = null;
            if (!_direct)
            {
                KeepRows("JOIN incoming i ON NOT i.is_new AND r.council=i.council AND r.kind=i.kind AND r.source=i.source AND r.key=i.key");
                Execute(
                    $"""
                    INSERT INTO records ({RecordTable.Columns}) SELECT {RecordTable.Columns} FROM incoming WHERE is_new;
                    UPDATE records r SET child=i.child, worker=i.worker, other_worker=i.other_worker, team=i.team, "from"=i."from",
                    until=i.until, due=i.due, code=i.code, detail=i.detail, ref=i.ref, number=i.number, flag=i.flag, extra=i.extra,
                    withdrawn=i.withdrawn, file=i.file, row=i.row
                    FROM incoming i WHERE NOT i.is_new AND r.council=i.council AND r.kind=i.kind AND r.source=i.source AND r.key=i.key
                    """);
            }
        }

        WriteIdentities();
    }

    public override void Withdraw(RecordKind kind, Source source, IReadOnlyList<byte[]> keys, DateOnly from)
    {
        foreach (var some in keys.Chunk(10_000).Select(some => some.Select(Encoding.UTF8.GetString).ToArray()))
        {
            KeepRows("WHERE r.council=$1 AND r.kind=$2 AND r.source=$3 AND r.key=ANY($4)", Council, (int)kind, (int)source, some);
            using var command = Command(
                "UPDATE records SET withdrawn=$1 WHERE council=$2 AND kind=$3 AND source=$5 AND key=ANY($4)",
                from,
                Council,
                (int)kind,
                some,
                (int)source);
            command.ExecuteNonQuery();
        }
    }

    protected override void Dispose(bool disposing)
    {
        // A COPY that was not completed is undone by disposing of it.
        _copy?.Dispose();
        _copy = null;
        base.Dispose(disposing);
    }

    private void Write(Draft row, long id, bool isNew)
    {
        var copy = _copy!;
        copy.StartRow();
        copy.Write(id, NpgsqlDbType.Bigint);
        copy.Write(Council, NpgsqlDbType.Integer);
        copy.Write((int)_kind, NpgsqlDbType.Integer);
        WriteText(copy, row, Text.Key);
        WriteNumber(copy, row.Child);
        WriteNumber(copy, row.Worker);
        WriteNumber(copy, row.OtherWorker);
        WriteText(copy, row, Text.Team);
        WriteDay(copy, row.From);
        WriteDay(copy, row.Until);
        WriteDay(copy, row.Due);
        WriteText(copy, row, Text.Code);
        WriteText(copy, row, Text.Detail);
        WriteText(copy, row, Text.Ref);
        if (row.Number is { } number)
        {
            copy.Write(number, NpgsqlDbType.Integer);
        }
        else
        {
            copy.WriteNull();
        }

        if (row.Flag is { } flag)
        {
            copy.Write(flag, NpgsqlDbType.Boolean);
        }
        else
        {
            copy.WriteNull();
        }

        WriteText(copy, row, Text.Extra);
        WriteDay(copy, row.Withdrawn);
        copy.Write(_file, NpgsqlDbType.Integer);
        copy.Write(row.Row, NpgsqlDbType.Integer);
        copy.Write((int)_source, NpgsqlDbType.Integer);
        if (!_direct)
        {
            copy.Write(isNew, NpgsqlDbType.Boolean);
        }
    }

    private void WriteIdentities()
    {
        if (_identities.Count == 0)
        {
            return;
        }

        Execute(
            "CREATE TEMPORARY TABLE IF NOT EXISTS incoming_ids (LIKE identities, place bigint) ON COMMIT DROP; TRUNCATE incoming_ids");
        using (var copy = connection.BeginBinaryImport(
            "COPY incoming_ids (council, subject, system, source_id, number, place) FROM STDIN (FORMAT BINARY)"))
        {
            var place = 0L;
            foreach (var (subject, system, id, number) in _identities)
            {
                copy.StartRow();
                copy.Write(Council, NpgsqlDbType.Integer);
                copy.Write((int)subject, NpgsqlDbType.Integer);
                copy.Write(system, NpgsqlDbType.Text);
                copy.Write(Encoding.UTF8.GetString(id), NpgsqlDbType.Text);
                copy.Write(number, NpgsqlDbType.Integer);
                copy.Write(place++, NpgsqlDbType.Bigint);
            }

            copy.Complete();
        }

        if (over?.LastIdentity > 0)
        {
            Execute(
                """
                INSERT INTO undo_identities (council, subject, system, source_id, number)
                SELECT DISTINCT i.council, i.subject, i.system, i.source_id, d.number FROM incoming_ids i
                LEFT JOIN identities d ON d.council=i.council AND d.subject=i.subject AND d.system=i.system AND d.source_id=i.source_id
                ON CONFLICT DO NOTHING
                """);
        }

        // Of an id that was set twice in one file the last number holds.
        Execute(
            """
            INSERT INTO identities (council, subject, system, source_id, number)
            SELECT DISTINCT ON (council, subject, system, source_id) council, subject, system, source_id, number
            FROM incoming_ids ORDER BY council, subject, system, source_id, place DESC
            ON CONFLICT (council, subject, system, source_id) DO UPDATE SET number = EXCLUDED.number
            """);
        _identities.Clear();
    }

    /// <summary>Keeps rows as they stand before they are written over, unless this import has written over them before.</summary>
    private void KeepRows(string which, params object[] values)
    {
        if (over is not null)
        {
            var columns = string.Join(", ", RecordTable.Columns.Split(", ").Select(column => "r." + column));
            var before = FormattableString.Invariant($"r.file < {over.FirstFile}");
            using var command = Command(
                $"INSERT INTO undo_rows ({RecordTable.Columns}) SELECT {columns} FROM records r {which} AND {before} ON CONFLICT DO NOTHING", values);
            command.ExecuteNonQuery();
        }
    }

    private static void WriteText(NpgsqlBinaryImporter copy, Draft row, Text text)
    {
        if (row[text].IsEmpty)
        {
            copy.WriteNull();
        }
        else
        {
            copy.Write(row.Memory(text), NpgsqlDbType.Text);
        }
    }

    private static void WriteNumber(NpgsqlBinaryImporter copy, int number)
    {
        if (number == 0)
        {
            copy.WriteNull();
        }
        else
        {
            copy.Write(number, NpgsqlDbType.Integer);
        }
    }

    private static void WriteDay(NpgsqlBinaryImporter copy, int day)
    {
        if (day == Draft.NoDay)
        {
            copy.WriteNull();
        }
        else
        {
            copy.Write(DateOnly.FromDayNumber(day), NpgsqlDbType.Date);
        }
    }

    private static int Number(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? 0 : reader.GetInt32(column);

    private static int Day(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? Draft.NoDay : reader.GetFieldValue<DateOnly>(column).DayNumber;

    private void SetText(NpgsqlDataReader reader, int column, Text text)
    {
        if (!reader.IsDBNull(column))
        {
            _draft.Set(text, reader.GetFieldValue<byte[]>(column));
        }
    }

    private void Execute(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
