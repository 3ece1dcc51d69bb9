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
    private static readonly DateOnly Earliest = new(1900, 1, 1);

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
            if (parsed.GetValue(common.AsAt) is { } asAt)
            {
                CheckDay(asAt);
            }

            var chosenScheme = parsed.GetValue(scheme) is { } file
                ? SchemeShelf.Shipped.Find(file) ?? SchemeShelf.Read(file)
                : await workloads.SchemeOf(council, cancel);
            var day = await workloads.Day(council, parsed.GetValue(common.AsAt), chosenScheme, cancel);
            if (day.Cases.Caseload.ExtractDate is { } end && day.Day > end)
            {
                Console.Error.WriteLine(CliTexts.Say("AfterExtract", end));
            }

            foreach (var fact in chosenScheme.FactsNobodyGives(day.Cases.Caseload))
            {
                Console.Error.WriteLine(CliTexts.Say("FactNobodyGives", fact));
            }

            var chosen = Chosen(day, parsed.GetValue(team), parsed.GetValue(worker));
            var isAll = parsed.GetValue(team) is null && parsed.GetValue(worker) is null;
            Write(day, chosen, isAll, common.FormatOf(parsed), !parsed.GetValue(noLines));
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

    private static void Write(WorkloadDay day, IReadOnlyList<WorkloadStatement> chosen, bool isAll, OutputFormat format, bool withLines)
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

        if (format == OutputFormat.Csv)
        {
            Rows.Write(
                format,
                ["id", "name", "team", "fte", "band", "cases", "active", "awaiting closure", "co-worked", "families", "points", "workload", "capacity", "workload %", "cases per FTE", "exception"],
                chosen.Select(statement => (IReadOnlyList<object?>)
                [
                    statement.Person.Id, statement.Person.Name, TeamOf(day, statement),
                    statement.Fte, statement.Standing.Band, statement.Cases, statement.ActiveCases, statement.AwaitingClosure,
                    statement.CoWorked, statement.Families, statement.CasePoints.Number, statement.Workload.Number, statement.Capacity?.Number,
                    Rounded(statement.Percent, 1), Rounded(statement.CasesPerFte, 2), StatementJson.Word(statement.Exception),
                ]));
            return;
        }

        // What fits a screen of eighty columns; the rest is in the other formats.
        Rows.Write(
            format,
            ["name", "team", "FTE", "cases", "workload\n%", "cases\nper FTE", "exception"],
            chosen.Select(statement => (IReadOnlyList<object?>)
            [
                statement.Person.Name ?? statement.Person.Id, TeamOf(day, statement), statement.Fte, statement.Cases,
                Rounded(statement.Percent, 1), Rounded(statement.CasesPerFte, 2), StatementJson.Word(statement.Exception),
            ]));
        var totals = isAll ? day.Totals : day.TotalsOf(chosen);
        var percent = totals.Percent is { } share ? CliTexts.Say("StatementPercent", Rounded(share, 1)) : CliTexts.Say("StatementNoPercent");
        // Children whom nobody holds are no team's, so only the whole council's line counts them.
        Console.Out.WriteLine(isAll
            ? CliTexts.Say("StatementTotals", day.Day, totals.Workers, totals.Cases, totals.Children, percent, day.Unallocated, day.Scheme.Title)
            : CliTexts.Say("StatementPartTotals", day.Day, totals.Workers, totals.Cases, totals.Children, percent, day.Scheme.Title));
    }

    private static string? TeamOf(WorkloadDay day, WorkloadStatement statement) =>
        statement.Standing.Team is var team and >= 0 ? day.Cases.Caseload.Teams[team].Name : null;

    /// <summary>Refuses a day that nothing can be known of.</summary>
    private static void CheckDay(DateOnly day)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(
            TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/London")).DateTime);
        if (day > today)
        {
            throw new Refused(CliTexts.Say("FutureDay", day, today));
        }

        if (day < Earliest)
        {
            throw new Refused(CliTexts.Say("AncientDay", day, Earliest));
        }
    }

    private static decimal? Rounded(decimal? number, int decimals) =>
        number is { } some ? Math.Round(some, decimals, MidpointRounding.AwayFromZero) : null;
}
