using System.CommandLine;
using Fairload.App.Privacy;

namespace Fairload.Cli.PrivacyCommands;

/// <summary><c>fairload hold</c>: <c>place child|worker|all [ID]</c>, <c>end NUMBER</c>, <c>list</c>: legal holds.</summary>
internal static class HoldCommand
{
    public static Command Make() => new("hold", CliTexts.Say("HoldAbout")) { Place(), End(), List() };

    private static Command Place()
    {
        var options = new PrivacyOptions();
        var whom = new Argument<string>("KIND") { Description = CliTexts.Say("HoldKind"), HelpName = "child|worker|all" };
        whom.AcceptOnlyFromAmong("child", "worker", "all");
        var id = new Argument<string?>("ID") { Description = CliTexts.Say("PrivacyId"), Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("place", CliTexts.Say("HoldPlaceAbout")) { whom, id, options.By, options.Why };
        options.Common.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var (store, _, council) = await options.Open(parsed, cancel);
            App.Store.Tables.Subject? subject = parsed.GetValue(whom) switch
            {
                "child" => App.Store.Tables.Subject.Child,
                "worker" => App.Store.Tables.Subject.Worker,
                _ => null,
            };
            var number = await new Holds(store, TimeProvider.System).Place(
                council, subject, parsed.GetValue(id), parsed.GetValue(options.By), parsed.GetValue(options.Why), Environment.UserName, cancel);
            Console.Out.WriteLine(CliTexts.Say("HoldPlaced", number));
            return Exit.Done;
        });
        return command;
    }

    private static Command End()
    {
        var options = new PrivacyOptions();
        var number = new Argument<int>("NUMBER") { Description = CliTexts.Say("HoldNumber") };
        var command = new Command("end", CliTexts.Say("HoldEndAbout")) { number, options.By, options.Why };
        options.Common.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var (store, _, council) = await options.Open(parsed, cancel);
            await new Holds(store, TimeProvider.System).End(
                council, parsed.GetValue(number), parsed.GetValue(options.By), parsed.GetValue(options.Why), Environment.UserName, cancel);
            Console.Out.WriteLine(CliTexts.Say("HoldEnded", parsed.GetValue(number)));
            return Exit.Done;
        });
        return command;
    }

    private static Command List()
    {
        var options = new PrivacyOptions();
        var command = new Command("list", CliTexts.Say("HoldListAbout"));
        options.Common.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var (store, _, council) = await options.Open(parsed, cancel);
            var holds = await new Holds(store, TimeProvider.System).Of(council, ended: true, cancel);
            Rows.Write(
                options.Common.FormatOf(parsed) == OutputFormat.Table ? OutputFormat.Table : OutputFormat.Csv,
                ["number", "kind", "id", "decided by", "reason", "since", "ended"],
                holds.Select(one => (IReadOnlyList<object?>)
                [
                    one.Hold.Id, one.Hold.Subject is { } subject ? KnownPerson.KindOf(subject) : "all", one.Person, one.Hold.By, one.Hold.Reason,
                    DateOnly.FromDateTime(one.Hold.Since), one.Hold.Ended is { } ended ? DateOnly.FromDateTime(ended) : null,
                ]));
            return Exit.Done;
        });
        return command;
    }
}
