using System.Globalization;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Accounts;

/// <summary>
/// The authenticator apps of accounts and the recovery codes that stand in for a lost one. The app's key is sealed in the
/// store; of recovery codes there is only a hash. Every code is accepted once, of two requests at once too.
/// </summary>
public sealed class Authenticators(DataStore store, TimeProvider time, Seal seal)
{
    /// <summary>How many recovery codes are made.</summary>
    public const int RecoveryCodes = 10;

    private const string KeyKind = "authenticator", KeyName = "key", NewKeyName = "new key", RecoveryKind = "recovery";

    /// <summary>How long a key may wait for its first code: one that was seen weeks ago must not become somebody's own.</summary>
    private static readonly TimeSpan KeyWaits = TimeSpan.FromMinutes(15);

    /// <summary>The key that an app is being set up with: the same until a code of it is given, for a quarter of an hour.</summary>
    public async Task<string> NewKey(Guid account, CancellationToken cancel)
    {
        await using var db = store.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        if (Fresh(await Key(db, account, NewKeyName, cancel).ConfigureAwait(false)) is { } pending)
        {
            return seal.Open(pending);
        }

        await db.AccountTokens.Where(t => t.UserId == account && t.LoginProvider == KeyKind && t.Name == NewKeyName).ExecuteDeleteAsync(cancel).ConfigureAwait(false);
        var key = Totp.NewKey();
        db.AccountTokens.Add(new IdentityUserToken<Guid> { UserId = account, LoginProvider = KeyKind, Name = NewKeyName, Value = FormattableString.Invariant($"{time.GetUtcNow().ToUnixTimeSeconds()} {seal.Close(key)}") });
        try
        {
            await db.SaveChangesAsync(cancel).ConfigureAwait(false);
            await transaction.CommitAsync(cancel).ConfigureAwait(false);
            return key;
        }
        catch (DbUpdateException)
        {
            // The picture and the page ask at once; the one that came first made it.
            await transaction.RollbackAsync(cancel).ConfigureAwait(false);
            return seal.Open(Fresh(await Key(db, account, NewKeyName, cancel).ConfigureAwait(false)) ?? throw new InvalidOperationException("The key is gone."));
        }
    }

    /// <summary>Whether an account has an authenticator.</summary>
    public async Task<bool> IsSetUp(Guid account, CancellationToken cancel)
    {
        await using var db = store.Db();
        return await IsSetUpIn(db, account, cancel).ConfigureAwait(false);
    }

    /// <summary>How many recovery codes are left.</summary>
    public async Task<int> RecoveryCodesLeft(Guid account, CancellationToken cancel)
    {
        await using var db = store.Db();
        return await db.AccountTokens.CountAsync(t => t.UserId == account && t.LoginProvider == RecoveryKind, cancel).ConfigureAwait(false);
    }

    /// <summary>Whether an account has an authenticator.</summary>
    internal static async Task<bool> IsSetUpIn(FairloadDb db, Guid account, CancellationToken cancel) =>
        await Key(db, account, KeyName, cancel).ConfigureAwait(false) is not null;

    /// <summary>Takes the pending key as the account's own when the code is one of it.</summary>
    /// <returns>The recovery codes; nothing when the code is wrong.</returns>
    internal async Task<IReadOnlyList<string>?> SetUp(FairloadDb db, Account account, string code, CancellationToken cancel)
    {
        var waiting = await Key(db, account.Id, NewKeyName, cancel).ConfigureAwait(false);
        if (Fresh(waiting) is not { } pending
            || Totp.Match(seal.Open(pending), Digits(code), time.GetUtcNow()) is not { } step
            || await db.AccountTokens.Where(t => t.UserId == account.Id && t.LoginProvider == KeyKind && t.Name == NewKeyName && t.Value == waiting)
                .ExecuteDeleteAsync(cancel).ConfigureAwait(false) == 0)
        {
            return null;
        }

        await db.AccountTokens.Where(t => t.UserId == account.Id && t.LoginProvider == KeyKind).ExecuteDeleteAsync(cancel).ConfigureAwait(false);
        db.AccountTokens.Add(new IdentityUserToken<Guid> { UserId = account.Id, LoginProvider = KeyKind, Name = KeyName, Value = pending });
        await db.SaveChangesAsync(cancel).ConfigureAwait(false);
        await db.Accounts.Where(a => a.Id == account.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.LastCodeStep, step), cancel).ConfigureAwait(false);
        return await NewRecoveryCodes(db, account.Id, cancel).ConfigureAwait(false);
    }

    /// <summary>Whether a code of the app, or a recovery code, is right and was not used before; it is used up by asking.</summary>
    internal async Task<bool> Accepts(FairloadDb db, Account account, string code, CancellationToken cancel)
    {
        if (Digits(code) is { Length: 6 } digits && digits.All(char.IsAsciiDigit))
        {
            return await Key(db, account.Id, KeyName, cancel).ConfigureAwait(false) is { } key
                && Totp.Match(seal.Open(key), digits, time.GetUtcNow()) is { } step
                && await db.Accounts.Where(a => a.Id == account.Id && a.LastCodeStep < step)
                    .ExecuteUpdateAsync(set => set.SetProperty(a => a.LastCodeStep, step), cancel).ConfigureAwait(false) == 1;
        }

        var hash = OneTimeCode.Hash(code);
        return await db.AccountTokens.Where(t => t.UserId == account.Id && t.LoginProvider == RecoveryKind && t.Name == hash)
            .ExecuteDeleteAsync(cancel).ConfigureAwait(false) == 1;
    }

    /// <summary>Makes new recovery codes in the place of the old ones.</summary>
    internal static async Task<IReadOnlyList<string>> NewRecoveryCodes(FairloadDb db, Guid account, CancellationToken cancel)
    {
        await db.AccountTokens.Where(t => t.UserId == account && t.LoginProvider == RecoveryKind).ExecuteDeleteAsync(cancel).ConfigureAwait(false);
        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => OneTimeCode.New()).ToList();
        db.AccountTokens.AddRange(codes.Select(code => new IdentityUserToken<Guid>
        {
            UserId = account, LoginProvider = RecoveryKind, Name = OneTimeCode.Hash(code), Value = "",
        }));
        await db.SaveChangesAsync(cancel).ConfigureAwait(false);
        return codes;
    }

    /// <summary>Forgets the app and the recovery codes of an account.</summary>
    internal static Task Forget(FairloadDb db, Guid account, CancellationToken cancel) =>
        db.AccountTokens.Where(t => t.UserId == account).ExecuteDeleteAsync(cancel);

    /// <summary>The sealed key in what waits, or nothing once it has waited too long.</summary>
    private string? Fresh(string? waiting) =>
        waiting?.Split(' ', 2) is [var since, var key] && long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds) < KeyWaits ? key : null;

    private static Task<string?> Key(FairloadDb db, Guid account, string name, CancellationToken cancel) =>
        db.AccountTokens.Where(t => t.UserId == account && t.LoginProvider == KeyKind && t.Name == name).Select(t => t.Value).FirstOrDefaultAsync(cancel);

    private static string Digits(string code) => new([.. code.Normalize(System.Text.NormalizationForm.FormKC).Where(letter => !char.IsWhiteSpace(letter) && letter != '-')]);
}
