using System.Text;
using Fairload.App.Imports;
using Fairload.App.Imports.Formats;
using Fairload.App.Imports.Rows;
using Fairload.App.Reading;

namespace Fairload.App.Tests.Imports.Formats;

/// <summary>What a format's reader makes of files: the rows of each table, as <c>column=value</c> of what is not empty, and the problems.</summary>
internal sealed class Translation
{
    private readonly Dictionary<string, List<(int Row, string Values)>> _tables = new(StringComparer.Ordinal);

    private Translation()
    {
    }

    public List<Problem> Problems { get; } = [];

    /// <summary>The tables that were supplied.</summary>
    public IEnumerable<string> Tables => _tables.Keys.Order(StringComparer.Ordinal);

    public static Translation Of(FileFormat format, params string[] paths) => Of(format, [.. paths.Select(FromDisk)]);

    public static Translation OfText(FileFormat format, params string[] texts) =>
        Of(format, [.. texts.Select((text, i) => FromBytes($"file{i + 1}", Encoding.UTF8.GetBytes(text)))]);

    public static Translation Of(FileFormat format, params GivenFile[] files)
    {
        var made = new Translation();
        using var log = new ProblemLog(null);
        using var rows = new TranslatedRows();
        foreach (var file in files)
        {
            format.Read(file, rows, new FormatContext(new DateOnly(2026, 3, 31), log, default));
        }

        foreach (var table in rows.Tables)
        {
            made._tables[table.Table.Name] = [.. table.Rows().Select(row => (row.Row, Values(table, row)))];
        }

        made.Problems.AddRange(log.First);
        return made;
    }

    /// <summary>A table's rows, without their places.</summary>
    public IReadOnlyList<string> this[string table] => [.. _tables[table].Select(r => r.Values)];

    /// <summary>The places of a table's rows.</summary>
    public IReadOnlyList<int> Places(string table) => [.. _tables[table].Select(r => r.Row)];

    public static GivenFile FromDisk(string path) =>
        new(Path.GetFileName(path), Path.GetDirectoryName(path)!, true, new FileInfo(path).Length, () => File.OpenRead(path));

    public static GivenFile FromBytes(string name, byte[] bytes) => new(name, "", true, bytes.Length, () => new MemoryStream(bytes));

    public static byte[] Head(GivenFile file)
    {
        using var stream = file.Open();
        var head = new byte[FileFormat.HeadLength];
        return head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
    }

    /// <summary>A file among tests/samples.</summary>
    public static string Sample(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Fairload.slnx")))
        {
            folder = folder.Parent!;
        }

        return Path.Combine(folder.FullName, "tests", "samples", name);
    }

    /// <summary>The standard begins each column's name with four letters of its table's.</summary>
    private static string Short(Table table, int column) =>
        table.Name.StartsWith("ssd_", StringComparison.Ordinal) ? table.Columns[column].Name[5..] : table.Columns[column].Name;

    private static string Values(TranslatedTable table, TranslatedRow row)
    {
        var text = new StringBuilder();
        for (var i = 0; i < table.Table.Columns.Count; i++)
        {
            var isUnsaid = !row.Says(i) && table.Table.Columns[i].Name is "pers_dob" or "pers_sex";
            if (isUnsaid || !row[i].IsEmpty)
            {
                text.Append(text.Length == 0 ? "" : " ").Append(Short(table.Table, i)).Append('=').Append(isUnsaid ? "?" : Encoding.UTF8.GetString(row[i]));
            }
        }

        return text.ToString();
    }
}
