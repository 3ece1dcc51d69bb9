using System.Globalization;
using Fairload.Web.Tables;
using Spectre.Console;

namespace Fairload.Cli;

/// <summary>Rows of an answer: a table for a person, or CSV for a program.</summary>
internal static class Rows
{
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

        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(Markup.Escape(column)));
        }

        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(cell => Markup.Escape(Text(cell)))]);
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
