using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Fairload.Web.Tests.Access.SingleSignOn;

/// <summary>
/// A provider in memory that does as the standard says, and, told to, one thing that it must not. It writes and signs its
/// tokens by hand, so that nothing of what is tested helps to make them.
/// </summary>
internal sealed class StandInProvider : HttpMessageHandler
{
    public const string Issuer = "https://id.test.example", Client = "fairload", Secret = "s3cret:with%signs";

    private readonly Dictionary<string, Question> _codes = new(StringComparer.Ordinal);
    private RSA _key = RSA.Create(2048);
    private int _made;

    private sealed record Question(string Nonce, string Challenge, string RedirectUri);

    /// <summary>What the clock says.</summary>
    public DateTimeOffset Now { get; set; }

    /// <summary>The id of the key in use.</summary>
    public string KeyId { get; private set; } = "key-1";

    /// <summary>How often the keys were read.</summary>
    public int KeysRead { get; private set; }

    /// <summary>Whether the provider answers at all.</summary>
    public bool IsDown { get; set; }

    /// <summary>What is done to the claims before they are signed.</summary>
    public Action<JsonObject> Claims { get; set; } = _ => { };

    /// <summary>How a token is signed, from head and claims; nothing for RS256 with the provider's key.</summary>
    public Func<JsonObject, JsonObject, string>? Sign { get; set; }

    /// <summary>What is done to what the provider says of itself.</summary>
    public Action<JsonObject> Discovery { get; set; } = _ => { };

    /// <summary>Where the provider describes itself.</summary>
    public string DiscoveryAddress { get; set; } = Issuer + "/.well-known/openid-configuration";

    /// <summary>What is done to the answer to the browser.</summary>
    public Action<Dictionary<string, string?>> Back { get; set; } = _ => { };

    /// <summary>Whether a code counts again and without its verifier, which no provider may let it.</summary>
    public bool IsLax { get; set; }

    /// <summary>The last question that a browser brought.</summary>
    public Dictionary<string, string> Asked { get; private set; } = [];

    /// <summary>Takes another key, as providers do.</summary>
    public void Roll()
    {
        _key = RSA.Create(2048);
        KeyId = "key-" + (int.Parse(KeyId[4..]) + 1);
    }

    /// <summary>The person signs in: where the browser is sent with the answer.</summary>
    public string SignIn(Uri question)
    {
        Asked = QueryHelpers.ParseQuery(question.Query).ToDictionary(part => part.Key, part => part.Value.Single()!, StringComparer.Ordinal);
        var code = "code-" + ++_made;
        _codes[code] = new Question(Asked["nonce"], Asked["code_challenge"], Asked["redirect_uri"]);
        var back = new Dictionary<string, string?> { ["code"] = code, ["state"] = Asked["state"], ["iss"] = Issuer };
        Back(back);
        return QueryHelpers.AddQueryString(Asked["redirect_uri"], back);
    }

    /// <summary>A token of a sign-out.</summary>
    public string SignOutToken(Action<JsonObject>? change = null)
    {
        var claims = new JsonObject
        {
            ["iss"] = Issuer, ["aud"] = Client, ["iat"] = Now.ToUnixTimeSeconds(), ["exp"] = Now.AddMinutes(2).ToUnixTimeSeconds(), ["jti"] = "jti-" + ++_made, ["sid"] = "session-1",
            ["events"] = new JsonObject { ["http://schemas.openid.net/event/backchannel-logout"] = new JsonObject() },
        };
        change?.Invoke(claims);
        var head = new JsonObject { ["alg"] = "RS256", ["typ"] = "logout+jwt", ["kid"] = KeyId };
        return Sign?.Invoke(head, claims) ?? Signed(head, claims);
    }

    /// <summary>A token signed with the provider's key.</summary>
    public string Signed(JsonObject head, JsonObject claims)
    {
        var text = Unsigned(head, claims);
        return text + "." + Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    /// <summary>A token's first two parts.</summary>
    public static string Unsigned(JsonObject head, JsonObject claims) => Part(head) + "." + Part(claims);

    /// <summary>A token signed with a shared secret, which is the provider's public key.</summary>
    public string SignedWithPublicKey(JsonObject head, JsonObject claims, bool asPem)
    {
        head["alg"] = "HS256";
        var secret = asPem ? Encoding.ASCII.GetBytes(_key.ExportSubjectPublicKeyInfoPem()) : _key.ExportSubjectPublicKeyInfo();
        var text = Unsigned(head, claims);
        return text + "." + Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(text)));
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsDown)
        {
            throw new HttpRequestException("No answer.");
        }

        switch (request.Method.Method, request.RequestUri!.AbsoluteUri)
        {
            case ("GET", var address) when address == DiscoveryAddress:
                var said = new JsonObject
                {
                    ["issuer"] = Issuer, ["authorization_endpoint"] = Issuer + "/auth?realm=test", ["token_endpoint"] = Issuer + "/token", ["jwks_uri"] = Issuer + "/keys",
                    ["end_session_endpoint"] = Issuer + "/out", ["authorization_response_iss_parameter_supported"] = true,
                };
                Discovery(said);
                return Json(said);
            case ("GET", Issuer + "/keys"):
                KeysRead++;
                var key = _key.ExportParameters(includePrivateParameters: false);
                return Json(new JsonObject
                {
                    ["keys"] = new JsonArray(
                        new JsonObject { ["kty"] = "oct", ["kid"] = "shared", ["k"] = Base64Url.EncodeToString(Encoding.ASCII.GetBytes("a shared secret of good length..")), ["use"] = "sig" },
                        new JsonObject
                        {
                            ["kty"] = "RSA", ["use"] = "sig", ["kid"] = KeyId, ["n"] = Base64Url.EncodeToString(key.Modulus), ["e"] = Base64Url.EncodeToString(key.Exponent),
                        }),
                });
            case ("POST", Issuer + "/token"):
                return Token(QueryHelpers.ParseQuery(await request.Content!.ReadAsStringAsync(cancellationToken)).ToDictionary(part => part.Key, part => part.Value.Single()!, StringComparer.Ordinal), request);
            default:
                return new HttpResponseMessage(HttpStatusCode.NotFound);
        }
    }

    private HttpResponseMessage Token(Dictionary<string, string> form, HttpRequestMessage request)
    {
        var both = Encoding.UTF8.GetString(Convert.FromBase64String(request.Headers.Authorization!.Parameter!)).Split(':').Select(Uri.UnescapeDataString);
        var verifier = form.GetValueOrDefault("code_verifier", "");
        if (!both.SequenceEqual([Client, Secret]) || form["grant_type"] != "authorization_code"
            || !_codes.TryGetValue(form["code"], out var question) || question.RedirectUri != form["redirect_uri"]
            || (!IsLax && (!_codes.Remove(form["code"]) || question.Challenge != Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))))))
        {
            return Json(new JsonObject { ["error"] = "invalid_grant" }, HttpStatusCode.BadRequest);
        }

        var access = "access-" + ++_made;
        var claims = new JsonObject
        {
            ["iss"] = Issuer, ["sub"] = "subject-1", ["aud"] = Client, ["nonce"] = question.Nonce, ["sid"] = "session-1",
            ["iat"] = Now.ToUnixTimeSeconds(), ["nbf"] = Now.ToUnixTimeSeconds(), ["exp"] = Now.AddHours(1).ToUnixTimeSeconds(), ["auth_time"] = Now.ToUnixTimeSeconds(),
            ["at_hash"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(access)).AsSpan(0, 16)),
            ["name"] = "Amina Adeyemi", ["email"] = "amina@test.example", ["tid"] = "tenant-1", ["amr"] = new JsonArray("pwd", "mfa"), ["acr"] = "strong",
        };
        Claims(claims);
        var head = new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = KeyId };
        return Json(new JsonObject { ["access_token"] = access, ["token_type"] = "Bearer", ["id_token"] = Sign?.Invoke(head, claims) ?? Signed(head, claims) });
    }

    private static string Part(JsonObject part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));

    private static HttpResponseMessage Json(JsonObject body, HttpStatusCode status = HttpStatusCode.OK) => new(status) { Content = JsonContent.Create(body) };
}
