using System.Text.Json;

namespace Fairload.App.Accounts;

/// <summary>How Fairload proves itself to the provider when it trades a code for a token.</summary>
public enum ClientAuthentication
{
    /// <summary>In the request's header, which every conforming provider takes.</summary>
    Basic,

    /// <summary>In the request's form.</summary>
    Post,
}

/// <summary>
/// How a council's people sign in by their council account: the provider, what it must say about them, and which roles
/// follow from it. Read once, when the site starts, from a file that whoever runs the server keeps: no page can change
/// it, so nobody can give themselves a role by it. The file never holds the secret, only where it is.
/// </summary>
public sealed record SingleSignOnSettings
{
    /// <summary>In an issuer of Entra ID, what stands for the tenant when several are let in.</summary>
    public const string TenantPlace = "{tenantid}";

    /// <summary>What the button says after "Sign in with".</summary>
    public required string Name { get; init; }

    /// <summary>The provider's own name for itself, compared letter by letter.</summary>
    public required string Issuer { get; init; }

    /// <summary>Fairload's name at the provider.</summary>
    public required string ClientId { get; init; }

    /// <summary>Fairload's password at the provider; never printed.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>How the password is sent.</summary>
    public ClientAuthentication ClientAuthentication { get; init; }

    /// <summary>What is asked for, besides <c>openid</c>.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = ["profile", "email"];

    /// <summary>The tenants let in, by their <c>tid</c>; empty where the provider has only one.</summary>
    public IReadOnlyList<string> Tenants { get; init; } = [];

    /// <summary>How long ago a person may have typed their password at the provider; nothing leaves that to it.</summary>
    public TimeSpan? LongestSincePassword { get; init; }

    /// <summary>The strengths of sign-in that are enough, one of which the provider must name in <c>acr</c>; empty asks for none.</summary>
    public IReadOnlyList<string> Strengths { get; init; } = [];

    /// <summary>The means that the provider must name in <c>amr</c>, all of them, such as <c>mfa</c>.</summary>
    public IReadOnlyList<string> Means { get; init; } = [];

    /// <summary>Which roles follow from which claims.</summary>
    public IReadOnlyList<ClaimRule> Roles { get; init; } = [];

    /// <summary>Whether the issuer stands for several tenants.</summary>
    public bool IsOfSeveralTenants => Issuer.Contains(TenantPlace, StringComparison.Ordinal);

    /// <summary>Where the provider describes itself. Entra ID describes all tenants under the name <c>common</c>.</summary>
    public string Discovery => Issuer.Replace(TenantPlace, "common", StringComparison.Ordinal).TrimEnd('/') + "/.well-known/openid-configuration";

    /// <summary>The issuer that a token of a tenant must name.</summary>
    public string IssuerOf(string? tenant) => Issuer.Replace(TenantPlace, tenant ?? "", StringComparison.Ordinal);

    /// <summary>Whether the provider may be asked without TLS: only on this very machine, where nobody listens between.</summary>
    public bool IsOnThisMachine => Uri.TryCreate(Issuer, UriKind.Absolute, out var at) && at.IsLoopback;

    /// <summary>Everything but the secret.</summary>
    public override string ToString() => $"{Name} ({Issuer})";

    /// <summary>Reads the settings and the secret that they point to.</summary>
    /// <param name="file">The file, JSON with comments allowed (docs/single-sign-on.md).</param>
    /// <exception cref="Refused">The file or the secret cannot be read, or says something that cannot be, and what to do.</exception>
    public static SingleSignOnSettings Read(string file)
    {
        try
        {
            return SingleSignOnFile.Read(File.ReadAllText(file), Environment.GetEnvironmentVariable, File.ReadAllText);
        }
        catch (Exception cannot) when (cannot is IOException or UnauthorizedAccessException)
        {
            throw new Refused(SingleSignOnFile.Texts["Unread", file], cannot);
        }
        catch (JsonException broken)
        {
            throw new Refused(SingleSignOnFile.Texts["NotJson", file, (broken.LineNumber ?? 0) + 1], broken);
        }
    }
}
