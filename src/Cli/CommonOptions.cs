using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Fairload.App.Accounts;
using Fairload.App.Store;

namespace Fairload.Cli;

/// <summary>How a command writes its answer.</summary>
internal enum OutputFormat
{
    Table,
    Json,
    Csv,
}

/// <summary>The options that every command takes (contracts, section 5).</summary>
internal sealed class CommonOptions
{
    public Option<string?> Store { get; } = new("--store") { Description = CliTexts.Say("OptionStore") };

    public Option<string?> Council { get; } = new("--council")
    {
        Description = CliTexts.Say("OptionCouncil"),
        CustomParser = result =>
        {
            if (string.IsNullOrWhiteSpace(result.Tokens[0].Value))
            {
                result.AddError(CliTexts.Say("CouncilMissing"));
            }

            return result.Tokens[0].Value.Trim();
        },
    };

    public Option<OutputFormat?> Format { get; } = new("--format")
    {
        Description = CliTexts.Say("OptionFormat"),
        HelpName = "table|json|csv",
        CustomParser = ParseFormat,
    };

    public Option<DateOnly?> AsAt { get; } = DateOption("--as-at", "OptionAsAt");

    /// <summary>An option that takes an ISO date.</summary>
    public static Option<DateOnly?> DateOption(string name, string description) => new(name)
    {
        Description = CliTexts.Say(description),
        CustomParser = result => ParseDate(result, result.Tokens[0].Value),
    };

    /// <summary>The option that names a file of refused passwords.</summary>
    public static Option<string?> BlockedPasswordsOption() => new("--blocked-passwords") { Description = CliTexts.Say("BlockedPasswords"), HelpName = "file" };

    /// <summary>What a sign-in must be, with the file of refused passwords where one was named; refuses one that cannot be read.</summary>
    public static SignInRules Rules(string? blockedPasswords)
    {
        var rules = new SignInRules { BlockedPasswordsFile = blockedPasswords };
        new Passwords(rules).ReadBlocked();
        return rules;
    }

    /// <summary>A date as a person typed it; adds the error to the result when it is none.</summary>
    public static DateOnly? ParseDate(SymbolResult result, string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        result.AddError(CliTexts.Say("NotADate", text));
        return null;
    }

    private static OutputFormat? ParseFormat(ArgumentResult result)
    {
        switch (result.Tokens[0].Value.ToUpperInvariant())
        {
            case "TABLE": return OutputFormat.Table;
            case "JSON": return OutputFormat.Json;
            case "CSV": return OutputFormat.Csv;
            default:
                result.AddError(CliTexts.Say("NotAFormat"));
                return null;
        }
    }

    public void AddTo(Command command)
    {
        command.Options.Add(Store);
        command.Options.Add(Council);
        command.Options.Add(Format);
        command.Options.Add(AsAt);
    }

    /// <summary>The store named, or <c>fairload.db</c> in the data folder.</summary>
    public string StoreName(ParseResult parsed) => parsed.GetValue(Store) ?? Path.Combine(DataFolder, "fairload.db");

    /// <summary>Where Fairload keeps its own files: <c>FAIRLOAD_DATA</c>, else <c>data</c> in the current folder.</summary>
    public static string DataFolder => Environment.GetEnvironmentVariable("FAIRLOAD_DATA") is { Length: > 0 } folder ? folder : "data";

    /// <summary>Opens the store; a command that only reads refuses a store that is not there rather than make an empty one.</summary>
    public Task<DataStore> Open(ParseResult parsed, bool toRead, CancellationToken cancel) =>
        DataStore.Open(StoreName(parsed), create: !toRead, cancel: cancel);

    /// <summary>The format asked for, else a table on a terminal and JSON elsewhere.</summary>
    public OutputFormat FormatOf(ParseResult parsed) =>
        parsed.GetValue(Format) ?? (Console.IsOutputRedirected ? OutputFormat.Json : OutputFormat.Table);
}
