using System.Security.Cryptography;
using System.Text;

namespace Fairload.App.Accounts;

/// <summary>
/// A code that is typed once: a start code, a recovery code. A hundred and twenty random bits, so that a plain hash in
/// the store gives nobody the code (ASVS 5.0, 6.5.2, asks 112).
/// </summary>
internal static class OneTimeCode
{
    /// <summary>Thirty-two letters and digits; nought and one are left out, which are taken for letters.</summary>
    private const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    /// <summary>A new code, in six groups of four.</summary>
    public static string New()
    {
        var letters = RandomNumberGenerator.GetString(Alphabet, 24);
        return string.Join('-', letters.Chunk(4).Select(four => new string(four)));
    }

    /// <summary>The hash of a code as somebody typed it: with or without hyphens and spaces, large or small.</summary>
    public static string Hash(string typed)
    {
        var letters = new string([.. typed.Normalize(NormalizationForm.FormKC).Where(char.IsAsciiLetterOrDigit)]).ToUpperInvariant();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes("fairload code " + letters)));
    }
}
