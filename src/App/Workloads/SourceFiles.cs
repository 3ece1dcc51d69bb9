using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.Core.Cases;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Workloads;

/// <summary>
/// The files that a council's records came from, so that every figure can be followed to the row that made it.
/// </summary>
public sealed class SourceFiles(DataStore store)
{
    /// <summary>The names of some files by their numbers; a file that is no longer known is left out.</summary>
    public async Task<IReadOnlyDictionary<int, string>> Names(Council council, IReadOnlyCollection<int> files, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(council);
        await using var db = store.Db();
        return await db.ImportFiles.AsNoTracking()
            .Where(file => file.Council == council.Id && files.Contains(file.Id))
            .ToDictionaryAsync(file => file.Id, file => file.Name, cancel).ConfigureAwait(false);
    }

    /// <summary>The records behind some evidence, each once.</summary>
    public static IEnumerable<Spell> Records(IEnumerable<Evidence> evidence, Caseload caseload) =>
        evidence.Where(one => one.Kind is not null).Select(one => (one.Kind!.Value, one.Index)).Distinct()
            .Select(one => caseload[one.Value][one.Index]);
}
