using System.Text;

namespace Fairload.Oracle;

/// <summary>Splits a CSV text into rows by column name. The oracle has its own splitter so that a fault in the product's
/// reader cannot hide in both.</summary>
internal static class CsvTable
{
    public static List<Row> Read(string path)
    {
        // File.ReadAllText takes a byte order mark away; a second one inside the text would be the file's own fault.
        List<List<string>> records = Split(File.ReadAllText(path, Encoding.UTF8));
        if (records.Count == 0)
        {
            return [];
        }

        List<string> header = records[0].ConvertAll(name => name.Trim().ToLowerInvariant());
        return [.. records.Skip(1).Where(cells => cells.Any(cell => cell.Trim().Length > 0)).Select(cells => new Row(
            header.Select((name, i) => (name, value: i < cells.Count ? cells[i] : ""))
                .ToDictionary(pair => pair.name, pair => pair.value, StringComparer.Ordinal)))];
    }

    private static List<List<string>> Split(string text)
    {
        var records = new List<List<string>>();
        var cells = new List<string>();
        var cell = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                cell.Append('"');
                i++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && c is (',' or '\n'))
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    records.Add(cells);
                    cells = [];
                }
            }
            else if (quoted || c != '\r')
            {
                cell.Append(c);
            }
        }

        if (cell.Length > 0 || cells.Count > 0)
        {
            cells.Add(cell.ToString());
            records.Add(cells);
        }

        return records;
    }
}
