using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Fairload.Web.Pages.SignIn;

/// <summary>Recovery codes as they are shown, once.</summary>
/// <param name="Codes">The codes.</param>
/// <param name="Sealed">The codes sealed for their owner, who may send them back as a file for some minutes.</param>
/// <param name="Next">Where the page leads on.</param>
public sealed record RecoveryCodes(IReadOnlyList<string> Codes, string Sealed, string Next);

/// <summary>
/// Lets a person keep their recovery codes as a file without the server keeping them: the page carries them sealed, and
/// only their owner's session has them opened.
/// </summary>
public sealed class RecoverySheet(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("Fairload.RecoveryCodes.v1").ToTimeLimitedDataProtector();

    /// <summary>The codes sealed for their owner.</summary>
    public string Seal(Guid account, IEnumerable<string> codes) => _protector.Protect(account.ToString("N") + "\n" + string.Join('\n', codes), Life);

    /// <summary>The codes as lines of a file; nothing when they are another's, too old or altered.</summary>
    public string? Open(Guid account, string? sealedCodes)
    {
        try
        {
            var text = _protector.Unprotect(sealedCodes ?? "");
            var mine = account.ToString("N") + "\n";
            return text.StartsWith(mine, StringComparison.Ordinal) ? text[mine.Length..] + "\n" : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
