namespace Fairload.Bench;

/// <summary>Reads the plain CSV of the benchmark generator: no quotes, a header, commas.</summary>
internal static class Csv
{
    public static IEnumerable<IReadOnlyDictionary<string, string>> Read(string file)
    {
        string[]? header = null;
        foreach (var line in File.ReadLines(file))
        {
            var cells = line.Split(',');
            if (header is null)
            {
                header = cells;
                continue;
            }

            var row = new Dictionary<string, string>(header.Length);
            for (var i = 0; i < header.Length; i++)
            {
                row[header[i]] = cells[i];
            }

            yield return row;
        }
    }
}
