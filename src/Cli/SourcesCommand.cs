using System.CommandLine;
using System.Text.Json;
using Fairload.App;
using Fairload.App.Caseloads;
using Fairload.App.Workloads;
using Fairload.Core.Cases;
using Fairload.Web.Words;

namespace Fairload.Cli;

/// <summary><c>fairload sources</c>: which source gives which kind of record and which is counted; sets who leads for cases.</summary>
internal static class SourcesCommand
{
    /// <summary>The answer that the usual order stands.</summary>
    private const string Usual = "usual";

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static Command Make()
    {
        var common = new CommonOptions();
        var lead = new Option<string?>("--lead") { Description = CliTexts.Say("SourcesLead"), HelpName = "source|" + Usual };
        lead.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } word && word != Usual && SourceNames.Find(word) is null)
            {
                result.AddError(CliTexts.Say("SourcesUnknown", word, string.Join(", ", SourceNames.All)));
            }
        });
        var command = new Command("sources", CliTexts.Say("SourcesAbout")) { lead };
        common.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var store = await common.Open(parsed, toRead: true, cancel);
            var council = await new Workloads(new CaseloadCache(new CaseloadLoader(store)), store).Council(parsed.GetValue(common.Council), cancel);
            var there = await LoadedSources.Of(store, council.Id, cancel);
            if (parsed.GetValue(lead) is { } word)
            {
                var source = SourceNames.Find(word);
                if (source is { } one && !there.MayLead.Contains(one))
                {
                    throw new Refused(CliTexts.Say("SourcesNotThere", word, string.Join(", ", there.MayLead.Select(may => may.Name()))));
                }

                if (await new SetLead(store, TimeProvider.System).Run(council.Id, source, there.Chosen.Version, Environment.UserName, cancel) is not null)
                {
                    throw new Refused(CliTexts.Say("SourcesMeanwhile"));
                }

                there = await LoadedSources.Of(store, council.Id, cancel);
            }

            Write(there, common.FormatOf(parsed));
            return Exit.Done;
        });
        return command;
    }

    private static void Write(LoadedSources there, OutputFormat format)
    {
        // The words of the page, without a council's own: those stand in the settings of the service.
        var words = new RecordWords(new Text<RecordWords>(new PracticeTerms(new Dictionary<string, string>())));
        var rows = there.Kinds.Select(kind => (Records: words.Many(kind.Kind), Counted: Names(kind.Counted), Held: Names(kind.Held))).ToList();
        if (format == OutputFormat.Json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(
                new { Lead = there.Chosen.Source?.Name() ?? Usual, Kinds = rows.Select(row => new { row.Records, row.Counted, row.Held }) }, Json));
            return;
        }

        Rows.Write(
            format, ["records", "counted", "kept, not counted"],
            rows.Select(row => (IReadOnlyList<object?>)[row.Records, string.Join(CliTexts.Say("SourcesThen"), row.Counted), string.Join(", ", row.Held)]));
        if (format == OutputFormat.Table)
        {
            Console.Out.WriteLine(there.Chosen.Source is { } chosen
                ? CliTexts.Say("SourcesChosen", chosen.Name()) : CliTexts.Say("SourcesUsual", string.Join(", ", Names(there.InUsualOrder))));
        }
    }

    private static string[] Names(IEnumerable<Source> sources) => [.. sources.Select(source => source.Name())];
}
