using System.CommandLine;
using Fairload.App.Privacy;

namespace Fairload.Cli.PrivacyCommands;

/// <summary><c>fairload copy --pseudonymised FILE.db</c>: a copy for training, with the same figures and nobody's ids.</summary>
internal static class CopyCommand
{
    public static Command Make()
    {
        var options = new PrivacyOptions();
        var file = new Option<string>("--pseudonymised") { Description = CliTexts.Say("CopyFile"), HelpName = "FILE.db", Required = true };
        var command = new Command("copy", CliTexts.Say("CopyAbout")) { file };
        options.Common.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var (store, workloads, council) = await options.Open(parsed, cancel);
            var made = await new PseudonymisedCopy(store, workloads, TimeProvider.System).Run(council, parsed.GetValue(file)!, Environment.UserName, cancel);
            Console.Out.WriteLine(CliTexts.Say("CopyDone", made.File, made.Children, made.Workers, made.Records));
            return Exit.Done;
        });
        return command;
    }
}
