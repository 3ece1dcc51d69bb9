using System.Net;
using System.Security.Cryptography;

namespace Fairload.App.Tests.Accounts;

/// <summary>Codes of an authenticator app, written a second time from RFC 6238 and RFC 4226 alone.</summary>
internal static class OtherTotp
{
    public static string Code(string base32, DateTimeOffset at)
    {
        var bits = string.Concat(base32.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var key = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        var moving = BitConverter.GetBytes(IPAddress.HostToNetworkOrder((long)Math.Floor(at.ToUnixTimeSeconds() / 30d)));
#pragma warning disable CA5350
        var mac = HMACSHA1.HashData(key, moving);
#pragma warning restore CA5350
        var offset = mac[19] % 16;
        var cut = ((mac[offset] % 128) * 16777216L) + (mac[offset + 1] * 65536L) + (mac[offset + 2] * 256L) + mac[offset + 3];
        return (cut % 1000000).ToString("000000", System.Globalization.CultureInfo.InvariantCulture);
    }
}
