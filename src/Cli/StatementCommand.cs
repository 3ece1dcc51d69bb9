using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fairload.App;
using Fairload.App.Caseloads;
using Fairload.App.Schemes;
using Fairload.App.Workloads;
using Fairload.Core.Workload;

namespace Fairload.Cli;

/// <summary><c>fairload statement</c>: the workload statements.</summary>
internal static class StatementCommand
{
    public static Command Make()
    {
        var common = new CommonOptions();
        var team = new Option<string?>("--team") { Description = CliTexts.Say("StatementTeam") };
        var worker = new Option<string?>("--worker") { Description = CliTexts.Say("StatementWorker") };
        var scheme = new Option<string?>("--scheme") { Description = CliTexts.Say("StatementScheme") };
        var noLines = new Option<bool>("--no-lines") { Description = CliTexts.Say("StatementNoLines") };
        var command = new Command("statement", CliTexts.Say("StatementAbout")) { team, worker, scheme, noLines };
        common.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var store = await common.Open(parsed, toRead: true, cancel);
            var workloads = new Workloads(new CaseloadCache(new CaseloadLoader(store)), store);
            var council = await workloads.Council(parsed.GetValue(common.Council), cancel);
            var chosenScheme = parsed.GetValue(scheme) is { } file
                ? SchemeShelf.Shipped.Find(file) ?? SchemeShelf.Read(file)
                : await workloads.SchemeOf(council, cancel);
            var day = await workloads.Day(council, parsed.GetValue(common.AsAt), chosenScheme, cancel);
            foreach (var fact in chosenScheme.FactsNobodyGives(day.Cases.Caseload))
            {
                Console.Error.WriteLine(CliTexts.Say("FactNobodyGives", fact));
            }

            var chosen = Chosen(day, parsed.GetValue(team), parsed.GetValue(worker));
            Write(day, chosen, common.FormatOf(parsed), !parsed.GetValue(noLines));
            return Exit.Done;
        });
        return command;
    }

    private static IReadOnlyList<WorkloadStatement> Chosen(WorkloadDay day, string? team, string? worker)
    {
        var caseload = day.Cases.Caseload;
        IEnumerable<WorkloadStatement> chosen = day.Statements;
        if (team is not null)
        {
            chosen = day.StatementsIn(caseload.FindTeam(team) ?? throw new Refused(CliTexts.Say("NoTeam", team)));
        }

        if (worker is not null)
        {
            var place = caseload.FindWorker(worker) ?? throw new Refused(CliTexts.Say("NoWorker", worker));
            chosen = chosen.Where(statement => statement.Worker == place);
        }

        return [.. chosen];
    }

    private static void Write(WorkloadDay day, IReadOnlyList<WorkloadStatement> chosen, OutputFormat format, bool withLines)
    {
        if (format == OutputFormat.Json)
        {
            var sustained = day.Scheme.Exceptions.SustainedDays is { } days
                ? WorkloadHistory.Of(day.Cases.Caseload, day.Scheme, day.Day, days)
                : null;
            using var stream = Console.OpenStandardOutput();
            using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                StatementJson.Write(writer, day, chosen, worker => sustained?.IsSustained(worker, sustained.Days) ?? false, withLines);
            }

            stream.WriteByte((byte)'\n');
            return;
        }

        Rows.Write(
            format,
            ["id", "name", "team", "fte", "band", "cases", "active", "awaiting closure", "co-worked", "families", "points", "workload", "capacity", "workload %", "cases per FTE", "exception"],
            chosen.Select(statement => (IReadOnlyList<object?>)
            [
                statement.Person.Id, statement.Person.Name,
                statement.Standing.Team is var team and >= 0 ? day.Cases.Caseload.Teams[team].Name : null,
                statement.Fte, statement.Standing.Band, statement.Cases, statement.ActiveCases, statement.AwaitingClosure,
                statement.CoWorked, statement.Families, statement.CasePoints.Number, statement.Workload.Number, statement.Capacity?.Number,
                Rounded(statement.Percent, 1), Rounded(statement.CasesPerFte, 2), StatementJson.Word(statement.Exception),
            ]));
        if (format == OutputFormat.Table)
        {
            Console.Out.WriteLine(CliTexts.Say("StatementTotals", day.Day, day.Totals.Workers, day.Totals.Cases, day.Totals.Children,
                Rounded(day.Totals.Percent, 1), day.Unallocated, day.Scheme.Title));
        }
    }

    private static decimal? Rounded(decimal? number, int decimals) =>
        number is { } some ? Math.Round(some, decimals, MidpointRounding.AwayFromZero) : null;
}
