using Fairload.App.Imports.Rows;
using Fairload.App.Imports.Ssd;
using Fairload.App.Imports.Staff;
using Fairload.App.Reading;

namespace Fairload.App.Imports;

/// <summary>Tells by its header which table a file holds. A file's name says nothing: councils name files as they like.</summary>
internal static class Recognise
{
    private static readonly Table[] Known = [.. SsdTables.All, StaffTable.Posts];

    /// <summary>The kinds of import that are known.</summary>
    public static readonly IReadOnlyList<string> Kinds = [SsdTables.Source, StaffTable.Source];

    /// <summary>
    /// The tables among the files, in loading order. Files that no table fits are noted, or refused when a person
    /// named them.
    /// </summary>
    public static IReadOnlyList<TableFile> Tables(IEnumerable<GivenFile> files, string? kind, ProblemLog problems)
    {
        var found = new List<TableFile>();
        foreach (var file in files.Where(f => !IsExtract(f)))
        {
            if (Read(file, problems) is not { } table)
            {
                continue;
            }

            if (kind is not null && table.Table.Source != kind)
            {
                problems.Add(file.Name, null, null, [], Severity.Warning, "OtherKind", table.Table.Source, kind);
            }
            else if (found.Find(t => t.Table == table.Table) is { } twice)
            {
                throw new ImportRefused(ImportTexts.All["SameTable", twice.File.Name, file.Name, table.Table.Name], file.Name);
            }
            else
            {
                found.Add(table);
            }
        }

        return [.. found.OrderBy(t => Array.IndexOf(Known, t.Table))];
    }

    /// <summary>Whether a file is an <c>extract.json</c>.</summary>
    public static bool IsExtract(GivenFile file) => file.Name.Equals("extract.json", StringComparison.OrdinalIgnoreCase);

    private static TableFile? Read(GivenFile file, ProblemLog problems)
    {
        IReadOnlyList<string> headers;
        using (var text = new TableText(file))
        {
            headers = text.Headers();
        }

        var names = headers.ToHashSet(StringComparer.Ordinal);
        var best = Known.MaxBy(t => t.Columns.Count(c => names.Contains(c.Name)))!;
        var matches = best.Columns.Count(c => names.Contains(c.Name));
        // The columns of the standard's tables are like no others; those of a staff file are everyday words, so more are asked.
        if (matches < 2 || (best == StaffTable.Posts && (matches < 4 || !names.Contains("worker_id"))))
        {
            return Unknown(file, headers, problems);
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

        return new TableFile(file, best, headers);
    }

    private static TableFile? Unknown(GivenFile file, IReadOnlyList<string> headers, ProblemLog problems)
    {
        var other = SsdTables.Others.FirstOrDefault(o => headers.Any(h => h.StartsWith(o.Key, StringComparison.Ordinal)));
        if (other.Value is not null)
        {
            problems.Add(file.Name, null, null, [], Severity.Warning, "UnusedTable", other.Value);
            return null;
        }

        if (file.Named)
        {
            throw new ImportRefused(ImportTexts.All["UnknownFile", file.Name], file.Name, 1);
        }

        problems.Add(file.Name, null, null, [], Severity.Warning, "LeftAside");
        return null;
    }
}
