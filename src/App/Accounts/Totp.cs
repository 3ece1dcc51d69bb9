using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Fairload.App.Accounts;

/// <summary>
/// Codes of authenticator apps: RFC 6238 with SHA-1, six digits and steps of thirty seconds, which every app knows. Its own
/// and not the framework's, because an accepted code must be known by its step to be refused the second time.
/// </summary>
public static class Totp
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int StepSeconds = 30, Digits = 6, KeyBytes = 20;

    /// <summary>A new secret key, in base 32 as apps take it.</summary>
    public static string NewKey() => Base32(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>The step that an instant lies in.</summary>
    public static long StepOf(DateTimeOffset now) => now.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The step whose code this is: this one, the last or the next, since clocks differ; else nothing.</summary>
    public static long? Match(string key, string code, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(code);
        var (bytes, given) = (FromBase32(key), Encoding.ASCII.GetBytes(code));
        long? found = null;
        foreach (var step in (long[])[StepOf(now) - 1, StepOf(now), StepOf(now) + 1])
        {
            // Every step is compared, in the same time, whichever it is.
            found = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(bytes, step)), given) ? step : found;
        }

        return found;
    }

    /// <summary>What the picture says to an app: whose account it is, at which service, and the key.</summary>
    public static string Uri(string key, string signInName, string service) => FormattableString.Invariant(
        $"otpauth://totp/{System.Uri.EscapeDataString(service)}:{System.Uri.EscapeDataString(signInName)}?secret={key}&issuer={System.Uri.EscapeDataString(service)}&digits={Digits}&period={StepSeconds}");

    private static string Code(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // SHA-1 is what the apps know, and HMAC does not rest on its collisions (RFC 6238, appendix B).
        var hash = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        var at = hash[^1] & 0xf;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(at, 4)) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static string Base32(byte[] bytes)
    {
        var text = new StringBuilder();
        for (int bit = 0; bit < bytes.Length * 8; bit += 5)
        {
            var value = 0;
            for (var i = 0; i < 5; i++)
            {
                value = (value << 1) | (bit + i < bytes.Length * 8 ? (bytes[(bit + i) / 8] >> (7 - ((bit + i) % 8))) & 1 : 0);
            }

            text.Append(Letters[value]);
        }

        return text.ToString();
    }

    private static byte[] FromBase32(string text)
    {
        var bytes = new byte[text.Length * 5 / 8];
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] |= (byte)(((Letters.IndexOf(text[bit / 5], StringComparison.Ordinal) >> (4 - (bit % 5))) & 1) << (7 - (bit % 8)));
        }

        return bytes;
    }
}
