using System.CommandLine;
using Fairload.App.Imports;
using Fairload.Core.Cases;

namespace Fairload.Cli;

/// <summary><c>fairload import PATH…</c>: loads files, folders and zips, all or nothing.</summary>
internal static class ImportCommand
{
    /// <summary>More would push the table of files off the screen; <c>--problems</c> writes them all.</summary>
    private const int MostShown = 20;

    public static Command Make()
    {
        var common = new CommonOptions();
        var paths = new Argument<string[]>("PATH") { Description = CliTexts.Say("ImportPath"), Arity = ArgumentArity.OneOrMore };
        var kind = new Option<string?>("--kind") { Description = CliTexts.Say("ImportKind") };
        var date = CommonOptions.DateOption("--extract-date", "ImportDate");
        var window = new Option<(DateOnly From, DateOnly Until)?>("--window")
        {
            Description = CliTexts.Say("ImportWindow"),
            Arity = new ArgumentArity(2, 2),
            AllowMultipleArgumentsPerToken = true,
            CustomParser = result =>
                CommonOptions.ParseDate(result, result.Tokens[0].Value) is { } from
                && CommonOptions.ParseDate(result, result.Tokens[1].Value) is { } until
                    ? (from, until)
                    : null,
        };
        kind.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } word && SourceNames.Find(word) is null)
            {
                result.AddError(CliTexts.Say("ImportKindUnknown", word, string.Join(", ", SourceNames.All)));
            }
        });
        window.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<(DateOnly From, DateOnly Until)?>() is { } days && days.Until <= days.From)
            {
                result.AddError(CliTexts.Say("ImportWindowEmpty"));
            }
        });
        var dryRun = new Option<bool>("--dry-run") { Description = CliTexts.Say("ImportDryRun") };
        var problems = new Option<string?>("--problems") { Description = CliTexts.Say("ImportProblems") };
        var command = new Command("import", CliTexts.Say("ImportAbout")) { paths, kind, date, window, dryRun, problems };
        common.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var store = await common.Open(parsed, toRead: false, cancel);
            using var progress = new ProgressLine<ImportProgress>(at => CliTexts.Say("ImportAt", at.File, at.Rows, (int)(at.Share * 100)));
            var report = await new ImportFiles(store, TimeProvider.System).Run(
                new ImportRequest(parsed.GetValue(paths)!)
                {
                    Kind = parsed.GetValue(kind),
                    ExtractDate = parsed.GetValue(date),
                    Window = parsed.GetValue(window),
                    DryRun = parsed.GetValue(dryRun),
                    Council = parsed.GetValue(common.Council),
                    Who = Environment.UserName,
                    ProblemsFile = parsed.GetValue(problems),
                },
                progress,
                cancel);
            progress.Dispose();
            Write(report, common.FormatOf(parsed));
            return Exit.Done;
        });
        return command;
    }

    private static void Write(ImportReport report, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            Console.Out.WriteLine(report.ToJson());
            return;
        }

        Rows.Write(
            format,
            ["file", "table", "rows", "added", "changed", "unchanged", "withdrawn", "rejected"],
            report.Files.Select(file => (IReadOnlyList<object?>)
                [file.File, file.Table, file.Rows, file.Added, file.Changed, file.Unchanged, file.Withdrawn, file.Rejected]));
        if (format == OutputFormat.Table)
        {
            foreach (var problem in report.Problems.Take(MostShown))
            {
                Console.Out.WriteLine(CliTexts.Say("ImportProblem", problem.Where, problem.Message));
            }

            if (report.ProblemCount > MostShown)
            {
                Console.Out.WriteLine(CliTexts.Say("ImportMore", MostShown, report.ProblemCount));
            }

            Console.Out.WriteLine(CliTexts.Say(report.Applied ? "ImportDone" : "ImportTried", report.Council, report.ExtractDate, report.ProblemCount));
        }
    }
}
