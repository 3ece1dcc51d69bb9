using System.CommandLine;
using Fairload.App;
using Fairload.App.Privacy;

namespace Fairload.Cli.PrivacyCommands;

/// <summary><c>fairload retention</c>: erases what the council's rules make due; <c>--dry-run</c> only says it; <c>--rules FILE</c> sets them.</summary>
internal static class RetentionCommand
{
    public static Command Make()
    {
        var options = new PrivacyOptions();
        var dryRun = new Option<bool>("--dry-run") { Description = CliTexts.Say("RetentionDryRun") };
        var rules = new Option<string?>("--rules") { Description = CliTexts.Say("RetentionRules") };
        var expect = new Option<long?>("--expect") { Description = CliTexts.Say("RetentionExpect") };
        var command = new Command("retention", CliTexts.Say("RetentionAbout")) { dryRun, rules, expect, options.By };
        options.Common.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var (store, _, council) = await options.Open(parsed, cancel);
            var retention = new Retention(store, TimeProvider.System);
            if (parsed.GetValue(rules) is { } file)
            {
                // New rules are looked at before they erase anything.
                await retention.SetRules(council, Text(file), Environment.UserName, cancel);
                Write(await retention.Plan(council, cancel), options.Common.FormatOf(parsed), "RetentionSet");
                return Exit.Done;
            }

            if (parsed.GetValue(dryRun))
            {
                Write(await retention.Plan(council, cancel), options.Common.FormatOf(parsed), "RetentionWould");
                return Exit.Done;
            }

            var (done, swept) = await retention.Run(council, parsed.GetValue(expect), parsed.GetValue(options.By) ?? Environment.UserName, Environment.UserName, cancel);
            Write(done, options.Common.FormatOf(parsed), "RetentionDone");
            return PrivacyOptions.Ended(swept);
        });
        return command;
    }

    private static string Text(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Refused(CliTexts.Say("RetentionNoFile", file), e);
        }
    }

    private static void Write(RetentionPlan plan, OutputFormat format, string said)
    {
        Rows.Write(
            format == OutputFormat.Table ? OutputFormat.Table : OutputFormat.Csv,
            ["rule", "due", "held", "oldest", "newest"],
            plan.Lines.Select(line => (IReadOnlyList<object?>)[line.Code, line.Due, line.Held, line.Oldest, line.Newest]));
        Console.Error.WriteLine(CliTexts.Say(said, plan.Due, plan.Undated));
    }
}
