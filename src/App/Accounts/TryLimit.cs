using System.Security.Cryptography;
using System.Text;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Accounts;

/// <summary>
/// Limits how often a sign-in is tried, for all machines that serve the site together. Each try puts off an instant; who
/// is too far ahead of the clock waits. One statement, so that two tries at once are two.
/// </summary>
/// <remarks>
/// Half of a minute's tries may come at once, the other half spread over the minute: so no minute, wherever it begins,
/// has more than the limit.
/// </remarks>
internal static class TryLimit
{
    /// <summary>Counts a try.</summary>
    /// <returns>Nothing when it may be made; else how long to wait.</returns>
    public static async Task<TimeSpan?> Take(FairloadDb db, string key, int aMinute, DateTimeOffset now, CancellationToken cancel)
    {
        var (atOnce, between) = Of(aMinute);
        var (at, tolerance) = (now.ToUnixTimeMilliseconds(), (atOnce - 1) * between);
        var (first, latest) = (at + between, at + tolerance);

        // No try reaches so far ahead: the clock was put back, and the count begins anew.
        var never = at + (2 * atOnce * between);
        var taken = await db.Database.SqlQuery<long>(
            $"""
            INSERT INTO tries ("key", due) VALUES ({key}, {first})
            ON CONFLICT ("key") DO UPDATE SET due = CASE WHEN tries.due > {at} AND tries.due < {never} THEN tries.due ELSE {at} END + {between}
            WHERE tries.due <= {latest} OR tries.due >= {never} RETURNING due AS "Value"
            """).ToListAsync(cancel).ConfigureAwait(false);
        if (taken.Count > 0)
        {
            return null;
        }

        var due = await db.Tries.Where(t => t.Key == key).Select(t => t.Due).FirstOrDefaultAsync(cancel).ConfigureAwait(false);
        return TimeSpan.FromMilliseconds(Math.Max(1000, due - latest));
    }

    /// <summary>Gives a try back: whoever signs in rightly takes nothing from the others behind the same address.</summary>
    public static Task GiveBack(FairloadDb db, string key, int aMinute, CancellationToken cancel)
    {
        var (_, between) = Of(aMinute);
        return db.Tries.Where(t => t.Key == key).ExecuteUpdateAsync(set => set.SetProperty(t => t.Due, t => t.Due - between), cancel);
    }

    /// <summary>Takes away what was paid off an hour ago: it holds nobody back.</summary>
    public static Task ForgetOld(FairloadDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var stale = now.AddHours(-1).ToUnixTimeMilliseconds();
        return db.Tries.Where(t => t.Due < stale).ExecuteDeleteAsync(cancel);
    }

    /// <summary>The key of something counted: a hash with the council's own salt, since a name typed wrong may be a password.</summary>
    public static string Key(Council council, string kind, string what) =>
        Convert.ToHexStringLower(SHA256.HashData([.. council.Salt, .. Encoding.UTF8.GetBytes($"{kind} {what}")]));

    private static (int AtOnce, long Between) Of(int aMinute)
    {
        var atOnce = Math.Max(1, aMinute / 2);
        return (atOnce, 60_000 / Math.Max(1, aMinute - atOnce));
    }
}
