using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Accounts;

/// <summary>
/// Finds accounts. A sign-in at a council's own provider finds its account by issuer and subject and by nothing else
/// (<see cref="ByLogin"/>); what is found may be disabled, which <see cref="Sessions.Begin"/> refuses.
/// </summary>
public sealed class FindAccount(DataStore store)
{
    /// <summary>A sign-in name as it is compared: whoever types <c>Amina@council</c> means <c>amina@council</c>.</summary>
    public static string Key(string signInName)
    {
        ArgumentNullException.ThrowIfNull(signInName);
        return signInName.Trim().Normalize(System.Text.NormalizationForm.FormKC).ToUpperInvariant();
    }

    /// <summary>The council that a site is for: the one of a code, or the only one; nothing where there is none such.</summary>
    public async Task<Council?> Council(string? code, CancellationToken cancel)
    {
        await using var db = store.Db();
        var all = await db.Councils.AsNoTracking().ToListAsync(cancel).ConfigureAwait(false);
        return code is null
            ? all.Count == 1 ? all[0] : null
            : all.Find(council => string.Equals(council.Code, code, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The account of an id, or nothing.</summary>
    public async Task<Account?> ById(int council, Guid id, CancellationToken cancel)
    {
        await using var db = store.Db();
        return await db.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.Council == council && a.Id == id, cancel).ConfigureAwait(false);
    }

    /// <summary>The account that signs in by a name, or nothing.</summary>
    public async Task<Account?> ByName(int council, string signInName, CancellationToken cancel)
    {
        var key = Key(signInName);
        await using var db = store.Db();
        return await db.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.Council == council && a.NormalizedUserName == key, cancel).ConfigureAwait(false);
    }

    /// <summary>The account that an administrator linked to a subject of an issuer, or nothing.</summary>
    /// <param name="council">The council.</param>
    /// <param name="issuer">The issuer, exactly as the provider names itself (<c>iss</c>).</param>
    /// <param name="subject">The subject there (<c>sub</c>).</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Account?> ByLogin(int council, string issuer, string subject, CancellationToken cancel)
    {
        await using var db = store.Db();
        return await db.Accounts.AsNoTracking()
            .Where(a => db.AccountLogins.Any(l => l.UserId == a.Id && l.Council == council && l.LoginProvider == issuer && l.ProviderKey == subject))
            .FirstOrDefaultAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>The accounts of a council, by name.</summary>
    public async Task<IReadOnlyList<Account>> All(int council, CancellationToken cancel)
    {
        await using var db = store.Db();
        return await db.Accounts.AsNoTracking().Where(a => a.Council == council).OrderBy(a => a.Name).ThenBy(a => a.NormalizedUserName)
            .ToListAsync(cancel).ConfigureAwait(false);
    }
}
