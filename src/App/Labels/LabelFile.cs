using System.Text;
using Fairload.App.Imports;
using Fairload.App.Reading;
using Fairload.Core.Labels;

namespace Fairload.App.Labels;

/// <summary>A table of labels with what each means: the rows as they were given, in their order, with a column <c>code</c>.</summary>
/// <param name="Columns">The names of the columns as the file writes them; <c>code</c> is among them.</param>
/// <param name="Rows">The rows, each as long as the columns; a code that is not known is empty.</param>
public sealed record LabelFile(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    private const string Code = "code";
    private static readonly Wording Texts = new("Labels.Labels");

    /// <summary>Reads a CSV file with the columns <c>list</c>, <c>column</c> and <c>raw_label</c> in any order, among others.</summary>
    /// <exception cref="Refused">The file cannot be read, or lacks one of the columns.</exception>
    public static LabelFile Read(string path, LabelNormaliser normaliser, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(normaliser);
        var name = Path.GetFileName(path);
        if (!OrdinaryFile.Is(path))
        {
            throw new Refused(Texts["NoFile", path]);
        }

        using var text = new TableText(new GivenFile(name, "", Named: true, new FileInfo(path).Length, () => File.OpenRead(path)));
        List<string> names = [.. text.Headers()];
        var columns = text.Csv.Headers.Select(header => header.Trim()).ToList();
        var column = Place(names, "column", name);
        var label = Place(names, "raw_label", name);
        _ = Place(names, "list", name);
        var code = names.IndexOf(Code);
        if (code < 0)
        {
            code = columns.Count;
            columns.Add(Code);
        }

        var rows = new List<IReadOnlyList<string>>();
        while (text.Read())
        {
            cancel.ThrowIfCancellationRequested();
            var row = new string[columns.Count];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = i < text.Csv.FieldCount ? Encoding.UTF8.GetString(text.Csv.GetSpan(i)) : "";
            }

            if (text.Csv.FieldCount > names.Count)
            {
                throw new Refused(Texts["TooLong", name, text.Row, text.Csv.FieldCount, names.Count]);
            }

            row[code] = normaliser.Read(row[column], row[label]).Value ?? "";
            rows.Add(row);
        }

        return new LabelFile(columns, rows);
    }

    private static int Place(List<string> names, string column, string file) =>
        names.IndexOf(column) is var place and >= 0 ? place : throw new Refused(Texts["NoColumn", file, column]);
}
