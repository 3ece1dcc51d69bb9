using System.Security.Cryptography;
using Fairload.App.Auditing;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Accounts;

/// <summary>An account to be made.</summary>
/// <param name="SignInName">The name to sign in by.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Worker">The source id of the worker they are, or nothing.</param>
public sealed record NewAccount(string SignInName, string Name, string? Worker)
{
    /// <summary>A role to begin with, or nothing.</summary>
    public NewRole? Role { get; init; }

    /// <summary>A password, for set-up without a person; nothing for a start code.</summary>
    public string? Password { get; init; }
}

/// <summary>An account made or reset.</summary>
/// <param name="Account">The account.</param>
/// <param name="StartCode">The code that its person begins with, which nobody can ask for again; nothing where a password was given.</param>
public sealed record StartedAccount(Account Account, string? StartCode);

/// <summary>Makes accounts, without any password unless one is given, and resets them.</summary>
public sealed class AddAccount(DataStore store, TimeProvider time, SignInRules rules, Sessions sessions, Passwords passwords)
{
    private const int MostName = 200;

    private static readonly Wording Texts = new("Accounts.Accounts");

    /// <summary>The council to hold accounts of: the one of a code, or the only one; made where there is none yet.</summary>
    /// <exception cref="Refused">There are several and none is named, or none of that code.</exception>
    public async Task<Council> CouncilFor(string? code, CancellationToken cancel)
    {
        await using var db = store.Db();
        var all = await db.Councils.AsNoTracking().ToListAsync(cancel).ConfigureAwait(false);
        if (all.Count == 0)
        {
            var made = new Council { Id = 1, Code = code ?? "LOCAL", Name = code ?? "LOCAL", Salt = RandomNumberGenerator.GetBytes(16) };
            db.Councils.Add(made);
            await db.SaveChangesAsync(cancel).ConfigureAwait(false);
            return made;
        }

        return code is null && all.Count == 1
            ? all[0]
            : all.Find(council => string.Equals(council.Code, code, StringComparison.OrdinalIgnoreCase))
                ?? throw new Refused(Texts["WhichCouncil", string.Join(", ", all.Select(council => council.Code))]);
    }

    /// <summary>Makes an account.</summary>
    /// <exception cref="Refused">The name is missing, too long or taken; the role cannot be held so; the password may not be used.</exception>
    public async Task<StartedAccount> Run(Council council, NewAccount wanted, Actor by, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(council);
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(by);
        var (signInName, name) = (wanted.SignInName.Trim(), wanted.Name.Trim());
        if (signInName.Length is 0 or > MostName || signInName.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter)))
        {
            throw new Refused(Texts["BadSignInName", MostName]);
        }

        if (name.Length is 0 or > MostName)
        {
            throw new Refused(Texts["BadName", MostName]);
        }

        var account = new Account
        {
            Id = Guid.NewGuid(), Council = council.Id, UserName = signInName, NormalizedUserName = FindAccount.Key(signInName), Name = name,
            Worker = string.IsNullOrWhiteSpace(wanted.Worker) ? null : wanted.Worker.Trim(), SecurityStamp = Guid.NewGuid().ToString("N"),
        };
        if (wanted.Password is { } password)
        {
            account.PasswordHash = passwords.Wrong(password, account, council.Name) is { } wrong ? throw new Refused(wrong) : passwords.Hash(account, password);
        }

        await using var db = store.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        AccessVersion.Raise(db, council.Id);
        if (await db.Accounts.AnyAsync(a => a.Council == council.Id && a.NormalizedUserName == account.NormalizedUserName, cancel).ConfigureAwait(false))
        {
            throw new Refused(Texts["NameTaken", signInName]);
        }

        await EditAccount.CheckWorker(db, account, cancel).ConfigureAwait(false);
        db.Accounts.Add(account);
        await db.SaveChangesAsync(cancel).ConfigureAwait(false);
        Audit.Write(db, time, council.Id, by.Name, "add account", "account", account.Id.ToString(), null, EditAccount.Said(account));
        if (wanted.Role is { } role)
        {
            GiveRole.Give(db, time, account, role, by);
        }

        var code = wanted.Password is null ? SignIn.NewStartCode(db, account.Id, time, rules) : null;
        await transaction.CommitAsync(cancel).ConfigureAwait(false);
        return new StartedAccount(account, code);
    }

    /// <summary>
    /// Begins an account anew, for somebody who lost password and codes: ends its sessions, forgets its password, app and
    /// recovery codes, and gives a start code. Roles and links to a council's own sign-in stay.
    /// </summary>
    /// <exception cref="Refused">No such account, or it is one's own.</exception>
    public async Task<StartedAccount> Reset(Council council, Guid id, string? password, Actor by, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(council);
        ArgumentNullException.ThrowIfNull(by);
        await using var db = store.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        AccessVersion.Raise(db, council.Id);
        var account = await db.Accounts.FirstOrDefaultAsync(a => a.Council == council.Id && a.Id == id, cancel).ConfigureAwait(false)
            ?? throw new Refused(Texts["NoAccount", id]);
        EditAccount.CheckNotOwn(account, by);
        account.PasswordHash = password is null ? null
            : passwords.Wrong(password, account, council.Name) is { } wrong ? throw new Refused(wrong) : passwords.Hash(account, password);
        await db.SaveChangesAsync(cancel).ConfigureAwait(false);
        await db.Accounts.Where(a => a.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.AccessFailedCount, 0).SetProperty(a => a.LockoutEnd, (DateTimeOffset?)null), cancel).ConfigureAwait(false);
        await Authenticators.Forget(db, id, cancel).ConfigureAwait(false);
        await sessions.EndAllIn(db, id, null, cancel).ConfigureAwait(false);
        Audit.Write(db, time, council.Id, by.Name, "reset account", "account", id.ToString(), null, null);
        var code = password is null ? SignIn.NewStartCode(db, id, time, rules) : null;
        await transaction.CommitAsync(cancel).ConfigureAwait(false);
        return new StartedAccount(account, code);
    }
}
