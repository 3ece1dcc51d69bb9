using System.Text.Json;
using System.Text.Json.Serialization;
using Fairload.Core.Cases;

namespace Fairload.App.Privacy;

/// <summary>From which day a rule counts.</summary>
public enum CountFrom
{
    /// <summary>The day of birth.</summary>
    Birth,

    /// <summary>The day of death.</summary>
    Death,

    /// <summary>The last day of anything on record, once nothing is open.</summary>
    Closure,
}

/// <summary>Which records a rule is about.</summary>
/// <param name="Records">A kind of record, such as <c>ClaEpisode</c>.</param>
public sealed record RetentionWhere(string Records)
{
    /// <summary>Main codes of which one must stand on such a record; nothing for any.</summary>
    public IReadOnlyList<string>? Code { get; init; }

    /// <summary>Second texts of which one must; nothing for any.</summary>
    public IReadOnlyList<string>? Detail { get; init; }
}

/// <summary>How long something is kept about people.</summary>
/// <param name="Code">The rule's code.</param>
/// <param name="Title">What it says.</param>
/// <param name="Years">For how many years.</param>
/// <param name="From">From which day.</param>
public sealed record RetentionRule(string Code, string Title, int Years, CountFrom From)
{
    /// <summary>Years after a death before the age of 18 instead, where the person died so; nothing where that makes no difference.</summary>
    public int? YearsAfterDeath { get; init; }

    /// <summary>The records of which a person must have one for the rule to fit; nothing for everybody.</summary>
    public IReadOnlyList<RetentionWhere>? Where { get; init; }
}

/// <summary>How long a council keeps what: data, with its source, never built in.</summary>
public sealed record RetentionRules
{
    /// <summary>The setting that holds them.</summary>
    public const string SettingKey = "retention";

    /// <summary>The oldest that anything may be set to become: 150 years.</summary>
    private const int MostYears = 150;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The rules' code.</summary>
    public required string Retention { get; init; }

    /// <summary>What they are called.</summary>
    public required string Title { get; init; }

    /// <summary>The law or decision that they rest on.</summary>
    public required string Source { get; init; }

    /// <summary>From which day the council has them.</summary>
    public required DateOnly EffectiveFrom { get; init; }

    /// <summary>What a reader should know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Rules about children; the first that fits decides.</summary>
    public IReadOnlyList<RetentionRule> Children { get; init; } = [];

    /// <summary>Rules about workers; the first that fits decides.</summary>
    public IReadOnlyList<RetentionRule> Workers { get; init; } = [];

    /// <summary>For how many months the audit trail's content is kept; nothing for always.</summary>
    public int? AuditMonths { get; init; }

    /// <summary>For how many months the problems of an import are kept; nothing for always.</summary>
    public int? ProblemMonths { get; init; }

    /// <summary>For how many months the reports of ended work are kept; nothing for always. What was sent and never loaded goes after a week anyway.</summary>
    public int? JobMonths { get; init; }

    /// <summary>For how many months a session is kept after it was last used; nothing for always.</summary>
    public int? SessionMonths { get; init; }

    /// <summary>For how many months a disabled account is kept after it last did anything or anything was done to it; nothing for always.</summary>
    public int? AccountMonths { get; init; }

    /// <summary>The rules in a text.</summary>
    /// <exception cref="Refused">It is not understood, with the reason.</exception>
    public static RetentionRules Read(string text)
    {
        RetentionRules rules;
        try
        {
            rules = JsonSerializer.Deserialize<RetentionRules>(text, Json) ?? throw new JsonException("null");
        }
        catch (JsonException wrong)
        {
            throw new Refused(PrivacyTexts.All["RulesWrong", wrong.Message], wrong);
        }

        return rules.Wrong() is { } why ? throw new Refused(PrivacyTexts.All["RulesWrong", why]) : rules;
    }

    /// <summary>The rules as text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    private string? Wrong()
    {
        var rules = Children.Concat(Workers).ToList();
        return string.IsNullOrWhiteSpace(Source) ? PrivacyTexts.All["SourceNeeded"]
            : rules.Exists(rule => string.IsNullOrWhiteSpace(rule.Code) || string.IsNullOrWhiteSpace(rule.Title))
                || rules.DistinctBy(rule => rule.Code).Count() < rules.Count ? PrivacyTexts.All["RuleCode"]
            : rules.Find(rule => rule.Years is < 0 or > MostYears || rule.YearsAfterDeath is < 0 or > MostYears) is { } years ? PrivacyTexts.All["RuleYears", years.Code]
            : rules.Find(rule => !Enum.IsDefined(rule.From)) is { } from ? PrivacyTexts.All["RuleFrom", from.Code]
            : rules.SelectMany(rule => (rule.Where ?? []).Select(one => (rule.Code, one.Records))).FirstOrDefault(one => !Enum.TryParse<RecordKind>(one.Records, out _))
                is { Code: { } code, Records: { } records } ? PrivacyTexts.All["RuleRecords", code, records]
            : new[] { ("auditMonths", AuditMonths), ("problemMonths", ProblemMonths), ("jobMonths", JobMonths), ("sessionMonths", SessionMonths), ("accountMonths", AccountMonths) }
                .FirstOrDefault(one => one.Item2 is < 1 or > MostYears * 12) is { Item1: { } months } ? PrivacyTexts.All["RuleMonths", months]
            : null;
    }
}
