using System.CommandLine;
using Fairload.App;
using Fairload.App.Imports.Plain;

namespace Fairload.Cli;

/// <summary><c>fairload template KIND</c>: writes the header of a plain file to fill in.</summary>
internal static class TemplateCommand
{
    public static Command Make()
    {
        var kind = new Argument<string>("KIND") { Description = CliTexts.Say("TemplateKind", Kinds) };
        var command = new Command("template", CliTexts.Say("TemplateAbout")) { kind };
        command.SetAction(parsed =>
        {
            var template = Templates.Find(parsed.GetValue(kind)!) ?? throw new Refused(CliTexts.Say("TemplateUnknown", parsed.GetValue(kind)!, Kinds));
            Console.Out.Write(template.Csv);
            return Exit.Done;
        });
        return command;
    }

    private static string Kinds => string.Join(", ", Templates.All.Select(template => template.Kind));
}
