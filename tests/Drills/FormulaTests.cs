using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Fairload.Web.Tables;

namespace Fairload.Drills;

/// <summary>
/// What Fairload writes as CSV is opened by a real spreadsheet, LibreOffice: of ten thousand texts made to run there, none is a formula, and numbers below
/// zero are numbers still.
/// </summary>
public sealed partial class FormulaTests : IDisposable
{
    private const int Texts = 10_000;
    private const int Seed = 20261122;

    private static readonly string[] Before = ["", "", "", " ", "\t", "\n", "\r\n", "\u00a0", "\ufeff", "\u200b", "\u3000", "'", "\"", "\"\"", ",", ";"];
    private static readonly string[] Signs = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "=-", "-=", "+=", "@="];
    private static readonly string[] Tails =
    [
        "1+1", "SUM(A1:A9)", "HYPERLINK(\"http://127.0.0.1/\",\"Open\")", "cmd|' /C calc'!A0", "DDE(\"a\";\"b\";\"c\")", "WEBSERVICE(\"http://127.0.0.1/\")",
        "A1", "2", "IF(1;2;3)", "\"a\"&\"b\"", "[a]b!c", "1,2", "'a'!B2", "NOW()", "{1;2}",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("fairload-formulas-").FullName;

    /// <summary>How a file of ours is opened: commas, UTF-8, and a text that starts with an equals sign becomes what it says.</summary>
    private const string AsCsv = "--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,0,true";

    [LongFact]
    public async Task A_spreadsheet_runs_nothing_of_what_is_written_and_keeps_numbers()
    {
        var random = new Random(Seed);
        var texts = Enumerable.Range(0, Texts).Select(_ => Pick(random, Before) + Pick(random, Signs) + Pick(random, Tails)).ToList();

        // The alarm: written as they are, they run.
        var plain = await Open("plain.csv", "text\r\n" + string.Concat(texts.Select(text => Quoted(text) + "\r\n")));
        Assert.NotEqual(0, Formulas(plain));

        var table = new TableModel<(string Text, int Number)>(
            "Texts",
            [new("text", "=1+1", row => row.Text), new("number", "Change", row => row.Number.ToString(CultureInfo.InvariantCulture)) { Csv = row => row.Number }],
            texts.Select((text, i) => (text, -i)));
        var page = await Open("page.csv", string.Concat(CsvResult.Lines(table)));
        Assert.Equal(0, Formulas(page));
        var numbers = Numbers().Matches(page).Select(found => double.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(-Enumerable.Range(0, Texts).Sum(i => (double)i), numbers.Sum());

        var labels = await File("labels-in.csv", "list,column,raw_label\r\n" + string.Concat(texts.Select(text => $"List 6,Case Status,{Quoted(text)}\r\n")));
        var (read, _) = await Run(["labels", labels]);
        Assert.Equal(0, Formulas(await Open("labels.csv", read)));

        var council = DrilledImport.Write(_folder, "council", 0);
        await File(Path.Combine(council, "ssd_person.csv"), "pers_person_id,pers_dob\r\n" + string.Concat(texts.Select((text, i) => $"P{i},{Quoted(text)}\r\n")));
        var problems = Path.Combine(_folder, "problems.csv");
        await Run(["import", council, "--store", Path.Combine(_folder, "fairload.db"), "--problems", problems]);
        var listed = await Open("problems.csv", await System.IO.File.ReadAllTextAsync(problems));
        Assert.Contains("HYPERLINK", listed, StringComparison.Ordinal);
        Assert.Equal(0, Formulas(listed));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static int Formulas(string opened) => opened.Split("table:formula=").Length - 1;

    private async Task<string> File(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        await System.IO.File.WriteAllTextAsync(path, content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        return path;
    }

    private async Task<(string Said, int Code)> Run(string[] arguments)
    {
        using var program = DrilledImport.Start(arguments, _folder);
        var errors = program.StandardError.ReadToEndAsync();
        var said = await program.StandardOutput.ReadToEndAsync();
        await errors;
        await program.WaitForExitAsync();
        return (said, program.ExitCode);
    }

    /// <summary>The file as LibreOffice understands it, as its own XML.</summary>
    private async Task<string> Open(string name, string content)
    {
        var path = await File(name, content);
        var opened = Path.Combine(_folder, "opened", Path.ChangeExtension(name, "fods"));
        var said = await Scanner.Run(
            "soffice", TimeSpan.FromMinutes(5), $"-env:UserInstallation=file://{_folder}/profile", "--headless", AsCsv, "--convert-to", "fods",
            "--outdir", Path.Combine(_folder, "opened"), path);
        Assert.True(System.IO.File.Exists(opened), said);
        return await System.IO.File.ReadAllTextAsync(opened);
    }

    [GeneratedRegex("office:value-type=\"float\" office:value=\"([^\"]*)\"")]
    private static partial Regex Numbers();
}
