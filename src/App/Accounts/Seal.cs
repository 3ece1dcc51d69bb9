using Microsoft.AspNetCore.DataProtection;

namespace Fairload.App.Accounts;

/// <summary>Seals the keys of authenticator apps in the store, with keys that the store does not hold in the clear.</summary>
public sealed class Seal(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Fairload.AuthenticatorKey.v1");

    /// <summary>The text sealed.</summary>
    public string Close(string text) => _protector.Protect(text);

    /// <summary>The text that was sealed.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">It was sealed with other keys, or altered.</exception>
    public string Open(string sealedText) => _protector.Unprotect(sealedText);
}
