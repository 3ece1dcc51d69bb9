using System.Buffers.Text;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fairload.App.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Fairload.Web.Access.SingleSignOn;

/// <summary>What the framework's part of a sign-in needs to know; the rest is in <see cref="SingleSignOnSettings"/>.</summary>
public sealed class SingleSignOnOptions : OAuthOptions;

/// <summary>
/// Sign-in by OpenID Connect, authorization code with PKCE, on the framework's own handler of OAuth: from that come state,
/// the cookie that binds it to the browser, and the code's verifier; from here the nonce and what the token must hold. Where
/// Microsoft.AspNetCore.Authentication.OpenIdConnect can be had, its <c>OpenIdConnectHandler</c> could stand in for this
/// class and <see cref="TokenCheck"/>; the tests of the refusals say what it must then go on refusing.
/// </summary>
public sealed class SingleSignOnHandler(
    IOptionsMonitor<SingleSignOnOptions> options, ILoggerFactory logger, UrlEncoder encoder, SingleSignOnSettings settings, Provider provider, TokenCheck check)
    : OAuthHandler<SingleSignOnOptions>(options, logger, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string SchemeName = "council";

    /// <summary>Where the provider sends people back to.</summary>
    public const string CallbackPath = "/sign-in/council/back";

    private const string Nonce = "nonce", Asked = "asked";

    private OpenIdConnectConfiguration _said = null!;
    private SignedOn? _person;

    /// <summary>Reads the provider's answer in this request, and lets it count.</summary>
    /// <returns>Who signed in, and where they were going.</returns>
    /// <exception cref="SignOnRefused">It does not hold.</exception>
    public async Task<(SignedOn Person, string Then)> Answer()
    {
        _said = await provider.Said(Context.RequestAborted).ConfigureAwait(false);
        if (Options.StateDataFormat.Unprotect(Request.Query["state"]) is not { } asked || !IsRecent(asked))
        {
            throw new SignOnRefused(SignOnRefusal.State);
        }

        var result = await HandleRemoteAuthenticateAsync().ConfigureAwait(false);
        if (!result.Succeeded || _person is null)
        {
            throw new SignOnRefused(Request.Query.ContainsKey("error") ? SignOnRefusal.Declined : SignOnRefusal.State, result.Failure);
        }

        return (_person, asked.RedirectUri ?? "/");
    }

    /// <summary>The framework offers every request to a handler; this one answers at its own door only, by <see cref="Answer"/>.</summary>
    public override Task<bool> ShouldHandleRequestAsync() => Task.FromResult(false);

    /// <summary>Who makes a request is said by the session in the store, and never by this.</summary>
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(AuthenticateResult.NoResult());

    /// <inheritdoc />
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        _said = await provider.Said(Context.RequestAborted).ConfigureAwait(false);
        properties.Items[Nonce] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        properties.Items[Asked] = TimeProvider.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        await base.HandleChallengeAsync(properties).ConfigureAwait(false);
    }

    /// <inheritdoc />
    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        var question = QueryHelpers.ParseQuery(new Uri(base.BuildChallengeUrl(properties, redirectUri)).Query);
        question["response_mode"] = "query";
        question[Nonce] = properties.Items[Nonce];
        if (settings.LongestSincePassword is { } longest)
        {
            question["max_age"] = ((long)longest.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        if (settings.Strengths.Count > 0)
        {
            question["acr_values"] = string.Join(' ', settings.Strengths);
        }

        return QueryHelpers.AddQueryString(_said.AuthorizationEndpoint, question);
    }

    /// <inheritdoc />
    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        // Another provider's answer, slipped in for ours, names its own issuer (RFC 9207).
        var issuer = Request.Query["iss"].ToString();
        if (issuer.Length > 0 ? issuer != _said.Issuer && !settings.IsOfSeveralTenants : _said.AuthorizationResponseIssParameterSupported)
        {
            throw new SignOnRefused(SignOnRefusal.Issuer);
        }

        return await base.HandleRemoteAuthenticateAsync().ConfigureAwait(false);
    }

    /// <inheritdoc />
    protected override async Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = context.Code,
            ["redirect_uri"] = context.RedirectUri,
            ["client_id"] = settings.ClientId,
            [OAuthConstants.CodeVerifierKey] = context.Properties.Items[OAuthConstants.CodeVerifierKey] ?? "",
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, _said.TokenEndpoint);
        if (settings.ClientAuthentication == ClientAuthentication.Post)
        {
            form["client_secret"] = settings.ClientSecret;
        }
        else
        {
            // Both parts are form-encoded before they are joined (RFC 6749, 2.3.1).
            var both = UrlEncoder.Encode(settings.ClientId) + ":" + UrlEncoder.Encode(settings.ClientSecret);
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(both)));
        }

        request.Content = new FormUrlEncodedContent(form);
        request.Headers.Accept.ParseAdd("application/json");
        try
        {
            using var response = await Backchannel.SendAsync(request, Context.RequestAborted).ConfigureAwait(false);
            if ((int)response.StatusCode is >= 400 and < 500)
            {
                throw new SignOnRefused(SignOnRefusal.Code);
            }

            response.EnsureSuccessStatusCode();
            return OAuthTokenResponse.Success(JsonDocument.Parse(await response.Content.ReadAsStringAsync(Context.RequestAborted).ConfigureAwait(false)));
        }
        catch (Exception cannot) when (cannot is HttpRequestException or JsonException
            || (cannot is OperationCanceledException && !Context.RequestAborted.IsCancellationRequested))
        {
            throw new SignOnRefused(SignOnRefusal.Provider, cannot);
        }
    }

    /// <inheritdoc />
    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        var token = tokens.Response!.RootElement.TryGetProperty("id_token", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
        _person = await check.OfSignIn(token, tokens.AccessToken!, properties.Items[Nonce]!, Context.RequestAborted).ConfigureAwait(false);
        return new AuthenticationTicket(new ClaimsPrincipal(identity), properties, SchemeName);
    }

    private bool IsRecent(AuthenticationProperties asked) =>
        asked.Items.TryGetValue(Asked, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && TimeProvider.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds) < Options.RemoteAuthenticationTimeout;
}
