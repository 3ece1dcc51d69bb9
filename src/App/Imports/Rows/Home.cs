using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Fairload.App.Imports.Rows;

/// <summary>What a row says about a home, and its fingerprint.</summary>
internal struct Home
{
    /// <summary>The address, as JSON or text.</summary>
    public string? Address;

    /// <summary>The postcode.</summary>
    public string? Postcode;

    /// <summary>Whether the row says nothing of a home.</summary>
    public readonly bool IsNone => Address is null && Postcode is null;

    /// <summary>
    /// The first 16 hex digits of SHA-256 over the council's salt and the home: its UPRN, else the postcode and the
    /// address without regard to case and white space. Equal homes have equal fingerprints, and the address itself
    /// is never stored.
    /// </summary>
    public readonly string Fingerprint(byte[] salt)
    {
        var home = Address is null ? null : Uprn(Address);
        home ??= Folded(Postcode).ToUpperInvariant() + "\n" + Folded(Address).ToLowerInvariant();
        var hash = SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(home)]);
        return Convert.ToHexStringLower(hash.AsSpan(0, 8));
    }

    private static string Folded(string? text) => string.Concat((text ?? "").Where(c => !char.IsWhiteSpace(c)));

    private static string? Uprn(string address)
    {
        if (!address.StartsWith('{') && !address.StartsWith('['))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(address);
            return Uprn(document.RootElement) is { } uprn ? "uprn:" + uprn : null;
        }
        catch (JsonException)
        {
            // Not JSON after all: the text as it stands tells homes apart well enough.
            return null;
        }
    }

    private static string? Uprn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject()
            .Select(p => p.Name.Equals("uprn", StringComparison.OrdinalIgnoreCase) ? Number(p.Value) : Uprn(p.Value))
            .FirstOrDefault(found => found is not null),
        JsonValueKind.Array => element.EnumerateArray().Select(Uprn).FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static string? Number(JsonElement value)
    {
        var text = value.ToString().Trim();
        return text.Length is 0 or > 20 || text.Equals("null", StringComparison.OrdinalIgnoreCase) ? null : text.TrimStart('0');
    }
}
