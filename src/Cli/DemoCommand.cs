using System.CommandLine;
using System.Globalization;
using Fairload.App;
using Fairload.App.Demo;

namespace Fairload.Cli;

/// <summary><c>fairload demo DIR</c>: writes the synthetic council's files.</summary>
internal static class DemoCommand
{
    public static Command Make()
    {
        var folder = new Argument<string>("DIR") { Description = CliTexts.Say("DemoDir") };
        var scale = new Option<int>("--scale")
        {
            Description = CliTexts.Say("DemoScale"),
            DefaultValueFactory = _ => 1,
            CustomParser = result =>
            {
                if (!int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var councils) || councils is < 1 or > 200)
                {
                    result.AddError(CliTexts.Say("DemoScaleRange"));
                }

                return councils;
            },
        };
        var seed = new Option<int>("--seed") { Description = CliTexts.Say("DemoSeed"), DefaultValueFactory = _ => 1 };
        var command = new Command("demo", CliTexts.Say("DemoAbout")) { folder, scale, seed };
        command.SetAction((parsed, cancel) =>
        {
            var to = parsed.GetValue(folder)!;
            try
            {
                SyntheticCouncil.Write(to, parsed.GetValue(scale), parsed.GetValue(seed), cancel: cancel);
            }
            catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
            {
                throw new Refused(CliTexts.Say("DemoNoFolder", to), trouble);
            }

            Console.Out.WriteLine(CliTexts.Say("DemoDone", to));
            return Task.FromResult(Exit.Done);
        });
        return command;
    }
}
