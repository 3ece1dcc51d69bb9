using System.Buffers.Binary;
using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Fairload.App.Auditing;
using Fairload.App.Store.Migrations;
using Fairload.App.Store.Tables;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Fairload.App.Store;

/// <summary>The end of a council's audit chain, to be kept elsewhere: a chain that was made anew does not lead there.</summary>
/// <param name="Council">The council's code; nothing for the only one.</param>
/// <param name="Number">The number of the entry.</param>
/// <param name="Hash">Its hash, in hexadecimal.</param>
public sealed record AuditHead(string? Council, long Number, string Hash)
{
    /// <summary>Reads <c>NUMBER:HASH</c>; nothing when it is no such text.</summary>
    public static AuditHead? Parse(string? text, string? council)
    {
        var parts = text?.Trim().Split(':') ?? [];
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && parts[1].Length == 2 * Link.Size && parts[1].All(char.IsAsciiHexDigit)
                ? new AuditHead(council, number, parts[1].ToLowerInvariant())
                : null;
    }
}

/// <summary>
/// Reckons a council's audit chain again, from the first entry to the last, in one pass: each commitment from its
/// content, each hash from the one before it, the numbers without gaps, the end as the council's row names it, and
/// content missing only where an entry says that it was erased and which.
/// </summary>
internal sealed class AuditCheck(FairloadDb db, List<string> findings)
{
    /// <summary>Findings of one council that are written out; a chain that was cut is one, not a million.</summary>
    private const int MostTold = 20;

    private readonly Dictionary<long, ErasedBy> _erased = [];
    private int _told;

    /// <summary>Checks every council's chain.</summary>
    /// <param name="kept">The end of a chain as somebody kept it elsewhere, or nothing.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>The end of each council's chain.</returns>
    public IReadOnlyList<AuditHead> Run(AuditHead? kept, CancellationToken cancel)
    {
        db.Database.OpenConnection();
        var connection = db.Database.GetDbConnection();

        // One state of the store throughout, while others write: the end is where the chain was when we began.
        using var began = db.Database.CurrentTransaction is not null ? null
            : connection is SqliteConnection sqlite ? db.Database.UseTransaction(sqlite.BeginTransaction(deferred: true))
            : db.Database.BeginTransaction(IsolationLevel.RepeatableRead);
        var transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        var heads = new List<AuditHead>();
        var councils = db.Councils.AsNoTracking().OrderBy(council => council.Id).ToList();
        foreach (var council in councils)
        {
            _told = 0;
            _erased.Clear();
            heads.Add(Chain(connection, transaction, council, IsOf(kept, council, councils.Count) ? kept : null, cancel));
        }

        if (kept is not null && !councils.Exists(council => IsOf(kept, council, councils.Count)))
        {
            findings.Add(StoreTrouble.Texts["AuditHeadOfWhom"]);
        }

        Strays(councils.ConvertAll(council => council.Id));
        Guards();
        return heads;
    }

    private static bool IsOf(AuditHead? kept, Council council, int councils) =>
        kept is not null && (kept.Council is null ? councils == 1 : string.Equals(kept.Council, council.Code, StringComparison.OrdinalIgnoreCase));

    private AuditHead Chain(DbConnection connection, DbTransaction transaction, Council council, AuditHead? kept, CancellationToken cancel)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandTimeout = 0;
        command.CommandText =
            $"""
            SELECT a.id, a.commitment, a.hash, x.by_entry, e.salt, e."when", e.who, e.action, e.subject_kind, e.subject_id, e.before, e.after
            FROM audit a LEFT JOIN audit_entries e ON e.council = a.council AND e.id = a.id
            LEFT JOIN audit_erasures x ON x.council = a.council AND x.id = a.id
            WHERE a.council = {council.Id.ToString(CultureInfo.InvariantCulture)} ORDER BY a.id
            """;
        long last = 0;
        var head = Link.None;
        var isKeptMet = kept is null || kept.Number == 0;
        using (var row = command.ExecuteReader())
        {
            while (row.Read())
            {
                if ((last & 0xfff) == 0)
                {
                    cancel.ThrowIfCancellationRequested();
                }

                var id = row.GetValue(0) as long? ?? -1;
                if (id != last + 1)
                {
                    Tell("AuditGap", council.Code, last, id);
                }

                last = id;
                var (commitment, hash) = (row.GetValue(1) as byte[] ?? [], row.GetValue(2) as byte[] ?? []);
                if (commitment.Length != Link.Size || !hash.AsSpan().SequenceEqual(Link.Hash(head, council.Id, id, commitment)))
                {
                    Tell("AuditBroken", council.Code, id);
                }

                head = hash;
                if (kept is not null && kept.Number == id)
                {
                    isKeptMet = string.Equals(Convert.ToHexStringLower(hash), kept.Hash, StringComparison.Ordinal);
                }

                Content(row, council, id, commitment);
            }
        }

        foreach (var by in _erased.Keys.Order())
        {
            Tell("AuditErasedWhy", council.Code, by);
        }

        if (last != council.LastAudit || !head.AsSpan().SequenceEqual(council.AuditHead))
        {
            Tell("AuditHead", council.Code, last, council.LastAudit);
        }

        if (!isKeptMet)
        {
            Tell("AuditNotKept", council.Code, kept!.Number);
        }

        if (_told > MostTold)
        {
            findings.Add(StoreTrouble.Texts["AuditMore", council.Code, _told - MostTold]);
        }

        return new AuditHead(council.Code, last, Convert.ToHexStringLower(head));
    }

    private void Content(DbDataReader row, Council council, long id, byte[] commitment)
    {
        if (row.IsDBNull(4))
        {
            if (row.GetValue(3) as long? is not { } by || by <= id)
            {
                Tell("AuditNoContent", council.Code, id);
            }
            else
            {
                if (!_erased.TryGetValue(by, out var some))
                {
                    _erased.Add(by, some = new ErasedBy());
                }

                some.Add(id);
            }

            return;
        }

        if (!row.IsDBNull(3))
        {
            Tell("AuditNotErased", council.Code, id);
        }

        if (Entry(row) is not { } entry || !commitment.AsSpan().SequenceEqual(Link.Commitment(entry)))
        {
            Tell("AuditChanged", council.Code, id);
        }
        else if (entry.Action == Audit.EraseContent)
        {
            _erased.Remove(id, out var some);
            if (Audit.Erased.Read(entry.After) is not { } said || said.Count != (some?.Count ?? 0) || said.Entries != (some ?? new ErasedBy()).Digest())
            {
                Tell("AuditErasedOther", council.Code, id);
            }
        }
    }

    /// <summary>The content as the store has it, or nothing when some of it is of another kind than Fairload writes.</summary>
    private static AuditEntry? Entry(DbDataReader row)
    {
        var when = row.GetValue(5) switch
        {
            DateTime stamp => DateTime.SpecifyKind(stamp, DateTimeKind.Utc),
            string text when DateTime.TryParseExact(
                text, "yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var stamp) => stamp,
            _ => (DateTime?)null,
        };
        var texts = new string?[6];
        for (var i = 0; i < texts.Length; i++)
        {
            if (row.GetValue(6 + i) is not (string or DBNull))
            {
                return null;
            }

            texts[i] = row.GetValue(6 + i) as string;
        }

        return when is { } then && row.GetValue(4) is byte[] salt
            && texts is [{ } who, { } action, { } kind, { } id, var before, var after]
            ? new AuditEntry { Salt = salt, When = then, Who = who, Action = action, SubjectKind = kind, SubjectId = id, Before = before, After = after }
            : null;
    }

    /// <summary>What belongs to no link at all.</summary>
    private void Strays(List<int> councils)
    {
        var content = db.Audit.LongCount(e => !db.AuditLinks.Any(a => a.Council == e.Council && a.Id == e.Id));
        var erasures = db.AuditErasures.LongCount(x => !db.AuditLinks.Any(a => a.Council == x.Council && a.Id == x.Id));
        var links = db.AuditLinks.Select(a => a.Council).Distinct().ToList().Except(councils).LongCount();
        if (content + erasures + links > 0)
        {
            findings.Add(StoreTrouble.Texts["AuditStrays", content, erasures, links]);
        }
    }

    /// <summary>Somebody who means to change the trail takes its guards away first, and may forget to put them back.</summary>
    private void Guards()
    {
        var isPostgres = db.Database.GetDbConnection() is not SqliteConnection;
        var there = (isPostgres
            ? db.Database.SqlQuery<string>(
                $"SELECT t.tgname || ' ' || c.relname AS \"Value\" FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgenabled IN ('O', 'A')")
            : db.Database.SqlQuery<string>($"SELECT name || ' ' || tbl_name AS \"Value\" FROM sqlite_master WHERE type = 'trigger'"))
            .ToHashSet(StringComparer.Ordinal);
        var missing = AuditChain.Guards.Concat(isPostgres ? AuditChain.MoreGuardsOfPostgres : [])
            .Where(guard => !there.Contains(guard.Trigger + " " + guard.Table)).Select(guard => guard.Trigger).ToList();
        if (missing.Count > 0)
        {
            findings.Add(StoreTrouble.Texts["AuditUnguarded", string.Join(", ", missing)]);
        }
    }

    private void Tell(string text, params object?[] values)
    {
        if (_told++ < MostTold)
        {
            findings.Add(StoreTrouble.Texts[text, values]);
        }
    }

    /// <summary>The entries that lost their content by one erasure, in ascending order of their numbers.</summary>
    private sealed class ErasedBy
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public long Count { get; private set; }

        public void Add(long id)
        {
            Span<byte> bytes = stackalloc byte[8];
            BinaryPrimitives.WriteInt64BigEndian(bytes, id);
            _hash.AppendData(bytes);
            Count++;
        }

        public string Digest() => Convert.ToHexStringLower(_hash.GetCurrentHash());
    }
}
