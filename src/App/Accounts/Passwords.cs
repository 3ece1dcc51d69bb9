using System.Globalization;
using System.Text;
using Fairload.App.Store.Tables;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Fairload.App.Accounts;

/// <summary>
/// What a password must be, after the advice of the National Cyber Security Centre: long, any letters at all, nothing
/// demanded of its kinds, no end date, and not one that others would guess. Hashing is the framework's.
/// </summary>
public sealed class Passwords
{
    /// <summary>Letters that must be left when all that others would guess is taken out.</summary>
    private const int LeastUnguessable = 8;

    private static readonly Wording Texts = new("Accounts.Accounts");

    private readonly SignInRules _rules;
    private readonly IPasswordHasher<Account> _hasher;
    private readonly Lazy<HashSet<string>> _councilsOwn;
    private readonly Lazy<string> _dummy;

    /// <summary>Passwords by a site's rules, hashed by the framework.</summary>
    public Passwords(SignInRules rules)
        : this(rules, new PasswordHasher<Account>(Options.Create(new PasswordHasherOptions { IterationCount = (rules ?? throw new ArgumentNullException(nameof(rules))).HashRounds })))
    {
    }

    /// <summary>Passwords by a site's rules and a hasher of one's own, which a test can watch.</summary>
    public Passwords(SignInRules rules, IPasswordHasher<Account> hasher)
    {
        (_rules, _hasher) = (rules, hasher);
        _councilsOwn = new(ReadCouncilsOwn);
        _dummy = new(() => hasher.HashPassword(new Account(), Guid.NewGuid().ToString()));
    }

    /// <summary>A password as it is compared and hashed: the same letters in the same form, however they were typed.</summary>
    public static string Form(string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        return password.Normalize(NormalizationForm.FormKC);
    }

    /// <summary>What is wrong with a new password, in a sentence; nothing when it may be used.</summary>
    /// <param name="password">The password.</param>
    /// <param name="account">Whose it would be.</param>
    /// <param name="councilName">The council's name.</param>
    public string? Wrong(string? password, Account account, string councilName)
    {
        ArgumentNullException.ThrowIfNull(account);
        var form = Form(password ?? "");
        var letters = form.EnumerateRunes().Count();
        return letters < _rules.ShortestPassword ? Texts["PasswordShort", _rules.ShortestPassword]
            : letters > _rules.LongestPassword ? Texts["PasswordLong", _rules.LongestPassword]
            : _councilsOwn.Value.Contains(form.ToLowerInvariant()) || GuessablePasswords.Left(form, [account.Name, account.UserName ?? "", account.Worker ?? "", councilName]) < LeastUnguessable
                ? Texts["PasswordGuessable"]
            : null;
    }

    /// <summary>The hash to store.</summary>
    public string Hash(Account account, string password) => _hasher.HashPassword(account, Form(password));

    /// <summary>
    /// Whether a password is an account's. Hashes exactly once, whether there is such an account or not, so that the answer
    /// takes as long.
    /// </summary>
    /// <param name="account">The account, or nothing.</param>
    /// <param name="password">What was typed.</param>
    /// <param name="isOld">Whether the hash is to be made anew with today's rounds.</param>
    public bool IsRight(Account? account, string password, out bool isOld)
    {
        // What is too long to be anybody's password is not hashed whole.
        var typed = Form(password.Length > 4 * _rules.LongestPassword ? password[..(4 * _rules.LongestPassword)] : password);
        var result = _hasher.VerifyHashedPassword(account ?? new Account(), account?.PasswordHash ?? _dummy.Value, typed);
        isOld = result == PasswordVerificationResult.SuccessRehashNeeded;
        return account?.PasswordHash is not null && result != PasswordVerificationResult.Failed;
    }

    /// <summary>Makes the hash that stands in for accounts that are not there, so that the first try costs no more than the next.</summary>
    public void Prepare() => _ = _dummy.Value;

    /// <summary>Reads the council's own file of refused passwords now, so that it is not missed at somebody's first password.</summary>
    /// <exception cref="Refused">It cannot be read, or holds none.</exception>
    public void ReadBlocked() => _ = _councilsOwn.Value;

    private HashSet<string> ReadCouncilsOwn()
    {
        if (_rules.BlockedPasswordsFile is not { } file)
        {
            return [];
        }

        try
        {
            var blocked = File.ReadLines(file).Select(line => Form(line.Trim()).ToLower(CultureInfo.InvariantCulture)).ToHashSet(StringComparer.Ordinal);
            blocked.Remove("");
            return blocked.Count > 0 ? blocked : throw new Refused(Texts["NoBlockedPasswords", file]);
        }
        catch (Exception cannot) when (cannot is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new Refused(Texts["NoBlockedPasswords", file], cannot);
        }
    }
}
