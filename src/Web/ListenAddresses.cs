using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Fairload.Web;

/// <summary>What a text of addresses to listen at, split by semicolons, says before anything listens.</summary>
public static class ListenAddresses
{
    /// <summary>The first part that is no address; nothing when all are.</summary>
    public static string? Wrong(string urls)
    {
        var parts = Parts(urls);
        return parts.Length == 0 ? urls : Array.Find(parts, part => Read(part) is null);
    }

    /// <summary>
    /// Whether only this machine can reach every one of them. A name other than localhost does not count: the server
    /// would listen at every address that the machine has.
    /// </summary>
    public static bool AreOwnMachine(string urls) => Parts(urls) is { Length: > 0 } parts && Array.TrueForAll(parts, IsOwnMachine);

    /// <summary>The names by which they can be asked. An address that stands for every one of the machine's names none.</summary>
    public static IReadOnlyList<string> Hosts(string urls) =>
        [.. Parts(urls).Select(Read).OfType<BindingAddress>()
            .Where(address => !address.IsUnixPipe && !address.IsNamedPipe && address.Host is not ("*" or "+" or "0.0.0.0" or "[::]"))
            .Select(address => address.Host).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static string[] Parts(string urls) => urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsOwnMachine(string part) =>
        Read(part) is { IsUnixPipe: false, IsNamedPipe: false } address
        && (address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(address.Host, out var ip)
                && (ip.Equals(IPAddress.IPv6Loopback) || (ip.AddressFamily == AddressFamily.InterNetwork && IPAddress.IsLoopback(ip)))));

    private static BindingAddress? Read(string part)
    {
        try
        {
            var address = BindingAddress.Parse(part);
            var isPipe = address.IsUnixPipe || address.IsNamedPipe;
            // A port that is no number stays in the host, where only an address in brackets may have a colon.
            var isHost = isPipe || (address.Host.Length > 0
                && (!address.Host.Contains(':', StringComparison.Ordinal) || IPAddress.TryParse(address.Host, out _)));
            return address.Scheme.ToLower(CultureInfo.InvariantCulture) is "http" or "https" && isHost && (isPipe || address.Port is >= 0 and <= IPEndPoint.MaxPort)
                ? address
                : null;
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException)
        {
            return null;
        }
    }
}
