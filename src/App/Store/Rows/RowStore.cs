using System.Data.Common;
using Fairload.App.Store.Tables;
using Fairload.Core.Cases;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Fairload.App.Store.Rows;

/// <summary>What is kept of what an import writes over, so that it can be undone: what was there before it, and nothing that it made itself.</summary>
/// <param name="FirstFile">The first file of the import; rows of files before it are kept.</param>
/// <param name="LastIdentity">The last number before the import; an id that leads to a later one and led nowhere before needs no keeping.</param>
internal sealed record WritesOver(int FirstFile, int LastIdentity);

/// <summary>
/// Reads and writes a council's records in bulk, on the connection and in the transaction of a context. EF Core does
/// everything else in the house; at hundreds of thousands of rows it would take minutes here.
/// </summary>
internal abstract class RowStore(int council) : IDisposable
{
    /// <summary>The council whose rows these are.</summary>
    protected int Council { get; } = council;

    /// <summary>The reader and writer for a context whose connection is open.</summary>
    /// <param name="db">The context.</param>
    /// <param name="council">The council.</param>
    /// <param name="over">What to keep of what is written over; nothing keeps nothing.</param>
    public static RowStore For(FairloadDb db, int council, WritesOver? over = null)
    {
        DbConnection connection = db.Database.GetDbConnection();
        return connection switch
        {
            SqliteConnection sqlite => new SqliteRows(sqlite, council, over),
            NpgsqlConnection postgres => new PostgresRows(postgres, council, over),
            _ => throw new NotSupportedException(connection.GetType().Name),
        };
    }

    /// <summary>Reads every row of a kind, one at a time in one object; of one source in the order of the keys.</summary>
    public abstract void Scan(RecordKind kind, Source? source, Action<Draft, bool> each);

    /// <summary>Reads every id of a subject: the system, the id, the number.</summary>
    public abstract void ScanIdentities(Subject subject, Action<string, byte[], int> each);

    /// <summary>Makes ready to write rows of a kind and source that come from a file. <paramref name="empty"/>: the store has none yet.</summary>
    public abstract void Begin(RecordKind kind, Source source, int file, bool empty);

    /// <summary>Writes a new row, withdrawn where the draft says so.</summary>
    public abstract void Insert(Draft row, long id);

    /// <summary>Writes what a row says now, and whether it stands.</summary>
    public abstract void Change(Draft row);

    /// <summary>Writes the number of an id, in place of the one it had.</summary>
    public abstract void SetIdentity(Subject subject, string system, ReadOnlySpan<byte> id, int number);

    /// <summary>Ends the writing that <see cref="Begin"/> began.</summary>
    public abstract void Finish();

    /// <summary>Marks the rows of a kind and source with these keys as withdrawn from a day.</summary>
    public abstract void Withdraw(RecordKind kind, Source source, IReadOnlyList<byte[]> keys, DateOnly from);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of prepared statements.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
