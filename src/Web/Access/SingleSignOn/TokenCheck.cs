using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Fairload.App.Accounts;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Fairload.Web.Access.SingleSignOn;

/// <summary>Somebody whom the provider vouches for. Who they are is the issuer and the subject together, never an address.</summary>
/// <param name="Issuer">Who vouches.</param>
/// <param name="Subject">The provider's own id of the person.</param>
/// <param name="Session">The provider's session, by which it may end ours; nothing where it names none.</param>
/// <param name="Claims">All that the token says.</param>
public sealed record SignedOn(string Issuer, string Subject, string? Session, TokenClaims Claims);

/// <summary>Word from the provider that a session, or all of a person's, has ended.</summary>
/// <param name="Issuer">Who says so.</param>
/// <param name="Subject">Whose; nothing when only the session is named.</param>
/// <param name="Session">Which; nothing for all of the person's.</param>
/// <param name="Id">The word's own id: it counts once.</param>
/// <param name="Until">Until when it could be said again.</param>
public sealed record SignedOff(string Issuer, string? Subject, string? Session, string Id, DateTimeOffset Until);

/// <summary>Checks what the provider signs. Every check is here, and each ends in a <see cref="SignOnRefused"/> of its own.</summary>
public sealed class TokenCheck(SingleSignOnSettings settings, Provider provider, TimeProvider time)
{
    /// <summary>How far the provider's clock and ours may stand apart.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    /// <summary>How old a token may be that comes straight from the provider.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    /// <summary>The event that makes a token word of a sign-out (OpenID Connect Back-Channel Logout 1.0, 2.4).</summary>
    private const string SignOutEvent = "http://schemas.openid.net/event/backchannel-logout";

    /// <summary>The longest token that is looked at, and the longest name of a person or session (OpenID Connect Core 1.0, section 2).</summary>
    private const int LongestToken = 64 * 1024, LongestName = 255;

    /// <summary>Signatures by a key pair only: with a shared secret, or none, anybody who reads our public data could sign.</summary>
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256];

    private static readonly JsonWebTokenHandler Tokens = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = LongestToken };

    /// <summary>Checks the token that answers a sign-in.</summary>
    /// <param name="text">The token as it came.</param>
    /// <param name="accessToken">The access token that came with it.</param>
    /// <param name="nonce">What our question asked to be repeated.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="SignOnRefused">It does not hold.</exception>
    public async Task<SignedOn> OfSignIn(string? text, string accessToken, string nonce, CancellationToken cancel)
    {
        var (token, claims, issuer) = await Checked(text, ["JWT"], cancel).ConfigureAwait(false);
        Require(CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(claims.One("nonce") ?? ""), Encoding.UTF8.GetBytes(nonce)), SignOnRefusal.Nonce);
        Require(claims.One("at_hash") is not { } hash || hash == HalfHash(accessToken), SignOnRefusal.AccessToken);
        if (settings.LongestSincePassword is { } longest)
        {
            Require(claims.Time("auth_time") is { } at && at + longest + Skew >= time.GetUtcNow(), SignOnRefusal.Strength);
        }

        Require(settings.Strengths.Count == 0 || settings.Strengths.Contains(claims.One("acr") ?? "", StringComparer.Ordinal), SignOnRefusal.Strength);
        Require(settings.Means.All(claims.All("amr").Contains), SignOnRefusal.Strength);
        return new SignedOn(issuer, Name(claims, "sub") ?? throw new SignOnRefused(SignOnRefusal.Claims), Name(claims, "sid"), claims);
    }

    /// <summary>Checks word of a sign-out. That it comes once only is for the store to see.</summary>
    /// <param name="text">The token as it came.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="SignOnRefused">It does not hold.</exception>
    public async Task<SignedOff> OfSignOut(string? text, CancellationToken cancel)
    {
        var (_, claims, issuer) = await Checked(text, ["JWT", "logout+jwt"], cancel).ConfigureAwait(false);

        // Without these two a token of a sign-in would pass for word of a sign-out.
        Require(claims.All("events").Contains(SignOutEvent) && !claims.Has("nonce"), SignOnRefusal.Claims);
        var (subject, session, id) = (Name(claims, "sub"), Name(claims, "sid"), Name(claims, "jti"));
        Require(id is not null && (subject ?? session) is not null, SignOnRefusal.Claims);
        return new SignedOff(issuer, subject, session, id!, time.GetUtcNow() + Fresh + Skew);
    }

    private async Task<(JsonWebToken Token, TokenClaims Claims, string Issuer)> Checked(string? text, string[] kinds, CancellationToken cancel)
    {
        var token = Read(text);

        // Before any key is looked for: an unsigned token has none, and one signed with a secret must never meet a public key.
        Require(Algorithms.Contains(token.Alg, StringComparer.Ordinal) && !token.TryGetHeaderValue<object>("crit", out _), SignOnRefusal.Algorithm);
        Require(token.Typ is not { Length: > 0 } kind
            || kinds.Contains(kind.StartsWith("application/", StringComparison.OrdinalIgnoreCase) ? kind["application/".Length..] : kind, StringComparer.OrdinalIgnoreCase),
            SignOnRefusal.Claims);
        var claims = TokenClaims.Read(token);
        var tenant = claims.One("tid");
        Require(settings.Tenants.Count == 0 || settings.Tenants.Contains(tenant ?? "", StringComparer.OrdinalIgnoreCase), SignOnRefusal.Tenant);
        var issuer = settings.IssuerOf(tenant);
        Require(token.Issuer == issuer, SignOnRefusal.Issuer);
        var keys = await provider.Keys(string.IsNullOrEmpty(token.Kid) ? null : token.Kid, cancel).ConfigureAwait(false);
        Require(keys.Count > 0, SignOnRefusal.Signature);
        var result = await Tokens.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidAlgorithms = Algorithms,
            IssuerSigningKeys = keys,
            TryAllIssuerSigningKeys = string.IsNullOrEmpty(token.Kid),
            RequireSignedTokens = true,
            ValidIssuer = issuer,
            ValidAudience = settings.ClientId,
            IgnoreTrailingSlashWhenValidatingAudience = false,
            RequireExpirationTime = true,
            LifetimeValidator = (from, until, _, _) => IsNow(from, until),
        }).ConfigureAwait(false);
        if (!result.IsValid)
        {
            throw new SignOnRefused(WhyOf(result.Exception), result.Exception);
        }

        var audiences = token.Audiences.Distinct(StringComparer.Ordinal).Count();
        Require(claims.Has("azp") ? claims.One("azp") == settings.ClientId : audiences == 1, SignOnRefusal.Audience);
        Require(claims.Time("iat") is { } issued && issued <= time.GetUtcNow() + Skew && issued >= time.GetUtcNow() - Fresh - Skew, SignOnRefusal.Time);
        return (token, claims, issuer);
    }

    private static JsonWebToken Read(string? text)
    {
        try
        {
            if (text is { Length: > 0 and <= LongestToken } && Tokens.CanReadToken(text) && new JsonWebToken(text) is { IsEncrypted: false } token)
            {
                return token;
            }
        }
        catch (Exception broken) when (broken is ArgumentException or FormatException or JsonException or SecurityTokenException)
        {
            throw new SignOnRefused(SignOnRefusal.Unreadable, broken);
        }

        throw new SignOnRefused(SignOnRefusal.Unreadable);
    }

    private bool IsNow(DateTime? from, DateTime? until)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return until is { } end && end + Skew > now && (from is not { } start || start - Skew <= now);
    }

    private static SignOnRefusal WhyOf(Exception? fault) => fault switch
    {
        SecurityTokenInvalidAudienceException => SignOnRefusal.Audience,
        SecurityTokenInvalidIssuerException => SignOnRefusal.Issuer,
        SecurityTokenInvalidLifetimeException or SecurityTokenNoExpirationException or SecurityTokenExpiredException or SecurityTokenNotYetValidException => SignOnRefusal.Time,
        SecurityTokenInvalidAlgorithmException => SignOnRefusal.Algorithm,
        _ => SignOnRefusal.Signature,
    };

    /// <summary>A name as the standard allows it: some ASCII, not too long.</summary>
    private static string? Name(TokenClaims claims, string claim) =>
        claims.One(claim) is { Length: > 0 and <= LongestName } name && Ascii.IsValid(name) ? name : null;

    /// <summary>The left half of the hash, as the token carries it; all three algorithms hash with SHA-256.</summary>
    private static string HalfHash(string accessToken) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken)).AsSpan(0, 16));

    private static void Require(bool holds, SignOnRefusal why)
    {
        if (!holds)
        {
            throw new SignOnRefused(why);
        }
    }
}
