using Fairload.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Accounts;

/// <summary>The number by which rights in memory are known to be old: each request reads it with its session.</summary>
public static class AccessVersion
{
    /// <summary>
    /// Says that what somebody may see has changed: roles, accounts, restricted records, settings. In the transaction of
    /// the change, so that the next request finds both or neither.
    /// </summary>
    /// <param name="db">The context that made the change.</param>
    /// <param name="council">The council.</param>
    /// <exception cref="InvalidOperationException">The context is in no transaction.</exception>
    public static void Raise(FairloadDb db, int council)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("The access version is raised in the transaction of what it tells of.");
        }

        db.Database.ExecuteSql($"UPDATE councils SET access_version = access_version + 1 WHERE id = {council}");
    }

    /// <summary>
    /// Has writers of one council take turns from here on, as the audit entry at their end does anyway: who takes the
    /// council first and the account after it never waits in a ring.
    /// </summary>
    internal static void TakeTurn(FairloadDb db, int council) =>
        db.Database.ExecuteSql($"UPDATE councils SET access_version = access_version WHERE id = {council}");
}
