using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Imports;

/// <summary>Puts on record that an import ended without being applied, for the history that people see.</summary>
/// <param name="store">The store.</param>
/// <param name="time">The clock.</param>
internal sealed class ImportTries(DataStore store, TimeProvider time)
{
    /// <summary>How long to wait for a store that another program is writing.</summary>
    private const int MostSeconds = 5;

    /// <summary>Notes how it ended. Where the store cannot be written the history has a gap: the person was told anyway.</summary>
    public void Note(ImportRequest request, Exception end)
    {
        try
        {
            using var db = store.Db();
            db.Database.SetCommandTimeout(MostSeconds);
            if (CouncilOf(db, request.Council, CancellationToken.None).GetAwaiter().GetResult() is not { } council)
            {
                return;
            }

            var (outcome, message) = end switch
            {
                Refused refused => (TryOutcome.Refused, refused.Message),
                OperationCanceledException => (TryOutcome.Cancelled, ImportTexts.All["TryCancelled"]),
                _ => (TryOutcome.Failed, ImportTexts.All["TryFailed", end.GetType().Name]),
            };
            db.ImportTries.Add(new ImportTry
            {
                Council = council,
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                When = time.GetUtcNow().UtcDateTime,
                Who = Cut(request.Who, 200),
                Files = Cut(string.Join(", ", request.Paths.Select(path => request.Names?.GetValueOrDefault(path) ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(path)))), 1000),
                IsCheck = request.DryRun,
                Outcome = outcome,
                Message = Cut(message, 1000),
            });
            db.SaveChanges();
        }
        catch (Exception e) when (StoreTrouble.Explain(e, store) is not null)
        {
            // The store is what failed.
        }
    }

    /// <summary>The council that was meant; the number that the first import would have given it; nothing when nobody can tell.</summary>
    internal static async Task<int?> CouncilOf(FairloadDb db, string? code, CancellationToken cancel)
    {
        var all = await db.Councils.Select(one => new { one.Id, one.Code }).ToListAsync(cancel).ConfigureAwait(false);
        var meant = all.Find(one => code is null ? all.Count == 1 : one.Code.Equals(code, StringComparison.OrdinalIgnoreCase));
        return meant?.Id ?? (code is null && all.Count > 1 ? null : all.Select(one => one.Id).DefaultIfEmpty().Max() + 1);
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];
}
