using System.Buffers;
using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fairload.App.Labels;
using Fairload.Web.Tables;

namespace Fairload.Cli;

/// <summary><c>fairload labels</c>: what councils' own words for Annex A mean. Its answer is rows, so it is CSV unless another format is asked for.</summary>
internal static class LabelsCommand
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What a spreadsheet needs to run something, and what a field of CSV must be quoted for.</summary>
    private static readonly SearchValues<char> NotPlain = SearchValues.Create("(|!,\"\r\n'");

    public static Command Make()
    {
        var common = new CommonOptions();
        var file = new Argument<string>("FILE") { Description = CliTexts.Say("LabelsFile") };
        var command = new Command("labels", CliTexts.Say("LabelsAbout")) { file };
        common.AddTo(command);
        command.SetAction((parsed, cancel) =>
        {
            Write(LabelFile.Read(parsed.GetRequiredValue(file), ShippedLabels.Normaliser, cancel), parsed.GetValue(common.Format) ?? OutputFormat.Csv);
            return Task.FromResult(Exit.Done);
        });
        return command;
    }

    private static void Write(LabelFile labels, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Json:
                Console.Out.WriteLine(JsonSerializer.Serialize(
                    labels.Rows.Select(row => labels.Columns.Zip(row).DistinctBy(one => one.First).ToDictionary(one => one.First, one => one.Second)), Json));
                break;
            case OutputFormat.Csv:
                foreach (var row in labels.Rows.Prepend(labels.Columns))
                {
                    Console.Out.Write(string.Join(',', row.Select(Field)) + "\r\n");
                }

                break;
            default:
                Rows.Write(format, labels.Columns, labels.Rows);
                break;
        }
    }

    /// <summary>
    /// The value as the file had it. Where a spreadsheet would run it, an apostrophe comes before it; "- Unknown" runs nothing
    /// and stays as it is, so that the rows are found again.
    /// </summary>
    private static string Field(string value) =>
        value.Length > 1 && value[0] is ('-' or '+') && value[1] == ' ' && !value.AsSpan().ContainsAny(NotPlain) ? value : CsvResult.Field(value);
}
