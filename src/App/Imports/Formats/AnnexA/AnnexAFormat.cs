using System.Runtime.CompilerServices;
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

    private const int ListsThatProve = 2;

    /// <summary>What says most about a case comes first: it says who holds it, and what is known of the child.</summary>
    private static readonly int[] Order = [8, 7, 6, 4, 5, 3, 9, 1, 2, 10, 11];

    private readonly ConditionalWeakTable<TranslatedRows, AnnexARows> _readers = [];

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
            return IsAnnexA([.. Lists(workbook, mayBeDamaged: true).Select(l => l.Sheet)]);
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
        using var workbook = Workbook.Open(file, context.Cancel);
        var lists = Lists(workbook, mayBeDamaged: false).ToList();
        if (!IsAnnexA([.. lists.Select(l => l.Sheet)]))
        {
            throw new ImportRefused(ImportTexts.All["UnknownWorkbook", file.Name], file.Name);
        }

        if (!_readers.TryGetValue(rows, out var reader))
        {
            reader = new AnnexARows(rows, context.Labels);
            _readers.Add(rows, reader);
        }

        foreach (var (part, found) in lists.OrderBy(l => Array.IndexOf(Order, l.Sheet.List.Number)))
        {
            if (found.Twice is { } twice)
            {
                throw new ImportRefused(ImportTexts.All["HeaderTwice", $"{file.Name}, {part.Name}", found.Header[twice]], file.Name, column: found.Header[twice]);
            }

            using var sheet = workbook.Read(part);
            Header(sheet);
            reader.Read(file.Name, part.Name, sheet, found, context);
        }

        reader.Finish();
    }

    private static bool IsAnnexA(List<AnnexASheet> found) =>
        found.Exists(f => f.IsProof) || found.Select(f => f.List.Number).Distinct().Count() >= ListsThatProve;

    private static IEnumerable<(SheetPart Part, AnnexASheet Sheet)> Lists(Workbook workbook, bool mayBeDamaged)
    {
        foreach (var part in workbook.Sheets)
        {
            AnnexASheet? found = null;
            try
            {
                using var sheet = workbook.Read(part);
                found = Header(sheet);
            }
            catch (ImportRefused) when (mayBeDamaged)
            {
                // Whether it is one of ours the other sheets say; what is wrong with this one is told when it is read.
            }

            if (found is not null)
            {
                yield return (part, found);
            }
        }
    }

    /// <summary>Goes to the header; nothing when the sheet is no list.</summary>
    private static AnnexASheet? Header(WorkbookSheet sheet)
    {
        for (var i = 0; i < HeaderRows && sheet.Read(); i++)
        {
            var names = new string[Math.Min(sheet.Columns, MostColumns)];
            for (var column = 0; column < names.Length; column++)
            {
                var name = sheet[column];
                names[column] = Encoding.UTF8.GetString(name[..Math.Min(name.Length, 400)]);
            }

            if (AnnexAList.Of(names) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
