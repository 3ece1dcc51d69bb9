using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fairload.App.Accounts;

/// <summary>The settings as the file writes them: a misspelt name is refused, so that no guard is left out by a slip.</summary>
internal sealed record SingleSignOnFile
{
    internal static readonly Wording Texts = new("Accounts.SingleSignOn");

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    public string? Name { get; init; }

    public string? Issuer { get; init; }

    public string? ClientId { get; init; }

    public JsonElement ClientSecret { get; init; }

    public ClientAuthentication ClientAuthentication { get; init; }

    public string[]? Scopes { get; init; }

    public string[] Tenants { get; init; } = [];

    public int? LongestMinutesSincePassword { get; init; }

    public string[] Acr { get; init; } = [];

    public string[] Amr { get; init; } = [];

    public Rule[] Roles { get; init; } = [];

    /// <summary>A rule as written: the node is an id, or <c>{ "fromClaim": "…" }</c>.</summary>
    internal sealed record Rule(string? Claim, string? Value, Role? Role, JsonElement Node);

    /// <summary>The settings in a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="environment">Reads a variable of the environment.</param>
    /// <param name="fileText">Reads the file of a secret.</param>
    internal static SingleSignOnSettings Read(string text, Func<string, string?> environment, Func<string, string> fileText)
    {
        var file = JsonSerializer.Deserialize<SingleSignOnFile>(text, Json) ?? new();
        var issuer = Required(file.Issuer, "issuer");
        var settings = new SingleSignOnSettings
        {
            Name = Required(file.Name, "name"),
            Issuer = issuer,
            ClientId = Required(file.ClientId, "clientId"),
            ClientSecret = Secret(file.ClientSecret, environment, fileText),
            ClientAuthentication = file.ClientAuthentication,
            Tenants = file.Tenants,
            LongestSincePassword = file.LongestMinutesSincePassword is { } minutes
                ? minutes is > 0 and <= 60 * 24 * 365 ? TimeSpan.FromMinutes(minutes) : throw new Refused(Texts["BadMinutes"])
                : null,
            Strengths = file.Acr,
            Means = file.Amr,
            Roles = [.. file.Roles.Select(Understood)],
        };
        settings = file.Scopes is null ? settings : settings with { Scopes = file.Scopes };
        if (!Uri.TryCreate(settings.IssuerOf("x"), UriKind.Absolute, out var at) || at.Query.Length > 0 || at.Fragment.Length > 0
            || !(at.Scheme == Uri.UriSchemeHttps || (at.Scheme == Uri.UriSchemeHttp && at.IsLoopback)))
        {
            throw new Refused(Texts["BadIssuer", issuer]);
        }

        if (settings.IsOfSeveralTenants && settings.Tenants.Count == 0)
        {
            throw new Refused(Texts["NoTenants"]);
        }

        return settings;
    }

    private static string Required(string? value, string name) =>
        string.IsNullOrWhiteSpace(value) ? throw new Refused(Texts["Missing", name]) : value;

    private static string Secret(JsonElement secret, Func<string, string?> environment, Func<string, string> fileText)
    {
        if (secret.ValueKind == JsonValueKind.Object && secret.EnumerateObject().ToList() is [{ Value.ValueKind: JsonValueKind.String } only])
        {
            var where = only.Value.GetString()!;
            switch (only.Name)
            {
                case "environment":
                    return environment(where) is { Length: > 0 } found ? found : throw new Refused(Texts["NoVariable", where]);
                case "file":
                    try
                    {
                        return fileText(where).Trim() is { Length: > 0 } text ? text : throw new Refused(Texts["NoSecretFile", where]);
                    }
                    catch (Exception cannot) when (cannot is IOException or UnauthorizedAccessException)
                    {
                        throw new Refused(Texts["NoSecretFile", where], cannot);
                    }
            }
        }

        throw new Refused(Texts["SecretInFile"]);
    }

    private static ClaimRule Understood(Rule rule, int index)
    {
        if (rule is not { Claim.Length: > 0, Value.Length: > 0, Role: { } role })
        {
            throw new Refused(Texts["RuleIncomplete", index + 1]);
        }

        var made = new ClaimRule(rule.Claim, rule.Value, role);
        switch (rule.Node.ValueKind)
        {
            case JsonValueKind.Undefined or JsonValueKind.Null when !role.IsOfPart():
                return made;
            case JsonValueKind.String when !role.IsOfCouncil() && rule.Node.GetString() is { Length: > 0 } node:
                return made with { Node = node };
            case JsonValueKind.Object when !role.IsOfCouncil() && rule.Node.EnumerateObject().ToList() is
                [{ Name: "fromClaim", Value.ValueKind: JsonValueKind.String } from] && from.Value.GetString() is { Length: > 0 } claim:
                return made with { NodeFromClaim = claim };
            default:
                throw new Refused(Texts[role.IsOfCouncil() ? "RuleOfCouncil" : "RuleNeedsNode", index + 1]);
        }
    }
}
