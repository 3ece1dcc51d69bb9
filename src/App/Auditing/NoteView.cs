using Fairload.App.Store;
using Fairload.App.Store.Tables;

namespace Fairload.App.Auditing;

/// <summary>Notes that somebody looked at one child's record. The page says that it does.</summary>
public sealed class NoteView(DataStore store, TimeProvider time)
{
    /// <summary>What the entry of a look at a child says was done.</summary>
    public const string ViewChild = "view child";

    /// <summary>Writes the entry, in a transaction of its own.</summary>
    /// <param name="council">The council.</param>
    /// <param name="child">The child's id.</param>
    /// <param name="who">Who looks.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task OfChild(Council council, string child, string who, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(council);
        await using var db = store.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        Audit.Write(db, time, council.Id, who, ViewChild, "child", child, null, null);
        await transaction.CommitAsync(cancel).ConfigureAwait(false);
    }
}
