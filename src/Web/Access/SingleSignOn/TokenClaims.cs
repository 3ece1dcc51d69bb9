using System.Buffers.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Fairload.Web.Access.SingleSignOn;

/// <summary>What a token says, read as it is written and not by anybody's mapping.</summary>
public sealed class TokenClaims
{
    private readonly JsonElement _said;

    private TokenClaims(JsonElement said) => _said = said;

    /// <summary>The claims of a token, checked or not.</summary>
    public static TokenClaims Read(JsonWebToken token)
    {
        try
        {
            using var said = JsonDocument.Parse(Base64Url.DecodeFromChars(token.EncodedPayload));
            return said.RootElement.ValueKind == JsonValueKind.Object ? new TokenClaims(said.RootElement.Clone()) : throw new SignOnRefused(SignOnRefusal.Unreadable);
        }
        catch (Exception broken) when (broken is JsonException or FormatException)
        {
            throw new SignOnRefused(SignOnRefusal.Unreadable, broken);
        }
    }

    /// <summary>Whether there is a claim of the name.</summary>
    public bool Has(string claim) => _said.TryGetProperty(claim, out _);

    /// <summary>The value of a claim that is one text; nothing where it is not there or something else.</summary>
    public string? One(string claim) =>
        _said.TryGetProperty(claim, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The values of a claim: of a text itself, of a list its texts, of an object the names in it.</summary>
    public IReadOnlyList<string> All(string claim) => !_said.TryGetProperty(claim, out var value) ? [] : value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => [.. value.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!)],
        JsonValueKind.Object => [.. value.EnumerateObject().Select(part => part.Name)],
        _ => [],
    };

    /// <summary>A claim that is a time.</summary>
    public DateTimeOffset? Time(string claim) =>
        _said.TryGetProperty(claim, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds)
            && seconds is > 0 and < 253402300799 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
