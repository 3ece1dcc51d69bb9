using System.Data;
using System.Data.Common;
using System.Security.Cryptography;
using Fairload.App.Store.Tables;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Fairload.App.Auditing;

/// <summary>
/// The one writer of the audit trail: appends entries and their links on a connection and in a transaction of the
/// caller's. The council's row makes writers take turns, so numbers have no gaps and each hash knows the one before it.
/// </summary>
internal abstract class AuditRows : IDisposable
{
    /// <summary>The writer for an open connection.</summary>
    public static AuditRows For(DbConnection connection) => connection switch
    {
        SqliteConnection sqlite => new SqliteAuditRows(sqlite),
        NpgsqlConnection postgres => new PostgresAuditRows(postgres),
        _ => throw new NotSupportedException(connection.GetType().Name),
    };

    /// <summary>
    /// Appends entries in their order. Numbers, salts and the time are given here: the time is taken when it is this
    /// writer's turn, so that the numbers of a council are in the order of time.
    /// </summary>
    /// <returns>The number and the hash of the last.</returns>
    public (long Number, byte[] Head) Append(DbTransaction transaction, int council, IReadOnlyList<AuditEntry> entries, TimeProvider time)
    {
        var (last, head) = Take(transaction, council, entries.Count)
            ?? throw new InvalidOperationException($"There is no council {council} to write an audit entry for.");
        var now = time.GetUtcNow().UtcDateTime;

        // Microseconds are what both engines keep.
        var when = new DateTime(now.Ticks - (now.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
        var salts = RandomNumberGenerator.GetBytes(Link.SaltSize * entries.Count);
        var links = new AuditLink[entries.Count];
        for (var i = 0; i < links.Length; i++)
        {
            var entry = entries[i];
            (entry.Council, entry.Id, entry.When) = (council, last - links.Length + 1 + i, when);
            entry.Salt = salts[(i * Link.SaltSize)..((i + 1) * Link.SaltSize)];
            var commitment = Link.Commitment(entry);
            head = Link.Hash(head, council, entry.Id, commitment);
            links[i] = new AuditLink { Council = council, Id = entry.Id, Commitment = commitment, Hash = head };
        }

        Put(transaction, council, entries, links);
        return (last, head);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Takes numbers: the last of them, and the hash before the first. Nothing when there is no such council.</summary>
    protected abstract (long Last, byte[] Head)? Take(DbTransaction transaction, int council, int count);

    /// <summary>Writes entries, links and the council's new head.</summary>
    protected abstract void Put(DbTransaction transaction, int council, IReadOnlyList<AuditEntry> entries, AuditLink[] links);

    /// <summary>Lets go of prepared statements.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>The audit trail in SQLite, by statements that are prepared once.</summary>
internal sealed class SqliteAuditRows(SqliteConnection connection) : AuditRows
{
    private readonly SqliteCommand _take = Command(
        connection, "UPDATE councils SET last_audit = last_audit + $1 WHERE id = $2 RETURNING last_audit, audit_head", 2);

    private readonly SqliteCommand _link = Command(connection, "INSERT INTO audit (council, id, commitment, hash) VALUES ($1, $2, $3, $4)", 4);

    private readonly SqliteCommand _entry = Command(
        connection,
        """
        INSERT INTO audit_entries (council, id, salt, "when", who, action, subject_kind, subject_id, before, after)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """,
        10);

    private readonly SqliteCommand _head = Command(connection, "UPDATE councils SET audit_head = $1 WHERE id = $2", 2);

    protected override (long Last, byte[] Head)? Take(DbTransaction transaction, int council, int count)
    {
        using var row = Set(_take, transaction, count, council).ExecuteReader();
        return row.Read() ? (row.GetInt64(0), row.GetFieldValue<byte[]>(1)) : null;
    }

    protected override void Put(DbTransaction transaction, int council, IReadOnlyList<AuditEntry> entries, AuditLink[] links)
    {
        for (var i = 0; i < links.Length; i++)
        {
            var (link, entry) = (links[i], entries[i]);
            Set(_link, transaction, council, link.Id, link.Commitment, link.Hash).ExecuteNonQuery();
            Set(
                _entry, transaction, council, entry.Id, entry.Salt, entry.When, entry.Who, entry.Action, entry.SubjectKind, entry.SubjectId,
                entry.Before, entry.After).ExecuteNonQuery();
        }

        Set(_head, transaction, links[^1].Hash, council).ExecuteNonQuery();
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var command in (SqliteCommand[])[_take, _link, _entry, _head])
        {
            command.Dispose();
        }

        base.Dispose(disposing);
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 1; i <= parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = FormattableString.Invariant($"${i}") });
        }

        return command;
    }

    private static SqliteCommand Set(SqliteCommand command, DbTransaction transaction, params ReadOnlySpan<object?> values)
    {
        command.Transaction = (SqliteTransaction)transaction;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }
}

/// <summary>The audit trail in PostgreSQL: a whole group in two round trips, its rows as arrays.</summary>
internal sealed class PostgresAuditRows(NpgsqlConnection connection) : AuditRows
{
    protected override (long Last, byte[] Head)? Take(DbTransaction transaction, int council, int count)
    {
        using var take = new NpgsqlCommand(
            "UPDATE councils SET last_audit = last_audit + $1 WHERE id = $2 RETURNING last_audit, audit_head",
            connection,
            (NpgsqlTransaction)transaction)
        {
            Parameters = { new() { Value = (long)count }, new() { Value = council } },
        };
        using var row = take.ExecuteReader(CommandBehavior.SingleRow);
        return row.Read() ? (row.GetInt64(0), row.GetFieldValue<byte[]>(1)) : null;
    }

    protected override void Put(DbTransaction transaction, int council, IReadOnlyList<AuditEntry> entries, AuditLink[] links)
    {
        NpgsqlParameter Column<T>(Func<AuditEntry, T> of) => new() { Value = entries.Select(of).ToArray() };

        using var batch = new NpgsqlBatch(connection, (NpgsqlTransaction)transaction)
        {
            BatchCommands =
            {
                new("INSERT INTO audit (council, id, commitment, hash) SELECT $1, * FROM unnest($2, $3, $4)")
                {
                    Parameters =
                    {
                        new() { Value = council },
                        new() { Value = links.Select(link => link.Id).ToArray() },
                        new() { Value = links.Select(link => link.Commitment).ToArray() },
                        new() { Value = links.Select(link => link.Hash).ToArray() },
                    },
                },
                new(
                    """
                    INSERT INTO audit_entries (council, id, salt, "when", who, action, subject_kind, subject_id, before, after)
                    SELECT $1, * FROM unnest($2, $3, $4, $5, $6, $7, $8, $9, $10)
                    """)
                {
                    Parameters =
                    {
                        new() { Value = council },
                        Column(entry => entry.Id), Column(entry => entry.Salt), Column(entry => entry.When), Column(entry => entry.Who),
                        Column(entry => entry.Action), Column(entry => entry.SubjectKind), Column(entry => entry.SubjectId),
                        Column(entry => entry.Before), Column(entry => entry.After),
                    },
                },
                new("UPDATE councils SET audit_head = $1 WHERE id = $2")
                {
                    Parameters = { new() { Value = links[^1].Hash }, new() { Value = council } },
                },
            },
        };
        batch.ExecuteNonQuery();
    }
}
