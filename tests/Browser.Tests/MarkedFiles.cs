using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using Fairload.App.Tests;
using Microsoft.Playwright;

namespace Fairload.Browser.Tests;

/// <summary>
/// A council's files in which every text is a test's own: as many children, workers and teams as there are texts, each
/// table with a sound row and one whose codes are marked too. Columns and the kinds of their values are read off the
/// synthetic council's files, so that a new table or column is marked the day it is written.
/// </summary>
internal static partial class MarkedFiles
{
    /// <summary>The day that the files describe.</summary>
    public const string Extract = "30 9 2026";

    /// <summary>Writes them into a zip.</summary>
    /// <param name="like">The folder of the synthetic council's files.</param>
    /// <param name="count">How many of each.</param>
    /// <param name="text">The text of a column in the n-th row.</param>
    /// <param name="id">What stands behind the beginning of the n-th id.</param>
    public static byte[] Zip(string like, int count, Func<string, int, string> text, Func<int, string> id)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var file in Directory.GetFiles(like, "*.csv"))
            {
                using var to = new StreamWriter(zip.CreateEntry(Path.GetFileName(file)).Open());
                using var from = new StreamReader(file);
                var columns = from.ReadLine()!.Split(',');
                var sample = Cells(from.ReadLine()!);
                to.WriteLine(string.Join(',', columns));
                for (var i = 0; i < count; i++)
                {
                    foreach (var isSound in new[] { true, false })
                    {
                        to.WriteLine(string.Join(',', columns.Select((column, c) => Quoted(Value(column, sample[c], c == 0, i, isSound, text, id)))));
                    }
                }
            }
        }

        return bytes.ToArray();
    }

    /// <summary>Loads files into an empty store, as the data officer does by the form.</summary>
    public static async Task Load(IPage page, string council, IEnumerable<FilePayload> files)
    {
        await Send(page, council, files);
        await Next(page, page.GetByRole(AriaRole.Button, new() { Name = "Load the files" }));
        await page.Press("Load the files");
        await Next(page, page.GetByRole(AriaRole.Heading, new() { Name = "The files are loaded" }));
    }

    /// <summary>Sends files to be checked.</summary>
    public static async Task Send(IPage page, string council, IEnumerable<FilePayload> files)
    {
        await page.GotoAsync("/imports/new");
        await page.Locator("input[type=file]").SetInputFilesAsync(files);
        await page.Locator("[name='Input.ExtractDate']").FillAsync(Extract);
        await page.Locator("[name='Input.Code']").FillAsync("MARKED");
        await page.Locator("[name='Input.Name']").FillAsync(council);
        await page.Press(page.Locator("main form button[type=submit]").First);
    }

    /// <summary>The page of work under way asks for itself again; what is awaited stands on a later one.</summary>
    private static Task Next(IPage page, ILocator awaited) => Patience.Until(async () =>
    {
        if (await awaited.IsVisibleAsync())
        {
            return null;
        }

        await Task.Delay(200);
        return page.Url + "\n" + await page.Locator("main").InnerTextAsync();
    });

    private static string Value(string column, string sample, bool isFirst, int i, bool isSound, Func<string, int, string> text, Func<int, string> id)
    {
        if (column is "dept_team_parent_id")
        {
            return i == 0 ? "" : "D0" + id(0);
        }

        if (column is "dept_team_parent_name" && i == 0)
        {
            // A parent without an id is known by its name; the topmost team has none.
            return "";
        }

        if (Id().IsMatch(sample))
        {
            // The second row of a table of children, workers or teams would be the first once more.
            var again = isFirst && !isSound && sample[0] is not ('P' or 'W' or 'D') ? "again" : "";
            return $"{sample[0]}{i}{again}{id(i)}";
        }

        if (column.Contains("date", StringComparison.Ordinal) || column.EndsWith("dob", StringComparison.Ordinal) || column is "start" or "until")
        {
            return End().IsMatch(column) ? "" : column.EndsWith("dob", StringComparison.Ordinal) ? (column.Contains("expected", StringComparison.Ordinal) ? "" : "2015-04-02") : "2026-01-05";
        }

        if (column.EndsWith("_json", StringComparison.Ordinal))
        {
            return column.Contains("factors", StringComparison.Ordinal) ? JsonSerializer.Serialize(new[] { "1A", text(column, i) }) : JsonSerializer.Serialize(new { HOUSE = text(column, i) });
        }

        var isKept = decimal.TryParse(sample, out _) || sample is "Y" or "N";
        return isKept || (isSound && Sound().IsMatch(column)) ? sample : text(column, i);
    }

    private static string Quoted(string value) => "\"" + value.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private static string[] Cells(string line) =>
        [.. Cell().Matches(line).Select(match => match.Groups["quoted"].Success ? match.Groups["quoted"].Value.Replace("\"\"", "\"", StringComparison.Ordinal) : match.Groups["plain"].Value)];

    [GeneratedRegex("(?:^|,)(?:\"(?<quoted>(?:[^\"]|\"\")*)\"|(?<plain>[^,]*))")]
    private static partial Regex Cell();

    [GeneratedRegex(@"^[A-Z]\d{9}$")]
    private static partial Regex Id();

    [GeneratedRegex("end|until|close|ceased|death|auth|stepdown")]
    private static partial Regex End();

    /// <summary>Columns whose codes decide whether a row counts at all.</summary>
    [GeneratedRegex("role|band|legal_status$|category|eligibility|immigration_status$|placement_type")]
    private static partial Regex Sound();
}
