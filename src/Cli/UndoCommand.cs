using System.CommandLine;
using System.Text.Json;
using Fairload.App.Caseloads;
using Fairload.App.Imports;
using Fairload.App.Workloads;

namespace Fairload.Cli;

/// <summary><c>fairload undo</c>: undoes the latest import of a council.</summary>
internal static class UndoCommand
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static Command Make()
    {
        var common = new CommonOptions();
        var import = new Option<int?>("--import") { Description = CliTexts.Say("UndoImport"), HelpName = "number" };
        var dryRun = new Option<bool>("--dry-run") { Description = CliTexts.Say("ImportDryRun") };
        var command = new Command("undo", CliTexts.Say("UndoAbout")) { import, dryRun };
        common.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var store = await common.Open(parsed, toRead: true, cancel);
            var council = await new Workloads(new CaseloadCache(new CaseloadLoader(store)), store).Council(parsed.GetValue(common.Council), cancel);
            var undone = await new UndoImport(store, TimeProvider.System)
                .Run(council, parsed.GetValue(import), Environment.UserName, parsed.GetValue(dryRun), cancel);
            Console.Out.WriteLine(common.FormatOf(parsed) == OutputFormat.Json
                ? JsonSerializer.Serialize(undone, Json)
                : CliTexts.Say(undone.Done ? "UndoDone" : "UndoTried", undone.Import, undone.When, undone.Who, undone.Removed, undone.Restored));
            return Exit.Done;
        });
        return command;
    }
}
