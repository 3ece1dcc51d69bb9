using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Imports;

/// <summary>The names of the files that records came from, so that a figure opens down to a file and a row.</summary>
public sealed class LoadedFiles(DataStore store)
{
    /// <summary>The names of some files, by their numbers within the council.</summary>
    /// <param name="council">The council.</param>
    /// <param name="files">The numbers.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<IReadOnlyDictionary<int, string>> Names(Council council, IReadOnlyCollection<int> files, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(council);
        await using var db = store.Db();
        return await db.ImportFiles.AsNoTracking()
            .Where(file => file.Council == council.Id && files.Contains(file.Id))
            .ToDictionaryAsync(file => file.Id, file => file.Name, cancel).ConfigureAwait(false);
    }
}
