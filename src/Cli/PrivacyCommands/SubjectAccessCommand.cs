using System.CommandLine;
using Fairload.App.Privacy;
using Fairload.App.Store.Tables;

namespace Fairload.Cli.PrivacyCommands;

/// <summary><c>fairload subject-access child|worker|household ID --out FILE.json</c>: everything held about one person or carer household, and a page to read beside it.</summary>
internal static class SubjectAccessCommand
{
    public static Command Make()
    {
        var options = new PrivacyOptions();
        var kind = new Argument<string>("KIND") { Description = CliTexts.Say("SubjectAccessKind"), HelpName = "child|worker|household" };
        kind.AcceptOnlyFromAmong("child", "worker", "household");
        var output = new Option<string>("--out") { Description = CliTexts.Say("SubjectAccessOut"), Required = true };
        var command = new Command("subject-access", CliTexts.Say("SubjectAccessAbout")) { kind, options.Id, output, options.Why };
        options.Common.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var (store, workloads, council) = await options.Open(parsed, cancel);
            var (access, id, why) = (new SubjectAccess(store, workloads, TimeProvider.System), parsed.GetValue(options.Id)!, parsed.GetValue(options.Why));
            var file = await (parsed.GetValue(kind) switch
            {
                "household" => access.RunHousehold(council, id, why, Environment.UserName, cancel),
                "child" => access.Run(council, Subject.Child, id, why, Environment.UserName, cancel),
                _ => access.Run(council, Subject.Worker, id, why, Environment.UserName, cancel),
            });
            var page = SubjectAccess.Write(file, parsed.GetValue(output)!);
            Console.Out.WriteLine(CliTexts.Say("SubjectAccessDone", parsed.GetValue(output), page, file.Records.Count));
            Console.Error.WriteLine(file.Note);
            return Exit.Done;
        });
        return command;
    }
}
