using System.Text;

namespace Fairload.App.Tests.Demo;

/// <summary>
/// A CSV file read back with plain code that shares nothing with the writer: quotes, doubled quotes, line breaks in
/// quotes, either line ending, a byte-order mark.
/// </summary>
public sealed class CsvFile
{
    private readonly Dictionary<string, int> places;

    private CsvFile(string[] header, List<string[]> rows)
    {
        Header = header;
        Rows = rows;
        places = header.Select((name, place) => (name, place)).ToDictionary(each => each.name, each => each.place);
    }

    public string[] Header { get; }

    public List<string[]> Rows { get; }

    public static CsvFile Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var text = IsUtf8(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);
        var rows = Split(text.TrimStart('\uFEFF'));
        var header = rows[0];
        rows.RemoveAt(0);
        return new CsvFile(header, rows);
    }

    public string Value(string[] row, string column) => row[places[column]];

    public IEnumerable<string> Column(string column) => Rows.Select(row => row[places[column]]);

    public static bool IsUtf8(byte[] bytes)
    {
        try
        {
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static List<string[]> Split(string text)
    {
        var rows = new List<string[]>();
        var row = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == '"')
            {
                var field = new StringBuilder();
                for (at++; text[at] != '"' || (at + 1 < text.Length && text[at + 1] == '"'); at++)
                {
                    at += text[at] == '"' ? 1 : 0;
                    field.Append(text[at]);
                }

                at++;
                row.Add(field.ToString());
            }
            else
            {
                var end = text.AsSpan(at).IndexOfAny(",\r\n");
                row.Add(text.Substring(at, end));
                at += end;
            }

            if (text[at] == ',')
            {
                at++;
                if (at < text.Length && text[at] is '\r' or '\n')
                {
                    row.Add("");
                }
            }

            if (text[at] is '\r' or '\n')
            {
                at += text[at] == '\r' ? 2 : 1;
                rows.Add([.. row]);
                row.Clear();
            }
        }

        return rows;
    }
}
