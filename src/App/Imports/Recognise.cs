using Fairload.App.Imports.Formats;
using Fairload.App.Imports.Rows;
using Fairload.App.Imports.Ssd;
using Fairload.App.Reading;
using Fairload.Core.Cases;

namespace Fairload.App.Imports;

/// <summary>
/// Tells by its content what a file holds: a table, by its header, or one of the other formats. A file's name says nothing: councils name
/// files as they like.
/// </summary>
internal static class Recognise
{
    /// <summary>The tables and formats among the files. Files that nothing fits are noted, or refused when a person named them.</summary>
    public static FoundFiles In(IEnumerable<GivenFile> files, Source? kind, ProblemLog problems)
    {
        var found = new FoundFiles();
        foreach (var file in files.Where(f => !IsExtract(f)))
        {
            if (FormatOf(file) is { } format)
            {
                if (IsWanted(file, format.Source, kind, found, problems))
                {
                    found.Formatted.Add((file, format));
                }
            }
            else if (file.IsWorkbook)
            {
                Unknown(file, [], problems);
            }
            else if (TableOf(file, kind, problems) is var (table, headers) && IsWanted(file, table.Source, kind, found, problems))
            {
                if (found.Tables.Find(t => t.Table == table).File is { } twice)
                {
                    throw new ImportRefused(ImportTexts.All["SameTable", twice.Name, file.Name, table.Name], file.Name);
                }

                found.Tables.Add((file, table, headers));
            }
        }

        return found;
    }

    /// <summary>Whether the beginning of a file shows a table or a format that is known. What cannot be read is none.</summary>
    public static bool Knows(GivenFile file)
    {
        try
        {
            var format = FormatOf(file);
            if (format is not null || file.IsWorkbook)
            {
                return format is not null;
            }

            using var text = new TableText(file);
            return Best(text.Headers().ToHashSet(StringComparer.Ordinal)) is not null;
        }
        catch (ImportRefused)
        {
            return false;
        }
    }

    /// <summary>Where a table stands in loading order: whatever a table refers to comes before it.</summary>
    public static int Order(Table table) => KnownTables.All.ToList().FindIndex(known => known.Kind == table.Kind);

    /// <summary>Whether a file is an <c>extract.json</c>.</summary>
    public static bool IsExtract(GivenFile file) => file.Name.Equals("extract.json", StringComparison.OrdinalIgnoreCase);

    private static bool IsWanted(GivenFile file, Source source, Source? kind, FoundFiles found, ProblemLog problems)
    {
        if (kind is not { } only || source == only)
        {
            return true;
        }

        found.OfOtherKinds.Add((file, source));
        problems.Add(file.Name, null, null, [], Severity.Warning, "OtherKind", source.Name(), only.Name());
        return false;
    }

    private static FileFormat? FormatOf(GivenFile file)
    {
        try
        {
            var head = new byte[FileFormat.HeadLength];
            using var stream = file.Open();
            var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            return FileFormats.All.FirstOrDefault(format => format.Is(file, head.AsSpan(0, length)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImportRefused(ImportTexts.All["CannotRead", file.Name], file.Name, cause: e);
        }
    }

    private static (Table Table, IReadOnlyList<string> Headers)? TableOf(GivenFile file, Source? kind, ProblemLog problems)
    {
        IReadOnlyList<string> headers;
        ImportRefused? openQuote;
        using (var text = new TableText(file))
        {
            headers = text.Headers();
            openQuote = text.HeaderIsOpen ? text.OpenQuote() : null;
        }

        var names = headers.ToHashSet(StringComparer.Ordinal);
        var best = Best(names)
            ?? (file.Named && KnownTables.All.Where(table => table.Source == kind).ToList() is [var told] ? told : null);
        if (openQuote is not null && (best is not null || file.Named))
        {
            throw openQuote;
        }

        if (best is null)
        {
            Unknown(file, headers, problems);
            return null;
        }

        if (best.Columns.FirstOrDefault(c => c.Required && !names.Contains(c.Name)) is { } missing)
        {
            throw new ImportRefused(
                ImportTexts.All["MissingColumn", file.Name, best.Name, missing.Name], file.Name, 1, missing.Name);
        }

        if (headers.Where(h => h.Length > 0).GroupBy(h => h, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ImportRefused(ImportTexts.All["HeaderTwice", file.Name, twice.Key], file.Name, 1, twice.Key);
        }

        var extra = names.Where(n => n.Length > 0 && best.Columns.All(c => c.Name != n)).ToList();
        if (extra.Count > 0)
        {
            problems.Add(file.Name, 1, null, [], Severity.Warning, "ExtraColumns", string.Join(", ", extra.Take(20)));
        }

        return (best, headers);
    }

    private static Table? Best(HashSet<string> names) =>
        KnownTables.All.Where(table => MayBe(table, names)).MaxBy(table => (Matches(table, names), IsWhole(table, names)));

    private static int Matches(Table table, HashSet<string> names) => table.Columns.Count(c => names.Contains(c.Name));

    /// <summary>Whether there is every column that the table needs.</summary>
    private static bool IsWhole(Table table, HashSet<string> names) => table.Columns.All(c => !c.Required || names.Contains(c.Name));

    /// <summary>
    /// The columns of the standard's tables are like no others. Those of plain files are everyday words, so more is asked: all that the table
    /// needs and no column that is not its own; or else of a staff file four of them, and of the others one that no other table has.
    /// </summary>
    private static bool MayBe(Table table, HashSet<string> names)
    {
        var isOwn = names.All(name => IsOwn(table, name));
        return table.Source switch
        {
            Source.Ssd => Matches(table, names) >= 2,
            _ when isOwn && IsWhole(table, names) => true,
            Source.Staff => Matches(table, names) >= 4 && names.Contains("worker_id"),
            _ => Matches(table, names) >= 2
                && (isOwn || names.Any(name => IsOwn(table, name) && KnownTables.All.Count(other => IsOwn(other, name)) == 1)),
        };
    }

    private static bool IsOwn(Table table, string name) => table.Columns.Any(c => c.Name == name);

    private static void Unknown(GivenFile file, IReadOnlyList<string> headers, ProblemLog problems)
    {
        var other = SsdTables.Others.FirstOrDefault(o => headers.Any(h => h.StartsWith(o.Key, StringComparison.Ordinal)));
        if (other.Value is not null)
        {
            problems.Add(file.Name, null, null, [], Severity.Warning, "UnusedTable", other.Value);
        }
        else if (file.Named)
        {
            throw new ImportRefused(ImportTexts.All[file.IsWorkbook ? "UnknownWorkbook" : "UnknownFile", file.Name], file.Name, file.IsWorkbook ? null : 1);
        }
        else
        {
            problems.Add(file.Name, null, null, [], Severity.Warning, "LeftAside");
        }
    }
}

/// <summary>What was found among the files.</summary>
internal sealed class FoundFiles
{
    /// <summary>Files that are tables as they stand.</summary>
    public List<(GivenFile File, Table Table, IReadOnlyList<string> Headers)> Tables { get; } = [];

    /// <summary>Files of other formats.</summary>
    public List<(GivenFile File, FileFormat Format)> Formatted { get; } = [];

    /// <summary>Files that are known and were not asked for.</summary>
    public List<(GivenFile File, Source Source)> OfOtherKinds { get; } = [];

    /// <summary>All that are loaded.</summary>
    public IEnumerable<GivenFile> All => [.. Tables.Select(t => t.File), .. Formatted.Select(f => f.File)];
}
