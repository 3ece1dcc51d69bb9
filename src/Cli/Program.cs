using System.CommandLine;
using System.Text;
using Fairload.App;
using Fairload.Cli;
using Fairload.Cli.PrivacyCommands;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var root = new RootCommand(CliTexts.Say("About"))
{
    ImportCommand.Make(),
    UndoCommand.Make(),
    SourcesCommand.Make(),
    TemplateCommand.Make(),
    StatementCommand.Make(),
    LabelsCommand.Make(),
    DemoCommand.Make(),
    ServeCommand.Make(),
    VerifyCommand.Make(),
    UserCommand.Make(),
    NamesCommand.Make(),
    RetentionCommand.Make(),
    HoldCommand.Make(),
    EraseCommand.Make(),
    SubjectAccessCommand.Make(),
    CopyCommand.Make(),
};

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        Console.Error.WriteLine(error.Message);
    }

    Console.Error.WriteLine(CliTexts.Say("SeeHelp"));
    return Exit.WrongUsage;
}

// One sentence for the person; the exception's own text and trace help nobody at a council.
try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Refused refused)
{
    Console.Error.WriteLine(refused.Message);
    return Exit.Refused;
}
catch (Exception fault) when (fault is not OperationCanceledException && Environment.GetEnvironmentVariable("FAIRLOAD_TRACE") is null)
{
    Console.Error.WriteLine(CliTexts.Say("Fault", fault.GetType().Name));
    return Exit.Refused;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine(CliTexts.Say("Cancelled"));
    return Exit.Refused;
}
