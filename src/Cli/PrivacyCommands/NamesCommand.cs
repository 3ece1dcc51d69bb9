using System.CommandLine;
using Fairload.App.Privacy;

namespace Fairload.Cli.PrivacyCommands;

/// <summary><c>fairload privacy</c>: <c>names full|initials</c> says how workers' names are kept; <c>sweep</c> makes the store forget deleted bytes.</summary>
internal static class NamesCommand
{
    public static Command Make() => new("privacy", CliTexts.Say("PrivacyAbout")) { Names(), Sweeps() };

    private static Command Names()
    {
        var options = new PrivacyOptions();
        var way = new Argument<string>("WAY") { Description = CliTexts.Say("PrivacyNamesWay"), HelpName = "full|initials" };
        way.AcceptOnlyFromAmong("full", "initials");
        var command = new Command("names", CliTexts.Say("PrivacyNamesAbout")) { way };
        options.Common.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var (store, _, council) = await options.Open(parsed, cancel);
            var (rewritten, swept) = await new KeepNames(store, TimeProvider.System).Run(council, KeepNames.Read(parsed.GetValue(way)), Environment.UserName, cancel);
            Console.Out.WriteLine(CliTexts.Say("PrivacyNamesDone", parsed.GetValue(way), rewritten));
            return PrivacyOptions.Ended(swept);
        });
        return command;
    }

    private static Command Sweeps()
    {
        var options = new PrivacyOptions();
        var command = new Command("sweep", CliTexts.Say("PrivacySweepAbout"));
        options.Common.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
            PrivacyOptions.Ended(await Sweep.Run(await options.Common.Open(parsed, toRead: true, cancel), cancel)));
        return command;
    }
}
