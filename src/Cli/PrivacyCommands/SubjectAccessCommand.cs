using System.CommandLine;
using Fairload.App.Privacy;

namespace Fairload.Cli.PrivacyCommands;

/// <summary><c>fairload subject-access child|worker ID --out FILE.json</c>: everything held about one person, and a page to read beside it.</summary>
internal static class SubjectAccessCommand
{
    public static Command Make()
    {
        var options = new PrivacyOptions();
        var output = new Option<string>("--out") { Description = CliTexts.Say("SubjectAccessOut"), Required = true };
        var command = new Command("subject-access", CliTexts.Say("SubjectAccessAbout")) { options.Person, options.Id, output, options.Why };
        options.Common.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var (store, workloads, council) = await options.Open(parsed, cancel);
            var file = await new SubjectAccess(store, workloads, TimeProvider.System).Run(
                council, options.SubjectOf(parsed), parsed.GetValue(options.Id)!, parsed.GetValue(options.Why), Environment.UserName, cancel);
            var page = SubjectAccess.Write(file, parsed.GetValue(output)!);
            Console.Out.WriteLine(CliTexts.Say("SubjectAccessDone", parsed.GetValue(output), page, file.Records.Count));
            Console.Error.WriteLine(file.Note);
            return Exit.Done;
        });
        return command;
    }
}
