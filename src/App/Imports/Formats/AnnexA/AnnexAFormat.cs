using System.Text;
using Fairload.App.Reading;
using Fairload.Core.Cases;

namespace Fairload.App.Imports.Formats.AnnexA;

/// <summary>
/// Ofsted's Annex A: a workbook of eleven lists that every council keeps for inspection. Which sheet is which list is told by its
/// header, wherever that stands in the first rows. docs/importing.md says what each column becomes.
/// </summary>
internal sealed class AnnexAFormat : FileFormat
{
    /// <summary>A header may have titles above it.</summary>
    private const int HeaderRows = 10;

    /// <summary>More columns than any list has, with room for a council's own.</summary>
    private const int MostColumns = 512;

    /// <summary>A sheet with no row as wide as this is a title page or a note.</summary>
    private const int LeastColumns = 4;

    private const int ListsThatProve = 2;

    /// <summary>What says most about a case comes first: it says who holds it, and what is known of the child.</summary>
    private static readonly int[] Order = [8, 7, 6, 4, 5, 3, 9, 1, 2, 10, 11];

    /// <inheritdoc/>
    public override Source Source => Source.AnnexA;

    /// <inheritdoc/>
    public override bool Is(GivenFile file, ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith("PK"u8))
        {
            return false;
        }

        try
        {
            using var workbook = Workbook.Open(file);
            return IsAnnexA(Lists(workbook, mayBeDamaged: true));
        }
        catch (ImportRefused)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public override DateOnly? ExtractDate(GivenFile file) => null;

    /// <inheritdoc/>
    public override void Read(GivenFile file, TranslatedRows rows, FormatContext context)
    {
        var workbook = Workbook.Open(file, context.Cancel);
        var books = rows.Unfinished(() => new Books(rows));
        books.Add(workbook);
        var lists = Lists(workbook, mayBeDamaged: false).ToList();
        if (!IsAnnexA(lists))
        {
            throw new ImportRefused(ImportTexts.All["UnknownWorkbook", file.Name], file.Name);
        }

        foreach (var (part, found) in lists)
        {
            if (found is null)
            {
                context.Problems.Add(file.Name, part.Name, null, null, [], Severity.Warning, "AnnexASheetAside");
                continue;
            }

            if (found.Lacks.Count > 0)
            {
                var lacks = string.Join(", ", found.Lacks);
                throw new ImportRefused(ImportTexts.All["AnnexALacksColumn", file.Name, part.Name, found.List.Name, lacks], file.Name, column: lacks);
            }

            if (found.Twice is { } twice)
            {
                throw new ImportRefused(ImportTexts.All["HeaderTwice", $"{file.Name}, {part.Name}", found.Header[twice]], file.Name, column: found.Header[twice]);
            }

            books.Add(new Part(file.Name, workbook, part, found, context));
        }
    }

    private static bool IsAnnexA(IEnumerable<(SheetPart Part, AnnexASheet? Sheet)> sheets)
    {
        var found = sheets.Select(s => s.Sheet).OfType<AnnexASheet>().ToList();
        return found.Exists(f => f.IsProof) || found.Select(f => f.List.Number).Distinct().Count() >= ListsThatProve;
    }

    /// <summary>The sheets that hold a table, each with the list that it is; nothing when it is none.</summary>
    private static IEnumerable<(SheetPart Part, AnnexASheet? Sheet)> Lists(Workbook workbook, bool mayBeDamaged)
    {
        foreach (var part in workbook.Sheets)
        {
            AnnexASheet? found = null;
            var isTable = false;
            try
            {
                using var sheet = workbook.Read(part);
                found = Header(sheet, part.Name, out isTable);
            }
            catch (ImportRefused) when (mayBeDamaged)
            {
                // Whether it is one of ours the other sheets say; what is wrong with this one is told when it is read.
            }

            if (found is not null || isTable)
            {
                yield return (part, found);
            }
        }
    }

    /// <summary>Goes to the header; nothing when the sheet is no list. A row that lacks what is needed is it only when no row below has all.</summary>
    private static AnnexASheet? Header(WorkbookSheet sheet, string tab, out bool isTable)
    {
        AnnexASheet? lacking = null;
        isTable = false;
        for (var i = 0; i < HeaderRows && sheet.Read(); i++)
        {
            isTable |= sheet.Columns >= LeastColumns;
            var names = new string[Math.Min(sheet.Columns, MostColumns)];
            for (var column = 0; column < names.Length; column++)
            {
                var name = sheet[column];
                names[column] = Encoding.UTF8.GetString(name[..Math.Min(name.Length, 400)]);
            }

            if (AnnexAList.Of(names, tab) is { } found)
            {
                if (found.Lacks.Count == 0)
                {
                    return found;
                }

                lacking ??= found;
            }
        }

        return lacking;
    }

    /// <summary>A list of a workbook.</summary>
    private sealed record Part(string File, Workbook Workbook, SheetPart Sheet, AnnexASheet Found, FormatContext Context);

    /// <summary>
    /// The workbooks of one day. The order of the lists holds over all of them, so that it does not matter how they were parted into files.
    /// </summary>
    private sealed class Books(TranslatedRows rows) : IUnfinished
    {
        private readonly List<Workbook> _workbooks = [];
        private readonly List<Part> _parts = [];

        public void Add(Workbook workbook) => _workbooks.Add(workbook);

        public void Add(Part part) => _parts.Add(part);

        public void Finish()
        {
            if (_parts.Count == 0)
            {
                return;
            }

            if (!_parts.Exists(part => part.Found.List.SaysWhoHolds))
            {
                // Nobody would hold a case any more, and every child of the other lists would be gone.
                throw new ImportRefused(ImportTexts.All["AnnexANoHolders", _parts[0].File], _parts[0].File);
            }

            var reader = new AnnexARows(rows, _parts[0].Context.Labels);
            foreach (var (file, workbook, part, found, context) in _parts.OrderBy(part => Array.IndexOf(Order, part.Found.List.Number)))
            {
                using var sheet = workbook.Read(part);
                Header(sheet, part.Name, out _);
                reader.Read(file, part.Name, sheet, found, context);
            }

            foreach (var list in AnnexAList.All.Where(list => list.SaysWhoHolds))
            {
                if (_parts.Exists(part => part.Found.List == list))
                {
                    rows.Parts.Add(list.Name);
                }
                else
                {
                    _parts[0].Context.Problems.Add(_parts[0].File, null, null, [], Severity.Warning, "AnnexANoList", list.Name);
                }
            }

            reader.Finish();
        }

        public void Dispose() => _workbooks.ForEach(workbook => workbook.Dispose());
    }
}
