using Fairload.App.Imports.Formats;
using Fairload.App.Labels;
using Fairload.App.Reading;
using Fairload.Core.Cases;

namespace Fairload.App.Imports;

/// <summary>
/// The tables that one source gives of one day. An import has one set or several: a folder may hold the case system's tables, a workbook and
/// two years of a census.
/// </summary>
internal sealed class ImportSet : IDisposable
{
    private readonly TranslatedRows? _translated;

    private ImportSet(Source source, DateOnly extract, IReadOnlyList<TableFile> tables, TranslatedRows? translated) =>
        (Source, ExtractDate, Tables, _translated) = (source, extract, tables, translated);

    /// <summary>The kind of file.</summary>
    public Source Source { get; }

    /// <summary>The day that its files describe.</summary>
    public DateOnly ExtractDate { get; }

    /// <summary>Its tables, in loading order.</summary>
    public IReadOnlyList<TableFile> Tables { get; }

    /// <summary>The parts that it has, as <see cref="TranslatedRows.Parts"/> says.</summary>
    public IReadOnlyCollection<string> Parts => _translated?.Parts ?? [];

    /// <summary>
    /// The sets of the files, in loading order: teams first, so that a name and an id of one are one, then by source and by day. Formats that are no tables are read here, before the store is touched.
    /// </summary>
    /// <param name="found">The files.</param>
    /// <param name="dateOf">The day of a file, by what it says itself.</param>
    /// <param name="problems">Where problems are told.</param>
    /// <param name="labels">Reads labels as codes.</param>
    /// <param name="watch">Gives a file whose reading is watched.</param>
    /// <param name="cancel">Stops the reading.</param>
    public static IReadOnlyList<ImportSet> Of(
        FoundFiles found, Func<DateOnly?, DateOnly> dateOf, ProblemLog problems, LabelReader labels, Func<GivenFile, GivenFile> watch,
        CancellationToken cancel)
    {
        var sets = new List<ImportSet>();
        try
        {
            foreach (var tables in found.Tables.GroupBy(t => t.Table.Source))
            {
                sets.Add(new ImportSet(tables.Key, dateOf(null), [.. tables.OrderBy(t => Recognise.Order(t.Table)).Select(t => Plain(t.File, t.Table, t.Headers))], null));
            }

            foreach (var files in found.Formatted.GroupBy(f => (f.Format.Source, Day: dateOf(f.Format.ExtractDate(f.File)))))
            {
                sets.Add(Translated(files.Key.Source, files.Key.Day, files, problems, labels, watch, cancel));
            }

            return [.. sets.OrderBy(set => set.Source == Source.Teams ? 0 : 1).ThenBy(set => set.Source).ThenBy(set => set.ExtractDate)];
        }
        catch
        {
            sets.ForEach(set => set.Dispose());
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _translated?.Dispose();

    private static TableFile Plain(GivenFile file, Rows.Table table, IReadOnlyList<string> headers) => new(file.Name, table.Name, table, headers, file.Length, () =>
    {
        var text = new TableText(file);
        try
        {
            text.Headers();
            return new CsvRows(text, file.Name, file.Length);
        }
        catch
        {
            text.Dispose();
            throw;
        }
    });

    private static ImportSet Translated(
        Source source, DateOnly day, IEnumerable<(GivenFile File, FileFormat Format)> files, ProblemLog problems, LabelReader labels,
        Func<GivenFile, GivenFile> watch, CancellationToken cancel)
    {
        var rows = new TranslatedRows();
        try
        {
            foreach (var (file, format) in files)
            {
                format.Read(watch(file), rows, new FormatContext(day, problems, cancel) { Labels = labels });
            }

            var names = string.Join(", ", files.Select(f => f.File.Name));
            return new ImportSet(
                source,
                day,
                [.. rows.Tables.OrderBy(t => Recognise.Order(t.Table)).Select(t => new TableFile(
                    t.Files.Count == 0 ? names : string.Join(", ", t.Files), t.Name, t.Table, [.. t.Table.Columns.Select(c => c.Name)], t.Count, () => new SpooledRows(t))
                {
                    LeftOut = t.LeftOut,
                    Unsaid = t.Unsaid,
                })],
                rows);
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }
}
