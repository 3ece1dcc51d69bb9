using System.Text.Json;
using Fairload.App.Accounts;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Fairload.Web.Access.SingleSignOn;

/// <summary>
/// What the provider says of itself, its keys among it, kept for half a day. The library's own keeper of this reads anew
/// in the background, so that the first person after a change of keys would be turned away: this one reads before it
/// answers, and never oftener than once in <see cref="Rest"/>, so that forged tokens cannot make it flood the provider.
/// </summary>
public sealed class Provider(SingleSignOnSettings settings, IOptionsMonitor<SingleSignOnOptions> options, TimeProvider time) : IDisposable
{
    /// <summary>How long what was read is good.</summary>
    public static readonly TimeSpan KeepFor = TimeSpan.FromHours(12);

    /// <summary>How long after reading it is not read again for the sake of an unknown key.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);

    /// <summary>The shortest RSA key whose signature counts, in bits (NIST SP 800-131A).</summary>
    private const int ShortestRsa = 2048;

    private readonly SemaphoreSlim _oneAtATime = new(1);
    private volatile Known? _known;

    private sealed record Known(OpenIdConnectConfiguration Said, DateTimeOffset Read);

    /// <summary>What the provider says of itself.</summary>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="SignOnRefused">It cannot be reached, or what it says cannot be.</exception>
    public async Task<OpenIdConnectConfiguration> Said(CancellationToken cancel)
    {
        if (_known is { } known && time.GetUtcNow() - known.Read < KeepFor)
        {
            return known.Said;
        }

        return await ReadUnlessSince(time.GetUtcNow() - KeepFor, cancel).ConfigureAwait(false);
    }

    /// <summary>The keys by which the provider may have signed a token.</summary>
    /// <param name="id">The key's id in the token; nothing when it names none, and then any of the keys may be meant.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<IReadOnlyList<SecurityKey>> Keys(string? id, CancellationToken cancel)
    {
        var keys = Named(await Said(cancel).ConfigureAwait(false), id);
        return keys.Count > 0 ? keys : Named(await ReadUnlessSince(time.GetUtcNow() - Rest, cancel).ConfigureAwait(false), id);
    }

    /// <summary>Where the provider's own pages are, who alone may frame the page that ends a session.</summary>
    public async Task<string> Origin(CancellationToken cancel)
    {
        var said = await Said(cancel).ConfigureAwait(false);
        return new Uri(string.IsNullOrEmpty(said.EndSessionEndpoint) ? said.AuthorizationEndpoint : said.EndSessionEndpoint).GetLeftPart(UriPartial.Authority);
    }

    /// <inheritdoc />
    public void Dispose() => _oneAtATime.Dispose();

    private static List<SecurityKey> Named(OpenIdConnectConfiguration said, string? id) =>
        [.. said.SigningKeys.Where(key => (id is null || key.KeyId == id) && IsGoodEnough(key))];

    /// <summary>Only public keys: a password shared with the provider must never pass for one of its keys.</summary>
    private static bool IsGoodEnough(SecurityKey key) => key switch
    {
        JsonWebKey web => (web.Kty == JsonWebAlgorithmsKeyTypes.RSA && web.KeySize >= ShortestRsa) || web.Kty == JsonWebAlgorithmsKeyTypes.EllipticCurve,
        RsaSecurityKey or X509SecurityKey => key.KeySize >= ShortestRsa,
        ECDsaSecurityKey => true,
        _ => false,
    };

    private async Task<OpenIdConnectConfiguration> ReadUnlessSince(DateTimeOffset since, CancellationToken cancel)
    {
        await _oneAtATime.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (_known is { } known && known.Read > since)
            {
                return known.Said;
            }

            var said = await Read(cancel).ConfigureAwait(false);
            _known = new Known(said, time.GetUtcNow());
            return said;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task<OpenIdConnectConfiguration> Read(CancellationToken cancel)
    {
        OpenIdConnectConfiguration said;
        try
        {
            var documents = new HttpDocumentRetriever(options.Get(SingleSignOnHandler.SchemeName).Backchannel) { RequireHttps = !settings.IsOnThisMachine };
            said = await OpenIdConnectConfigurationRetriever.GetAsync(settings.Discovery, documents, cancel).ConfigureAwait(false);
        }
        catch (Exception cannot) when (cannot is IOException or HttpRequestException or InvalidOperationException or ArgumentException or JsonException
            || (cannot is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw new SignOnRefused(SignOnRefusal.Provider, cannot);
        }

        // A provider that names itself otherwise is not the one that was set up (OpenID Connect Discovery 1.0, 4.3).
        return said.Issuer == settings.Issuer && IsSafe(said.AuthorizationEndpoint) && IsSafe(said.TokenEndpoint)
            && (string.IsNullOrEmpty(said.EndSessionEndpoint) || IsSafe(said.EndSessionEndpoint))
            ? said
            : throw new SignOnRefused(SignOnRefusal.Provider);
    }

    private bool IsSafe(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var at)
        && (at.Scheme == Uri.UriSchemeHttps || (at.Scheme == Uri.UriSchemeHttp && at.IsLoopback && settings.IsOnThisMachine));
}
