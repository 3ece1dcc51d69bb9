using System.CommandLine;
using Fairload.App.Privacy;

namespace Fairload.Cli.PrivacyCommands;

/// <summary><c>fairload erase child|worker ID</c>: erases one person; <c>erase readmit child|worker ID</c> lets them be known again.</summary>
internal static class EraseCommand
{
    public static Command Make()
    {
        var command = new Command("erase", CliTexts.Say("EraseAbout"));
        foreach (var kind in (string[])["child", "worker"])
        {
            command.Subcommands.Add(Person(kind));
        }

        command.Subcommands.Add(Readmit());
        return command;
    }

    private static Command Person(string kind)
    {
        var options = new PrivacyOptions();
        var command = new Command(kind, CliTexts.Say("EraseAbout")) { options.Id, options.By, options.Why };
        options.Common.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var (store, _, council) = await options.Open(parsed, cancel);
            var subject = kind == "child" ? App.Store.Tables.Subject.Child : App.Store.Tables.Subject.Worker;
            var erased = await new ErasePeople(store, TimeProvider.System).Run(
                council, subject, parsed.GetValue(options.Id)!, parsed.GetValue(options.By), parsed.GetValue(options.Why), Environment.UserName, cancel);
            Console.Out.WriteLine(CliTexts.Say("EraseDone", erased.Records, erased.Problems, erased.AuditEntries, erased.Kept));
            return PrivacyOptions.Ended(erased.IsSwept);
        });
        return command;
    }

    private static Command Readmit()
    {
        var options = new PrivacyOptions();
        var command = new Command("readmit", CliTexts.Say("ReadmitAbout")) { options.Person, options.Id, options.By, options.Why };
        options.Common.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var (store, _, council) = await options.Open(parsed, cancel);
            await new ErasePeople(store, TimeProvider.System).Readmit(
                council, options.SubjectOf(parsed), parsed.GetValue(options.Id)!, parsed.GetValue(options.By), parsed.GetValue(options.Why), Environment.UserName, cancel);
            Console.Out.WriteLine(CliTexts.Say("ReadmitDone"));
            return Exit.Done;
        });
        return command;
    }
}
