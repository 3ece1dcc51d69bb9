using System.Globalization;
using Fairload.Web.Tables;
using Spectre.Console;

namespace Fairload.Cli;

/// <summary>Rows of an answer: a table for a person, or CSV for a program.</summary>
internal static class Rows
{
    private const int FileWidth = 400;

    /// <summary>Writes the rows in the format given.</summary>
    public static void Write(OutputFormat format, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        if (format == OutputFormat.Csv)
        {
            foreach (var row in rows.Prepend(columns))
            {
                Console.Out.Write(string.Join(',', row.Select(cell => CsvResult.Field(cell is null or int or long or decimal or DateOnly ? cell : Text(cell)))) + "\r\n");
            }

            return;
        }

        var all = rows.ToList();
        var table = new Table().Border(TableBorder.Simple);
        for (var place = 0; place < columns.Count; place++)
        {
            var column = new TableColumn(Markup.Escape(columns[place])).Padding(0, 0);
            // Text may take a second line; a number that did would be read as two.
            table.AddColumn(all.Exists(row => row[place] is not null) && all.TrueForAll(row => row[place] is null or int or long or decimal)
                ? column.NoWrap().RightAligned()
                : column);
        }

        foreach (var row in all)
        {
            table.AddRow([.. row.Select(cell => Markup.Escape(Text(cell)))]);
        }

        if (Console.IsOutputRedirected)
        {
            // Nobody's screen: a line of a file is as long as it needs to be.
            AnsiConsole.Profile.Width = FileWidth;
        }

        AnsiConsole.Write(table);
    }

    private static string Text(object? cell) => cell switch
    {
        null => "",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };
}
