using System.CommandLine;
using Fairload.App;
using Fairload.Web;

namespace Fairload.Cli;

/// <summary><c>fairload serve</c>: the web service.</summary>
internal static class ServeCommand
{
    public static Command Make()
    {
        var common = new CommonOptions();
        var demo = new Option<bool>("--demo") { Description = CliTexts.Say("ServeDemo") };
        var urls = new Option<string>("--urls") { Description = CliTexts.Say("ServeUrls"), DefaultValueFactory = _ => "http://localhost:5080" };
        var command = new Command("serve", CliTexts.Say("ServeAbout")) { demo, urls };
        common.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var store = await common.Open(parsed, toRead: false, cancel);
            var web = WebHost.Build(
                new WebOptions
                {
                    Store = store,
                    Demo = parsed.GetValue(demo),
                    Urls = parsed.GetValue(urls),
                    DataFolder = CommonOptions.DataFolder,
                },
                []);
            try
            {
                await web.StartAsync(cancel);
            }
            catch (IOException taken)
            {
                throw new Refused(CliTexts.Say("ServeTaken", parsed.GetValue(urls)), taken);
            }

            Console.Out.WriteLine(CliTexts.Say("ServeAt", string.Join(" ", web.Urls)));
            await web.WaitForShutdownAsync(cancel);
            return Exit.Done;
        });
        return command;
    }
}
